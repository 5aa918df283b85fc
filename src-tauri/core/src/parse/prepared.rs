//! The text as pulldown-cmark is to see it, and the way back to the author's.

use std::borrow::Cow;

use super::cjk::{self, SEPARATOR};
use super::fence::{self, Fence};
use super::front_matter;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What stands in place of a fence's first characters: an HTML block that begins and ends on one line.
const MASK: &str = "<?>";
/// What makes a mask as long as a leaf's two colons and first letter.
const FILLER: &str = "-";

/// One article's text, made ready for the Markdown parser.
#[derive(Debug)]
pub(crate) struct Prepared<'t> {
    /// The author's text, whole.
    pub(super) source: &'t str,
    pub(super) front_matter: Option<Span>,
    /// The first byte of the body in `source`.
    body: usize,
    /// The body with fences masked and separators put in.
    pub(super) text: Cow<'t, str>,
    /// Where the separators stand in `text`, ascending.
    separators: Vec<usize>,
    /// By position.
    pub(super) fences: Vec<Fence<'t>>,
    /// The labels of the fences, each prepared by itself, by position.
    labels: Vec<(Span, Prepared<'t>)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'t> Prepared<'t> {
    /// Prepares an article.
    pub(crate) fn new(source: &'t str) -> Self {
        let (front_matter, body) = match front_matter::split(source) {
            Some((span, body)) => (Some(span), body),
            None => (None, 0),
        };
        let mut diagnostics = Vec::new();
        let fences = fence::find(source, body, &mut diagnostics);
        let (text, separators) = rewrite(&source[body..], body, &fences);
        let labels = fences.iter().filter_map(Fence::label).map(|span| (span, Self::label(source, span))).collect();
        Self { source, front_matter, body, text, separators, fences, labels, diagnostics }
    }

    fn label(source: &'t str, span: Span) -> Self {
        let (text, separators) = rewrite(span.of(source), span.start, &[]);
        let (fences, labels, diagnostics) = (Vec::new(), Vec::new(), Vec::new());
        Self { source, front_matter: None, body: span.start, text, separators, fences, labels, diagnostics }
    }

    /// The label that stands at `span`.
    pub(super) fn label_at(&self, span: Span) -> Option<&Self> {
        let index = self.labels.binary_search_by_key(&span, |(at, _)| *at).ok()?;
        self.labels.get(index).map(|(_, label)| label)
    }

    /// The author's text, whole.
    pub(crate) fn source(&self) -> &'t str {
        self.source
    }

    /// The span in the author's text of a range of `text`.
    pub(super) fn origin(&self, range: &std::ops::Range<usize>) -> Span {
        Span::new(self.origin_of(range.start), self.origin_of(range.end))
    }

    fn origin_of(&self, at: usize) -> usize {
        let inserted = self.separators.partition_point(|&separator| separator < at);
        self.body + at - inserted * SEPARATOR.len_utf8()
    }

    /// Whether the copy of this range differs from the author's text.
    pub(super) fn is_rewritten(&self, span: Span) -> bool {
        if matches!(self.text, Cow::Borrowed(_)) {
            return false;
        }
        let first = self.fences.partition_point(|fence| fence.span.start < span.start);
        let masked = self.fences.get(first).is_some_and(|fence| fence.span.start < span.end);
        masked || !self.separators.is_empty()
    }
}

/// The body with masks and separators, and where the separators stand in it.
fn rewrite<'t>(body: &'t str, offset: usize, fences: &[Fence<'_>]) -> (Cow<'t, str>, Vec<usize>) {
    let insertions = cjk::separators(body);
    if insertions.is_empty() && fences.is_empty() {
        return (Cow::Borrowed(body), Vec::new());
    }
    let mut text = String::with_capacity(body.len() + insertions.len() * SEPARATOR.len_utf8());
    let mut separators = Vec::with_capacity(insertions.len());
    let mut fences = fences.iter().map(|fence| (fence.span.start - offset, fence.masked_length())).peekable();
    let mut at = 0;
    for insertion in insertions.into_iter().chain([body.len()]) {
        while let Some((fence, length)) = fences.next_if(|&(fence, _)| fence < insertion) {
            text.push_str(&body[at..fence]);
            text.push_str(MASK);
            text.push_str(&FILLER.repeat(length - MASK.len()));
            at = fence + length;
        }
        text.push_str(&body[at..insertion]);
        at = insertion;
        if insertion < body.len() {
            separators.push(text.len());
            text.push(SEPARATOR);
        }
    }
    (Cow::Owned(text), separators)
}
