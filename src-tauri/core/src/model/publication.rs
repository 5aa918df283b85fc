//! `publication.toml`.

use crate::diagnostic::Diagnostic;
use crate::source::Snapshot;

/// A publication's settings and its shared bibliography.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Publication {
    /// The site's name.
    pub title: String,
    /// The language of the articles as a BCP 47 tag.
    pub language: String,
}

impl Publication {
    /// Reads the settings and the bibliographies they name. Nothing fails: what is wrong is a diagnostic, and a
    /// default stands in its place.
    pub fn read(snapshot: &Snapshot) -> (Self, Vec<Diagnostic>) {
        let _ = snapshot;
        (Self::default(), Vec::new())
    }
}
