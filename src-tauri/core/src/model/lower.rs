//! From syntax to model: names become blocks, keys become sources, marks become footnotes, breaks become pages.

use std::collections::BTreeSet;
use std::sync::Arc;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::citing::{self, Citing};
use super::footnotes::Footnotes;
use super::headings::Ids;
use super::meta::{self, Meta};
use super::publication::Publication;
use super::reference::Reference;
use super::{Article, Block, BlockKind, Cited, Flow, Heading, Item, Page, path_of};
use crate::diagnostic::{Diagnostic, Language, Message};
use crate::parse::{self, Citation, Node, Prepared};
use crate::source::Span;

/// Reads one article.
pub(super) fn article<'a>(prepared: &'a Prepared<'_>, slug: &str, publication: &Publication) -> Article<'a> {
    let document = parse::parse(prepared);
    let path = path_of(slug);
    let mut diagnostics = document.diagnostics;
    let meta = meta::read(prepared.source(), document.front_matter, &path, publication, &mut diagnostics);
    let mut lowering = Lowering {
        source: prepared.source(),
        folder: slug,
        publication,
        meta: &meta,
        ids: Ids::new(),
        headings: Vec::new(),
        footnotes: Footnotes::default(),
        references: Vec::new(),
        cited: BTreeSet::new(),
        citations: 0,
        footnote_depth: 0,
        diagnostics,
        top_level_block: 0,
    };
    let blocks = lowering.body(document.nodes);
    let Lowering { mut headings, footnotes, references, mut diagnostics, .. } = lowering;
    let mut pages = pages(&blocks, &headings, publication.chapters_per_page);
    place_headings(&blocks, &pages, &mut headings);
    fill_teasers(&mut pages, &headings);
    let page_of = |block: usize| pages.partition_point(|page| page.blocks.end <= block).min(pages.len() - 1);
    let footnotes = footnotes.finish(page_of, &mut diagnostics);
    let labels = publication.labels(Language::of_tag(&meta.language));
    let citing = if references.is_empty() {
        Citing::default()
    } else {
        citing::collect(&blocks, &footnotes, &pages, publication.style(&meta.language), &meta.language)
    };
    let mut article = Article {
        slug: slug.to_owned(),
        path,
        source: prepared.source(),
        meta,
        labels,
        blocks,
        pages,
        headings,
        footnotes,
        references,
        citing,
        diagnostics: Vec::new(),
    };
    article.diagnostics = diagnostics.into_iter().map(|diagnostic| in_file(diagnostic, &article.path)).collect();
    article
}

/// A diagnostic of a shared bibliography keeps its own file.
fn in_file(diagnostic: Diagnostic, path: &str) -> Diagnostic {
    if diagnostic.file.is_empty() { diagnostic.in_file(path) } else { diagnostic }
}

/// The article while it is being read.
pub(super) struct Lowering<'a, 'm> {
    pub(super) source: &'a str,
    /// The article's own folder, which its relative paths count from.
    pub(super) folder: &'m str,
    pub(super) publication: &'m Publication,
    pub(super) meta: &'m Meta,
    pub(super) ids: Ids,
    headings: Vec<Heading>,
    footnotes: Footnotes<'a>,
    references: Vec<Arc<Reference>>,
    /// The keys of `references`.
    cited: BTreeSet<String>,
    /// How many citations were met.
    citations: usize,
    /// How many definitions of footnotes are being read.
    footnote_depth: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The index of the top-level block being read.
    top_level_block: usize,
}

