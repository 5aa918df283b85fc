//! `takeaways-too-many`: over five points are no longer seen at a glance. Five is the format's own measure.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::{Block, BlockKind, Item};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::passage("takeaways-too-many", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for block in subject.directives() {
        let BlockKind::Takeaways { children, .. } = &block.kind else { continue };
        let points = points(children);
        if let Some(first) = points.get(MOST) {
            let line = first.of(subject.passage.source).lines().next().unwrap_or_default();
            let count = points.len();
            let message = Message::new(
                format!("There are {count} points; readers take in {MOST}."),
                format!("要点が{count}個あります。ひと目で読めるのは{MOST}個までです。"),
            );
            out.push(
                Diagnostic::warning(RULE.code, Span::new(first.start, first.start + line.len()), message)
                    .hint("Join some of them, or leave some out.", "まとめるか、減らしてください。"),
            );
        }
    }
}

const MOST: usize = 5;

/// Where the items of the outermost lists stand.
fn points(children: &[Block<'_>]) -> Vec<Span> {
    let mut points = Vec::new();
    for block in children {
        let BlockKind::Markdown(flow) = &block.kind else { continue };
        let mut depth = 0;
        for item in flow {
            match item {
                Item::Event(Event::Start(Tag::List(_)), _) => depth += 1,
                Item::Event(Event::End(TagEnd::List(_)), _) => depth -= 1,
                Item::Event(Event::Start(Tag::Item), span) if depth == 1 => points.push(*span),
                _ => {}
            }
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn five_points_are_enough() {
        let five = "- a\n- b\n- c\n- d\n- e\n";
        assert_eq!(found(&RULE, &format!(":::takeaways\n{five}:::\n")), [""; 0]);
        assert_eq!(found(&RULE, &format!(":::takeaways\n{five}- f\n- g\n:::\n")), ["takeaways-too-many \"- f\""]);
    }

    #[test]
    fn points_within_points_and_other_lists_do_not_count() {
        assert_eq!(found(&RULE, ":::takeaways\n- a\n  - b\n  - c\n  - d\n  - e\n  - f\n:::\n"), [""; 0]);
        assert_eq!(found(&RULE, "- a\n- b\n- c\n- d\n- e\n- f\n"), [""; 0]);
    }
}
