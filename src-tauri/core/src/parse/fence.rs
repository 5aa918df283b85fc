//! The lines of generic directives: `:::name[label]{#id .class key=value}`, `:::` and `::name[label]{…}`.

use memchr::memmem;

use crate::diagnostic::{Diagnostic, Message};
use crate::source::Span;

/// One fence line, with spans of the author's text.
#[derive(Clone, Debug)]
pub(super) struct Fence<'a> {
    /// From the first colon to the end of the line, white space aside.
    pub(super) span: Span,
    /// How many colons.
    pub(super) colons: usize,
    /// What it does.
    pub(super) kind: FenceKind<'a>,
}

impl Fence<'_> {
    /// Where its label stands.
    pub(super) fn label(&self) -> Option<Span> {
        match &self.kind {
            FenceKind::Open(opening) => opening.label,
            FenceKind::Close => None,
        }
    }

    /// How many bytes make the line a fence: three colons, or a leaf's two colons and the first letter of its name.
    pub(super) fn masked_length(&self) -> usize {
        match &self.kind {
            FenceKind::Open(opening) if self.colons == 2 => 2 + opening.name.chars().next().map_or(1, char::len_utf8),
            _ => 3,
        }
    }
}

/// What a fence line does.
#[derive(Clone, Debug)]
pub(super) enum FenceKind<'a> {
    /// Opens a container (three colons or more) or is a leaf (two).
    Open(Opening<'a>),
    /// Closes a container.
    Close,
}

/// The words of an opening fence.
#[derive(Clone, Debug)]
pub(super) struct Opening<'a> {
    pub(super) name: &'a str,
    pub(super) name_span: Span,
    /// Where the Markdown between the brackets stands.
    pub(super) label: Option<Span>,
    pub(super) attributes: Vec<Attribute<'a>>,
}

/// One attribute of a directive: `#x` is the key `id`, `.x` the key `class`, a bare word has an empty value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attribute<'a> {
    /// The name.
    pub(crate) key: &'a str,
    /// What stands after `=`, without quotes.
    pub(crate) value: &'a str,
    /// Where the name stands.
    pub(crate) key_span: Span,
    /// Where the value stands, without quotes.
    pub(crate) value_span: Span,
}

/// The fence lines of `text`, in order. Lines that start like one and are not well formed stay
/// text and are reported. Whether a line stands inside code is not known here: the Markdown parser decides.
pub(super) fn find<'a>(text: &'a str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Fence<'a>> {
    let mut fences = Vec::new();
    let mut at = 0;
    let finder = memmem::Finder::new("::");
    while let Some(found) = text.get(at..).and_then(|rest| finder.find(rest.as_bytes())) {
        let colon = at + found;
        let line_start = text[..colon].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = memchr::memchr(b'\n', &text.as_bytes()[colon..]).map_or(text.len(), |newline| colon + newline);
        if is_container_prefix(&text[line_start..colon]) {
            match read_line(&text[colon..line_end], colon) {
                Line::Fence(fence) => fences.push(fence),
                Line::Malformed(span) => diagnostics.push(malformed(span)),
                Line::Text => {}
            }
        }
        at = line_end;
    }
    fences
}

/// Whether only indentation, quote marks and list markers stand before the colons, so that a block may start here.
fn is_container_prefix(prefix: &str) -> bool {
    prefix.split_ascii_whitespace().all(|word| {
        word.bytes().all(|byte| byte == b'>')
            || matches!(word, "-" | "*" | "+")
            || word
                .strip_suffix(['.', ')'])
                .is_some_and(|number| (1..=9).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()))
    }) && (prefix.is_empty() || prefix.ends_with([' ', '\t', '>']))
}

enum Line<'a> {
    Fence(Fence<'a>),
    Malformed(Span),
    Text,
}

fn read_line(line: &str, offset: usize) -> Line<'_> {
    let line = line.trim_end();
    let span = Span::new(offset, offset + line.len());
    let colons = line.bytes().take_while(|&byte| byte == b':').count();
    let mut cursor = Cursor { line, at: colons, offset };
    if colons >= 3 {
        if cursor.rest().is_empty() {
            return Line::Fence(Fence { span, colons, kind: FenceKind::Close });
        }
        cursor.skip_spaces();
    }
    let Some((name, name_span)) = cursor.name() else { return Line::Text };
    let label = cursor.label();
    let attributes = cursor.attributes();
    match attributes {
        Some(attributes) if cursor.rest().is_empty() => {
            Line::Fence(Fence { span, colons, kind: FenceKind::Open(Opening { name, name_span, label, attributes }) })
        }
        _ if colons >= 3 => Line::Malformed(span),
        _ => Line::Text,
    }
}

fn malformed(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "malformed-directive",
        span,
        Message::new(
            "This line starts like a block and is not written like one, so it is shown as text.",
            "ブロックの書き出しに見えますが、書き方が違うため本文として表示されます。",
        ),
    )
    .hint("Write :::name[label]{key=value}.", ":::名前[見出し]{キー=値} の形で書いてください。")
}

