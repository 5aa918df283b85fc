//! The size in which a title stands, and its lines.

use std::ops::Range;

use kiku_core::Card;

use super::faces::Faces;
use super::lines::Breaker;
use super::text::{Setting, Words};

/// In pixels, the largest first.
const SIZES: [f32; 13] = [124.0, 112.0, 100.0, 92.0, 84.0, 76.0, 70.0, 64.0, 58.0, 54.0, 50.0, 46.0, 42.0];
const MOST_LINES: usize = 4;
/// A title may be smaller than it could be, to this part, where its lines are better then.
const SMALLER: f32 = 0.72;
/// What that costs, in what breaks cost.
const SIZE_COST: f32 = 0.35;
/// What opens a phrase. In Japanese fonts its ink is in the right half of its square.
const OPENING: [char; 9] = ['「', '『', '（', '〈', '《', '【', '［', '〔', '“'];

/// Where a title may stand, in pixels.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) width: f32,
    pub(super) height: f32,
}

/// A title, in lines of one size.
pub(super) struct Title<'t> {
    pub(super) words: Words<'t>,
    pub(super) lines: Vec<Range<usize>>,
    pub(super) size: f32,
    /// How high a line is.
    pub(super) leading: f32,
}

impl<'t> Title<'t> {
    /// The card's title, as large as it fits, else its start; nothing where no font has its letters.
    pub(super) fn new(card: &Card, setting: &'t Setting<'t>, faces: &Faces, room: Room) -> Option<Self> {
        let words = Words::new(&card.title, setting, faces)?;
        let leading = f32::from(card.style.leading) / 100.0;
        if let Some((lines, size)) = best(&words, room, leading) {
            return Some(Self { words, lines, size, leading: size * leading });
        }
        let size = SIZES.last().copied()?;
        let lines = |words: &Words<'_>| {
            let breaker = Breaker::new(&words.text, &words.widths()).tearing(room.width / size);
            breaker.best(room.width / size, most_lines(room, size * leading))
        };
        let words = words.shortened(faces, |words| lines(words).is_some())?;
        let lines = lines(&words)?.lines;
        Some(Self { words, lines, size, leading: size * leading })
    }

    pub(super) fn height(&self) -> f32 {
        self.leading * self.lines.len() as f32
    }

    /// How far a line stands out at its start, in pixels: with a bracket, as far as its square is empty.
    pub(super) fn hangs(&self, line: &Range<usize>) -> f32 {
        let first = self.words.text[line.clone()].chars().next().filter(|first| OPENING.contains(first));
        let width = first.map_or(0.0, |first| self.words.line(line.start..line.start + first.len_utf8()).width);
        if width > 0.9 { self.size * 0.48 } else { 0.0 }
    }
}

fn most_lines(room: Room, leading: f32) -> usize {
    // The cast ends at both ends of the range.
    ((room.height / leading) as usize).min(MOST_LINES)
}

/// The size, and the lines in it, in which the words look best: as large as they fit, or a little smaller.
fn best(words: &Words<'_>, room: Room, leading: f32) -> Option<(Vec<Range<usize>>, f32)> {
    let breaker = Breaker::new(&words.text, &words.widths());
    let (mut best, mut least, mut largest) = (None, f32::INFINITY, None);
    for size in SIZES {
        let fitting = largest.unwrap_or(size);
        if size < fitting * SMALLER {
            break;
        }
        let Some(broken) = breaker.best(room.width / size, most_lines(room, size * leading)) else { continue };
        largest = Some(fitting);
        let cost = broken.cost + SIZE_COST * (1.0 - size / fitting);
        if cost < least {
            (best, least) = (Some((broken.lines, size)), cost);
        }
    }
    best
}
