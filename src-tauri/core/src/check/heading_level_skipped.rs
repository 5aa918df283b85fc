//! `heading-level-skipped`: those who hear the page find their way by its levels (WCAG 2.2, 1.3.1; technique G141). The
//! title is the first level.
//! Looks at the levels of the whole article; a `##` starts anew.

use pulldown_cmark::HeadingLevel;

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::model::Heading;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { code: "heading-level-skipped", check };

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let mut above = HeadingLevel::H1;
    let headings = &subject.article.headings[..];
    for (index, heading) in headings.iter().enumerate() {
        let (level, most) = (heading.level as usize, above as usize + 1);
        above = heading.level;
        if level <= most {
            continue;
        }
        let message = Message::new(
            format!("A level is skipped: {} stands where {} is next.", "#".repeat(level), "#".repeat(most)),
            format!(
                "見出しの段階が飛んでいます。ここは {} ではなく {} になります。",
                "#".repeat(level),
                "#".repeat(most)
            ),
        );
        let diagnostic = Diagnostic::warning(RULE.code, heading.span, message)
            .hint("Go down one level at a time.", "見出しは一段ずつ下げてください。");
        let edits = raised(&headings[index..], level - most, subject.article.source);
        out.push(match edits {
            Some(edits) => {
                diagnostic.suggest(Message::new("Raise it, with what is below it", "下の見出しごと上げる"), edits)
            }
            None => diagnostic,
        });
    }
}

/// Takes `levels` off the first heading and off those that follow on its level or below, so that they keep their order.
fn raised(headings: &[Heading], levels: usize, source: &str) -> Option<Vec<TextEdit>> {
    let top = headings.first()?.level;
    let run = headings.iter().take_while(|heading| heading.level >= top);
    run.map(|heading| {
        let marks = Span::new(heading.span.start, heading.span.start + levels);
        marks.of(source).bytes().all(|byte| byte == b'#').then(|| TextEdit { span: marks, text: String::new() })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fixed, found};

    #[test]
    fn the_repair_keeps_the_order_of_what_is_below() {
        let text = "## a\n\n#### b ####\n\n##### c\n\n#### d\n\n### e\n\n#### f\n";
        let whole = "## a\n\n### b ####\n\n#### c\n\n### d\n\n### e\n\n#### f\n";
        assert_eq!(fixed(check, text), whole);
        assert_eq!(found(check, whole), [""; 0]);
    }

    #[test]
    fn levels_go_down_one_at_a_time() {
        assert_eq!(found(check, "## a\n\n#### b\n"), ["heading-level-skipped \"#### b\""]);
        assert_eq!(found(check, "### a\n"), ["heading-level-skipped \"### a\""]);
        assert_eq!(found(check, "## a\n\n### b\n\n#### c\n\n## d\n\n### e\n"), [""; 0]);
    }
}
