//! From syntax to model: names become blocks, keys become sources, marks and headings become facts.

use std::collections::BTreeSet;
use std::sync::Arc;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::citing;
use super::headings;
use super::reference::Reference;
use super::{
    Anchor, Block, BlockKind, BreakFact, Cited, Context, Facts, Flow, HeadingFact, Item, MarkFact, NOTE_OF_PASSAGE,
    Note, NoteFact, Passage, Places,
};
use crate::diagnostic::{Diagnostic, Message};
use crate::parse::{Citation, Document, Node};
use crate::source::Span;

/// Reads one passage.
pub(super) fn passage<'a>(source: &'a str, document: Document<'a>, context: &Context<'_>) -> Passage<'a> {
    let facts = Facts { link_definitions: document.link_definitions, ..Facts::default() };
    let mut lowering = Lowering {
        source,
        context,
        notes: Vec::new(),
        facts,
        places: Places::default(),
        cited: BTreeSet::new(),
        footnote_depth: 0,
        diagnostics: document.diagnostics,
        top_level_block: 0,
    };
    let blocks = lowering.read_blocks(document.nodes, true);
    let Lowering { notes, mut facts, places, diagnostics, .. } = lowering;
    facts.blocks = blocks.len();
    facts.steps = citing::steps(&blocks);
    Passage { source, blocks, notes, facts, places, diagnostics }
}

/// As many as most paragraphs have, so that their list is not moved while it grows.
const ITEMS_OF_A_PARAGRAPH: usize = 16;

/// The passage while it is being read.
pub(super) struct Lowering<'a, 'm> {
    pub(super) source: &'a str,
    pub(super) context: &'m Context<'m>,
    notes: Vec<Note<'a>>,
    facts: Facts,
    places: Places,
    /// The keys of `facts.references`.
    cited: BTreeSet<String>,
    /// How many definitions of footnotes are being read.
    footnote_depth: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The index of the top-level block being read.
    top_level_block: usize,
}

