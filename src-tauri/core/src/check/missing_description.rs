//! `missing-description`: without one, search engines and link previews show whatever words come first.

use super::{Overview, Rule};
use crate::diagnostic::{Diagnostic, Message};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("missing-description", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let meta = article.context.meta;
    if meta.description.is_some() || !article.has_front_matter {
        return;
    }
    let message = Message::new("The article has no description.", "記事の説明（description）がありません。");
    out.push(Diagnostic::warning(RULE.code, Span::new(meta.span.start, meta.span.start), message).hint(
        "Write description: in the front matter: one or two sentences for search results and the index.",
        "前書きの description: に、検索結果や記事一覧に出る説明を一、二文で書いてください。",
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn a_description_is_asked_for() {
        assert_eq!(found(&RULE, "---\ntitle: a\n---\n"), ["missing-description \"\""]);
        assert_eq!(found(&RULE, "---\ntitle: a\ndescription: ''\n---\n"), ["missing-description \"\""]);
        assert_eq!(found(&RULE, "---\ndescription: a\n---\n"), [""; 0]);
        assert_eq!(found(&RULE, "No front matter.\n"), [""; 0]);
    }
}
