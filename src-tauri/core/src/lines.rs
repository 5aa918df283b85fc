//! Byte offsets, lines and columns, and UTF-16 offsets of one text.

/// A place as people and editors name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, counted from one.
    pub line: usize,
    /// The column in characters (Unicode scalar values), counted from one.
    pub column: usize,
}

/// A place as editors count it: zero-based, in UTF-16 code units (Language Server Protocol, "Position").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct EditorPosition {
    /// The line, counted from zero.
    pub line: u32,
    /// UTF-16 code units from the start of the line.
    pub character: u32,
}

/// The line starts of a text, found once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    starts: Vec<LineStart>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LineStart {
    byte: usize,
    utf16: usize,
}

impl Lines {
    /// Reads the line starts of `text`, whose line ends are `\n`.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![LineStart { byte: 0, utf16: 0 }];
        let (mut byte, mut utf16) = (0, 0);
        for line in text.split_inclusive('\n') {
            byte += line.len();
            utf16 += utf16_len(line);
            if line.ends_with('\n') {
                starts.push(LineStart { byte, utf16 });
            }
        }
        Self { starts }
    }

    /// The number of lines; a final `\n` starts one more, empty, line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line, counted from zero, that holds `byte`.
    pub fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| start.byte <= byte).saturating_sub(1)
    }

    /// The first byte of a line counted from zero; past the last line, the start of the last.
    pub fn start_of(&self, line: usize) -> usize {
        self.starts.get(line).or(self.starts.last()).map_or(0, |start| start.byte)
    }

    /// The line and column of `byte`.
    pub fn position(&self, text: &str, byte: usize) -> Position {
        let line = self.line_of(byte);
        let before = text.get(self.start_of(line)..byte).unwrap_or_default();
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    /// The place of `byte` for an editor.
    pub fn editor_position(&self, text: &str, byte: usize) -> EditorPosition {
        let line = self.line_of(byte);
        let before = text.get(self.start_of(line)..byte).unwrap_or_default();
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        EditorPosition { line: count(line), character: count(utf16_len(before)) }
    }

    /// The UTF-16 offset of `byte`, as JavaScript counts.
    pub fn utf16_of(&self, text: &str, byte: usize) -> usize {
        let Some(start) = self.starts.get(self.line_of(byte)) else { return 0 };
        start.utf16 + utf16_len(text.get(start.byte..byte).unwrap_or_default())
    }

    /// The byte of a UTF-16 offset, moved back to a character boundary; past the end, the end.
    pub fn byte_of_utf16(&self, text: &str, utf16: usize) -> usize {
        let line = self.starts.partition_point(|start| start.utf16 <= utf16).saturating_sub(1);
        let Some(start) = self.starts.get(line) else { return 0 };
        let mut left = utf16 - start.utf16;
        for (offset, character) in text.get(start.byte..).unwrap_or_default().char_indices() {
            if left < character.len_utf16() {
                return start.byte + offset;
            }
            left -= character.len_utf16();
        }
        text.len()
    }
}

/// The length of `text` in UTF-16 code units.
pub fn utf16_len(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "菊\n𠮷野家 a\n";

    #[test]
    fn every_boundary_survives_the_way_to_utf16_and_back() {
        let lines = Lines::new(TEXT);
        for (byte, _) in TEXT.char_indices().chain([(TEXT.len(), ' ')]) {
            assert_eq!(lines.byte_of_utf16(TEXT, lines.utf16_of(TEXT, byte)), byte);
        }
    }

    #[test]
    fn the_middle_of_a_surrogate_pair_is_moved_back() {
        assert_eq!(Lines::new(TEXT).byte_of_utf16(TEXT, 3), 4);
    }

    #[test]
    fn columns_count_characters_from_one() {
        let lines = Lines::new(TEXT);
        assert_eq!(lines.position(TEXT, 8), Position { line: 2, column: 2 });
        assert_eq!(lines.position(TEXT, TEXT.len()), Position { line: 3, column: 1 });
    }

    #[test]
    fn offsets_past_the_end_are_the_end() {
        assert_eq!(Lines::new(TEXT).byte_of_utf16(TEXT, 999), TEXT.len());
    }
}
