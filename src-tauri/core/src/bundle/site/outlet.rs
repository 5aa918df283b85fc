//! Where the files of a site go while it is made.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::bundle::{Card, Content, Take, variants};
use crate::source::{PublicationPath, Snapshot};

/// Hands files on, until whoever takes them asks to stop: then the rest is made for nobody, and soon not at all.
pub(super) struct Outlet<'o> {
    take: &'o Take<'o>,
    stopped: AtomicBool,
    /// Images may be shown by many pages, and go out once.
    assets: Mutex<BTreeSet<PublicationPath>>,
}

impl<'o> Outlet<'o> {
    /// An outlet that has given out `assets` before.
    pub(super) fn new(take: &'o Take<'o>, assets: BTreeSet<PublicationPath>) -> Self {
        Self { take, stopped: AtomicBool::new(false), assets: Mutex::new(assets) }
    }

    pub(super) fn text(&self, path: &str, text: String) {
        self.put(path.to_owned(), Content::Text(text));
    }

    /// Gives out images, and the variants of those that have any.
    pub(super) fn assets(&self, paths: &[PublicationPath], snapshot: &Snapshot) {
        for path in paths {
            let is_new = self.assets.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
            if is_new {
                self.put(path.clone(), Content::Asset(path.clone()));
                variants::of(path, snapshot).for_each(|(path, variant)| self.put(path, variant));
            }
        }
    }

    /// Gives out what is to be drawn; tells where it will stand.
    pub(super) fn card(&self, card: Option<(String, Card)>) -> Option<String> {
        let (path, card) = card?;
        self.put(path.clone(), Content::Card(Box::new(card)));
        Some(path)
    }

    fn put(&self, path: String, content: Content) {
        if !self.is_stopped() && (self.take)(path, content).is_break() {
            self.stopped.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Nothing was refused.
    pub(super) fn end(&self) -> ControlFlow<()> {
        if self.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
