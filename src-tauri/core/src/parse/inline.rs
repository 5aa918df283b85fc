//! What Kiku reads in a run of plain text: ruby, citations without brackets, bare addresses, and the marks of footnotes
//! that another part of the article defines.

use memchr::memmem;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::autolink::{self, Address};
use super::citation::{self, Citation, CitationItem};
use super::{Node, Ruby};
use crate::source::Span;

/// What may stand in a run of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowed {
    /// Citations and bare addresses: not within a link.
    pub(super) links: bool,
    /// Whether `www.` stands anywhere in the text that the run is of.
    pub(super) www: bool,
}

/// Reads `source[span]`, a run of text without escapes or entities, and gives its pieces to `emit`.
pub(super) fn scan<'a>(source: &'a str, span: Span, allowed: Allowed, emit: &mut impl FnMut(Node<'a>)) {
    let text = span.of(source);
    let mut marks = Marks::new(text, allowed.www);
    let mut done = 0;
    while let Some(at) = marks.next_from(done) {
        let Some(piece) = read_at(source, span, at, done, allowed) else { continue };
        let range = piece.range();
        emit_text(source, Span::new(span.start + done, range.start), emit);
        done = range.end - span.start;
        piece.emit(source, emit);
    }
    emit_text(source, Span::new(span.start + done, span.end), emit);
}

/// The bytes of a text at which something may start, each found once, in order.
struct Marks<'a> {
    bytes: &'a [u8],
    /// What is before this has been given.
    at: usize,
    /// The next of each kind from `at` on. They are kept until they are passed: looking for the farther ones again and
    /// again would take the square of the text's length.
    next: [Option<usize>; 3],
}

/// Finds the next place of one kind from a byte on.
type Find = fn(&[u8], usize) -> Option<usize>;

const FINDERS: [Find; 3] = [next_sign, next_footnote, next_www];

impl<'a> Marks<'a> {
    /// `www` says whether `www.` is looked for.
    fn new(text: &'a str, www: bool) -> Self {
        let bytes = text.as_bytes();
        let www = www.then(|| next_www(bytes, 0)).flatten();
        Self { bytes, at: 0, next: [next_sign(bytes, 0), next_footnote(bytes, 0), www] }
    }

    fn next_from(&mut self, from: usize) -> Option<usize> {
        self.at = self.at.max(from);
        for (next, find) in self.next.iter_mut().zip(FINDERS) {
            if next.is_some_and(|next| next < self.at) {
                *next = find(self.bytes, self.at);
            }
        }
        let next = self.next.into_iter().flatten().min()?;
        self.at = next + 1;
        Some(next)
    }
}

fn next_sign(bytes: &[u8], from: usize) -> Option<usize> {
    memchr::memchr3(b'{', b'@', b':', &bytes[from..]).map(|offset| from + offset)
}

/// The bracket before the next `^`: carets are rare.
fn next_footnote(bytes: &[u8], from: usize) -> Option<usize> {
    let mut carets = memchr::memchr_iter(b'^', &bytes[from..]);
    carets.find_map(|offset| offset.checked_sub(1).map(|at| from + at).filter(|&at| bytes[at] == b'['))
}

fn next_www(bytes: &[u8], from: usize) -> Option<usize> {
    memmem::find(&bytes[from..], b"www.").map(|offset| from + offset)
}

enum Piece<'a> {
    Ruby(Ruby<'a>),
    Citation(Box<Citation<'a>>),
    Address(Address),
    /// The mark of a footnote, by its label.
    Mark(&'a str, Span),
}

impl<'a> Piece<'a> {
    fn range(&self) -> Span {
        match self {
            Self::Ruby(ruby) => ruby.span,
            Self::Citation(citation) => citation.span,
            Self::Address(address) => address.range.clone().into(),
            Self::Mark(_, span) => *span,
        }
    }

    fn emit(self, source: &'a str, emit: &mut impl FnMut(Node<'a>)) {
        match self {
            Self::Ruby(ruby) => emit(Node::Ruby(ruby)),
            Self::Citation(citation) => emit(Node::Citation(citation)),
            Self::Address(address) => emit_link(source, address, emit),
            Self::Mark(label, span) => emit(Node::Event(Event::FootnoteReference(CowStr::Borrowed(label)), span)),
        }
    }
}

/// What stands at byte `at` of the run `span`, of which everything before `done` has been read.
fn read_at(source: &str, span: Span, at: usize, done: usize, allowed: Allowed) -> Option<Piece<'_>> {
    let text = span.of(source);
    // The first character of a run may be escaped.
    let escaped = source[..span.start].ends_with('\\');
    if at == 0 && escaped {
        return None;
    }
    let done = done.max(usize::from(escaped));
    match text.as_bytes()[at] {
        b'{' => ruby(text, at, span.start).map(Piece::Ruby),
        _ if !allowed.links => None,
        b'@' => narrative(text, at, span.start)
            .map(|citation| Piece::Citation(Box::new(citation)))
            .or_else(|| address(autolink::mail(text, at), done, span)),
        b'[' => footnote_mark(text, at, span.start),
        b':' => address(autolink::with_scheme(text, at), done, span),
        _ => address(autolink::with_www(text, at), done, span),
    }
}

