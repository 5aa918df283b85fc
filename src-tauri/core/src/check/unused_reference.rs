//! `unused-reference`: a source of the article's own that the text never cites, shows or quotes is not listed for
//! readers, and is most often a forgotten citation. Shared bibliographies hold more than one article needs.
//! Looks at the whole article.

use std::collections::BTreeSet;

use super::{Overview, Rule};
use crate::diagnostic::{Diagnostic, Message};

pub(super) const RULE: Rule = Rule::article("unused-reference", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let used: BTreeSet<&str> = article.whole.references.iter().map(|reference| reference.id.as_str()).collect();
    for reference in article.context.meta.bibliography.iter().filter(|reference| !used.contains(reference.id.as_str()))
    {
        let message = Message::new(
            format!("The text never uses the source “{}”.", reference.id),
            format!("資料「{}」は本文で使われていません。", reference.id),
        );
        out.push(Diagnostic::warning(RULE.code, reference.span, message).hint(
            format!("Cite it with [@{}], show it in a source block, or remove it.", reference.id),
            format!("[@{}] で引用するか、source ブロックで紹介するか、一覧から外してください。", reference.id),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn own_sources_must_be_cited_shown_or_quoted() {
        let text = |body: &str| format!("---\nreferences:\n- id: a\n- id: b\n- id: c\n---\n{body}\n");
        let unused = |body: &str| found(&RULE, &text(body));
        assert_eq!(unused("[@a]"), ["unused-reference \"b\"", "unused-reference \"c\""]);
        assert_eq!(unused("[@a]\n:::source{ref=b}\n:::\n:::quote{ref=c}\nx\n:::"), [""; 0]);
    }
}
