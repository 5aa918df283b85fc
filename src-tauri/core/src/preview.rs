//! What changed in the reader's page since the last version, block by block.

use crate::diagnostic::Diagnostic;
use crate::model::publication::Publication;
use crate::source::{Snapshot, Span};

/// The reader's page of one article, remembered so that only differences are sent.
#[derive(Debug, Default)]
pub struct Preview {
    blocks: Vec<PreviewBlock>,
}

/// One top-level block of the page. The page is the concatenation of its blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The heading or fence in the text.
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

/// How long an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Characters without white space.
    pub characters: usize,
    /// Words: one for each run of letters that is not CJK.
    pub words: usize,
    /// Reading time in whole minutes, at least one where there is any text.
    pub minutes: usize,
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
    /// The article's title, or nothing where it has none.
    pub title: String,
}

impl Preview {
    /// Reads `text` as the article in folder `slug` and says what changed since the last call.
    ///
    /// `snapshot` gives the images; its own text of the article is not looked at.
    pub fn update(&mut self, publication: &Publication, snapshot: &Snapshot, slug: &str, text: &str) -> Update {
        let _ = (publication, snapshot, slug, text, &mut self.blocks);
        Update::default()
    }
}

/// The document that the preview frame loads, without blocks: the export's page with an empty
/// `<main class="article">`. `stylesheets` and `script` are URLs.
pub fn document(publication: &Publication, slug: &str, stylesheets: &[&str], script: &str) -> String {
    let _ = (publication, slug, stylesheets, script);
    String::new()
}

/// The stylesheet of the reader's page, the same for preview and export.
pub const STYLESHEET: &str = include_str!("render/style.css");
