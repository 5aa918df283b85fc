//! What changed in the reader's page since the last version, block by block.

use std::hash::{Hash, Hasher};

use pulldown_cmark::HeadingLevel;

pub use crate::counts::Counts;
use crate::counts::{self, Tally};
use crate::diagnostic::Diagnostic;
use crate::lines::{EditorPosition, Lines};
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
    sent: Vec<Sent>,
    /// The id that was given last.
    last_id: BlockId,
    outline: Vec<OutlineItem>,
    located: Option<Vec<Located>>,
}

/// Tells a block of the page from every other one, for as long as the article is open. No block has the id 0.
pub type BlockId = u32;

/// A block that was sent.
#[derive(Clone, Copy, Debug)]
struct Sent {
    id: BlockId,
    /// Of its HTML: whether a block changed needs no more.
    digest: u64,
    lines: u32,
}

/// One top-level block of the page. The page is the concatenation of its blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewBlock {
    /// Which.
    pub id: BlockId,
    /// The block's HTML: the export's own.
    pub html: String,
    /// How many source lines stand from this block's first line to the next block's first line; 0 where the
    /// block has no source of its own (table of contents, references).
    pub lines: u32,
}

/// How the list of blocks changes: some go, then some come in the order of `insert`, then some are replaced where they
/// stand, then some stand for another number of source lines. No block is named twice, and an unnamed one stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// Which blocks go.
    pub remove: Vec<BlockId>,
    /// Which come, in page order.
    pub insert: Vec<Insertion>,
    /// Which have other HTML.
    pub replace: Vec<PreviewBlock>,
    /// Which stand for another number of lines, with the same HTML.
    pub lines: Vec<BlockLines>,
}

/// A block that comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// The block that it stands behind; 0 at the start of the page.
    pub after: BlockId,
    /// What comes.
    pub block: PreviewBlock,
}

/// A block that stands for another number of source lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockLines {
    /// Which.
    pub id: BlockId,
    /// As [`PreviewBlock::lines`].
    pub lines: u32,
}

/// A diagnostic and where editors find it in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// The start of its span.
    pub start: EditorPosition,
    /// The end of its span.
    pub end: EditorPosition,
    /// Start and end of each edit of its fix.
    pub edits: Vec<(EditorPosition, EditorPosition)>,
}

impl Located {
    /// A diagnostic of the file that holds `text`, whose line starts are `lines`.
    pub fn new(diagnostic: Diagnostic, text: &str, lines: &Lines) -> Self {
        let places = |span: Span| (lines.editor_position(text, span.start), lines.editor_position(text, span.end));
        let (start, end) = places(diagnostic.span);
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| places(edit.span)).collect();
        Self { diagnostic, start, end, edits }
    }
}

/// A splice of the outline: from `start`, `remove` items give way to `insert`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutlinePatch {
    /// Index of the first item that changes.
    pub start: usize,
    /// How many of the old items go.
    pub remove: usize,
    /// What stands there instead.
    pub insert: Vec<OutlineItem>,
}

