//! What only the whole article can say: the ids that its headings get, the numbers of its notes, its pages and sources.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::HeadingLevel;

use unicase::UniCase;

use super::citing::Citing;
use super::headings::Ids;
use super::reference::Reference;
use super::{Cited, Context, Facts, NOTE_OF_PASSAGE};

/// What the facts of all passages come to. Passages and what they list are counted in text order.
#[derive(Debug, Default)]
pub(crate) struct Whole {
    pub(crate) pages: Vec<Page>,
    /// Every heading of the body's top level.
    pub(crate) headings: Vec<Heading>,
    /// In the order in which the text first refers to them.
    pub(crate) notes: Vec<FootnoteUse>,
    /// The sources that the text uses, in the order of first use.
    pub(crate) references: Vec<Arc<Reference>>,
    /// The id for every anchor.
    pub(crate) ids: Vec<String>,
    /// For every mark, the note it refers to and which of that note's marks it is, both from zero; nothing where no
    /// passage defines the note.
    pub(crate) marks: Vec<Option<(usize, usize)>>,
    /// Every citation.
    pub(crate) citations: Vec<Cited>,
    /// The citations in reading order, to be formatted as a whole.
    pub(crate) citing: Citing,
    /// Where each passage's part of these lists starts.
    pub(crate) starts: Vec<Starts>,
}

/// Where a passage's part of the lists of [`Whole`] starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Starts {
    pub(crate) blocks: usize,
    pub(crate) ids: usize,
    pub(crate) headings: usize,
    pub(crate) marks: usize,
    pub(crate) citations: usize,
}

/// A run of blocks that is exported as one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// Which of the article's blocks.
    pub(crate) blocks: Range<usize>,
    /// What the link to the next page promises: a `::page-break`'s label, or the next chapter's heading.
    pub(crate) teaser: String,
}

/// A heading of the body's top level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) level: HeadingLevel,
    /// Unique in the article.
    pub(crate) id: String,
    /// Its words without markup.
    pub(crate) text: String,
    /// Which of the article's blocks it is.
    pub(crate) block: usize,
    /// Which page it stands on, counted from zero.
    pub(crate) page: usize,
}

/// A footnote that the text refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FootnoteUse {
    /// The passage that defines it, and which of that passage's notes it is.
    pub(crate) definition: (usize, usize),
    /// The pages of the marks that refer to it, in text order; it stands on the first of them.
    pub(crate) pages: Vec<usize>,
}

