//! The names of articles' folders.
//!
//! A name keeps the letters of the title in any script, because addresses show them and readers can read them. It is NFC,
//! since file systems disagree on anything else, and holds nothing that a file system or an address gives a meaning to.

use icu_normalizer::ComposingNormalizerBorrowed;

/// As many characters as a folder's name needs; three bytes each stay far below what file systems allow.
const LONGEST: usize = 48;

/// Names that Windows gives to devices.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// A folder's name for an article called `title`, told apart from those that are `taken`.
pub fn propose(title: &str, taken: impl Fn(&str) -> bool) -> String {
    let words = ComposingNormalizerBorrowed::new_nfc().normalize(title);
    let mut name = String::new();
    for character in words.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() || matches!(character, '_' | 'ー' | '々' | '〆') {
            name.push(character);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name: String = name.chars().take(LONGEST).collect();
    let name = match name.trim_end_matches('-') {
        "" => "article",
        name => name,
    };
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| is_allowed(name) && !taken(name)).unwrap_or_default()
}

/// Whether a folder may have this name on every system, and an address can show it.
pub fn is_allowed(name: &str) -> bool {
    let is_device = |stem: &str| {
        let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
        DEVICES.contains(&stem) || numbered.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
    };
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let forbidden =
        |character: char| character.is_control() || character.is_whitespace() || r#"/\:*?"<>|#%"#.contains(character);
    !name.is_empty()
        && name.chars().count() <= 2 * LONGEST
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains(forbidden)
        && !is_device(&stem)
        && !matches!(name, "node_modules")
        && ComposingNormalizerBorrowed::new_nfc().is_normalized(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_the_letters_of_its_title() {
        let cases = [
            ("Morning at the Market!", "morning-at-the-market"),
            ("朝の市場、夜の港", "朝の市場-夜の港"),
            ("コーヒー 入門", "コーヒー-入門"),
            ("か\u{3099}くふ", "がくふ"),
            ("../../etc", "etc"),
            ("CON", "con-2"),
            ("!?", "article"),
            ("  ", "article"),
        ];
        for (title, name) in cases {
            assert_eq!(propose(title, |_| false), name, "{title}");
        }
        assert_eq!(propose("a", |name| matches!(name, "a" | "a-2")), "a-3");
        assert!(is_allowed(&propose(&"長".repeat(500), |_| false)));
    }

    #[test]
    fn names_that_mean_something_else_are_refused() {
        for name in ["", ".git", "a/b", "..", "a.", "a b", "nul", "COM1.x", "か\u{3099}", "a\u{1}", "a#b"] {
            assert!(!is_allowed(name), "{name:?}");
        }
        assert!(is_allowed("朝の市場") && is_allowed("a.b") && is_allowed("company"));
    }
}
