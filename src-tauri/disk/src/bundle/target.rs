//! The folder that a bundle goes to, and whether it may go there.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::manifest::Manifest;
use crate::error::WriteError;

/// How many foreign files an error names: enough to recognise the folder by.
const NAMED_FOREIGN_FILES: usize = 3;

/// A folder to write to, which may not exist yet.
#[derive(Debug)]
pub(crate) struct Target {
    /// Absolute and without symbolic links.
    pub(crate) folder: PathBuf,
    /// The folder around it, where the new bundle is made: a rename needs the same file system.
    pub(super) parent: PathBuf,
    pub(super) exists: bool,
    /// What Kiku wrote there before; nothing where it wrote nothing.
    pub(super) manifest: Option<Manifest>,
}

impl Target {
    /// The folder at `out`, which may be a link to one. The folders above it are made.
    pub(crate) fn new(out: &Path) -> Result<Self, WriteError> {
        let io = |error| WriteError::io(out, error);
        let exists = match fs::metadata(out) {
            Ok(metadata) if metadata.is_dir() => true,
            Ok(_) => return Err(WriteError::NotAFolder { path: out.to_owned() }),
            Err(error) if error.kind() == ErrorKind::NotFound && !out.is_symlink() => false,
            Err(error) => return Err(io(error)),
        };
        let folder = if exists { out.canonicalize().map_err(io)? } else { new_folder(out)? };
        let Some(parent) = folder.parent().map(Path::to_owned) else { return Err(WriteError::UnsafeTarget { folder }) };
        let manifest = if exists { Manifest::of_folder(&folder) } else { None };
        Ok(Self { folder, parent, exists, manifest })
    }

    /// The same, unless it is or holds the publication at `root`, which is canonical.
    pub(super) fn apart_from(self, root: &Path) -> Result<Self, WriteError> {
        if root.starts_with(&self.folder) { Err(WriteError::UnsafeTarget { folder: self.folder }) } else { Ok(self) }
    }

    /// The same, unless it holds any file, be it Kiku's own.
    pub(crate) fn empty(self) -> Result<Self, WriteError> {
        Self { manifest: None, ..self }.without_foreign_files()
    }

    /// The same, unless it holds a file that Kiku did not write.
    pub(crate) fn without_foreign_files(self) -> Result<Self, WriteError> {
        if !self.exists {
            return Ok(self);
        }
        let mut files = Vec::new();
        for entry in WalkDir::new(&self.folder).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| WriteError::io(&self.folder, error.into()))?;
            let path = entry.path().strip_prefix(&self.folder).unwrap_or(entry.path());
            if !entry.file_type().is_dir() && !self.manifest.as_ref().is_some_and(|manifest| manifest.names(path)) {
                files.push(path.to_owned());
            }
            if files.len() == NAMED_FOREIGN_FILES {
                break;
            }
        }
        if files.is_empty() { Ok(self) } else { Err(WriteError::ForeignFiles { folder: self.folder, files }) }
    }
}

/// The canonical path of a folder that does not exist yet.
fn new_folder(out: &Path) -> Result<PathBuf, WriteError> {
    let out = std::path::absolute(out).map_err(|error| WriteError::io(out, error))?;
    let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
        return Err(WriteError::UnsafeTarget { folder: out });
    };
    let parent = fs::create_dir_all(parent).and_then(|()| parent.canonicalize());
    Ok(parent.map_err(|error| WriteError::io(&out, error))?.join(name))
}
