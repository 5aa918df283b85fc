//! Small files of Kiku's own, in the person's configuration folder. They make life easier and hold no work, so a
//! missing or damaged one counts as empty.

use std::path::{Path, PathBuf};

use kiku_disk::{TextFormat, read_text, save_text};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tauri::{AppHandle, Manager};

/// Stands in for the person's configuration folder, so that a test or a second installation has its own.
const FOLDER: &str = "KIKU_CONFIG_DIR";

/// How often a file is read and written again because another window wrote it meanwhile.
const ATTEMPTS: usize = 3;

/// The folder of these files. Where the system names none, there are none: reading and writing lead nowhere.
pub(crate) fn folder(app: &AppHandle) -> PathBuf {
    let named = std::env::var_os(FOLDER).map(PathBuf::from);
    named.or_else(|| app.path().app_config_dir().ok()).unwrap_or_default()
}

pub(crate) fn read<T: DeserializeOwned + Default>(folder: &Path, name: &str) -> T {
    let text = read_text(&folder.join(name)).ok();
    text.and_then(|file| serde_json::from_str(&file.text).ok()).unwrap_or_default()
}

/// Changes the value in the file; true where it is written.
pub(crate) fn change<T: Serialize + DeserializeOwned + Default>(
    folder: &Path,
    name: &str,
    change: impl Fn(&mut T),
) -> bool {
    if folder.as_os_str().is_empty() || std::fs::create_dir_all(folder).is_err() {
        return false;
    }
    (0..ATTEMPTS).any(|_| {
        let expected = read_text(&folder.join(name)).ok().map(|file| file.fingerprint);
        let mut value = read(folder, name);
        change(&mut value);
        let text = serde_json::to_string_pretty(&value).unwrap_or_default() + "\n";
        save_text(&folder.join(name), &text, TextFormat::default(), expected).is_ok()
    })
}