impl<'a> Lowering<'a, '_> {
    fn body(&mut self, nodes: Vec<Node<'a>>) -> Vec<Block<'a>> {
        self.read_blocks(nodes, true)
    }

    /// The blocks that a directive holds.
    pub(super) fn blocks(&mut self, nodes: Vec<Node<'a>>) -> Vec<Block<'a>> {
        self.read_blocks(nodes, false)
    }

    fn read_blocks(&mut self, nodes: Vec<Node<'a>>, top: bool) -> Vec<Block<'a>> {
        let mut collector = Collector { blocks: Vec::new(), flow: Flow::new(), implicit: false };
        let mut nodes = nodes.into_iter();
        while let Some(node) = nodes.next() {
            if top {
                self.top_level_block = collector.blocks.len();
            }
            match node {
                Node::Directive(directive) => {
                    collector.end_implicit(self.source);
                    let block = self.directive(*directive, top);
                    collector.blocks.push(block);
                }
                Node::Event(Event::Start(tag), span) if !is_inline(&tag) => {
                    collector.end_implicit(self.source);
                    let flow = self.element(Event::Start(tag), span, &mut nodes);
                    collector.blocks.extend(self.markdown_block(flow, span, top));
                }
                Node::Event(Event::Rule, span) => {
                    collector.end_implicit(self.source);
                    collector.blocks.push(markdown(vec![Item::Event(Event::Rule, span)], span, self.source));
                }
                node => collector.implicit_item(self.item(node)),
            }
        }
        collector.end_implicit(self.source);
        collector.blocks
    }

    /// One block element with all that it holds, of which `start` has been taken from `nodes`.
    fn element(&mut self, start: Event<'a>, span: Span, nodes: &mut impl Iterator<Item = Node<'a>>) -> Flow<'a> {
        let notes = usize::from(matches!(start, Event::Start(Tag::FootnoteDefinition(_))));
        self.footnote_depth += notes;
        let mut flow = vec![Item::Event(start, span)];
        let mut depth = 1;
        let mut headings = Vec::new();
        while depth > 0 {
            let Some(node) = nodes.next() else { break };
            match &node {
                Node::Event(Event::Start(Tag::FootnoteDefinition(label)), span) => {
                    let label = label.to_string();
                    let content =
                        self.element(Event::Start(Tag::FootnoteDefinition(CowStr::Borrowed(""))), *span, nodes);
                    self.define_footnote(&label, content);
                    continue;
                }
                Node::Event(Event::Start(tag), _) => {
                    depth += 1;
                    if matches!(tag, Tag::Heading { .. }) {
                        headings.push(flow.len());
                    }
                }
                Node::Event(Event::End(end), _) => {
                    depth -= 1;
                    if matches!(end, TagEnd::Heading(_)) && depth > 0 {
                        let at = headings.pop().unwrap_or_default();
                        self.give_id(&mut flow[at..]);
                    }
                }
                _ => {}
            }
            let item = self.item(node);
            flow.push(item);
        }
        self.footnote_depth -= notes;
        flow
    }

    fn define_footnote(&mut self, label: &str, mut content: Flow<'a>) {
        content.pop();
        content.remove(0);
        self.footnotes.define(label, content);
    }

    /// What a finished element is: a footnote's definition is set aside, a top-level heading becomes one of the
    /// article's, everything else is Markdown.
    fn markdown_block(&mut self, mut flow: Flow<'a>, span: Span, top: bool) -> Option<Block<'a>> {
        match flow.first() {
            Some(Item::Event(Event::Start(Tag::FootnoteDefinition(label)), _)) => {
                let label = label.to_string();
                self.define_footnote(&label, flow);
                None
            }
            Some(Item::Event(Event::Start(Tag::Heading { level, .. }), _)) => {
                let level = *level;
                let (id, text) = self.give_id(&mut flow);
                if !top {
                    return Some(markdown(flow, span, self.source));
                }
                let span = trimmed(span, self.source);
                self.headings.push(Heading { level, id, text, span, page: 0 });
                Some(Block { span, id: None, class: None, kind: BlockKind::Heading(self.headings.len() - 1, flow) })
            }
            _ => Some(markdown(flow, span, self.source)),
        }
    }

    /// Gives the heading that starts `flow` its id, and returns it with the heading's words.
    fn give_id(&mut self, flow: &mut [Item<'a>]) -> (String, String) {
        let text = plain_text(flow);
        let Some(Item::Event(Event::Start(Tag::Heading { id, .. }), _)) = flow.first_mut() else {
            return (String::new(), text);
        };
        let unique = self.ids.give(&text, id.as_deref());
        *id = Some(unique.clone().into());
        (unique, text)
    }

    fn item(&mut self, node: Node<'a>) -> Item<'a> {
        match node {
            Node::Event(Event::FootnoteReference(label), span) => {
                let (note, mark) = self.footnotes.mark(&label, span, self.top_level_block);
                Item::FootnoteMark(note, mark)
            }
            Node::Event(event, span) => Item::Event(event, span),
            Node::Ruby(ruby) => Item::Ruby(ruby),
            Node::Citation(citation) => self.citation(*citation),
            Node::Directive(directive) => Item::Block(Box::new(self.directive(*directive, false))),
        }
    }

    /// A bare `@word` that names no source is a word.
    fn citation(&mut self, citation: Citation<'a>) -> Item<'a> {
        let references: Vec<_> = citation.items.iter().map(|item| self.reference(item.key)).collect();
        if citation.narrative && references.iter().all(Option::is_none) {
            return Item::Event(Event::Text(CowStr::Borrowed(citation.text)), citation.span);
        }
        for (item, reference) in citation.items.iter().zip(&references) {
            match reference {
                Some(reference) => self.cite(reference),
                None => self.diagnostics.push(unknown_reference(item.key, item.key_span)),
            }
        }
        let number = self.citations;
        self.citations += 1;
        let noted = self.publication.cites_in_notes()
            && self.footnote_depth == 0
            && !citation.narrative
            && references.iter().any(Option::is_some);
        let span = citation.span;
        let item = Item::Citation(Box::new(Cited { citation, references, number }));
        if noted { self.note_for(item, number, span) } else { item }
    }

    /// Styles of notes cite in footnotes: the mark of one that holds this citation.
    fn note_for(&mut self, citation: Item<'a>, number: usize, span: Span) -> Item<'a> {
        // No label of the text holds a line break.
        let label = format!("\n{number}");
        let (note, mark) = self.footnotes.mark(&label, span, self.top_level_block);
        let start = Item::Event(Event::Start(Tag::Paragraph), span);
        let end = Item::Event(Event::End(TagEnd::Paragraph), span);
        self.footnotes.define(&label, vec![start, citation, end]);
        Item::FootnoteMark(note, mark)
    }

    /// The source with this key: the article's own, or else the publication's.
    pub(super) fn reference(&self, key: &str) -> Option<Arc<Reference>> {
        self.meta.bibliography.get(key).or_else(|| self.publication.bibliography.get(key)).cloned()
    }

    /// Puts a source on the list of those that the article uses.
    pub(super) fn cite(&mut self, reference: &Arc<Reference>) {
        if self.cited.insert(reference.id.clone()) {
            self.references.push(Arc::clone(reference));
        }
    }

    /// The inline nodes of a label.
    pub(super) fn flow(&mut self, nodes: Vec<Node<'a>>) -> Flow<'a> {
        nodes.into_iter().map(|node| self.item(node)).collect()
    }
}

/// A key that no bibliography has.
pub(super) fn unknown_reference(key: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "unknown-reference",
        span,
        Message::new(format!("There is no source “{key}”."), format!("資料「{key}」がありません。")),
    )
    .hint(
        "Add it to references in the front matter, or to the publication's bibliography.",
        "記事の references か、出版物の資料ファイルに加えてください。",
    )
}

/// The blocks being read, and the inline items that stand among them without a paragraph of their own, as in the
/// items of tight lists.
struct Collector<'a> {
    blocks: Vec<Block<'a>>,
    flow: Flow<'a>,
    implicit: bool,
}

impl<'a> Collector<'a> {
    fn implicit_item(&mut self, item: Item<'a>) {
        self.implicit = true;
        self.flow.push(item);
    }

    fn end_implicit(&mut self, source: &str) {
        if !std::mem::take(&mut self.implicit) {
            return;
        }
        let items = std::mem::take(&mut self.flow);
        let span = Span::new(
            items.first().map_or(0, |item| item.span().start),
            items.last().map_or(0, |item| item.span().end),
        );
        let mut flow = vec![Item::Event(Event::Start(Tag::Paragraph), span)];
        flow.extend(items);
        flow.push(Item::Event(Event::End(TagEnd::Paragraph), span));
        self.blocks.push(markdown(flow, span, source));
    }
}

impl Item<'_> {
    fn span(&self) -> Span {
        match self {
            Self::Event(_, span) => *span,
            Self::Citation(cited) => cited.citation.span,
            Self::Ruby(ruby) => ruby.span,
            Self::Block(block) => block.span,
            Self::FootnoteMark(..) => Span::default(),
        }
    }
}

fn markdown<'a>(flow: Flow<'a>, span: Span, source: &str) -> Block<'a> {
    Block { span: trimmed(span, source), id: None, class: None, kind: BlockKind::Markdown(flow) }
}

/// Without the blank lines that pulldown-cmark counts to a block.
fn trimmed(span: Span, source: &str) -> Span {
    Span::new(span.start, span.start + span.of(source).trim_end().len())
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// The words of a flow without markup.
pub(crate) fn plain_text(flow: &[Item<'_>]) -> String {
    let mut text = String::new();
    for item in flow {
        match item {
            Item::Event(Event::Text(words) | Event::Code(words), _) => text.push_str(words),
            Item::Event(Event::SoftBreak | Event::HardBreak, _) => text.push(' '),
            Item::Ruby(ruby) => text.push_str(ruby.base),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// Splits the body into pages: at every `::page-break`, and before every chapter that a full page leaves no room for.
fn pages(blocks: &[Block<'_>], headings: &[Heading], chapters_per_page: usize) -> Vec<Page> {
    let mut pages = Vec::new();
    let (mut start, mut chapters) = (0, 0);
    for (index, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::PageBreak(teaser) => {
                pages.push(Page { blocks: start..index + 1, teaser: plain_text(teaser) });
                (start, chapters) = (index + 1, 0);
            }
            BlockKind::Heading(heading, _) => {
                let Some(heading) = headings.get(*heading).filter(|heading| heading.level == HeadingLevel::H2) else {
                    continue;
                };
                if chapters_per_page > 0 && chapters == chapters_per_page {
                    pages.push(Page { blocks: start..index, teaser: heading.text.clone() });
                    (start, chapters) = (index, 0);
                }
                chapters += 1;
            }
            _ => {}
        }
    }
    if start < blocks.len() || pages.is_empty() {
        pages.push(Page { blocks: start..blocks.len(), teaser: String::new() });
    }
    pages
}

/// A break without words promises the next page's first chapter.
fn fill_teasers(pages: &mut [Page], headings: &[Heading]) {
    for (index, page) in pages.iter_mut().enumerate().filter(|(_, page)| page.teaser.is_empty()) {
        let next = headings.iter().find(|heading| heading.page == index + 1);
        page.teaser = next.map_or_else(String::new, |heading| heading.text.clone());
    }
}

fn place_headings(blocks: &[Block<'_>], pages: &[Page], headings: &mut [Heading]) {
    for (number, page) in pages.iter().enumerate() {
        for block in blocks.get(page.blocks.clone()).unwrap_or_default() {
            if let BlockKind::Heading(heading, _) = &block.kind
                && let Some(heading) = headings.get_mut(*heading)
            {
                heading.page = number;
            }
        }
    }
}
