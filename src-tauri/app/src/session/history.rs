//! What articles were before: listed, looked at and named. What is kept is told where it is saved (`keeping`, `rewriting`).
//!
//! Restoring is the interface's work, as it is with drafts: an older text becomes an edit that can be undone.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::thread;

use kiku_core::compare::{self, ComparedPage};
use kiku_disk::{Archive, DiskError, History, Origin};

use super::publication::OpenPublication;
use super::{Notify, Reply, answer};
use crate::preview_address;
use crate::wire::{ArticleHistory, ComparedPages, Failure, FailureCode, Notice, Theme, Version, VersionId};

/// Starts the history; the interface hears when it cannot be kept.
pub(super) fn start(state: &Path, notify: Notify) -> io::Result<History> {
    History::start(state, move |file, error| {
        notify(Notice::NoHistory { failure: failure(file, error) });
    })
}

/// The page of two versions of an article.
pub(super) struct Compared {
    slug: String,
    number: u32,
    html: String,
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
            // Git may take its time, so another thread asks it.
            VersionId::Commit { blob } => Err(Failure::new(FailureCode::NotFound, blob)),
            VersionId::Snapshot { number } => {
                let text = self.archive(slug)?.text(slug, u64::from(*number));
                text.map_err(|error| failure(Path::new(slug), &error))
            }
        }
    }

    /// Sets two texts of an article beside each other as readers see them.
    pub(super) fn compare_pages(
        &mut self,
        slug: &str,
        (before, after): &(String, String),
        theme: Theme,
    ) -> Result<ComparedPages, Failure> {
        self.file_of(slug)?;
        let styles = [preview_address::STYLESHEET, preview_address::CHANGES_STYLESHEET].map(preview_address::own);
        let theme = match theme {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        let (publication, snapshot) = (&self.publication, &self.loaded.snapshot);
        let styles = styles.each_ref().map(String::as_str);
        let ComparedPage { html, changes } =
            compare::page(publication, snapshot, slug, (before, after), &styles, theme);
        let number = self.compared.as_ref().map_or(1, |last| last.number.wrapping_add(1));
        self.compared = Some(Compared { slug: slug.to_owned(), number, html });
        let changes = u32::try_from(changes).unwrap_or(u32::MAX);
        Ok(ComparedPages { url: preview_address::changes(slug, number), changes })
    }

    /// The page that was made last, where it is of this article.
    pub(super) fn compared_document(&self, slug: &str) -> Result<String, Failure> {
        let compared = self.compared.as_ref().filter(|compared| compared.slug == slug);
        compared.map(|compared| compared.html.clone()).ok_or_else(|| Failure::new(FailureCode::NotFound, slug))
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

/// Answers with the commits that changed a file. Git may take its time.
pub(super) fn list_commits(file: PathBuf, reply: Reply<Vec<Version>>) {
    aside(reply, move || Ok(kiku_disk::commits(&file).into_iter().map(Version::from).collect()));
}

/// Answers with what a file held in a commit.
pub(super) fn read_commit(file: PathBuf, blob: String, reply: Reply<String>) {
    aside(reply, move || kiku_disk::committed_text(&file, &blob).map_err(|error| failure(&file, &error)));
}

/// Answers from a thread of its own. Where there is none, nobody answers, which the asker is told.
fn aside<T: Send + 'static>(reply: Reply<T>, work: impl FnOnce() -> Result<T, Failure> + Send + 'static) {
    let _ = thread::Builder::new().name("kiku-commits".to_owned()).spawn(move || answer(reply, work()));
}

fn failure(file: &Path, error: &io::Error) -> Failure {
    if error.kind() == ErrorKind::InvalidData {
        return Failure::new(FailureCode::Damaged, error.to_string());
    }
    let code = Failure::from(&DiskError::Io { path: file.to_owned(), source: error.kind().into() }).code;
    Failure { code, detail: error.to_string() }
}
