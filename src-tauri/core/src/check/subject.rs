//! What the rules of a passage look at: the passage, read once into chapters and runs of prose for all of them.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag};

use crate::model::walk::{self, Visit};
use crate::model::{Block, BlockKind, Context, Flow, Item, Note, Passage, Source};
use crate::source::{Snapshot, Span};

/// One passage under the rules.
pub(super) struct Subject<'s> {
    pub(super) passage: &'s Passage<'s>,
    pub(super) context: &'s Context<'s>,
    pub(super) snapshot: &'s Snapshot,
    /// What stands before the first heading, then every chapter.
    pub(super) chapters: Vec<Chapter<'s>>,
    /// The footnotes that are defined here.
    pub(super) notes: Vec<Mentions<'s>>,
    pieces: Vec<Piece>,
    paragraphs: Vec<Paragraph>,
    /// Where keys stand that no bibliography has.
    unknown_keys: BTreeSet<usize>,
}

/// What stands between one `##` and the next, or before the first.
pub(super) struct Chapter<'s> {
    /// Nothing for what stands before the first heading.
    pub(super) heading: Option<Span>,
    /// Its blocks, without the heading.
    pub(super) blocks: &'s [Block<'s>],
    /// Every directive in it, at any depth.
    pub(super) directives: Vec<&'s Block<'s>>,
    /// The keys it cites or quotes.
    pub(super) cited: BTreeSet<&'s str>,
    /// The addresses it links to or quotes.
    pub(super) links: BTreeSet<&'s str>,
    /// Which of the passage's marks of footnotes stand in it.
    pub(super) marks: Vec<usize>,
    paragraphs: Range<usize>,
}

/// What a footnote speaks of.
pub(super) struct Mentions<'s> {
    pub(super) cited: BTreeSet<&'s str>,
    pub(super) links: BTreeSet<&'s str>,
    paragraphs: Range<usize>,
}

/// Words that belong together: a paragraph, an item, a cell, a heading, a label.
pub(super) struct Prose<'c> {
    source: &'c str,
    pub(super) pieces: &'c [Piece],
    /// Somebody else's words: in a `quote` block.
    pub(super) quoted: bool,
    /// In a `source` block.
    pub(super) in_source: bool,
}

/// A piece of [`Prose`]. Emphasis and links leave no trace; code, images and bare addresses are [`Piece::Other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words, at their place in the file.
    Text(Span),
    /// The end of a line.
    Break,
    /// What is not words.
    Other,
}

struct Paragraph {
    pieces: Range<usize>,
    quoted: bool,
    in_source: bool,
}

impl<'s> Subject<'s> {
    pub(super) fn new(passage: &'s Passage<'s>, context: &'s Context<'s>, snapshot: &'s Snapshot) -> Self {
        let mut reader = Reader::default();
        let mut chapters = Vec::new();
        let mut rest = &passage.blocks[..];
        let mut heading = None;
        loop {
            let end = rest.iter().position(|block| chapter_heading(passage, block).is_some()).unwrap_or(rest.len());
            let (blocks, after) = rest.split_at(end);
            chapters.push(reader.chapter(heading, blocks));
            let Some((next, after)) = after.split_first() else { break };
            heading = chapter_heading(passage, next);
            reader.heading(next);
            rest = after;
        }
        let notes = passage.notes.iter().map(|note| reader.note(note)).collect();
        let unknown = passage.diagnostics.iter().filter(|found| found.code == "unknown-reference");
        let unknown_keys = unknown.map(|found| found.span.start).collect();
        let Reader { pieces, paragraphs, .. } = reader;
        Self { passage, context, snapshot, chapters, notes, pieces, paragraphs, unknown_keys }
    }

