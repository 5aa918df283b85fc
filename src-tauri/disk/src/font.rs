//! Whether a file is a font that browsers read, from its head.
//!
//! Browsers look through every table before they use a font. Here it is told from what is no font, and from half of one.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use kiku_core::Font;

/// The largest font that is taken along. All of Japanese takes about half of that.
const MAX_BYTES: u64 = 32 * 1024 * 1024;
/// More tables than any font has.
const MAX_TABLES: u16 = 256;

/// What the file is good for.
pub(crate) fn look(path: &Path) -> Font {
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    let Ok((length, file)) = opened else { return Font::Broken };
    if length > MAX_BYTES {
        return Font::TooLarge { limit: MAX_BYTES };
    }
    let head = 12 + 16 * u64::from(MAX_TABLES);
    let mut bytes = Vec::new();
    let read: io::Result<usize> = file.take(head).read_to_end(&mut bytes);
    if read.is_ok() && is_whole(&bytes, length).unwrap_or(false) { Font::Usable } else { Font::Broken }
}

/// Whether a font that starts with `head` is as long as it says.
fn is_whole(head: &[u8], length: u64) -> Option<bool> {
    match head.get(..4)? {
        // WOFF 1.0, 3, and WOFF2, 4.1, say how long they are.
        b"wOFF" | b"wOF2" => Some(u64::from(number(head, 8)?) == length),
        [0, 1, 0, 0] | b"OTTO" | b"true" => all_tables_end_within(head, length),
        _ => None,
    }
}

/// The table directory of OpenType 1.9.1: after 12 bytes, 16 for each table, of which the last eight say where it stands and how long it is.
fn all_tables_end_within(head: &[u8], length: u64) -> Option<bool> {
    let tables = u16::from_be_bytes([*head.get(4)?, *head.get(5)?]);
    let mut within = (1..=MAX_TABLES).contains(&tables);
    for table in 0..usize::from(tables.min(MAX_TABLES)) {
        let entry = 12 + 16 * table;
        within &= u64::from(number(head, entry + 8)?) + u64::from(number(head, entry + 12)?) <= length;
    }
    Some(within)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Font {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        look(file.path())
    }

    /// A font of one table, which holds nothing.
    fn open_type(mark: &[u8; 4]) -> Vec<u8> {
        [mark, &[0, 1, 0, 16, 0, 0, 0, 0][..], b"cmap\0\0\0\0", &28u32.to_be_bytes(), &4u32.to_be_bytes(), &[0; 4]]
            .concat()
    }

    #[test]
    fn whole_fonts_are_told_from_halves_and_other_files() {
        for mark in [b"\0\x01\0\0", b"OTTO", b"true"] {
            let font = open_type(mark);
            assert_eq!(of(&font), Font::Usable);
            assert_eq!(of(&font[..font.len() - 1]), Font::Broken);
        }
        for mark in [b"wOFF", b"wOF2"] {
            let font = [mark, &[0, 1, 0, 0][..], &48u32.to_be_bytes(), &[0; 36]].concat();
            assert_eq!(of(&font), Font::Usable);
            assert_eq!(of(&font[..40]), Font::Broken);
        }
        let no_tables = [b"OTTO".as_slice(), &[0; 8]].concat();
        let too_many = [b"OTTO".as_slice(), &[0xFF; 8], &[0; 5000]].concat();
        for other in [&b""[..], b"wOF2", b"<svg><font/></svg>", b"\x89PNG\r\n\x1A\n", b"<html>", &no_tables, &too_many]
        {
            assert_eq!(of(other), Font::Broken);
        }
        assert_eq!(look(Path::new("/nowhere")), Font::Broken);
    }

    #[test]
    fn a_font_that_nobody_should_load_is_too_large() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(MAX_BYTES + 1).unwrap();
        assert_eq!(look(file.path()), Font::TooLarge { limit: MAX_BYTES });
    }
}
