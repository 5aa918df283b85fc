//! The program as a whole: help, exit codes, dependencies; and what the other files share.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use snapbox::cmd::Command as Kiku;

/// Where `kiku` keeps its own files, in the folder of a test.
pub(crate) const STATE: &str = ".state";

/// A folder that is gone after its test, holding these files.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(path, text)| folder.write(path, text));
        folder
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    pub(crate) fn write_bytes(&self, path: &str, bytes: &[u8]) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), bytes).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap()
    }

    /// `kiku` with these arguments in this folder; no terminal, no language, no colours.
    pub(crate) fn kiku(&self, arguments: &[&str]) -> Kiku {
        Kiku::from_std(self.command(arguments)).stdin("")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kiku"));
        command.args(arguments).current_dir(self.0.path()).env("COLUMNS", "100").env("LC_ALL", "C");
        command.env("KIKU_CONFIG_DIR", self.at(STATE));
        command
    }
}

/// A publication with one article that has no problems.
pub(crate) const CLEAN: &[(&str, &str)] = &[
    ("digest/publication.toml", "title = \"菊ダイジェスト\"\nlanguage = \"ja\"\n"),
    ("digest/tea/article.md", CLEAN_ARTICLE),
];

pub(crate) const CLEAN_ARTICLE: &str = "\
---
title: 茶の湯
description: 一碗の茶を読む。
date: 2026-02-28
status: published
references:
  - id: cha
    type: webpage
    title: 茶の手引き
    container-title: 例の資料館
    issued: 2025-03-01
    URL: https://example.org/cha
---

:::takeaways
- 茶は待つ時間も味わう。
:::

導入。

## なぜ湯を待つのか

:::source{ref=cha}
- 湯の温度が香りを決める。
:::

待つ理由は香りにある[@cha]。
";

#[test]
fn help_names_every_verb_and_shows_examples() {
    let folder = Folder::with(&[]);
    let help = |arguments: &[&str]| {
        let output = folder.kiku(arguments).arg("--help").assert().code(0);
        String::from_utf8(output.get_output().stdout.clone()).unwrap()
    };
    let verbs = ["check", "export", "watch", "render", "new", "completions"].map(|verb| help(&[verb]));
    let all = format!("{}\n\n{}", help(&[]), verbs.join("\n\n"));
    let all: String = all.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    snapbox::assert_data_eq!(all, snapbox::file!["help.txt"]);
}

#[test]
fn every_verb_can_be_completed_and_has_a_manual_page() {
    let folder = Folder::with(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let script = folder.kiku(&["completions", shell]).assert().code(0);
        let script = String::from_utf8(script.get_output().stdout.clone()).unwrap();
        assert!(["export", "drafts"].iter().all(|word| script.contains(word)), "{shell}: {script}");
    }
    folder.kiku(&["manual", "."]).assert().code(0).stdout_eq("");
    for verb in ["kiku", "kiku-check", "kiku-export", "kiku-watch", "kiku-render", "kiku-new"] {
        assert!(folder.read(&format!("{verb}.1")).contains(".SH SYNOPSIS"), "{verb}");
    }
}

#[test]
fn the_version_is_the_packages() {
    let version = format!("kiku {}\n", env!("CARGO_PKG_VERSION"));
    Folder::with(&[]).kiku(&["--version"]).assert().code(0).stdout_eq(version);
}

#[test]
fn a_mistake_in_the_command_ends_with_2() {
    let folder = Folder::with(CLEAN);
    for arguments in [&[][..], &["frobnicate"], &["export", "digest"], &["check", "digest", "--deny", "nothing"]] {
        folder.kiku(arguments).assert().code(2).stdout_eq("");
    }
}

#[test]
fn a_failure_of_the_machine_ends_with_2_and_says_why_in_the_asked_language() {
    let folder = Folder::with(&[("notes.txt", "")]);
    for verb in [&["check", "none"][..], &["export", "none", "--out", "site"], &["watch", "none", "--out", "site"]] {
        folder.kiku(verb).assert().code(2).stderr_eq("kiku: none cannot be read: there is no such file or folder.\n");
    }
    let japanese = "kiku: none を読み込めません: ファイルまたはフォルダーがありません。\n";
    folder.kiku(&["check", "none", "--lang", "ja"]).assert().code(2).stderr_eq(japanese);
    folder.kiku(&["check", "."]).assert().code(2).stderr_eq("kiku: [..] is not a publication: [..]\n");
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let folder = Folder::with(CLEAN);
    folder.write("long.md", &"one more paragraph\n\n".repeat(50_000));
    folder.write("digest/long/article.md", &"[@unknown]\n\n".repeat(5_000));
    for arguments in [&["render", "long.md"][..], &["check", "digest"], &["check", "digest", "--format", "json"]] {
        let mut command = folder.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
    }
}

#[test]
fn the_program_never_links_the_desktop_shell() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", "kiku", "--edges", "normal,build", "--prefix", "none", "--offline"])
        .arg("--manifest-path")
        .arg(manifest)
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    assert!(tree.contains("kiku-core"), "the tree was read: {tree}");
    let shell = |name: &&str| ["tauri", "wry", "webkit", "gtk", "rfd"].iter().any(|crate_| name.starts_with(crate_));
    assert_eq!(tree.lines().filter(shell).collect::<Vec<_>>(), Vec::<&str>::new());
}
