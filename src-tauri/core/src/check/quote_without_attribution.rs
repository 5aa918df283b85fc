//! `quote-without-attribution`: verbatim words need their speaker and source. Article 48 of the Japanese Copyright Act
//! asks that the source be shown; so does Article 10(3) of the Berne Convention. Not legal advice.

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::BlockKind;

pub(super) const RULE: Rule = Rule::passage("quote-without-attribution", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for block in subject.directives() {
        let BlockKind::Quote { source, .. } = &block.kind else { continue };
        let reference = &source.reference;
        if reference.title.is_some() || !reference.authors.is_empty() || reference.site().is_some() {
            continue;
        }
        let message = Message::new("This quotation does not say whose words it is.", "この引用には出典がありません。");
        out.push(Diagnostic::warning(RULE.code, subject.first_line(block), message).hint(
            "Write :::quote{ref=key}, or give title, author and url.",
            ":::quote{ref=キー} の形にするか、title、author、url を書いてください。",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn a_quotation_says_whose_words_it_is() {
        let text = ":::quote\na\n:::\n\n:::quote{author=菊}\nb\n:::\n\n- :::quote{locator=3}\n  c\n  :::\n";
        assert_eq!(
            found(&RULE, text),
            ["quote-without-attribution \":::quote\"", "quote-without-attribution \":::quote{locator=3}\""]
        );
    }

    #[test]
    fn any_name_of_the_source_is_enough() {
        assert_eq!(found(&RULE, ":::quote{url=https://e.org}\na\n:::\n:::quote{ref=unknown}\nb\n:::\n"), [""; 0]);
    }
}
