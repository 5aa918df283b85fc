//! The YAML that front matter is written in: keys, plain words, lists, on lines of their own or in brackets on one line.
//!
//! The full parser takes five million instructions for the sources of an article of 100 KB, as many as all else that
//! happens to a third of its text. What is plain is read here in a tenth of that. *Invariant:* a text is read here exactly
//! as the full parser reads it, or not at all: whatever asks for a second look (escapes, anchors, words over several lines,
//! what may be a number) is left to that parser.

use super::value::{Key, Kind, Value};
use crate::source::Span;

/// How deep lists and tables may nest.
const MAX_DEPTH: usize = 16;
/// How many keys a table may have: each is compared with all before it.
const MAX_KEYS: usize = 64;

/// Reads YAML that starts at byte `offset` of its file; nothing where it is not plain.
pub(super) fn read(text: &str, offset: usize) -> Option<Value> {
    if has_strange_characters(text) {
        return None;
    }
    let mut reader = Reader { text, offset, next: 0, line: None, depth: 0 };
    reader.advance();
    let value = reader.line.filter(|line| line.column == 0).and_then(|_| reader.block())?;
    reader.line.is_none().then_some(value)
}

/// Control characters, byte order marks, and what some versions of YAML take for the end of a line.
fn has_strange_characters(text: &str) -> bool {
    // Without a branch a byte, so that many are looked at at once.
    let controls = text.bytes().fold(false, |found, byte| found | ((byte < 0x20) & (byte != b'\n')) | (byte == 0x7F));
    let mut leads = memchr::memchr3_iter(0xC2, 0xE2, 0xEF, text.as_bytes());
    let is_strange = |c: char| matches!(c, '\u{80}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}'..);
    controls || leads.any(|at| text[at..].starts_with(is_strange))
}

/// What is left of a line: its place, and how far it is indented.
#[derive(Clone, Copy)]
struct Line<'t> {
    words: &'t str,
    start: usize,
    column: usize,
}

impl<'t> Line<'t> {
    /// The same without its first `length` bytes and the spaces behind them.
    fn after(self, length: usize) -> Self {
        let words = self.words[length..].trim_start_matches(' ');
        let skipped = self.words.len() - words.len();
        Self { words, start: self.start + skipped, column: self.column + skipped }
    }

    fn is_item(self) -> bool {
        self.words.starts_with("- ")
    }
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
    /// Where the line after the present one starts.
    next: usize,
    /// The present line; nothing at the end.
    line: Option<Line<'t>>,
    depth: usize,
}

impl<'t> Reader<'t> {
    /// Goes to the next line that is neither empty nor a comment.
    fn advance(&mut self) {
        self.line = None;
        while self.next < self.text.len() {
            let rest = &self.text[self.next..];
            let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            let line = Line { words: rest[..length].trim_end_matches(' '), start: self.next, column: 0 }.after(0);
            self.next += length + 1;
            if !line.words.is_empty() && !line.words.starts_with('#') {
                self.line = Some(line);
                return;
            }
        }
    }

    /// The list or the table that starts on the present line.
    fn block(&mut self) -> Option<Value> {
        let line = self.line?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let kind = if line.is_item() { self.list(line.column) } else { self.table(line.column) };
        self.depth -= 1;
        collection(kind?)
    }

    fn table(&mut self, column: usize) -> Option<Kind> {
        let mut entries: Vec<(Key, Value)> = Vec::new();
        while let Some(line) = self.line.filter(|line| line.column >= column) {
            let name = key(line.words).filter(|_| line.column == column)?;
            if !may_add(name, &entries) {
                return None;
            }
            let key = Key { span: self.span(line.start, name), name: name.to_owned() };
            let words = line.after(name.len() + 1);
            let value = if words.words.is_empty() { self.below(column)? } else { self.on_line(words, column)? };
            entries.push((key, value));
        }
        Some(Kind::Table(entries))
    }

    /// The value of a key that stands alone on the present line. Lists need not be indented.
    fn below(&mut self, column: usize) -> Option<Value> {
        self.advance();
        let line = self.line?;
        (line.column > column || (line.column == column && line.is_item())).then(|| self.block())?
    }

    fn list(&mut self, column: usize) -> Option<Kind> {
        let mut items = Vec::new();
        while let Some(line) = self.line.filter(|line| line.column >= column) {
            if line.column > column {
                return None;
            }
            if !line.is_item() {
                break;
            }
            let words = line.after(1);
            if key(words.words).is_some() {
                self.line = Some(words);
                items.push(self.block()?);
            } else {
                items.push(self.on_line(words, column)?);
            }
        }
        Some(Kind::List(items))
    }

