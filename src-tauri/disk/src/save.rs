//! Saving a text: the whole old file or the whole new one, whatever happens in between.
//!
//! The order of calls is what makes it so: write a temporary file beside the target, flush it to the disk, rename it
//! over the target, flush the folder. A rename before the flush may leave an empty file after a power failure.

use std::fs::{File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::attributes::copy_attributes;
use crate::error::{DiskError, SaveError};
use crate::fingerprint::Fingerprint;
use crate::text::{TextFormat, encode, read_bounded};

/// How the names of temporary files begin and end; six letters or digits stand between.
pub(crate) const PREFIX: &str = ".kiku-";
pub(crate) const SUFFIX: &str = ".tmp";

/// As many symbolic links in a row as Linux itself follows.
const MAX_LINKS: usize = 40;

/// Writes `text` in `format` to `path`, provided the file still holds the `expected` bytes, and tells the new ones.
///
/// `expected` is the fingerprint from [`read_text`](crate::read_text) or the last save; `None` says that the file must
/// not exist yet. A symbolic link stays one and its target is written. Mode, extended attributes and, where permitted, owner
/// are kept. Of several names of one file (hard links), the others keep the old text. A file that already holds exactly the
/// new bytes is never in conflict, so a save that failed late can be retried.
///
/// # Errors
/// [`SaveError::Changed`] where the disk holds something else, and the machine's refusals. In every case the file is
/// whole and no temporary file stays.
pub fn save_text(
    path: &Path,
    text: &str,
    format: TextFormat,
    expected: Option<Fingerprint>,
) -> Result<Fingerprint, SaveError> {
    let target = resolve(path)?;
    let before = read_current(&target)?;
    let bytes = encode(text, format, before.as_deref());
    let fingerprint = Fingerprint::of(&bytes);
    let wanted = Wanted { expected, fingerprint };
    wanted.allows(path, before.as_deref())?;

    let temporary = write_beside(&target, &bytes).map_err(|error| SaveError::io(path, error))?;
    // Writing took time; whoever saved in the meantime must not be overwritten either.
    let current = read_current(&target)?;
    wanted.allows(path, current.as_deref())?;
    put(temporary, &target, current.is_none()).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => SaveError::Changed { path: path.to_owned(), found: fingerprint_at(&target) },
        _ => SaveError::io(path, error),
    })?;
    Ok(fingerprint)
}

/// What may stand on disk before a save.
struct Wanted {
    expected: Option<Fingerprint>,
    fingerprint: Fingerprint,
}

impl Wanted {
    fn allows(&self, path: &Path, current: Option<&[u8]>) -> Result<(), SaveError> {
        let found = current.map(Fingerprint::of);
        if found == self.expected || found == Some(self.fingerprint) {
            return Ok(());
        }
        Err(SaveError::Changed { path: path.to_owned(), found })
    }
}

/// The file behind `path`, which need not exist. Every link of a chain is read by itself, because the last one may
/// point to a file that is still to be made, which `canonicalize` refuses.
fn resolve(path: &Path) -> Result<PathBuf, SaveError> {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(link) = std::fs::read_link(&target) else { return Ok(target) };
        target = target.parent().map_or_else(|| link.clone(), |folder| folder.join(&link));
    }
    Err(SaveError::LinkLoop { path: path.to_owned() })
}

/// The bytes of the file, or nothing where there is none.
fn read_current(target: &Path) -> Result<Option<Vec<u8>>, SaveError> {
    match read_bounded(target) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(DiskError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => Ok(None),
        Err(DiskError::Io { path, source }) => Err(SaveError::Io { path, source }),
        Err(DiskError::NotAFile { path }) => Err(SaveError::NotAFile { path }),
        Err(error) => Err(SaveError::io(target, io::Error::new(ErrorKind::FileTooLarge, error.to_string()))),
    }
}

fn fingerprint_at(target: &Path) -> Option<Fingerprint> {
    read_current(target).ok().flatten().map(|bytes| Fingerprint::of(&bytes))
}

/// A flushed temporary file in the target's folder, with the target's mode, owner and attributes. It is removed when dropped.
fn write_beside(target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let existing = match OpenOptions::new().write(true).open(target) {
        // A rename would pass over a write protection of the file itself, so it is asked for first.
        Ok(file) => {
            let metadata = file.metadata()?;
            Some((file, metadata))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    if existing.is_none() {
        allow_what_new_files_allow(&mut builder);
    }
    let mut temporary = builder.tempfile_in(folder_of(target))?;
    temporary.write_all(bytes)?;
    if let Some((before, metadata)) = existing {
        copy_attributes(&before, temporary.as_file());
        let mode = keep_owner(temporary.as_file(), &metadata);
        temporary.as_file().set_permissions(mode)?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Renames the temporary file to its place; a `new` file never replaces one that appeared meanwhile.
fn put(temporary: NamedTempFile, target: &Path, new: bool) -> io::Result<()> {
    let result = if new { temporary.persist_noclobber(target) } else { temporary.persist(target) };
    result.map_err(|error| error.error)?;
    sync_folder(folder_of(target))
}

/// The folder that a file stands in; `.` for a bare name, which `parent` gives as nothing to open.
pub(crate) fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file is private by default; a new text gets the mode that any new file gets, less the umask.
#[cfg(unix)]
pub(crate) fn allow_what_new_files_allow(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

/// Makes a folder and those around it, where they are missing, and has them last.
pub(crate) fn make_folders(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let around = folder_of(folder);
    make_folders(around)?;
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => sync_folder(around),
    }
}

/// Gives the file to whom it belonged before, and tells with which mode.
#[cfg(unix)]
fn keep_owner(file: &File, before: &Metadata) -> Permissions {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    // Only root may give files away, and a member may choose among their own groups. Whoever may not keeps the file
    // they now own: the text matters more than its owner. But then what a group was allowed is not for another one.
    let mode = before.mode();
    let has_group =
        fchown(file, Some(before.uid()), Some(before.gid())).is_ok() || fchown(file, None, Some(before.gid())).is_ok();
    let others = (mode & 0o007) << 3;
    Permissions::from_mode(if has_group { mode } else { mode & (!0o070 | others) })
}

/// Makes a rename last. File systems that cannot flush a folder say so with `EINVAL`; there is nothing to do then.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
pub(crate) fn allow_what_new_files_allow(_: &mut tempfile::Builder<'_, '_>) {}

#[cfg(not(unix))]
fn keep_owner(_: &File, before: &Metadata) -> Permissions {
    before.permissions()
}

/// Windows flushes the rename with the file; a folder cannot be opened there.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
