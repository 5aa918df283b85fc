//! Articles as folders: made, copied, moved, thrown away. Nothing that exists is ever written over.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use kiku_core::source::ARTICLE_FILE;
use walkdir::WalkDir;

use crate::error::{DiskError, SaveError};
use crate::save::{save_text, sync_folder};
use crate::text::TextFormat;

/// Where thrown away folders go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bin {
    /// The system's trash, from which its file manager can bring them back.
    System,
    /// A folder, for tests.
    Folder(PathBuf),
}

/// Makes the article's folder `slug` in the publication at `root`, with `text` in it.
///
/// # Errors
/// [`DiskError::Exists`] where the folder is there already, and the machine's refusals. Nothing is left behind then.
pub fn create_article(root: &Path, slug: &str, text: &str) -> Result<(), DiskError> {
    let folder = new_folder(root, slug)?;
    let made = save_text(&folder.join(ARTICLE_FILE), text, TextFormat::default(), None);
    made.map(drop).map_err(|error| undone(&folder, saving(&folder, error)))
}

/// Copies the article's folder `from`, images and all, to the new folder `to`; its text is `text`.
///
/// # Errors
/// As [`create_article`].
pub fn copy_article(root: &Path, from: &str, to: &str, text: &str) -> Result<(), DiskError> {
    let (source, target) = (root.join(from), new_folder(root, to)?);
    let copied = copy_files(&source, &target).and_then(|()| {
        let saved = save_text(&target.join(ARTICLE_FILE), text, TextFormat::default(), None);
        saved.map(drop).map_err(|error| saving(&target, error))
    });
    copied.map_err(|error| undone(&target, error))
}

/// Gives the article's folder `from` the name `to`, with everything in it. Only the case of letters may differ, too.
///
/// # Errors
/// [`DiskError::Exists`] where something else has that name, and the machine's refusals. The folder has its old name then.
pub fn move_article(root: &Path, from: &str, to: &str) -> Result<(), DiskError> {
    let (source, target) = (root.join(from), root.join(to));
    // Where the case of letters does not count, the folder itself stands under its new name already.
    let is_itself = dunce::canonicalize(&source)
        .is_ok_and(|source| dunce::canonicalize(&target).is_ok_and(|target| target == source));
    let moved = if is_itself { fs::rename(&source, &target) } else { move_to_free_name(&source, &target) };
    moved.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => DiskError::Exists { path: target },
        _ => DiskError::io(&source, error),
    })?;
    // The folder has moved; a file system that cannot promise for how long is no reason to say that it has not.
    let _ = sync_folder(root);
    Ok(())
}

/// Claims the name with an empty folder, which the other one replaces: a mere look whether the name is free would leave a
/// moment for somebody else to take it.
#[cfg(unix)]
fn move_to_free_name(source: &Path, target: &Path) -> io::Result<()> {
    fs::create_dir(target)?;
    fs::rename(source, target).inspect_err(|_| {
        // The first failure is the one to tell.
        let _ = fs::remove_dir(target);
    })
}

/// A folder never replaces another one there.
#[cfg(not(unix))]
fn move_to_free_name(source: &Path, target: &Path) -> io::Result<()> {
    fs::rename(source, target)
}

/// Throws the article's folder `slug` away, images and all.
///
/// # Errors
/// The machine's refusals; the folder is still there then.
pub fn throw_away_article(root: &Path, slug: &str, bin: &Bin) -> Result<(), DiskError> {
    let folder = root.join(slug);
    match bin {
        Bin::System => trash::delete(&folder).map_err(|error| DiskError::io(&folder, io::Error::other(error))),
        Bin::Folder(bin) => fs::rename(&folder, bin.join(slug)).map_err(|error| DiskError::io(&folder, error)),
    }
}

fn new_folder(root: &Path, slug: &str) -> Result<PathBuf, DiskError> {
    let folder = root.join(slug);
    match fs::create_dir(&folder) {
        Ok(()) => Ok(folder),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(DiskError::Exists { path: folder }),
        Err(error) => Err(DiskError::io(&folder, error)),
    }
}

/// Every file but the text. Links are left out: they may lead anywhere.
fn copy_files(source: &Path, target: &Path) -> Result<(), DiskError> {
    for entry in WalkDir::new(source).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| DiskError::io(source, error.into()))?;
        let Ok(path) = entry.path().strip_prefix(source) else { continue };
        let to = target.join(path);
        let copied = match entry.file_type() {
            kind if kind.is_dir() => fs::create_dir(&to),
            kind if kind.is_file() && path != Path::new(ARTICLE_FILE) => fs::copy(entry.path(), &to).map(drop),
            _ => Ok(()),
        };
        copied.map_err(|error| DiskError::io(&to, error))?;
    }
    Ok(())
}

fn saving(folder: &Path, error: SaveError) -> DiskError {
    DiskError::io(folder, io::Error::other(error))
}

/// Takes back the folder that was made just now.
fn undone(folder: &Path, error: DiskError) -> DiskError {
    // What cannot be removed is left: the first failure is the one to tell.
    let _ = fs::remove_dir_all(folder);
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publication() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        create_article(root.path(), "a", "text").unwrap();
        fs::create_dir(root.path().join("a/images")).unwrap();
        fs::write(root.path().join("a/images/x.svg"), "<svg/>").unwrap();
        root
    }

    fn read(root: &tempfile::TempDir, path: &str) -> String {
        fs::read_to_string(root.path().join(path)).unwrap()
    }

    #[test]
    fn nothing_is_written_over() {
        let root = publication();
        fs::create_dir(root.path().join("b")).unwrap();
        let exists = |result: Result<(), DiskError>| matches!(result, Err(DiskError::Exists { .. }));
        assert!(exists(create_article(root.path(), "a", "other")));
        assert!(exists(copy_article(root.path(), "a", "b", "other")));
        assert!(exists(move_article(root.path(), "a", "b")));
        assert_eq!(read(&root, "a/article.md"), "text");
    }

    #[test]
    fn a_copy_has_its_images_and_its_own_text() {
        let root = publication();
        copy_article(root.path(), "a", "a-2", "copy").unwrap();
        assert_eq!((read(&root, "a-2/article.md").as_str(), read(&root, "a/article.md").as_str()), ("copy", "text"));
        assert_eq!(read(&root, "a-2/images/x.svg"), "<svg/>");
    }

    #[test]
    fn a_folder_moves_with_everything_in_it() {
        let root = publication();
        move_article(root.path(), "a", "A").unwrap();
        move_article(root.path(), "A", "朝の市場").unwrap();
        assert_eq!(read(&root, "朝の市場/article.md"), "text");
        assert_eq!(read(&root, "朝の市場/images/x.svg"), "<svg/>");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_cannot_move_leaves_nothing_behind() {
        let root = publication();
        assert!(move_article(root.path(), "none", "b").is_err());
        assert!(!root.path().join("b").exists());
    }

    #[test]
    fn what_is_thrown_away_is_in_the_bin() {
        let (root, bin) = (publication(), tempfile::tempdir().unwrap());
        throw_away_article(root.path(), "a", &Bin::Folder(bin.path().to_owned())).unwrap();
        assert_eq!(read(&bin, "a/images/x.svg"), "<svg/>");
        assert!(!root.path().join("a").exists());
    }
}
