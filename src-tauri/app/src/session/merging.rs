//! Two texts that grew out of one: both sides' changes in one text, where they leave each other alone.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

/// Lines of the text before, and what stands there instead.
struct Hunk<'a> {
    lines: Range<usize>,
    instead: &'a [&'a str],
}

/// `base` with the changes of both; nothing where they touch: the same lines, lines beside each other, or the same place
/// between two lines. The same change on both sides is one change.
pub(super) fn merged(base: &str, mine: &str, theirs: &str) -> Option<String> {
    let (base_lines, my_lines, their_lines) = (lines(base), lines(mine), lines(theirs));
    let mut hunks = hunks(base, mine, &my_lines);
    for hunk in self::hunks(base, theirs, &their_lines) {
        if !hunks.iter().any(|other| other.lines == hunk.lines && other.instead == hunk.instead) {
            hunks.push(hunk);
        }
    }
    hunks.sort_by_key(|hunk| hunk.lines.start);
    let touch = |pair: &[Hunk<'_>]| pair[0].lines.end >= pair[1].lines.start;
    if hunks.windows(2).any(touch) {
        return None;
    }
    let mut text = String::with_capacity(mine.len() + theirs.len());
    let mut at = 0;
    for hunk in hunks {
        text.extend(base_lines.get(at..hunk.lines.start)?.iter().copied());
        text.extend(hunk.instead.iter().copied());
        at = hunk.lines.end;
    }
    text.extend(base_lines.get(at..)?.iter().copied());
    Some(text)
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn hunks<'a>(base: &str, text: &str, lines: &'a [&'a str]) -> Vec<Hunk<'a>> {
    let input = InternedInput::new(base, text);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let range = |range: Range<u32>| range.start as usize..range.end as usize;
    let hunk = |hunk: imara_diff::Hunk| Hunk {
        lines: range(hunk.before),
        instead: lines.get(range(hunk.after)).unwrap_or_default(),
    };
    diff.hunks().map(hunk).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BASE: &str = "一\n二\n三\n四\n五\n";

    #[test]
    fn changes_apart_are_both_made() {
        let (mine, theirs) = (BASE.replace('一', "壱"), BASE.replace('五', "伍\n六"));
        assert_eq!(merged(BASE, &mine, &theirs).as_deref(), Some("壱\n二\n三\n四\n伍\n六\n"));
        assert_eq!(merged(BASE, &theirs, &mine).as_deref(), Some("壱\n二\n三\n四\n伍\n六\n"));
    }

    #[test]
    fn changes_that_touch_are_for_the_writer() {
        let one = BASE.replace('二', "弐");
        for other in ["二ノ二", "", "二\n新しい"].map(|with| BASE.replace('二', with)) {
            assert_eq!(merged(BASE, &one, &other), None, "{other:?}");
        }
        assert_eq!(merged(BASE, &one, &BASE.replace('三', "参")), None);
        assert_eq!(merged(BASE, &format!("{BASE}私"), &format!("{BASE}外")), None);
        assert_eq!(merged("", "私", "外"), None);
    }

    #[test]
    fn the_same_change_is_made_once() {
        let same = BASE.replace('三', "参");
        assert_eq!(merged(BASE, &same, &same), Some(same.clone()));
        let more = same.replace('一', "壱");
        assert_eq!(merged(BASE, &same, &more), Some(more.clone()));
    }

    #[test]
    fn a_last_line_without_an_end_is_a_line() {
        assert_eq!(merged("一\n二\n三", "零\n二\n三", "一\n二\n三\n四").as_deref(), Some("零\n二\n三\n四"));
    }

    /// Lines of a base, each left, dropped or written over by one side, with new lines before some.
    fn side() -> impl Strategy<Value = Vec<(u8, bool)>> {
        prop::collection::vec((0_u8..6, prop::bool::weighted(0.1)), 12)
    }

    fn written(base: &[String], side: &[(u8, bool)], name: &str) -> String {
        let mut text = String::new();
        for (index, (line, (change, new))) in base.iter().zip(side).enumerate() {
            if *new {
                text += &format!("{name} new {index}\n");
            }
            match change {
                0 => {}
                1 => text += &format!("{name} wrote {index}\n"),
                _ => text += line,
            }
        }
        text
    }

    proptest! {
        #[test]
        fn no_side_loses_a_word(repeats in 1_usize..5, mine in side(), theirs in side()) {
            // Lines that are the same make a comparison hard.
            let base: Vec<String> = (0..12).map(|line| format!("line {}\n", line / repeats)).collect();
            let (mine, theirs) = (written(&base, &mine, "I"), written(&base, &theirs, "they"));
            let merged_text = merged(&base.concat(), &mine, &theirs);
            prop_assert_eq!(&merged_text, &merged(&base.concat(), &theirs, &mine));
            if let Some(text) = merged_text {
                for line in mine.lines().chain(theirs.lines()).filter(|line| !line.starts_with("line")) {
                    prop_assert_eq!(text.lines().filter(|other| *other == line).count(), 1, "{}", line);
                }
                let count = |text: &str, line: &str| text.lines().filter(|other| *other == line).count();
                for line in base.iter().map(|line| line.trim_end()) {
                    // A line goes where one side dropped it, and once where both did.
                    let left = count(&mine, line) + count(&theirs, line);
                    prop_assert!(count(&text, line) + count(&base.concat(), line) >= left, "{}", line);
                }
            }
        }

        #[test]
        fn a_side_that_did_nothing_takes_the_other(side in side()) {
            let base: Vec<String> = (0..12).map(|line| format!("line {line}\n")).collect();
            let theirs = written(&base, &side, "they");
            prop_assert_eq!(merged(&base.concat(), &base.concat(), &theirs), Some(theirs.clone()));
            prop_assert_eq!(merged(&base.concat(), &theirs, &base.concat()), Some(theirs));
        }
    }
}
