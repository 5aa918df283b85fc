//! A chapter or a page break goes to another place.
//!
//! Words move; the blank lines between parts stay where they are. So a move and its reverse give the same text, whatever
//! stands at its end.

use super::removing::remove_row;
use super::rows::Rows;
use super::{Outcome, Revised, gone, insert, remove, replace};
use crate::diagnostic::{Message, TextEdit};
use crate::preview::OutlineKind;
use crate::source::Span;

/// Moves the chapter or the page break of row `row` in front of the first part that starts at row `before` or behind it;
/// to the end, where there is none.
///
/// # Errors
/// Where there is no such part, and where the chapters would not be the same afterwards.
pub fn move_row(text: &str, row: usize, before: usize) -> Outcome {
    let rows = Rows::read(text);
    let parts = rows.parts();
    let to = parts.partition_point(|&part| part < before).max(1);
    moved(&rows, &parts, row, to)
}

/// Moves the chapter or the page break of row `row` past the part before it, or behind it where `down` says so. The first
/// and the last part stay.
///
/// # Errors
/// As [`move_row`].
pub fn step_row(text: &str, row: usize, down: bool) -> Outcome {
    let rows = Rows::read(text);
    let parts = rows.parts();
    let at = parts.partition_point(|&part| part < row);
    let to = if down { (at + 2).min(parts.len()) } else { at.saturating_sub(1).max(1) };
    moved(&rows, &parts, row, to)
}

/// Moves a row in front of part `to`.
fn moved(rows: &Rows<'_>, parts: &[usize], row: usize, to: usize) -> Outcome {
    if rows.rows.get(row).is_some_and(|row| row.kind == OutlineKind::PageBreak && !row.is_part) {
        return out_of_chapter(rows, parts, row, to);
    }
    let from = parts.iter().position(|&part| part == row).filter(|&from| from > 0).ok_or_else(gone)?;
    let order = Order { rows, parts };
    let revised = if to > from + 1 {
        order.down(from, to - 1)
    } else if to < from {
        order.up(from, to)
    } else {
        return Ok(Revised::default());
    };
    if order.is_kept(&revised.apply(rows.text), from, to) { Ok(revised) } else { Err(unclosed()) }
}

/// A page break that divides a chapter goes between chapters.
fn out_of_chapter(rows: &Rows<'_>, parts: &[usize], row: usize, to: usize) -> Outcome {
    let words = rows.rows[row].mark.of(rows.text);
    let at = rows.rows[parts[to - 1]].span.end;
    let taken = remove_row(rows.text, row)?.edits;
    let mut edits: Vec<TextEdit> = taken.into_iter().chain([insert(at, format!("\n\n{words}"))]).collect();
    edits.sort_by_key(|edit| edit.span);
    Ok(Revised { edits, select: None })
}

/// The parts of an article, from the introduction on.
struct Order<'r, 't> {
    rows: &'r Rows<'t>,
    parts: &'r [usize],
}

impl<'t> Order<'_, 't> {
    fn span(&self, part: usize) -> Span {
        self.rows.rows[self.parts[part]].span
    }

    fn words(&self, part: usize) -> &'t str {
        self.span(part).of(self.rows.text)
    }

    /// The blank lines behind a part.
    fn gap(&self, part: usize) -> Span {
        let end = self.parts.get(part + 1).map_or(self.rows.text.len(), |&next| self.rows.rows[next].span.start);
        Span::new(self.span(part).end, end)
    }

    fn blank(&self, part: usize) -> &'t str {
        self.gap(part).of(self.rows.text)
    }

    /// Moves part `from` behind part `last`.
    fn down(&self, from: usize, last: usize) -> Revised {
        let mut edits = vec![remove(Span::new(self.span(from).start, self.span(from + 1).start))];
        edits.extend((from + 1..last).filter_map(|part| self.change_gap(part, part - 1)));
        edits.push(insert(self.span(last).end, format!("{}{}", self.blank(last - 1), self.words(from))));
        let words = self.words(from).len();
        cursor_at(edits, |written| written.saturating_sub(words))
    }

    /// Moves part `from` in front of part `first`.
    fn up(&self, from: usize, first: usize) -> Revised {
        let at = self.span(first).start;
        let mut edits = vec![insert(at, format!("{}{}", self.words(from), self.blank(first)))];
        edits.extend((first..from - 1).filter_map(|part| self.change_gap(part, part + 1)));
        edits.push(remove(Span::new(self.span(from - 1).end, self.span(from).end)));
        Revised { edits, select: Some(Span::new(at, at)) }
    }

    /// Gives the blank lines behind one part to another.
    fn change_gap(&self, part: usize, other: usize) -> Option<TextEdit> {
        (self.blank(part) != self.blank(other)).then(|| replace(self.gap(part), self.blank(other)))
    }

    /// Whether `text` has the same rows, in the order that was asked for.
    fn is_kept(&self, text: &str, from: usize, to: usize) -> bool {
        let mut groups: Vec<usize> = (0..self.parts.len()).collect();
        groups.remove(from);
        groups.insert(if to > from { to - 1 } else { to }, from);
        let shape = self.rows.shape();
        let end = |part: usize| self.parts.get(part + 1).copied().unwrap_or(shape.len());
        let expected = groups.iter().flat_map(|&part| &shape[self.parts[part]..end(part)]);
        Rows::read(text).shape().iter().eq(expected)
    }
}

