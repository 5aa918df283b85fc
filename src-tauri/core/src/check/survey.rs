//! What the rules that look at a whole article need to know of each passage, and the article as they see it.

use std::collections::BTreeSet;

use super::source_not_mentioned::{self, Unmentioned};
use super::{Subject, chapter_without_source, control_characters, duplicate_heading_id, mixed_width_forms, nfd_text};
use crate::diagnostic::TextEdit;
use crate::model::whole::Whole;
use crate::model::{BlockKind, Context, Facts, Places};
use crate::source::{Snapshot, Span};

/// One passage, for the rules of the article. Spans count in the passage.
#[derive(Clone, Debug, Default)]
pub(crate) struct Survey {
    pub(super) chapters: Vec<ChapterSurvey>,
    /// The footnotes that are defined here.
    pub(super) notes: Vec<NoteSurvey>,
    pub(super) has_takeaways: bool,
    pub(super) first_block: Option<usize>,
    /// The anchors whose ids their author set, and where.
    pub(super) ids_by_hand: Vec<(usize, Span)>,
    /// Words in full-width letters, in their half-width form.
    pub(super) wide_words: Vec<(String, Span)>,
    /// Words in half-width letters; none where nobody asked for them.
    pub(super) narrow_words: BTreeSet<String>,
    pub(super) compositions: Vec<TextEdit>,
    pub(super) removals: Vec<TextEdit>,
}

/// What stands between one heading of a chapter and the next.
#[derive(Clone, Debug)]
pub(crate) struct ChapterSurvey {
    /// Nothing for what stands before the passage's first.
    pub(super) heading: Option<Span>,
    pub(super) has_body: bool,
    /// Whether it names a source itself.
    pub(super) has_source: bool,
    /// Its source cards that its text does not mention.
    pub(super) unmentioned: Vec<Unmentioned>,
    /// Which of the passage's marks of footnotes stand in it.
    pub(super) marks: Vec<usize>,
}

/// What a footnote speaks of.
#[derive(Clone, Debug)]
pub(crate) struct NoteSurvey {
    cited: BTreeSet<String>,
    links: BTreeSet<String>,
    /// In lower case.
    words: String,
}

impl NoteSurvey {
    pub(super) fn has_source(&self) -> bool {
        !self.cited.is_empty() || self.links.iter().any(|link| link.starts_with("http"))
    }

    pub(super) fn mentions(&self, card: &Unmentioned) -> bool {
        self.cited.contains(&card.key)
            || card.url.as_ref().is_some_and(|url| self.links.contains(url))
            || card.names.iter().any(|name| self.words.contains(name))
    }
}

impl Survey {
    /// `narrow_words` asks for the words in half-width letters: most articles have none in full-width ones to compare.
    pub(super) fn new(subject: &Subject<'_>, narrow_words: bool) -> Self {
        let takeaways = |block: &&crate::model::Block<'_>| matches!(block.kind, BlockKind::Takeaways { .. });
        let source = subject.passage.source;
        Self {
            chapters: chapters(subject),
            notes: notes(subject),
            has_takeaways: subject.directives().any(|block| takeaways(&block)),
            first_block: subject.passage.blocks.first().map(|block| block.span.start),
            ids_by_hand: duplicate_heading_id::ids_by_hand(subject),
            wide_words: mixed_width_forms::wide_words(subject),
            narrow_words: if narrow_words { mixed_width_forms::narrow_words(subject) } else { BTreeSet::new() },
            compositions: nfd_text::compositions(source),
            removals: control_characters::removals(source),
        }
    }

    /// Whether there are words in full-width letters.
    pub(crate) fn has_wide_words(&self) -> bool {
        !self.wide_words.is_empty()
    }
}

