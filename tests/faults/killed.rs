//! Programs that are killed at random moments, many times.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, SystemTime};

use kiku_disk::drafts;

use crate::{driver, rounds};

/// Numbers that are different every time: here, repeating a run is worth less than looking elsewhere.
fn moments() -> impl Iterator<Item = Duration> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let mut state = u64::from(now.subsec_nanos()) | 1;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_micros((state >> 33) % 40_000)
    })
}

#[test]
fn a_file_is_whole_whenever_its_writer_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let texts = ["一".repeat(100_000), "二".repeat(60_000)];
    fs::write(at("one"), &texts[0]).unwrap();
    fs::write(at("two"), &texts[1]).unwrap();
    fs::write(at("article.md"), &texts[0]).unwrap();
    for moment in moments().take(rounds(40)) {
        let mut writer = driver().arg("churn").args([at("article.md"), at("one"), at("two")]).spawn().unwrap();
        thread::sleep(moment);
        writer.kill().unwrap();
        writer.wait().unwrap();
        let found = fs::read_to_string(at("article.md")).unwrap();
        assert!(texts.contains(&found), "{} bytes after {moment:?}", found.len());
    }
}

#[test]
fn a_journal_has_every_edit_up_to_one_moment_whenever_its_writer_is_killed() {
    for moment in moments().take(rounds(25)) {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = driver().arg("journal").arg(folder.path()).stdout(Stdio::piped()).spawn().unwrap();
        let mut told = BufReader::new(writer.stdout.take().unwrap()).lines();
        let mut certain: usize = told.next().unwrap().unwrap().parse().unwrap();
        thread::sleep(moment);
        writer.kill().unwrap();
        writer.wait().unwrap();
        certain = told.map_while(Result::ok).filter_map(|line| line.parse().ok()).last().unwrap_or(certain);
        assert!(recovered(folder.path()) >= certain, "of {certain} edits after {moment:?}");
    }
}

/// How many edits the only draft holds; they have to be the first ones, without a gap.
fn recovered(folder: &Path) -> usize {
    let drafts = drafts(folder);
    assert_eq!(drafts.len(), 1);
    let lines: Vec<&str> = drafts[0].text.lines().collect();
    assert!(lines.iter().enumerate().all(|(index, line)| *line == (index + 1).to_string()));
    lines.len()
}
