//! Hearing of changes below a folder.
//!
//! ```text
//! notify (inotify, FSEvents, ReadDirectoryChanges)  \
//!                                                    > paths -> coalesced -> on_change
//! poll, where the system's watcher is out of watches/
//! ```
//!
//! Only paths matter here: whoever hears of one reads what stands there. Kinds of events are not kept, because merging
//! them loses some: a file that is replaced and at once removed looks like one that never was.

mod poll;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::ModifyKind;
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use self::poll::Poll;
use crate::error::DiskError;

/// An editor that saves by renaming makes a handful of events within a millisecond or two; this long after the last
/// one, they are reported together.
const QUIET: Duration = Duration::from_millis(25);
/// A stream of events is reported at least this often.
const LONGEST: Duration = Duration::from_millis(100);
/// How often the folder is looked at where the system does not report changes.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// How a [`Watcher`] hears of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The system reports them.
    Events,
    /// The folder is looked at every second, because the system's limit of watches is reached, it cannot watch this
    /// folder, or the folder was removed and may come back.
    Polling,
}

/// Reports changes below a folder until it is dropped.
#[derive(Debug)]
pub struct Watcher {
    signals: Sender<Signal>,
    polling: Arc<AtomicBool>,
}

#[derive(Debug)]
enum Signal {
    Changed(Vec<PathBuf>),
    /// Further changes will go unheard.
    Blind,
    /// The [`Watcher`] was dropped.
    Stop,
}

impl Watcher {
    /// Calls `on_change` on a thread of its own with the absolute paths of files and folders that changed below `root`.
    /// Hand them to [`Loaded::refresh`](crate::Loaded::refresh): a folder stands for everything in it, the root for
    /// everything. While `on_change` runs, further changes gather for the next call.
    ///
    /// Reading a file is not a change. Where the system cannot watch the folder, it is polled; see
    /// [`method`](Self::method).
    ///
    /// # Errors
    /// Where the folder is missing or unreadable.
    pub fn new(root: &Path, on_change: impl Fn(Vec<PathBuf>) + Send + 'static) -> Result<Self, DiskError> {
        Self::start(root, Method::Events, on_change)
    }

    fn start(
        root: &Path,
        method: Method,
        on_change: impl Fn(Vec<PathBuf>) + Send + 'static,
    ) -> Result<Self, DiskError> {
        let root = dunce::canonicalize(root).map_err(|error| DiskError::io(root, error))?;
        let (signals, received) = channel();
        let source = match method {
            Method::Events => watch_by_system(&root, signals.clone())?,
            Method::Polling => None,
        };
        let source = source.map_or_else(|| Source::Poll(Poll::new(&root)), Source::System);
        let polling = Arc::new(AtomicBool::new(matches!(source, Source::Poll(_))));
        let listener = Listener { root: root.clone(), received, polling: Arc::clone(&polling) };
        let thread = thread::Builder::new().name("kiku-watch".to_owned());
        thread.spawn(move || listener.run(source, &on_change)).map_err(|error| DiskError::io(&root, error))?;
        Ok(Self { signals, polling })
    }

    /// How changes are heard of now. It may turn to [`Method::Polling`], and stays so.
    pub fn method(&self) -> Method {
        if self.polling.load(Ordering::Relaxed) { Method::Polling } else { Method::Events }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // The thread may have ended already; then there is no one to tell.
        let _ = self.signals.send(Signal::Stop);
    }
}

/// The system's watcher, or nothing where it refuses although the folder is there.
fn watch_by_system(root: &Path, signals: Sender<Signal>) -> Result<Option<RecommendedWatcher>, DiskError> {
    // Links inside the publication are read again by `Loaded::refresh` on any change; others are not followed.
    let config = notify::Config::default().with_follow_symlinks(false);
    let everything = root.to_owned();
    let handler = move |event| {
        if let Some(signal) = signal_of(event, &everything) {
            // Nobody listens any more while the watcher is being dropped.
            let _ = signals.send(signal);
        }
    };
    let watcher = RecommendedWatcher::new(handler, config).and_then(|mut watcher| {
        watcher.watch(root, RecursiveMode::Recursive)?;
        Ok(watcher)
    });
    match watcher {
        Ok(watcher) => Ok(Some(watcher)),
        Err(notify::Error { kind: ErrorKind::PathNotFound, .. }) => {
            Err(DiskError::io(root, io::ErrorKind::NotFound.into()))
        }
        Err(_) => Ok(None),
    }
}

