//! All of Kiku's file IO, and nothing else: what is on disk becomes a [`Snapshot`](kiku_core::Snapshot), and what
//! the engine or the writer made becomes files.
//!
//! ```text
//! load           a publication folder          -> Loaded { root, snapshot }, kept current by Loaded::refresh
//! watch          changes below a folder        -> paths for Loaded::refresh
//! text + save    one text and its Fingerprint  <-> one file, replaced atomically, never over foreign changes
//! bundle         kiku_core::Bundle             -> a folder, complete or not at all
//! verify         a finished bundle            -> what its readers would stumble over
//! article        a folder                      -> made, copied, moved, thrown away
//! create         a title, or the sample        -> a new publication
//! copy           a file                        -> the same beside it, before it is replaced
//! encoding       a text in another encoding     -> its words, and the same file in UTF-8
//! journal        edits of unsaved texts        -> files beside the settings, and back after a crash
//! history        texts that are saved          -> files beside the settings, as long as they are worth the room
//! commits        a file in a git repository    -> what it was, read and nothing else
//! lock           a publication                 -> who writes it
//! leftover       what killed saves left behind  -> gone
//! picture        the bytes of an image         -> a file in the article's `images/`, never the same one twice
//! ```
//!
//! Inside Kiku a text is UTF-8 with `\n` line ends and no byte order mark; [`TextFormat`] remembers how it was on
//! disk. Nothing here follows a symbolic link out of a publication, and nothing here removes a file that Kiku did
//! not write.

mod load;
mod walk;

mod font;
mod image;
mod pixels;
mod watch;

mod attributes;
mod fingerprint;
mod leftover;
mod save;
mod text;

mod encoding;

mod commits;
mod history;
mod journal;
mod line;
mod lock;
mod state;

mod article;
mod bundle;
mod copy;
mod create;
mod picture;
mod verify;

mod error;

pub use article::{Bin, copy_article, create_article, move_article, throw_away_article};
pub use bundle::{LiveBundle, MANIFEST_FILE, Progress, Written, write_archive, write_bundle, write_file, write_folder};
pub use commits::{Commit, commits, committed_text};
pub use copy::{keep_copy, write_beside, write_chosen};
pub use create::{create_publication, create_sample, free_folder};
pub use encoding::{Foreign, convert_to_utf8, read_foreign};
pub use error::{Code, DiskError, PictureError, SaveError, WriteError};
pub use fingerprint::Fingerprint;
pub use history::{Archive, Change, History, Kept, Origin, Snapshot};
pub use journal::{Draft, Journal, Record, Splice, drafts};
pub use leftover::remove_leftovers;
pub use load::{Loaded, load};
pub use lock::{Claim, Holder, Lock, claim, take_over};
pub use picture::{MAX_IMAGE_BYTES, Picture, read_picture, save_picture, save_portrait};
pub use save::save_text;
pub use state::state_folder;
pub use text::{LineEnd, NotUtf8, TextFile, TextFormat, read_text};
pub use verify::{Finding, Problem, Verified, verify, verify_while};
pub use watch::{Method, Watcher};
