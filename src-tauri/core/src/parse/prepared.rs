//! The text as pulldown-cmark is to see it, and the way back to the author's.

use std::borrow::Cow;

use memchr::memmem;

use super::cjk::{self, SEPARATOR};
use super::fence::{self, Fence};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What stands in place of a fence's first characters: an HTML block that begins and ends on one line.
const MASK: &str = "<?>";
/// What stands in place of a ruby's `|`; no text has a use for this control character.
pub(super) const PIPE_MASK: char = '\u{1}';
/// What makes a mask as long as a leaf's two colons and first letter.
const FILLER: char = '-';

/// A stretch of an article's body, made ready for the Markdown parser.
#[derive(Debug)]
pub(crate) struct Prepared<'t> {
    /// The text that spans count in: the author's, of the stretch.
    pub(super) source: &'t str,
    /// Where `text` starts in `source`: a label is a part of its line.
    offset: usize,
    /// The text with fences masked and separators put in.
    pub(super) text: Cow<'t, str>,
    /// Where the separators stand in `text`, ascending.
    separators: Vec<usize>,
    /// By position.
    pub(super) fences: Vec<Fence<'t>>,
    /// The labels of the fences, each prepared by itself, by position.
    labels: Vec<(Span, Prepared<'t>)>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether `www.` stands anywhere in `text`.
    pub(super) has_www: bool,
}

impl<'t> Prepared<'t> {
    /// Prepares a stretch of a body.
    pub(crate) fn new(source: &'t str) -> Self {
        let mut diagnostics = Vec::new();
        let fences = fence::find(source, &mut diagnostics);
        let (text, separators) = rewrite(source, 0, &fences);
        let labels = fences.iter().filter_map(Fence::label).map(|span| (span, Self::label(source, span))).collect();
        let has_www = memmem::find(text.as_bytes(), b"www.").is_some();
        Self { source, offset: 0, text, separators, fences, labels, diagnostics, has_www }
    }

    fn label(source: &'t str, span: Span) -> Self {
        let (text, separators) = rewrite(span.of(source), span.start, &[]);
        let (fences, labels, diagnostics) = (Vec::new(), Vec::new(), Vec::new());
        let has_www = memmem::find(text.as_bytes(), b"www.").is_some();
        Self { source, offset: span.start, text, separators, fences, labels, diagnostics, has_www }
    }

    /// The label that stands at `span`.
    pub(super) fn label_at(&self, span: Span) -> Option<&Self> {
        let index = self.labels.binary_search_by_key(&span, |(at, _)| *at).ok()?;
        self.labels.get(index).map(|(_, label)| label)
    }

    /// The author's text of the stretch.
    pub(crate) fn source(&self) -> &'t str {
        self.source
    }

    /// The span in the author's text of a range of `text`.
    pub(super) fn origin(&self, range: &std::ops::Range<usize>) -> Span {
        Span::new(self.origin_of(range.start), self.origin_of(range.end))
    }

    fn origin_of(&self, at: usize) -> usize {
        let inserted = self.separators.partition_point(|&separator| separator < at);
        self.offset + at - inserted * SEPARATOR.len_utf8()
    }

    /// What a piece of the copy says in the author's text: without separators, with what was masked.
    pub(super) fn restored<'p>(&'p self, span: Span, text: &'p str) -> Cow<'p, str> {
        let original = span.of(self.source);
        if matches!(self.text, Cow::Borrowed(_)) || text == original {
            return Cow::Borrowed(text);
        }
        let without =
            if text.contains(SEPARATOR) { Cow::Owned(text.replace(SEPARATOR, "")) } else { Cow::Borrowed(text) };
        // Masks are as long as what they hide. Text that Markdown itself changed (entities, tabs) has another length.
        if without.len() == original.len() {
            return Cow::Borrowed(original);
        }
        if without.contains(PIPE_MASK) { Cow::Owned(without.replace(PIPE_MASK, "|")) } else { without }
    }
}

/// A place where the copy differs from the author's text.
struct Rewrite {
    at: usize,
    /// How many bytes of the author's give way.
    length: usize,
    kind: RewriteKind,
}

enum RewriteKind {
    Fence,
    Pipe,
    Separator,
}

/// The body with masks and separators, and where the separators stand in it.
fn rewrite<'t>(body: &'t str, offset: usize, fences: &[Fence<'_>]) -> (Cow<'t, str>, Vec<usize>) {
    let fence = |fence: &Fence<'_>| {
        let (at, length) = (fence.span.start - offset, fence.masked_length());
        Rewrite { at, length, kind: RewriteKind::Fence }
    };
    let mut rewrites: Vec<Rewrite> = fences.iter().map(fence).collect();
    rewrites.extend(ruby_pipes(body).map(|at| Rewrite { at, length: 1, kind: RewriteKind::Pipe }));
    let separators = cjk::separators(body).into_iter();
    rewrites.extend(separators.map(|at| Rewrite { at, length: 0, kind: RewriteKind::Separator }));
    if rewrites.is_empty() {
        return (Cow::Borrowed(body), Vec::new());
    }
    // A separator may stand right before what is masked.
    rewrites.sort_by_key(|rewrite| (rewrite.at, rewrite.length));
    let mut text = String::with_capacity(body.len() + rewrites.len() * SEPARATOR.len_utf8());
    let mut separators = Vec::new();
    let mut at = 0;
    for Rewrite { at: start, length, kind } in rewrites {
        text.push_str(&body[at..start]);
        match kind {
            RewriteKind::Fence => {
                text.push_str(MASK);
                (MASK.len()..length).for_each(|_| text.push(FILLER));
            }
            RewriteKind::Pipe => text.push(PIPE_MASK),
            RewriteKind::Separator => {
                separators.push(text.len());
                text.push(SEPARATOR);
            }
        }
        at = start + length;
    }
    text.push_str(&body[at..]);
    (Cow::Owned(text), separators)
}

/// The `|` of every `{base|reading}`: in a table they would end the cell.
fn ruby_pipes(text: &str) -> impl Iterator<Item = usize> {
    let opening = if text.contains(PIPE_MASK) { "" } else { text };
    memchr::memchr_iter(b'{', opening.as_bytes()).flat_map(move |start| {
        let inner = &text[start + 1..];
        // Where a backslash stands within, the pipe may be escaped already.
        let end = inner.find(['{', '}', '\n', '\\']).filter(|&end| inner[end..].starts_with('}')).unwrap_or(0);
        memchr::memchr_iter(b'|', &inner.as_bytes()[..end]).map(move |pipe| start + 1 + pipe)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_may_stand_before_a_masked_pipe() {
        let prepared = Prepared::new("{菊*|きく}");
        assert_eq!(prepared.text, format!("{{菊*{SEPARATOR}{PIPE_MASK}きく}}"));
    }
}