/// The cursor goes to where `place` says, told how much is written up to the end of the last edit.
fn cursor_at(edits: Vec<TextEdit>, place: impl Fn(usize) -> usize) -> Revised {
    let written = edits.iter().fold(0isize, |difference, edit| {
        difference + edit.text.len().cast_signed() - (edit.span.end - edit.span.start).cast_signed()
    });
    let end = edits.last().map_or(0, |edit| edit.span.end).saturating_add_signed(written);
    let at = place(end);
    Revised { edits, select: Some(Span::new(at, at)) }
}

fn unclosed() -> Message {
    Message::new(
        "Something in these chapters is not closed, such as a code block. Close it, then move them.",
        "コードブロックなど、閉じられていないものがあるため動かせません。閉じてからもう一度どうぞ。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "---\ntitle: t\n---\n\nIntro.\n\n\n## A\n\na\n### A1\na1\n## B\n\nb  \n\n\n\n::page-break\n\n## C\n\nc";

    fn moved(text: &str, row: usize, before: usize) -> Result<String, Message> {
        move_row(text, row, before).map(|revised| revised.apply(text))
    }

    #[test]
    fn words_move_and_blank_lines_stay() {
        let down =
            "---\ntitle: t\n---\n\nIntro.\n\n\n## B\n\nb  \n::page-break\n\n\n\n## A\n\na\n### A1\na1\n\n## C\n\nc";
        assert_eq!(moved(TEXT, 1, 5).unwrap(), down);
        let up =
            "---\ntitle: t\n---\n\nIntro.\n\n\n## C\n\nc\n## A\n\na\n### A1\na1\n\n\n\n## B\n\nb  \n\n::page-break";
        assert_eq!(moved(TEXT, 5, 1).unwrap(), up);
        assert_eq!(moved(TEXT, 1, 3).unwrap(), TEXT);
    }

    #[test]
    fn there_and_back_is_the_same_text() {
        for (row, before, back, to) in [(1, 3, 1, 3), (1, 5, 3, 1), (1, 6, 4, 1), (5, 1, 1, 6), (4, 3, 3, 5)] {
            let there = moved(TEXT, row, before).unwrap();
            assert_eq!(moved(&there, back, to).unwrap(), TEXT, "{row} before {before}");
        }
    }

    #[test]
    fn a_step_passes_one_part() {
        let step = |row, down| step_row(TEXT, row, down).map(|revised| revised.apply(TEXT)).unwrap();
        assert_eq!(step(1, true), moved(TEXT, 1, 4).unwrap());
        assert_eq!(step(5, false), moved(TEXT, 5, 4).unwrap());
        assert_eq!((step(1, false).as_str(), step(5, true).as_str()), (TEXT, TEXT));
    }

    #[test]
    fn the_cursor_goes_to_what_was_moved() {
        for (row, before, starts) in [(1, 5, "## A"), (5, 1, "## C"), (1, 6, "## A"), (4, 3, "::page-break")] {
            let revised = move_row(TEXT, row, before).unwrap();
            let at = revised.select.unwrap().start;
            assert!(revised.apply(TEXT)[at..].starts_with(starts), "{row} before {before}");
        }
    }

    #[test]
    fn a_page_break_leaves_the_chapter_that_it_divides() {
        let text = "## A\n\na\n\n::page-break\n\nb\n\n## B\n";
        assert_eq!(moved(text, 2, 3).unwrap(), "## A\n\na\n\nb\n\n::page-break\n\n## B\n");
        assert_eq!(moved(text, 2, 4).unwrap(), "## A\n\na\n\nb\n\n## B\n\n::page-break\n");
    }

    #[test]
    fn what_is_no_part_does_not_move() {
        for (row, before) in [(0, 3), (2, 1), (9, 1)] {
            assert!(move_row(TEXT, row, before).is_err(), "{row} before {before}");
        }
    }

    #[test]
    fn an_open_code_block_swallows_no_chapter() {
        let text = "## A\n\na\n\n## B\n\n```\nb\n";
        assert!(moved(text, 2, 1).is_err());
        assert!(moved(text, 1, 3).is_err());
    }
}
