//! Where a file names other files: the addresses of its links and images, and the paths of its settings.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::items;
use crate::parse::value::{self, Value};
use crate::parse::{self, Directive, LinkDefinitions, Node, Prepared};
use crate::source::{PUBLICATION_FILE, Span, slug_of};

/// An address and the stretch of text that it is written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// As its reader sees it: without quotes, escapes and entities.
    pub(crate) address: String,
    /// Its first occurrence in here is the place, where it is written as it is read.
    pub(crate) within: Span,
}

/// The attributes of blocks that name files.
const ATTRIBUTES: &[&str] = &["src", "image"];

/// Every address in the text of the file at `path`, in no particular order.
pub(crate) fn addresses(path: &str, text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    if slug_of(path).is_some() {
        of_article(text, &mut found);
    } else if path == PUBLICATION_FILE {
        of_settings(&value::from_toml(text).0, &mut found);
    } else if [".json", ".yaml", ".yml"].iter().any(|end| path.ends_with(end)) {
        let bibliography = value::from_yaml(text, 0);
        bibliography.iter().for_each(|value| of_sources(value, &mut found));
    }
    found
}

fn of_article(text: &str, found: &mut Vec<Written>) {
    let front_matter = parse::split_front_matter(text);
    if let Some(value) = front_matter.and_then(|(yaml, _)| value::from_yaml(yaml.of(text), yaml.start).ok()) {
        add(value.get("cover").and_then(|cover| cover.get("image")), found);
        value.get("references").iter().for_each(|references| of_sources(references, found));
    }
    let body = front_matter.map_or(0, |(_, body)| body);
    let prepared = Prepared::new(&text[body..]);
    let document = parse::parse_all(&prepared, &LinkDefinitions::default());
    let mut reader = Reader { source: &text[body..], found: Vec::new(), open: Vec::new() };
    reader.nodes(&document.nodes);
    for (span, target) in parse::link_definitions(&prepared) {
        let label_end = span.of(reader.source).find("]:").unwrap_or_default();
        reader.add(target.destination, Span::new(span.start + label_end, span.end));
    }
    let shifted = reader.found.into_iter().map(|one| Written { within: one.within.shifted(body), ..one });
    found.extend(shifted);
}

fn of_settings(table: &Value, found: &mut Vec<Written>) {
    add(table.get("logo"), found);
    add(table.get("citation_style").filter(|style| style.text().is_some_and(|name| name.ends_with(".csl"))), found);
    for item in table.get("bibliography").map_or(&[][..], Value::items) {
        add(Some(item), found);
    }
    for entry in table.get("menu").map_or(&[][..], Value::items) {
        add(entry.get("url"), found);
    }
    for (_, persona) in table.get("personas").map_or(&[][..], Value::entries) {
        add(persona.get("avatar"), found);
    }
}

fn of_sources(value: &Value, found: &mut Vec<Written>) {
    for custom in items(value).iter().filter_map(|item| item.get("custom")) {
        add(custom.get("image"), found);
    }
}

fn add(value: Option<&Value>, found: &mut Vec<Written>) {
    if let Some((value, address)) = value.and_then(|value| Some((value, value.text()?))) {
        found.push(Written { address: address.to_owned(), within: value.span });
    }
}

struct Reader<'t> {
    source: &'t str,
    found: Vec<Written>,
    /// For every link and image around: where what has been read of its words ends. Behind it stands its address.
    open: Vec<usize>,
}

