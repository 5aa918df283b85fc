//! Model to HTML: the same for preview and export.
//!
//! *Invariant:* everything that comes from a file is escaped by [`escape`] or cleaned by [`sanitise`] on its way out.
//! *Must not:* know syntax (`parse`), or what has changed (`preview`).
//!
//! ```text
//! page       a whole document: head, site header, parts, footer
//!   part     one piece of a page: the article's header, a block, the contents, the references
//!     block  one file for each kind of block
//!       markdown   the stream of CommonMark events with ruby, citations and notes in it
//! ```

mod block;
mod callout;
mod citation;
mod commentary;
mod details;
pub(crate) mod escape;
mod figure;
mod footnotes;
mod header;
mod image;
pub(crate) mod index;
mod link;
mod markdown;
pub(crate) mod page;
pub(crate) mod part;
mod qa;
mod quote;
mod references;
mod sanitise;
mod source;
mod table;
mod takeaways;
mod toc;
mod unknown;

use crate::Trust;
use crate::model::Article;
use crate::model::labels::Labels;
use crate::model::publication::Publication;
use crate::source::Snapshot;

/// What the blocks of one article are written with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Renderer<'r> {
    pub(crate) article: &'r Article<'r>,
    pub(crate) publication: &'r Publication,
    /// Which images there are and how large, and which other articles.
    pub(crate) snapshot: &'r Snapshot,
    pub(crate) trust: Trust,
    /// How long the article takes to read.
    pub(crate) minutes: usize,
    /// How places on other pages are reached.
    pub(crate) paging: Paging,
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
    pub(crate) fn labels(&self) -> &'r Labels {
        &self.article.labels
    }

    /// The address of the place `id` on `page`.
    fn place(&self, page: usize, id: &str) -> String {
        match self.paging {
            Paging::Files { current } if current != page => format!("{}#{id}", page_file(page)),
            _ => format!("#{id}"),
        }
    }

    fn is_raw(&self) -> bool {
        self.trust == Trust::Raw
    }
}

/// The file name of an article's page, counted from zero.
pub(crate) fn page_file(page: usize) -> String {
    if page == 0 { "index.html".to_owned() } else { format!("{}.html", page + 1) }
}
