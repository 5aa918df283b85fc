//! Texts that are not UTF-8: shown, never written, and converted where somebody asks for it, with the original kept.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::copy::keep_copy;
use crate::error::{DiskError, SaveError};
use crate::fingerprint::Fingerprint;
use crate::save::save_text;
use crate::text::{LineEnd, TextFormat, read_bounded};

/// Of a damaged UTF-8 text, at most one character in this many is damaged: more, and it is another encoding.
const DAMAGED: usize = 20;

/// Where two encodings are as likely as each other, the one that is used in Japan counts.
const HINT: Option<&[u8]> = Some(b"jp");

/// A text in another encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// The words, as far as they can be read, with `\n` line ends.
    pub text: String,
    /// Of the bytes as they stand on disk.
    pub fingerprint: Fingerprint,
    /// What the encoding is called, as in `Shift_JIS`.
    pub encoding: &'static str,
    /// Whether every byte is understood, so that the text can be converted.
    pub exact: bool,
}

/// Reads a text that is not UTF-8.
///
/// # Errors
/// Where the file is missing, unreadable or too large.
pub fn read_foreign(path: &Path) -> Result<Foreign, DiskError> {
    let bytes = read_bounded(path)?;
    let (encoding, text, exact) = decode(&bytes);
    let text = if text.contains('\r') { text.replace("\r\n", "\n") } else { text.into_owned() };
    Ok(Foreign { text, fingerprint: Fingerprint::of(&bytes), encoding: encoding.name(), exact })
}

/// Writes the text at `path` as UTF-8 in its place. The original is kept beside it; tells where.
///
/// # Errors
/// Where a byte is not understood, where the original cannot be kept, and as [`save_text`]. Nothing has changed then.
pub fn convert_to_utf8(path: &Path) -> Result<PathBuf, SaveError> {
    let foreign = read_foreign(path).map_err(|error| failed(path, &error))?;
    let kept = keep_copy(path).filter(|copy| holds(copy, foreign.fingerprint));
    let (true, Some(kept)) = (foreign.exact, kept) else {
        return Err(SaveError::io(path, std::io::ErrorKind::InvalidData.into()));
    };
    let bytes = read_bounded(path).map_err(|error| failed(path, &error))?;
    let crlf = decode(&bytes).1.contains("\r\n");
    let line_end = if crlf { LineEnd::Crlf } else { LineEnd::Lf };
    save_text(path, &foreign.text, TextFormat { bom: false, line_end }, Some(foreign.fingerprint))?;
    Ok(kept)
}

fn holds(copy: &Path, fingerprint: Fingerprint) -> bool {
    fs::read(copy).is_ok_and(|bytes| Fingerprint::of(&bytes) == fingerprint)
}

fn failed(path: &Path, error: &DiskError) -> SaveError {
    SaveError::io(path, std::io::Error::other(error.to_string()))
}

/// The encoding, the text, and whether every byte was understood.
fn decode(bytes: &[u8]) -> (&'static Encoding, Cow<'_, str>, bool) {
    let encoding = encoding_of(bytes);
    let (text, _, malformed) = encoding.decode(bytes);
    let exact = !malformed && encoding != UTF_8;
    (encoding, text, exact)
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if is_damaged_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(HINT, Utf8Detection::Deny)
}

/// Where the first escape stands of a text in ISO-2022-JP, as old mail has it. Its bytes would pass for ASCII.
pub(crate) fn start_of_iso_2022_jp(bytes: &[u8]) -> Option<usize> {
    let escape = memchr::memmem::find(bytes, b"\x1B$")?;
    (bytes.is_ascii() && ISO_2022_JP.decode_without_bom_handling_and_without_replacement(bytes).is_some())
        .then_some(escape)
}

/// Markup and line ends are ASCII in every article, and every other byte of theirs is zero in UTF-16. No other text has
/// zeros.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match (even, odd) {
        (0, 0) => None,
        (even, odd) if odd > even => Some(UTF_16LE),
        _ => Some(UTF_16BE),
    }
}

/// UTF-8 of which a few bytes are broken, as by a cut in the middle of a character.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let damaged = text.matches('\u{FFFD}').count();
    let beyond_ascii = text.chars().filter(|character| !character.is_ascii()).count();
    beyond_ascii > damaged * DAMAGED
}

