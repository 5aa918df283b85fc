//! Model to HTML: the same for preview and export. A [`Renderer`] writes passages, a [`Composer`] puts pages together.
//!
//! *Invariant:* everything that comes from a file is escaped by [`escape`] or cleaned by [`sanitise`] on its way out.
//! *Must not:* know syntax (`parse`), or what has changed (`preview`).
//!
//! ```text
//! listing    the site's lists: index, tags, archive
//! page       a whole document: head with its metadata, site header, parts, footer
//!   part     one piece of a page: the article's header, a block, the contents, the references
//!     block  one file for each kind of block
//!       markdown   the stream of CommonMark events with ruby, citations and notes in it
//! ```

mod block;
mod callout;
mod card;
mod citation;
mod commentary;
mod details;
pub(crate) mod escape;
mod figure;
mod footnotes;
mod header;
pub(crate) mod html;
mod image;
pub(crate) mod json;
mod link;
mod linked_data;
pub(crate) mod listing;
mod markdown;
mod metadata;
pub(crate) mod not_found;
mod own;
pub(crate) mod page;
mod pager;
pub(crate) mod part;
mod qa;
mod quote;
mod references;
mod related;
mod sanitise;
pub(crate) mod search;
pub(crate) mod social_card;
mod source;
pub(crate) mod style;
mod table;
mod takeaways;
mod toc;
mod unknown;

use crate::Trust;
use crate::model::labels::Labels;
use crate::model::site::Site;
use crate::model::whole::Whole;
use crate::model::{Context, Passage};
use crate::source::{Snapshot, Span};

use self::html::{Gap, Html};

/// What the blocks of a passage are written with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Renderer<'r> {
    pub(crate) context: &'r Context<'r>,
    /// Which images there are and how large, and which other articles.
    pub(crate) snapshot: &'r Snapshot,
    pub(crate) trust: Trust,
    /// Where the passage's anchors stand.
    pub(crate) anchors: &'r [Span],
}

/// The HTML of one passage.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    /// One for each top-level block.
    pub(crate) blocks: Vec<Html>,
    /// One for each footnote that is defined.
    pub(crate) notes: Vec<Html>,
}

/// What the pages of an article are put together with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Composer<'r> {
    pub(crate) renderer: Renderer<'r>,
    pub(crate) whole: &'r Whole,
    /// The passages.
    pub(crate) sheets: &'r [&'r Sheet],
    /// How long the article takes to read.
    pub(crate) minutes: usize,
    /// How places on other pages are reached.
    pub(crate) paging: Paging,
    /// The site around the article, where there is one.
    pub(crate) site: Option<&'r Site>,
}

/// How an article's pages are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paging {
    /// All in one document: a place is `#id`.
    OneDocument,
    /// One file each: a place on another page is `2.html#id`. The page being written, counted from zero.
    Files {
        /// The page being written.
        current: usize,
    },
}

impl<'r> Renderer<'r> {
    /// Writes a passage.
    pub(crate) fn sheet(&self, passage: &Passage<'_>) -> Sheet {
        let write = |bytes: usize, body: &dyn Fn(&mut Html)| {
            let mut html = Html::with_capacity(bytes);
            body(&mut html);
            html
        };
        let blocks = passage.blocks.iter().map(|block| {
            let length = block.span.end - block.span.start;
            write(length + length / 4 + 64, &|out| self.block(out, block))
        });
        let notes = passage.notes.iter().map(|note| write(0, &|out| self.flow(out, &note.content)));
        Sheet { blocks: blocks.collect(), notes: notes.collect() }
    }

    pub(crate) fn labels(&self) -> &'r Labels {
        self.context.labels
    }

    fn is_raw(&self) -> bool {
        self.trust == Trust::Raw
    }

    /// Which anchor the heading that starts at byte `at` is; raw headings have no ids.
    fn anchor_at(&self, at: usize) -> Option<usize> {
        self.anchors.binary_search_by_key(&at, |place| place.start).ok().filter(|_| !self.is_raw())
    }
}

impl<'r> Composer<'r> {
    pub(crate) fn labels(&self) -> &'r Labels {
        self.renderer.context.labels
    }

    /// A top-level block of the article, and its passage.
    fn block(&self, index: usize) -> Option<(usize, &'r Html)> {
        let passage = self.whole.starts.partition_point(|starts| starts.blocks <= index).checked_sub(1)?;
        let first = self.whole.starts.get(passage)?.blocks;
        Some((passage, self.sheets.get(passage)?.blocks.get(index - first)?))
    }

    /// Appends a piece of passage `passage` with its gaps filled.
    pub(crate) fn fill(&self, out: &mut String, html: &Html, passage: usize) {
        let starts = self.whole.starts.get(passage).copied().unwrap_or_default();
        let (pieces, rest) = html.pieces();
        for (before, gap) in pieces {
            out.push_str(before);
            match gap {
                Gap::Id(anchor) => escape::value(out, self.id(starts.ids + anchor)),
                Gap::Place(fragment) => escape::address(out, &self.fragment(fragment)),
                Gap::Citation(index) => self.citation(out, starts.citations + index),
                Gap::Mark(mark, label) => match self.whole.marks.get(starts.marks + mark).copied().flatten() {
                    Some((note, mark)) => self.footnote_mark(out, note, mark),
                    None => Self::undefined_mark(out, label),
                },
            }
        }
        out.push_str(rest);
    }

    fn id(&self, anchor: usize) -> &'r str {
        self.whole.ids.get(anchor).map_or("", String::as_str)
    }

    /// The address of the place `id` on `page`.
    fn place(&self, page: usize, id: &str) -> String {
        match self.paging {
            Paging::Files { current } if current != page => format!("{}#{id}", page_file(page)),
            _ => format!("#{id}"),
        }
    }

    /// A heading may stand on another page.
    fn fragment(&self, fragment: &str) -> String {
        if self.paging == Paging::OneDocument || self.whole.pages.len() == 1 {
            return fragment.to_owned();
        }
        let id = fragment.trim_start_matches('#');
        let heading = self.whole.headings.iter().find(|heading| heading.id == id);
        heading.map_or_else(|| fragment.to_owned(), |heading| self.place(heading.page, id))
    }
}

/// The file name of an article's page, counted from zero.
pub(crate) fn page_file(page: usize) -> String {
    if page == 0 { "index.html".to_owned() } else { format!("{}.html", page + 1) }
}
