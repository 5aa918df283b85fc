//! What is exported, and how that ended.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Bilingual;

/// What is to be written, and where.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExportRequest {
    /// The kind of bundle.
    pub format: ExportFormat,
    /// Which articles.
    pub articles: ExportedArticles,
    /// The folder or file to write.
    pub out: PathBuf,
}

/// The kinds of bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ExportFormat {
    /// A folder of pages.
    Site,
    /// The same, packed.
    Zip,
    /// An e-book.
    Epub,
    /// One article in one file.
    Page,
    /// A folder of plain Markdown.
    Markdown,
    /// The articles as data, in one file.
    Json,
}

/// Which articles go along.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum ExportedArticles {
    /// Those that are published.
    Published,
    /// All of them.
    All,
    /// This one, whatever its status.
    One {
        /// Its folder.
        slug: String,
    },
}

/// What an export does, one after another; not every format needs all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ExportWork {
    /// Making the pages of articles, and writing those of a site at once.
    Articles,
    /// Writing files.
    Files,
    /// Looking at what is in place as readers will.
    Looking,
}

/// How an export ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum ExportAnswer {
    /// The bundle stands at `path`.
    Done {
        /// The folder or file.
        path: String,
        /// Pages; none where the format has no pages that could be looked at.
        pages: u32,
        /// All files.
        files: u32,
        /// All bytes.
        #[ts(type = "number")]
        bytes: u64,
        /// What readers would stumble over, the first hundred.
        findings: Vec<ExportFinding>,
        /// What the format cannot say, or this computer could not draw.
        losses: Vec<Bilingual>,
    },
    /// The person cancelled; what stood there is as it was before.
    Cancelled,
}

/// Something that readers of a bundle would stumble over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExportFinding {
    /// The file of the bundle.
    pub file: String,
    /// What is wrong.
    pub message: Bilingual,
    /// The article that the file was made of, where it was one.
    pub slug: Option<String>,
    /// The line of the article's text that names what is wrong, counted from zero.
    pub line: Option<u32>,
}
