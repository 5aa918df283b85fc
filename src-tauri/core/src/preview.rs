//! What changed in the reader's page since the last version, block by block.

use std::hash::{Hash, Hasher};

use pulldown_cmark::HeadingLevel;

pub use crate::counts::Counts;
use crate::counts::{self, Tally};
use crate::diagnostic::Diagnostic;
use crate::lines::Lines;
use crate::model::publication::Publication;
use crate::model::{Article, BlockKind};
use crate::parse::Prepared;
use crate::render::page::preview_page;
use crate::render::part::{Part, parts};
use crate::render::{Paging, Renderer};
use crate::source::{Snapshot, Span};
use crate::{Trust, check};

/// The stylesheet of the reader's page, the same for preview and export.
pub const STYLESHEET: &str = include_str!("render/style.css");

/// The reader's page of one article, remembered so that only differences are sent.
#[derive(Debug, Default)]
pub struct Preview {
    /// A digest of every block that was sent: whether a block changed needs no more.
    sent: Vec<u64>,
}

/// One top-level block of the page. The page is the concatenation of its blocks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PreviewBlock {
    /// The block's HTML: the export's own.
    pub html: String,
    /// How many source lines stand from this block's first line to the next block's first line; 0 where the
    /// block has no source of its own (table of contents, references).
    pub lines: u32,
}

/// A splice of the list of blocks: from `start`, `remove` blocks give way to `insert`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// Index of the first block that changes.
    pub start: usize,
    /// How many of the old blocks go.
    pub remove: usize,
    /// What stands there instead.
    pub insert: Vec<PreviewBlock>,
}

/// One line of the binder: the introduction, a chapter, a section or a page break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    /// What it is.
    pub kind: OutlineKind,
    /// The words: the heading's plain text, or the page break's teaser. Empty for the introduction.
    pub title: String,
    /// The heading or fence in the text; for the introduction, where the body starts.
    pub span: Span,
    /// Depth below the article: 0 introduction, chapter, page break; 1 for `###`, and so on.
    pub depth: u8,
    /// Characters without white space from here to the next item; 0 for page breaks.
    pub characters: usize,
}

/// The kinds of [`OutlineItem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineKind {
    /// What stands before the first `##`.
    Introduction,
    /// A `##`.
    Chapter,
    /// A `###` or deeper.
    Section,
    /// A `::page-break`.
    PageBreak,
}

/// The answer to one version of an article's text.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// What changed in the page.
    pub patch: Patch,
    /// Everything wrong with this article, in text order.
    pub diagnostics: Vec<Diagnostic>,
    /// The binder.
    pub outline: Vec<OutlineItem>,
    /// The lengths.
    pub counts: Counts,
    /// The article's title, or its folder's name where it has none.
    pub title: String,
}

impl Preview {
    /// Reads `text` as the article in folder `slug` and says what changed since the last call.
    ///
    /// `snapshot` gives the images and the other articles; its own text of this article is not looked at.
    pub fn update(&mut self, publication: &Publication, snapshot: &Snapshot, slug: &str, text: &str) -> Update {
        let prepared = Prepared::new(text);
        let article = Article::read(&prepared, slug, publication);
        let tallies = counts::of_blocks(&article);
        let counts = counts::total(&tallies);
        let renderer = renderer(&article, publication, snapshot, counts.minutes);
        Update {
            patch: self.replace(blocks(&renderer, text)),
            diagnostics: check::article(&article, snapshot),
            outline: outline(&article, &tallies),
            counts,
            title: article.title().to_owned(),
        }
    }

    /// Takes the new blocks and says how they differ from those that were sent: what is alike at both ends stays.
    fn replace(&mut self, mut blocks: Vec<PreviewBlock>) -> Patch {
        let digests: Vec<u64> = blocks.iter().map(digest).collect();
        let start = self.sent.iter().zip(&digests).take_while(|(old, new)| old == new).count();
        let (old, new) = (&self.sent[start..], &digests[start..]);
        let alike = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
        let remove = old.len() - alike;
        let insert = blocks.drain(start..start + new.len() - alike).collect();
        self.sent = digests;
        Patch { start, remove, insert }
    }
}

