//! `undefined-footnote`: a mark without its note is text (GFM shows `[^1]` as it was written), and readers would see the
//! brackets. A regular expression such as `[^a]` belongs in code.
//! Looks at the whole article.

use super::{Overview, Rule};
use crate::diagnostic::{Diagnostic, Message};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("undefined-footnote", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let marks = article.passages.iter().flat_map(|passage| {
        passage.facts.marks.iter().map(|mark| &mark.label).zip(passage.spans(&passage.places.marks))
    });
    let undefined = marks.zip(&article.whole.marks).filter(|(_, note)| note.is_none());
    out.extend(undefined.take(MOST).map(|((label, span), _)| undefined_footnote(label, span)));
}

/// How many of them are reported: text that is full of brackets is no list of mistakes.
const MOST: usize = 200;

fn undefined_footnote(label: &str, span: Span) -> Diagnostic {
    let message =
        Message::new(format!("The footnote “{label}” is not defined."), format!("脚注「{label}」の本文がありません。"));
    Diagnostic::error(RULE.code, span, message).hint(
        format!("Write [^{label}]: and the note on a line of its own."),
        format!("[^{label}]: に続けて、本文を独立した行に書いてください。"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn a_mark_has_its_note() {
        let text = "a[^1] b[^注]\n\n- c[^2]\n\n## d\n\n[^1]: e[^3]\n";
        assert_eq!(found(&RULE, text), ["[^注]", "[^2]", "[^3]"].map(|mark| format!("undefined-footnote {mark:?}")));
        assert_eq!(found(&RULE, "a[^A]\n\n[^a]: labels match whatever their case\n"), [""; 0]);
    }

    #[test]
    fn what_is_no_mark_is_left_alone() {
        assert_eq!(found(&RULE, "`[^1]` \\[^2] [^] [^ a] [^a b] x[^\n\n```\n[^1]\n```\n"), [""; 0]);
    }
}
