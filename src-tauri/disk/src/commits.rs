//! The commits of a file, where it stands in a git repository.
//!
//! The `git` program reads them, with fixed arguments. *Invariant:* nothing in the repository is written, and nothing that
//! its configuration names is run: no hook, no file system monitor, no pager, no filter, no program that shows differences or
//! checks signatures, and nothing is fetched. A publication may come from anybody, and its repository with it. A library that
//! reads repositories within this program would bring more than a hundred packages along for this one list.

use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::text::{MAX_TEXT_BYTES, TextFile};

/// How many commits are listed, the latest ones.
const MOST: &str = "--max-count=200";

/// How long git may take. A list that takes longer is none.
const PATIENCE: Duration = Duration::from_secs(10);

/// What stands in a commit's line between its parts: no author and no subject can hold it.
const SEPARATOR: char = '\u{1}';

/// What the program keeps of this one's environment: where programs are, and what Windows needs to run any.
const KEPT: [&str; 5] = ["PATH", "SystemRoot", "SystemDrive", "TEMP", "TMP"];

/// Beside the configuration of the repository, none is read; nothing is asked, fetched, replaced or locked.
const ENVIRONMENT: [(&str, &str); 10] = [
    ("LC_ALL", "C"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_CONFIG_GLOBAL", if cfg!(windows) { "NUL" } else { "/dev/null" }),
    ("GIT_ATTR_NOSYSTEM", "1"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_PAGER", ""),
];

/// What the configuration of the repository may not say otherwise.
const OVERRULED: [&str; 7] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=",
    "diff.external=",
    "log.showSignature=false",
    "protocol.allow=never",
    // A folder that only looks like a repository is a part of the publication.
    "safe.bareRepository=explicit",
];

/// A commit that changed a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its author's moment, in milliseconds since 1970.
    pub at: u64,
    /// Who wrote it.
    pub author: String,
    /// The first line of what they said about it.
    pub subject: String,
    /// Names what the file held, for [`committed_text`].
    pub blob: String,
}

/// The commits that changed `file`, under this and earlier names, the latest first. None where it stands in no repository, or
/// where there is no git.
#[must_use]
pub fn commits(file: &Path) -> Vec<Commit> {
    let Some((folder, name)) = file.parent().zip(file.file_name()) else { return Vec::new() };
    let mut git = git(folder);
    git.args(["log", "--follow", "--find-renames", "--diff-merges=first-parent", MOST, "--encoding=UTF-8"]);
    git.args(["--raw", "--no-abbrev", "--no-color", "--no-ext-diff", "--no-textconv", "--no-show-signature"]);
    git.args(["--ignore-submodules=all", "--format=%x01%at%x01%an%x01%s", "--"]).arg(name);
    output(git).map_or_else(|_| Vec::new(), |bytes| read(&String::from_utf8_lossy(&bytes)))
}

/// What a file held in a commit.
///
/// # Errors
/// Where the repository has no such text, or where it is not UTF-8.
pub fn committed_text(file: &Path, blob: &str) -> io::Result<String> {
    let digits = blob.bytes().all(|byte| byte.is_ascii_hexdigit());
    let folder = file.parent().filter(|_| digits && matches!(blob.len(), 40 | 64)).ok_or(ErrorKind::NotFound)?;
    let mut git = git(folder);
    git.args(["cat-file", "blob", blob]);
    let text = TextFile::decode(output(git)?).map_err(|error| io::Error::new(ErrorKind::InvalidData, error))?;
    Ok(text.text)
}

fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.env_clear().envs(KEPT.iter().filter_map(|name| Some((name, std::env::var_os(name)?)))).envs(ENVIRONMENT);
    git.args(["--no-pager", "--no-optional-locks", "--literal-pathspecs"]);
    for setting in OVERRULED {
        git.args(["-c", setting]);
    }
    git.arg("-C").arg(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(windows)]
    std::os::windows::process::CommandExt::creation_flags(&mut git, 0x0800_0000); // No window of its own.
    git
}

/// What the program prints, provided it ends well and in time.
fn output(mut git: Command) -> io::Result<Vec<u8>> {
    let mut child = git.spawn()?;
    let stdout = child.stdout.take().ok_or(ErrorKind::BrokenPipe)?;
    let (read, heard) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let ended = stdout.take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes);
        let _ = read.send(ended.map(|_| bytes));
    });
    let bytes = heard.recv_timeout(PATIENCE);
    if bytes.is_err() {
        let _ = child.kill();
    }
    let status = child.wait()?;
    let bytes = bytes.map_err(|_| ErrorKind::TimedOut)??;
    if status.success() && bytes.len() as u64 <= MAX_TEXT_BYTES { Ok(bytes) } else { Err(ErrorKind::NotFound.into()) }
}

/// A commit's line, and behind it one line for the file, as in `:100644 100644 <blob> <blob> M<tab>name`. A commit that removed
/// the file has no text.
fn read(log: &str) -> Vec<Commit> {
    let mut commits: Vec<Commit> = Vec::new();
    for line in log.lines() {
        if let Some(raw) = line.strip_prefix(':') {
            let blob = raw.split(' ').nth(3).filter(|blob| blob.bytes().any(|digit| digit != b'0'));
            if let Some((commit, blob)) = commits.last_mut().zip(blob) {
                blob.clone_into(&mut commit.blob);
            }
        } else if let Some(mut parts) = line.strip_prefix(SEPARATOR).map(|line| line.splitn(3, SEPARATOR)) {
            let at = parts.next().and_then(|seconds| seconds.parse().ok()).unwrap_or(0_u64).saturating_mul(1000);
            let mut part = || parts.next().unwrap_or_default().to_owned();
            commits.push(Commit { at, author: part(), subject: part(), blob: String::new() });
        }
    }
    commits.retain(|commit| !commit.blob.is_empty());
    commits
}
