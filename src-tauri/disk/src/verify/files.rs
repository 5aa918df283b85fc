//! The files of a bundle, wherever they are.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::bundle::{MANIFEST_FILE, Manifest, is_safe};
use crate::error::DiskError;

/// The largest file that is looked at, and the most that an archive may unpack to.
const MAX_BYTES: u64 = 1024 * 1024 * 1024;

pub(super) struct Files {
    place: Place,
    manifest: Option<Manifest>,
}

enum Place {
    Folder(PathBuf),
    /// An archive's files, or the only page.
    Memory(BTreeMap<String, Vec<u8>>),
}

impl Files {
    pub(super) fn open(path: &Path) -> Result<Self, DiskError> {
        if path.is_dir() {
            let manifest = Manifest::of_folder(path);
            let Some(manifest) = manifest else { return Err(DiskError::NotABundle { path: path.to_owned() }) };
            return Ok(Self { place: Place::Folder(path.to_owned()), manifest: Some(manifest) });
        }
        let bytes = fs::read(path).map_err(|error| DiskError::io(path, error))?;
        let files = if bytes.starts_with(b"PK") {
            unpacked(&bytes, MAX_BYTES).map_err(|error| DiskError::io(path, error))?
        } else {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if !name.to_ascii_lowercase().ends_with(".html") {
                return Err(DiskError::NotABundle { path: path.to_owned() });
            }
            BTreeMap::from([(name, bytes)])
        };
        let manifest = files.get(MANIFEST_FILE).and_then(|bytes| serde_json::from_slice(bytes).ok());
        Ok(Self { place: Place::Memory(files), manifest })
    }

    /// Every file but the manifest, in order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        let named = self.manifest.iter().flat_map(|manifest| manifest.files().map(|(path, _)| path));
        let held = match &self.place {
            Place::Memory(files) if self.manifest.is_none() => Some(files),
            _ => None,
        };
        let safe = named.filter(|path| is_safe(path));
        safe.chain(held.into_iter().flat_map(|files| files.keys().map(String::as_str)))
    }

    pub(super) fn holds(&self, path: &str) -> bool {
        match &self.place {
            // What somebody else put beside a site is there as well.
            Place::Folder(folder) => is_safe(path) && folder.join(path).is_file(),
            Place::Memory(files) => files.contains_key(path),
        }
    }

    pub(super) fn digest(&self, path: &str) -> Option<&str> {
        self.manifest.as_ref()?.digest(path)
    }

    pub(super) fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match &self.place {
            Place::Folder(folder) => {
                let mut bytes = Vec::new();
                File::open(folder.join(path))?.take(MAX_BYTES).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Place::Memory(files) => files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into()),
        }
    }
}

/// What an archive holds; one that unpacks to more than anybody's site is refused.
fn unpacked(bytes: &[u8], limit: u64) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut archive = ZipArchive::new(io::Cursor::new(bytes))?;
    let (mut files, mut left) = (BTreeMap::new(), limit);
    for number in 0..archive.len() {
        let file = archive.by_index(number)?;
        if file.is_dir() {
            continue;
        }
        let (name, mut content) = (file.name().to_owned(), Vec::new());
        file.take(left + 1).read_to_end(&mut content)?;
        left = left.checked_sub(content.len() as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        files.insert(name, content);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused() {
        let mut archive = ZipWriter::new(io::Cursor::new(Vec::new()));
        for name in ["a", "../b"] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(&vec![0; 600_000]).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 10_000, "it is a bomb");
        assert_eq!(unpacked(&bytes, 1_000_000).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        // What is unpacked stays in memory, so that a name can lead nowhere.
        assert!(unpacked(&bytes, 1_200_000).unwrap().contains_key("../b"));
    }
}
