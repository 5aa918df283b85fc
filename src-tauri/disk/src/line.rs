//! One line of a file that is only ever appended to: a checksum and what it says.
//!
//! ```text
//! 1c291ca3 {"text":{"file":"/home/…/article.md","base":"9f86…","text":"…"}}
//! ```
//!
//! Lines are read one by one: what is damaged is skipped up to its end, and a person could read the rest without Kiku.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The line, with its end.
pub(crate) fn checked(content: &impl Serialize) -> String {
    let content = serde_json::to_string(content).unwrap_or_default();
    format!("{:08x} {content}\n", crc32fast::hash(content.as_bytes()))
}

/// What a whole line says; nothing for a damaged one.
pub(crate) fn read<T: DeserializeOwned>(line: &[u8]) -> Option<T> {
    let (sum, content) = std::str::from_utf8(line).ok()?.strip_suffix('\n')?.split_once(' ')?;
    let expected = u32::from_str_radix(sum, 16).ok()?;
    (crc32fast::hash(content.as_bytes()) == expected).then(|| serde_json::from_str(content).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_flipped_bit_and_any_cut_are_noticed() {
        let line = checked(&("菊", 12)).into_bytes();
        assert_eq!(read(&line), Some(("菊".to_owned(), 12)));
        for index in 0..line.len() {
            let mut damaged = line.clone();
            damaged[index] ^= 1;
            // A digit of the sum that only changed its case would still be the same sum.
            assert_eq!(read::<(String, u32)>(&damaged), None, "byte {index}");
            assert_eq!(read::<(String, u32)>(&line[..index]), None, "cut at {index}");
        }
    }
}
