//! `takeaways-missing`: readers of an article in chapters decide by the list of points on top whether to read on.
//! Looks at the whole article.

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::BlockKind;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { code: "takeaways-missing", check };

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let chapters = subject.chapters.iter().filter(|chapter| chapter.heading.is_some() && chapter.has_body());
    let mut directives = subject.directives();
    if chapters.count() == 0 || directives.any(|block| matches!(block.kind, BlockKind::Takeaways { .. })) {
        return;
    }
    let at = subject.article.blocks.first().map_or(0, |block| block.span.start);
    let message = Message::new(
        "The article does not say what readers will learn.",
        "この記事で分かること（takeaways）がありません。",
    );
    out.push(Diagnostic::warning(RULE.code, Span::new(at, at), message).hint(
        "Put a :::takeaways block with three to five points before the first chapter.",
        "最初の章の前に、要点を3〜5個並べた :::takeaways ブロックを置いてください。",
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn an_article_in_chapters_says_what_it_teaches() {
        assert_eq!(found(check, "Intro.\n\n## a\n\nWords.\n"), ["takeaways-missing \"\""]);
        assert_eq!(found(check, ":::takeaways\n- a\n:::\n\n## a\n\nWords.\n"), [""; 0]);
    }

    #[test]
    fn a_text_that_has_just_begun_is_left_alone() {
        assert_eq!(found(check, "Intro.\n"), [""; 0]);
        assert_eq!(found(check, "Intro.\n\n## a\n"), [""; 0]);
    }
}
