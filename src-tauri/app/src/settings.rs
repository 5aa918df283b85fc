//! The person's settings, in one plain file that may also be changed by hand.

use std::path::{Path, PathBuf};

use kiku_disk::{Code, TextFile, keep_copy, read_text};
use serde_json::{Map, Value, from_str};

use crate::config_file;
use crate::wire::{Failure, FailureCode, LoadedSettings, Settings};

const FILE: &str = "settings.json";

/// The settings as the file has them. A file that cannot be understood is kept beside itself under another name, since
/// the next change of a setting replaces it.
pub(crate) fn read(folder: &Path) -> LoadedSettings {
    let damaged = keep_damaged(folder).map(|copy| Failure::new(FailureCode::Damaged, copy.display().to_string()));
    LoadedSettings { settings: config_file::read(folder, FILE), damaged }
}

/// Writes the settings; true where the file holds them. What another version of Kiku keeps there stays.
pub(crate) fn write(folder: &Path, settings: &Settings) -> bool {
    keep_damaged(folder);
    let Ok(Value::Object(known)) = serde_json::to_value(settings) else { return false };
    config_file::change(folder, FILE, |file: &mut Map<String, Value>| file.extend(known.clone()))
}

/// Copies a file that is no JSON object, and tells where to.
fn keep_damaged(folder: &Path) -> Option<PathBuf> {
    let file = folder.join(FILE);
    let damaged = match read_text(&file) {
        Ok(TextFile { text, .. }) => !text.trim().is_empty() && from_str::<Map<String, Value>>(&text).is_err(),
        Err(error) => error.code() != Code::NotFound,
    };
    if damaged { keep_copy(&file) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Theme;

    fn dark() -> Settings {
        Settings { theme: Theme::Dark, ..Settings::default() }
    }

    fn text(folder: &Path, name: &str) -> String {
        std::fs::read_to_string(folder.join(name)).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write(folder.path(), &dark()));
        assert_eq!(read(folder.path()), LoadedSettings { settings: dark(), damaged: None });
    }

    #[test]
    fn a_damaged_file_is_kept_under_another_name() {
        let folder = tempfile::tempdir().unwrap();
        let damaged = "{ \"theme\": \"dark\", ";
        std::fs::write(folder.path().join(FILE), damaged).unwrap();
        let loaded = read(folder.path());
        assert_eq!((loaded.settings, loaded.damaged.unwrap().code), (Settings::default(), FailureCode::Damaged));
        assert!(write(folder.path(), &dark()));
        assert_eq!(text(folder.path(), "settings.kept-1.json"), damaged);
        assert_eq!(read(folder.path()).settings, dark());
    }

    #[test]
    fn what_another_version_keeps_stays() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), r#"{"later": [1], "theme": "light"}"#).unwrap();
        assert!(write(folder.path(), &dark()));
        let file: Value = from_str(&text(folder.path(), FILE)).unwrap();
        assert_eq!((&file["later"], &file["theme"]), (&serde_json::json!([1]), &serde_json::json!("dark")));
    }
}
