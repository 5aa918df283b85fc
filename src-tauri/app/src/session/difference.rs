//! The few changes that make one text of another, so that an outside change keeps cursor, folds and undo in place.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};
use kiku_core::lines::{Lines, utf16_len};
use unicode_segmentation::UnicodeSegmentation;

use crate::wire::Change;

/// The changes from `old` to `new`: line by line, each narrowed to the characters (grapheme clusters) that differ.
pub(super) fn changes_between(old: &str, new: &str) -> Vec<Change> {
    let input = InternedInput::new(old, new);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let (old_lines, new_lines) = (Lines::new(old), Lines::new(new));
    let mut changes = Vec::new();
    // Hunks ascend, so that the text is counted once.
    let mut counted = (0, 0);
    let mut utf16 = |byte: usize| {
        let (start, units) = counted;
        counted = (byte, units + utf16_len(old.get(start..byte).unwrap_or_default()));
        u32::try_from(counted.1).unwrap_or(u32::MAX)
    };
    for hunk in diff.hunks() {
        let before = bytes_of(&hunk.before, &old_lines, old);
        let after = bytes_of(&hunk.after, &new_lines, new);
        let (head, tail) = common_ends(&old[before.clone()], &new[after.clone()]);
        changes.push(Change {
            from: utf16(before.start + head),
            to: utf16(before.end - tail),
            insert: new[after.start + head..after.end - tail].to_owned(),
        });
    }
    changes
}

/// The bytes of a range of lines. A last line without `\n` ends where the text does.
fn bytes_of(hunk: &Range<u32>, lines: &Lines, text: &str) -> Range<usize> {
    let start_of = |line: u32| {
        let line = line as usize;
        if line < lines.count() { lines.start_of(line) } else { text.len() }
    };
    start_of(hunk.start)..start_of(hunk.end)
}

/// How many bytes the texts have in common at their start, and at the end of what is left. Whole grapheme clusters
/// only: half an emoji or a letter without its accent is no place for a cursor.
fn common_ends(old: &str, new: &str) -> (usize, usize) {
    let head = common(old.graphemes(true), new.graphemes(true));
    let tail = common(old[head..].graphemes(true).rev(), new[head..].graphemes(true).rev());
    (head, tail)
}

fn common<'a>(old: impl Iterator<Item = &'a str>, new: impl Iterator<Item = &'a str>) -> usize {
    old.zip(new).take_while(|(old, new)| old == new).map(|(old, _)| old.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::super::buffer::Buffer;
    use super::*;

    fn changes(old: &str, new: &str) -> Vec<(u32, u32, String)> {
        let changes = changes_between(old, new);
        let mut buffer = Buffer::of(old.into());
        buffer.apply(0, &changes).unwrap();
        assert_eq!(buffer.text(), new);
        changes.into_iter().map(|change| (change.from, change.to, change.insert)).collect()
    }

    #[test]
    fn only_what_differs_is_changed() {
        assert_eq!(changes("一\n二\n三\n", "一\n二\n三\n"), []);
        assert_eq!(changes("一\n二が\n三\n", "一\n二は\n三\n"), [(3, 4, "は".into())]);
        assert_eq!(changes("a\nb\nc", "a\nc"), [(2, 4, String::new())]);
        assert_eq!(changes("𠮷\n𠮷a\n", "𠮷\n𠮷b\n"), [(5, 6, "b".into())]);
    }

    #[test]
    fn changes_far_apart_stay_apart() {
        let old = "first\nsame\nsame too\nlast\n";
        let new = "First\nsame\nsame too\nlast!\n";
        assert_eq!(changes(old, new), [(0, 1, "F".into()), (24, 24, "!".into())]);
    }

    #[test]
    fn grapheme_clusters_are_not_cut() {
        assert_eq!(changes("👨‍👩‍👧\n", "👨‍👩‍👦\n"), [(0, 8, "👨‍👩‍👦".into())]);
        assert_eq!(changes("カ\u{3099}\n", "カ\n"), [(0, 2, "カ".into())]);
        assert_eq!(changes("ka\u{301}\n", "ka\u{300}\n"), [(1, 3, "a\u{300}".into())]);
    }

    #[test]
    fn the_end_of_a_text_without_line_end_is_reached() {
        changes("", "a");
        changes("a", "");
        changes("a", "a\n");
        changes("a\n", "a");
        changes("a\nb", "a\nb\nc");
        changes("同じ\n", "違う\n同じ\n");
    }
}
