//! Copies of files that are about to be replaced.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::SaveError;
use crate::save::save_text;
use crate::text::TextFormat;

/// As many copies as one may want to look at; then the last one is replaced.
const COPIES: usize = 9;

/// Copies a file beside itself, as `name.kept-1.json` for `name.json`, and tells where to. A copy that is there already is
/// left alone, or taken for this one where it holds the same. Nothing where the file cannot be read or copied.
#[must_use]
pub fn keep_copy(file: &Path) -> Option<PathBuf> {
    let bytes = fs::read(file).ok()?;
    let usable = |path: &PathBuf| fs::read(path).map_or(!path.exists(), |other| other == bytes);
    let numbered = |number| numbered(file, number);
    let copy = (1..COPIES).map(numbered).find(usable).unwrap_or_else(|| numbered(COPIES));
    fs::write(&copy, bytes).ok().map(|()| copy)
}

/// Writes `text` beside `file`, under a name like those of [`keep_copy`] that nothing has yet, and tells which.
///
/// # Errors
/// As [`save_text`].
pub fn write_beside(file: &Path, text: &str) -> Result<PathBuf, SaveError> {
    let mut number = 1;
    loop {
        let copy = numbered(file, number);
        match save_text(&copy, text, TextFormat::default(), None) {
            Ok(_) => return Ok(copy),
            Err(SaveError::Changed { .. }) => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Writes `text` in `format` to a file that a person has named, in the place of whatever is there.
///
/// # Errors
/// As [`save_text`].
pub fn write_chosen(file: &Path, text: &str, format: TextFormat) -> Result<(), SaveError> {
    let found = match save_text(file, text, format, None) {
        Err(SaveError::Changed { found, .. }) => found,
        result => return result.map(drop),
    };
    save_text(file, text, format, found).map(drop)
}

fn numbered(file: &Path, number: usize) -> PathBuf {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let extension = file.extension().map(|extension| format!(".{}", extension.to_string_lossy())).unwrap_or_default();
    file.with_file_name(format!("{name}.kept-{number}{extension}"))
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
    fn a_text_beside_a_file_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("article.md");
        for text in ["one", "two"] {
            assert_eq!(fs::read_to_string(write_beside(&file, text).unwrap()).unwrap(), text);
        }
        assert_eq!(fs::read_to_string(folder.path().join("article.kept-1.md")).unwrap(), "one");
    }

    #[test]
    fn a_chosen_file_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("copy.md");
        for text in ["one\n", "two\n", "two\n"] {
            write_chosen(&file, text, TextFormat::default()).unwrap();
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
    }

    #[test]
    fn what_is_not_there_needs_no_copy() {
        assert_eq!(keep_copy(&tempfile::tempdir().unwrap().path().join("none")), None);
    }
}