fn address<'a>(found: Option<Address>, done: usize, span: Span) -> Option<Piece<'a>> {
    let Address { range, destination } = found.filter(|address| address.range.start >= done)?;
    Some(Piece::Address(Address { range: range.start + span.start..range.end + span.start, destination }))
}

/// `[^label]`; the label holds neither white space nor brackets (GFM's footnotes).
fn footnote_mark(text: &str, at: usize, offset: usize) -> Option<Piece<'_>> {
    let inner = text.get(at + 2..)?;
    let end = inner.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']'))?;
    let is_label = end > 0 && inner[end..].starts_with(']');
    is_label.then(|| Piece::Mark(&inner[..end], Span::new(at, at + end + 3).shifted(offset)))
}

/// `{base|reading}` or `{base|reading|reading…}`, on one line.
fn ruby(text: &str, at: usize, offset: usize) -> Option<Ruby<'_>> {
    let inner = text.get(at + 1..)?;
    let end = inner.find(['}', '{', '\n'])?;
    let inner = &inner[..end];
    if text.as_bytes().get(at + 1 + end) != Some(&b'}') {
        return None;
    }
    let mut parts = inner.split('|');
    let base = parts.next().filter(|base| !base.is_empty())?;
    let readings: Vec<_> = parts.collect();
    let complete = !readings.is_empty() && readings.iter().any(|reading| !reading.is_empty());
    complete.then(|| Ruby { base, readings, span: Span::new(at, at + end + 2).shifted(offset) })
}

/// `@key` or `@key [locator]`, not within a word.
fn narrative(text: &str, at: usize, offset: usize) -> Option<Citation<'_>> {
    let key = citation::key_at(text, at)?;
    if text[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+')) {
        return None;
    }
    let key_end = at + 1 + key.len();
    let bracket = text[key_end..].strip_prefix(" [").and_then(|rest| rest[..rest.find([']', '[', '\n'])?].into());
    let bracket = bracket.filter(|inner| text.as_bytes().get(key_end + 2 + inner.len()) == Some(&b']'));
    let end = bracket.map_or(key_end, |inner| key_end + inner.len() + 3);
    let item = CitationItem {
        prefix: "",
        key,
        key_span: Span::new(at + 1, key_end).shifted(offset),
        suppress_author: false,
        locator: bracket.unwrap_or_default().trim(),
    };
    let span = Span::new(at, end).shifted(offset);
    Some(Citation { items: vec![item], narrative: true, text: &text[at..end], span })
}

fn emit_text<'a>(source: &'a str, span: Span, emit: &mut impl FnMut(Node<'a>)) {
    if span.start < span.end {
        emit(Node::Event(Event::Text(CowStr::Borrowed(span.of(source))), span));
    }
}

fn emit_link<'a>(source: &'a str, address: Address, emit: &mut impl FnMut(Node<'a>)) {
    let span = Span::from(address.range);
    let link = Tag::Link {
        link_type: LinkType::Autolink,
        dest_url: address.destination.into(),
        title: CowStr::Borrowed(""),
        id: CowStr::Borrowed(""),
    };
    emit(Node::Event(Event::Start(link), span));
    emit_text(source, span, emit);
    emit(Node::Event(Event::End(TagEnd::Link), span));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<usize> {
        let mut marks = Marks::new(text, true);
        std::iter::from_fn(|| marks.next_from(0)).collect()
    }

    #[test]
    fn marks_come_in_order_whatever_they_are() {
        assert_eq!(marks("a@www.b:{www."), [1, 2, 7, 8, 9]);
        assert_eq!(marks("www.www."), [0, 4]);
        assert_eq!(marks("no mark"), [0usize; 0]);
    }

    #[test]
    fn marks_within_what_was_read_are_passed_over() {
        let mut marks = Marks::new("a@b:www.c@", true);
        assert_eq!(marks.next_from(0), Some(1));
        assert_eq!(marks.next_from(5), Some(9));
        assert_eq!(marks.next_from(10), None);
    }
}
