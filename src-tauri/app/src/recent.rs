//! The publications that were open lately.

use std::path::Path;

use crate::config_file;
use crate::wire::RecentPublication;

const FILE: &str = "recent.json";
/// As many as a person finds their way in without searching.
const LONGEST: usize = 12;

/// The latest first.
pub(crate) fn list(folder: &Path) -> Vec<RecentPublication> {
    config_file::read(folder, FILE)
}

/// Puts a publication at the top of the list; true where the list is written.
pub(crate) fn remember(folder: &Path, opened: &RecentPublication) -> bool {
    config_file::change(folder, FILE, |list: &mut Vec<RecentPublication>| {
        list.retain(|publication| publication.path != opened.path);
        list.insert(0, opened.clone());
        list.truncate(LONGEST);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publication(path: &str) -> RecentPublication {
        RecentPublication { path: path.to_owned(), title: path.to_uppercase() }
    }

    fn paths(folder: &Path) -> Vec<String> {
        list(folder).into_iter().map(|publication| publication.path).collect()
    }

    #[test]
    fn the_latest_publication_is_first_and_none_is_there_twice() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("not/there/yet");
        for path in ["a", "b", "a"] {
            assert!(remember(&config, &publication(path)));
        }
        assert_eq!(paths(&config), ["a", "b"]);
    }

    #[test]
    fn the_list_stays_short() {
        let folder = tempfile::tempdir().unwrap();
        (0..20).for_each(|index| assert!(remember(folder.path(), &publication(&index.to_string()))));
        assert_eq!((paths(folder.path()).len(), paths(folder.path())[0].as_str()), (LONGEST, "19"));
    }

    #[test]
    fn a_damaged_list_counts_as_empty() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), b"[{\"path\":\xFF").unwrap();
        assert_eq!(paths(folder.path()), [""; 0]);
    }
}
