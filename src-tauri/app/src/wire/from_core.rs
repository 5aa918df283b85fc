//! From the engine's types to the wire's.

use kiku_core::diagnostic::{self, TextEdit};
use kiku_core::lines::{EditorPosition, Lines};
use kiku_core::preview::{self, Located};
use kiku_core::{Diagnostic, Snapshot};

use super::{
    Bilingual, BlockLines, Counts, Fix, FixEdit, Insertion, OutlineItem, OutlineKind, OutlinePatch, Patch, Position,
    PreviewBlock, Problem, Severity, Update,
};

/// What an [`Update`] says of the text it speaks of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stamp {
    pub(crate) version: u32,
    pub(crate) sequence: u32,
    pub(crate) dirty: bool,
}

impl Update {
    /// The engine's answer to a text.
    pub(crate) fn new(update: preview::Update, stamp: Stamp) -> Self {
        let problems = update.diagnostics.map(|located| located.into_iter().map(Problem::from).collect());
        Self {
            version: stamp.version,
            sequence: stamp.sequence,
            dirty: stamp.dirty,
            patch: update.patch.into(),
            problems,
            outline: update.outline.into(),
            counts: update.counts.into(),
            title: update.title,
        }
    }
}

impl From<Located> for Problem {
    fn from(Located { diagnostic, start, end, edits }: Located) -> Self {
        let edit = |(edit, (start, end)): (TextEdit, (EditorPosition, EditorPosition))| FixEdit {
            start: start.into(),
            end: end.into(),
            text: edit.text,
        };
        let fix = diagnostic.fix.map(|fix| Fix {
            label: Bilingual::from(&fix.label),
            edits: fix.edits.into_iter().zip(edits).map(edit).collect(),
        });
        Self {
            file: diagnostic.file,
            code: diagnostic.code.to_owned(),
            severity: diagnostic.severity.into(),
            message: (&diagnostic.message).into(),
            hint: diagnostic.hint.as_ref().map(Bilingual::from),
            start: start.into(),
            end: end.into(),
            fix,
        }
    }
}

impl Problem {
    /// The problem in its file of `snapshot`; at the very start where the file is no text.
    pub(crate) fn in_snapshot(diagnostic: &Diagnostic, snapshot: &Snapshot) -> Self {
        let text = snapshot.texts.get(&diagnostic.file).map_or("", String::as_str);
        Located::new(diagnostic.clone(), text, &Lines::new(text)).into()
    }
}

impl From<EditorPosition> for Position {
    fn from(position: EditorPosition) -> Self {
        Self { line: position.line, character: position.character }
    }
}

impl From<preview::OutlinePatch> for OutlinePatch {
    fn from(patch: preview::OutlinePatch) -> Self {
        let insert = patch.insert.into_iter().map(OutlineItem::from).collect();
        Self { start: count(patch.start), remove: count(patch.remove), insert }
    }
}

impl From<preview::OutlineItem> for OutlineItem {
    fn from(item: preview::OutlineItem) -> Self {
        Self {
            kind: item.kind.into(),
            title: item.title,
            distance: item.distance,
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
        let insertion =
            |preview::Insertion { after, block, starts_page }| Insertion { after, block: block.into(), starts_page };
        let lines = |preview::BlockLines { id, lines }| BlockLines { id, lines };
        Self {
            remove: patch.remove,
            insert: patch.insert.into_iter().map(insertion).collect(),
            replace: patch.replace.into_iter().map(PreviewBlock::from).collect(),
            lines: patch.lines.into_iter().map(lines).collect(),
        }
    }
}

impl From<preview::PreviewBlock> for PreviewBlock {
    fn from(preview::PreviewBlock { id, html, lines }: preview::PreviewBlock) -> Self {
        Self { id, html, lines }
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
        let problem = Problem::from(Located::new(diagnostic, text, &Lines::new(text)));
        assert_eq!(problem.start, Position { line: 1, character: 2 });
        assert_eq!(problem.end, Position { line: 1, character: 3 });
    }

    #[test]
    fn a_problem_of_a_file_that_is_no_text_stands_at_its_start() {
        let diagnostic =
            Diagnostic::error("not-utf8", Span::new(3, 4), Message::new("en", "ja")).in_file("a/article.md");
        let problem = Problem::in_snapshot(&diagnostic, &Snapshot::default());
        let start = Position { line: 0, character: 0 };
        assert_eq!((problem.start, problem.end), (start, start));
    }
}
