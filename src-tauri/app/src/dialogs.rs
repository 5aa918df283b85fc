//! The system's own dialogs.

use std::path::PathBuf;

use kiku_disk::Bin;

/// Tests answer every dialog through this variable; empty for one that is cancelled.
const TEST_ANSWER: &str = "KIKU_TEST_DIALOG";

/// Tests have things thrown away into the folder that this variable names.
const TEST_BIN: &str = "KIKU_TEST_TRASH";

/// Where thrown away articles go.
pub(crate) fn bin() -> Bin {
    std::env::var_os(TEST_BIN).map_or(Bin::System, |folder| Bin::Folder(PathBuf::from(folder)))
}

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

/// Asks where a new file is to go; nothing where the person cancels.
pub(crate) async fn choose_file(title: &str, name: &str) -> Option<PathBuf> {
    if let Some(answer) = test_answer() {
        return Some(answer).filter(|path| !path.as_os_str().is_empty()).map(|folder| folder.join(name));
    }
    let file = rfd::AsyncFileDialog::new().set_title(title).set_file_name(name).save_file().await?;
    Some(file.path().to_owned())
}

/// Asks for an image file; nothing where the person cancels.
pub(crate) async fn choose_image(title: &str) -> Option<PathBuf> {
    if let Some(answer) = std::env::var_os(TEST_ANSWER) {
        return Some(PathBuf::from(answer)).filter(|path| !path.as_os_str().is_empty());
    }
    let endings = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];
    let dialog = rfd::AsyncFileDialog::new().set_title(title).add_filter("PNG, JPEG, GIF, WebP, AVIF, SVG", &endings);
    Some(dialog.pick_file().await?.path().to_owned())
}
