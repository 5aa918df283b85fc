//! One line of an index: what is kept of an article, and what became of it.
//!
//! ```text
//! kiku-history 1
//! 51f3c2b0 {"article":{"file":"/home/…/market-morning/article.md"}}
//! 9b1dc6a7 {"snapshot":{"number":1,"at":1764327600000,"origin":"found","name":"","object":"9f86…","characters":812}}
//! 0d02a1e4 {"name":{"number":1,"name":"First draft"}}
//! ```

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The first line of an index. Another number is another format, which is left alone.
pub(super) const HEADER: &str = "kiku-history 1\n";

/// What an index of any version starts with.
pub(super) const ANY_HEADER: &str = "kiku-history ";

/// A text that was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// Tells it from the others of its article; later ones have higher numbers.
    pub number: u64,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// How it came to be kept.
    pub origin: Origin,
    /// What the writer calls it; empty for no name. What has one is never thinned out.
    pub name: String,
    /// The SHA-256 of the text, under which it is stored.
    pub object: String,
    /// How long the text is, without white space.
    pub characters: usize,
    /// What of it is not in the one before; nothing for the first.
    pub change: Option<Change>,
}

/// How much a text differs from the one before it, in characters without white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// How much came.
    pub added: usize,
    /// How much went.
    pub removed: usize,
}

/// How a text came to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// It was saved.
    Saved,
    /// It stood in the file before something else was saved there.
    Found,
    /// The writer asked for it.
    Kept,
    /// It was unsaved when the writer took what the file holds.
    Aside,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Entry {
    /// Whose history this is, for a person who reads it.
    Article {
        /// The article's file.
        file: PathBuf,
    },
    /// A text is kept.
    Snapshot(Snapshot),
    /// It is called something else.
    Name {
        /// Which.
        number: u64,
        /// Empty for no name.
        name: String,
    },
}
