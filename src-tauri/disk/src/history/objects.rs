//! Texts by what they hold: each is stored once, compressed, under its SHA-256.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::fingerprint::Fingerprint;
use crate::save::sync_folder;
use crate::text::MAX_TEXT_BYTES;

/// The digits of a SHA-256.
const NAME_LENGTH: usize = 64;

/// How many of them name the folder that an object stands in.
const PREFIX: usize = 2;

pub(super) struct Objects {
    folder: PathBuf,
}

impl Objects {
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.join("objects") }
    }

    /// Stores a text, and tells how many bytes that takes. One that is there and whole takes none.
    pub(super) fn put(&self, object: &str, text: &str) -> io::Result<u64> {
        let path = self.path_of(object)?;
        if self.get(object).is_ok() {
            return Ok(0);
        }
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".kiku-").suffix(".tmp").tempfile_in(folder)?;
        let mut encoder = ZlibEncoder::new(file.as_file_mut(), Compression::default());
        encoder.write_all(text.as_bytes())?;
        encoder.finish()?;
        file.as_file().sync_all()?;
        let size = file.as_file().metadata()?.len();
        file.persist(&path).map_err(|error| error.error)?;
        sync_folder(folder)?;
        Ok(size)
    }

    /// A text, provided it still is what was stored.
    pub(super) fn get(&self, object: &str) -> io::Result<String> {
        let damaged = || io::Error::new(ErrorKind::InvalidData, format!("{object} is damaged"));
        let mut decoder = ZlibDecoder::new(File::open(self.path_of(object)?)?).take(MAX_TEXT_BYTES + 1);
        let mut bytes = Vec::new();
        decoder.read_to_end(&mut bytes).map_err(|_| damaged())?;
        if Fingerprint::of(&bytes).to_string() != object {
            return Err(damaged());
        }
        String::from_utf8(bytes).map_err(|_| damaged())
    }

    /// How many bytes an object takes; none where it is not there.
    pub(super) fn size_of(&self, object: &str) -> u64 {
        let metadata = self.path_of(object).and_then(fs::metadata);
        metadata.map_or(0, |metadata| metadata.len())
    }

    /// How many bytes all of them take.
    pub(super) fn size(&self) -> u64 {
        self.files().iter().filter_map(|(_, path)| Some(path.metadata().ok()?.len())).sum()
    }

    /// Removes every object that nobody names.
    pub(super) fn sweep(&self, named: &BTreeSet<&str>) {
        for (object, path) in self.files() {
            if !named.contains(object.as_str()) {
                let _ = fs::remove_file(path);
            }
        }
    }

    /// The objects that there are, and whatever a killed program left half written.
    fn files(&self) -> Vec<(String, PathBuf)> {
        let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let mut files = Vec::new();
        for folder in entries(&self.folder) {
            let prefix = folder.file_name().to_string_lossy().into_owned();
            for file in entries(&folder.path()) {
                files.push((format!("{prefix}{}", file.file_name().to_string_lossy()), file.path()));
            }
        }
        files
    }

    /// An index may have been written by anybody: no name in it leads anywhere else.
    fn path_of(&self, object: &str) -> io::Result<PathBuf> {
        let digits = object.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if object.len() != NAME_LENGTH || !digits {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(self.folder.join(&object[..PREFIX]).join(&object[PREFIX..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> String {
        Fingerprint::of(text.as_bytes()).to_string()
    }

    fn store() -> (tempfile::TempDir, Objects) {
        let folder = tempfile::tempdir().unwrap();
        let objects = Objects::in_folder(folder.path());
        (folder, objects)
    }

    #[test]
    fn a_text_is_stored_once_and_smaller_than_it_is() {
        let (_folder, objects) = store();
        let text = "市場の朝は早い。\n".repeat(500);
        let size = objects.put(&name(&text), &text).unwrap();
        assert!(size > 0 && size < text.len() as u64 / 20, "{size}");
        assert_eq!(objects.put(&name(&text), &text).unwrap(), 0);
        assert_eq!((objects.get(&name(&text)).unwrap(), objects.size()), (text, size));
    }

    #[test]
    fn a_damaged_text_is_refused_and_stored_again() {
        let (_folder, objects) = store();
        let object = name("菊");
        objects.put(&object, "菊").unwrap();
        let path = objects.path_of(&object).unwrap();
        for damaged in [&b""[..], b"x", &fs::read(&path).unwrap()[..4]] {
            fs::write(&path, damaged).unwrap();
            assert!(objects.get(&object).is_err());
        }
        assert!(objects.put(&object, "菊").unwrap() > 0);
        assert_eq!(objects.get(&object).unwrap(), "菊");
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let (_folder, objects) = store();
        for name in ["", "../../etc/passwd", &"/".repeat(64), &"A".repeat(64), &"é".repeat(32)] {
            assert!(objects.get(name).is_err() && objects.put(name, "x").is_err(), "{name}");
        }
    }

    #[test]
    fn what_nobody_names_is_swept_away() {
        let (_folder, objects) = store();
        for text in ["one", "two"] {
            objects.put(&name(text), text).unwrap();
        }
        let kept = name("two");
        objects.sweep(&BTreeSet::from([kept.as_str()]));
        assert!(objects.get(&name("one")).is_err() && objects.get(&kept).is_ok());
    }
}
