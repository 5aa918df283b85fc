//! What an earlier run left in the journal: looked at beside the files, decided on one by one, and never applied by itself.
//!
//! Restoring is the interface's work: the draft becomes an edit of the open article, which can be undone and is in the
//! journal again before its draft goes.

use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use kiku_core::source;
use kiku_disk::{Journal, drafts, read_text, write_beside};

use super::Notify;
use super::publication::OpenPublication;
use crate::wire::{Draft, Failure, FailureCode, Notice};

/// The folder of the journals, in that of Kiku's own files.
const FOLDER: &str = "recovery";

/// Starts the journal; the interface hears when unsaved work is not protected.
pub(super) fn journal(state: &Path, notify: Notify) -> io::Result<Journal> {
    Journal::start(&state.join(FOLDER), move |file, error| {
        let code = Failure::from(&kiku_disk::DiskError::Io { path: file.to_owned(), source: error.kind().into() }).code;
        notify(Notice::Unprotected { failure: Failure { code, detail: error.to_string() } });
    })
}

impl OpenPublication {
    /// The drafts of this publication that differ from their files. One that does not is no draft, and goes.
    pub(super) fn drafts(&self) -> Vec<Draft> {
        // Who writes here decides.
        let Some(journal) = self.journal.as_ref().filter(|_| self.holding.holder().is_none()) else {
            return Vec::new();
        };
        // What was decided on a moment ago may still be on its way out.
        journal.flush();
        let drafts = drafts(journal.folder()).into_iter().filter_map(|draft| Some((self.slug_of(&draft)?, draft)));
        let differing = drafts.filter_map(|(slug, draft)| {
            let disk = read_text(&draft.file).ok();
            if disk.as_ref().is_some_and(|disk| disk.text == draft.text) {
                journal.remove(&draft.journal);
                return None;
            }
            Some(Draft {
                id: draft.journal.file_name()?.to_string_lossy().into_owned(),
                title: self.title_of(&slug),
                slug,
                file_changed: disk.as_ref().map(|disk| disk.fingerprint.to_string()) != draft.base,
                disk: disk.map(|disk| disk.text),
                text: draft.text,
                written: draft.written.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1000.0,
                damaged: draft.damaged,
            })
        });
        differing.collect()
    }

    /// The article that a draft belongs to, where that is one of this publication.
    fn slug_of(&self, draft: &kiku_disk::Draft) -> Option<String> {
        let path = self.loaded.publication_path(&draft.file)?;
        let slug = source::slug_of(&path).filter(|slug| source::article_path(slug) == path)?;
        self.loaded.slug().is_none_or(|only| only == slug).then(|| slug.to_owned())
    }

    pub(super) fn forget_draft(&self, id: &str) -> Result<(), Failure> {
        let (journal, draft, _) = self.draft(id)?;
        journal.remove(&draft.journal);
        Ok(())
    }

    /// Writes a draft beside its article, and gives the file.
    pub(super) fn save_draft_copy(&self, id: &str) -> Result<PathBuf, Failure> {
        let (journal, draft, _) = self.draft(id)?;
        let copy = write_beside(&draft.file, &draft.text).map_err(|error| Failure::from(&error))?;
        journal.remove(&draft.journal);
        Ok(copy)
    }

    /// Makes an article of a draft whose own file is gone, and gives its folder.
    pub(super) fn make_article_of_draft(&mut self, id: &str, notify: &dyn Fn(Notice)) -> Result<String, Failure> {
        let (journal, draft, slug) = self.draft(id)?;
        let (journal, slug) = (journal.clone(), self.propose_slug(&slug, None));
        self.may_have(&slug)?;
        kiku_disk::create_article(&self.loaded.root, &slug, &draft.text).map_err(|error| Failure::from(&error))?;
        journal.remove(&draft.journal);
        self.look_at(&slug, notify);
        Ok(slug)
    }

    /// A draft by its name: only what this publication was offered.
    fn draft(&self, id: &str) -> Result<(&Journal, kiku_disk::Draft, String), Failure> {
        let missing = || Failure::new(FailureCode::NotFound, id);
        let journal = self.journal.as_ref().ok_or_else(missing)?;
        journal.flush();
        let named = |draft: &kiku_disk::Draft| draft.journal.file_name().is_some_and(|name| name == id);
        let draft = drafts(journal.folder()).into_iter().find(named).ok_or_else(missing)?;
        let slug = self.slug_of(&draft).ok_or_else(missing)?;
        Ok((journal, draft, slug))
    }
}
