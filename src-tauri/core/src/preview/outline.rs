//! The binder's lines, and how they change.

use std::sync::Arc;

use pulldown_cmark::HeadingLevel;

use super::{OutlineItem, OutlineKind, OutlinePatch, alike, head_lines};
use crate::reading::Reading;

/// The outline as the other side has it.
#[derive(Debug, Default)]
pub(super) struct Outline {
    items: Vec<OutlineItem>,
}

impl Outline {
    pub(super) fn replace(&mut self, text: &str, body: usize, readings: &[Arc<Reading>]) -> OutlinePatch {
        let items = lines(text, body, readings);
        let (start, end) = alike(&self.items, &items, |old, new| new.is(old));
        let remove = self.items.len() - start - end;
        let insert: Vec<_> = items[start..items.len() - end].iter().map(Line::to_item).collect();
        self.items.splice(start..start + remove, insert.iter().cloned());
        OutlinePatch { start, remove, insert }
    }
}

/// An [`OutlineItem`] whose words stay where they are.
struct Line<'r> {
    kind: OutlineKind,
    title: &'r str,
    distance: u32,
    depth: u8,
    characters: usize,
}

impl Line<'_> {
    fn is(&self, item: &OutlineItem) -> bool {
        let Self { kind, title, distance, depth, characters } = *self;
        kind == item.kind
            && distance == item.distance
            && depth == item.depth
            && characters == item.characters
            && title == item.title
    }

    fn to_item(&self) -> OutlineItem {
        let Self { kind, title, distance, depth, characters } = *self;
        OutlineItem { kind, title: title.to_owned(), distance, depth, characters }
    }
}

/// The introduction, and every heading and page break of the passages.
fn lines<'r>(text: &str, body: usize, readings: &'r [Arc<Reading>]) -> Vec<Line<'r>> {
    let mut base = head_lines(text, body);
    let first = readings.first().and_then(|reading| reading.block_lines.first()).copied().unwrap_or(0);
    let mut last = base + first;
    let mut lines = vec![Line { kind: OutlineKind::Introduction, title: "", distance: last, depth: 0, characters: 0 }];
    // Words that follow a page break belong to the heading before it.
    let mut counting = 0;
    for reading in readings {
        let mut characters = reading.characters.iter().copied();
        lines[counting].characters += characters.next().unwrap_or(0);
        for (block, kind, title, depth) in items(reading) {
            let line = base + reading.block_lines.get(block).copied().unwrap_or(0);
            let distance = line.saturating_sub(last);
            last = line;
            if kind != OutlineKind::PageBreak {
                counting = lines.len();
            }
            lines.push(Line { kind, title, distance, depth, characters: 0 });
            lines[counting].characters += characters.next().unwrap_or(0);
        }
        base += reading.lines;
    }
    lines
}

/// The headings and page breaks of a passage, in text order: block, kind, words, depth.
pub(crate) fn items(reading: &Reading) -> Vec<(usize, OutlineKind, &str, u8)> {
    let headings = reading.facts.headings.iter().map(|heading| {
        let (kind, depth) = match heading.level {
            HeadingLevel::H1 | HeadingLevel::H2 => (OutlineKind::Chapter, 0),
            HeadingLevel::H3 => (OutlineKind::Section, 1),
            HeadingLevel::H4 => (OutlineKind::Section, 2),
            HeadingLevel::H5 | HeadingLevel::H6 => (OutlineKind::Section, 3),
        };
        (heading.block, kind, heading.text.as_str(), depth)
    });
    let breaks = reading.facts.breaks.iter().map(|fact| (fact.block, OutlineKind::PageBreak, fact.teaser.as_str(), 0));
    let mut items: Vec<_> = headings.chain(breaks).collect();
    items.sort_by_key(|(block, ..)| *block);
    items
}
