//! What differs between two texts, as a reader sees it.
//!
//! ```text
//! page     two texts -> one page with what differs marked
//!   markup HTML -> its tags, and the words between them
//! words    two texts -> what stays, what goes, what comes: by words, and by characters in scripts without spaces
//! ```

mod markup;
mod page;
mod words;

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

pub use self::page::{ComparedPage, STYLESHEET, page};
use self::words::{Piece, pieces, visible};

/// How much of a text came and went, in characters without white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// What is in the later text alone.
    pub added: usize,
    /// What is in the earlier text alone.
    pub removed: usize,
}

/// Counts what differs: lines are told apart first, so that a long text takes little more than a short one.
pub fn counted(before: &str, after: &str) -> Counted {
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (old, new) = (lines(before), lines(after));
    let joined = |lines: &[&str], range: Range<u32>| -> String {
        lines.get(range.start as usize..range.end as usize).unwrap_or_default().concat()
    };
    let input = InternedInput::new(before, after);
    let mut counted = Counted::default();
    for hunk in Diff::compute(Algorithm::Histogram, &input).hunks() {
        for piece in pieces(&joined(&old, hunk.before), &joined(&new, hunk.after)) {
            match piece {
                Piece::Same(_) => {}
                Piece::Removed(words) => counted.removed += visible(words),
                Piece::Added(words) => counted.added += visible(words),
            }
        }
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_counted_as_a_reader_counts() {
        let of = |before: &str, after: &str| {
            let Counted { added, removed } = counted(before, after);
            (added, removed)
        };
        assert_eq!(of("", ""), (0, 0));
        assert_eq!(of("市場は開始する。\n", "市場は開設する。\n"), (1, 1));
        assert_eq!(of("one word\ntwo\n", "one sword\ntwo\n\nthree"), (10, 4));
        assert_eq!(of("家族は\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "家族は"), (0, 1));
        assert_eq!(of("か\u{3099}", "か"), (1, 1), "a letter with its mark is one");
    }
}
