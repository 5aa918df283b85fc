//! Runs a program under `strace`, which counts its calls and has one of them fail.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus, Stdio};

/// A call that changes files, and how it can fail. Where the kind of machine has no such call, it is not found among those that
/// were made.
const CALLS: [(&str, &[&str]); 14] = [
    ("openat", &["ENOSPC", "EMFILE", "EIO"]),
    ("write", &["ENOSPC", "EIO", "EDQUOT"]),
    ("pwrite64", &["ENOSPC", "EIO"]),
    ("fsync", &["EIO", "ENOSPC"]),
    ("fdatasync", &["EIO", "ENOSPC"]),
    ("rename", &["EBUSY", "EIO", "ENOSPC"]),
    ("renameat", &["EBUSY", "EIO"]),
    ("renameat2", &["EBUSY", "EIO"]),
    ("linkat", &["EIO", "ENOSPC"]),
    ("mkdir", &["ENOSPC", "EACCES"]),
    ("fchmod", &["EPERM"]),
    ("fchown", &["EPERM"]),
    ("copy_file_range", &["EIO", "ENOSPC"]),
    ("unlink", &[]),
];

/// What happens at one call.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    call: &'static str,
    /// The number of the call, from 1.
    when: usize,
    what: String,
}

impl Fault {
    /// Whether the program dies of it.
    pub(crate) fn kills(&self) -> bool {
        self.what == "signal=KILL"
    }
}

/// Whether `strace` can do its work here; says why not.
pub(crate) fn is_usable() -> bool {
    let tried = Command::new("strace").args(["-qq", "-e", "trace=none", "true"]).stderr(Stdio::null()).status();
    let usable = tried.is_ok_and(|status| status.success());
    if !usable {
        eprintln!("skipped: strace is missing, or this system does not let it trace");
    }
    usable
}

/// Every fault that the program can meet on its way.
pub(crate) fn faults(program: &Command) -> Vec<Fault> {
    let counts = calls_of(program);
    let of_call = |(call, errors): &(&'static str, &[&str])| {
        let whats: Vec<String> =
            errors.iter().map(|error| format!("error={error}")).chain(["signal=KILL".to_owned()]).collect();
        let (call, count) = (*call, counts.get(*call).copied().unwrap_or_default());
        (1..=count).flat_map(move |when| whats.clone().into_iter().map(move |what| Fault { call, when, what }))
    };
    CALLS.iter().flat_map(of_call).collect()
}

/// How often the program makes each call, in the thread that makes it most often.
fn calls_of(program: &Command) -> BTreeMap<String, usize> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let names = CALLS.map(|(call, _)| call);
    // A leading `?` allows names that this kind of machine does not know.
    let trace = format!("trace=?{}", names.join(",?"));
    let log_path = log.path().to_string_lossy().into_owned();
    let status = traced(program, &["-o", &log_path, "-e", &trace]);
    assert!(status.success(), "without a fault: {status}");
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in fs::read_to_string(log.path()).unwrap().lines() {
        let (thread, rest) = line.split_once(' ').unwrap();
        if let Some((call, _)) = rest.trim_start().split_once('(') {
            *counts.entry((call.to_owned(), thread.to_owned())).or_default() += 1;
        }
    }
    let mut most = BTreeMap::new();
    for ((call, _), count) in counts {
        let known: &mut usize = most.entry(call).or_default();
        *known = count.max(*known);
    }
    most
}

/// Runs the program with one fault; nothing where it was killed.
pub(crate) fn run(program: &Command, fault: &Fault) -> Option<i32> {
    let Fault { call, when, what } = fault;
    let (trace, inject) = (format!("trace={call}"), format!("inject={call}:{what}:when={when}"));
    let status = traced(program, &["-o", "/dev/null", "-e", &trace, "-e", &inject]);
    // strace ends by the same signal as the program, or with 128 and its number.
    let killed = status.signal().is_some() || status.code().is_some_and(|code| code >= 128);
    if killed { None } else { status.code() }
}

fn traced(program: &Command, options: &[&str]) -> ExitStatus {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq"]).args(options).arg(program.get_program()).args(program.get_args());
    strace.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap()
}
