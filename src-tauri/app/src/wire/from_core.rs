//! From the engine's types to the wire's: bytes become UTF-16 units and line numbers.

use kiku_core::lines::Lines;
use kiku_core::{Diagnostic, Snapshot, diagnostic, preview};

use super::{Bilingual, Counts, OutlineItem, OutlineKind, Patch, PreviewBlock, Problem, Severity, Update};

/// What an [`Update`] says of the text it speaks of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stamp {
    pub(crate) version: u32,
    pub(crate) sequence: u32,
    pub(crate) dirty: bool,
}

impl Update {
    /// The engine's answer to `text`.
    pub(crate) fn new(update: preview::Update, text: &str, stamp: Stamp) -> Self {
        let lines = Lines::new(text);
        Self {
            version: stamp.version,
            sequence: stamp.sequence,
            dirty: stamp.dirty,
            patch: update.patch.into(),
            problems: update.diagnostics.iter().map(|diagnostic| Problem::new(diagnostic, text, &lines)).collect(),
            outline: update.outline.into_iter().map(|item| OutlineItem::new(item, &lines)).collect(),
            counts: update.counts.into(),
            title: update.title,
        }
    }
}

impl Problem {
    /// The problem in `text`, whose line starts are `lines`.
    pub(crate) fn new(diagnostic: &Diagnostic, text: &str, lines: &Lines) -> Self {
        let utf16 = |byte| count(lines.utf16_of(text, byte));
        Self {
            file: diagnostic.file.clone(),
            code: diagnostic.code.to_owned(),
            severity: diagnostic.severity.into(),
            message: (&diagnostic.message).into(),
            hint: diagnostic.hint.as_ref().map(Bilingual::from),
            from: utf16(diagnostic.span.start),
            to: utf16(diagnostic.span.end),
            line: count(lines.line_of(diagnostic.span.start)),
        }
    }

    /// The problem in its file of `snapshot`; at the very start where the file is no text.
    pub(crate) fn in_snapshot(diagnostic: &Diagnostic, snapshot: &Snapshot) -> Self {
        let text = snapshot.texts.get(&diagnostic.file).map_or("", String::as_str);
        Self::new(diagnostic, text, &Lines::new(text))
    }
}

impl OutlineItem {
    fn new(item: preview::OutlineItem, lines: &Lines) -> Self {
        Self {
            kind: item.kind.into(),
            title: item.title,
            line: count(lines.line_of(item.span.start)),
            depth: u32::from(item.depth),
            characters: count(item.characters),
        }
    }
}

impl From<preview::OutlineKind> for OutlineKind {
    fn from(kind: preview::OutlineKind) -> Self {
        match kind {
            preview::OutlineKind::Introduction => Self::Introduction,
            preview::OutlineKind::Chapter => Self::Chapter,
            preview::OutlineKind::Section => Self::Section,
            preview::OutlineKind::PageBreak => Self::PageBreak,
        }
    }
}

impl From<preview::Patch> for Patch {
    fn from(patch: preview::Patch) -> Self {
        let insert = patch.insert.into_iter().map(PreviewBlock::from).collect();
        Self { start: count(patch.start), remove: count(patch.remove), insert }
    }
}

impl From<preview::PreviewBlock> for PreviewBlock {
    fn from(block: preview::PreviewBlock) -> Self {
        Self { html: block.html, lines: block.lines }
    }
}

impl From<preview::Counts> for Counts {
    fn from(counts: preview::Counts) -> Self {
        let preview::Counts { characters, words, minutes } = counts;
        Self { characters: count(characters), words: count(words), minutes: count(minutes) }
    }
}

impl From<diagnostic::Severity> for Severity {
    fn from(severity: diagnostic::Severity) -> Self {
        match severity {
            diagnostic::Severity::Error => Self::Error,
            diagnostic::Severity::Warning => Self::Warning,
        }
    }
}

impl From<&diagnostic::Message> for Bilingual {
    fn from(message: &diagnostic::Message) -> Self {
        Self { en: message.en.to_string(), ja: message.ja.to_string() }
    }
}

/// Texts are far smaller than 4 GiB, which kiku-disk sees to.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use kiku_core::{Message, Span};

    use super::*;

    #[test]
    fn a_problem_is_where_the_editor_counts_it() {
        let text = "菊\n𠮷野家\n";
        let span = Span::new(text.find('野').unwrap(), text.find('家').unwrap());
        let diagnostic = Diagnostic::error("code", span, Message::new("en", "ja"));
        let problem = Problem::new(&diagnostic, text, &Lines::new(text));
        assert_eq!((problem.from, problem.to, problem.line), (4, 5, 1));
    }

    #[test]
    fn a_problem_of_a_file_that_is_no_text_stands_at_its_start() {
        let diagnostic =
            Diagnostic::error("not-utf8", Span::new(3, 4), Message::new("en", "ja")).in_file("a/article.md");
        let problem = Problem::in_snapshot(&diagnostic, &Snapshot::default());
        assert_eq!((problem.from, problem.to, problem.line), (0, 0, 0));
    }
}
