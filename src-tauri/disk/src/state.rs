//! Where Kiku keeps what is neither a publication nor a setting: journals of unsaved work, locks, history.

use std::env;
use std::path::PathBuf;

/// Stands in for the person's own folder, so that a test or a second installation has its own.
const FOLDER: &str = "KIKU_CONFIG_DIR";

/// The folder, which need not exist; nothing where the system names none. The app and the command line share it.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    named(FOLDER).or_else(|| usual(&named))
}

#[cfg(windows)]
fn usual(named: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    named("LOCALAPPDATA").map(|folder| folder.join("Kiku"))
}

#[cfg(target_os = "macos")]
fn usual(named: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    named("HOME").map(|home| home.join("Library/Application Support/Kiku"))
}

/// As the XDG Base Directory Specification has it: what survives restarts and is not worth copying to another machine.
#[cfg(not(any(windows, target_os = "macos")))]
fn usual(named: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let state = named("XDG_STATE_HOME").filter(|folder| folder.is_absolute());
    let state = state.or_else(|| named("HOME").map(|home| home.join(".local/state")));
    state.map(|folder| folder.join("kiku"))
}
