//! `chapter-without-body`: a heading that promises and does not keep.

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};

pub(super) const RULE: Rule = Rule::passage("chapter-without-body", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for chapter in subject.chapters.iter().filter(|chapter| !chapter.has_body()) {
        let Some(heading) = chapter.heading else { continue };
        let message = Message::new("This chapter is empty.", "この章には本文がありません。");
        out.push(
            Diagnostic::warning(RULE.code, heading, message)
                .hint("Write its text, or remove the heading.", "本文を書くか、見出しを消してください。"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn a_chapter_holds_something() {
        let text = "## a\n\n## b\n\n### c\n\n::page-break[d]\n\n## e\n\nWords.\n";
        assert_eq!(found(&RULE, text), ["chapter-without-body \"## a\"", "chapter-without-body \"## b\""]);
    }

    #[test]
    fn an_introduction_may_be_missing() {
        assert_eq!(found(&RULE, ""), [""; 0]);
        assert_eq!(found(&RULE, "## a\n\n### b\n\n- c\n"), [""; 0]);
    }
}
