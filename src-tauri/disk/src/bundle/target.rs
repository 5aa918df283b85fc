//! The folder that a bundle goes to, and whether it may go there.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::foreign;
use super::manifest::{MANIFEST_FILE, Manifest};
use crate::error::WriteError;

/// How many foreign files an error names: enough to recognise the folder by.
const NAMED_FOREIGN_FILES: usize = 3;
/// What stands at the top of a repository.
const REPOSITORY: &str = ".git";

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
    /// What others keep there, relative to the folder.
    pub(super) foreign: Vec<PathBuf>,
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
        let folder = if exists { dunce::canonicalize(out).map_err(io)? } else { new_folder(out)? };
        let Some(parent) = folder.parent().map(Path::to_owned) else { return Err(WriteError::UnsafeTarget { folder }) };
        let manifest = if exists { Manifest::of_folder(&folder) } else { None };
        Ok(Self { folder, parent, exists, manifest, foreign: Vec::new() })
    }

    /// The same, unless it is or holds the publication at `root`, which is canonical.
    pub(super) fn apart_from(self, root: &Path) -> Result<Self, WriteError> {
        if root.starts_with(&self.folder) { Err(WriteError::UnsafeTarget { folder: self.folder }) } else { Ok(self) }
    }

    /// The same, unless it holds any file, be it Kiku's own.
    pub(crate) fn empty(self) -> Result<Self, WriteError> {
        Self { manifest: None, ..self }.without_foreign_files()
    }

    /// The same with what others keep in it, which stays. Where Kiku has not written yet, only a repository is taken for a place
    /// to write to among other files, and not somebody's documents.
    pub(super) fn beside_foreign_files(self) -> Result<Self, WriteError> {
        if !self.exists {
            return Ok(self);
        }
        let foreign = self.foreign_files()?;
        let is_known = self.manifest.is_some() || self.folder.join(REPOSITORY).exists();
        let is_file = |path: &&PathBuf| !self.folder.join(path).is_dir();
        let files: Vec<_> = foreign.iter().filter(is_file).filter(|_| !is_known).cloned().collect();
        self.unless_any(files).map(|target| Self { foreign, ..target })
    }

    /// The same, unless a file that others keep in it has a name that a file of the bundle `manifest` needs.
    pub(super) fn with_room_for(self, manifest: &Manifest) -> Result<Self, WriteError> {
        let is_in_the_way = |path: &&PathBuf| !self.folder.join(path).is_dir() && clashes(path, manifest);
        let files: Vec<_> = self.foreign.iter().filter(is_in_the_way).cloned().collect();
        self.unless_any(files)
    }

    fn without_foreign_files(self) -> Result<Self, WriteError> {
        if !self.exists {
            return Ok(self);
        }
        let files = self.foreign_files()?.into_iter().filter(|path| !self.folder.join(path).is_dir()).collect();
        self.unless_any(files)
    }

    fn foreign_files(&self) -> Result<Vec<PathBuf>, WriteError> {
        foreign::in_folder(&self.folder, self.manifest.as_ref()).map_err(|error| WriteError::io(&self.folder, error))
    }

    fn unless_any(self, mut files: Vec<PathBuf>) -> Result<Self, WriteError> {
        files.truncate(NAMED_FOREIGN_FILES);
        if files.is_empty() { Ok(self) } else { Err(WriteError::ForeignFiles { folder: self.folder, files }) }
    }
}

/// A bundle's file and another's cannot have one name, and neither can be a folder of the other.
fn clashes(path: &Path, manifest: &Manifest) -> bool {
    let Some(name) = path.to_str() else { return false };
    let name = name.replace('\\', "/");
    let mut above = Path::new(&name).ancestors().filter_map(Path::to_str).filter(|name| !name.is_empty());
    manifest.has_below(&name) || above.any(|name| manifest.digest(name).is_some()) || name == MANIFEST_FILE
}

/// The canonical path of a folder that does not exist yet.
fn new_folder(out: &Path) -> Result<PathBuf, WriteError> {
    let out = std::path::absolute(out).map_err(|error| WriteError::io(out, error))?;
    let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
        return Err(WriteError::UnsafeTarget { folder: out });
    };
    let parent = fs::create_dir_all(parent).and_then(|()| dunce::canonicalize(parent));
    Ok(parent.map_err(|error| WriteError::io(&out, error))?.join(name))
}
