//! A bundle as one file: packed, or the only file that it has. Complete beside its target, then renamed onto it.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Read as _, Write as _};
use std::ops::ControlFlow;
use std::path::Path;

use kiku_core::{Bundle, Content};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipWriter};

use super::card::Pen;
use super::manifest::{MANIFEST_FILE, Manifest};
use super::stage::is_safe;
use super::{Progress, Written, content};
use crate::error::WriteError;
use crate::fingerprint::Fingerprint;

/// The file that an e-book starts with, so that programs know it by its first bytes (OCF 3.3, 4.2.3).
const MEDIA_TYPE_FILE: &str = "mimetype";

/// Writes `bundle`, which must have exactly one file, to the file `out`.
///
/// # Errors
/// In every case `out` is as it was.
pub fn write_file(bundle: &Bundle, root: &Path, out: &Path) -> Result<Written, WriteError> {
    let root = dunce::canonicalize(root).map_err(|error| WriteError::io(root, error))?;
    let mut contents = bundle.files.values();
    let (Some(only), None) = (contents.next(), contents.next()) else { return Err(WriteError::NotOneFile) };
    let bytes = content::bytes(only, &root)?;
    replace(out, &root, |file| file.write_all(&bytes))?;
    written(out, 1)
}

/// Packs `bundle` into the file `out`, as ZIP. The same bundle gives the same bytes: no time is kept, and files stand in
/// the order of their paths. A site is packed with its manifest.
///
/// # Errors
/// In every case `out` is as it was.
pub fn write_archive(
    bundle: &Bundle,
    root: &Path,
    out: &Path,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Written, WriteError> {
    let root = dunce::canonicalize(root).map_err(|error| WriteError::io(root, error))?;
    if let Some(path) = bundle.files.keys().find(|path| !is_safe(path)) {
        return Err(WriteError::UnsafePath { path: path.clone() });
    }
    let is_book = bundle.files.contains_key(MEDIA_TYPE_FILE);
    let total = bundle.files.len();
    let (mut failure, mut untitled_cards, pen) = (None, 0, Pen::default());
    let result = replace(out, &root, |file| {
        let mut archive = ZipWriter::new(BufWriter::new(file));
        let mut manifest = Manifest::default();
        for (written, (path, content)) in in_order(bundle).enumerate() {
            let step = match progress(Progress { written, total }) {
                ControlFlow::Continue(()) => match content {
                    Content::Card(card) => {
                        let drawn = pen.draw(card);
                        untitled_cards += usize::from(!drawn.is_titled);
                        Ok(drawn.png)
                    }
                    _ => content::bytes(content, &root),
                },
                ControlFlow::Break(()) => Err(WriteError::Cancelled),
            };
            let bytes = step.map_err(|error| {
                failure = Some(error);
                io::Error::from(ErrorKind::Interrupted)
            })?;
            manifest.insert(path, Fingerprint::of(&bytes));
            add(&mut archive, path, &bytes)?;
        }
        if !is_book {
            add(&mut archive, MANIFEST_FILE, manifest.to_json()?.as_bytes())?;
        }
        archive.finish()?.flush()
    });
    match failure {
        Some(error) => Err(error),
        None => result.and_then(|()| Ok(Written { untitled_cards, ..written(out, total)? })),
    }
}

/// By path, and an e-book's media type before all.
fn in_order(bundle: &Bundle) -> impl Iterator<Item = (&String, &Content)> {
    let first = bundle.files.get_key_value(MEDIA_TYPE_FILE);
    first.into_iter().chain(bundle.files.iter().filter(|(path, _)| *path != MEDIA_TYPE_FILE))
}

fn add<W: io::Write + io::Seek>(archive: &mut ZipWriter<W>, path: &str, bytes: &[u8]) -> io::Result<()> {
    let method = if path == MEDIA_TYPE_FILE || is_packed(path) {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    // The default time is the first that the format can say; the mode is that of any file, and the system is the same on all.
    let options = SimpleFileOptions::default().compression_method(method).unix_permissions(0o644).system(System::Unix);
    archive.start_file(path, options)?;
    archive.write_all(bytes)
}

/// What is packed already only grows.
fn is_packed(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "woff" | "woff2")
}

/// Fills a file beside `out` and renames it onto that.
fn replace(out: &Path, root: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), WriteError> {
    let fail = |error| WriteError::io(out, error);
    let out = std::path::absolute(out).map_err(fail)?;
    let parent = out.parent().unwrap_or(&out);
    fs::create_dir_all(parent).map_err(fail)?;
    // The publication's own texts and images are no target, whatever their name.
    let is_own =
        dunce::canonicalize(&out).is_ok_and(|file| file.starts_with(root) && file.is_file() && !is_bundle_file(&file));
    if out.is_dir() || is_own {
        return Err(WriteError::NotAFile { path: out });
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kiku-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file: NamedTempFile = builder.tempfile_in(parent).map_err(fail)?;
    fill(file.as_file_mut()).map_err(fail)?;
    file.persist(&out).map_err(|error| fail(error.error))?;
    Ok(())
}

fn is_bundle_file(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| ["zip", "epub", "html"].iter().any(|own| extension.eq_ignore_ascii_case(own)))
        || is_model(file)
}

/// How every model that was exported as JSON starts; a publication has JSON of its own.
const MODEL_MARK: &[u8] = b"{\n  \"format\": \"kiku-model\",";

fn is_model(file: &Path) -> bool {
    let mut start = [0; MODEL_MARK.len()];
    File::open(file).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *MODEL_MARK
}

fn written(out: &Path, files: usize) -> Result<Written, WriteError> {
    let path = dunce::canonicalize(out).map_err(|error| WriteError::io(out, error))?;
    let bytes = fs::metadata(&path).map_err(|error| WriteError::io(&path, error))?.len();
    Ok(Written { path, files, bytes, untitled_cards: 0 })
}
