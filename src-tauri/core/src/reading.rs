//! Reading an article passage by passage: each from syntax to HTML, by itself, so that an edit costs its own chapter.
//!
//! A passage ends before a line that starts with `##`, where the parser agrees that a chapter starts there: in code or
//! raw HTML it does not. What starts at such a line reads the same whatever stands before it, and so a passage whose
//! text is the same is the same.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use memchr::memmem;

use crate::Trust;
use crate::check::{self, Survey};
use crate::counts::{self, Tally};
use crate::diagnostic::Diagnostic;
use crate::lines::Lines;
use crate::model::{BlockKind, Context, Facts, Passage, Places, path_of};
use crate::parallel;
use crate::parse::{self, Document, LinkDefinitions, LinkLookup, Prepared};
use crate::preview::Located;
use crate::render::{Renderer, Sheet};
use crate::source::{PublicationPath, Snapshot};

/// A passage, read. Spans and lines count from its start.
#[derive(Debug)]
pub(crate) struct Reading {
    /// The length of its text in bytes.
    pub(crate) length: usize,
    /// How many line ends it holds.
    pub(crate) lines: u32,
    pub(crate) facts: Facts,
    pub(crate) places: Places,
    pub(crate) survey: Survey,
    /// Empty where nobody asked for HTML.
    pub(crate) sheet: Sheet,
    /// The line on which each top-level block starts.
    pub(crate) block_lines: Vec<u32>,
    /// The characters before the first heading or page break, and after each of them.
    pub(crate) characters: Vec<usize>,
    pub(crate) tally: Tally,
    /// In text order. A diagnostic without a file is the passage's own; one with a file stands in that file.
    pub(crate) diagnostics: Vec<Located>,
    link_lookups: Vec<LinkLookup>,
}

/// What passages are read with.
pub(crate) struct Reader<'r> {
    pub(crate) context: &'r Context<'r>,
    pub(crate) snapshot: &'r Snapshot,
    pub(crate) trust: Trust,
    /// Whether HTML is asked for.
    pub(crate) writes: bool,
    pub(crate) source_lines: SourceLines,
}

/// The lines of the files in which sources are defined that something is wrong with: each looked for once, since a
/// bibliography may hold thousands.
#[derive(Default)]
pub(crate) struct SourceLines(Mutex<BTreeMap<PublicationPath, Arc<Lines>>>);

impl SourceLines {
    fn of(&self, file: &str, text: &str) -> Arc<Lines> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lines) = known.get(file) {
            return Arc::clone(lines);
        }
        let lines = Arc::new(Lines::new(text));
        known.insert(file.to_owned(), Arc::clone(&lines));
        lines
    }
}

/// What the passages of an article know of each other while they are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared {
    links: LinkDefinitions,
    narrow_words: bool,
}

/// From how many bytes on two threads are faster than one: starting the other costs as much as reading some kilobytes.
const WORTH_A_THREAD: usize = 32 * 1024;