impl Whole {
    /// Puts passages together. `before` is what they were in another version: what costs most is kept where it is the same.
    pub(crate) fn new<'f>(
        passages: impl Iterator<Item = &'f Facts>,
        context: &Context<'_>,
        before: Option<&Self>,
    ) -> Self {
        let passages: Vec<_> = passages.collect();
        let mut whole = Self::default();
        let mut ids = Ids::new();
        let mut used = BTreeSet::new();
        let mut at = Starts::default();
        for facts in &passages {
            whole.starts.push(at);
            whole.ids.extend(facts.anchors.iter().map(|anchor| ids.give(&anchor.wanted)));
            for heading in &facts.headings {
                let id = whole.ids.get(at.ids + heading.anchor).cloned().unwrap_or_default();
                let (level, text, block) = (heading.level, heading.text.clone(), at.blocks + heading.block);
                whole.headings.push(Heading { level, id, text, block, page: 0 });
            }
            for reference in &facts.references {
                if used.insert(reference.id.as_str()) {
                    whole.references.push(Arc::clone(reference));
                }
            }
            whole.citations.extend(facts.citations.iter().cloned());
            at.blocks += facts.blocks;
            at.ids += facts.anchors.len();
            at.headings += facts.headings.len();
            at.marks += facts.marks.len();
            at.citations += facts.citations.len();
        }
        whole.split_pages(&passages, at.blocks, context.publication.chapters_per_page);
        whole.number_notes(&passages);
        if !whole.references.is_empty() || !whole.citations.is_empty() {
            let language = &context.meta.language;
            let style = context.publication.style(language);
            whole.citing = Citing::collect(&passages, &whole, style, language, before.map(|before| &before.citing));
        }
        whole
    }

    /// The page, counted from zero, of a block.
    pub(crate) fn page_of(&self, block: usize) -> usize {
        self.pages.partition_point(|page| page.blocks.end <= block).min(self.last_page())
    }

    /// The page, counted from zero, on which a footnote stands.
    pub(crate) fn page_of_note(&self, note: usize) -> usize {
        self.notes.get(note).and_then(|note| note.pages.first()).copied().unwrap_or(0)
    }

    /// The page on which the references stand: the last.
    pub(crate) fn last_page(&self) -> usize {
        self.pages.len().saturating_sub(1)
    }

    /// Splits the body at every `::page-break`, and before every chapter that a full page leaves no room for: after
    /// `chapters_per_page` of them, where that is not zero.
    fn split_pages(&mut self, passages: &[&Facts], blocks: usize, chapters_per_page: usize) {
        let breaks = passages.iter().zip(&self.starts).flat_map(|(facts, starts)| {
            facts.breaks.iter().map(|fact| (starts.blocks + fact.block, Some(fact.teaser.as_str())))
        });
        let chapters = self.headings.iter().filter(|heading| heading.level == HeadingLevel::H2);
        let mut ends: Vec<_> = breaks.chain(chapters.map(|heading| (heading.block, None))).collect();
        ends.sort_by_key(|(block, _)| *block);
        let (mut pages, mut start, mut chapters) = (Vec::new(), 0, 0);
        for (block, teaser) in ends {
            match teaser {
                Some(teaser) => {
                    pages.push(Page { blocks: start..block + 1, teaser: teaser.to_owned() });
                    (start, chapters) = (block + 1, 0);
                }
                None if chapters_per_page > 0 && chapters == chapters_per_page => {
                    pages.push(Page { blocks: start..block, teaser: String::new() });
                    (start, chapters) = (block, 1);
                }
                None => chapters += 1,
            }
        }
        if start < blocks || pages.is_empty() {
            pages.push(Page { blocks: start..blocks, teaser: String::new() });
        }
        self.pages = pages;
        self.place_headings();
    }

    /// Puts every heading on its page. A break without words promises the next page's first heading.
    fn place_headings(&mut self) {
        let mut first_of_page = BTreeMap::new();
        for at in 0..self.headings.len() {
            let page = self.page_of(self.headings[at].block);
            self.headings[at].page = page;
            first_of_page.entry(page).or_insert(at);
        }
        for (number, page) in self.pages.iter_mut().enumerate().filter(|(_, page)| page.teaser.is_empty()) {
            let next = first_of_page.get(&(number + 1)).and_then(|&at| self.headings.get(at));
            page.teaser = next.map_or_else(String::new, |heading| heading.text.clone());
        }
    }

    /// Numbers the footnotes in the order in which the text first refers to them. The first definition of a label
    /// counts, as in GFM.
    fn number_notes(&mut self, passages: &[&Facts]) {
        let mut definitions = BTreeMap::new();
        for (passage, facts) in passages.iter().enumerate() {
            for (note, fact) in facts.notes.iter().enumerate() {
                definitions.entry(name_of_note(&fact.label, passage)).or_insert((passage, note));
            }
        }
        let mut numbers: BTreeMap<NoteName<'_>, usize> = BTreeMap::new();
        for (passage, facts) in passages.iter().enumerate() {
            for fact in &facts.marks {
                let label = name_of_note(&fact.label, passage);
                let mark = definitions.get(&label).map(|&definition| {
                    let number = *numbers.entry(label).or_insert(self.notes.len());
                    if number == self.notes.len() {
                        self.notes.push(FootnoteUse { definition, pages: Vec::new() });
                    }
                    let page = self.page_of(self.starts[passage].blocks + fact.block);
                    self.notes[number].pages.push(page);
                    (number, self.notes[number].pages.len() - 1)
                });
                self.marks.push(mark);
            }
        }
    }
}

/// What tells a footnote from the others of an article: its label, whatever its case, and its passage where the passage
/// made it.
type NoteName<'f> = (Option<usize>, UniCase<&'f str>);

fn name_of_note(label: &str, passage: usize) -> NoteName<'_> {
    (label.starts_with(NOTE_OF_PASSAGE).then_some(passage), UniCase::new(label))
}
