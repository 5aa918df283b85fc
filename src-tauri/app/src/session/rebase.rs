//! Changes that were worked out for a text, made in what has become of it since.

use ropey::Rope;

use super::difference::changes_between;
use crate::wire::Change;

/// Changes of one article, for the text that it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) slug: String,
    /// The text that the changes count in.
    pub(super) base: String,
    pub(super) changes: Vec<Change>,
}

/// A plan for the text of the moment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rebased {
    /// What still fits.
    pub(super) changes: Vec<Change>,
    /// How many changes do not, because what they change has changed.
    pub(super) skipped: usize,
    /// What takes the changes back.
    pub(super) back: Plan,
}

impl Plan {
    /// Fits the plan to the `current` text. A place that is not as it was is left out, and so is every place where the text
    /// is already what the plan makes of it.
    pub(super) fn rebased(&self, current: &str) -> Rebased {
        let between = if self.base == current { Vec::new() } else { changes_between(&self.base, current) };
        let changes = moved(&self.changes, &between);
        let already = changes.len() < self.changes.len() && self.is_made_in(current);
        let skipped = if already { 0 } else { self.changes.len() - changes.len() };
        let back = inverse(&self.slug, current, &changes);
        Rebased { changes, skipped, back }
    }

    fn is_made_in(&self, current: &str) -> bool {
        inverse(&self.slug, &self.base, &self.changes).base == current
    }
}

/// `changes` of a text as changes of the text that `between` makes of it, without those that overlap it.
fn moved(changes: &[Change], between: &[Change]) -> Vec<Change> {
    let mut outside = between.iter().peekable();
    let mut shift = 0;
    let mut moved = Vec::with_capacity(changes.len());
    for change in changes {
        while let Some(before) = outside.next_if(|outside| outside.to <= change.from) {
            shift += growth(before);
        }
        let is_free = outside.peek().is_none_or(|next| next.from >= change.to);
        let place = |at: u32| u32::try_from(i64::from(at) + shift).unwrap_or(u32::MAX);
        if is_free {
            moved.push(Change { from: place(change.from), to: place(change.to), insert: change.insert.clone() });
        }
    }
    moved
}

/// What undoes `changes` of `text`.
fn inverse(slug: &str, text: &str, changes: &[Change]) -> Plan {
    let mut rope = Rope::from_str(text);
    let mut back = Vec::with_capacity(changes.len());
    let mut shift = 0;
    for change in changes {
        let place = |at: u32| usize::try_from(i64::from(at) + shift).unwrap_or(usize::MAX);
        let unit = |at: usize| rope.try_utf16_cu_to_char(at).unwrap_or(rope.len_chars());
        let (from, to) = (unit(place(change.from)), unit(place(change.to)));
        let start = u32::try_from(place(change.from)).unwrap_or(u32::MAX);
        let insert = rope.slice(from..to).to_string();
        back.push(Change { from: start, to: start + length(&change.insert), insert });
        rope.remove(from..to);
        rope.insert(from, &change.insert);
        shift += growth(change);
    }
    Plan { slug: slug.to_owned(), base: rope.to_string(), changes: back }
}

fn growth(change: &Change) -> i64 {
    i64::from(length(&change.insert)) - i64::from(change.to - change.from)
}

fn length(text: &str) -> u32 {
    u32::try_from(kiku_core::lines::utf16_len(text)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::buffer::Buffer;
    use super::*;

    fn plan(base: &str, words: &str, with: &str) -> Plan {
        let places = base.match_indices(words).map(|(at, _)| {
            let from = length(&base[..at]);
            Change { from, to: from + length(words), insert: with.to_owned() }
        });
        Plan { slug: "a".into(), base: base.into(), changes: places.collect() }
    }

    fn made(text: &str, changes: &[Change]) -> String {
        let mut buffer = Buffer::of(text.into());
        buffer.apply(0, changes).unwrap();
        buffer.text()
    }

    #[test]
    fn a_plan_for_the_very_text_is_made_and_taken_back() {
        let base = "𠮷の市場\n市場と朝市場\n";
        let rebased = plan(base, "市場", "いちば").rebased(base);
        let after = made(base, &rebased.changes);
        assert_eq!((after.as_str(), rebased.skipped), ("𠮷のいちば\nいちばと朝いちば\n", 0));
        assert_eq!(rebased.back.base, after);
        assert_eq!(made(&after, &rebased.back.rebased(&after).changes), base);
    }

    #[test]
    fn places_move_with_the_text_and_those_that_changed_are_left_alone() {
        let base = "x one\ny one\nz one\n";
        let current = "new line\nx one\ny ones?\nz won\n";
        let rebased = plan(base, "one", "two").rebased(current);
        assert_eq!(made(current, &rebased.changes), "new line\nx two\ny twos?\nz won\n");
        assert_eq!(rebased.skipped, 1);
    }

    #[test]
    fn what_was_removed_comes_back_between_what_stands_there() {
        let base = "a cut b\nc cut d\n";
        let after = made(base, &plan(base, " cut", "").changes);
        let back = plan(base, " cut", "").rebased(base).back;
        let since = after.replace("c d", "c new d");
        assert_eq!(made(&since, &back.rebased(&since).changes), "a cut b\nc cut new d\n");
    }

    #[test]
    fn what_is_done_already_is_nothing_to_tell() {
        let base = "one\nother\none\n";
        let plan = plan(base, "one", "two");
        let rebased = plan.rebased("two\nother\ntwo\n");
        assert_eq!((rebased.changes.len(), rebased.skipped), (0, 0));
    }
}
