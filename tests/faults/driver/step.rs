//! What a person and the programs around them do with one article, as the test tells the driver.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Step {
    /// The bytes from `start` to `end` become `insert`.
    Edit { start: usize, end: usize, insert: String },
    /// Wait until the journal is on the disk.
    Flush,
    /// Save, provided nobody else has written the file; otherwise nothing changes.
    Save,
    /// Another program puts a text in the place of the file, and flushes it.
    Outside { text: String },
    /// Of two versions, take the one in the editor.
    KeepMine,
    /// Of two versions, take the one in the file.
    TakeTheirs,
    /// Put the draft with this text into the editor and let go of all others, as a person decides after a crash.
    Restore { text: String },
}