impl Reader<'_> {
    fn nodes(&mut self, nodes: &[Node<'_>]) {
        let mut opened: Vec<(String, LinkType)> = Vec::new();
        for node in nodes {
            let end = match node {
                Node::Event(Event::Start(tag), span) => {
                    if let Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. } = tag {
                        opened.push((dest_url.to_string(), *link_type));
                        self.open.push(span.start);
                    }
                    continue;
                }
                Node::Event(Event::End(TagEnd::Link | TagEnd::Image), span) => {
                    let words_end = self.open.pop().unwrap_or(span.start);
                    if let Some((address, LinkType::Inline)) = opened.pop() {
                        let bracket = self.source[words_end..span.end].find("](").unwrap_or_default();
                        self.add(address, Span::new(words_end + bracket, span.end));
                    }
                    span.end
                }
                Node::Event(Event::Html(html) | Event::InlineHtml(html), span) => {
                    self.html(html, *span);
                    span.end
                }
                Node::Event(_, span) => span.end,
                Node::Citation(citation) => citation.span.end,
                Node::Ruby(ruby) => ruby.span.end,
                Node::Directive(directive) => {
                    self.directive(directive);
                    directive.span.end
                }
            };
            self.open.iter_mut().for_each(|read| *read = end);
        }
    }

    fn directive(&mut self, directive: &Directive<'_>) {
        for attribute in directive.attributes.iter().filter(|attribute| ATTRIBUTES.contains(&attribute.key)) {
            self.add(attribute.value.to_owned(), attribute.value_span);
        }
        directive.label.iter().for_each(|label| self.nodes(label));
        self.nodes(&directive.children);
    }

    /// The `href` and `src` of raw HTML, which are in quotes.
    fn html(&mut self, html: &str, span: Span) {
        for name in ["href=", "src="] {
            for (at, _) in html.match_indices(name) {
                let value = &html[at + name.len()..];
                let Some(quote) = value.chars().next().filter(|first| matches!(first, '"' | '\'')) else { continue };
                if let Some(end) = value[1..].find(quote) {
                    self.add(value[1..=end].replace("&amp;", "&"), Span::new(span.start + at, span.end));
                }
            }
        }
    }

    fn add(&mut self, address: String, within: Span) {
        self.found.push(Written { address, within });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "---\ntitle: t\ncover: { image: ../a/c.png }\nreferences:\n- id: x\n  custom:\n    image: \"../a/r.png\"\n---\n\
        [one](../a/ \"../no/\") and ![**two** [x](../a/no.png)](<../a/two.png>), [three][ref], <a href=\"/a\">x</a>\n\n\
        > [ref]: ../a/article.md#x\n\n:::figure{src=../a/f.png}\n[in](/a)\n:::\n\n`[code](../a/)`\n\n```\n[fence](../a/)\n```\n";

    fn in_article() -> Vec<(String, String)> {
        let found = addresses("b/article.md", ARTICLE).into_iter();
        found.map(|one| (one.within.of(ARTICLE).to_owned(), one.address)).collect()
    }

    #[test]
    fn every_form_of_link_is_found_where_it_stands_and_code_is_not() {
        let found = in_article();
        let addresses: Vec<&str> = found.iter().map(|(_, address)| address.as_str()).collect();
        assert_eq!(
            addresses,
            [
                "../a/c.png",
                "../a/r.png",
                "../a/",
                "../a/no.png",
                "../a/two.png",
                "/a",
                "../a/f.png",
                "/a",
                "../a/article.md#x"
            ]
        );
        for (within, address) in found {
            assert!(within.contains(&address), "{address} in {within}");
        }
    }

    #[test]
    fn settings_and_bibliographies_name_files_too() {
        let settings = "logo = \"a/l.svg\"\nbibliography = ['a/s.json']\n[[menu]]\nlabel = \"A\"\nurl = \"/a/\"\n[personas.p]\navatar = \"a/p.svg\"\n";
        let found = addresses(PUBLICATION_FILE, settings);
        let found: Vec<&str> = found.iter().map(|one| one.address.as_str()).collect();
        assert_eq!(found, ["a/l.svg", "a/s.json", "/a/", "a/p.svg"]);
        let sources = r#"[{"id":"x","custom":{"image":"a/x.png"}}]"#;
        assert_eq!(addresses("s.json", sources)[0].within.of(sources), "\"a/x.png\"");
    }
}
