//! One line of a journal: a checksum and what happened.
//!
//! ```text
//! kiku-journal 1
//! 1c291ca3 {"text":{"file":"/home/…/article.md","base":"9f86…","text":"…"}}
//! a3830348 {"edit":{"splices":[{"start":6,"end":6,"insert":"菊"}],"length":9}}
//! ```

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::line;

/// The first line of a journal. Another number is another format, which is left alone.
pub(super) const HEADER: &str = "kiku-journal 1\n";

/// A replacement of bytes. Several in one list all count in the text before the first of them, ascending and without
/// overlaps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Splice {
    /// The first byte that is replaced.
    pub start: usize,
    /// One past the last byte that is replaced.
    pub end: usize,
    /// What stands there afterwards.
    pub insert: String,
}

/// What happened to a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Entry {
    /// This is all of it.
    Text(Whole),
    /// It was changed.
    Edit {
        splices: Vec<Splice>,
        /// The bytes of the text afterwards: an edit that does not fit is as good as a damaged one.
        length: usize,
    },
}

/// A whole text and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Whole {
    /// The file that it is to be saved to.
    pub(super) file: PathBuf,
    /// The fingerprint of what that file was last seen to hold; nothing where there was none.
    pub(super) base: Option<String>,
    pub(super) text: String,
}

impl Whole {
    pub(super) fn new(file: &Path, base: Option<Fingerprint>, text: String) -> Self {
        // A path that is no Unicode could not be written as text; it is only compared with others of its kind.
        let file = PathBuf::from(file.to_string_lossy().into_owned());
        Self { file, base: base.map(|base| base.to_string()), text }
    }
}

impl Entry {
    /// The line, with its end.
    pub(super) fn line(&self) -> String {
        line::checked(self)
    }

    /// The entry of a whole line; nothing for a damaged one.
    pub(super) fn of(line: &[u8]) -> Option<Self> {
        line::read(line)
    }
}

/// Makes the changes in `text`: all of them, or none where they do not fit.
pub(super) fn splice(text: &mut String, splices: &[Splice]) -> bool {
    let fits = |range: &Range<usize>| text.get(range.clone()).is_some();
    let ranges: Vec<_> = splices.iter().map(|splice| splice.start..splice.end).collect();
    if !ranges.iter().all(fits) || !ranges.is_sorted_by(|before, after| before.end <= after.start) {
        return false;
    }
    for (range, splice) in ranges.into_iter().zip(splices).rev() {
        text.replace_range(range, &splice.insert);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, insert: &str) -> Splice {
        Splice { start, end, insert: insert.to_owned() }
    }

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let whole = Whole::new(Path::new("/a/記事\n.md"), Some(Fingerprint::of(b"x")), "行\n\u{2028}\"".to_owned());
        for entry in [Entry::Text(whole), Entry::Edit { splices: vec![edit(0, 3, "\r\n")], length: 2 }] {
            let line = entry.line();
            assert_eq!(line.matches('\n').count(), 1, "{line}");
            assert_eq!(Entry::of(line.as_bytes()), Some(entry));
        }
    }

    #[test]
    fn changes_that_do_not_fit_change_nothing() {
        let mut text = "a菊b".to_owned();
        for misfit in [vec![edit(0, 9, "")], vec![edit(2, 2, "x")], vec![edit(4, 5, ""), edit(0, 1, "")]] {
            assert!(!splice(&mut text, &misfit), "{misfit:?}");
        }
        assert!(splice(&mut text, &[edit(0, 1, "A"), edit(1, 4, "花"), edit(5, 5, "!")]));
        assert_eq!(text, "A花b!");
    }
}
