//! Taking an image in: an article's go to its `images/`, those of people who speak to the publication's `personas/`, under a
//! name that people can read.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::error::{DiskError, PictureError};
use crate::fingerprint::Fingerprint;
use crate::image;

/// How large an image may be: larger ones are no pictures for a page, and would make every reader wait.
pub const MAX_IMAGE_BYTES: u64 = 32 * 1024 * 1024;

/// The folder beside the article's text.
const IMAGES: &str = "images";
/// The folder beside the settings.
const PORTRAITS: &str = "personas";
/// How long a name may be in characters, so that with a number and an ending it fits every file system.
const LONGEST_NAME: usize = 48;
/// How many files of one name are looked at; beyond that, something is wrong with the folder.
const MOST_NAMESAKES: usize = 10_000;

/// An image of a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its path from the folder of the article or the settings, as those name it.
    pub path: String,
    /// Width and height in CSS pixels, where the file says them.
    pub size: Option<(u32, u32)>,
    /// The very same image was there already, and nothing was written.
    pub known: bool,
}

/// Reads an image from anywhere on this computer, because a person chose it.
///
/// # Errors
/// Where it cannot be read, is too large or is no image.
pub fn read_picture(file: &Path) -> Result<Vec<u8>, PictureError> {
    let io = |error| PictureError::Disk(DiskError::io(file, error));
    let size = fs::metadata(file).map_err(io)?.len();
    if size > MAX_IMAGE_BYTES {
        return Err(PictureError::TooLarge { limit: MAX_IMAGE_BYTES });
    }
    fs::read(file).map_err(io)
}

/// Puts an image into `images/` of the article's `folder`, which stands in the publication at `root`. `name` is what it
/// might be called; its ending follows from what it is. An image that is there already is not stored again.
///
/// # Errors
/// Where the bytes are no image or too many, where `images/` leads out of the publication, and the system's refusals. No
/// file is ever replaced.
pub fn save_picture(root: &Path, folder: &Path, name: &str, bytes: &[u8]) -> Result<Picture, PictureError> {
    save(root, folder, IMAGES, name, bytes)
}

/// Puts the picture of somebody who speaks into `personas/` of the publication at `root`, as [`save_picture`] does.
///
/// # Errors
/// As [`save_picture`].
pub fn save_portrait(root: &Path, name: &str, bytes: &[u8]) -> Result<Picture, PictureError> {
    save(root, root, PORTRAITS, name, bytes)
}

fn save(root: &Path, folder: &Path, inside: &str, name: &str, bytes: &[u8]) -> Result<Picture, PictureError> {
    if bytes.len() as u64 > MAX_IMAGE_BYTES {
        return Err(PictureError::TooLarge { limit: MAX_IMAGE_BYTES });
    }
    let kind = image::kind(bytes).ok_or(PictureError::NotAnImage)?;
    if let Some((width, height)) = image::too_many_pixels(kind, bytes) {
        return Err(PictureError::TooManyPixels { width, height });
    }
    let images = folder_for(root, &folder.join(inside))?;
    if let Some(known) = same_file(&images, bytes) {
        let path = format!("{inside}/{known}");
        return Ok(Picture { path, size: image::size(&images.join(&known)), known: true });
    }
    let name = store(&images, &readable_stem(name), kind, bytes)?;
    Ok(Picture { path: format!("{inside}/{name}"), size: image::size(&images.join(&name)), known: false })
}

/// The folder for images, made where it is missing. A link that leads out of the publication is refused.
fn folder_for(root: &Path, images: &Path) -> Result<PathBuf, PictureError> {
    let io = |error| PictureError::Disk(DiskError::io(images, error));
    match fs::create_dir(images) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(io(error)),
        _ => {}
    }
    let (root, real) = (dunce::canonicalize(root).map_err(io)?, dunce::canonicalize(images).map_err(io)?);
    if real.starts_with(root) && real.is_dir() {
        Ok(real)
    } else {
        Err(PictureError::Outside { path: images.to_owned() })
    }
}

/// The name of the file that holds exactly these bytes. Only files of the same length are read.
fn same_file(images: &Path, bytes: &[u8]) -> Option<String> {
    let wanted = Fingerprint::of(bytes);
    let mut names: Vec<String> = fs::read_dir(images)
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let metadata = entry.metadata().ok()?;
            let alike = metadata.is_file() && metadata.len() == bytes.len() as u64;
            let name = alike.then(|| entry.file_name().into_string().ok())??;
            // Files of programs at work have no name that an article could use.
            (!name.starts_with('.')).then_some(name)
        })
        .collect();
    names.sort();
    names.into_iter().find(|name| fs::read(images.join(name)).is_ok_and(|found| Fingerprint::of(&found) == wanted))
}

/// Writes the bytes under the first name that is free, whole or not at all.
fn store(images: &Path, stem: &str, kind: &str, bytes: &[u8]) -> Result<String, PictureError> {
    let io = |error| PictureError::Disk(DiskError::io(images, error));
    let mut builder = tempfile::Builder::new();
    builder.prefix(crate::save::PREFIX).suffix(crate::save::SUFFIX);
    crate::save::allow_what_new_files_allow(&mut builder);
    let mut file = builder.tempfile_in(images).map_err(io)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(io)?;
    for number in 1..MOST_NAMESAKES {
        let name = if number == 1 { format!("{stem}.{kind}") } else { format!("{stem}-{number}.{kind}") };
        match file.persist_noclobber(images.join(&name)) {
            Ok(_) => return crate::save::sync_folder(images).map(|()| name).map_err(io),
            Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => file = refused.file,
            Err(refused) => return Err(io(refused.error)),
        }
    }
    Err(io(io::ErrorKind::AlreadyExists.into()))
}

