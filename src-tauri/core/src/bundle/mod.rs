//! What leaves Kiku: an ordered map from path to content, which one function of kiku-disk writes.

mod assets;
mod site;

use std::collections::BTreeMap;

use crate::source::{PublicationPath, Snapshot};

/// The files of one export, by path: relative, `/` between the parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// The files in path order.
    pub files: BTreeMap<String, Content>,
}

/// What one file of a [`Bundle`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text made by the engine.
    Text(String),
    /// The bytes of this file of the publication, copied as they are.
    Asset(PublicationPath),
}

/// The kinds of bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A static site: an index, one page per split of each article, styles and images.
    Site,
}

/// The bundle of a publication in one format.
pub fn export(snapshot: &Snapshot, format: Format) -> Bundle {
    match format {
        Format::Site => site::site(snapshot),
    }
}
