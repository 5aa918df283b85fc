//! `qa-without-question`: the question is the label; without it the answer answers nothing.

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::BlockKind;
use crate::model::lower::plain_text;

pub(super) const RULE: Rule = Rule::passage("qa-without-question", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for block in subject.directives() {
        if let BlockKind::Qa { question, .. } = &block.kind
            && plain_text(question).is_empty()
        {
            let message = Message::new("This qa block asks nothing.", "この qa ブロックには問いがありません。");
            out.push(
                Diagnostic::warning(RULE.code, subject.first_line(block), message)
                    .hint("Write :::qa[The question?].", ":::qa[問い] の形で書いてください。"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn a_question_is_asked() {
        assert_eq!(found(&RULE, ":::qa\nBecause.\n:::\n"), ["qa-without-question \":::qa\""]);
        assert_eq!(found(&RULE, ":::qa[ ]\nBecause.\n:::\n"), ["qa-without-question \":::qa[ ]\""]);
        assert_eq!(found(&RULE, ":::qa[*Why?*]\nBecause.\n:::\n"), [""; 0]);
    }
}
