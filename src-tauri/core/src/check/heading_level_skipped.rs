//! `heading-level-skipped`: those who hear the page find their way by its levels (WCAG 2.2, 1.3.1; technique G141). The
//! title is the first level.
//! Looks at the levels of the whole article; a `##` starts anew.

use pulldown_cmark::HeadingLevel;

use super::{Overview, Rule};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("heading-level-skipped", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let mut above = HeadingLevel::H1;
    let places = article.passages.iter().flat_map(|passage| passage.spans(&passage.places.headings));
    let headings: Vec<_> = article.whole.headings.iter().map(|heading| heading.level).zip(places).collect();
    for (index, (heading, span)) in headings.iter().enumerate() {
        let (level, most) = (*heading as usize, above as usize + 1);
        above = *heading;
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
        let diagnostic = Diagnostic::warning(RULE.code, *span, message)
            .hint("Go down one level at a time.", "見出しは一段ずつ下げてください。");
        let edits = raised(&headings[index..], level - most, article.text);
        out.push(match edits {
            Some(edits) => {
                diagnostic.suggest(Message::new("Raise it, with what is below it", "下の見出しごと上げる"), edits)
            }
            None => diagnostic,
        });
    }
}

/// Takes `levels` off the first heading and off those that follow on its level or below, so that they keep their order.
fn raised(headings: &[(HeadingLevel, Span)], levels: usize, source: &str) -> Option<Vec<TextEdit>> {
    let (top, _) = headings.first()?;
    let run = headings.iter().take_while(|(level, _)| level >= top);
    run.map(|(_, span)| {
        let marks = Span::new(span.start, span.start + levels);
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
        assert_eq!(fixed(&RULE, text), whole);
        assert_eq!(found(&RULE, whole), [""; 0]);
    }

    #[test]
    fn levels_go_down_one_at_a_time() {
        assert_eq!(found(&RULE, "## a\n\n#### b\n"), ["heading-level-skipped \"#### b\""]);
        assert_eq!(found(&RULE, "### a\n"), ["heading-level-skipped \"### a\""]);
        assert_eq!(found(&RULE, "## a\n\n### b\n\n#### c\n\n## d\n\n### e\n"), [""; 0]);
    }
}
