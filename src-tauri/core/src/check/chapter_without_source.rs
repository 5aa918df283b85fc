//! `chapter-without-source`: in an article that names sources, a chapter without any rests on nothing a reader could
//! look up. A card, a quotation, a citation or a link to the web counts. An article without any source is an essay.
//! Looks at the whole article.

use super::subject::Chapter;
use super::survey::ChapterSurvey;
use super::{Overview, Rule};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::BlockKind;

pub(super) const RULE: Rule = Rule::article("chapter-without-source", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let has_source = |passage: usize, chapter: &ChapterSurvey| {
        chapter.has_source || article.notes_of(passage, chapter).any(|note| note.has_source())
    };
    if !article.chapters().any(|(passage, chapter)| has_source(passage, chapter)) {
        return;
    }
    for (passage, chapter) in article.chapters().filter(|(_, chapter)| chapter.has_body) {
        let Some(heading) = chapter.heading.filter(|_| !has_source(passage, chapter)) else { continue };
        let span = heading.shifted(article.passages[passage].base);
        let message = Message::new("This chapter names no source.", "この章には資料がありません。");
        out.push(Diagnostic::warning(RULE.code, span, message).hint(
            "Add a source block or cite one with [@key].",
            "source ブロックを加えるか、[@キー] で資料を引用してください。",
        ));
    }
}

/// Whether a chapter names a source itself.
pub(super) fn has_source(chapter: &Chapter<'_>) -> bool {
    !chapter.cited.is_empty()
        || chapter.links.iter().any(|link| link.starts_with("http"))
        || chapter
            .directives
            .iter()
            .any(|block| matches!(block.kind, BlockKind::Source { .. } | BlockKind::Quote { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn each_chapter_rests_on_a_source() {
        let text =
            "## a\n\n:::source{url=https://e.org}\n:::\n\n## b\n\nNothing.\n\n## c\n\n[x](https://e.org)\n\n## d\n";
        assert_eq!(found(&RULE, text), ["chapter-without-source \"## b\""]);
    }

    #[test]
    fn introductions_and_essays_need_none() {
        assert_eq!(found(&RULE, "Intro.\n\n## a\n\n[@x]\n"), [""; 0]);
        assert_eq!(found(&RULE, "## a\n\nThought.\n\n## b\n\n[a](#a)\n"), [""; 0]);
    }
}