fn chapters(subject: &Subject<'_>) -> Vec<ChapterSurvey> {
    let survey = |chapter: &super::subject::Chapter<'_>| ChapterSurvey {
        heading: chapter.heading,
        has_body: chapter.has_body(),
        has_source: chapter_without_source::has_source(chapter),
        unmentioned: source_not_mentioned::unmentioned(subject, chapter),
        marks: chapter.marks.clone(),
    };
    subject.chapters.iter().map(survey).collect()
}

fn notes(subject: &Subject<'_>) -> Vec<NoteSurvey> {
    let owned = |words: &BTreeSet<&str>| words.iter().map(|&word| word.to_owned()).collect();
    let survey = |note: &super::subject::Mentions<'_>| NoteSurvey {
        cited: owned(&note.cited),
        links: owned(&note.links),
        words: source_not_mentioned::words_of(subject.prose_of_note(note)),
    };
    subject.notes.iter().map(survey).collect()
}

/// A whole article under the rules. Spans count in its file.
pub(crate) struct Overview<'o> {
    pub(crate) context: &'o Context<'o>,
    pub(crate) snapshot: &'o Snapshot,
    pub(crate) text: &'o str,
    /// Where the body starts.
    pub(crate) body: usize,
    /// Whether there is front matter that can be read; otherwise that is what is reported.
    pub(crate) has_front_matter: bool,
    pub(crate) whole: &'o Whole,
    pub(crate) passages: &'o [Surveyed<'o>],
}

/// A passage in its place.
pub(crate) struct Surveyed<'o> {
    /// Where it starts in the file.
    pub(crate) base: usize,
    pub(crate) facts: &'o Facts,
    pub(crate) places: &'o Places,
    pub(crate) survey: &'o Survey,
}

impl Surveyed<'_> {
    /// Spans of the passage as spans of the file.
    pub(super) fn spans<'s>(&'s self, spans: &'s [Span]) -> impl Iterator<Item = Span> {
        spans.iter().map(|span| span.shifted(self.base))
    }
}

impl Overview<'_> {
    /// Every chapter, with the number of its passage.
    pub(super) fn chapters(&self) -> impl Iterator<Item = (usize, &ChapterSurvey)> {
        let passages = self.passages.iter().enumerate();
        passages.flat_map(|(passage, surveyed)| surveyed.survey.chapters.iter().map(move |chapter| (passage, chapter)))
    }

    /// The footnotes that the text first refers to in a chapter of this passage.
    pub(super) fn notes_of(&self, passage: usize, chapter: &ChapterSurvey) -> impl Iterator<Item = &NoteSurvey> {
        let first = self.whole.starts.get(passage).map_or(0, |starts| starts.marks);
        let marks = chapter.marks.iter().filter_map(move |mark| self.whole.marks.get(first + mark).copied().flatten());
        let notes = marks.filter(|(_, mark)| *mark == 0).filter_map(|(note, _)| self.whole.notes.get(note));
        notes.filter_map(|note| {
            let (passage, note) = note.definition;
            self.passages.get(passage)?.survey.notes.get(note)
        })
    }

    /// Every page break: which block it is, and where it stands.
    pub(super) fn breaks(&self) -> impl Iterator<Item = (usize, Span)> {
        self.passages.iter().zip(&self.whole.starts).flat_map(|(passage, starts)| {
            let blocks = passage.facts.breaks.iter().map(|fact| starts.blocks + fact.block);
            blocks.zip(passage.spans(&passage.places.breaks))
        })
    }

    /// The edits that a repair of the whole file makes: those that `read` finds in the front matter, and the passages'.
    pub(super) fn edits(
        &self,
        read: impl Fn(&str) -> Vec<TextEdit>,
        of_passage: impl Fn(&Survey) -> &Vec<TextEdit>,
    ) -> Vec<TextEdit> {
        let mut edits = read(&self.text[..self.body]);
        for passage in self.passages {
            let found = of_passage(passage.survey).iter();
            edits.extend(found.map(|edit| TextEdit { span: edit.span.shifted(passage.base), text: edit.text.clone() }));
        }
        edits
    }
}
