//! One program at a time writes a publication.
//!
//! The lock is the system's own, on a file in [`state_folder`](crate::state_folder): whoever is killed holds it no longer,
//! whatever the file says. The file says who holds it. It stands outside of the publication, so that nothing of it is
//! copied, committed or published.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;

/// The folder of the locks, in that of Kiku's own files.
const FOLDER: &str = "locks";

/// How often a lock is tried for that others take over at the same moment.
const ATTEMPTS: usize = 5;

/// Who writes a publication.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// `Kiku`, or the command.
    pub program: String,
    /// The system's number of the process.
    pub pid: u32,
    /// The computer's name; empty where it has none.
    pub host: String,
    /// When it began, in milliseconds since 1970.
    pub since: u64,
}

/// A publication that this program writes, and no other, until this is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Claim {
    /// Nobody else has it.
    Ours(Lock),
    /// Somebody else does.
    Theirs(Holder),
}

/// Asks for the publication at `root`, whose path is canonical, in the name of `program`.
///
/// # Errors
/// Where the file of the lock cannot be made. A file system that knows no locks gives every one.
pub fn claim(state: &Path, root: &Path, program: &str) -> io::Result<Claim> {
    let path = path_of(state, root);
    fs::create_dir_all(path.parent().unwrap_or(state))?;
    for _ in 0..ATTEMPTS {
        let mut options = File::options();
        let mut file = options.read(true).write(true).create(true).truncate(false).open(&path)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(Claim::Theirs(holder_in(&mut file, &path))),
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let mut lock = Lock { path: path.clone(), file };
        // Whoever takes over removes the file: a lock on a file without a name keeps nobody out.
        if lock.is_held() {
            lock.sign(program)?;
            return Ok(Claim::Ours(lock));
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Takes the publication from whoever holds it, which [`Lock::is_held`] tells them.
///
/// # Errors
/// As [`claim`].
pub fn take_over(state: &Path, root: &Path, program: &str) -> io::Result<Lock> {
    for _ in 0..ATTEMPTS {
        match claim(state, root, program)? {
            Claim::Ours(lock) => return Ok(lock),
            Claim::Theirs(_) => fs::remove_file(path_of(state, root))?,
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

impl Lock {
    /// Whether nobody has taken over.
    pub fn is_held(&self) -> bool {
        is_same(&self.file, &self.path)
    }

    fn sign(&mut self, program: &str) -> io::Result<()> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let holder = Holder {
            program: program.to_owned(),
            pid: std::process::id(),
            host: host(),
            since: u64::try_from(since).unwrap_or_default(),
        };
        let text = serde_json::to_string(&holder)?;
        if cfg!(windows) {
            return fs::write(beside(&self.path), text);
        }
        self.file.set_len(0)?;
        self.file.write_all(text.as_bytes())
    }
}

fn path_of(state: &Path, root: &Path) -> PathBuf {
    let name = Fingerprint::of(root.as_os_str().as_encoded_bytes()).to_string();
    state.join(FOLDER).join(format!("{}.lock", &name[..32]))
}

/// Where who holds it is written on Windows, which lets nobody else read what is locked.
fn beside(lock: &Path) -> PathBuf {
    lock.with_extension("holder")
}

/// A holder that is just signing is one without a name.
fn holder_in(file: &mut File, path: &Path) -> Holder {
    let mut text = String::new();
    let read = if cfg!(windows) {
        File::open(beside(path)).and_then(|mut holder| holder.read_to_string(&mut text))
    } else {
        file.read_to_string(&mut text)
    };
    read.ok().and_then(|_| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn host() -> String {
    let named = std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME"));
    let name = fs::read_to_string("/proc/sys/kernel/hostname").or(named);
    name.map(|name| name.trim().to_owned()).unwrap_or_default()
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: &fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(own), Ok(there)) if id(&own) == id(&there))
}

#[cfg(not(unix))]
fn is_same(file: &File, path: &Path) -> bool {
    use same_file::Handle;
    let own = file.try_clone().and_then(Handle::from_file);
    matches!((own, Handle::from_path(path)), (Ok(own), Ok(there)) if own == there)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = "/publication";

    fn ours(state: &Path) -> Lock {
        match claim(state, Path::new(ROOT), "one").unwrap() {
            Claim::Ours(lock) => lock,
            Claim::Theirs(holder) => unreachable!("{holder:?}"),
        }
    }

    #[test]
    fn the_second_is_told_who_was_first() {
        let state = tempfile::tempdir().unwrap();
        let lock = ours(state.path());
        let Claim::Theirs(holder) = claim(state.path(), Path::new(ROOT), "two").unwrap() else { unreachable!() };
        assert_eq!((holder.program.as_str(), holder.pid), ("one", std::process::id()));
        assert!(holder.since > 0);
        let other = claim(state.path(), Path::new("/other"), "two").unwrap();
        assert!(matches!(other, Claim::Ours(_)), "another publication is another matter");
        drop(lock);
        ours(state.path());
    }

    #[test]
    fn a_stale_file_keeps_nobody_out() {
        let state = tempfile::tempdir().unwrap();
        drop(ours(state.path()));
        let path = path_of(state.path(), Path::new(ROOT));
        assert!(path.exists(), "what a killed program would leave");
        fs::write(path, "{\"program\":\"gone\",\"pid\":1}").unwrap();
        assert!(ours(state.path()).is_held());
    }

    #[test]
    fn who_takes_over_has_it_and_the_other_can_tell() {
        let state = tempfile::tempdir().unwrap();
        let first = ours(state.path());
        let second = take_over(state.path(), Path::new(ROOT), "two").unwrap();
        assert_eq!((first.is_held(), second.is_held()), (false, true));
        drop(first);
        assert!(matches!(claim(state.path(), Path::new(ROOT), "three").unwrap(), Claim::Theirs(_)));
    }
}
