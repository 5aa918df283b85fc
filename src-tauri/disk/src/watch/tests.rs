use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::*;
use crate::load::{Loaded, load};

/// Long, because a busy machine may be slow; a change is awaited, never slept for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A watched publication with one article.
struct Watched {
    folder: tempfile::TempDir,
    loaded: Loaded,
    changes: Receiver<Vec<PathBuf>>,
    watcher: Watcher,
}

impl Watched {
    fn new(method: Method) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("publication.toml"), "").unwrap();
        fs::create_dir(folder.path().join("tea")).unwrap();
        fs::write(folder.path().join("tea/article.md"), "old").unwrap();
        let (sender, changes) = channel();
        let watcher = Watcher::start(folder.path(), method, move |paths| drop(sender.send(paths))).unwrap();
        let loaded = load(folder.path()).unwrap();
        Self { folder, loaded, changes, watcher }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn shell(&self, script: &str) {
        let status = std::process::Command::new("sh").args(["-ec", script]).current_dir(self.folder.path()).status();
        assert!(status.unwrap().success(), "{script}");
    }

    /// Refreshes with every change until the snapshot is what a fresh load gives.
    fn catches_up(&mut self, what: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.loaded.snapshot != load(self.folder.path()).unwrap().snapshot {
            let left = deadline.saturating_duration_since(Instant::now());
            let paths = self.changes.recv_timeout(left).unwrap_or_else(|_| panic!("no change was heard after {what}"));
            self.loaded.refresh(&paths).unwrap();
        }
    }
}

fn both_methods(test: impl Fn(&mut Watched)) {
    for method in [Method::Events, Method::Polling] {
        let mut watched = Watched::new(method);
        assert_eq!(watched.watcher.method(), method);
        test(&mut watched);
    }
}

#[test]
fn the_ways_in_which_editors_save_are_all_heard() {
    let ways = [
        ("in place", "printf N > tea/article.md"),
        ("atomic replace", "printf N > tea/.tmp; mv tea/.tmp tea/article.md"),
        ("sed -i", "sed -i s/^.*$/N/ tea/article.md"),
        ("vim", "mv tea/article.md tea/article.md~; printf N > tea/article.md; rm tea/article.md~"),
        (
            "emacs",
            "cp tea/article.md tea/article.md~; printf N > 'tea/#article.md#'; mv 'tea/#article.md#' tea/article.md",
        ),
        ("a copy with an old time", "printf N > old; touch -d 2001-01-01 old; cp -p old tea/article.md"),
    ];
    let mut watched = Watched::new(Method::Events);
    for round in 0..3 {
        for (name, script) in ways {
            watched.shell(&script.replace('N', &format!("'{name} {round}'")));
            watched.catches_up(name);
        }
    }
}

#[test]
fn new_renamed_and_removed_folders_are_heard() {
    both_methods(|watched| {
        watched.shell("mkdir -p rice/images; printf one > rice/article.md; printf x > rice/images/a.png");
        watched.catches_up("a new folder with a file written at once");
        watched.shell("printf two > rice/article.md");
        watched.catches_up("a change in a new folder");
        watched.shell("mv rice bread");
        watched.catches_up("a renamed folder");
        watched.shell("printf three > bread/article.md");
        watched.catches_up("a change in a renamed folder");
        watched.shell("rm -r bread");
        watched.catches_up("a removed folder");
        assert_eq!(watched.loaded.snapshot.slugs().collect::<Vec<_>>(), ["tea"]);
    });
}

#[test]
fn a_file_replaced_and_at_once_removed_is_gone() {
    let mut watched = Watched::new(Method::Events);
    watched.shell("printf new > tea/.tmp; mv tea/.tmp tea/article.md; rm tea/article.md");
    watched.catches_up("replacing and removing");
    assert_eq!(watched.loaded.snapshot.slugs().count(), 0);
}

#[test]
fn thousands_of_files_at_once_are_all_heard() {
    let mut watched = Watched::new(Method::Events);
    watched.shell("mkdir images; cd images; i=0; while [ $i -lt 3000 ]; do : > $i.png; i=$((i+1)); done");
    watched.catches_up("3000 files");
    assert_eq!(watched.loaded.snapshot.assets.len(), 3000);
}

#[test]
fn reading_is_not_a_change() {
    let watched = Watched::new(Method::Events);
    for _ in 0..50 {
        load(watched.folder.path()).unwrap();
    }
    fs::write(watched.at("end.json"), "").unwrap();
    let paths = watched.changes.recv_timeout(PATIENCE).unwrap();
    let end = dunce::canonicalize(watched.folder.path()).unwrap().join("end.json");
    assert_eq!(paths, [end], "the loads before it were not reported");
}

#[test]
fn a_stream_of_changes_is_reported_in_few_batches() {
    let watched = Watched::new(Method::Events);
    for round in 0..200 {
        fs::write(watched.at("tea/article.md"), format!("{round}")).unwrap();
    }
    fs::write(watched.at("end.json"), "").unwrap();
    let end = |paths: &Vec<PathBuf>| paths.iter().any(|path| path.ends_with("end.json"));
    let batches = std::iter::from_fn(|| watched.changes.recv_timeout(PATIENCE).ok()).position(|paths| end(&paths));
    assert!(batches.unwrap() < 100, "{batches:?} batches");
}

#[test]
fn a_folder_made_again_in_its_place_is_followed() {
    let mut watched = Watched::new(Method::Events);
    let root = watched.folder.path().to_owned();
    let script =
        format!("cd /; mv '{0}' '{0}-old'; mkdir -p '{0}/rice'; printf 1 > '{0}/rice/article.md'", root.display());
    watched.shell(&script);
    watched.catches_up("a new folder in the old one's place");
    watched.shell("printf 2 > rice/article.md");
    watched.catches_up("a change in the new folder");
    assert_eq!(watched.loaded.snapshot.slugs().collect::<Vec<_>>(), ["rice"]);
    fs::remove_dir_all(format!("{}-old", root.display())).unwrap();
}

#[test]
fn a_missing_folder_is_an_error() {
    let error = Watcher::new(Path::new("/nowhere/at/all"), |_| {}).unwrap_err();
    assert_eq!(error.code(), crate::Code::NotFound);
}

#[test]
fn a_system_out_of_watches_turns_to_polling() {
    let folder = tempfile::tempdir().unwrap();
    let (signals, received) = channel();
    let (sender, changes) = channel();
    let polling = Arc::new(AtomicBool::new(false));
    let root = dunce::canonicalize(folder.path()).unwrap();
    let system = watch_by_system(&root, signals.clone()).unwrap().unwrap();
    let listener = Listener { root: root.clone(), received, polling: Arc::clone(&polling) };
    let thread = thread::spawn(move || listener.run(Source::System(system), &|paths| sender.send(paths).unwrap()));
    let limit = notify::Error::new(ErrorKind::MaxFilesWatch);
    signals.send(signal_of(Err(limit), &root).unwrap()).unwrap();
    assert_eq!(changes.recv_timeout(PATIENCE).unwrap(), std::slice::from_ref(&root), "everything is looked at once");
    assert!(polling.load(Ordering::Relaxed));
    fs::write(root.join("a.json"), "").unwrap();
    assert_eq!(changes.recv_timeout(PATIENCE).unwrap(), [root.join("a.json")]);
    signals.send(Signal::Stop).unwrap();
    thread.join().unwrap();
}
