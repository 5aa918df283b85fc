//! The new folder that a bundle is completed in before it takes the target's place.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use kiku_core::{Card, Content};

use tempfile::TempDir;

use super::card::Pen;
use super::manifest::{MANIFEST_FILE, Manifest};
use super::target::Target;
use super::{card, content, foreign, photograph, swap, variant};
use crate::error::WriteError;
use crate::fingerprint::{Fingerprint, HashingReader};

/// Removed with all it holds when it is dropped, unless it was swapped in. Several threads may fill it.
#[derive(Debug)]
pub(crate) struct Stage {
    folder: TempDir,
    manifest: Mutex<Manifest>,
    /// How much the files hold together.
    bytes: AtomicU64,
    pen: Pen,
    untitled_cards: AtomicUsize,
    /// Folders in it that are there, as paths of the bundle.
    folders: Mutex<BTreeSet<String>>,
    /// The folder whose place this one will take, and what Kiku wrote there.
    previous: Option<(PathBuf, Manifest)>,
}

impl Stage {
    /// An empty folder beside the target, hidden by a leading dot.
    pub(crate) fn beside(target: &Target) -> Result<Self, WriteError> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".kiku-");
        allow_what_new_folders_allow(&mut builder);
        let folder = builder.tempdir_in(&target.parent).map_err(|error| WriteError::io(&target.parent, error))?;
        let previous = target.manifest.clone().map(|manifest| (target.folder.clone(), manifest));
        Ok(Self {
            folder,
            manifest: Mutex::default(),
            bytes: AtomicU64::new(0),
            pen: Pen::default(),
            untitled_cards: AtomicUsize::new(0),
            folders: Mutex::default(),
            previous,
        })
    }

    /// Puts a file to the path `path` of the bundle, with assets of the publication at `root`, which is canonical.
    pub(super) fn put(&self, path: &str, content: &Content, root: &Path) -> Result<(), WriteError> {
        match content {
            Content::Text(text) => self.write(path, text.as_bytes()),
            Content::Inlined(pieces) => self.write(path, &content::inlined(pieces, root)?),
            Content::Asset(asset) => self.copy(path, root, asset),
            Content::Variant { asset, .. } => {
                let origin = variant::origin(root, asset)?;
                if !self.reuse_made(path, &origin)? {
                    self.write(path, &content::bytes(content, root)?)?;
                }
                self.manifest().note_made(path, origin);
                Ok(())
            }
            Content::Card(card) => self.draw(path, card),
        }
    }

    /// Draws a card. One without its title is drawn again the next time, when there may be a font for it.
    fn draw(&self, path: &str, card: &Card) -> Result<(), WriteError> {
        let origin = card::origin(card);
        if !self.reuse_made(path, &origin)? {
            let drawn = self.pen.draw(card);
            self.write(path, &drawn.png)?;
            if !drawn.is_titled {
                self.untitled_cards.fetch_add(1, Ordering::Relaxed);
                return Ok(());
            }
        }
        self.manifest().note_made(path, origin);
        Ok(())
    }

    /// Gives what the previous bundle made of the same a second name here; tells whether it did.
    fn reuse_made(&self, path: &str, origin: &str) -> Result<bool, WriteError> {
        let previous = self.previous.as_ref().filter(|(_, manifest)| manifest.made_of(path) == Some(origin));
        let Some(old) = previous.map(|(folder, _)| folder.join(path)) else { return Ok(false) };
        let (Ok(fingerprint), Ok(metadata)) = (Fingerprint::of_file(&old), fs::metadata(&old)) else {
            return Ok(false);
        };
        let is_reused = self.reuse(path, &self.place(path)?, fingerprint);
        if is_reused {
            self.note(path, fingerprint, metadata.len());
        }
        Ok(is_reused)
    }

    /// Writes `bytes` to the path `path` of the bundle.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let (file, fingerprint) = (self.place(path)?, Fingerprint::of(bytes));
        if !self.reuse(path, &file, fingerprint) {
            create(&file).and_then(|mut file| file.write_all(bytes)).map_err(|error| WriteError::io(&file, error))?;
        }
        self.note(path, fingerprint, bytes.len() as u64);
        Ok(())
    }

    /// Gives the file of the previous bundle a second name here, where it holds the same; tells whether it did. What the
    /// manifest says is not believed: somebody may have changed the file.
    fn reuse(&self, path: &str, place: &Path, fingerprint: Fingerprint) -> bool {
        let Some((folder, manifest)) = &self.previous else { return false };
        let old = folder.join(path);
        manifest.digest(path).is_some_and(|digest| digest == fingerprint.to_string())
            && fs::symlink_metadata(&old).is_ok_and(|metadata| metadata.is_file())
            && Fingerprint::of_file(&old).is_ok_and(|held| held == fingerprint)
            && fs::hard_link(&old, place).is_ok()
    }

    /// Takes over what others keep in the target.
    pub(super) fn keep_foreign(&self, target: &Target) -> Result<(), WriteError> {
        for path in &target.foreign {
            foreign::keep(&target.folder, self.folder.path(), path)
                .map_err(|error| WriteError::io(&target.folder.join(path), error))?;
        }
        Ok(())
    }

    /// Copies the file `asset` of the publication at `root`, which is canonical. Only its bytes: a bundle's files get
    /// the mode of new files, because a web server must be able to read them.
    fn copy(&self, path: &str, root: &Path, asset: &str) -> Result<(), WriteError> {
        if photograph::has_notes(asset) {
            return self.write(path, &content::read(root, asset)?);
        }
        let place = self.place(path)?;
        let source = content::asset_file(root, asset)?;
        if self.previous.is_some() {
            let fingerprint = Fingerprint::of_file(&source).map_err(|error| WriteError::io(&source, error))?;
            if self.reuse(path, &place, fingerprint) {
                let bytes = fs::metadata(&place).map_err(|error| WriteError::io(&place, error))?.len();
                self.note(path, fingerprint, bytes);
                return Ok(());
            }
        }
        let original = File::open(&source).map_err(|error| WriteError::io(&source, error))?;
        let mut reader = HashingReader::new(original);
        let copied = create(&place).and_then(|mut copy| io::copy(&mut reader, &mut copy));
        let bytes = copied.map_err(|error| WriteError::io(&place, error))?;
        self.note(path, reader.fingerprint(), bytes);
        Ok(())
    }

    fn note(&self, path: &str, fingerprint: Fingerprint, bytes: u64) {
        self.manifest().insert(path, fingerprint);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// What it holds so far.
    pub(super) fn manifest(&self) -> MutexGuard<'_, Manifest> {
        self.manifest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How much its files hold together.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// How many cards have no title.
    pub(super) fn untitled_cards(&self) -> usize {
        self.untitled_cards.load(Ordering::Relaxed)
    }

    /// Writes the list of all files so far.
    pub(super) fn write_manifest(&self) -> Result<(), WriteError> {
        let file = self.folder.path().join(MANIFEST_FILE);
        let text = self.manifest().to_json().map_err(io::Error::from);
        text.and_then(|text| fs::write(&file, text)).map_err(|error| WriteError::io(&file, error))
    }

    /// Puts this folder at the target's place. What Kiku wrote there before is removed afterwards.
    pub(crate) fn swap_in(self, target: &Target) -> Result<(), WriteError> {
        let stage = self.folder.path();
        if target.exists {
            let metadata = fs::metadata(&target.folder).map_err(|error| WriteError::io(&target.folder, error))?;
            fs::set_permissions(stage, metadata.permissions()).map_err(|error| WriteError::io(stage, error))?;
        }
        let replaced = swap::put(stage, &target.folder, target.exists);
        let replaced = replaced.map_err(|error| WriteError::io(&target.folder, error))?;
        // From here on the folder holds the previous bundle, or is gone; dropping it must not remove foreign files
        // that came since the target was looked at.
        drop(self.folder.keep());
        if let Some(old) = replaced {
            swap::remove_old(&old, &target.folder);
        }
        Ok(())
    }

    /// The file for a path of the bundle, with the folders above it.
    fn place(&self, path: &str) -> Result<PathBuf, WriteError> {
        if !is_safe(path) {
            return Err(WriteError::UnsafePath { path: path.to_owned() });
        }
        let file = self.folder.path().join(path);
        let Some((folder, _)) = path.rsplit_once('/') else { return Ok(file) };
        let folders = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if !folders().contains(folder) {
            let place = self.folder.path().join(folder);
            fs::create_dir_all(&place).map_err(|error| WriteError::io(&place, error))?;
            folders().insert(folder.to_owned());
        }
        Ok(file)
    }
}

