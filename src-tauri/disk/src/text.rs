//! One text file: its words as Kiku holds them, and how they were on disk.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use imara_diff::{Algorithm, Diff, InternedInput};

use crate::encoding;
use crate::error::DiskError;
use crate::fingerprint::Fingerprint;

/// The largest text that is read: far beyond any article, and small enough to hold a few times in memory.
pub(crate) const MAX_TEXT_BYTES: u64 = 16 * 1024 * 1024;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// How the lines of a file end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnd {
    /// `\n`.
    #[default]
    Lf,
    /// `\r\n`.
    Crlf,
}

/// What [`TextFile::text`] does not show of the bytes, so that they can be written again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextFormat {
    /// The file starts with a byte order mark.
    pub bom: bool,
    /// The end of most lines; what new lines get.
    pub line_end: LineEnd,
}

/// A text as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// The words, without byte order mark and with `\n` line ends.
    pub text: String,
    /// How they stood on disk.
    pub format: TextFormat,
    /// Of the bytes as they stood on disk.
    pub fingerprint: Fingerprint,
}

/// The bytes are not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not UTF-8 text (byte {})", self.valid_up_to + 1)]
pub struct NotUtf8 {
    /// The number of bytes before the first invalid one.
    pub valid_up_to: usize,
}

impl TextFile {
    /// Reads `bytes` as UTF-8.
    ///
    /// # Errors
    /// With the place of the first byte that is not UTF-8.
    pub fn decode(bytes: Vec<u8>) -> Result<Self, NotUtf8> {
        let fingerprint = Fingerprint::of(&bytes);
        let (text, format) = decode(bytes)?;
        Ok(Self { text, format, fingerprint })
    }
}

/// The words of `bytes`, and how they stood there.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<(String, TextFormat), NotUtf8> {
    if let Some(valid_up_to) = encoding::start_of_iso_2022_jp(&bytes) {
        return Err(NotUtf8 { valid_up_to });
    }
    let mut text =
        String::from_utf8(bytes).map_err(|error| NotUtf8 { valid_up_to: error.utf8_error().valid_up_to() })?;
    let bom = text.as_bytes().starts_with(BOM);
    if bom {
        text.drain(..BOM.len());
    }
    let mut line_end = LineEnd::default();
    if text.contains('\r') {
        line_end = line_end_of(&text);
        text = text.replace("\r\n", "\n");
    }
    Ok((text, TextFormat { bom, line_end }))
}

/// Reads the text at `path`.
///
/// # Errors
/// Where the file is missing, unreadable, too large or not UTF-8.
pub fn read_text(path: &Path) -> Result<TextFile, DiskError> {
    let bytes = read_bounded(path)?;
    TextFile::decode(bytes).map_err(|NotUtf8 { valid_up_to }| DiskError::NotUtf8 { path: path.to_owned(), valid_up_to })
}

/// All bytes of a regular file of at most [`MAX_TEXT_BYTES`]. Pipes and devices are refused: reading one may never end.
pub(crate) fn read_bounded(path: &Path) -> Result<Vec<u8>, DiskError> {
    let io = |error| DiskError::io(path, error);
    let metadata = std::fs::metadata(path).map_err(io)?;
    if !metadata.is_file() {
        return Err(DiskError::NotAFile { path: path.to_owned() });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(MAX_TEXT_BYTES)).unwrap_or_default());
    File::open(path).and_then(|file| file.take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes)).map_err(io)?;
    if bytes.len() as u64 > MAX_TEXT_BYTES {
        return Err(DiskError::TooLarge { path: path.to_owned(), limit: MAX_TEXT_BYTES });
    }
    Ok(bytes)
}

/// The bytes of `text` in `format`. Lines that stand in `before`, the bytes on disk, keep their own ends even where
/// those are mixed: an edit of one character changes one character.
pub(crate) fn encode(text: &str, format: TextFormat, before: Option<&[u8]>) -> Vec<u8> {
    let before = before.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let before = before.strip_prefix('\u{FEFF}').unwrap_or(before);
    let ends = if is_mixed(before) { own_ends(before, text, format.line_end) } else { Vec::new() };
    let mut bytes = Vec::with_capacity(text.len() + BOM.len());
    bytes.extend_from_slice(if format.bom { BOM } else { &[] });
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let line_end = ends.get(index).copied().unwrap_or(format.line_end);
        bytes.extend_from_slice(with_line_end(line, line_end).as_bytes());
    }
    bytes
}

