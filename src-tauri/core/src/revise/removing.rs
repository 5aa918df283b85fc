//! A chapter, a section or a page break goes; a chapter becomes part of the one before it.

use super::heading::{at_level, level};
use super::rows::Rows;
use super::{Outcome, Revised, gone, remove};
use crate::preview::OutlineKind;
use crate::source::Span;

/// Removes all that row `row` stands for.
///
/// # Errors
/// Where there is no such row, and for the introduction.
pub fn remove_row(text: &str, row: usize) -> Outcome {
    let rows = Rows::read(text);
    let found = rows.rows.get(row).filter(|row| row.kind != OutlineKind::Introduction).ok_or_else(gone)?;
    let behind = Span::new(found.span.end, text.len()).of(text);
    let next = found.span.end + (behind.len() - blank_lines_off(behind).len());
    let span = if next < text.len() {
        Span::new(found.span.start, next)
    } else {
        // The last one goes with the blank lines before it, so that the file ends as it did.
        Span::new(Span::new(0, found.span.start).of(text).trim_end_matches(['\n', ' ', '\t']).len(), found.span.end)
    };
    Ok(Revised { edits: vec![remove(span)], select: Some(Span::new(span.start, span.start)) })
}

/// Without the blank lines that it starts with.
fn blank_lines_off(text: &str) -> &str {
    let words = text.len() - text.trim_start().len();
    let line = text[..words].rfind('\n').map_or(0, |newline| newline + 1);
    if words == text.len() { "" } else { &text[line..] }
}

/// Makes the chapter behind the one of row `row` part of it: its heading becomes a section's, and its sections sink with
/// it. A page break between the two stays.
///
/// # Errors
/// Where there is no such chapter, or none behind it.
pub fn merge_next(text: &str, row: usize) -> Outcome {
    let rows = Rows::read(text);
    let holds = |index: usize| {
        index == row && matches!(rows.rows[index].kind, OutlineKind::Chapter | OutlineKind::Introduction)
    };
    let at = (0..rows.rows.len()).find(|&index| holds(index)).ok_or_else(gone)?;
    let next = rows.rows[at + 1..].iter().position(|row| row.kind == OutlineKind::Chapter).ok_or_else(gone)? + at + 1;
    let chapter = &rows.rows[next];
    let mut edits = vec![at_level(text, chapter.mark, 3)];
    let by = 3 - level(text, chapter.mark);
    let sections = rows.rows[next + 1..].iter().take_while(|row| !row.is_part);
    let deeper = sections.filter(|row| row.kind == OutlineKind::Section && level(text, row.mark) < 6);
    edits.extend(deeper.map(|row| at_level(text, row.mark, (level(text, row.mark) + by).min(6))));
    Ok(Revised { edits, select: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "Intro.\n\n## A\n\na\n\n### S\n\ns\n\n::page-break\n\n## B\n\nb\n\n### T\n\n###### U\n\nC\n---\n\nc\n";

    fn applied(outcome: Outcome) -> String {
        outcome.unwrap().apply(TEXT)
    }

    #[test]
    fn a_row_goes_with_all_that_it_stands_for() {
        assert_eq!(applied(remove_row(TEXT, 1)), TEXT.replacen("## A\n\na\n\n### S\n\ns\n\n", "", 1));
        assert_eq!(applied(remove_row(TEXT, 2)), TEXT.replacen("### S\n\ns\n\n", "", 1));
        assert_eq!(applied(remove_row(TEXT, 3)), TEXT.replacen("::page-break\n\n", "", 1));
        assert_eq!(applied(remove_row(TEXT, 7)), TEXT.replacen("\n\nC\n---\n\nc", "", 1));
        assert!(remove_row(TEXT, 0).is_err() && remove_row(TEXT, 8).is_err());
    }

    #[test]
    fn a_merged_chapter_becomes_a_section_and_its_sections_sink() {
        let merged = TEXT.replacen("## B", "### B", 1).replacen("### T", "#### T", 1);
        assert_eq!(applied(merge_next(TEXT, 1)), merged);
        assert_eq!(applied(merge_next(TEXT, 4)), TEXT.replacen("C\n---", "### C", 1));
        assert!(merge_next(TEXT, 7).is_err());
        let first = TEXT.replacen("## A", "### A", 1).replacen("### S", "#### S", 1);
        assert_eq!(applied(merge_next(TEXT, 0)), first);
    }
}