fn signal_of(event: notify::Result<Event>, everything: &Path) -> Option<Signal> {
    match event {
        // Reading is not a change, and answering it by reading would never end.
        Ok(Event { kind: EventKind::Access(_), .. }) => None,
        // The system watches the folder that was, not the one that may be made again in its place.
        Ok(event) if takes_away(&event, everything) => Some(Signal::Blind),
        Ok(event) if !event.need_rescan() => Some(Signal::Changed(event.paths)),
        Err(notify::Error { kind: ErrorKind::MaxFilesWatch, .. }) => Some(Signal::Blind),
        // Events were lost: what changed is found by looking at everything once.
        Ok(_) | Err(_) => Some(Signal::Changed(vec![everything.to_owned()])),
    }
}

/// The watched folder itself was removed or renamed, as by a checkout of another branch.
fn takes_away(event: &Event, root: &Path) -> bool {
    let from_its_place = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
    from_its_place && event.paths.first().is_some_and(|path| path == root)
}

/// Where changes come from.
enum Source {
    System(RecommendedWatcher),
    Poll(Poll),
}

/// What the watcher's thread holds.
struct Listener {
    root: PathBuf,
    received: Receiver<Signal>,
    polling: Arc<AtomicBool>,
}

/// Why a batch of changes is the last.
enum End {
    Blind,
    Stopped,
}

impl Listener {
    fn run(self, source: Source, on_change: &dyn Fn(Vec<PathBuf>)) {
        match source {
            Source::Poll(poll) => self.poll(poll, on_change),
            Source::System(system) => {
                if let End::Blind = self.listen(on_change) {
                    drop(system);
                    self.polling.store(true, Ordering::Relaxed);
                    let poll = Poll::new(&self.root);
                    on_change(vec![self.root.clone()]);
                    self.poll(poll, on_change);
                }
            }
        }
    }

    fn listen(&self, on_change: &dyn Fn(Vec<PathBuf>)) -> End {
        loop {
            match self.gather() {
                Ok(paths) if paths.is_empty() => {}
                Ok(paths) => on_change(paths.into_iter().collect()),
                Err(end) => return end,
            }
        }
    }

    /// Waits for a change, and takes what follows it closely.
    fn gather(&self) -> Result<BTreeSet<PathBuf>, End> {
        let mut paths = BTreeSet::new();
        let mut signal = self.received.recv().map_err(|_| End::Stopped)?;
        let deadline = Instant::now() + LONGEST;
        loop {
            match signal {
                Signal::Changed(changed) => paths.extend(changed),
                Signal::Blind => return Err(End::Blind),
                Signal::Stop => return Err(End::Stopped),
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(paths);
            }
            signal = match self.received.recv_timeout(QUIET.min(left)) {
                Ok(signal) => signal,
                Err(RecvTimeoutError::Timeout) => return Ok(paths),
                Err(RecvTimeoutError::Disconnected) => return Err(End::Stopped),
            };
        }
    }

    fn poll(&self, mut poll: Poll, on_change: &dyn Fn(Vec<PathBuf>)) {
        loop {
            match self.received.recv_timeout(POLL_INTERVAL) {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                // What the system's watcher sent before it was dropped is found by polling as well.
                Ok(Signal::Changed(_) | Signal::Blind) => {}
                Err(RecvTimeoutError::Timeout) => {
                    let paths = poll.changes();
                    if !paths.is_empty() {
                        on_change(paths);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
