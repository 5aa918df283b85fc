//! The blocks of the page as the other side has them, and the patch that leads from them to new ones.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::sync::Arc;

use super::{BlockId, BlockLines, Insertion, Patch, PreviewBlock, alike};
use crate::reading::Reading;
use crate::render::Composer;
use crate::render::html::Html;
use crate::render::part::{Part, parts};

/// The page as the other side has it.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The id that was given last.
    last_id: BlockId,
    passages: Vec<Shown>,
    /// What stands around the blocks of the text: header, contents, notes, sources.
    frame: BTreeMap<Part, ShownPart>,
    /// Every block in page order, with the source lines it stands for.
    order: Vec<(BlockId, u32)>,
}

/// What of the article is not as it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Changed {
    /// What fills gaps: ids, numbers, citations.
    pub(super) whole: bool,
    /// What the header, the contents and the list of sources say.
    pub(super) frame: bool,
    /// What footnotes say.
    pub(super) notes: bool,
}

/// A passage and its blocks.
#[derive(Debug)]
struct Shown {
    reading: Arc<Reading>,
    blocks: Vec<ShownBlock>,
}

#[derive(Debug)]
struct ShownBlock {
    id: BlockId,
    /// The block's HTML where it has gaps; elsewhere it is the reading's own.
    filled: Option<String>,
}

#[derive(Debug)]
struct ShownPart {
    id: BlockId,
    html: String,
}

/// A block of the text on its way to the page.
struct Coming<'r> {
    html: &'r Html,
    filled: Option<String>,
}

impl Coming<'_> {
    fn html(&self) -> &str {
        self.filled.as_deref().unwrap_or(self.html.as_str())
    }
}

impl Shown {
    fn html(&self, block: usize) -> &str {
        let filled = self.blocks.get(block).and_then(|block| block.filled.as_deref());
        filled.or_else(|| self.reading.sheet.blocks.get(block).map(Html::as_str)).unwrap_or_default()
    }
}

/// The HTML of blocks that are new or not as they were.
type Fresh = BTreeMap<BlockId, String>;

impl Page {
    /// Takes the article as it is now, of which `first_line` lines are front matter.
    pub(super) fn replace(
        &mut self,
        composer: &Composer<'_>,
        readings: &[Arc<Reading>],
        first_line: u32,
        changed: Changed,
    ) -> Patch {
        let mut fresh = Fresh::new();
        self.show_passages(composer, readings, changed.whole, &mut fresh);
        if changed.frame {
            self.show_frame(composer, &mut fresh);
        } else if changed.notes {
            self.show_notes(composer, &mut fresh);
        }
        let order = self.arrange(composer, first_line, &mut fresh);
        self.patch(order, fresh)
    }

    fn new_id(&mut self) -> BlockId {
        self.last_id += 1;
        self.last_id
    }

    /// Passages that are the same keep their blocks. Between them, old blocks and new are paired: those alike at both ends,
    /// and the others in order.
    fn show_passages(&mut self, composer: &Composer<'_>, readings: &[Arc<Reading>], refill: bool, fresh: &mut Fresh) {
        let mut old = mem::take(&mut self.passages);
        let (start, end) = alike(&old, readings, |old, new| Arc::ptr_eq(&old.reading, new));
        let mut last = old.split_off(old.len() - end);
        let gone = old.split_off(start);
        let mut first = old;
        if refill {
            first.iter_mut().enumerate().for_each(|(at, shown)| shown.refill(composer, at, fresh));
            let offset = readings.len() - end;
            last.iter_mut().enumerate().for_each(|(at, shown)| shown.refill(composer, offset + at, fresh));
        }
        let coming = self.pair(composer, start, &gone, &readings[start..readings.len() - end], fresh);
        self.passages = first;
        self.passages.extend(coming);
        self.passages.extend(last);
    }

