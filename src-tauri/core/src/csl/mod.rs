//! Citations and the list of references, formatted by a style of the Citation Style Language.
//!
//! ```text
//! style     a bundled style or a .csl file -> a Style, read once and shared
//! item      a source -> all its CSL variables
//! json      a source -> CSL-JSON, for other programs
//! locator   "p. 4" or 第2章 -> what is counted, and the number
//! format    an article's citations as a whole -> each citation, and the list
//! html      the formatter's tree -> escaped HTML
//! ```
//!
//! An [`Input`] is everything that decides the output, so the output can be kept under its input. *Invariant:* whatever
//! leaves this module is escaped. *Must not:* know of articles, pages or where an entry of the list stands.

mod format;
mod html;
mod item;
mod json;
mod locale;
mod locator;
mod style;

pub(crate) use format::format;
pub(crate) use item::{Item, ItemBuilder, PersonName};
pub(crate) use json::{Variable, variables};
pub(crate) use locale::prepare;
pub(crate) use locator::{Locator, read_locator};
pub(crate) use style::{Problem, Style, StyleError};

/// How many sources are formatted in a style: it compares each with each, and this many take it a second or two.
pub(crate) const MAX_SOURCES: usize = 2_000;

/// The citations of one article, in reading order, and what they are formatted with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Input {
    pub(crate) style: Style,
    /// The article's language, as a BCP 47 tag.
    pub(crate) language: String,
    pub(crate) clusters: Vec<Cluster>,
    /// The sources that stand on the list without being cited, in order.
    pub(crate) listed: Vec<Item>,
}

/// One citation of one or more sources.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Cluster {
    pub(crate) cites: Vec<Cite>,
    /// The number of the footnote it stands in, from one.
    pub(crate) note: Option<usize>,
    /// Whether it is the whole of its footnote, so that it ends as the style ends a note.
    pub(crate) alone: bool,
}

/// One source within a citation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Cite {
    pub(crate) item: Item,
    pub(crate) form: Form,
    /// Words before it, as they are to be printed.
    pub(crate) prefix: String,
    pub(crate) locator: Option<Locator>,
    /// Words after it, as they are to be printed.
    pub(crate) suffix: String,
}

/// How a source is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// `[@key]`
    Full,
    /// `[-@key]`: without its author.
    WithoutAuthor,
    /// `@key`: the author's name belongs to the sentence.
    Narrative,
}

/// What comes of an [`Input`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Formatted {
    /// One for each cluster of the input.
    pub(crate) clusters: Vec<Vec<Piece>>,
    /// The list of references, in the style's order.
    pub(crate) list: Vec<Entry>,
}

/// A piece of a formatted citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Brackets, delimiters, prefixes and suffixes: escaped HTML.
    Words(String),
    /// A cite, by its place in the cluster, and its escaped HTML, which holds no link. A style may sort the cites of a
    /// cluster, and leave out those in the middle of a range of numbers.
    Cite(usize, String),
}

/// An entry of the list of references.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    /// The number or label of styles that have one, such as `[1]`: escaped HTML.
    pub(crate) label: Option<String>,
    /// Escaped HTML.
    pub(crate) html: String,
}
