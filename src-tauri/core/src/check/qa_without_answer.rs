//! `qa-without-answer`: a question that stays open where readers were promised a short answer.

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::BlockKind;

pub(super) const RULE: Rule = Rule::passage("qa-without-answer", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for block in subject.directives() {
        let BlockKind::Qa { children, .. } = &block.kind else { continue };
        let fence = subject.first_line(block);
        // A leaf (two colons) is reported as an empty block.
        let leaf = !fence.of(subject.passage.source).starts_with(":::");
        if children.is_empty() && !leaf {
            let message = Message::new("This question has no answer.", "この問いには答えがありません。");
            out.push(Diagnostic::warning(RULE.code, fence, message).hint(
                "Write the answer in a sentence or two before the closing :::.",
                "閉じる ::: の前に、答えを一、二文で書いてください。",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn a_question_is_answered() {
        assert_eq!(found(&RULE, ":::qa[Why?]\n:::\n"), ["qa-without-answer \":::qa[Why?]\""]);
        assert_eq!(found(&RULE, ":::qa[Why?]\nBecause.\n:::\n"), [""; 0]);
        assert_eq!(found(&RULE, "::qa[Why?]\n"), [""; 0]);
    }
}