    fn pair(
        &mut self,
        composer: &Composer<'_>,
        offset: usize,
        gone: &[Shown],
        readings: &[Arc<Reading>],
        fresh: &mut Fresh,
    ) -> Vec<Shown> {
        let old: Vec<(BlockId, &str)> = gone
            .iter()
            .flat_map(|shown| shown.blocks.iter().enumerate().map(|(at, block)| (block.id, shown.html(at))))
            .collect();
        let coming = readings.iter().enumerate().flat_map(|(at, reading)| {
            let fill = move |html| Coming { html, filled: filled(composer, html, offset + at) };
            reading.sheet.blocks.iter().map(fill)
        });
        let coming: Vec<_> = coming.collect();
        let (start, end) = alike(&old, &coming, |(_, old), new| *old == new.html());
        let (old_end, new_end) = (old.len() - end, coming.len() - end);
        let mut blocks = Vec::with_capacity(coming.len());
        for (at, block) in coming.into_iter().enumerate() {
            let before = if at >= new_end { Some(at - new_end + old_end) } else { Some(at).filter(|at| *at < old_end) };
            let before = before.and_then(|at| old.get(at));
            let id = before.map_or_else(|| self.new_id(), |(id, _)| *id);
            let is_known = at < start || at >= new_end;
            if !is_known && before.is_none_or(|(_, html)| *html != block.html()) {
                fresh.insert(id, block.html().to_owned());
            }
            blocks.push(ShownBlock { id, filled: block.filled });
        }
        let mut blocks = blocks.into_iter();
        let shown = |reading: &Arc<Reading>| Shown {
            reading: Arc::clone(reading),
            blocks: blocks.by_ref().take(reading.sheet.blocks.len()).collect(),
        };
        readings.iter().map(shown).collect()
    }

    /// Writes the parts around the text anew.
    fn show_frame(&mut self, composer: &Composer<'_>, fresh: &mut Fresh) {
        let mut old = mem::take(&mut self.frame);
        for page in 0..composer.whole.pages.len() {
            let around = parts(composer.whole, page).into_iter().filter(|part| !matches!(part, Part::Block(_)));
            for part in around {
                let mut html = String::new();
                composer.part(&mut html, part);
                let before = old.remove(&part);
                let is_known = before.as_ref().is_some_and(|before| before.html == html);
                let id = before.map_or_else(|| self.new_id(), |before| before.id);
                if !is_known {
                    fresh.insert(id, html.clone());
                }
                self.frame.insert(part, ShownPart { id, html });
            }
        }
    }

    /// Writes the footnotes anew.
    fn show_notes(&mut self, composer: &Composer<'_>, fresh: &mut Fresh) {
        for (part, shown) in self.frame.iter_mut().filter(|(part, _)| matches!(part, Part::Footnotes(_))) {
            let mut html = String::new();
            composer.part(&mut html, *part);
            if html != shown.html {
                fresh.insert(shown.id, html.clone());
                shown.html = html;
            }
        }
    }

    /// Every block in page order, with the source lines from its own first to the next block's.
    fn arrange(&mut self, composer: &Composer<'_>, first_line: u32, fresh: &mut Fresh) -> Vec<(BlockId, u32)> {
        let mut lines = first_line;
        let mut blocks = self.passages.iter().flat_map(|shown| {
            let base = lines;
            lines += shown.reading.lines;
            shown.blocks.iter().zip(&shown.reading.block_lines).map(move |(block, line)| (block.id, base + line))
        });
        let mut order: Vec<(BlockId, Option<Part>, Option<u32>)> = Vec::with_capacity(self.order.len() + 8);
        for part in (0..composer.whole.pages.len()).flat_map(|page| parts(composer.whole, page)) {
            match part {
                Part::Block(_) => order.extend(blocks.next().map(|(id, line)| (id, None, Some(line)))),
                part => {
                    let id = self.frame.get(&part).map_or(0, |shown| shown.id);
                    order.push((id, Some(part), (part == Part::Header).then_some(0)));
                }
            }
        }
        drop(blocks);
        self.rename_moved(&mut order, fresh);
        let lines: u32 = self.passages.iter().map(|shown| shown.reading.lines).sum();
        counted(&order, first_line + lines + 1)
    }

