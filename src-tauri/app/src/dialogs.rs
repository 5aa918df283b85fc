//! The system's own dialogs.

use std::path::PathBuf;

/// Tests answer every folder dialog through this variable; empty for one that is cancelled.
const TEST_ANSWER: &str = "KIKU_TEST_DIALOG";

/// What a test answers.
pub(crate) fn test_answer() -> Option<PathBuf> {
    std::env::var_os(TEST_ANSWER).map(PathBuf::from)
}

/// Asks for a folder; nothing where the person cancels. `title` is in the interface's language.
pub(crate) async fn choose_folder(title: &str) -> Option<PathBuf> {
    if let Some(answer) = test_answer() {
        return Some(answer).filter(|path| !path.as_os_str().is_empty());
    }
    let folder = rfd::AsyncFileDialog::new().set_title(title).pick_folder().await?;
    Some(folder.path().to_owned())
}
