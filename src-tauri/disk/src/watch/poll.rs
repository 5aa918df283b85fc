//! Looking at a folder again and again, where the system does not report changes.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::walk;

/// What the files of a folder looked like the last time.
#[derive(Debug)]
pub(super) struct Poll {
    root: PathBuf,
    stamps: BTreeMap<PathBuf, Stamp>,
}

/// What changes with a file's content. Whoever hears of a change compares the content itself, so a stamp that changes
/// too often does no harm.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Set by the system alone, so a copy that keeps an old time of modification is still seen.
    status_changed: (i64, i64),
    inode: u64,
}

impl Stamp {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            status_changed: (metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        }
    }

    #[cfg(not(unix))]
    fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok(), status_changed: (0, 0), inode: 0 }
    }
}

impl Poll {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), stamps: stamps(root) }
    }

    /// The files that are new, different or gone since the last call.
    pub(super) fn changes(&mut self) -> Vec<PathBuf> {
        let now = stamps(&self.root);
        let gone = self.stamps.keys().filter(|path| !now.contains_key(*path));
        let new = now.iter().filter(|(path, stamp)| self.stamps.get(*path) != Some(*stamp)).map(|(path, _)| path);
        let changes = gone.chain(new).cloned().collect();
        self.stamps = now;
        changes
    }
}

fn stamps(root: &Path) -> BTreeMap<PathBuf, Stamp> {
    walk::entries(root, root)
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| Some((entry.path().to_owned(), Stamp::of(&entry.metadata().ok()?))))
        .collect()
}