impl Reader<'_> {
    /// Reads `text` from byte `body` on. Passages that `kept` has, by where they start, are taken as they are.
    pub(crate) fn read_all(
        &self,
        text: &str,
        body: usize,
        shared: &mut Shared,
        kept: BTreeMap<usize, Arc<Reading>>,
    ) -> Vec<Arc<Reading>> {
        let mut readings = self.walk(text, body, shared, kept);
        let mut links = LinkDefinitions::default();
        readings.iter().for_each(|reading| links.extend(&reading.facts.link_definitions));
        let wide = readings.iter().any(|reading| reading.survey.has_wide_words());
        let all = wide && !shared.narrow_words;
        (shared.links, shared.narrow_words) = (links, wide);
        let mut at = body;
        for reading in &mut readings {
            let start = at;
            at += reading.length;
            if all || !shared.links.agree_with(&reading.link_lookups) {
                *reading = Arc::new(self.read(text, start, shared));
            }
        }
        readings
    }

    fn walk(
        &self,
        text: &str,
        body: usize,
        shared: &Shared,
        mut known: BTreeMap<usize, Arc<Reading>>,
    ) -> Vec<Arc<Reading>> {
        self.read_ahead(text, body, shared, &mut known);
        let mut readings = Vec::new();
        let mut at = body;
        loop {
            let reading = known.remove(&at).unwrap_or_else(|| Arc::new(self.read(text, at, shared)));
            at += reading.length;
            readings.push(reading);
            if at >= text.len() {
                return readings;
            }
        }
    }

    /// Reads on all cores what stands between one line that may start a chapter and the next, where that is not known.
    fn read_ahead(&self, text: &str, body: usize, shared: &Shared, known: &mut BTreeMap<usize, Arc<Reading>>) {
        let starts: Vec<usize> = std::iter::once(body).chain(chapter_lines(text, body)).collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let unknown: Vec<_> =
            starts.iter().copied().zip(ends).filter(|(start, _)| !known.contains_key(start)).collect();
        let bytes: usize = unknown.iter().map(|(start, end)| end - start).sum();
        let worth = (bytes / WORTH_A_THREAD).min(unknown.len());
        let threads = parallel::threads().min(worth);
        if threads < 2 {
            return;
        }
        let read = |&(start, end): &(usize, usize)| Some((start, Arc::new(self.read_to(text, start, end, shared)?)));
        known.extend(parallel::map_on(threads, &unknown, read).into_iter().flatten());
    }

    /// Reads the passage that starts at byte `start`.
    fn read(&self, text: &str, start: usize, shared: &Shared) -> Reading {
        let mut chapters = chapter_lines(text, start);
        // A line that only looks like a chapter costs another look at all that stands before it: twice as far each time.
        let mut skipped = 0;
        loop {
            let end = chapters.nth(skipped).unwrap_or(text.len());
            if let Some(reading) = self.read_to(text, start, end, shared) {
                return reading;
            }
            skipped = skipped * 2 + 1;
        }
    }

    /// The same, looking no further than the line at byte `end`; nothing where the passage goes on there.
    fn read_to(&self, text: &str, start: usize, end: usize, shared: &Shared) -> Option<Reading> {
        let line_end = line_end(text, end);
        let prepared = Prepared::new(&text[start..line_end]);
        let document = parse::parse(&prepared, &shared.links);
        let length = document.end.or_else(|| (line_end == text.len()).then_some(line_end - start))?;
        Some(self.understand(text, &prepared.source()[..length], document, shared))
    }

    fn understand(&self, text: &str, source: &str, mut document: Document<'_>, shared: &Shared) -> Reading {
        let link_lookups = std::mem::take(&mut document.link_lookups);
        let passage = Passage::read(source, document, self.context);
        let (found, survey) = check::passage(&passage, self.context, self.snapshot, shared.narrow_words);
        let Self { context, snapshot, trust, .. } = *self;
        let renderer = Renderer { context, snapshot, trust, anchors: &passage.places.anchors };
        let sheet = if self.writes { renderer.sheet(&passage) } else { Sheet::default() };
        let lines = Lines::new(source);
        let (characters, tally) = lengths(&passage);
        let line_of = |at| u32::try_from(lines.line_of(at)).unwrap_or(u32::MAX);
        Reading {
            length: source.len(),
            lines: u32::try_from(lines.count() - 1).unwrap_or(u32::MAX),
            block_lines: passage.blocks.iter().map(|block| line_of(block.span.start)).collect(),
            diagnostics: found.into_iter().map(|found| self.locate(found, text, source, &lines)).collect(),
            facts: passage.facts,
            places: passage.places,
            survey,
            sheet,
            characters,
            tally,
            link_lookups,
        }
    }

    /// A passage's own diagnostics stand in its text, `source`; those of a source where that is defined: in the front
    /// matter of the article, whose text is `text`, or in a file of its own.
    fn locate(&self, found: Diagnostic, text: &str, source: &str, lines: &Lines) -> Located {
        if found.file.is_empty() {
            return Located::new(found, source, lines);
        }
        let own = found.file == path_of(self.context.slug);
        let text = if own { text } else { self.snapshot.texts.get(&found.file).map_or("", String::as_str) };
        let lines = self.source_lines.of(&found.file, text);
        Located::new(found, text, &lines)
    }
}

impl Reading {
    /// Shows the passage itself to `show`, read once more as this reading of it was: it starts at byte `start` of `text`. What
    /// is kept of a passage is what pages need, and few ask for more.
    pub(crate) fn passage<T>(
        &self,
        text: &str,
        start: usize,
        links: &LinkDefinitions,
        context: &Context<'_>,
        show: impl FnOnce(&Passage<'_>) -> T,
    ) -> T {
        let prepared = Prepared::new(&text[start..line_end(text, start + self.length)]);
        let document = parse::parse(&prepared, links);
        show(&Passage::read(&prepared.source()[..self.length], document, context))
    }
}

/// Where the line ends that byte `at` stands in, its line break included.
fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |newline| at + newline + 1)
}

fn lengths(passage: &Passage<'_>) -> (Vec<usize>, Tally) {
    let (mut characters, mut total) = (vec![0], Tally::default());
    for block in &passage.blocks {
        let tally = counts::of_block(block);
        total += tally;
        match &block.kind {
            BlockKind::Heading(..) | BlockKind::PageBreak(_) => characters.push(0),
            _ => {
                if let Some(last) = characters.last_mut() {
                    *last += tally.characters;
                }
            }
        }
    }
    (characters, total)
}

/// Where lines start, behind byte `after`, that are written like a chapter's heading.
fn chapter_lines(text: &str, after: usize) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let found = memmem::find_iter(&bytes[after..], b"\n##").map(move |at| after + at + 1);
    found.filter(move |&at| matches!(bytes.get(at + 2), None | Some(b' ' | b'\t' | b'\n')))
}