    /// All prose: the body in text order, then the footnotes.
    pub(super) fn prose(&self) -> impl Iterator<Item = Prose<'_>> {
        self.prose_in(0..self.paragraphs.len())
    }

    /// The prose of a chapter, without its heading.
    pub(super) fn prose_of(&self, chapter: &Chapter<'_>) -> impl Iterator<Item = Prose<'_>> {
        self.prose_in(chapter.paragraphs.clone())
    }

    /// The prose of a footnote.
    pub(super) fn prose_of_note(&self, note: &Mentions<'_>) -> impl Iterator<Item = Prose<'_>> {
        self.prose_in(note.paragraphs.clone())
    }

    fn prose_in(&self, range: Range<usize>) -> impl Iterator<Item = Prose<'_>> {
        self.paragraphs.get(range).unwrap_or_default().iter().map(|paragraph| Prose {
            source: self.passage.source,
            pieces: self.pieces.get(paragraph.pieces.clone()).unwrap_or_default(),
            quoted: paragraph.quoted,
            in_source: paragraph.in_source,
        })
    }

    /// The source cards among some directives, but for those whose key no bibliography has: that is reported, and
    /// nothing else is known of them.
    pub(super) fn cards<'c>(
        &'c self,
        directives: impl Iterator<Item = &'s Block<'s>> + 'c,
    ) -> impl Iterator<Item = (Span, &'s Source)> + 'c {
        directives.filter_map(move |block| {
            let BlockKind::Source { source, .. } = &block.kind else { return None };
            let fence = self.first_line(block);
            self.unknown_keys.range(fence.start..fence.end).next().is_none().then_some((fence, &**source))
        })
    }

    /// Every directive, at any depth.
    pub(super) fn directives(&self) -> impl Iterator<Item = &'s Block<'s>> {
        self.chapters.iter().flat_map(|chapter| chapter.directives.iter().copied())
    }

    /// The first line of a block.
    pub(super) fn first_line(&self, block: &Block<'_>) -> Span {
        let text = block.span.of(self.passage.source);
        let length = memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len());
        Span::new(block.span.start, block.span.start + text[..length].trim_end().len())
    }
}

impl Chapter<'_> {
    /// Whether it holds more than headings and page breaks.
    pub(super) fn has_body(&self) -> bool {
        self.blocks.iter().any(|block| !matches!(block.kind, BlockKind::Heading(..) | BlockKind::PageBreak(_)))
    }
}

impl<'c> Prose<'c> {
    /// The runs of words with their places in the file.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'c str, usize)> {
        let source = self.source;
        self.pieces.iter().filter_map(move |piece| match piece {
            Piece::Text(span) => Some((span.of(source), span.start)),
            Piece::Break | Piece::Other => None,
        })
    }

    /// The words of one piece.
    pub(super) fn text(&self, span: Span) -> &'c str {
        span.of(self.source)
    }
}

fn chapter_heading(passage: &Passage<'_>, block: &Block<'_>) -> Option<Span> {
    let BlockKind::Heading(index, _) = &block.kind else { return None };
    let heading = passage.facts.headings.get(*index).filter(|heading| heading.level <= HeadingLevel::H2);
    heading.and_then(|_| passage.places.headings.get(*index)).copied()
}

/// Collects prose, and what else one chapter holds.
#[derive(Default)]
struct Reader<'s> {
    pieces: Vec<Piece>,
    paragraphs: Vec<Paragraph>,
    /// Where the current paragraph starts in `pieces`.
    start: usize,
    /// Open elements from the one inwards whose words are not prose.
    skipping: usize,
    /// Where the quotation and the source card end that were met last.
    quote_end: usize,
    source_end: usize,
    quoted: bool,
    in_source: bool,
    directives: Vec<&'s Block<'s>>,
    cited: BTreeSet<&'s str>,
    links: BTreeSet<&'s str>,
    marks: Vec<usize>,
}