    /// A part of the frame that would have to pass a block of the text to get to its place comes as a new one instead.
    fn rename_moved(&mut self, order: &mut [(BlockId, Option<Part>, Option<u32>)], fresh: &mut Fresh) {
        if order.iter().map(|(id, ..)| id).eq(self.order.iter().map(|(id, _)| id)) {
            return;
        }
        let places: BTreeMap<BlockId, usize> = self.order.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
        let mut next = usize::MAX;
        let mut limits: Vec<usize> = order
            .iter()
            .rev()
            .map(|(id, part, _)| {
                if part.is_none() {
                    next = places.get(id).copied().unwrap_or(next);
                }
                next
            })
            .collect();
        limits.reverse();
        let mut last = None;
        for ((id, part, _), limit) in order.iter_mut().zip(limits) {
            let Some(place) = places.get(id).copied() else { continue };
            if let Some(part) = part.filter(|_| place >= limit || last.is_some_and(|last| place < last)) {
                self.last_id += 1;
                *id = self.last_id;
                if let Some(shown) = self.frame.get_mut(&part) {
                    shown.id = *id;
                    fresh.insert(*id, shown.html.clone());
                }
            } else {
                last = Some(place);
            }
        }
    }

    fn patch(&mut self, order: Vec<(BlockId, u32)>, mut fresh: Fresh) -> Patch {
        let mut patch = Patch::default();
        let old = mem::replace(&mut self.order, order);
        let (start, end) = alike(&old, &self.order, |old, new| old.0 == new.0);
        let mut unplaced: BTreeMap<BlockId, u32> = old[start..old.len() - end].iter().copied().collect();
        let middle = start..self.order.len() - end;
        let page_starts = LazyCell::new(|| page_starts(&self.frame));
        let mut after = 0;
        for (at, &(id, lines)) in self.order.iter().enumerate() {
            let before = if at < middle.start {
                old.get(at).map(|(_, lines)| *lines)
            } else if at >= middle.end {
                old.get(at + old.len() - self.order.len()).map(|(_, lines)| *lines)
            } else {
                unplaced.remove(&id)
            };
            let html = if fresh.is_empty() { None } else { fresh.remove(&id) };
            match (before, html) {
                (None, html) => {
                    let block = PreviewBlock { id, html: html.unwrap_or_default(), lines };
                    patch.insert.push(Insertion { after, block, starts_page: page_starts.contains(&id) });
                }
                (Some(_), Some(html)) => patch.replace.push(PreviewBlock { id, html, lines }),
                (Some(before), None) if before != lines => patch.lines.push(BlockLines { id, lines }),
                _ => {}
            }
            after = id;
        }
        let is_gone = |(id, _): &&(BlockId, u32)| unplaced.contains_key(id);
        patch.remove = old[start..old.len() - end].iter().filter(is_gone).map(|(id, _)| *id).collect();
        patch
    }
}

impl Shown {
    /// Fills the gaps again. The passage is number `passage`.
    fn refill(&mut self, composer: &Composer<'_>, passage: usize, fresh: &mut Fresh) {
        for (block, html) in self.blocks.iter_mut().zip(&self.reading.sheet.blocks) {
            let filled = filled(composer, html, passage);
            if let Some(html) = filled.as_ref().filter(|html| Some(*html) != block.filled.as_ref()) {
                fresh.insert(block.id, html.clone());
                block.filled = filled;
            }
        }
    }
}

/// The blocks that later pages start with.
fn page_starts(frame: &BTreeMap<Part, ShownPart>) -> BTreeSet<BlockId> {
    let starts = frame.iter().filter(|(part, _)| matches!(part, Part::Continued(_)));
    starts.map(|(_, shown)| shown.id).collect()
}

/// HTML with its gaps filled; nothing where it has none.
fn filled(composer: &Composer<'_>, html: &Html, passage: usize) -> Option<String> {
    html.has_gaps().then(|| {
        let mut filled = String::with_capacity(html.len() * 2);
        composer.fill(&mut filled, html, passage);
        filled
    })
}

/// Blocks with the number of lines from where each starts to where the next one does; `end` is where the last one ends.
fn counted(order: &[(BlockId, Option<Part>, Option<u32>)], end: u32) -> Vec<(BlockId, u32)> {
    let mut next = end;
    let mut counted: Vec<_> = order
        .iter()
        .rev()
        .map(|(id, _, line)| {
            let lines = line.map_or(0, |line| mem::replace(&mut next, line).saturating_sub(line));
            (*id, lines)
        })
        .collect();
    counted.reverse();
    counted
}
