//! `takeaways-missing`: readers of an article in chapters decide by the list of points on top whether to read on.
//! Looks at the whole article.

use super::{Overview, Rule};
use crate::diagnostic::{Diagnostic, Message};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("takeaways-missing", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let mut chapters = article.chapters();
    let in_chapters = chapters.any(|(_, chapter)| chapter.heading.is_some() && chapter.has_body);
    if !in_chapters || article.passages.iter().any(|passage| passage.survey.has_takeaways) {
        return;
    }
    let first = article.passages.iter().find_map(|passage| Some(passage.base + passage.survey.first_block?));
    let at = first.unwrap_or_default();
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
        assert_eq!(found(&RULE, "Intro.\n\n## a\n\nWords.\n"), ["takeaways-missing \"\""]);
        assert_eq!(found(&RULE, ":::takeaways\n- a\n:::\n\n## a\n\nWords.\n"), [""; 0]);
    }

    #[test]
    fn a_text_that_has_just_begun_is_left_alone() {
        assert_eq!(found(&RULE, "Intro.\n"), [""; 0]);
        assert_eq!(found(&RULE, "Intro.\n\n## a\n"), [""; 0]);
    }
}
