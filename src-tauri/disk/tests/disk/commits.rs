//! The commits of an article are read, and nothing else happens.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use kiku_disk::{commits, committed_text};

/// A repository that this test made.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: tempfile::tempdir().unwrap() };
        repository.git(&["init", "-q", "-b", "main"]);
        repository
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=菊 花子", "-c", "user.email=h@example.org", "-C"]).arg(self.folder.path());
        let when = "2026-03-01T09:00:00Z";
        git.env("GIT_AUTHOR_DATE", when).env("GIT_COMMITTER_DATE", when).env("GIT_CONFIG_GLOBAL", "/dev/null");
        assert!(git.args(arguments).status().unwrap().success(), "{arguments:?}");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn commit(&self, name: &str, text: &str, message: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }
}

/// Every file below a folder with what it holds and when it was changed.
fn everything(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        let held = if entry.file_type().is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
        files.insert(entry.path().to_owned(), (held, entry.metadata().unwrap().modified().unwrap()));
    }
    files
}

const LONG: &str = "市場の朝は早い。\n船が着くころ、もう人の声が行き交っている。\n";

#[test]
fn the_commits_of_a_file_are_listed_under_its_earlier_name_too() {
    let repository = Repository::new();
    repository.commit("a/article.md", LONG, "First\n\nMore words");
    repository.commit("other.md", "x", "Not about it");
    repository.git(&["mv", "a", "朝"]);
    repository.git(&["commit", "-q", "-m", "名前を変える"]);
    repository.commit("朝/article.md", &format!("\u{FEFF}{LONG}終\r\n"), "書き足す: \"終\"");
    let file = repository.path("朝/article.md");
    let found = commits(&file);
    let subjects: Vec<_> = found.iter().map(|commit| commit.subject.as_str()).collect();
    assert_eq!(subjects, ["書き足す: \"終\"", "名前を変える", "First"]);
    assert_eq!((found[0].author.as_str(), found[0].at), ("菊 花子", 1_772_355_600_000));
    assert_eq!(committed_text(&file, &found[0].blob).unwrap(), format!("{LONG}終\n"));
    assert_eq!(committed_text(&file, &found[2].blob).unwrap(), LONG);
    for none in ["", "HEAD", "--help", &"0".repeat(40)] {
        assert!(committed_text(&file, none).is_err(), "{none}");
    }
}

#[test]
fn where_there_is_no_repository_there_are_no_commits() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("a/article.md");
    assert_eq!(commits(&article), []);
    fs::create_dir(folder.path().join("a")).unwrap();
    fs::write(&article, LONG).unwrap();
    assert_eq!(commits(&article), []);
}

/// Every way in which a repository names programs, all of them the same, which leaves a mark.
#[cfg(unix)]
#[test]
fn nothing_in_the_repository_is_written_and_nothing_that_it_names_is_run() {
    use std::os::unix::fs::PermissionsExt;
    let repository = Repository::new();
    repository.commit("a/article.md", LONG, "First");
    repository.commit("a/article.md", &format!("{LONG}終\n"), "Second");
    let outside = tempfile::tempdir().unwrap();
    let (trap, mark) = (outside.path().join("trap"), outside.path().join("mark"));
    fs::write(&trap, format!("#!/bin/sh\necho \"$0 $*\" >> {}\ncat\n", mark.display())).unwrap();
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    let hooks = ["post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout", "pre-auto-gc"];
    for hook in hooks {
        fs::copy(&trap, repository.path(".git/hooks").join(hook)).unwrap();
    }
    let program = trap.display().to_string();
    let settings = [
        "core.fsmonitor",
        "core.pager",
        "pager.log",
        "diff.external",
        "diff.trap.textconv",
        "diff.trap.command",
        "filter.trap.smudge",
        "filter.trap.clean",
        "filter.trap.process",
        "gpg.program",
        "core.sshCommand",
        "core.askPass",
        "core.alternateRefsCommand",
        "credential.helper",
        "core.editor",
        "uploadpack.packObjectsHook",
        "alias.log",
        "alias.cat-file",
    ];
    settings.iter().for_each(|name| repository.git(&["config", name, &program]));
    repository.git(&["config", "log.showSignature", "true"]);
    repository.git(&["config", "core.hooksPath", &repository.path(".git/hooks").display().to_string()]);
    repository.git(&["config", "extensions.partialClone", "origin"]);
    repository.git(&["config", "remote.origin.url", &format!("ext::{program} %S")]);
    repository.git(&["config", "remote.origin.promisor", "true"]);
    fs::write(repository.path(".git/info/attributes"), "* diff=trap filter=trap\n").unwrap();
    repository.git(&["log", "-p", "--ext-diff"]);
    assert!(mark.exists(), "a git that trusts the repository walks into the trap");
    fs::remove_file(&mark).unwrap();
    let before = everything(repository.folder.path());
    let file = repository.path("a/article.md");
    let found = commits(&file);
    assert_eq!(found.len(), 2);
    assert_eq!(committed_text(&file, &found[1].blob).unwrap(), LONG);
    // An object that is not there would be fetched.
    assert!(committed_text(&file, "0123456789012345678901234567890123456789").is_err());
    assert!(!mark.exists(), "run: {}", fs::read_to_string(&mark).unwrap_or_default());
    assert_eq!(everything(repository.folder.path()), before);
}

#[test]
fn a_folder_that_only_looks_like_a_repository_is_none() {
    let outer = tempfile::tempdir().unwrap();
    let bare = outer.path().join("a");
    fs::create_dir(&bare).unwrap();
    assert!(Command::new("git").args(["init", "-q", "--bare"]).arg(&bare).status().unwrap().success());
    fs::write(bare.join("article.md"), LONG).unwrap();
    assert_eq!(commits(&bare.join("article.md")), []);
}
