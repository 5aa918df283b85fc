//! A bundle that stands, and follows its publication file by file.
//!
//! A whole export is swapped in at once. Where one edit follows another that would cost a second name for every file of the bundle each
//! time, so here only the files that differ are written: each beside the bundle, and renamed to its place. So at every moment each file is the
//! whole old or the whole new one, while for some milliseconds pages of before and after stand beside each other. The manifest names
//! every file of Kiku's at every moment, and in the end what all of them hold: killed in between, the next export knows what is its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use kiku_core::{Content, parallel};
use tempfile::TempDir;

use super::card::Pen;
use super::manifest::{MANIFEST_FILE, Manifest};
use super::stage::is_safe;
use super::{card, content, variant};
use crate::error::WriteError;
use crate::fingerprint::Fingerprint;

/// A bundle's folder that is kept current.
#[derive(Debug)]
pub struct LiveBundle {
    /// The publication.
    root: PathBuf,
    folder: PathBuf,
    manifest: Manifest,
    /// The manifest as it stands on disk.
    text: String,
    pen: Pen,
}

/// A file that differs from what stands.
struct New {
    path: String,
    bytes: Vec<u8>,
    fingerprint: Fingerprint,
    /// What it was made of, if that took long.
    origin: Option<String>,
}

impl LiveBundle {
    /// The bundle in `folder`, which was written from the publication at `root`.
    ///
    /// # Errors
    /// Where there is no bundle.
    pub fn new(root: &Path, folder: &Path) -> Result<Self, WriteError> {
        let canonical = |path: &Path| dunce::canonicalize(path).map_err(|error| WriteError::io(path, error));
        let (root, folder) = (canonical(root)?, canonical(folder)?);
        let file = folder.join(MANIFEST_FILE);
        let text = fs::read_to_string(&file).map_err(|error| WriteError::io(&file, error))?;
        let manifest = serde_json::from_str(&text).map_err(|error| WriteError::io(&file, error.into()))?;
        Ok(Self { root, folder, manifest, text, pen: Pen::default() })
    }

    /// Whether the folder is as it was left: nobody exported to it or took it away.
    #[must_use]
    pub fn is_current(&self) -> bool {
        fs::read(self.folder.join(MANIFEST_FILE)).is_ok_and(|bytes| bytes == self.text.as_bytes())
    }

    /// How many files the bundle has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.manifest.files().count()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes those of `files` that hold something else than before, removes those that are `gone`, and tells how many changed.
    ///
    /// # Errors
    /// Where the system refuses, or somebody's file is in the way. Every file of the folder is then the whole old or the whole new one.
    pub fn update(&mut self, files: &BTreeMap<String, Content>, gone: &BTreeSet<String>) -> Result<usize, WriteError> {
        let files: Vec<_> = files.iter().collect();
        let new = parallel::map(&files, |(path, content)| self.differing(path, content));
        let new: Vec<New> = new.into_iter().filter_map(Result::transpose).collect::<Result<_, _>>()?;
        if new.is_empty() && gone.is_empty() {
            return Ok(0);
        }
        let beside = self.folder.parent().unwrap_or(&self.folder);
        let stage = tempfile::Builder::new().prefix(".kiku-").tempdir_in(beside);
        let stage = stage.map_err(|error| WriteError::io(beside, error))?;
        let comes = new.iter().any(|file| self.manifest.digest(&file.path).is_none());
        for file in &new {
            self.manifest.insert(&file.path, file.fingerprint);
            file.origin.iter().for_each(|origin| self.manifest.note_made(&file.path, origin.clone()));
        }
        if comes {
            self.write_manifest(&stage)?;
        }
        for (number, file) in new.iter().enumerate() {
            self.replace(&stage.path().join(number.to_string()), file)?;
        }
        for path in gone {
            self.remove(path);
        }
        self.write_manifest(&stage)?;
        Ok(new.len() + gone.len())
    }

    /// The file, where it holds something else than what stands; an error where it may not stand there.
    fn differing(&self, path: &str, content: &Content) -> Result<Option<New>, WriteError> {
        let origin = match content {
            Content::Variant { asset, .. } => Some(variant::origin(&self.root, asset)?),
            Content::Card(card) => Some(card::origin(card)),
            _ => None,
        };
        let digest = self.manifest.digest(path);
        if digest.is_some() && origin.is_some() && self.manifest.made_of(path) == origin.as_deref() {
            return Ok(None);
        }
        let (bytes, origin) = match content {
            Content::Card(card) => {
                let drawn = self.pen.draw(card);
                (drawn.png, origin.filter(|_| drawn.is_titled))
            }
            _ => (content::bytes(content, &self.root)?, origin),
        };
        let fingerprint = Fingerprint::of(&bytes);
        if origin.is_none() && digest.is_some_and(|digest| digest == fingerprint.to_string()) {
            return Ok(None);
        }
        if !is_safe(path) {
            return Err(WriteError::UnsafePath { path: path.to_owned() });
        }
        let foreign = |files: PathBuf| WriteError::ForeignFiles { folder: self.folder.clone(), files: vec![files] };
        for folder in Path::new(path).ancestors().skip(1) {
            let metadata = fs::symlink_metadata(self.folder.join(folder));
            if metadata.is_ok_and(|metadata| !metadata.is_dir()) {
                return Err(foreign(folder.to_owned()));
            }
        }
        if digest.is_none() && fs::symlink_metadata(self.folder.join(path)).is_ok() {
            return Err(foreign(PathBuf::from(path)));
        }
        Ok(Some(New { path: path.to_owned(), bytes, fingerprint, origin }))
    }

    fn replace(&self, staged: &Path, new: &New) -> Result<(), WriteError> {
        let file = self.folder.join(&new.path);
        let folder = file.parent().unwrap_or(&self.folder);
        let replaced = fs::create_dir_all(folder)
            .and_then(|()| File::create_new(staged))
            .and_then(|mut staged| staged.write_all(&new.bytes))
            .and_then(|()| fs::rename(staged, &file));
        replaced.map_err(|error| WriteError::io(&file, error))
    }

    /// Takes a file away, and the folders that are empty without it. What is gone already is no failure.
    fn remove(&mut self, path: &str) {
        self.manifest.remove(path);
        if is_safe(path) && fs::remove_file(self.folder.join(path)).is_ok() {
            let folders = Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
            let _ = folders.map(|folder| fs::remove_dir(self.folder.join(folder))).find(Result::is_err);
        }
    }

    fn write_manifest(&mut self, stage: &TempDir) -> Result<(), WriteError> {
        let (staged, file) = (stage.path().join(MANIFEST_FILE), self.folder.join(MANIFEST_FILE));
        let text = self.manifest.to_json().map_err(io::Error::from);
        let written = text.and_then(|text| {
            fs::write(&staged, &text)?;
            fs::rename(&staged, &file)?;
            Ok(text)
        });
        self.text = written.map_err(|error| WriteError::io(&file, error))?;
        Ok(())
    }
}