/// SipHash with fixed keys: the same block has the same digest in every run.
fn digest(block: &PreviewBlock) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    block.hash(&mut hasher);
    hasher.finish()
}

fn renderer<'r>(
    article: &'r Article<'r>,
    publication: &'r Publication,
    snapshot: &'r Snapshot,
    minutes: usize,
) -> Renderer<'r> {
    Renderer { article, publication, snapshot, trust: Trust::Sanitised, minutes, paging: Paging::OneDocument }
}

/// Every part of every page, with the source lines it stands for.
fn blocks(renderer: &Renderer<'_>, text: &str) -> Vec<PreviewBlock> {
    let lines = Lines::new(text);
    let article = renderer.article;
    let mut blocks: Vec<PreviewBlock> = Vec::with_capacity(article.blocks.len() + 8);
    let mut open: Option<(usize, usize)> = None;
    for part in (0..article.pages.len()).flat_map(|page| parts(article, page)) {
        if let Some(line) = first_line(article, part, &lines) {
            if let Some((block, start)) = open {
                blocks[block].lines = length(line, start);
            }
            open = Some((blocks.len(), line));
        }
        let mut html = String::new();
        renderer.part(&mut html, part);
        blocks.push(PreviewBlock { html, lines: 0 });
    }
    if let Some((block, start)) = open {
        blocks[block].lines = length(lines.count(), start);
    }
    blocks
}

fn length(end: usize, start: usize) -> u32 {
    u32::try_from(end.saturating_sub(start)).unwrap_or(u32::MAX)
}

/// The line on which a part's source starts: the front matter is the header's.
fn first_line(article: &Article<'_>, part: Part, lines: &Lines) -> Option<usize> {
    match part {
        Part::Header => Some(0),
        Part::Block(index) => article.blocks.get(index).map(|block| lines.line_of(block.span.start)),
        Part::Contents | Part::PageLinks(_) | Part::Footnotes(_) | Part::References => None,
    }
}

fn outline(article: &Article<'_>, tallies: &[Tally]) -> Vec<OutlineItem> {
    let body = article.blocks.first().map_or(article.meta.span.end, |block| block.span.start);
    let mut items = vec![item(OutlineKind::Introduction, String::new(), Span::new(body, body), 0)];
    let mut counting = 0;
    for (block, tally) in article.blocks.iter().zip(tallies) {
        match &block.kind {
            BlockKind::Heading(index, _) => {
                let Some(heading) = article.headings.get(*index) else { continue };
                let (kind, depth) = match heading.level {
                    HeadingLevel::H1 | HeadingLevel::H2 => (OutlineKind::Chapter, 0),
                    HeadingLevel::H3 => (OutlineKind::Section, 1),
                    HeadingLevel::H4 => (OutlineKind::Section, 2),
                    HeadingLevel::H5 | HeadingLevel::H6 => (OutlineKind::Section, 3),
                };
                counting = items.len();
                items.push(item(kind, heading.text.clone(), heading.span, depth));
            }
            BlockKind::PageBreak(teaser) => {
                let teaser = crate::model::lower::plain_text(teaser);
                items.push(item(OutlineKind::PageBreak, teaser, block.span, 0));
            }
            _ => items[counting].characters += tally.characters,
        }
    }
    items
}

fn item(kind: OutlineKind, title: String, span: Span, depth: u8) -> OutlineItem {
    OutlineItem { kind, title, span, depth, characters: 0 }
}

/// The document that the preview frame loads, without blocks: the export's page with an empty
/// `<main class="article">`. `stylesheets` and `script` are addresses.
pub fn document(
    publication: &Publication,
    snapshot: &Snapshot,
    slug: &str,
    stylesheets: &[&str],
    script: &str,
) -> String {
    let prepared = Prepared::new(snapshot.article(slug).unwrap_or_default());
    let article = Article::read(&prepared, slug, publication);
    preview_page(&renderer(&article, publication, snapshot, 0), stylesheets, script)
}
