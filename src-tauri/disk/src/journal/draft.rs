//! What a journal holds, read after a crash.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::EXTENSION;
use super::entry::{Entry, HEADER, Whole, splice};

/// A text that was written and not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The journal that it was read from.
    pub journal: PathBuf,
    /// The file that it belongs to.
    pub file: PathBuf,
    /// The fingerprint, as text, of what the file held when the writing began; nothing where there was no file.
    pub base: Option<String>,
    /// The text, as far as the journal can be read.
    pub text: String,
    /// When the last of it was written.
    pub written: SystemTime,
    /// Whether a part of the journal could not be read.
    pub damaged: bool,
}

/// The drafts in `folder` whose program does not run any more, the latest first.
///
/// A journal is locked for as long as its program runs, and the system lets go of the lock of a program that was killed.
/// What cannot be read at all is left where it is.
#[must_use]
pub fn drafts(folder: &Path) -> Vec<Draft> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let journals = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let journals = journals.filter(|path| path.extension().is_some_and(|extension| extension == EXTENSION));
    let mut drafts: Vec<Draft> = journals.filter_map(|path| read(&path).ok().flatten()).collect();
    drafts.sort_by(|a, b| b.written.cmp(&a.written).then_with(|| a.journal.cmp(&b.journal)));
    drafts
}

/// The draft in one journal; nothing where a running program writes it, or where no entry is whole.
fn read(journal: &Path) -> io::Result<Option<Draft>> {
    let mut file = File::open(journal)?;
    // A file system without locks shows every journal: better twice than never.
    if let Err(TryLockError::WouldBlock) = file.try_lock_shared() {
        return Ok(None);
    }
    let written = file.metadata()?.modified()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let replayed = replay(&bytes);
    let draft = replayed.map(|Replayed { whole: Whole { file, base, text }, damaged }| {
        let journal = journal.to_owned();
        Draft { journal, file, base, text, written, damaged }
    });
    Ok(draft)
}

struct Replayed {
    whole: Whole,
    damaged: bool,
}

/// The latest text that can be told for certain. Behind a damaged line no edit has a known place, up to the next whole
/// text.
fn replay(bytes: &[u8]) -> Option<Replayed> {
    let lines = bytes.strip_prefix(HEADER.as_bytes())?;
    let mut current: Option<Whole> = None;
    let (mut in_step, mut damaged) = (false, false);
    for line in lines.split_inclusive(|&byte| byte == b'\n') {
        match (Entry::of(line), &mut current) {
            (Some(Entry::Text(whole)), _) => {
                current = Some(whole);
                in_step = true;
            }
            (Some(Entry::Edit { splices, length }), Some(Whole { text, .. })) if in_step => {
                in_step = fits(text, &splices, length) && splice(text, &splices);
            }
            _ => in_step = false,
        }
        damaged |= !in_step;
    }
    current.map(|whole| Replayed { whole, damaged })
}

/// Whether the edit leads to a text of this length.
fn fits(text: &str, splices: &[super::Splice], length: usize) -> bool {
    let removed: usize = splices.iter().map(|splice| splice.end.saturating_sub(splice.start)).sum();
    let inserted: usize = splices.iter().map(|splice| splice.insert.len()).sum();
    (text.len() + inserted).checked_sub(removed) == Some(length)
}

#[cfg(test)]
mod tests {
    use super::super::entry::Splice;
    use super::*;

    fn text(text: &str) -> String {
        Entry::Text(Whole::new(Path::new("/p/a/article.md"), None, text.to_owned())).line()
    }

    fn append(length: usize, insert: &str) -> String {
        let splices = vec![Splice { start: length, end: length, insert: insert.to_owned() }];
        Entry::Edit { splices, length: length + insert.len() }.line()
    }

    fn replayed(lines: &[&str]) -> Option<(String, bool)> {
        let journal = format!("{HEADER}{}", lines.concat());
        replay(journal.as_bytes()).map(|found| (found.whole.text, found.damaged))
    }

    #[test]
    fn edits_follow_the_text() {
        assert_eq!(replayed(&[&text("a"), &append(1, "b"), &append(2, "菊")]), Some(("ab菊".into(), false)));
    }

    #[test]
    fn a_torn_tail_is_cut() {
        let (first, second) = (append(1, "b"), append(2, "c"));
        for cut in 1..second.len() {
            assert_eq!(replayed(&[&text("a"), &first, &second[..cut]]), Some(("ab".into(), true)), "cut at {cut}");
        }
    }

    #[test]
    fn behind_a_damaged_line_the_next_whole_text_counts() {
        let damaged = append(1, "b").replace('b', "x");
        assert_eq!(replayed(&[&text("a"), &damaged, &append(2, "c")]), Some(("a".into(), true)));
        assert_eq!(replayed(&[&text("a"), &damaged, &text("abc"), &append(3, "d")]), Some(("abcd".into(), true)));
        assert_eq!(replayed(&["\0\0\0\n", &text("a")]), Some(("a".into(), true)));
    }

    #[test]
    fn another_edit_than_the_next_one_is_not_made() {
        assert_eq!(replayed(&[&text("a"), &append(2, "c"), &append(3, "d")]), Some(("a".into(), true)));
    }

    #[test]
    fn what_is_no_journal_of_this_version_is_none() {
        assert_eq!(replayed(&[]), None);
        assert_eq!(replayed(&[&append(0, "a")]), None);
        assert!(replay(format!("kiku-journal 2\n{}", text("a")).as_bytes()).is_none());
        assert!(replay(b"").is_none());
    }
}
