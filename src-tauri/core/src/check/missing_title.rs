//! `missing-title`: an article without a title has no name in the index, the browser or a search.

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::source::Span;

pub(super) const RULE: Rule = Rule { code: "missing-title", check };

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let meta = &subject.article.meta;
    if meta.title.is_some() || !subject.has_front_matter() {
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
        assert_eq!(found(check, "---\ndate: 2026-01-01\n---\n"), ["missing-title \"\""]);
        assert_eq!(found(check, "---\ntitle: a\n---\n"), [""; 0]);
    }
}