#[cfg(test)]
mod tests {
    use encoding_rs::{EUC_JP, SHIFT_JIS};

    use super::*;
    use crate::text::{NotUtf8, TextFile, read_text};

    const WORDS: &str = "---\ntitle: 菊の朝\n---\n\n市場はなぜ朝に開くのか。ｶﾅと漢字、①も。\n";

    fn utf16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    fn file(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("article.md");
        fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    /// Without what some of the encodings cannot say.
    fn alike(text: &str) -> String {
        text.replace('①', "1").replace("ｶﾅ", "カナ")
    }

    fn encodings() -> Vec<(&'static str, Vec<u8>)> {
        let plain = WORDS.replace("①", "1");
        let full_width = plain.replace("ｶﾅ", "カナ");
        vec![
            ("Shift_JIS", SHIFT_JIS.encode(WORDS).0.into_owned()),
            ("EUC-JP", EUC_JP.encode(&plain).0.into_owned()),
            ("ISO-2022-JP", ISO_2022_JP.encode(&full_width).0.into_owned()),
            ("UTF-16LE", utf16(WORDS, true, u16::to_le_bytes)),
            ("UTF-16BE", utf16(WORDS, true, u16::to_be_bytes)),
            ("UTF-16LE", utf16(WORDS, false, u16::to_le_bytes)),
            ("UTF-16BE", utf16(WORDS, false, u16::to_be_bytes)),
        ]
    }

    #[test]
    fn what_is_written_in_japan_is_read() {
        for (name, bytes) in encodings() {
            let (_folder, path) = file(&bytes);
            let foreign = read_foreign(&path).unwrap();
            assert_eq!((foreign.encoding, foreign.exact), (name, true));
            assert_eq!(alike(&foreign.text), alike(WORDS), "{name}");
            assert_eq!(fs::read(&path).unwrap(), bytes, "{name}: reading changes nothing");
        }
    }

    #[test]
    fn the_original_stands_beside_what_was_converted() {
        for (name, bytes) in encodings() {
            let (folder, path) = file(&bytes);
            let kept = convert_to_utf8(&path).unwrap();
            assert_eq!(kept, folder.path().join("article.kept-1.md"));
            assert_eq!(fs::read(kept).unwrap(), bytes, "{name}");
            assert_eq!(alike(&read_text(&path).unwrap().text), alike(WORDS), "{name}");
        }
    }

    #[test]
    fn line_ends_are_kept() {
        let (_folder, path) = file(&SHIFT_JIS.encode("題\r\n本文\r\n").0);
        assert_eq!(read_foreign(&path).unwrap().text, "題\n本文\n");
        convert_to_utf8(&path).unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), "題\r\n本文\r\n");
    }

    #[test]
    fn what_is_not_understood_to_the_last_byte_is_not_converted() {
        let mut cut = WORDS.as_bytes().to_vec();
        cut.truncate(cut.len() - 2);
        let odd = utf16("菊a", true, u16::to_le_bytes)[..5].to_vec();
        for bytes in [cut, b"\xFF\xFEa".to_vec(), odd] {
            let (_folder, path) = file(&bytes);
            assert!(!read_foreign(&path).unwrap().exact, "{bytes:?}");
            convert_to_utf8(&path).unwrap_err();
            assert_eq!(fs::read(&path).unwrap(), bytes);
        }
    }

    #[test]
    fn a_cut_utf8_text_is_shown_as_utf8() {
        let bytes = &WORDS.as_bytes()[..WORDS.len() - 2];
        let (_folder, path) = file(bytes);
        assert!(read_foreign(&path).unwrap().text.starts_with("---\ntitle: 菊の朝\n"));
    }

    #[test]
    fn iso_2022_jp_passes_for_no_utf8_and_other_escapes_for_no_iso_2022_jp() {
        let bytes = ISO_2022_JP.encode("a菊\n").0.into_owned();
        assert_eq!(TextFile::decode(bytes), Err(NotUtf8 { valid_up_to: 1 }));
        for text in ["\u{1B}[1mbold\u{1B}[0m\n", "\u{1B}$\n", "菊\u{1B}$B\n", "costs $5\n"] {
            assert_eq!(TextFile::decode(text.as_bytes().to_vec()).unwrap().text, text);
        }
    }
}
