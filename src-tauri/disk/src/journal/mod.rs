//! The recovery journal: what was written and not saved, outside of the publication.
//!
//! ```text
//! Journal    a thread that writes, and the way to it
//! Record     one text with unsaved work; every change of it is told here
//! drafts     what is left of records whose program was killed
//! ```
//!
//! *Invariant:* whoever tells of a change does not wait. What was told is in its file within moments, and on the disk
//! half a second later. *Invariant:* a journal goes only when its text was saved, or when a person decided so.

mod draft;
mod entry;
mod writer;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::thread;

pub use draft::{Draft, drafts};
pub use entry::Splice;

use crate::fingerprint::Fingerprint;
use writer::{Order, Writer};

/// How the names of journals end.
const EXTENSION: &str = "journal";

/// The way to the thread that writes.
#[derive(Clone)]
pub struct Journal {
    folder: PathBuf,
    orders: Sender<Order>,
    next: Arc<AtomicU64>,
}

/// One text with unsaved work. Dropping it leaves its journal for the next start; [`Record::settled`] removes it.
pub struct Record {
    id: u64,
    file: PathBuf,
    orders: Sender<Order>,
}

impl Journal {
    /// Starts the thread for journals in `folder`, which is made when it is first needed. `failed` hears of a file whose
    /// unsaved work cannot be written, and why.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(folder: &Path, failed: impl Fn(&Path, &io::Error) + Send + 'static) -> io::Result<Self> {
        let (orders, received): (_, Receiver<Order>) = channel();
        let writer = Writer::new(folder.to_owned(), Box::new(failed));
        thread::Builder::new().name("kiku-journal".to_owned()).spawn(move || writer.run(&received))?;
        Ok(Self { folder: folder.to_owned(), orders, next: Arc::default() })
    }

    /// Where the journals are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Begins to record unsaved work. `base` is what `file` was last seen to hold; the text is asked for on the thread
    /// that writes.
    #[must_use]
    pub fn record(
        &self,
        file: &Path,
        base: Option<Fingerprint>,
        text: impl FnOnce() -> String + Send + 'static,
    ) -> Record {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let record = Record { id, file: file.to_owned(), orders: self.orders.clone() };
        record.replaced(base, text);
        record
    }

    /// Removes the journal of a draft that was dealt with, once everything told before is on the disk.
    pub fn remove(&self, draft: &Path) {
        self.tell(Order::Remove { journal: draft.to_owned() });
    }

    /// Waits until everything told before is on the disk.
    pub fn flush(&self) {
        self.wait(|done| Order::Flush { done });
    }

    /// The same, and ends the thread.
    pub fn stop(&self) {
        self.wait(|done| Order::Stop { done });
    }

    fn wait(&self, order: impl FnOnce(std::sync::mpsc::SyncSender<()>) -> Order) {
        let (done, ended) = sync_channel(1);
        self.tell(order(done));
        let _ = ended.recv();
    }

    fn tell(&self, order: Order) {
        // After `stop` nobody listens.
        let _ = self.orders.send(order);
    }
}

impl Record {
    /// The text was changed.
    pub fn edited(&self, splices: Vec<Splice>) {
        self.tell(Order::Edit { id: self.id, splices });
    }

    /// The text or what its file holds became something else altogether.
    pub fn replaced(&self, base: Option<Fingerprint>, text: impl FnOnce() -> String + Send + 'static) {
        self.tell(Order::Text { id: self.id, file: self.file.clone(), base, text: Box::new(text) });
    }

    /// The text was saved, or a person let go of it.
    pub fn settled(self) {
        self.tell(Order::Settled { id: self.id });
    }

    fn tell(&self, order: Order) {
        let _ = self.orders.send(order);
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        self.tell(Order::Left { id: self.id });
    }
}
