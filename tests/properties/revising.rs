//! What may be done to a text: every row of its outline, moved everywhere.

use kiku_core::preview::{OutlineItem, Preview};
use kiku_core::revise::{
    Outcome, add_chapter, add_page_break, duplicate_row, merge_next, move_row, rename_row, split_chapter, step_row,
    title_of,
};
use proptest::prelude::*;

use super::page::update;
use super::texts::article;
use super::{cases, text};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn a_moved_chapter_takes_every_line_along(text in text(), row in 0..12usize, before in 0..12usize) {
        if let Ok(revised) = move_row(&text, row, before) {
            let moved = revised.apply(&text);
            prop_assert_eq!(sorted_lines(&moved), sorted_lines(&text));
        }
    }

    #[test]
    fn a_moved_chapter_leaves_the_others_as_they_were(text in article(), row in 0..12usize, before in 0..12usize) {
        if let Ok(revised) = move_row(&text, row, before) {
            let sorted = |text: &str| {
                let mut rows: Vec<_> = outline(text).into_iter().map(|item| (item.depth, item.title)).collect();
                rows.sort();
                rows
            };
            prop_assert_eq!(sorted(&revised.apply(&text)), sorted(&text));
        }
    }

    #[test]
    fn a_step_and_its_reverse_give_the_first_text(text in text(), row in 1..12usize, down in any::<bool>()) {
        if let Ok(revised) = step_row(&text, row, down)
            && let Some(selected) = revised.select
        {
            let there = revised.apply(&text);
            let back = step_row(&there, row_at(&there, selected.start), !down);
            prop_assert_eq!(back.map(|revised| revised.apply(&there)), Ok(text));
        }
    }

    #[test]
    fn what_is_added_leaves_every_line_as_it_was(text in text(), row in 0..12usize, at in any::<prop::sample::Index>()) {
        let at = text.floor_char_boundary(at.index(text.len() + 1));
        let ways: [Outcome; 4] = [
            add_chapter(&text, row, "N"),
            add_page_break(&text, row),
            duplicate_row(&text, row),
            split_chapter(&text, at, "N"),
        ];
        for revised in ways.into_iter().flatten().filter(|revised| revised.edits.iter().all(|edit| edit.span.start == edit.span.end)) {
            let mut rest = revised.apply(&text);
            prop_assert!(rest.len() > text.len());
            let (edit, [])  = revised.edits.split_first().unwrap() else { continue };
            rest.replace_range(edit.span.start..edit.span.start + edit.text.len(), "");
            prop_assert_eq!(rest, text.clone());
        }
    }

    #[test]
    fn a_merged_chapter_loses_nothing_but_its_rank(text in article(), row in 0..12usize) {
        if let Ok(revised) = merge_next(&text, row) {
            let words = |text: &str| text.replace(['#', '-', '=', '\n', ' ', '\t'], "");
            prop_assert_eq!(words(&revised.apply(&text)), words(&text));
        }
    }

    #[test]
    fn a_renamed_row_has_its_name(text in article(), row in 1..12usize) {
        if let Ok(revised) = rename_row(&text, row, "新しい名") {
            prop_assert_eq!(title_of(&revised.apply(&text), row), Some("新しい名".to_owned()));
        }
    }
}

fn outline(text: &str) -> Vec<OutlineItem> {
    update(&mut Preview::default(), text).outline.insert
}

/// The row that starts on the line of byte `at`.
fn row_at(text: &str, at: usize) -> usize {
    let line = text[..at].matches('\n').count();
    let lines = outline(text).into_iter().scan(0, |line, item| {
        *line += item.distance as usize;
        Some(*line)
    });
    // The introduction may stand on the line of what follows it.
    lines.skip(1).position(|start| start == line).map_or(0, |row| row + 1)
}

/// The lines that say something. A page break that leaves the lines it stood between is parted from others by a blank one.
fn sorted_lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<_> = text.split('\n').filter(|line| !line.trim().is_empty()).collect();
    lines.sort_unstable();
    lines
}
