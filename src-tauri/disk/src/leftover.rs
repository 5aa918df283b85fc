//! Temporary files that a save has left behind because its program was killed. The file that it wanted to replace is whole, and
//! the text is in the journal: what is left is of no use to anybody.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::{DirEntry, WalkDir};

use crate::save::{PREFIX, SUFFIX};
use crate::walk::MAX_ENTRIES;

/// A save takes moments; whatever has not been written to for this long belongs to none that goes on.
const STALE: Duration = Duration::from_secs(60);

/// Removes such files below `root`, for whoever holds the publication's lock, and tells which. Links are not followed, and
/// hidden folders not looked into.
pub fn remove_leftovers(root: &Path) -> Vec<PathBuf> {
    let walk = WalkDir::new(root).into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden_folder(entry));
    let stale = walk.take(MAX_ENTRIES).flatten().filter(|entry| is_leftover(entry).unwrap_or(false));
    stale.map(DirEntry::into_path).filter(|path| fs::remove_file(path).is_ok()).collect()
}

fn is_hidden_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// The exact form of a name that Kiku gives, and an age: nothing else is ever touched.
fn is_leftover(entry: &DirEntry) -> Option<bool> {
    let middle = entry.file_name().to_str()?.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    let is_ours = middle.len() == 6 && middle.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let metadata = entry.metadata().ok()?;
    let age = SystemTime::now().duration_since(metadata.modified().ok()?).ok()?;
    Some(is_ours && metadata.is_file() && age > STALE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_old_files_of_killed_saves_go() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["a/images", ".git"] {
            fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        let old = [
            "a/.kiku-aB3xYz.tmp",
            "a/images/.kiku-000000.tmp",
            ".git/.kiku-aB3xYz.tmp",
            ".kiku-mine.tmp",
            ".kiku-aB3x-z.tmp",
            "a/kiku-aB3xYz.tmp",
            "a/article.md",
        ];
        for name in old {
            let file = fs::File::create(root.path().join(name)).unwrap();
            file.set_modified(SystemTime::now() - STALE * 2).unwrap();
        }
        fs::write(root.path().join("a/.kiku-fresh1.tmp"), "").unwrap();
        let mut removed = remove_leftovers(root.path());
        removed.sort();
        assert_eq!(removed, [root.path().join(old[0]), root.path().join(old[1])]);
        assert!(old[2..].iter().all(|name| root.path().join(name).exists()));
        assert!(root.path().join("a/.kiku-fresh1.tmp").exists());
    }
}
