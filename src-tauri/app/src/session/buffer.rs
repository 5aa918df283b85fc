//! The text of one open article and its version. A rope, because one keystroke must not cost the whole text.

use std::ops::Range;

use kiku_disk::Splice;
use ropey::Rope;

use crate::wire::Change;

/// A text that counts its changes.
pub(super) struct Buffer {
    rope: Rope,
    version: u32,
}

/// The changes were made to another version, or do not fit this one. Nothing was applied.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OutOfStep;

impl Buffer {
    pub(super) fn of(rope: Rope) -> Self {
        Self { rope, version: 0 }
    }

    pub(super) fn version(&self) -> u32 {
        self.version
    }

    pub(super) fn text(&self) -> String {
        self.rope.to_string()
    }

    /// The text in the place of another: memory that is new costs more than what is written to it.
    pub(super) fn write_text(&self, out: &mut String) {
        out.clear();
        self.rope.chunks().for_each(|chunk| out.push_str(chunk));
    }

    /// The text as it is now; later changes do not show in it. Costs next to nothing.
    pub(super) fn freeze(&self) -> Rope {
        self.rope.clone()
    }

    pub(super) fn holds(&self, text: &Rope) -> bool {
        self.rope.len_bytes() == text.len_bytes() && self.rope == *text
    }

    /// Makes `changes`, which count in the text of version `base`: all of them or none. Tells them in bytes.
    pub(super) fn apply(&mut self, base: u32, changes: &[Change]) -> Result<Vec<Splice>, OutOfStep> {
        if base != self.version {
            return Err(OutOfStep);
        }
        let ranges: Vec<_> = changes.iter().map(|change| self.range_of(change)).collect::<Result<_, _>>()?;
        if !ranges.is_sorted_by(|before, after| before.end <= after.start) {
            return Err(OutOfStep);
        }
        let splices = ranges.iter().zip(changes).map(|(range, change)| self.splice(range, change)).collect();
        // From the last to the first, so that the places of those still to come stay where they are.
        for (range, change) in ranges.into_iter().zip(changes).rev() {
            let start = range.start;
            self.rope.remove(range);
            self.rope.insert(start, &change.insert);
        }
        self.version += 1;
        Ok(splices)
    }

    pub(super) fn replace(&mut self, text: &str) {
        self.rope = Rope::from_str(text);
        self.version += 1;
    }

    fn splice(&self, characters: &Range<usize>, change: &Change) -> Splice {
        let byte = |character| self.rope.char_to_byte(character);
        Splice { start: byte(characters.start), end: byte(characters.end), insert: change.insert.clone() }
    }

    /// The characters that a change replaces.
    fn range_of(&self, change: &Change) -> Result<Range<usize>, OutOfStep> {
        let (start, end) = (self.character_at(change.from)?, self.character_at(change.to)?);
        (start <= end).then_some(start..end).ok_or(OutOfStep)
    }

    /// The character that starts at a UTF-16 offset; the middle of a surrogate pair is none.
    fn character_at(&self, utf16: u32) -> Result<usize, OutOfStep> {
        let utf16 = utf16 as usize;
        let character = self.rope.try_utf16_cu_to_char(utf16).map_err(|_| OutOfStep)?;
        (self.rope.char_to_utf16_cu(character) == utf16).then_some(character).ok_or(OutOfStep)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: u32, to: u32, insert: &str) -> Change {
        Change { from, to, insert: insert.to_owned() }
    }

    #[test]
    fn changes_count_utf16_units_in_the_text_before_all_of_them() {
        let mut buffer = Buffer::of("𠮷野家\n菊".into());
        let splices = buffer.apply(0, &[change(0, 2, "吉"), change(4, 4, "!"), change(5, 6, "👨‍👩‍👧菊")]).unwrap();
        let bytes: Vec<_> = splices.iter().map(|splice| (splice.start, splice.end)).collect();
        assert_eq!(bytes, [(0, 4), (10, 10), (11, 14)]);
        assert_eq!(buffer.text(), "吉野家!\n👨‍👩‍👧菊");
        assert_eq!(buffer.version(), 1);
    }

    #[test]
    fn a_list_that_does_not_fit_changes_nothing() {
        let mut buffer = Buffer::of("a𠮷b".into());
        let misfits = [
            vec![change(0, 9, "")],
            vec![change(2, 2, "in a surrogate pair")],
            vec![change(3, 1, "backwards")],
            vec![change(3, 4, "out of order"), change(0, 1, "")],
            vec![change(0, 3, "overlapping"), change(1, 4, "")],
            vec![change(0, 1, "fits"), change(9, 9, "does not")],
        ];
        for misfit in misfits {
            assert_eq!(buffer.apply(0, &misfit), Err(OutOfStep), "{misfit:?}");
        }
        assert_eq!((buffer.text().as_str(), buffer.version()), ("a𠮷b", 0));
    }

    #[test]
    fn only_changes_to_the_current_version_are_made() {
        let mut buffer = Buffer::of("a".into());
        buffer.replace("b");
        assert_eq!(buffer.apply(0, &[change(0, 1, "c")]), Err(OutOfStep));
        assert_eq!(buffer.apply(2, &[change(0, 1, "c")]), Err(OutOfStep));
        assert!(buffer.apply(1, &[change(0, 1, "c")]).is_ok());
        assert_eq!(buffer.text(), "c");
    }

    #[test]
    fn a_buffer_knows_its_text_again_after_undoing() {
        let mut buffer = Buffer::of("菊".into());
        let saved = buffer.freeze();
        buffer.apply(0, &[change(1, 1, "花")]).unwrap();
        assert!(!buffer.holds(&saved));
        buffer.apply(1, &[change(1, 2, "")]).unwrap();
        assert!(buffer.holds(&saved));
    }
}