    /// A value that is all on the present line; the next line must not go on with it.
    fn on_line(&mut self, line: Line<'t>, column: usize) -> Option<Value> {
        let mut words = Words { rest: line.words, at: line.start, offset: self.offset, depth: self.depth };
        let value = if line.words.starts_with(['[', '{']) { words.flow()? } else { words.scalar(line.words)? };
        self.advance();
        let ends = words.rest.is_empty() && self.line.is_none_or(|next| next.column <= column);
        ends.then_some(value)
    }

    fn span(&self, start: usize, words: &str) -> Span {
        Span::new(start, start + words.len()).shifted(self.offset)
    }
}

/// Whether a table has neither this key nor too many.
fn may_add(name: &str, entries: &[(Key, Value)]) -> bool {
    entries.len() < MAX_KEYS && entries.iter().all(|(key, _)| key.name != name)
}

/// A list or a table reaches from its first part to its last.
fn collection(kind: Kind) -> Option<Value> {
    let (start, end) = match &kind {
        Kind::List(items) => (items.first()?.span, items.last()?.span),
        Kind::Table(entries) => (entries.first()?.0.span, entries.last()?.1.span),
        _ => return None,
    };
    Some(Value { span: Span::new(start.start, end.end), kind })
}

/// The key that a line starts with: `key:`, and then a space or the end of the line.
fn key(words: &str) -> Option<&str> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let length = words.bytes().take_while(is_part).count();
    let after = words[length..].strip_prefix(':')?;
    let name = &words[..length];
    (is_word(name) && (after.is_empty() || after.starts_with(' '))).then_some(name)
}

/// Whether some version of YAML could take it for no text: those words start with other characters, or are these.
fn is_word(words: &str) -> bool {
    const OTHERS: [&str; 12] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"];
    let starts = |first: char| first.is_ascii_alphabetic() || !first.is_ascii();
    words.starts_with(starts) && !OTHERS.iter().any(|other| other.eq_ignore_ascii_case(words))
}

/// A year and a month, and a day perhaps: digits that are no number.
fn is_date(words: &str) -> bool {
    let is_dash = |at: usize| matches!(at, 4 | 7);
    matches!(words.len(), 7 | 10)
        && words.bytes().enumerate().all(|(at, byte)| if is_dash(at) { byte == b'-' } else { byte.is_ascii_digit() })
}

/// What one line says, from left to right.
struct Words<'t> {
    rest: &'t str,
    at: usize,
    offset: usize,
    depth: usize,
}

impl<'t> Words<'t> {
    fn skip(&mut self, length: usize) {
        self.at += length;
        self.rest = &self.rest[length..];
    }

    fn skip_spaces(&mut self) {
        self.skip(self.rest.len() - self.rest.trim_start_matches(' ').len());
    }

    /// The text `words`, which stands first in what is left.
    fn scalar(&mut self, words: &'t str) -> Option<Value> {
        let quote = words.chars().next().filter(|first| matches!(first, '"' | '\''));
        let text = match quote {
            Some(quote) => words[1..].strip_suffix(quote).filter(|text| !text.contains([quote, '\\']))?,
            None => words,
        };
        let is_text = is_word(text) || is_date(text);
        let goes_on = || text.contains(": ") || text.contains(" #") || text.ends_with(':') || text.trim() != text;
        if quote.is_none() && (!is_text || goes_on()) {
            return None;
        }
        let span = Span::new(self.at, self.at + words.len()).shifted(self.offset);
        self.skip(words.len());
        Some(Value { span, kind: Kind::Text(text.to_owned()) })
    }

    /// `[a, b]` or `{ key: a }`.
    fn flow(&mut self) -> Option<Value> {
        self.depth += 1;
        let is_list = self.rest.starts_with('[');
        let close = if is_list { ']' } else { '}' };
        let (mut items, mut entries) = (Vec::new(), Vec::<(Key, Value)>::new());
        while self.depth <= MAX_DEPTH {
            self.skip(1);
            self.skip_spaces();
            if is_list {
                items.push(self.flow_value()?);
            } else {
                let key = self.flow_key()?;
                if !may_add(&key.name, &entries) {
                    return None;
                }
                entries.push((key, self.flow_value()?));
            }
            self.skip_spaces();
            if self.rest.starts_with(close) {
                self.skip(1);
                self.depth -= 1;
                return collection(if is_list { Kind::List(items) } else { Kind::Table(entries) });
            }
            if !self.rest.starts_with(',') {
                return None;
            }
        }
        None
    }

