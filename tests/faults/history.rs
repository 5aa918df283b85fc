//! Saving a text and keeping it in the history while one call after another fails or kills.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use kiku_disk::{Archive, History, Origin};
use tempfile::TempDir;

use crate::{driver, strace};

const OLD: &str = "前の文章。\n";
const NEW: &str = "新しい文章。\n";

struct Scene {
    folder: TempDir,
}

impl Scene {
    fn new() -> Self {
        let scene = Self { folder: tempfile::tempdir().unwrap() };
        scene.reset();
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The old text is in the file and in the history, and nothing else is.
    fn reset(&self) {
        let _ = fs::remove_dir_all(self.path("history"));
        fs::write(self.path("article.md"), OLD).unwrap();
        fs::write(self.path("new"), NEW).unwrap();
        let (history, archive) = self.history();
        archive.keep("a", Origin::Saved, "初稿", || OLD.to_owned());
        history.stop();
    }

    fn history(&self) -> (History, Archive) {
        let history = History::start(&self.path("history"), |_, _| ()).unwrap();
        let archive = history.of(Path::new("/publication"));
        (history, archive)
    }

    fn remember(&self) -> Command {
        let mut driver = driver();
        driver.arg("remember").args(["article.md", "new", "history"].map(|name| self.path(name)));
        driver
    }

    /// The texts that can be read of the history.
    fn kept(&self) -> Vec<String> {
        let (history, archive) = self.history();
        let snapshots = archive.kept("a").unwrap().snapshots;
        let texts = snapshots.iter().filter_map(|snapshot| archive.text("a", snapshot.number).ok()).collect();
        history.stop();
        texts
    }
}

#[test]
fn a_history_that_fails_fails_no_save_and_loses_nothing_that_was_kept() {
    if !strace::is_usable() {
        return;
    }
    let scene = Scene::new();
    let faults = strace::faults(&scene.remember());
    assert!(faults.len() > 80, "only {} faults were found", faults.len());
    for fault in faults {
        scene.reset();
        let code = strace::run(&scene.remember(), &fault);
        let context = format!("{fault:?}");
        let saved = fs::read_to_string(scene.path("article.md")).unwrap();
        assert!(saved == OLD || saved == NEW, "{context}");
        assert!(!matches!(code, Some(0 | 3)) || saved == NEW, "{context}: told as saved");
        let kept = scene.kept();
        assert_eq!(kept.first().map(String::as_str), Some(OLD), "{context}");
        assert!(code != Some(0) || kept.last().map(String::as_str) == Some(NEW), "{context}: told as kept");
        assert!(scene.remember().status().unwrap().success(), "{context}: it cannot be tried again");
        assert_eq!(scene.kept(), [OLD, NEW], "{context}");
    }
}
