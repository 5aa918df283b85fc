//! `missing-title`: an article without a title has no name in the index, the browser or a search.

use super::{Overview, Rule};
use crate::diagnostic::{Diagnostic, Message};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("missing-title", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let meta = article.context.meta;
    if meta.title.is_some() || !article.has_front_matter {
        return;
    }
    let message = Message::new("The article has no title.", "記事の題名（title）がありません。");
    let at = meta.span.start;
    out.push(
        Diagnostic::error(RULE.code, Span::new(at, at), message)
            .hint("Write title: in the front matter.", "前書きに title: を書いてください。"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn a_title_is_asked_for() {
        assert_eq!(found(&RULE, "---\ndate: 2026-01-01\n---\n"), ["missing-title \"\""]);
        assert_eq!(found(&RULE, "---\ntitle: a\n---\n"), [""; 0]);
    }
}
