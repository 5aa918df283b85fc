//! Writing a bundle: complete in a new folder beside the target, then swapped in.
//!
//! ```text
//! target    where the bundle goes, and whether it may go there
//! foreign   what others keep there, which stays
//! stage     the new folder, filled file by file; gone again where anything fails
//! content   what each file holds
//! photograph  a photograph without what its camera noted
//! variant   the same, narrower
//! card      a picture of a page, drawn
//! single    the same for a bundle that becomes one file
//! manifest  which files of a folder Kiku wrote
//! swap      the stage takes the target's place
//! live      a bundle that stands, and follows its publication file by file
//! ```
//!
//! Until the swap the target is not touched. Nothing is flushed to the disk on the way: a bundle can be made again,
//! and a thousand flushes would cost more than the export itself.

mod target;

mod card;
mod content;
mod foreign;
mod live;
mod manifest;
mod photograph;
mod single;
mod stage;
mod swap;
mod variant;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use kiku_core::{Bundle, Content, Message, Take, parallel};

use crate::error::WriteError;

pub use live::LiveBundle;
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
    /// How many social cards have no title, because no font of this machine has its letters.
    pub untitled_cards: usize,
}

impl Written {
    /// That cards have no title, and what helps; nothing where all have theirs.
    #[must_use]
    pub fn untitled(&self) -> Option<Message> {
        let cards = self.untitled_cards;
        let (have, their) =
            if cards == 1 { ("social card has no title", "its") } else { ("social cards have no title", "their") };
        let message = Message::new(
            format!(
                "{cards} {have}: no font of this computer has {their} letters. Install one and export again; for Japanese \
                 Noto Sans CJK and Noto Serif CJK, on Debian and Ubuntu the package fonts-noto-cjk."
            ),
            format!(
                "SNS用の画像{cards}枚に題名が入っていません。題名の文字を持つフォントがこのコンピューターにないためです。\
                 フォントを入れて、もう一度書き出してください。日本語なら Noto Sans CJK と Noto Serif CJK\
                 （Debian や Ubuntu では fonts-noto-cjk）が使えます。"
            ),
        );
        (cards > 0).then_some(message)
    }
}

/// Writes `bundle` to the folder `out`, as [`write_folder`] does.
///
/// `progress` is asked before every file, from whichever thread writes it, and once more when only the swap is left; a break leaves the
/// target as it was.
///
/// # Errors
/// In every case the target is as it was and the new folder is gone.
pub fn write_bundle(
    bundle: &Bundle,
    root: &Path,
    out: &Path,
    progress: &mut (dyn FnMut(Progress) -> ControlFlow<()> + Send),
) -> Result<Written, WriteError> {
    let total = bundle.files.len();
    // How many were asked about, and whether the answer was to go on.
    let asked = Mutex::new((0, ControlFlow::Continue(()), progress));
    let ask = || {
        let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        let (written, answer, progress) = &mut *asked;
        (*answer)?;
        *answer = progress(Progress { written: *written, total });
        *written += 1;
        *answer
    };
    let files: Vec<_> = bundle.files.iter().collect();
    fill_folder(root, out, |put| {
        let written = parallel::map(&files, |(path, content)| {
            ask()?;
            put(path, content)
        });
        written.into_iter().try_for_each(|step| step)?;
        ask()
    })
}

/// Writes the files that `fill` hands over, from any thread, to the folder `out`, with assets copied from the publication at `root`.
///
/// `out` need not exist, nor need the folders above it. Where it exists it must be empty, a bundle of Kiku's, as its
/// [`MANIFEST_FILE`] tells, or a repository. What others keep there stays, and nothing is done where a file of theirs has a
/// name that the bundle needs. It may stand in the publication, though it may not be the publication.
///
/// A file that holds the same already is not written again: it gets a second name in the new folder. A break of `fill` leaves the
/// target as it was.
///
/// # Errors
/// In every case the target is as it was and the new folder is gone.
pub fn write_folder(
    root: &Path,
    out: &Path,
    fill: impl FnOnce(&Take<'_>) -> ControlFlow<()>,
) -> Result<Written, WriteError> {
    fill_folder(root, out, |put| fill(&|path, content| put(&path, &content)))
}

/// Puts a file of a bundle to its path. A break says that it could not be put there.
type Put<'p> = dyn Fn(&str, &Content) -> ControlFlow<()> + Sync + 'p;

fn fill_folder(root: &Path, out: &Path, fill: impl FnOnce(&Put<'_>) -> ControlFlow<()>) -> Result<Written, WriteError> {
    let root = dunce::canonicalize(root).map_err(|error| WriteError::io(root, error))?;
    let target = Target::new(out)?.apart_from(&root)?.beside_foreign_files()?;
    let stage = Stage::beside(&target)?;
    let failure = Mutex::new(None);
    let filled = fill(&|path, content| match stage.put(path, content, &root) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            ControlFlow::Break(())
        }
    });
    match (failure.into_inner().unwrap_or_else(PoisonError::into_inner), filled) {
        (Some(error), _) => return Err(error),
        (None, ControlFlow::Break(())) => return Err(WriteError::Cancelled),
        (None, ControlFlow::Continue(())) => {}
    }
    let target = target.with_room_for(&stage.manifest())?;
    stage.write_manifest()?;
    stage.keep_foreign(&target)?;
    let (bytes, files, untitled_cards) = (stage.bytes(), stage.manifest().files().count(), stage.untitled_cards());
    stage.swap_in(&target)?;
    Ok(Written { path: target.folder, files, bytes, untitled_cards })
}