/// A file that must not exist yet: two paths of a bundle that one file system takes for the same name, as some do with
/// upper and lower case or with NFC and NFD, must not overwrite each other.
fn create(file: &Path) -> io::Result<File> {
    File::create_new(file)
}

/// A relative path that stays below its folder on every system, in a form that a manifest's line can hold. The engine
/// makes no others; they are looked at again here because here is where the harm would be done.
pub(crate) fn is_safe(path: &str) -> bool {
    path != MANIFEST_FILE
        && path.split('/').all(|part| {
            let mut components = Path::new(part).components();
            let is_name = matches!(components.next(), Some(Component::Normal(name)) if name == part);
            is_name
                && components.next().is_none()
                && !part.contains(|letter: char| letter == '\\' || letter.is_control())
        })
}

/// A temporary folder is private by default; a bundle gets the mode that any new folder gets, less the umask.
#[cfg(unix)]
fn allow_what_new_folders_allow(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o777));
}

#[cfg(not(unix))]
fn allow_what_new_folders_allow(_: &mut tempfile::Builder<'_, '_>) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_relative_paths_are_safe() {
        for path in ["index.html", "市場/2.html", "a b/ガ.png", "a/.nojekyll", "...", "x:y"] {
            assert!(is_safe(path) || cfg!(windows), "{path}");
        }
        for path in
            ["", "/a", "a//b", "a/", "..", "../a", "a/../b", "./a", "a/.", "a\\b", "a\nb", "a\0b", MANIFEST_FILE]
        {
            assert!(!is_safe(path), "{path:?}");
        }
    }
}