/// One line of the binder: the introduction, a chapter, a section or a page break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    /// What it is.
    pub kind: OutlineKind,
    /// The words: the heading's plain text, or the page break's teaser. Empty for the introduction.
    pub title: String,
    /// How many lines below the item before it the item stands; for the first, below the first line of the file.
    pub distance: u32,
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
    /// Everything wrong with this article, in text order; nothing where that is what it was in the update before.
    pub diagnostics: Option<Vec<Located>>,
    /// What changed in the binder.
    pub outline: OutlinePatch,
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
        let lines = Lines::new(text);
        let diagnostics = check::article(&article, snapshot);
        Update {
            patch: self.replace(blocks(&renderer, &lines)),
            diagnostics: self
                .replace_diagnostics(diagnostics.into_iter().map(|found| Located::new(found, text, &lines)).collect()),
            outline: self.replace_outline(outline(&article, &tallies, &lines)),
            counts,
            title: article.title().to_owned(),
        }
    }

    /// Has the next update say everything that is wrong, changed or not.
    pub fn forget_diagnostics(&mut self) {
        self.located = None;
    }

    fn replace_diagnostics(&mut self, located: Vec<Located>) -> Option<Vec<Located>> {
        if self.located.as_ref() == Some(&located) {
            return None;
        }
        self.located = Some(located.clone());
        Some(located)
    }

    fn replace_outline(&mut self, outline: Vec<OutlineItem>) -> OutlinePatch {
        let (start, end) = alike(&self.outline, &outline, |old, new| old == new);
        let remove = self.outline.len() - start - end;
        let insert = outline[start..outline.len() - end].to_vec();
        self.outline = outline;
        OutlinePatch { start, remove, insert }
    }

    /// Takes the new blocks and says how they differ from those that were sent: what is alike at both ends stays, and
    /// between them old and new are paired in order.
    fn replace(&mut self, blocks: Vec<(String, u32)>) -> Patch {
        let mut patch = Patch::default();
        let digests: Vec<u64> = blocks.iter().map(|(html, _)| digest(html)).collect();
        let (start, end) = alike(&self.sent, &digests, |old, new| old.digest == *new);
        let (old_end, new_end) = (self.sent.len() - end, blocks.len() - end);
        let mut sent = Vec::with_capacity(blocks.len());
        for (at, ((html, lines), digest)) in blocks.into_iter().zip(digests).enumerate() {
            let old = match at {
                _ if at >= new_end => self.sent.get(at + old_end - new_end),
                _ => self.sent.get(at).filter(|_| at < old_end),
            };
            let block = |id| PreviewBlock { id, html, lines };
            let id = match old {
                Some(old) if old.digest == digest => {
                    if old.lines != lines {
                        patch.lines.push(BlockLines { id: old.id, lines });
                    }
                    old.id
                }
                Some(old) => {
                    patch.replace.push(block(old.id));
                    old.id
                }
                None => {
                    self.last_id += 1;
                    let after = sent.last().map_or(0, |before: &Sent| before.id);
                    patch.insert.push(Insertion { after, block: block(self.last_id) });
                    self.last_id
                }
            };
            sent.push(Sent { id, digest, lines });
        }
        patch.remove.extend(self.sent.iter().take(old_end).skip(start.max(new_end)).map(|old| old.id));
        self.sent = sent;
        patch
    }
}

/// How many items at the start and at the end of two lists are alike, none of them counted twice.
fn alike<A, B>(old: &[A], new: &[B], same: impl Fn(&A, &B) -> bool) -> (usize, usize) {
    let start = old.iter().zip(new).take_while(|(old, new)| same(old, new)).count();
    let (old, new) = (&old[start..], &new[start..]);
    (start, old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| same(old, new)).count())
}

/// SipHash with fixed keys: the same HTML has the same digest in every run.
fn digest(html: &str) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    html.hash(&mut hasher);
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

/// The HTML of every part of every page, and how many source lines it stands for.
fn blocks(renderer: &Renderer<'_>, lines: &Lines) -> Vec<(String, u32)> {
    let article = renderer.article;
    let mut blocks: Vec<(String, u32)> = Vec::with_capacity(article.blocks.len() + 8);
    let mut open: Option<(usize, usize)> = None;
    for part in (0..article.pages.len()).flat_map(|page| parts(article, page)) {
        if let Some(line) = first_line(article, part, lines) {
            if let Some((block, start)) = open {
                blocks[block].1 = length(line, start);
            }
            open = Some((blocks.len(), line));
        }
        let mut html = String::new();
        renderer.part(&mut html, part);
        blocks.push((html, 0));
    }
    if let Some((block, start)) = open {
        blocks[block].1 = length(lines.count(), start);
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

fn outline(article: &Article<'_>, tallies: &[Tally], lines: &Lines) -> Vec<OutlineItem> {
    let body = article.blocks.first().map_or(article.meta.span.end, |block| block.span.start);
    let mut last = 0;
    let mut item = |kind, title, at, depth| {
        let line = lines.line_of(at);
        let distance = length(line, std::mem::replace(&mut last, line));
        OutlineItem { kind, title, distance, depth, characters: 0 }
    };
    let mut items = vec![item(OutlineKind::Introduction, String::new(), body, 0)];
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
                items.push(item(kind, heading.text.clone(), heading.span.start, depth));
            }
            BlockKind::PageBreak(teaser) => {
                let teaser = crate::model::lower::plain_text(teaser);
                items.push(item(OutlineKind::PageBreak, teaser, block.span.start, 0));
            }
            _ => items[counting].characters += tally.characters,
        }
    }
    items
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
