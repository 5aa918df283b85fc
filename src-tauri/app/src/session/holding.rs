//! Whether this program writes the open publication, or another one does.

use std::path::{Path, PathBuf};
use std::thread;

use kiku_disk::{Claim, DiskError, Holder, Lock, claim, remove_leftovers, take_over};

use super::publication::OpenPublication;
use crate::wire::{Failure, FailureCode, Notice, PublicationView};

/// The name under which the app holds a publication.
const PROGRAM: &str = "Kiku";

/// The hold on one publication.
pub(super) struct Holding {
    /// Nothing where the system names no folder: then nobody can be told from anybody.
    state: Option<PathBuf>,
    root: PathBuf,
    lock: Option<Lock>,
    /// Who writes instead.
    holder: Option<Holder>,
}

impl Holding {
    pub(super) fn claim(state: Option<&Path>, root: &Path) -> Self {
        let mut holding = Self { state: state.map(Path::to_owned), root: root.to_owned(), lock: None, holder: None };
        holding.look();
        holding
    }

    /// A lock that cannot be made keeps nobody from writing: what is on disk is compared before every save anyhow.
    fn look(&mut self) {
        let claimed = self.state.as_deref().and_then(|state| claim(state, &self.root, PROGRAM).ok());
        (self.lock, self.holder) = match claimed {
            Some(Claim::Ours(lock)) => (Some(lock), None),
            Some(Claim::Theirs(holder)) => (None, Some(holder)),
            None => (None, None),
        };
    }

    pub(super) fn holder(&self) -> Option<&Holder> {
        self.holder.as_ref()
    }

    /// Why nothing may be written; nothing where it may.
    pub(super) fn refusal(&self) -> Option<Failure> {
        let holder = self.holder.as_ref()?;
        Some(Failure::new(FailureCode::Locked, format!("{} {} {}", holder.program, holder.host, holder.pid)))
    }

    /// Notices when somebody took over.
    fn check(&mut self) -> Result<(), Failure> {
        if self.lock.as_ref().is_some_and(|lock| !lock.is_held()) {
            self.look();
        }
        self.refusal().map_or(Ok(()), Err)
    }

    fn take_over(&mut self) -> Result<(), Failure> {
        let Some(state) = &self.state else { return Ok(()) };
        let lock = take_over(state, &self.root, PROGRAM);
        let refused = |source| Failure::from(&DiskError::Io { path: self.root.clone(), source });
        (self.lock, self.holder) = (Some(lock.map_err(refused)?), None);
        Ok(())
    }
}

impl OpenPublication {
    /// Gives the hold away, where it is one on `root`. Nothing is written here any more.
    pub(super) fn hand_over_hold(&mut self, root: &Path) -> Option<Holding> {
        let holding = &mut self.holding;
        (holding.root == root).then(|| Holding {
            state: holding.state.clone(),
            root: holding.root.clone(),
            lock: holding.lock.take(),
            holder: holding.holder.take(),
        })
    }

    /// Whether files may be written. Where somebody has taken over, the interface hears of it.
    pub(super) fn may_write(&mut self, notify: &dyn Fn(Notice)) -> Result<(), Failure> {
        let allowed = self.holding.check();
        if allowed.is_err() {
            self.tell_new_entries(&[], notify);
        }
        allowed
    }

    /// Removes what killed saves have left in a publication that nobody else writes. Nobody waits for it.
    pub(super) fn tidy_up(&self) {
        if self.holding.lock.is_some() {
            let folder = self.loaded.watched_folder();
            let _ = thread::Builder::new().spawn(move || remove_leftovers(&folder));
        }
    }

    /// Writes from now on, whoever did before.
    pub(super) fn take_over_writing(&mut self) -> Result<PublicationView, Failure> {
        self.holding.take_over()?;
        Ok(self.view())
    }
}
