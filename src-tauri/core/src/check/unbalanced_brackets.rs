//! `unbalanced-brackets`: a 「 without its 」 in the same paragraph is almost always a slip of the hand. A list label such
//! as 「１）」 at the start of a paragraph is none.

use super::subject::Prose;
use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::passage("unbalanced-brackets", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for prose in subject.prose() {
        Brackets::read(&prose, out);
    }
}

const PAIRS: [(char, char); 4] = [('「', '」'), ('『', '』'), ('（', '）'), ('【', '】')];
/// How many bytes may stand before a ） that ends a list label: three wide characters.
const LABEL: usize = 9;

/// The brackets of one paragraph that are open.
struct Brackets {
    open: Vec<(usize, Span)>,
    /// How many of each kind, so that a bracket without its partner is known without a search.
    count: [usize; PAIRS.len()],
    /// Where the paragraph starts.
    start: usize,
}

impl Brackets {
    fn read(prose: &Prose<'_>, out: &mut Vec<Diagnostic>) {
        let Some((_, start)) = prose.texts().next() else { return };
        let mut brackets = Self { open: Vec::new(), count: [0; PAIRS.len()], start };
        for (text, start) in prose.texts() {
            for (at, character) in candidates(text) {
                brackets.character(character, Span::new(at, at + character.len_utf8()).shifted(start), out);
            }
        }
        out.extend(brackets.open.into_iter().map(|(kind, span)| unclosed(kind, span)));
    }

    fn character(&mut self, character: char, span: Span, out: &mut Vec<Diagnostic>) {
        if let Some(kind) = PAIRS.iter().position(|pair| pair.0 == character) {
            self.open.push((kind, span));
            self.count[kind] += 1;
        } else if let Some(kind) = PAIRS.iter().position(|pair| pair.1 == character) {
            self.close(kind, span, out);
        }
    }

    fn close(&mut self, kind: usize, span: Span, out: &mut Vec<Diagnostic>) {
        if self.count[kind] == 0 {
            let is_label = PAIRS[kind].1 == '）' && span.start <= self.start + LABEL;
            out.extend((!is_label).then(|| unopened(kind, span)));
            return;
        }
        while let Some((open, span)) = self.open.pop() {
            self.count[open] -= 1;
            if open == kind {
                return;
            }
            out.push(unclosed(open, span));
        }
    }
}

/// The characters among which every bracket is: in UTF-8 those of one start with E3 80, those of the other with EF.
fn candidates(text: &str) -> impl Iterator<Item = (usize, char)> {
    memchr::memchr2_iter(0x80, 0xEF, text.as_bytes()).filter_map(|at| {
        let start = if text.as_bytes()[at] == 0x80 { at.checked_sub(1)? } else { at };
        Some((start, text.get(start..)?.chars().next()?))
    })
}

fn unclosed(kind: usize, span: Span) -> Diagnostic {
    let (open, close) = PAIRS[kind];
    unbalanced(
        span,
        Message::new(
            format!("{open} has no {close} in its paragraph."),
            format!("段落のなかに、{open} に対応する {close} がありません。"),
        ),
    )
}

fn unopened(kind: usize, span: Span) -> Diagnostic {
    let (open, close) = PAIRS[kind];
    unbalanced(
        span,
        Message::new(
            format!("{close} has no {open} before it."),
            format!("{close} の前に、対応する {open} がありません。"),
        ),
    )
}

fn unbalanced(span: Span, message: Message) -> Diagnostic {
    Diagnostic::warning(RULE.code, span, message).hint("Write both brackets, or neither.", "かっこは対にしてください。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn brackets_come_in_pairs() {
        assert_eq!(found(&RULE, "「菊。\n\n花」。\n"), ["unbalanced-brackets \"「\"", "unbalanced-brackets \"」\""]);
        assert_eq!(found(&RULE, "（「菊）」\n"), ["unbalanced-brackets \"「\"", "unbalanced-brackets \"」\""]);
        assert_eq!(found(&RULE, "『菊【花\n"), ["unbalanced-brackets \"『\"", "unbalanced-brackets \"【\""]);
    }

    #[test]
    fn pairs_may_nest_and_hold_markup_and_lines() {
        for text in ["「『菊』（花）」【a】", "「**菊**`」`\n花」", "１）菊\n\nア）花", "- 「菊」\n- （花）", "`「`"]
        {
            assert_eq!(found(&RULE, text), [""; 0], "{text}");
        }
    }
}
