//! What others keep in a bundle's folder: a repository, a domain's name, a page of one's own. It stays where it is.
//!
//! The new folder gets a second name (a hard link) for each such file before the folders change places. So whoever looks finds
//! every file at every moment, and nothing of it is copied or written.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::manifest::Manifest;
use crate::fingerprint::Fingerprint;

/// Everything in `folder` that `manifest` does not name: files, links, and folders with nothing of Kiku's in them.
pub(super) fn in_folder(folder: &Path, manifest: Option<&Manifest>) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let is_empty_folder = entry.file_type().is_dir() && fs::read_dir(entry.path())?.next().is_none();
        let is_foreign = !entry.file_type().is_dir() && !manifest.is_some_and(|manifest| manifest.names(path));
        if is_empty_folder || is_foreign {
            found.push(path.to_owned());
        }
    }
    Ok(found)
}

/// Gives the file at `path` of the folder `from` a second name at the same path of `to`, with the folders above it.
pub(super) fn keep(from: &Path, to: &Path, path: &Path) -> io::Result<()> {
    let (old, new) = (from.join(path), to.join(path));
    for folder in path.ancestors().skip(1).collect::<Vec<_>>().into_iter().rev() {
        same_folder(&from.join(folder), &to.join(folder))?;
    }
    let metadata = fs::symlink_metadata(&old)?;
    if metadata.is_dir() {
        return same_folder(&old, &new);
    }
    if metadata.is_symlink() {
        return link_again(&old, &new);
    }
    if !metadata.is_file() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    // File systems without second names get a copy.
    fs::hard_link(&old, &new).or_else(|_| fs::copy(&old, &new).map(drop))
}

/// Takes the file at `path` out of the folder `from`, where the folder `to` has it. What came or changed meanwhile goes to
/// `to` as well, and what cannot go there stays.
pub(super) fn let_go(from: &Path, to: &Path, path: &Path) -> io::Result<()> {
    let (old, new) = (from.join(path), to.join(path));
    match fs::symlink_metadata(&new) {
        Ok(metadata) if is_same(&old, &new, &metadata)? => fs::remove_file(&old),
        Ok(_) => Ok(()),
        Err(_) => {
            if let Some(folder) = new.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::rename(&old, &new)
        }
    }
}

fn same_folder(old: &Path, new: &Path) -> io::Result<()> {
    match fs::create_dir(new) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        Err(_) => Ok(()),
        Ok(()) => fs::set_permissions(new, fs::metadata(old)?.permissions()),
    }
}

#[cfg(unix)]
fn link_again(old: &Path, new: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(old)?, new)
}

#[cfg(windows)]
fn link_again(old: &Path, new: &Path) -> io::Result<()> {
    let target = fs::read_link(old)?;
    if old.is_dir() {
        std::os::windows::fs::symlink_dir(target, new)
    } else {
        std::os::windows::fs::symlink_file(target, new)
    }
}

fn is_same(old: &Path, new: &Path, new_metadata: &Metadata) -> io::Result<bool> {
    let old_metadata = fs::symlink_metadata(old)?;
    if old_metadata.is_symlink() || new_metadata.is_symlink() {
        return Ok(new_metadata.is_symlink() && fs::read_link(old).ok() == fs::read_link(new).ok());
    }
    if !old_metadata.is_file() || !new_metadata.is_file() {
        return Ok(false);
    }
    Ok(is_one_file(&old_metadata, new_metadata) || (old_metadata.len() == new_metadata.len() && same_bytes(old, new)?))
}

#[cfg(unix)]
fn is_one_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_one_file(_: &Metadata, _: &Metadata) -> bool {
    false
}

fn same_bytes(one: &Path, other: &Path) -> io::Result<bool> {
    Ok(Fingerprint::of_file(one)? == Fingerprint::of_file(other)?)
}
