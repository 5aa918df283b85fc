//! Copies of files that are about to be replaced.

use std::fs;
use std::path::{Path, PathBuf};

/// As many copies as one may want to look at; then the last one is replaced.
const COPIES: usize = 9;

/// Copies a file beside itself, as `name.kept-1.json` for `name.json`, and tells where to. A copy that is there already is
/// left alone, or taken for this one where it holds the same. Nothing where the file cannot be read or copied.
#[must_use]
pub fn keep_copy(file: &Path) -> Option<PathBuf> {
    let bytes = fs::read(file).ok()?;
    let name = file.file_stem()?.to_string_lossy().into_owned();
    let extension = file.extension().map(|extension| format!(".{}", extension.to_string_lossy())).unwrap_or_default();
    let numbered = |number: usize| file.with_file_name(format!("{name}.kept-{number}{extension}"));
    let usable = |path: &PathBuf| fs::read(path).map_or(!path.exists(), |other| other == bytes);
    let copy = (1..COPIES).map(numbered).find(usable).unwrap_or_else(|| numbered(COPIES));
    fs::write(&copy, bytes).ok().map(|()| copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_copy_replaces_another() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        for text in ["one", "two", "two"] {
            fs::write(&file, text).unwrap();
            let copy = keep_copy(&file).unwrap();
            assert_eq!(fs::read_to_string(copy).unwrap(), text);
        }
        let text = |number: usize| fs::read_to_string(folder.path().join(format!("settings.kept-{number}.json"))).ok();
        assert_eq!([text(1), text(2), text(3)], [Some("one".to_owned()), Some("two".to_owned()), None]);
    }

    #[test]
    fn what_is_not_there_needs_no_copy() {
        assert_eq!(keep_copy(&tempfile::tempdir().unwrap().path().join("none")), None);
    }
}