/// A file's name without its ending, with letters and digits of every script and hyphens for all the rest: it needs no
/// escape in Markdown, on the web or on a command line.
fn readable_stem(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, ending)| if is_ending(ending) { stem } else { name });
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(stem).into_owned();
    let words = composed.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let joined = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    let short: String = joined.chars().take(LONGEST_NAME).collect();
    match short.trim_matches('-') {
        "" => "image".to_owned(),
        // Names of devices on Windows, whatever their ending.
        reserved if is_reserved(reserved) => format!("{reserved}-image"),
        stem => stem.to_owned(),
    }
}

fn is_ending(ending: &str) -> bool {
    (1..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_reserved(stem: &str) -> bool {
    let upper = stem.to_ascii_uppercase();
    let numbered = |name: &str| upper.strip_prefix(name).is_some_and(|rest| rest.len() == 1 && rest != "0");
    matches!(&*upper, "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest head of a PNG that says a size; its last byte tells images apart.
    fn png(mark: u8) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x20\0\0\0\x10\x08\x02\0\0\0".to_vec();
        bytes.push(mark);
        bytes
    }

    fn article() -> (tempfile::TempDir, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("market");
        fs::create_dir(&folder).unwrap();
        (root, folder)
    }

    fn saved(root: &tempfile::TempDir, folder: &Path, name: &str, bytes: &[u8]) -> String {
        save_picture(root.path(), folder, name, bytes).unwrap().path
    }

    #[test]
    fn an_image_is_stored_once_under_a_name_that_people_can_read() {
        let (root, folder) = article();
        let first = save_picture(root.path(), &folder, "市場の朝 (1).jpeg", &png(1)).unwrap();
        assert_eq!(first, Picture { path: "images/市場の朝-1.png".into(), size: Some((32, 16)), known: false });
        let again = save_picture(root.path(), &folder, "other.png", &png(1)).unwrap();
        assert_eq!(again, Picture { known: true, ..first });
        assert_eq!(saved(&root, &folder, "市場の朝 (1).png", &png(2)), "images/市場の朝-1-2.png");
        assert_eq!(fs::read(folder.join("images/市場の朝-1.png")).unwrap(), png(1));
        assert_eq!(fs::read_dir(folder.join("images")).unwrap().count(), 2);
    }

    #[test]
    fn a_portrait_stands_beside_the_settings() {
        let (root, _) = article();
        let first = save_portrait(root.path(), "先生.png", &png(1)).unwrap();
        assert_eq!(first.path, "personas/先生.png");
        assert!(save_portrait(root.path(), "other.png", &png(1)).unwrap().known);
        assert!(root.path().join("personas/先生.png").is_file());
    }

    #[test]
    fn names_lead_nowhere_and_are_composed() {
        for (name, stem) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\photos\\a b.png", "a-b"),
            ("か\u{3099}.png", "が"),
            ("v1.2 notes", "v1-2-notes"),
            ("...", "image"),
            ("con.png", "con-image"),
            ("<script>\"", "script"),
            ("a\u{202E}b\n", "a-b"),
        ] {
            assert_eq!(readable_stem(name), stem, "{name:?}");
        }
        assert_eq!(readable_stem(&"長".repeat(300)).chars().count(), LONGEST_NAME);
    }

    #[test]
    fn only_images_are_taken() {
        let (root, folder) = article();
        for bytes in [&b""[..], b"<html>", b"%PDF-1.7", b"MZ\x90\0", b"<svg"] {
            let refused = save_picture(root.path(), &folder, "a.png", bytes);
            assert!(matches!(refused, Err(PictureError::NotAnImage)), "{bytes:?}");
        }
        let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>";
        assert_eq!(saved(&root, &folder, "a.png", drawing), "images/a.svg");
        assert!(!folder.join("images/a.png").exists());
    }

    #[test]
    fn a_large_file_is_refused() {
        let (root, folder) = article();
        let mut bytes = png(0);
        bytes.resize(usize::try_from(MAX_IMAGE_BYTES).unwrap() + 1, 0);
        let refused = save_picture(root.path(), &folder, "a.png", &bytes);
        assert!(matches!(refused, Err(PictureError::TooLarge { .. })));
    }

    #[test]
    fn an_image_that_would_fill_the_memory_is_refused_by_its_head() {
        let (root, folder) = article();
        // A few bytes that promise 4,294,967,295 pixels a side.
        let mut bomb = png(0);
        bomb[16..24].fill(0xFF);
        let refused = save_picture(root.path(), &folder, "a.png", &bomb);
        assert!(matches!(refused, Err(PictureError::TooManyPixels { width: u32::MAX, .. })), "{refused:?}");
        assert!(!folder.join("images").exists());
        let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='40000' height='30000'/>";
        assert_eq!(saved(&root, &folder, "map.svg", drawing), "images/map.svg");
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_leads_out_is_refused() {
        let (root, folder) = article();
        let outside = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.join("images")).unwrap();
        let refused = save_picture(root.path(), &folder, "a.png", &png(1));
        assert!(matches!(refused, Err(PictureError::Outside { .. })));
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }
}