impl<'s> Reader<'s> {
    fn chapter(&mut self, heading: Option<Span>, blocks: &'s [Block<'s>]) -> Chapter<'s> {
        let first = self.paragraphs.len();
        walk::blocks(blocks, &mut |visit| self.visit(visit));
        (self.quote_end, self.source_end) = (0, 0);
        (self.quoted, self.in_source) = (false, false);
        Chapter {
            heading,
            blocks,
            directives: std::mem::take(&mut self.directives),
            cited: std::mem::take(&mut self.cited),
            links: std::mem::take(&mut self.links),
            marks: std::mem::take(&mut self.marks),
            paragraphs: first..self.paragraphs.len(),
        }
    }

    fn note(&mut self, note: &'s Note<'s>) -> Mentions<'s> {
        let first = self.paragraphs.len();
        walk::flow(&note.content, &mut |visit| self.visit(visit));
        let (cited, links) = (std::mem::take(&mut self.cited), std::mem::take(&mut self.links));
        Mentions { cited, links, paragraphs: first..self.paragraphs.len() }
    }

    /// The words of a chapter's own heading.
    fn heading(&mut self, block: &'s Block<'s>) {
        walk::blocks(std::slice::from_ref(block), &mut |visit| self.visit(visit));
    }

    fn visit(&mut self, visit: Visit<'s, 's>) {
        match visit {
            Visit::Block(block) => {
                self.quoted = block.span.start < self.quote_end;
                self.in_source = block.span.start < self.source_end;
                match &block.kind {
                    BlockKind::Markdown(_) | BlockKind::Heading(..) => return,
                    BlockKind::Quote { source, .. } => {
                        self.quote_end = self.quote_end.max(block.span.end);
                        self.cited.insert(&source.reference.id);
                        self.links.extend(source.reference.url.as_deref());
                    }
                    BlockKind::Source { .. } => self.source_end = self.source_end.max(block.span.end),
                    _ => {}
                }
                self.directives.push(block);
            }
            Visit::Flow(flow) => self.flow(flow),
        }
    }

    fn flow(&mut self, flow: &'s Flow<'s>) {
        for item in flow {
            match item {
                Item::Event(event, span) => self.event(event, *span),
                Item::Citation(citation, _) => {
                    self.cited.extend(citation.items.iter().map(|item| item.key));
                    self.pieces.push(Piece::Other);
                }
                Item::Ruby(ruby) => {
                    let start = ruby.span.start + 1;
                    self.pieces.push(Piece::Text(Span::new(start, start + ruby.base.len())));
                }
                Item::FootnoteMark(mark, _) => {
                    self.marks.push(*mark);
                    self.pieces.push(Piece::Other);
                }
                Item::Block(_) => self.end_paragraph(),
            }
        }
        self.end_paragraph();
    }

    fn event(&mut self, event: &'s Event<'s>, span: Span) {
        if self.skipping > 0 {
            match event {
                Event::Start(_) => self.skipping += 1,
                Event::End(_) => self.skipping -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Text(_) => self.pieces.push(Piece::Text(span)),
            Event::SoftBreak | Event::HardBreak => self.pieces.push(Piece::Break),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) if is_inline(*tag) => {}
            Event::Rule | Event::End(_) => self.end_paragraph(),
            _ => self.pieces.push(Piece::Other),
        }
    }

    fn start(&mut self, tag: &'s Tag<'s>) {
        if let Tag::Link { dest_url, .. } = tag {
            self.links.insert(dest_url);
        }
        match tag {
            Tag::Image { .. } | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.pieces.push(Piece::Other);
                self.skipping = 1;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.end_paragraph();
                self.skipping = 1;
            }
            tag if is_inline(tag.to_end()) => {}
            _ => self.end_paragraph(),
        }
    }

    fn end_paragraph(&mut self) {
        let pieces = self.start..self.pieces.len();
        self.start = pieces.end;
        if pieces.start < pieces.end {
            self.paragraphs.push(Paragraph { pieces, quoted: self.quoted, in_source: self.in_source });
        }
    }
}

fn is_inline(tag: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd;
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing;

    /// Every paragraph: words, `/` for a break, `_` for what is no word; `>` before somebody else's.
    fn prose(text: &str) -> Vec<String> {
        testing::with_subject(text, |subject| {
            let shown = |prose: Prose<'_>| {
                let pieces = prose.pieces.iter().map(|piece| match piece {
                    Piece::Text(span) => prose.text(*span),
                    Piece::Break => "/",
                    Piece::Other => "_",
                });
                let mark = if prose.quoted { ">" } else { "" };
                format!("{mark}{}", pieces.collect::<String>())
            };
            subject.prose().map(shown).collect()
        })
    }

    #[test]
    fn prose_is_words_without_markup() {
        let text = "a *b*\nc `x` {漢|かん} https://e.org [@k]\n\n```\ncode\n```\n\n- d\n\n  e\n- f\n\n|g|h|\n|-|-|\n";
        assert_eq!(prose(text), ["a b/c _ 漢 _ _", "d", "e", "f", "g", "h"]);
    }

    #[test]
    fn prose_in_blocks_knows_whose_it_is() {
        let text = ":::note[t]\na\n:::\n\n:::quote{author=x}\nb\n:::\n\nc[^1]\n\n## d\n\n[^1]: e\n";
        assert_eq!(prose(text), ["t", "a", ">b", "c_", "d", "e"]);
    }

    #[test]
    fn chapters_start_at_headings_of_the_second_level() {
        let text = "a\n\n## b\n\n### c\n\n- :::tip\n  d\n  :::\n\n## e\n";
        testing::with_subject(text, |subject| {
            let shown: Vec<_> = subject
                .chapters
                .iter()
                .map(|chapter| (chapter.heading.map(|heading| heading.of(text)), chapter.directives.len()))
                .collect();
            assert_eq!(shown, [(None, 0), (Some("## b"), 1), (Some("## e"), 0)]);
            assert!(subject.chapters[1].has_body() && !subject.chapters[2].has_body());
        });
    }
}
