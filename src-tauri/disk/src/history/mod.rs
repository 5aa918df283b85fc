//! The history of saves: every text that was saved, for as long as it is worth the room, outside of the publication.
//!
//! ```text
//! History   a thread that writes, and the way to it
//! Archive   the history of one publication
//!   index     which texts are kept of an article
//!   objects   the texts by what they hold, compressed
//!   thinning  which of them may go as they grow old
//! ```
//!
//! *Invariant:* whoever saves does not wait, and a history that cannot be written fails no save. *Invariant:* what is damaged
//! hides nothing else: every entry and every text is checked by itself. What has a name goes only with the folder.

mod entry;
mod index;
mod objects;
mod shelf;
mod thinning;
mod writer;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

pub use entry::{Change, Origin, Snapshot};

use crate::fingerprint::Fingerprint;
use shelf::{MAX_BYTES, New, Shelf};
use writer::{Deed, Order, Writer};

/// The folder of the history, in that of Kiku's own files.
const FOLDER: &str = "history";

/// The way to the thread that keeps the history.
#[derive(Clone)]
pub struct History {
    folder: PathBuf,
    orders: Sender<Order>,
}

/// The history of one publication.
#[derive(Clone)]
pub struct Archive {
    /// Where it is kept.
    folder: PathBuf,
    /// The publication.
    root: PathBuf,
    orders: Sender<Order>,
}

/// What is kept of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// In the order in which it was kept.
    pub snapshots: Vec<Snapshot>,
    /// Whether a part of the list could not be read.
    pub damaged: bool,
}

impl History {
    /// Starts the thread for the history in the folder `state` of Kiku's own files; its own is made when it is first needed.
    /// `failed` hears of a file whose history cannot be kept, and why.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(state: &Path, failed: impl Fn(&Path, &io::Error) + Send + 'static) -> io::Result<Self> {
        let (orders, received): (_, Receiver<Order>) = channel();
        let writer = Writer::new(Box::new(failed));
        thread::Builder::new().name("kiku-history".to_owned()).spawn(move || writer.run(&received))?;
        Ok(Self { folder: state.join(FOLDER), orders })
    }

    /// The history of the publication at `root`, whose path is canonical. One that is moved begins a new one.
    #[must_use]
    pub fn of(&self, root: &Path) -> Archive {
        let name = Fingerprint::of(root.as_os_str().as_encoded_bytes()).to_string();
        Archive { folder: self.folder.join(&name[..32]), root: root.to_owned(), orders: self.orders.clone() }
    }

    /// Waits until everything told before is on the disk, and ends the thread.
    pub fn stop(&self) {
        wait(&self.orders, |done| Order::Stop { done });
    }
}

impl Archive {
    /// Keeps a text of the article in folder `slug`, which is asked for on the thread that writes. The same text as the latest
    /// is not kept again, but takes the name.
    pub fn keep(&self, slug: &str, origin: Origin, name: &str, text: impl FnOnce() -> String + Send + 'static) {
        let (at, name) = (now(), name.to_owned());
        let new = Box::new(move || New { at, origin, name, text: text() });
        self.tell(slug, Deed::Keep { slug: slug.to_owned(), new });
    }

    /// Calls a snapshot something else; an empty name is none.
    pub fn name(&self, slug: &str, number: u64, name: &str) {
        self.tell(slug, Deed::Name { slug: slug.to_owned(), number, name: name.to_owned() });
    }

    /// The article in folder `from` is in folder `to` now, and its history follows.
    pub fn moved(&self, from: &str, to: &str) {
        self.tell(to, Deed::Move { from: from.to_owned(), to: to.to_owned() });
    }

    /// What is kept of the article in folder `slug`, with everything told before.
    ///
    /// # Errors
    /// Where the list cannot be read at all.
    pub fn kept(&self, slug: &str) -> io::Result<Kept> {
        wait(&self.orders, |done| Order::Flush { done });
        let index = Shelf::in_folder(&self.folder, MAX_BYTES).index(slug)?;
        Ok(Kept { snapshots: index.snapshots, damaged: index.damaged })
    }

    /// A text that is kept of an article.
    ///
    /// # Errors
    /// Where there is none by this number, or where it is damaged.
    pub fn text(&self, slug: &str, number: u64) -> io::Result<String> {
        let kept = self.kept(slug)?;
        let snapshot = kept.snapshots.iter().find(|snapshot| snapshot.number == number);
        Shelf::in_folder(&self.folder, MAX_BYTES).text(&snapshot.ok_or(ErrorKind::NotFound)?.object)
    }

    fn tell(&self, slug: &str, deed: Deed) {
        let file = self.root.join(slug).join(kiku_core::source::ARTICLE_FILE);
        // After `stop` nobody listens.
        let _ = self.orders.send(Order::Article { folder: self.folder.clone(), file, deed });
    }
}

fn wait(orders: &Sender<Order>, order: impl FnOnce(SyncSender<()>) -> Order) {
    let (done, ended) = sync_channel(1);
    let _ = orders.send(order(done));
    let _ = ended.recv();
}

/// Milliseconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;
    use std::sync::Mutex;

    use super::*;

    type Told = Arc<Mutex<Vec<PathBuf>>>;

    fn history(folder: &Path) -> (History, Told) {
        let told = Told::default();
        let hears = Arc::clone(&told);
        let failed = move |file: &Path, _: &io::Error| hears.lock().unwrap().push(file.to_owned());
        (History::start(folder, failed).unwrap(), told)
    }

    #[test]
    fn what_is_kept_is_there_after_the_program_has_ended() {
        let folder = tempfile::tempdir().unwrap();
        let (first, _) = history(folder.path());
        let archive = first.of(Path::new("/p"));
        archive.keep("a", Origin::Found, "", || "一".to_owned());
        archive.keep("a", Origin::Saved, "", || "二".to_owned());
        archive.name("a", 1, "初稿");
        archive.moved("a", "b");
        first.stop();
        let archive = history(folder.path()).0.of(Path::new("/p"));
        let kept = archive.kept("b").unwrap();
        let seen: Vec<_> = kept.snapshots.iter().map(|one| (one.number, one.origin, one.name.as_str())).collect();
        assert_eq!(seen, [(1, Origin::Found, "初稿"), (2, Origin::Saved, "")]);
        assert_eq!((archive.text("b", 1).unwrap(), archive.text("b", 2).unwrap()), ("一".into(), "二".into()));
        assert_eq!(archive.text("b", 3).unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(archive.kept("a").unwrap(), Kept::default());
    }

    #[test]
    fn publications_have_histories_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let (history, _) = history(folder.path());
        history.of(Path::new("/p")).keep("a", Origin::Saved, "", || "一".to_owned());
        assert!(history.of(Path::new("/q")).kept("a").unwrap().snapshots.is_empty());
    }

    #[test]
    fn a_history_that_cannot_be_kept_is_told_of_once_and_goes_on_when_it_can() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join(FOLDER);
        fs::write(&place, "in the way").unwrap();
        let (history, told) = history(folder.path());
        let archive = history.of(Path::new("/p"));
        archive.keep("a", Origin::Saved, "", || "一".to_owned());
        archive.keep("a", Origin::Saved, "", || "二".to_owned());
        assert!(archive.kept("a").is_err());
        assert_eq!(*told.lock().unwrap(), [Path::new("/p/a/article.md")]);
        fs::remove_file(&place).unwrap();
        archive.keep("a", Origin::Saved, "", || "三".to_owned());
        assert_eq!(archive.kept("a").unwrap().snapshots.len(), 1);
        assert_eq!(told.lock().unwrap().len(), 1);
    }
}