/// Whether some lines end in one way and others in the other.
fn is_mixed(text: &str) -> bool {
    let crlf = text.matches("\r\n").count();
    crlf > 0 && crlf < text.matches('\n').count()
}

/// How each line of `text` is to end: as in `before` where it stood there, and where it took the place of one line.
fn own_ends(before: &str, text: &str, usual: LineEnd) -> Vec<LineEnd> {
    let old: Vec<LineEnd> = before.split_inclusive('\n').map(line_end_of).collect();
    let words = before.replace("\r\n", "\n");
    let input = InternedInput::new(words.as_str(), text);
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let mut ends = Vec::with_capacity(input.after.len());
    let mut at = 0;
    for hunk in diff.hunks() {
        let (from, to) = (hunk.before.start as usize, hunk.before.end as usize);
        ends.extend_from_slice(old.get(at..from).unwrap_or_default());
        let replaced = old.get(from..to).unwrap_or_default();
        if hunk.before.len() == hunk.after.len() {
            ends.extend_from_slice(replaced);
        } else {
            ends.extend(hunk.after.map(|_| usual));
        }
        at = to;
    }
    ends.extend_from_slice(old.get(at..).unwrap_or_default());
    ends
}

fn with_line_end(line: &str, end: LineEnd) -> Cow<'_, str> {
    match (end, line.strip_suffix('\n')) {
        (LineEnd::Crlf, Some(words)) => Cow::Owned(format!("{words}\r\n")),
        _ => Cow::Borrowed(line),
    }
}

fn line_end_of(text: &str) -> LineEnd {
    let lines = text.bytes().filter(|byte| *byte == b'\n').count();
    let crlf = text.matches("\r\n").count();
    if crlf * 2 > lines { LineEnd::Crlf } else { LineEnd::Lf }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(bytes: &[u8]) {
        let file = TextFile::decode(bytes.to_vec()).unwrap();
        assert_eq!(encode(&file.text, file.format, Some(bytes)), bytes);
        assert!(!file.text.contains("\r\n") && !file.text.starts_with('\u{FEFF}'));
    }

    #[test]
    fn every_kind_of_text_survives_reading_and_writing() {
        for text in [
            "",
            "\n",
            "a",
            "菊\n",
            "a\r\nb\r\n",
            "a\r\nb",
            "\u{FEFF}a\r\n",
            "\u{FEFF}",
            "a\nb\r\nc\n",
            "a\rb\r\n",
            "\r\n\n\r\n",
        ] {
            round_trip(text.as_bytes());
        }
    }

    #[test]
    fn one_changed_character_changes_one_character_on_disk() {
        let before = "一\r\n二\n三\r\n四\n五".as_bytes();
        let file = TextFile::decode(before.to_vec()).unwrap();
        let after = encode(&file.text.replace('三', "参"), file.format, Some(before));
        assert_eq!(String::from_utf8(after).unwrap(), "一\r\n二\n参\r\n四\n五");
    }

    #[test]
    fn lines_between_two_edits_keep_their_ends() {
        let before = "一\r\n二\n三\r\n四\n五\n".as_bytes();
        let file = TextFile::decode(before.to_vec()).unwrap();
        let text = file.text.replace('一', "零\n一").replace('五', "五\n六");
        let after = String::from_utf8(encode(&text, file.format, Some(before))).unwrap();
        assert_eq!(after.replace("零\n", ""), "一\r\n二\n三\r\n四\n五\n六\n");
    }

    #[test]
    fn a_new_line_ends_like_most_lines() {
        let before = b"a\r\nb\r\n";
        let file = TextFile::decode(before.to_vec()).unwrap();
        assert_eq!(encode("a\nnew\nb\n", file.format, Some(before)), b"a\r\nnew\r\nb\r\n");
        assert_eq!(encode("a\nnew\n", file.format, None), b"a\r\nnew\r\n");
    }

    #[test]
    fn bytes_that_are_not_utf8_say_where() {
        assert_eq!(TextFile::decode(b"ok \x83J".to_vec()), Err(NotUtf8 { valid_up_to: 3 }));
        assert_eq!(TextFile::decode(b"\xFF\xFEa\0".to_vec()), Err(NotUtf8 { valid_up_to: 0 }));
    }
}