    fn flow_key(&mut self) -> Option<Key> {
        let name = key(self.rest)?;
        let span = Span::new(self.at, self.at + name.len()).shifted(self.offset);
        self.skip(name.len() + 1);
        self.skip_spaces();
        Some(Key { span, name: name.to_owned() })
    }

    fn flow_value(&mut self) -> Option<Value> {
        let words = match self.rest.bytes().next()? {
            b'[' | b'{' => return self.flow(),
            quote @ (b'"' | b'\'') => {
                let end = memchr::memchr(quote, &self.rest.as_bytes()[1..])?;
                &self.rest[..end + 2]
            }
            _ => {
                let end = self.rest.find([',', ']', '}', '[', '{', ':', '#'])?;
                let words = self.rest[..end].trim_end_matches(' ');
                if words.is_empty() || !self.rest[end..].starts_with([',', ']', '}']) {
                    return None;
                }
                words
            }
        };
        self.scalar(words)
    }
}

#[cfg(test)]
mod tests {
    use super::super::value;
    use super::*;

    /// Whether a text is read here; and then as the full parser reads it.
    fn is_plain(text: &str) -> bool {
        let read = read(text, 7);
        if let Some(read) = &read {
            assert_eq!(value::from_full_yaml(text, 7).as_ref(), Ok(read), "{text:?}");
        }
        read.is_some()
    }

    #[test]
    fn front_matter_is_plain() {
        let items = "references:\n- id: a-1\n  title: 菊 & 花: は\n  author: [{ literal: 新報 }, { family: Doe, given: Ann }]\n";
        assert!(!is_plain(items), "a colon and a space");
        for text in [
            "title: 市場の朝\ndescription: 一日、二日。\ndate: 2026-02-28\ntags: [a, \"b c\", 'd']\nstatus: draft\n",
            "title: a\nreferences:\n  - id: k\n    URL: https://example.org/a#b?c=d:e\n    issued: 2016-03\n\n  # b\n  - id: l\n",
            "a:\n- b\n- c: d\n  e: {f: [g, {h: i}]}\nj:\n    k: l",
            "a: it's \"so\"\nb: don't [stop] {now}, please",
            "a: \"\"\nb: ''\n",
        ] {
            assert!(is_plain(text), "{text:?}");
        }
    }

    #[test]
    fn what_needs_a_second_look_is_left_alone() {
        for text in [
            "",
            "a",
            "a:",
            "a: 1",
            "a: ~",
            "a: yes",
            "a: .5",
            "a: -b",
            "a: &b c",
            "a: *b",
            "a: !b c",
            "a: |\n  b",
            "a: b\n  c",
            "a: b # c",
            "a: \"b\\n\"",
            "a: 'b''c'",
            "a: [b,\n c]",
            "a: []",
            "a: [b,]",
            "a:\tb",
            "a: b\r\n",
            "a: b\na: c",
            "a: {b: c, b: d}",
            "? a\n: b",
            "<<: a",
            "a: b: c",
            "a: \"b\" c",
            "- a\nb: c",
            "a:\n- b\n - c",
            "---\na: b",
            "a: b\n...",
            "a: b\u{2028}c",
            "a: @b",
            "a: `b",
            "a: %b",
            "- - a",
            "a: {b}",
            "a: [b: c]",
        ] {
            assert!(!is_plain(text), "{text:?}");
        }
    }

    #[test]
    fn whatever_is_read_is_read_as_the_full_parser_does() {
        let pieces = [
            "a: b\n",
            "  a: b c\n",
            "c:\n",
            "  c:\n",
            "- a\n",
            "  - a: b\n",
            "    d: e\n",
            "- e: [x, y z]\n",
            "  f: {g: h}\n",
            "\n",
            "# c\n",
            "  i: 'j k'\n",
            "l: 2020-01-02\n",
            "   - \"m\"\n",
            "- \n",
            "-\n",
            "n: 10:30\n",
            "o: a,b]\n",
            " p: q:r\n",
            "  s: t \n",
            "u : v\n",
            "w: x#y\n",
            "é: z\n",
            "aa: 'b' \n",
            "-  c:  d\n",
            "bb: e\u{3000}\n",
            "cc: \u{3000}f\n",
        ];
        for one in pieces {
            for two in pieces {
                for three in pieces {
                    is_plain(&[one, two, three].concat());
                    is_plain(&["k:\n", one, two, three].concat());
                }
            }
        }
    }
}
