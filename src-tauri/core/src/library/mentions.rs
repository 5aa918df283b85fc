//! Where the text of an article names sources and personas.

use crate::model::reference::Reference;
use crate::parse::{self, Attribute, Citation, Directive, LinkDefinitions, Node, Prepared};
use crate::source::Span;

/// Everything that one article names, in text order, with spans of its file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Mentions {
    /// The keys of sources, where they stand: `[@key]`, `ref=key`.
    pub(crate) sources: Vec<(String, Span)>,
    /// The ids of personas: `by=id`.
    pub(crate) personas: Vec<(String, Span)>,
    /// The blocks that show or quote a source by its key, from fence to fence.
    pub(crate) blocks: Vec<(String, Span)>,
    /// The blocks that say themselves what their source is.
    pub(crate) described: Vec<Described>,
}

/// A `source` or `quote` block without a key.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Described {
    /// What its attributes say.
    pub(crate) attributes: Vec<(String, String)>,
    /// Its opening line.
    pub(crate) fence: Span,
    /// From fence to fence.
    pub(crate) span: Span,
    /// The inside of its braces.
    pub(crate) braces: Span,
}

impl Mentions {
    /// Reads an article's text.
    pub(crate) fn read(text: &str) -> Self {
        let body = parse::split_front_matter(text).map_or(0, |(_, body)| body);
        let prepared = Prepared::new(&text[body..]);
        let document = parse::parse_all(&prepared, &LinkDefinitions::default());
        let mut mentions = Self::default();
        Reader { source: &text[body..], base: body, mentions: &mut mentions }.nodes(&document.nodes);
        mentions
    }
}

struct Reader<'t, 'm> {
    source: &'t str,
    /// Where the body starts in the file.
    base: usize,
    mentions: &'m mut Mentions,
}

impl Reader<'_, '_> {
    fn nodes(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            match node {
                Node::Directive(directive) => self.directive(directive),
                Node::Citation(citation) => self.citation(citation),
                Node::Event(..) | Node::Ruby(_) => {}
            }
        }
    }

    fn citation(&mut self, citation: &Citation<'_>) {
        let keys = citation.items.iter().map(|item| (item.key.to_owned(), item.key_span.shifted(self.base)));
        self.mentions.sources.extend(keys);
    }

    fn directive(&mut self, directive: &Directive<'_>) {
        let attribute = |key: &str| directive.attributes.iter().rev().find(|attribute| attribute.key == key);
        let named = |attribute: &Attribute<'_>| (attribute.value.to_owned(), attribute.value_span.shifted(self.base));
        match directive.name {
            "commentary" => self.mentions.personas.extend(attribute("by").map(named)),
            "source" | "quote" => match attribute("ref") {
                Some(reference) => {
                    self.mentions.sources.push(named(reference));
                    let block = (reference.value.to_owned(), directive.span.shifted(self.base));
                    self.mentions.blocks.push(block);
                }
                None => self.describe(directive),
            },
            _ => {}
        }
        directive.label.iter().for_each(|label| self.nodes(label));
        self.nodes(&directive.children);
    }

    fn describe(&mut self, directive: &Directive<'_>) {
        let Some(first) = directive.attributes.first() else { return };
        let line = directive.fence.of(self.source);
        let opened = Span::new(directive.fence.start, first.key_span.start).of(self.source).rfind('{');
        let closed = line.rfind('}').map(|at| directive.fence.start + at);
        let (Some(opened), Some(closed)) = (opened, closed) else { return };
        let braces = Span::new(directive.fence.start + opened + 1, closed);
        let attributes = directive.attributes.iter();
        self.mentions.described.push(Described {
            attributes: attributes.map(|one| (one.key.to_owned(), one.value.to_owned())).collect(),
            fence: directive.fence.shifted(self.base),
            span: directive.span.shifted(self.base),
            braces: braces.shifted(self.base),
        });
    }
}

impl Described {
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let found = self.attributes.iter().rev().find(|(name, _)| name == key);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether an attribute tells of the source.
    pub(crate) fn tells(key: &str) -> bool {
        ["title", "author", "site", "url", "published", "accessed", "image", "image-alt", "image-credit"].contains(&key)
    }

    /// Whether it says anything of a source.
    pub(crate) fn says_something(&self) -> bool {
        self.get("title").is_some() || self.get("url").is_some()
    }

    /// As a source of the file in `folder`.
    pub(crate) fn reference(&self, path: &str) -> Option<Reference> {
        crate::model::reference::one(&self.item(), crate::model::reference::folder_of(path))
    }

    /// As an item of CSL.
    pub(crate) fn item(&self) -> crate::parse::value::Value {
        use super::fields::{placed, set, table};
        use crate::parse::value::Kind;
        let text = |key: &str| self.get(key).map(|words| placed(Kind::Text(words.to_owned())));
        let mut item = table(Vec::new());
        set(&mut item, "id", Some(placed(Kind::Text("source".to_owned()))));
        set(&mut item, "type", Some(placed(Kind::Text("webpage".to_owned()))));
        let pairs = [("title", "title"), ("author", "author"), ("container-title", "site"), ("URL", "url")];
        for (variable, key) in pairs.into_iter().chain([("issued", "published"), ("accessed", "accessed")]) {
            set(&mut item, variable, text(key));
        }
        let mut custom = table(Vec::new());
        for key in ["image", "image-alt", "image-credit"] {
            set(&mut custom, key, text(key));
        }
        let custom = (!custom.entries().is_empty()).then_some(custom);
        set(&mut item, "custom", custom);
        item
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: t\n---\n[@a, p. 3; -@b] and @c.\n\n:::commentary{by=sensei}\n- :::source{ref=\"d\"}\n  :::\n:::\n\n```\n:::source{ref=no}\n[@no]\n```\n\n:::quote{title=\"T\" url=https://e.org #q}\nx\n:::\n";

    #[test]
    fn citations_blocks_and_speakers_are_found_and_code_is_not() {
        let mentions = Mentions::read(TEXT);
        let keys: Vec<_> = mentions.sources.iter().map(|(key, span)| (key.as_str(), span.of(TEXT))).collect();
        assert_eq!(keys, [("a", "a"), ("b", "b"), ("c", "c"), ("d", "d")]);
        let (id, span) = &mentions.personas[0];
        assert_eq!((id.as_str(), span.of(TEXT)), ("sensei", "sensei"));
    }

    #[test]
    fn a_block_can_describe_its_source() {
        let described = &Mentions::read(TEXT).described[0];
        assert_eq!((described.get("title"), described.get("url")), (Some("T"), Some("https://e.org")));
        assert_eq!(described.braces.of(TEXT), "title=\"T\" url=https://e.org #q");
        assert_eq!(described.reference("a/article.md").unwrap().title.as_deref(), Some("T"));
    }
}
