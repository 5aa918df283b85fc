//! `unbalanced-brackets`: a 「 without its 」 in the same paragraph is almost always a slip of the hand. A list label such
//! as 「１）」 is none. （ that ends with an ASCII ) is: the two stand at different heights.

use super::subject::Prose;
use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::passage("unbalanced-brackets", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for prose in subject.prose() {
        let alone = Brackets::read(&prose);
        if alone.is_empty() {
            continue;
        }
        let ascii = AsciiBrackets::read(&prose);
        out.extend(alone.into_iter().map(|(bracket, span)| {
            let diagnostic = unbalanced(bracket, span);
            let narrow = ascii.partner(bracket, span);
            diagnostic.suggest_word(narrow.unwrap_or(span), narrow.and(bracket.partner()))
        }));
    }
}

const PAIRS: [(char, char); 4] = [('「', '」'), ('『', '』'), ('（', '）'), ('【', '】')];
/// How many bytes may stand before a ） that ends a list label at the start of a paragraph: three wide characters.
const LABEL: usize = 9;

/// One bracket of the pair `kind`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Open(usize),
    Close(usize),
}

impl Bracket {
    fn of(character: char) -> Option<Self> {
        PAIRS.iter().enumerate().find_map(|(kind, pair)| match character {
            _ if character == pair.0 => Some(Self::Open(kind)),
            _ if character == pair.1 => Some(Self::Close(kind)),
            _ => None,
        })
    }

    /// What of the parentheses is missing.
    fn partner(self) -> Option<&'static str> {
        match self {
            Self::Open(kind) => (PAIRS[kind].1 == '）').then_some("）"),
            Self::Close(kind) => (PAIRS[kind].0 == '（').then_some("（"),
        }
    }
}

/// The brackets of one paragraph that are open, and those that have turned out to be alone.
struct Brackets {
    open: Vec<(usize, Span)>,
    /// How many of each kind, so that a bracket without its partner is known without a search.
    count: [usize; PAIRS.len()],
    alone: Vec<(Bracket, Span)>,
}

impl Brackets {
    fn read(prose: &Prose<'_>) -> Vec<(Bracket, Span)> {
        let mut brackets = Self { open: Vec::new(), count: [0; PAIRS.len()], alone: Vec::new() };
        let first = prose.texts().next().map_or(0, |(_, start)| start);
        for (text, start) in prose.texts() {
            for (at, character) in candidates(text) {
                let span = Span::new(at, at + character.len_utf8()).shifted(start);
                match Bracket::of(character) {
                    Some(Bracket::Open(kind)) => brackets.open(kind, span),
                    Some(Bracket::Close(kind)) => {
                        let before = &text[..at];
                        let is_label = character == '）'
                            && !before.contains('(')
                            && (span.start <= first + LABEL || ends_label(before));
                        brackets.close(kind, span, is_label);
                    }
                    None => {}
                }
            }
        }
        let Self { open, mut alone, .. } = brackets;
        alone.extend(open.into_iter().map(|(kind, span)| (Bracket::Open(kind), span)));
        alone
    }

    fn open(&mut self, kind: usize, span: Span) {
        self.open.push((kind, span));
        self.count[kind] += 1;
    }

    fn close(&mut self, kind: usize, span: Span, is_label: bool) {
        if self.count[kind] == 0 {
            self.alone.extend((!is_label).then_some((Bracket::Close(kind), span)));
            return;
        }
        while let Some((open, span)) = self.open.pop() {
            self.count[open] -= 1;
            if open == kind {
                return;
            }
            self.alone.push((Bracket::Open(open), span));
        }
    }
}

/// Whether a ） after these words ends the label of a point: a number, or a letter that stands by itself.
fn ends_label(before: &str) -> bool {
    let mut back = before.chars().rev();
    let digits = back.by_ref().take_while(|character| character.is_numeric()).count();
    let mut back = before.chars().rev();
    let is_letter = back
        .next()
        .is_some_and(|letter| matches!(letter, 'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' | 'ァ'..='ヶ'));
    (1..=3).contains(&digits) || (is_letter && !back.next().is_some_and(char::is_alphanumeric))
}

