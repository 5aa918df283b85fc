//! The thread that keeps the history, so that no save waits for it and none fails because of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender};

use super::shelf::{MAX_BYTES, New, Shelf};

/// What the thread is told.
pub(super) enum Order {
    /// Something is to be done with the history of an article.
    Article { folder: PathBuf, file: PathBuf, deed: Deed },
    /// Say when everything before this is done.
    Flush { done: SyncSender<()> },
    /// End.
    Stop { done: SyncSender<()> },
}

/// What is to be done.
pub(super) enum Deed {
    /// A text is to be kept.
    Keep { slug: String, new: Box<dyn FnOnce() -> New + Send> },
    /// It is called something else.
    Name { slug: String, number: u64, name: String },
    /// The article has another folder.
    Move { from: String, to: String },
}

/// Hears that the history of a file could not be kept, whenever that becomes so.
pub(super) type Failed = Box<dyn Fn(&Path, &io::Error) + Send>;

pub(super) struct Writer {
    failed: Failed,
    shelves: BTreeMap<PathBuf, Shelf>,
    /// The files whose last deed failed.
    broken: BTreeSet<PathBuf>,
}

impl Writer {
    pub(super) fn new(failed: Failed) -> Self {
        Self { failed, shelves: BTreeMap::new(), broken: BTreeSet::new() }
    }

    pub(super) fn run(mut self, orders: &Receiver<Order>) {
        for order in orders {
            match order {
                Order::Article { folder, file, deed } => {
                    let done = self.shelf(folder).and_do(&file, deed);
                    self.note(&file, done);
                }
                Order::Flush { done } => {
                    let _ = done.send(());
                }
                Order::Stop { done } => {
                    let _ = done.send(());
                    return;
                }
            }
        }
    }

    fn shelf(&mut self, folder: PathBuf) -> &mut Shelf {
        self.shelves.entry(folder).or_insert_with_key(|folder| Shelf::in_folder(folder, MAX_BYTES))
    }

    /// Tells of a failure that is new.
    fn note(&mut self, file: &Path, done: io::Result<()>) {
        match done {
            Ok(()) => drop(self.broken.remove(file)),
            Err(error) => {
                if self.broken.insert(file.to_owned()) {
                    (self.failed)(file, &error);
                }
            }
        }
    }
}

impl Shelf {
    fn and_do(&mut self, file: &Path, deed: Deed) -> io::Result<()> {
        match deed {
            Deed::Keep { slug, new } => self.keep(&slug, file, new()),
            Deed::Name { slug, number, name } => self.name(&slug, number, &name),
            Deed::Move { from, to } => self.moved(&from, &to, file),
        }
    }
}
