//! What is unsaved of one article is in the journal, and nothing else. What was saved is in the history.

use std::path::{Path, PathBuf};

use kiku_disk::{Archive, Fingerprint, Journal, Origin, Record, Splice};
use ropey::Rope;

/// The journal and the history of one open article.
pub(super) struct Keeping {
    /// Nothing where the system names no folder for it.
    journal: Option<Journal>,
    /// The same.
    archive: Option<Archive>,
    file: PathBuf,
    /// There is one exactly while something is unsaved.
    record: Option<Record>,
}

impl Keeping {
    pub(super) fn new(journal: Option<Journal>, archive: Option<Archive>, file: &Path) -> Self {
        Self { journal, archive, file: file.to_owned(), record: None }
    }

    /// The text is now as `text` gives it, which is asked for only where `splices` do not say all that changed.
    pub(super) fn follow(
        &mut self,
        unsaved: bool,
        base: Option<Fingerprint>,
        text: impl FnOnce() -> Rope,
        splices: Option<Vec<Splice>>,
    ) {
        match (&self.record, unsaved, splices) {
            (_, false, _) => self.let_go(),
            (Some(record), true, Some(splices)) => record.edited(splices),
            (Some(record), true, None) => record.replaced(base, lazily(text())),
            (None, true, _) => {
                let journal = self.journal.as_ref();
                self.record = journal.map(|journal| journal.record(&self.file, base, lazily(text())));
            }
        }
    }

    /// Keeps a text of the article in folder `slug` in the history.
    pub(super) fn remember(&self, slug: &str, origin: Origin, text: Rope) {
        if let Some(archive) = self.archive.as_ref().filter(|_| text.len_bytes() > 0) {
            archive.keep(slug, origin, "", lazily(text));
        }
    }

    /// The file is another one from now on. Gives what was recorded for the one before.
    #[must_use]
    pub(super) fn moved(&mut self, file: &Path) -> Option<Record> {
        self.file = file.to_owned();
        self.record.take()
    }

    /// Nothing of it is wanted any more.
    pub(super) fn let_go(&mut self) {
        if let Some(record) = self.record.take() {
            record.settled();
        }
    }
}

/// Making one piece of a rope costs the whole text, so the thread that writes does it.
pub(super) fn lazily(text: Rope) -> impl FnOnce() -> String + Send {
    move || text.to_string()
}
