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
    starts: Vec<usize>,
}

impl Lines {
    /// Reads the line starts of `text`, whose line ends are `\n`.
    pub fn new(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        Self { starts: std::iter::once(0).chain(ends.map(|end| end + 1)).collect() }
    }

    /// The number of lines; a final `\n` starts one more, empty, line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line, counted from zero, that holds `byte`.
    pub fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// The first byte of a line counted from zero; past the last line, the start of the last.
    pub fn start_of(&self, line: usize) -> usize {
        self.starts.get(line).or(self.starts.last()).copied().unwrap_or(0)
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
    fn editors_count_utf16_units_from_zero() {
        let at = |byte| Lines::new(TEXT).editor_position(TEXT, byte);
        assert_eq!(at(0), EditorPosition { line: 0, character: 0 });
        assert_eq!(at(TEXT.find('野').unwrap()), EditorPosition { line: 1, character: 2 });
        assert_eq!(at(TEXT.len()), EditorPosition { line: 2, character: 0 });
    }

    #[test]
    fn columns_count_characters_from_one() {
        let lines = Lines::new(TEXT);
        assert_eq!(lines.position(TEXT, 8), Position { line: 2, column: 2 });
        assert_eq!(lines.position(TEXT, TEXT.len()), Position { line: 3, column: 1 });
    }
}
