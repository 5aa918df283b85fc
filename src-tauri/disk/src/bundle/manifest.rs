//! The list of the files that Kiku wrote to a folder: what an export may replace, and nothing else; and what
//! [`verify`](crate::verify) holds the files to.
//!
//! It holds no time and no version: the same bundle has the same manifest.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::text::read_bounded;

/// The manifest's file name, at the top of every folder that Kiku exports to. A folder that has one of Kiku's is not part of
/// a publication.
pub const MANIFEST_FILE: &str = "manifest.json";

/// How every manifest of Kiku's starts; other programs have files of this name, too.
const MARK: &str = "{\n  \"generator\": \"Kiku\",";

/// The files of one bundle: relative paths with `/` between the parts, and the SHA-256 of each in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    generator: Generator,
    files: BTreeMap<String, String>,
    /// What was made of files of the publication at some length, and of what.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    made: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Generator {
    #[default]
    Kiku,
}

impl Manifest {
    /// The manifest in `folder`; nothing where there is none of Kiku's, or none that can be read.
    pub(crate) fn of_folder(folder: &Path) -> Option<Self> {
        let bytes = read_bounded(&folder.join(MANIFEST_FILE)).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    pub(super) fn insert(&mut self, path: &str, fingerprint: Fingerprint) {
        self.files.insert(path.to_owned(), fingerprint.to_string());
        self.made.remove(path);
    }

    /// Notes what the file at this path was made of.
    pub(super) fn note_made(&mut self, path: &str, origin: String) {
        self.made.insert(path.to_owned(), origin);
    }

    /// What the file at this path was made of, if it took long.
    pub(super) fn made_of(&self, path: &str) -> Option<&str> {
        self.made.get(path).map(String::as_str)
    }

    /// The digest of the file at this path.
    pub(crate) fn digest(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether a file stands somewhere in the folder at this path.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let start = format!("{folder}/");
        self.files.range(start.clone()..).next().is_some_and(|(path, _)| path.starts_with(&start))
    }

    pub(super) fn remove(&mut self, path: &str) {
        self.files.remove(path);
        self.made.remove(path);
    }

    /// Every path with its digest, in path order.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, digest)| (path.as_str(), digest.as_str()))
    }

    /// Kiku wrote the file at this path of the folder: the manifest itself, or what it names.
    pub(super) fn names(&self, path: &Path) -> bool {
        let parts = path.components().map(|component| match component {
            Component::Normal(name) => name.to_str(),
            _ => None,
        });
        let Some(parts) = parts.collect::<Option<Vec<_>>>() else { return false };
        let path = parts.join("/");
        path == MANIFEST_FILE || self.files.contains_key(&path)
    }

    /// # Errors
    /// Never in practice: every field is text.
    pub(super) fn to_json(&self) -> serde_json::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

/// Whether Kiku exported to this folder. Looks at the start of one file.
pub(crate) fn is_bundle(folder: &Path) -> bool {
    let mut start = [0; MARK.len()];
    let file = File::open(folder.join(MANIFEST_FILE));
    file.and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *MARK.as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_starts_with_its_mark_and_is_read_again() {
        let mut manifest = Manifest::default();
        manifest.insert("a/b.html", Fingerprint::of(b""));
        let json = manifest.to_json().unwrap();
        assert!(json.starts_with(MARK), "{json}");
        assert_eq!(serde_json::from_str::<Manifest>(&json).unwrap(), manifest);
        assert!(serde_json::from_str::<Manifest>("{\"name\": \"a web app\", \"files\": {}}").is_err());
    }
}
