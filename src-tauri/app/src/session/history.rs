//! What articles were before: listed, looked at and named. What is kept is told where it is saved (`keeping`, `rewriting`).
//!
//! Restoring is the interface's work, as it is with drafts: an older text becomes an edit that can be undone.

use std::io::{self, ErrorKind};
use std::path::Path;

use kiku_disk::{Archive, DiskError, History, Origin};

use super::Notify;
use super::publication::OpenPublication;
use crate::wire::{ArticleHistory, Failure, FailureCode, Notice, Version, VersionId};

/// The folder of the history, in that of Kiku's own files.
const FOLDER: &str = "history";

/// Starts the history; the interface hears when it cannot be kept.
pub(super) fn start(state: &Path, notify: Notify) -> io::Result<History> {
    History::start(&state.join(FOLDER), move |file, error| {
        notify(Notice::NoHistory { failure: failure(file, error) });
    })
}

impl OpenPublication {
    /// What is kept of an article, the latest first.
    pub(super) fn history(&self, slug: &str) -> Result<ArticleHistory, Failure> {
        let kept = self.archive(slug)?.kept(slug).map_err(|error| failure(Path::new(slug), &error))?;
        let versions = kept.snapshots.iter().rev().map(Version::from).collect();
        Ok(ArticleHistory { versions, damaged: kept.damaged })
    }

    /// The text of a version of an article.
    pub(super) fn version_text(&self, slug: &str, version: &VersionId) -> Result<String, Failure> {
        match version {
            VersionId::Current => {
                let text = self.loaded.snapshot.article(slug).map(str::to_owned);
                text.ok_or_else(|| Failure::new(FailureCode::NoArticle, slug))
            }
            VersionId::Snapshot { number } => {
                let text = self.archive(slug)?.text(slug, u64::from(*number));
                text.map_err(|error| failure(Path::new(slug), &error))
            }
        }
    }

    /// Keeps an article as it is now, under a name.
    pub(super) fn keep_version(&self, slug: &str, name: &str) -> Result<(), Failure> {
        let text = self.version_text(slug, &VersionId::Current)?;
        let archive = self.archive(slug)?;
        archive.keep(slug, Origin::Kept, name, move || text);
        let kept = archive.kept(slug).map_err(|error| failure(Path::new(slug), &error))?;
        let is_kept = kept.snapshots.last().is_some_and(|latest| latest.name == name);
        if is_kept { Ok(()) } else { Err(Failure::new(FailureCode::Io, slug)) }
    }

    /// Calls a version something else.
    pub(super) fn name_version(&self, slug: &str, number: u32, name: &str) -> Result<ArticleHistory, Failure> {
        self.archive(slug)?.name(slug, u64::from(number), name);
        self.history(slug)
    }

    /// Only what the binder lists has a history here.
    fn archive(&self, slug: &str) -> Result<&Archive, Failure> {
        self.file_of(slug)?;
        self.archive.as_ref().ok_or_else(|| Failure::new(FailureCode::NotFound, slug))
    }
}

fn failure(file: &Path, error: &io::Error) -> Failure {
    if error.kind() == ErrorKind::InvalidData {
        return Failure::new(FailureCode::Damaged, error.to_string());
    }
    let code = Failure::from(&DiskError::Io { path: file.to_owned(), source: error.kind().into() }).code;
    Failure { code, detail: error.to_string() }
}
