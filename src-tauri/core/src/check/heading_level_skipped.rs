//! `heading-level-skipped`: those who hear the page find their way by its levels (WCAG 2.2, 1.3.1; technique G141). The
//! title is the first level.

use pulldown_cmark::HeadingLevel;

use super::{Overview, Rule};
use crate::diagnostic::{Diagnostic, Message};

pub(super) const RULE: Rule = Rule::article("heading-level-skipped", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let mut above = HeadingLevel::H1;
    let places = article.passages.iter().flat_map(|passage| passage.spans(&passage.places.headings));
    for (heading, span) in article.whole.headings.iter().zip(places) {
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
        out.push(
            Diagnostic::warning(RULE.code, span, message)
                .hint("Go down one level at a time.", "見出しは一段ずつ下げてください。"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn levels_go_down_one_at_a_time() {
        assert_eq!(found(&RULE, "## a\n\n#### b\n"), ["heading-level-skipped \"#### b\""]);
        assert_eq!(found(&RULE, "### a\n"), ["heading-level-skipped \"### a\""]);
        assert_eq!(found(&RULE, "## a\n\n### b\n\n#### c\n\n## d\n\n### e\n"), [""; 0]);
    }
}
