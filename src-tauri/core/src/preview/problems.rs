//! The diagnostics with their places, and whether they changed.

use std::cell::OnceCell;
use std::sync::Arc;

use super::Located;
use crate::article::{self, Head, placed};
use crate::diagnostic::Diagnostic;
use crate::lines::{EditorPosition, Lines};
use crate::model::Context;
use crate::model::whole::Whole;
use crate::reading::Reading;
use crate::source::Snapshot;

/// The problems as the other side has them.
#[derive(Debug, Default)]
pub(super) struct Problems {
    told: Option<Found>,
}

/// What is wrong, part by part.
#[derive(Debug)]
struct Found {
    /// In the front matter and with the article as a whole.
    overview: Vec<Located>,
    /// The passages that have diagnostics, and the byte and the line on which each starts.
    passages: Vec<(usize, u32, Arc<Reading>)>,
}

impl Problems {
    /// Everything that is wrong, where that differs from what was told last.
    pub(super) fn replace(
        &mut self,
        text: &str,
        head: &Head,
        context: &Context<'_>,
        snapshot: &Snapshot,
        whole: &Whole,
        readings: &[Arc<Reading>],
    ) -> Option<Vec<Located>> {
        let stretches = Stretches::new(text, head.body, readings);
        let overview = article::overview(text, head, context, snapshot, whole, readings);
        let locate = |found: Diagnostic| {
            let other = (!found.file.is_empty() && found.file != head.path).then(|| snapshot.texts.get(&found.file));
            match other {
                Some(text) => {
                    let text = text.map_or("", String::as_str);
                    Located::new(found, text, &Lines::new(text))
                }
                None => Located::with(found, |byte| stretches.position(byte)),
            }
        };
        let starts = placed(head.body, readings).zip(stretches.lines());
        let passages = starts.filter(|((_, reading), _)| !reading.diagnostics.is_empty());
        let found = Found {
            overview: overview.into_iter().map(locate).collect(),
            passages: passages.map(|((base, reading), line)| (base, line, Arc::clone(reading))).collect(),
        };
        if self.told.as_ref().is_some_and(|told| told.looks_like(&found)) {
            return None;
        }
        let all = found.all(&head.path);
        self.told = Some(found);
        Some(all)
    }
}

impl Found {
    /// Whether it is the same to whoever sees it. Nobody sees bytes.
    fn looks_like(&self, other: &Self) -> bool {
        alike(&self.overview, &other.overview)
            && self.passages.len() == other.passages.len()
            && self.passages.iter().zip(&other.passages).all(|((_, line, one), (_, other_line, other))| {
                line == other_line && (Arc::ptr_eq(one, other) || alike(&one.diagnostics, &other.diagnostics))
            })
    }

    /// In text order.
    fn all(&self, path: &str) -> Vec<Located> {
        let mut all = self.overview.clone();
        for (base, line, reading) in &self.passages {
            all.extend(reading.diagnostics.iter().map(|located| located.clone().shifted(*base, *line)));
        }
        for located in all.iter_mut().filter(|located| located.diagnostic.file.is_empty()) {
            path.clone_into(&mut located.diagnostic.file);
        }
        all.sort_by(|a, b| a.diagnostic.place().cmp(&b.diagnostic.place()));
        all.dedup_by(|a, b| a.diagnostic == b.diagnostic);
        all
    }
}

fn alike(one: &[Located], other: &[Located]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.looks_like(other))
}

impl Located {
    fn looks_like(&self, other: &Self) -> bool {
        let Diagnostic { file, span: _, code, severity, message, hint, fix } = &self.diagnostic;
        let same_words = fix.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.text);
        let other_words = other.diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.text);
        (self.start, self.end, &self.edits) == (other.start, other.end, &other.edits)
            && (code, severity) == (&other.diagnostic.code, &other.diagnostic.severity)
            && (file, message, hint) == (&other.diagnostic.file, &other.diagnostic.message, &other.diagnostic.hint)
            && same_words.eq(other_words)
    }

    /// The same, where the passage that it counts in starts at byte `base` on line `line`.
    fn shifted(self, base: usize, line: u32) -> Self {
        if !self.diagnostic.file.is_empty() {
            return self;
        }
        let down = |position: EditorPosition| EditorPosition { line: position.line + line, ..position };
        Self {
            diagnostic: self.diagnostic.shifted(base),
            start: down(self.start),
            end: down(self.end),
            edits: self.edits.into_iter().map(|(start, end)| (down(start), down(end))).collect(),
        }
    }
}

/// Where the passages stand, and where lines start: looked for once, and only where somebody asks.
struct Stretches<'t> {
    text: &'t str,
    /// The front matter, where most of what is wrong with a whole article is.
    head: &'t str,
    /// The line on which each passage starts.
    passages: Vec<u32>,
    lines_of_head: OnceCell<Lines>,
    lines: OnceCell<Lines>,
}

impl<'t> Stretches<'t> {
    fn new(text: &'t str, body: usize, readings: &[Arc<Reading>]) -> Self {
        let mut line = super::head_lines(text, body);
        let start_of = |reading: &Arc<Reading>| {
            let start = line;
            line += reading.lines;
            start
        };
        let passages = readings.iter().map(start_of).collect();
        Self { text, head: &text[..body], passages, lines_of_head: OnceCell::new(), lines: OnceCell::new() }
    }

    /// The line on which each passage starts.
    fn lines(&self) -> impl Iterator<Item = u32> {
        self.passages.iter().copied()
    }

    fn position(&self, byte: usize) -> EditorPosition {
        let (text, lines) =
            if byte < self.head.len() { (self.head, &self.lines_of_head) } else { (self.text, &self.lines) };
        lines.get_or_init(|| Lines::new(text)).editor_position(text, byte)
    }
}
