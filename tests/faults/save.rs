//! Saving a text while one call after another fails or kills.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::{driver, strace};

/// Longer than one call writes.
fn text(words: &str) -> String {
    words.repeat(6000)
}

/// A file to save to, alone in its folder, and a text to save.
pub(crate) struct Scene {
    pub(crate) folder: TempDir,
    outside: TempDir,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let scene = Self { folder: tempfile::tempdir().unwrap(), outside: tempfile::tempdir().unwrap() };
        scene.reset();
        fs::write(scene.outside.path().join("new"), text("新しい文章。\n")).unwrap();
        scene
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("article.md")
    }

    /// Puts the old text back and nothing else.
    pub(crate) fn reset(&self) {
        for entry in fs::read_dir(self.folder.path()).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
        fs::write(self.file(), text("前の文章。\n")).unwrap();
    }

    fn save(&self) -> Command {
        let mut driver = driver();
        driver.arg("save").arg(self.file()).arg(self.outside.path().join("new"));
        driver
    }

    /// Whether the file holds the new text and not the old one; anything else fails the test.
    fn is_new(&self, context: &str) -> bool {
        let found = fs::read_to_string(self.file()).unwrap_or_default();
        let is_new = found == text("新しい文章。\n");
        assert!(is_new || found == text("前の文章。\n"), "{context}: the file is neither the old nor the new one");
        is_new
    }

    fn files(&self) -> usize {
        fs::read_dir(self.folder.path()).unwrap().count()
    }
}

#[test]
fn every_call_of_a_save_may_fail_or_kill() {
    if !strace::is_usable() {
        return;
    }
    let scene = Scene::new();
    let faults = strace::faults(&scene.save());
    assert!(faults.len() > 40, "only {} faults were found", faults.len());
    for fault in faults {
        scene.reset();
        let code = strace::run(&scene.save(), &fault);
        let context = format!("{fault:?}");
        let is_new = scene.is_new(&context);
        match code {
            Some(0) => assert!(is_new, "{context}: success was told, and the old text is there"),
            Some(_) => assert_eq!(scene.files(), 1, "{context}: a temporary file stays"),
            None => assert!(fault.kills(), "{context}"),
        }
        if !is_new {
            assert!(scene.save().status().unwrap().success(), "{context}: it cannot be tried again");
            assert!(scene.is_new(&context));
        }
    }
}

#[test]
fn a_text_is_flushed_before_it_takes_its_place_and_the_place_after() {
    if !strace::is_usable() {
        return;
    }
    let scene = Scene::new();
    let log = tempfile::NamedTempFile::new().unwrap();
    let save = scene.save();
    let calls = "trace=write,fsync,fdatasync,?rename,?renameat,?renameat2";
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-y", "-e", calls, "-o"]).arg(log.path());
    let status = strace.arg(save.get_program()).args(save.get_args()).status().unwrap();
    assert!(status.success());
    assert_eq!(
        order(&fs::read_to_string(log.path()).unwrap(), scene.folder.path()),
        ["write", "fsync", "rename", "fsync"]
    );
}

/// The calls about this folder, in order, each once in a row.
fn order(log: &str, folder: &Path) -> Vec<&'static str> {
    let folder = folder.to_string_lossy();
    let names = ["write", "fsync", "rename"];
    let about = log.lines().filter(|line| line.contains(&*folder));
    let mut order: Vec<&str> = about
        .filter_map(|line| {
            let call = line.split_once(' ')?.1.trim_start().replace("fdatasync", "fsync");
            names.into_iter().find(|name| call.starts_with(name))
        })
        .collect();
    order.dedup();
    order
}
