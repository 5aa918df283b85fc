//! What leaves Kiku: an ordered map from path to content, which one function of kiku-disk writes.
//!
//! ```text
//! selection   which articles are taken along
//! site        a static site
//! assets      which images and files its pages show
//! parallel    work on all cores, in order
//! policy      what a page that holds its style may load
//! ```

mod assets;
mod parallel;
mod policy;
mod selection;
mod site;

use std::collections::BTreeMap;

use crate::source::{PublicationPath, Snapshot};

pub use selection::{LeftOut, Selection};

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

/// The bundle of the articles of a publication that are chosen, in one format.
pub fn export(snapshot: &Snapshot, format: Format, selection: &Selection) -> Bundle {
    let chosen = selection.apply(snapshot);
    match format {
        Format::Site => site::site(&chosen),
    }
}

impl Bundle {
    fn text(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), Content::Text(text));
    }
}
