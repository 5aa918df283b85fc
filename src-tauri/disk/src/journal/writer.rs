//! The thread that writes the journals, so that no key waits for a disk.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

use super::EXTENSION;
use super::entry::{Entry, HEADER, Splice, Whole, splice};
use crate::fingerprint::Fingerprint;
use crate::save::{folder_of, make_folders, sync_folder};

/// How long what was written may wait until it is flushed to the disk. A program that is killed loses nothing that was
/// written; this is about power.
const FLUSH_AFTER: Duration = Duration::from_millis(400);

/// How many bytes of edits may follow a whole text: with one damaged line among them, the rest has no place.
const EDITS_PER_TEXT: u64 = 256 * 1024;

/// A journal that has grown to this many times its text, and beyond [`SMALL`], starts again.
const GROWTH: u64 = 8;
const SMALL: u64 = 1024 * 1024;

/// What the thread is told.
pub(super) enum Order {
    /// There is unsaved work: this is all of it.
    Text { id: u64, file: PathBuf, base: Option<Fingerprint>, text: Box<dyn FnOnce() -> String + Send> },
    /// It was changed.
    Edit { id: u64, splices: Vec<Splice> },
    /// The text was saved, or is not wanted any more: its journal may go.
    Settled { id: u64 },
    /// The text is left as it is.
    Left { id: u64 },
    /// A journal of another time was dealt with. Whatever was ordered before is on the disk when it goes.
    Remove { journal: PathBuf },
    /// Say when everything before this is on the disk.
    Flush { done: SyncSender<()> },
    /// End.
    Stop { done: SyncSender<()> },
}

/// Hears that unsaved work is not protected, whenever that becomes so.
pub(super) type Failed = Box<dyn Fn(&Path, &io::Error) + Send>;

pub(super) struct Writer {
    folder: PathBuf,
    failed: Failed,
    records: BTreeMap<u64, Record>,
    /// When something was first written that is not flushed.
    unflushed: Option<Instant>,
}

/// One text with unsaved work, as far as it was ordered.
struct Record {
    whole: Whole,
    /// Nothing before it could be made.
    journal: Option<OpenJournal>,
    /// Writing failed, and what the journal holds is not all: the next order writes the whole text anew.
    broken: bool,
}

struct OpenJournal {
    path: PathBuf,
    file: File,
    length: u64,
    /// How many bytes of edits follow the last whole text.
    edits: u64,
}

impl Writer {
    pub(super) fn new(folder: PathBuf, failed: Failed) -> Self {
        Self { folder, failed, records: BTreeMap::new(), unflushed: None }
    }

    pub(super) fn run(mut self, orders: &Receiver<Order>) {
        loop {
            let order = match self.unflushed {
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(since) => orders.recv_timeout(FLUSH_AFTER.saturating_sub(since.elapsed())),
            };
            match order {
                Ok(Order::Stop { done }) => {
                    self.flush();
                    let _ = done.send(());
                    return;
                }
                Ok(order) => self.obey(order),
                Err(RecvTimeoutError::Timeout) => self.flush(),
                Err(RecvTimeoutError::Disconnected) => return self.flush(),
            }
            // Someone who types without a pause is not kept waiting for the disk to be told.
            if self.unflushed.is_some_and(|since| since.elapsed() >= FLUSH_AFTER) {
                self.flush();
            }
        }
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Text { id, file, base, text } => {
                let whole = Whole::new(&file, base, text());
                let before = self.records.remove(&id);
                let broken = before.as_ref().is_some_and(|record| record.broken);
                let mut record = Record { whole, journal: before.and_then(|record| record.journal), broken };
                let written = record.write_text(&self.folder);
                self.keep(id, record, written);
            }
            Order::Edit { id, splices } => {
                let Some(mut record) = self.records.remove(&id) else { return };
                let written = record.edit(splices, &self.folder);
                self.keep(id, record, written);
            }
            Order::Settled { id } => {
                if let Some(journal) = self.records.remove(&id).and_then(|record| record.journal) {
                    let _ = fs::remove_file(journal.path);
                }
            }
            Order::Left { id } => {
                if self.records.contains_key(&id) {
                    self.flush();
                    self.records.remove(&id);
                }
            }
            Order::Remove { journal } => {
                self.flush();
                let _ = fs::remove_file(journal);
            }
            Order::Flush { done } | Order::Stop { done } => {
                self.flush();
                let _ = done.send(());
            }
        }
    }

    /// Takes the record back, and tells of a failure that is new.
    fn keep(&mut self, id: u64, mut record: Record, written: io::Result<()>) {
        match written {
            Ok(()) => {
                record.broken = false;
                self.unflushed.get_or_insert_with(Instant::now);
            }
            Err(error) => record.fails(&error, &self.failed),
        }
        self.records.insert(id, record);
    }

    fn flush(&mut self) {
        if self.unflushed.take().is_none() {
            return;
        }
        for record in self.records.values_mut() {
            let flushed = record.journal.as_ref().map_or(Ok(()), |journal| journal.file.sync_data());
            if let Err(error) = flushed {
                record.fails(&error, &self.failed);
            }
        }
    }
}

