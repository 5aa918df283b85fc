//! The list of the files that Kiku wrote to a folder: what an export may replace, and nothing else.
//!
//! It has the form of `sha256sum`, so that `sha256sum --check .kiku-manifest` checks a bundle anywhere. It holds no
//! time and no version: the same bundle has the same manifest.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use crate::fingerprint::Fingerprint;
use crate::text::read_bounded;

/// The manifest's file name, at the top of every folder that Kiku exports to. A folder that has it is not part of a
/// publication.
pub const MANIFEST_FILE: &str = ".kiku-manifest";

const HEADING: &str = "# The files that Kiku wrote to this folder, as sha256sum lists them.\n";

/// The files of one bundle: relative paths with `/` between the parts, and the SHA-256 of each in hexadecimal.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest in `folder`; an empty one where there is none, or none that can be read.
    pub(super) fn of_folder(folder: &Path) -> Self {
        let bytes = read_bounded(&folder.join(MANIFEST_FILE)).unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap_or_default();
        let entries = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once("  "));
        Self { files: entries.map(|(digest, path)| (path.to_owned(), digest.to_owned())).collect() }
    }

    pub(super) fn insert(&mut self, path: &str, fingerprint: Fingerprint) {
        self.files.insert(path.to_owned(), fingerprint.to_string());
    }

    /// Kiku wrote the file at this path of the folder. The manifest itself counts, where it lists anything.
    pub(super) fn names(&self, path: &Path) -> bool {
        let parts = path.components().map(|component| match component {
            Component::Normal(name) => name.to_str(),
            _ => None,
        });
        let Some(parts) = parts.collect::<Option<Vec<_>>>() else { return false };
        let path = parts.join("/");
        self.files.contains_key(&path) || (path == MANIFEST_FILE && !self.files.is_empty())
    }

    pub(super) fn to_text(&self) -> String {
        let lines = self.files.iter().map(|(path, digest)| format!("{digest}  {path}\n"));
        std::iter::once(HEADING.to_owned()).chain(lines).collect()
    }
}
