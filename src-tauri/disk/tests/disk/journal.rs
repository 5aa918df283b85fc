use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use kiku_disk::{Draft, Fingerprint, Journal, Splice, drafts};
use tempfile::TempDir;

const FILE: &str = "/publication/a/article.md";

fn journal() -> (TempDir, Journal) {
    let folder = tempfile::tempdir().unwrap();
    let journal =
        Journal::start(&folder.path().join("journal"), |file, error| unreachable!("{}: {error}", file.display()))
            .unwrap();
    (folder, journal)
}

fn append(at: usize, insert: &str) -> Vec<Splice> {
    vec![Splice { start: at, end: at, insert: insert.to_owned() }]
}

fn files(journal: &Journal) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(journal.folder()) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn texts(journal: &Journal) -> Vec<String> {
    drafts(journal.folder()).into_iter().map(|draft| draft.text).collect()
}

#[test]
fn unsaved_work_is_found_when_its_program_has_gone() {
    let (_folder, journal) = journal();
    let record = journal.record(Path::new(FILE), Some(Fingerprint::of(b"saved")), || "菊".to_owned());
    record.edited(append(3, "の花"));
    journal.flush();
    assert!(texts(&journal).is_empty(), "its program still runs");
    drop(record);
    journal.flush();
    let [draft] = <[Draft; 1]>::try_from(drafts(journal.folder())).unwrap();
    assert_eq!((draft.text.as_str(), draft.file.as_path(), draft.damaged), ("菊の花", Path::new(FILE), false));
    assert_eq!(draft.base, Some(Fingerprint::of(b"saved").to_string()));
}

#[test]
fn saved_work_leaves_nothing_behind() {
    let (_folder, journal) = journal();
    let record = journal.record(Path::new(FILE), None, || "a".to_owned());
    record.edited(append(1, "b"));
    record.settled();
    journal.flush();
    assert!(files(&journal).is_empty());
}

#[test]
fn a_draft_that_nobody_decided_on_is_never_written_over() {
    let (_folder, journal) = journal();
    drop(journal.record(Path::new(FILE), None, || "before".to_owned()));
    let record = journal.record(Path::new(FILE), None, || "now".to_owned());
    journal.flush();
    assert_eq!(texts(&journal), ["before"]);
    record.settled();
    journal.flush();
    assert_eq!(texts(&journal), ["before"]);
    journal.remove(&drafts(journal.folder())[0].journal);
    journal.flush();
    assert!(files(&journal).is_empty());
}

#[test]
fn a_journal_stays_bounded_and_right_over_many_edits() {
    let (_folder, journal) = journal();
    let record = journal.record(Path::new(FILE), None, String::new);
    let piece = "書いては消す。".repeat(50);
    for _ in 0..8_000 {
        record.edited(append(0, &piece));
        record.edited(vec![Splice { start: 0, end: piece.len(), insert: String::new() }]);
    }
    record.edited(append(0, "残る"));
    drop(record);
    journal.flush();
    assert_eq!(texts(&journal), ["残る"]);
    let [file] = <[PathBuf; 1]>::try_from(files(&journal)).unwrap();
    assert!(fs::metadata(file).unwrap().len() < 3 * 1024 * 1024);
}

#[test]
fn damaged_journals_give_what_is_whole_and_stay() {
    let (_folder, journal) = journal();
    let record = journal.record(Path::new(FILE), None, || "a".to_owned());
    record.edited(append(1, "b"));
    drop(record);
    journal.flush();
    let [file] = <[PathBuf; 1]>::try_from(files(&journal)).unwrap();
    let whole = fs::read(&file).unwrap();
    for cut in 0..whole.len() {
        fs::write(&file, &whole[..cut]).unwrap();
        let found = texts(&journal);
        assert!(found.is_empty() || found == ["a"], "{found:?} of {cut} bytes");
        assert!(file.exists());
    }
    fs::write(&file, [&whole[..], b"\0\0\0\0"].concat()).unwrap();
    assert_eq!(texts(&journal), ["ab"]);
    assert!(drafts(journal.folder())[0].damaged);
}

#[test]
fn a_journal_that_cannot_be_written_is_told_once_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("journal");
    fs::write(&place, "in the way").unwrap();
    let (failed, failures) = channel();
    let journal = Journal::start(&place, move |_, error| failed.send(error.kind()).unwrap_or_default()).unwrap();
    let record = journal.record(Path::new(FILE), None, || "a".to_owned());
    record.edited(append(1, "b"));
    journal.flush();
    assert_eq!(failures.try_iter().count(), 1);
    fs::remove_file(&place).unwrap();
    record.edited(append(2, "c"));
    drop(record);
    journal.flush();
    assert_eq!(texts(&journal), ["abc"]);
    assert_eq!(failures.try_iter().count(), 0);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_a_journal() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, journal) = journal();
    let _record = journal.record(Path::new(FILE), None, || "a".to_owned());
    journal.flush();
    assert_eq!(fs::metadata(&files(&journal)[0]).unwrap().permissions().mode() & 0o077, 0);
}
