//! Where a new publication goes.

use std::path::{Path, PathBuf};

/// As long as a folder's name may be in characters, well within what any file system takes in bytes.
const LONGEST: usize = 60;

/// A folder in `parent` that is named like `title` and does not exist yet.
#[must_use]
pub fn free_folder(parent: &Path, title: &str) -> PathBuf {
    let name = folder_name(title);
    let first = parent.join(&name);
    if !taken(&first) {
        return first;
    }
    let numbered = (2..).map(|number: u32| parent.join(format!("{name} {number}")));
    numbered.into_iter().find(|path| !taken(path)).unwrap_or(first)
}

/// A link counts wherever it leads.
fn taken(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The title without what some file system refuses in a name.
fn folder_name(title: &str) -> String {
    let refused = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let words: Vec<&str> =
        title.split(|c: char| refused(c) || c.is_whitespace()).filter(|word| !word.is_empty()).collect();
    let name: String = words.join(" ").chars().take(LONGEST).collect();
    // A leading dot hides a folder; Windows takes no dot or space at the end.
    let name = name.trim_matches(|c: char| c == '.' || c == ' ');
    if name.is_empty() { "kiku".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_like_its_title_as_far_as_names_go() {
        let cases = [
            ("菊ダイジェスト", "菊ダイジェスト"),
            (" What? A/B: \"C\" ", "What A B C"),
            ("..hidden..", "hidden"),
            ("a\u{0}b\n\tc", "a b c"),
            ("///", "kiku"),
            ("", "kiku"),
        ];
        for (title, name) in cases {
            assert_eq!(folder_name(title), name, "{title:?}");
        }
        assert_eq!(folder_name(&"長".repeat(200)).chars().count(), LONGEST);
    }

    #[test]
    fn a_folder_that_is_there_is_left_alone() {
        let parent = tempfile::tempdir().unwrap();
        for expected in ["Notes", "Notes 2", "Notes 3"] {
            let folder = free_folder(parent.path(), "Notes");
            assert_eq!(folder, parent.path().join(expected));
            std::fs::create_dir(folder).unwrap();
        }
    }
}