impl<'a> Lowering<'a, '_> {
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
                    if let BlockKind::PageBreak(teaser) = &block.kind {
                        let teaser = plain_text(teaser);
                        self.facts.breaks.push(BreakFact { block: self.top_level_block, teaser });
                        self.places.breaks.push(block.span);
                    }
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
        let mut flow = Vec::with_capacity(ITEMS_OF_A_PARAGRAPH);
        flow.push(Item::Event(start, span));
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
                        self.anchor_heading(&flow[at..]);
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
        self.add_note(label.to_owned(), content);
    }

    fn add_note(&mut self, label: String, content: Flow<'a>) {
        let is_citation = matches!(&*content, [_, Item::Citation(..), _]);
        self.facts.notes.push(NoteFact { label, steps: citing::note_steps(&content), is_citation });
        self.notes.push(Note { content });
    }

    /// A mark of the footnote with this label.
    fn mark(&mut self, label: CowStr<'a>, span: Span) -> Item<'a> {
        self.facts.marks.push(MarkFact { label: label.to_string(), block: self.top_level_block });
        self.places.marks.push(span);
        Item::FootnoteMark(self.facts.marks.len() - 1, label)
    }

    /// What a finished element is: a footnote's definition is set aside, a top-level heading becomes one of the
    /// article's, everything else is Markdown.
    fn markdown_block(&mut self, flow: Flow<'a>, span: Span, top: bool) -> Option<Block<'a>> {
        match flow.first() {
            Some(Item::Event(Event::Start(Tag::FootnoteDefinition(label)), _)) => {
                let label = label.to_string();
                self.define_footnote(&label, flow);
                None
            }
            Some(Item::Event(Event::Start(Tag::Heading { level, .. }), _)) => {
                let level = *level;
                let (anchor, text) = self.anchor_heading(&flow);
                if !top {
                    return Some(markdown(flow, span, self.source));
                }
                self.facts.headings.push(HeadingFact { level, text, anchor, block: self.top_level_block });
                self.places.headings.push(trimmed(span, self.source));
                let kind = BlockKind::Heading(self.facts.headings.len() - 1, flow);
                Some(Block { span: trimmed(span, self.source), anchor: None, class: None, kind })
            }
            _ => Some(markdown(flow, span, self.source)),
        }
    }

    /// Asks for the id of the heading that starts `flow`; gives its anchor and its words.
    fn anchor_heading(&mut self, flow: &[Item<'a>]) -> (usize, String) {
        let text = plain_text(flow);
        let Some(Item::Event(Event::Start(Tag::Heading { id, .. }), span)) = flow.first() else { return (0, text) };
        (self.anchor(headings::wanted_id(&text, id.as_deref()), *span), text)
    }

    /// Asks for an id.
    pub(super) fn anchor(&mut self, wanted: String, span: Span) -> usize {
        self.facts.anchors.push(Anchor { wanted });
        self.places.anchors.push(span);
        self.facts.anchors.len() - 1
    }

    fn item(&mut self, node: Node<'a>) -> Item<'a> {
        match node {
            Node::Event(Event::FootnoteReference(label), span) => self.mark(label, span),
            Node::Event(event, span) => Item::Event(event, span),
            Node::Ruby(ruby) => Item::Ruby(ruby),
            Node::Citation(citation) => self.citation(*citation),
            Node::Directive(directive) => Item::Block(Box::new(self.directive(*directive, false))),
        }
    }

    /// A bare `@word` that names no source is a word.
    fn citation(&mut self, citation: Citation<'a>) -> Item<'a> {
        let references: Vec<_> = citation.items.iter().map(|item| self.context.reference(item.key).cloned()).collect();
        if citation.narrative && references.iter().all(Option::is_none) {
            return Item::Event(Event::Text(CowStr::Borrowed(citation.text)), citation.span);
        }
        let (mut cites, mut missing) = (Vec::new(), Vec::new());
        for (item, reference) in citation.items.iter().zip(references) {
            match reference {
                Some(reference) => {
                    cites.push(citing::cite(item, reference.item.clone(), citation.narrative));
                    self.cite(&reference);
                }
                None => {
                    missing.push(item.key.to_owned());
                    self.diagnostics.push(unknown_reference(item.key, item.key_span));
                }
            }
        }
        let noted = self.context.publication.cites_in_notes()
            && self.footnote_depth == 0
            && !citation.narrative
            && !cites.is_empty();
        let span = citation.span;
        self.facts.citations.push(Cited { cites, missing });
        let item = Item::Citation(Box::new(citation), self.facts.citations.len() - 1);
        if noted { self.note_for(item, span) } else { item }
    }

    /// Styles of notes cite in footnotes: the mark of one that holds this citation.
    fn note_for(&mut self, citation: Item<'a>, span: Span) -> Item<'a> {
        let label = format!("{NOTE_OF_PASSAGE}{}", self.facts.citations.len());
        let start = Item::Event(Event::Start(Tag::Paragraph), span);
        let end = Item::Event(Event::End(TagEnd::Paragraph), span);
        self.add_note(label.clone(), vec![start, citation, end]);
        self.mark(label.into(), span)
    }

    /// Puts a source on the list of those that the article uses.
    pub(super) fn cite(&mut self, reference: &Arc<Reference>) {
        if !self.cited.contains(&reference.id) {
            self.cited.insert(reference.id.clone());
            self.facts.references.push(Arc::clone(reference));
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
        "記事の references か、刊行物の資料ファイルに加えてください。",
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
            Self::Citation(citation, _) => citation.span,
            Self::Ruby(ruby) => ruby.span,
            Self::Block(block) => block.span,
            Self::FootnoteMark(..) => Span::default(),
        }
    }
}

fn markdown<'a>(flow: Flow<'a>, span: Span, source: &str) -> Block<'a> {
    Block { span: trimmed(span, source), anchor: None, class: None, kind: BlockKind::Markdown(flow) }
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
