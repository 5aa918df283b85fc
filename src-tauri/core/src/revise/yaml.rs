//! Values as YAML that every reader of YAML 1.1 and 1.2 takes for the same value.

use crate::parse::value::{Kind, Value};

/// What must be quoted lest it be no text: YAML 1.1 knows more words than 1.2.
const RESERVED: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"];

/// The entries of an item, one a line.
pub(crate) fn item_entries(item: &Value) -> String {
    entries(item, 0)
}

/// The entries of a table, one a line, each behind `indent` spaces.
pub(super) fn entries(table: &Value, indent: usize) -> String {
    let mut out = String::new();
    for (key, value) in table.entries() {
        out.push_str(&" ".repeat(indent));
        out.push_str(&scalar(&key.name));
        out.push(':');
        match &value.kind {
            Kind::Table(inner) if !inner.is_empty() => {
                out.push('\n');
                out.push_str(&entries(value, indent + 2));
            }
            _ => {
                out.push(' ');
                flow(value, &mut out);
                out.push('\n');
            }
        }
    }
    out
}

/// A value on one line.
fn flow(value: &Value, out: &mut String) {
    match &value.kind {
        Kind::Null => out.push_str("null"),
        Kind::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Kind::Number(number) => out.push_str(&written_number(number)),
        Kind::Text(text) => out.push_str(&scalar(text)),
        Kind::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                flow(item, out);
            }
            out.push(']');
        }
        Kind::Table(inner) if inner.is_empty() => out.push_str("{}"),
        Kind::Table(inner) => {
            for (index, (key, value)) in inner.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "{ " });
                out.push_str(&scalar(&key.name));
                out.push_str(": ");
                flow(value, out);
            }
            out.push_str(" }");
        }
    }
}

/// Digits and dates stand as they are; whatever else counts as a number is quoted.
fn written_number(number: &str) -> String {
    let plain = number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    if plain && number.starts_with(|first: char| first.is_ascii_digit()) { number.to_owned() } else { quoted(number) }
}

/// A text, in quotes where it would be something else without.
pub(crate) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Stricter than the specification (YAML 1.2.2, 7.3.3), so that one rule holds within brackets and without.
fn is_plain(text: &str) -> bool {
    let starts_well = text.starts_with(char::is_alphabetic) && !text.ends_with([' ', ':']);
    let mut rest = text.chars().peekable();
    let mut is_safe = true;
    while let Some(character) = rest.next() {
        is_safe &= match character {
            ':' => rest.peek() == Some(&'/'),
            ' ' => rest.peek() != Some(&' '),
            '-' | '_' | '.' | '/' | '(' | ')' | '+' | '?' | '=' | '~' | ';' => true,
            character => character.is_alphanumeric() || is_wide_punctuation(character),
        };
    }
    starts_well && is_safe && !RESERVED.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Punctuation of Chinese and Japanese, which means nothing to YAML.
fn is_wide_punctuation(character: char) -> bool {
    matches!(character, '\u{3001}'..='\u{301f}' | '\u{30fb}' | '\u{ff01}'..='\u{ff65}')
}

/// In double quotes (YAML 1.2.2, 7.3.1; TOML's basic strings are the same), with escapes for what does not show or does not last.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            character if is_fragile(character) => out.push_str(&escape(character)),
            character => out.push(character),
        }
    }
    out.push('"');
    out
}

/// Controls, separators of lines, the byte order mark, and what is no character.
fn is_fragile(character: char) -> bool {
    let code = u32::from(character);
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}')
        || code & 0xfffe == 0xfffe
}

fn escape(character: char) -> String {
    let code = u32::from(character);
    if code <= 0xffff { format!("\\u{code:04x}") } else { format!("\\U{code:08x}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::parse::value::from_yaml;

    fn read_back(text: &str) -> Option<String> {
        let yaml = format!("a: {}\nb: [{}, x]\n", scalar(text), scalar(text));
        let value = from_yaml(&yaml, 0).ok()?;
        let alone = value.get("a")?.text()?.to_owned();
        let listed = value.get("b")?.items().first()?.text()?.to_owned();
        (alone == listed).then_some(alone)
    }

    #[test]
    fn plain_words_stand_without_quotes() {
        for text in ["市場の朝、氷の夜", "Harbour lights", "https://example.org/a?b=c", "Doe (ed.)", "第3版"]
        {
            assert_eq!(scalar(text), text);
            assert_eq!(read_back(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_yaml_would_take_for_something_else_is_quoted() {
        for text in [
            "",
            "yes",
            "No",
            "null",
            "~",
            "2025",
            "1e3",
            "a: b",
            "a #b",
            "- a",
            "\"a\"",
            "'a'",
            "[a]",
            "a,b",
            " a",
            "a ",
            "a\nb",
            "\u{0}",
            "\u{feff}",
            "\u{85}",
            "\u{2028}",
            "@a",
            "`a`",
            "%a",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "a:",
            "=",
            "\\",
            "\r\n",
            "0x1f",
            ".inf",
            "2025-03-01",
            "\u{ffff}",
        ] {
            assert_eq!(read_back(text).as_deref(), Some(text), "{}", scalar(text));
        }
    }

    proptest! {
        #[test]
        fn every_text_is_read_back_as_it_was(text in any::<String>()) {
            prop_assert_eq!(read_back(&text), Some(text));
        }

        #[test]
        fn texts_of_what_yaml_means_something_by_are_too(text in "[-a1 :#,\\[\\]{}&*!|>'\"%@`?=~.\\\\\n\t菊「]{0,8}") {
            prop_assert_eq!(read_back(&text), Some(text));
        }
    }
}