impl Record {
    fn fails(&mut self, error: &io::Error, failed: &Failed) {
        if !std::mem::replace(&mut self.broken, true) {
            failed(&self.whole.file, error);
        }
    }

    fn edit(&mut self, splices: Vec<Splice>, folder: &Path) -> io::Result<()> {
        if !splice(&mut self.whole.text, &splices) {
            return Err(io::Error::other("an edit does not fit its text"));
        }
        let length = self.whole.text.len();
        match &mut self.journal {
            Some(journal) if journal.edits < EDITS_PER_TEXT && !self.broken => {
                journal.edits += journal.append(&Entry::Edit { splices, length })?;
                Ok(())
            }
            _ => self.write_text(folder),
        }
    }

    /// Writes the whole text: behind the rest, or as all that there is, where the journal has grown long or is
    /// not whole.
    fn write_text(&mut self, folder: &Path) -> io::Result<()> {
        let entry = Entry::Text(self.whole.clone());
        let most = SMALL.max(GROWTH * self.whole.text.len() as u64);
        match &mut self.journal {
            Some(journal) if journal.length < most && !self.broken => {
                journal.append(&entry)?;
                journal.edits = 0;
            }
            Some(journal) => journal.start_again(&entry)?,
            None => self.journal = Some(OpenJournal::create(folder, &self.whole.file, &entry)?),
        }
        Ok(())
    }
}

impl OpenJournal {
    /// Makes a journal under a name that no other has: an earlier one may hold a draft that nobody decided on.
    fn create(folder: &Path, file: &Path, entry: &Entry) -> io::Result<Self> {
        make_folders(folder)?;
        let name = Fingerprint::of(file.as_os_str().as_encoded_bytes()).to_string();
        let paths = (1..).map(|number: u32| folder.join(format!("{}-{number}.{EXTENSION}", &name[..32])));
        for path in paths {
            match new_file(&path) {
                Ok(file) => {
                    let mut journal = Self { path, file, length: 0, edits: 0 };
                    journal.begin(entry)?;
                    sync_folder(folder)?;
                    return Ok(journal);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Puts a new journal with this entry alone in the place of the old one, at once.
    fn start_again(&mut self, entry: &Entry) -> io::Result<()> {
        let beside = self.path.with_extension("new");
        let _ = fs::remove_file(&beside);
        let mut new = Self { path: self.path.clone(), file: new_file(&beside)?, length: 0, edits: 0 };
        new.begin(entry)?;
        fs::rename(&beside, &self.path)?;
        *self = new;
        // Otherwise later edits might be flushed to a file that has no name when power comes back.
        sync_folder(folder_of(&self.path))
    }

    fn begin(&mut self, entry: &Entry) -> io::Result<()> {
        self.file.write_all(HEADER.as_bytes())?;
        self.length = HEADER.len() as u64;
        self.append(entry)?;
        self.file.sync_data()
    }

    /// Tells how many bytes the entry has.
    fn append(&mut self, entry: &Entry) -> io::Result<u64> {
        let line = entry.line();
        self.file.write_all(line.as_bytes())?;
        self.length += line.len() as u64;
        Ok(line.len() as u64)
    }
}

/// A new file of the writer's own that nobody else may read, locked for as long as it is open.
fn new_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.append(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    // Without locks, drafts are shown while they are still being written, and nothing worse.
    let _ = file.try_lock();
    Ok(file)
}
