//! What is unsaved of one article is in the journal, and nothing else.

use std::path::{Path, PathBuf};

use kiku_disk::{Fingerprint, Journal, Record, Splice};
use ropey::Rope;

/// The journal of one open article.
pub(super) struct Keeping {
    /// Nothing where the system names no folder for it.
    journal: Option<Journal>,
    file: PathBuf,
    /// There is one exactly while something is unsaved.
    record: Option<Record>,
}

impl Keeping {
    pub(super) fn new(journal: Option<Journal>, file: &Path) -> Self {
        Self { journal, file: file.to_owned(), record: None }
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

/// Making one piece of a rope costs the whole text, so the journal's own thread does it.
fn lazily(text: Rope) -> impl FnOnce() -> String + Send {
    move || text.to_string()
}
