//! What a program did to its files, read from the log of `strace`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// One call that changed something, or told something to the test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    Open {
        file: u32,
        path: PathBuf,
        creates: bool,
        truncates: bool,
    },
    Write {
        file: u32,
        bytes: Vec<u8>,
    },
    Flush {
        file: u32,
    },
    Close {
        file: u32,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Link {
        from: PathBuf,
        to: PathBuf,
    },
    Remove {
        path: PathBuf,
    },
    MakeFolder {
        path: PathBuf,
    },
    /// A call that writes in a way that nobody has thought of here.
    Unknown {
        file: Option<u32>,
        line: String,
    },
}

/// The names of what is looked at. A leading `?` allows names that this kind of machine does not know.
const TRACE: &str = "trace=openat,?open,?creat,close,write,?writev,?pwrite64,fsync,fdatasync,?rename,renameat,renameat2,\
    ?unlink,unlinkat,?link,linkat,?mkdir,mkdirat,ftruncate,?copy_file_range,?sendfile";

/// Runs a program to its end and tells its calls in their order.
pub(crate) fn of(program: &Command) -> Vec<Call> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-xx", "-s", "4000000", "-e", "signal=none", "-e", TRACE, "-o"]).arg(log.path());
    strace.arg(program.get_program()).args(program.get_args()).stdout(Stdio::null());
    let status = strace.status().unwrap();
    assert!(status.success(), "without a fault: {status}");
    parse(&std::fs::read_to_string(log.path()).unwrap())
}

/// Calls that failed have changed nothing. One that another thread interrupted counts where it ended; but a file is closed where
/// that began, because its number may be another file's before it ends.
fn parse(log: &str) -> Vec<Call> {
    let mut begun: BTreeMap<&str, &str> = BTreeMap::new();
    let mut calls = Vec::new();
    for line in log.lines() {
        let Some((thread, line)) = line.split_once(' ') else { continue };
        let line = line.trim_start();
        if let Some(start) = line.strip_suffix(" <unfinished ...>") {
            if start.starts_with("close(") {
                calls.extend(call(&format!("{start}) = 0")));
            } else {
                begun.insert(thread, start);
            }
        } else if let Some(rest) = line.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>")) {
            if let Some(start) = begun.remove(thread) {
                calls.extend(call(&format!("{start}{}", rest.1)));
            }
        } else {
            calls.extend(call(line));
        }
    }
    calls
}

fn call(line: &str) -> Option<Call> {
    let (name, rest) = line.split_once('(')?;
    let (arguments, result) = rest.rsplit_once(" = ")?;
    let result: u32 = result.split(' ').next()?.parse().ok()?;
    let mut strings = arguments.split('"').skip(1).step_by(2).map(bytes);
    let mut path = || strings.next().and_then(|bytes| String::from_utf8(bytes).ok()).map(PathBuf::from);
    let first = arguments.trim_end().trim_end_matches(')').split(',').next();
    let file = first.and_then(|first| first.trim().parse().ok());
    let known = match name {
        "openat" => Some(Call::Open {
            file: result,
            path: path()?,
            creates: arguments.contains("O_CREAT"),
            truncates: arguments.contains("O_TRUNC"),
        }),
        "write" => file.zip(strings.next()).map(|(file, mut bytes)| {
            bytes.truncate(result as usize);
            Call::Write { file, bytes }
        }),
        "fsync" | "fdatasync" => file.map(|file| Call::Flush { file }),
        "close" => file.map(|file| Call::Close { file }),
        "rename" | "renameat" | "renameat2" => path().zip(path()).map(|(from, to)| Call::Rename { from, to }),
        "link" | "linkat" => path().zip(path()).map(|(from, to)| Call::Link { from, to }),
        "unlink" | "unlinkat" => path().map(|path| Call::Remove { path }),
        "mkdir" | "mkdirat" => path().map(|path| Call::MakeFolder { path }),
        _ => None,
    };
    Some(known.unwrap_or_else(|| Call::Unknown { file, line: line.to_owned() }))
}

/// `\x6e\x65` and so on.
fn bytes(escaped: &str) -> Vec<u8> {
    escaped.split("\\x").skip(1).filter_map(|digits| u8::from_str_radix(digits, 16).ok()).collect()
}

#[test]
fn interrupted_calls_count_where_they_end_and_failed_ones_do_not() {
    let log = r#"1 write(3, "\x61\x62", 2 <unfinished ...>
2 openat(AT_FDCWD, "\x2f\x62", O_WRONLY|O_CREAT|O_EXCL, 0600) = 4
2 openat(AT_FDCWD, "\x2f\x63", O_RDONLY) = -1 ENOENT (No such file or directory)
1 <... write resumed>)              = 1
1 renameat(AT_FDCWD, "\x2f\x62", AT_FDCWD, "\x2f\x63") = 0
2 pwrite64(4, "\x61", 1, 0)               = 1
2 fsync(4)                                = 0
2 close(4 <unfinished ...>
1 openat(AT_FDCWD, "\x2f\x62", O_RDONLY) = 4
2 <... close resumed>) = 0
"#;
    let opened = Call::Open { file: 4, path: "/b".into(), creates: true, truncates: false };
    let written = Call::Write { file: 3, bytes: b"a".to_vec() };
    let found = parse(log);
    assert_eq!(found[..3], [opened, written, Call::Rename { from: "/b".into(), to: "/c".into() }]);
    assert!(matches!(found[3], Call::Unknown { file: Some(4), .. }));
    assert_eq!(found[4..6], [Call::Flush { file: 4 }, Call::Close { file: 4 }]);
    assert_eq!(found.len(), 7);
}
