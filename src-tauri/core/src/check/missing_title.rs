//! `missing-title`: an article without a title has no name in the index, the browser or a search.

use crate::diagnostic::{Diagnostic, Message};
use crate::model::Article;
use crate::source::{Snapshot, Span};

pub(super) fn check(article: &Article<'_>, _: &Snapshot, out: &mut Vec<Diagnostic>) {
    // Where there is no front matter, or none that can be read, that is what is reported.
    let unread = article.diagnostics.iter().any(|found| matches!(found.code, "missing-front-matter" | "syntax-error"));
    if article.meta.title.is_some() || unread {
        return;
    }
    let message = Message::new("The article has no title.", "記事の題名（title）がありません。");
    let at = article.meta.span.start;
    out.push(
        Diagnostic::error("missing-title", Span::new(at, at), message)
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
