//! Diagnostics as people and programs read them.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};
use kiku_core::diagnostic::{Fix, TextEdit};
use kiku_core::lines::{Lines, Position};
use kiku_core::{Diagnostic, Language, Message, Severity};
use kiku_disk::Loaded;
use serde::Serialize;

use crate::output::Stream;

/// How much of a line is shown before and behind what is marked, in bytes: more than fits into a window.
const CONTEXT: usize = 600;

/// How much is marked at most, in bytes.
const LONGEST_MARK: usize = 16 * 1024;

/// What is wrong in what was loaded.
pub(crate) struct Report<'a> {
    pub(crate) loaded: &'a Loaded,
    pub(crate) diagnostics: &'a [Diagnostic],
}

/// One diagnostic as `kiku check --format json` prints it.
#[derive(Serialize)]
struct Record<'a> {
    /// Relative to the publication.
    file: &'a str,
    code: &'a str,
    severity: Severity,
    message: &'a str,
    hint: Option<&'a str>,
    span: Place,
    fix: Option<Repair<'a>>,
}

#[derive(Serialize)]
struct Repair<'a> {
    label: &'a str,
    certain: bool,
    edits: Vec<Edit<'a>>,
}

/// The bytes from `start` up to `end` become `text`.
#[derive(Serialize)]
struct Edit<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

impl<'a> Repair<'a> {
    fn of(fix: &'a Fix, language: Language) -> Self {
        let edits = fix.edits.iter().map(|TextEdit { span, text }| Edit { start: span.start, end: span.end, text });
        Self { label: fix.label.text(language), certain: fix.certain, edits: edits.collect() }
    }
}

/// Bytes of the text, from `start` up to `end`, without a byte order mark and with `\n` line ends; the line and the
/// column in characters of the start, counted from one.
#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
}

/// A file with its diagnostics. Its lines are found once for all of them.
struct Source<'a> {
    /// As the person at the terminal can open it.
    path: String,
    /// Empty where the file could not be read.
    text: &'a str,
    lines: Lines,
    diagnostics: &'a [Diagnostic],
}

impl Report<'_> {
    /// Each diagnostic with the line it is about, and the place marked.
    pub(crate) fn human(&self, language: Language, stream: Stream) -> String {
        let renderer = if stream.has_colours() { Renderer::styled() } else { Renderer::plain() };
        let renderer = stream.width().map_or(renderer.clone(), |width| renderer.term_width(width));
        let mut blocks = String::new();
        for source in self.sources() {
            for diagnostic in source.diagnostics {
                blocks.push_str(&renderer.render(&[source.group(diagnostic, language)]));
                blocks.push_str("\n\n");
            }
        }
        blocks
    }

    /// An array of one object for each diagnostic.
    ///
    /// # Errors
    /// Never in practice: every field is text or a number.
    pub(crate) fn json(&self, language: Language) -> serde_json::Result<String> {
        let sources: Vec<_> = self.sources().collect();
        let records: Vec<_> = sources.iter().flat_map(|source| source.records(language)).collect();
        Ok(serde_json::to_string_pretty(&records)? + "\n")
    }

    /// How many there are, in one sentence.
    pub(crate) fn summary(&self) -> Message {
        let count = |severity| self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        if errors + warnings == 0 {
            return Message::new("No problems.", "問題はありません。");
        }
        let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        Message::new(
            format!("{}, {}.", plural(errors, "error"), plural(warnings, "warning")),
            format!("エラー {errors} 件、警告 {warnings} 件。"),
        )
    }

    /// The files that have diagnostics, in order.
    fn sources(&self) -> impl Iterator<Item = Source<'_>> {
        self.diagnostics.chunk_by(|a, b| a.file == b.file).filter_map(move |diagnostics| {
            let name = &diagnostics.first()?.file;
            let text = self.loaded.snapshot.texts.get(name).map_or("", String::as_str);
            Some(Source { path: shown_path(self.loaded, name), text, lines: Lines::new(text), diagnostics })
        })
    }
}

/// A file of the publication as the person at the terminal can open it.
pub(crate) fn shown_path(loaded: &Loaded, file: &str) -> String {
    let here = std::env::current_dir().and_then(dunce::canonicalize).unwrap_or_default();
    let path = loaded.file(file);
    path.strip_prefix(&here).unwrap_or(&path).display().to_string()
}

impl Source<'_> {
    fn records(&self, language: Language) -> impl Iterator<Item = Record<'_>> {
        self.diagnostics.iter().map(move |diagnostic| {
            let Diagnostic { span, code, severity, .. } = *diagnostic;
            let Position { line, column } = self.lines.position(self.text, span.start);
            Record {
                file: &diagnostic.file,
                code,
                severity,
                message: diagnostic.message.text(language),
                hint: diagnostic.hint.as_ref().map(|hint| hint.text(language)),
                span: Place { start: span.start, end: span.end, line, column },
                fix: diagnostic.fix.as_ref().map(|fix| Repair::of(fix, language)),
            }
        })
    }

    fn group<'s>(&'s self, diagnostic: &'s Diagnostic, language: Language) -> Group<'s> {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR.with_name(choose(language, "error", "エラー")),
            Severity::Warning => Level::WARNING.with_name(choose(language, "warning", "警告")),
        };
        let title = level.primary_title(diagnostic.message.text(language)).id(diagnostic.code);
        let group = if self.text.is_empty() {
            title.element(Origin::path(&self.path))
        } else {
            self.with_marked_lines(title, diagnostic)
        };
        match &diagnostic.hint {
            Some(hint) => {
                let level = Level::HELP.with_name(choose(language, "hint", "ヒント"));
                group.element(level.message(hint.text(language)))
            }
            None => group,
        }
    }

    /// Adds the lines of the span alone: a large article is not copied for each of its diagnostics, and of a line without
    /// end only what stands around the span.
    fn with_marked_lines<'s>(&'s self, title: Title<'s>, diagnostic: &Diagnostic) -> Group<'s> {
        let start = diagnostic.span.start.min(self.text.len());
        let end =
            diagnostic.span.end.clamp(start, self.text.len()).min(self.text.ceil_char_boundary(start + LONGEST_MARK));
        let Position { line, column } = self.lines.position(self.text, start);
        let whole = self.lines.start_of(line - 1);
        let first = whole.max(self.text.floor_char_boundary(start.saturating_sub(CONTEXT)));
        let rest = &self.text[end..self.text.ceil_char_boundary(end + CONTEXT)];
        let last = end + rest.find('\n').unwrap_or(rest.len());
        let snippet = Snippet::source(&self.text[first..last])
            .line_start(line)
            .annotation(AnnotationKind::Primary.span(start - first..end - first));
        if first == whole {
            title.element(snippet.path(&self.path))
        } else {
            title.element(Origin::path(&self.path).line(line).char_column(column)).element(snippet)
        }
    }
}

fn choose(language: Language, en: &'static str, ja: &'static str) -> &'static str {
    match language {
        Language::En => en,
        Language::Ja => ja,
    }
}