/// The characters among which every bracket is: in UTF-8 those of one start with E3 80, those of the other with EF BC.
fn candidates(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(0x80, 0xEF, bytes).filter_map(move |at| {
        let start = if bytes[at] == 0x80 { at.checked_sub(1)? } else { at };
        // Nine in ten are something else, most of all 、 and 。, and are not decoded.
        let may_be = matches!(bytes[start..], [0xE3, 0x80, 0x8C..=0x91, ..] | [0xEF, 0xBC, 0x88..=0x89, ..]);
        may_be.then(|| Some((start, text.get(start..)?.chars().next()?)))?
    })
}

/// Where the ASCII parentheses of a paragraph stand that have no partner, ascending: looked for once for all its brackets.
#[derive(Default)]
struct AsciiBrackets {
    open: Vec<usize>,
    closing: Vec<usize>,
}

impl AsciiBrackets {
    fn read(prose: &Prose<'_>) -> Self {
        let mut alone = Self::default();
        for (text, start) in prose.texts() {
            for at in memchr::memchr2_iter(b'(', b')', text.as_bytes()) {
                match text.as_bytes()[at] {
                    b'(' => alone.open.push(start + at),
                    _ if alone.open.pop().is_none() => alone.closing.push(start + at),
                    _ => {}
                }
            }
        }
        alone
    }

    /// The one on the side where the partner of （ or ） is missing.
    fn partner(&self, bracket: Bracket, span: Span) -> Option<Span> {
        bracket.partner()?;
        let after = |places: &[usize]| places.partition_point(|&at| at <= span.start);
        let partners = match bracket {
            Bracket::Open(_) => &self.closing[after(&self.closing)..],
            Bracket::Close(_) => &self.open[..after(&self.open)],
        };
        match partners {
            &[at] => Some(Span::new(at, at + 1)),
            _ => None,
        }
    }
}

fn unbalanced(bracket: Bracket, span: Span) -> Diagnostic {
    let message = match bracket {
        Bracket::Open(kind) => {
            let (open, close) = PAIRS[kind];
            Message::new(
                format!("{open} has no {close} in its paragraph."),
                format!("段落のなかに、{open} に対応する {close} がありません。"),
            )
        }
        Bracket::Close(kind) => {
            let (open, close) = PAIRS[kind];
            Message::new(
                format!("{close} has no {open} before it."),
                format!("{close} の前に、対応する {open} がありません。"),
            )
        }
    };
    Diagnostic::warning(RULE.code, span, message).hint("Write both brackets, or neither.", "かっこは対にしてください。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fixed, found, with_subject};

    #[test]
    fn brackets_come_in_pairs() {
        assert_eq!(found(&RULE, "「菊。\n\n花」。\n"), ["unbalanced-brackets \"「\"", "unbalanced-brackets \"」\""]);
        assert_eq!(found(&RULE, "（「菊）」\n"), ["unbalanced-brackets \"「\"", "unbalanced-brackets \"」\""]);
        assert_eq!(found(&RULE, "『菊【花\n"), ["unbalanced-brackets \"『\"", "unbalanced-brackets \"【\""]);
    }

    #[test]
    fn an_ascii_partner_is_made_full_width() {
        assert_eq!(fixed(&RULE, "菊(a)（花)と月。\n\n(菊）\n"), "菊(a)（花）と月。\n\n（菊）\n");
        with_subject("（菊) 花)\n", |subject| {
            let mut out = Vec::new();
            check(subject, &mut out);
            assert_eq!(
                out.iter().map(|found| found.fix.is_some()).collect::<Vec<_>>(),
                [false],
                "which one is not known"
            );
        });
    }

    #[test]
    fn pairs_may_nest_and_hold_markup_and_lines() {
        for text in [
            "「『菊』（花）」【a】",
            "「**菊**`」`\n花」",
            "１）菊\n\nア）花",
            "- 「菊」\n- （花）",
            "`「`",
            "理由は１）菊、２）花、a）月。",
            "m（_ _）m :)",
        ] {
            assert_eq!(found(&RULE, text), [""; 0], "{text}");
        }
    }
}
