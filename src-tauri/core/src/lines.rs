//! Byte offsets, lines and columns, and UTF-16 offsets of one text.
//!
//! A text may be one line of megabytes with something wrong at every word: columns are not counted from the line's
//! start each time, but from the nearest of many places, all counted once.

use std::sync::OnceLock;

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
    /// What stands before every [`STRIDE`]th byte, counted where somebody asks for a place far into a line.
    strides: OnceLock<Vec<Count>>,
}

/// From how many bytes into a line its start is too far away to count from.
const STRIDE: usize = 1024;

impl Lines {
    /// Reads the line starts of `text`, whose line ends are `\n`.
    pub fn new(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        Self { starts: std::iter::once(0).chain(ends.map(|end| end + 1)).collect(), strides: OnceLock::new() }
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
        let (line, before) = self.place(text, byte);
        Position { line: line + 1, column: before.characters + 1 }
    }

    /// The place of `byte` for an editor.
    pub fn editor_position(&self, text: &str, byte: usize) -> EditorPosition {
        let (line, before) = self.place(text, byte);
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        EditorPosition { line: count(line), character: count(before.utf16) }
    }

    /// The line of `byte`, counted from zero, and what stands before it on that line.
    fn place(&self, text: &str, byte: usize) -> (usize, Count) {
        let line = self.line_of(byte);
        let (start, end) = (self.start_of(line), byte.min(text.len()));
        if end < start + STRIDE {
            return (line, Count::of(text.as_bytes().get(start..end).unwrap_or_default()));
        }
        (line, self.before(text, end).minus(self.before(text, start)))
    }

    /// What stands before `byte` in the whole text.
    fn before(&self, text: &str, byte: usize) -> Count {
        let strides = self.strides.get_or_init(|| strides(text));
        let stride = byte / STRIDE;
        let known = strides.get(stride).copied().unwrap_or_default();
        known.plus(Count::of(&text.as_bytes()[stride * STRIDE..byte]))
    }
}

/// Characters, and their UTF-16 code units. A character counts where its first byte stands, so that a count may start
/// and end in the middle of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    characters: usize,
    utf16: usize,
}

impl Count {
    fn of(bytes: &[u8]) -> Self {
        let characters = bytes.iter().filter(|&byte| byte & 0xC0 != 0x80).count();
        // What UTF-8 writes in four bytes, UTF-16 writes in two units.
        let pairs = bytes.iter().filter(|&byte| *byte >= 0xF0).count();
        Self { characters, utf16: characters + pairs }
    }

    fn plus(self, other: Self) -> Self {
        Self { characters: self.characters + other.characters, utf16: self.utf16 + other.utf16 }
    }

    fn minus(self, other: Self) -> Self {
        Self { characters: self.characters - other.characters, utf16: self.utf16 - other.utf16 }
    }
}

/// What stands before byte 0, byte [`STRIDE`], and so on, up to the last one that the text has or ends at.
fn strides(text: &str) -> Vec<Count> {
    let whole = text.as_bytes().chunks_exact(STRIDE).scan(Count::default(), |before, stride| {
        *before = before.plus(Count::of(stride));
        Some(*before)
    });
    std::iter::once(Count::default()).chain(whole).collect()
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

    /// A place far into a line is found from the nearest stride, and is what counting from the line's start gives.
    #[test]
    fn places_in_long_lines_are_those_that_counting_gives() {
        for piece in ["a", "か\u{3099}", "𠮷", "菊a𠮷é", "菊 𠮷\n", &("é𠮷".repeat(STRIDE) + "\n")] {
            for bytes in [0, 1, STRIDE - 1, STRIDE, STRIDE + 1, 3 * STRIDE, 7 * STRIDE + 5] {
                let text = "é\n".to_owned() + &piece.repeat(bytes.div_ceil(piece.len()));
                let lines = Lines::new(&text);
                let (mut line, mut column, mut character) = (0, 0, 0);
                for (at, next) in text.char_indices().chain([(text.len(), '\0')]) {
                    assert_eq!(lines.position(&text, at), Position { line: line + 1, column: column + 1 }, "{at}");
                    let expected = EditorPosition { line: line as u32, character };
                    assert_eq!(lines.editor_position(&text, at), expected, "{at}");
                    (column, character) = (column + 1, character + next.len_utf16() as u32);
                    if next == '\n' {
                        (line, column, character) = (line + 1, 0, 0);
                    }
                }
            }
        }
    }

    #[test]
    fn strides_are_counted_for_long_lines_alone() {
        let text = "菊𠮷a".repeat(STRIDE * 5);
        let lines = Lines::new(&text);
        for (at, _) in text.char_indices() {
            lines.editor_position(&text, at);
        }
        let strides = lines.strides.get().expect("the line is long");
        assert_eq!(strides.len(), text.len() / STRIDE + 1);
        let short = Lines::new(TEXT);
        short.editor_position(TEXT, TEXT.len());
        assert!(short.strides.get().is_none(), "nothing is counted ahead for short lines");
    }
}
