//! Pandoc citations: `[see @key, p. 3; -@other]` and `@key [p. 4]`.

use crate::source::Span;

/// One citation, of one or more sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Citation<'a> {
    /// What is cited, in the author's order; never empty.
    pub(crate) items: Vec<CitationItem<'a>>,
    /// Written as `@key`, so that the author's name belongs to the sentence.
    pub(crate) narrative: bool,
    /// What the author wrote.
    pub(crate) text: &'a str,
    /// Where.
    pub(crate) span: Span,
}

/// One source within a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CitationItem<'a> {
    /// Words before the key: `see`.
    pub(crate) prefix: &'a str,
    /// The reference's id.
    pub(crate) key: &'a str,
    /// Where the key stands, without its `@`.
    pub(crate) key_span: Span,
    /// Written as `-@key`: the author's name is not printed again.
    pub(crate) suppress_author: bool,
    /// What follows the key: locator and closing words.
    pub(crate) locator: &'a str,
}

/// Reads the inside of brackets as a citation. `offset` is where `inner` starts in the text.
pub(super) fn bracketed(inner: &str, offset: usize) -> Option<Vec<CitationItem<'_>>> {
    let mut items = Vec::new();
    let mut at = offset;
    for part in inner.split(';') {
        items.push(item(part, at)?);
        at += part.len() + 1;
    }
    Some(items)
}

fn item(part: &str, offset: usize) -> Option<CitationItem<'_>> {
    let (sign, key) = part.match_indices('@').find_map(|(at, _)| key_at(part, at).map(|key| (at, key)))?;
    let before = &part[..sign];
    let suppress_author = before.ends_with('-');
    let prefix = before.strip_suffix('-').unwrap_or(before);
    if !(prefix.is_empty() || prefix.ends_with(char::is_whitespace)) {
        return None;
    }
    let start = sign + 1;
    let after = &part[start + key.len()..];
    let locator = after.trim_start().trim_start_matches([',', '、', '，']).trim();
    let key_span = Span::new(start, start + key.len()).shifted(offset);
    Some(CitationItem { prefix: prefix.trim(), key, key_span, suppress_author, locator })
}

/// The key after the `@` at byte `at`.
pub(super) fn key_at(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?.strip_prefix('@')?;
    let length = rest.find(|c: char| !is_key_character(c)).unwrap_or(rest.len());
    let key = rest[..length].trim_end_matches(|c: char| !c.is_alphanumeric());
    key.starts_with(|c: char| c.is_alphanumeric() || c == '_').then_some(key)
}

/// The characters of a key: letters, digits, and the punctuation that Pandoc allows inside one.
fn is_key_character(character: char) -> bool {
    character.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_have_prefixes_locators_and_suppressed_authors() {
        let items = bracketed("see @a, pp. 3-4; -@b.c、12頁", 1).unwrap();
        assert_eq!((items[0].prefix, items[0].key, items[0].locator), ("see", "a", "pp. 3-4"));
        assert_eq!((items[1].key, items[1].suppress_author, items[1].locator), ("b.c", true, "12頁"));
        assert_eq!(items[1].key_span, Span::new(20, 23));
    }

    #[test]
    fn brackets_without_a_key_are_not_citations() {
        for inner in ["", "@", "me@example.org", "@a; b", "at @ home", "^@a"] {
            assert_eq!(bracketed(inner, 0), None, "{inner}");
        }
    }

    #[test]
    fn keys_end_before_closing_punctuation() {
        assert_eq!(key_at("@doe:99.", 0), Some("doe:99"));
        assert_eq!(key_at("@菊-1、", 0), Some("菊-1"));
    }
}