/// A place in one fence line.
struct Cursor<'a> {
    line: &'a str,
    at: usize,
    /// Where the line starts in the text.
    offset: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, length: usize) -> (&'a str, Span) {
        let start = self.at;
        self.at += length;
        (&self.line[start..self.at], Span::new(start, self.at).shifted(self.offset))
    }

    /// A word that starts with a letter and goes on with letters, digits, `-` and `_`.
    fn name(&mut self) -> Option<(&'a str, Span)> {
        let rest = self.rest();
        rest.starts_with(char::is_alphabetic).then_some(())?;
        let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
        Some(self.take(length))
    }

    /// `[…]` with balanced brackets; a backslash keeps a bracket from counting.
    fn label(&mut self) -> Option<Span> {
        let rest = self.rest().strip_prefix('[')?;
        let end = balanced_end(rest)?;
        self.at += 1;
        let (_, span) = self.take(end);
        self.at += 1;
        Some(span)
    }

    /// `{…}`, or nothing at all; `None` where the braces are not well formed.
    fn attributes(&mut self) -> Option<Vec<Attribute<'a>>> {
        let mut attributes = Vec::new();
        if !self.rest().starts_with('{') {
            return Some(attributes);
        }
        self.at += 1;
        loop {
            self.skip_spaces();
            if self.rest().starts_with('}') {
                self.at += 1;
                return Some(attributes);
            }
            attributes.push(self.attribute()?);
        }
    }

    fn attribute(&mut self) -> Option<Attribute<'a>> {
        if let Some(key) = self.rest().chars().next().and_then(shorthand) {
            self.at += 1;
            let (value, value_span) = self.bare_value()?;
            return Some(Attribute { key, value, key_span: value_span, value_span });
        }
        let (key, key_span) = self.name()?;
        if !self.rest().starts_with('=') {
            let value_span = Span::new(key_span.end, key_span.end);
            return Some(Attribute { key, value: "", key_span, value_span });
        }
        self.at += 1;
        let (value, value_span) = self.quoted_value().or_else(|| self.bare_value())?;
        Some(Attribute { key, value, key_span, value_span })
    }

    fn quoted_value(&mut self) -> Option<(&'a str, Span)> {
        let quote = self.rest().chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let length = self.rest().get(1..)?.find(quote)?;
        self.at += 1;
        let value = self.take(length);
        self.at += 1;
        Some(value)
    }

    fn bare_value(&mut self) -> Option<(&'a str, Span)> {
        let rest = self.rest();
        let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '}' | '"' | '\'')).unwrap_or(rest.len());
        (length > 0).then(|| self.take(length))
    }
}

fn shorthand(character: char) -> Option<&'static str> {
    match character {
        '#' => Some("id"),
        '.' => Some("class"),
        _ => None,
    }
}

fn balanced_end(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => depth += 1,
            b']' if depth == 0 => return Some(at),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opening(line: &str) -> Opening<'_> {
        match read_line(line, 0) {
            Line::Fence(Fence { kind: FenceKind::Open(opening), .. }) => opening,
            _ => panic!("{line} should open a directive"),
        }
    }

    fn pairs<'a>(opening: &Opening<'a>) -> Vec<(&'a str, &'a str)> {
        opening.attributes.iter().map(|attribute| (attribute.key, attribute.value)).collect()
    }

    #[test]
    fn attributes_are_quoted_bare_or_shorthand() {
        let line = r#":::source[A [b] \] c]{#id .class ref=x title="two words" by='one' flag}"#;
        let opening = opening(line);
        assert_eq!(opening.label.map(|label| label.of(line)), Some(r"A [b] \] c"));
        let expected =
            [("id", "id"), ("class", "class"), ("ref", "x"), ("title", "two words"), ("by", "one"), ("flag", "")];
        assert_eq!(pairs(&opening), expected);
        assert_eq!(opening.attributes[3].value_span.of(line), "two words");
    }

    #[test]
    fn japanese_names_and_spaced_fences_are_read() {
        assert_eq!(opening("::: note").name, "note");
        assert_eq!(opening(":::注意[題]{}").name, "注意");
        assert_eq!(opening("::page-break").name, "page-break");
    }

    #[test]
    fn plain_colons_are_text() {
        for line in ["::", ":: spaced leaf", "::std::vec", "::1"] {
            assert!(matches!(read_line(line, 0), Line::Text), "{line}");
        }
        for line in [":::note trailing words", ":::note[open", ":::note{a=}", ":::note{a"] {
            assert!(matches!(read_line(line, 0), Line::Malformed(_)), "{line}");
        }
    }

    #[test]
    fn a_fence_may_stand_in_lists_and_quotes_and_nowhere_else() {
        let starts = |text: &str| find(text, &mut Vec::new()).iter().map(|fence| fence.span.start).collect::<Vec<_>>();
        assert_eq!(starts("> :::note\n- :::note\n12. > :::note\n  :::"), [2, 12, 26, 36]);
        assert_eq!(starts("a :::note\n10:00 ::\n`:::note\nx:::"), [0usize; 0]);
    }
}
