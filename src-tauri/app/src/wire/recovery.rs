//! What an earlier run left unsaved.

use serde::Serialize;
use ts_rs::TS;

/// A text that was written and not saved, beside what its file holds.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Draft {
    /// Names it in every call.
    pub id: String,
    /// The article.
    pub slug: String,
    /// The article's title, or the slug where there is none.
    pub title: String,
    /// The text, as far as it could be read.
    pub text: String,
    /// What the file holds now; nothing where it is gone.
    pub disk: Option<String>,
    /// When the last of it was written, in milliseconds since 1970.
    pub written: f64,
    /// Whether the file is another one than when the writing began.
    pub file_changed: bool,
    /// Whether a part of it could not be read.
    pub damaged: bool,
}
