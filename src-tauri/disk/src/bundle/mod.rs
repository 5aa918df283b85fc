//! Writing a bundle: complete in a new folder beside the target, then swapped in.
//!
//! ```text
//! target    where the bundle goes, and whether it may go there
//! foreign   what others keep there, which stays
//! stage     the new folder, filled file by file; gone again where anything fails
//! content   what each file holds
//! single    the same for a bundle that becomes one file
//! manifest  which files of a folder Kiku wrote
//! swap      the stage takes the target's place
//! ```
//!
//! Until the swap the target is not touched. Nothing is flushed to the disk on the way: a bundle can be made again,
//! and a thousand flushes would cost more than the export itself.

mod target;

mod content;
mod foreign;
mod manifest;
mod single;
mod stage;
mod swap;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use kiku_core::{Bundle, Content};

use crate::error::WriteError;

pub use manifest::MANIFEST_FILE;
pub(crate) use manifest::{Manifest, is_bundle};
pub use single::{write_archive, write_file};
pub(crate) use stage::{Stage, is_safe};
pub(crate) use target::Target;

/// How far [`write_bundle`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files that are written.
    pub written: usize,
    /// Files that the bundle has.
    pub total: usize,
}

/// What [`write_bundle`] wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The bundle's folder, or the file that it became, absolute and without symbolic links.
    pub path: PathBuf,
    /// How many files it holds, the manifest not counted.
    pub files: usize,
    /// How large they are together, or how large the one file is that they became.
    pub bytes: u64,
}

/// Writes `bundle` to the folder `out`, with assets copied from the publication at `root`.
///
/// `out` need not exist, nor need the folders above it. Where it exists it must be empty, a bundle of Kiku's, as its
/// [`MANIFEST_FILE`] tells, or a repository. What others keep there stays, and nothing is done where a file of theirs has a
/// name that the bundle needs. It may stand in the publication, though it may not be the publication.
///
/// A file that holds the same already is not written again: it gets a second name in the new folder. `progress` is asked after every file, and once more when only the swap is left; a break leaves
/// the target as it was.
///
/// # Errors
/// In every case the target is as it was and the new folder is gone.
pub fn write_bundle(
    bundle: &Bundle,
    root: &Path,
    out: &Path,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Written, WriteError> {
    let root = root.canonicalize().map_err(|error| WriteError::io(root, error))?;
    let target = Target::new(out)?.apart_from(&root)?.with_room_for(bundle)?;
    let mut stage = Stage::beside(&target)?;
    let total = bundle.files.len();
    let mut ask = |written| match progress(Progress { written, total }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(WriteError::Cancelled),
    };
    for (written, (path, content)) in bundle.files.iter().enumerate() {
        ask(written)?;
        match content {
            Content::Text(text) => stage.write(path, text.as_bytes())?,
            Content::Inlined(pieces) => stage.write(path, &content::inlined(pieces, &root)?)?,
            Content::Asset(asset) => stage.copy(path, &root, asset)?,
        }
    }
    stage.write_manifest()?;
    stage.keep_foreign(&target)?;
    ask(total)?;
    let bytes = stage.bytes;
    stage.swap_in(&target)?;
    Ok(Written { path: target.folder, files: total, bytes })
}
