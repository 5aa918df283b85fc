//! `long-sentence`: over 100 characters a Japanese sentence is hard to follow (textlint's preset for technical writing takes
//! the same measure). Sentences that are mostly Latin are left alone, and so are quotations.

use super::subject::{Piece, Prose};
use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::parse::is_cjk;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::passage("long-sentence", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let mut sentence = Sentence::default();
    for prose in subject.prose().filter(|prose| !prose.quoted) {
        let length: usize = prose.texts().map(|(text, _)| text.len()).sum();
        if length > BYTES && prose.texts().any(|(text, _)| !text.is_ascii()) {
            read(&prose, &mut sentence, out);
        }
    }
}

const MOST: usize = 100;
/// A long sentence is at least half Japanese, at three bytes a character.
const BYTES: usize = 2 * MOST;

fn read<'c>(prose: &Prose<'c>, sentence: &mut Sentence<'c>, out: &mut Vec<Diagnostic>) {
    for piece in prose.pieces {
        let Piece::Text(span) = *piece else { continue };
        if sentence.ends_with_hard_break(prose, span) {
            out.extend(sentence.end());
        }
        let mut start = span.start;
        for part in prose.text(span).split_inclusive(ends) {
            sentence.add(part, start);
            start += part.len();
            if start < span.end || part.ends_with(ends) {
                out.extend(sentence.end());
            }
        }
    }
    out.extend(sentence.end());
}

fn ends(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '｡' | '!' | '?' | '．')
}

/// The sentence being read, in the parts that markup leaves of it.
#[derive(Default)]
struct Sentence<'c> {
    parts: Vec<(&'c str, usize)>,
    bytes: usize,
}

impl<'c> Sentence<'c> {
    fn add(&mut self, part: &'c str, start: usize) {
        self.bytes += part.len();
        self.parts.push((part, start));
    }

    /// Whether its author has begun a new line by two spaces or a backslash before `next`, as in verse or an address.
    fn ends_with_hard_break(&self, prose: &Prose<'_>, next: Span) -> bool {
        self.parts.last().is_some_and(|(part, start)| {
            let between = prose.text(Span::new(start + part.len(), next.start));
            between.contains("\\\n") || between.contains("  \n")
        })
    }

    /// Reports it where it is long, and begins the next. Its characters are counted only where its bytes could do.
    fn end(&mut self) -> Option<Diagnostic> {
        let is_short = std::mem::take(&mut self.bytes) <= BYTES;
        let found = if is_short { None } else { self.count().report() };
        self.parts.clear();
        found
    }

    fn count(&self) -> Length {
        let mut length = Length::default();
        for (part, start) in &self.parts {
            for (at, character) in part.char_indices() {
                length.add(character, start + at);
            }
        }
        length
    }
}

/// How long a sentence is, without white space and the brackets that close what stood before it.
#[derive(Default)]
struct Length {
    /// Nothing before its first character.
    span: Option<Span>,
    characters: usize,
    japanese: usize,
}

impl Length {
    fn add(&mut self, character: char, at: usize) {
        let closes = matches!(character, '」' | '』' | '）' | '】');
        if character.is_whitespace() || (self.span.is_none() && closes) {
            return;
        }
        self.characters += 1;
        self.japanese += usize::from(is_japanese(character));
        let start = self.span.map_or(at, |span| span.start);
        self.span = Some(Span::new(start, at + character.len_utf8()));
    }

    fn report(self) -> Option<Diagnostic> {
        let Self { span, characters, japanese } = self;
        let span = span.filter(|_| characters > MOST && japanese * 2 >= characters)?;
        let message = Message::new(
            format!("This sentence has {characters} characters; over {MOST} is hard to follow."),
            format!("この文は{characters}字あります。{MOST}字を超えると読みにくくなります。"),
        );
        Some(
            Diagnostic::warning(RULE.code, span, message)
                .hint("Make two sentences of it.", "二つの文に分けてみてください。"),
        )
    }
}

/// Kana and ideographs by their block; the rest by their width.
fn is_japanese(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{9FFF}') || (character >= '\u{1100}' && is_cjk(character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn japanese_sentences_end_before_they_tire() {
        let hundred = "菊".repeat(99) + "。";
        assert_eq!(found(&RULE, &format!("短い。{hundred}{hundred}\n")), [""; 0]);
        let long = "菊".repeat(50) + "**" + &"花".repeat(50) + "**\n咲く！";
        assert_eq!(found(&RULE, &format!("短い。{long}\n")), [format!("long-sentence {long:?}")]);
    }

    #[test]
    fn latin_code_quotations_and_cells_are_left_alone() {
        let long = "菊".repeat(101);
        for text in [
            "word ".repeat(50),
            format!("`{long}`"),
            format!(":::quote{{author=a}}\n{long}\n:::\n{}", "菊。".repeat(100)),
            format!("|{}|{}|\n|-|-|\n", "菊".repeat(60), "花".repeat(60)),
            format!("菊{}", "https://example.org/ ".repeat(20)),
            format!("{}\\\n{}  \n{}", "菊".repeat(60), "花".repeat(60), "月".repeat(60)),
            format!("「{0}。{0}!」{0}？", "菊".repeat(60)),
        ] {
            assert_eq!(found(&RULE, &text), [""; 0], "{text}");
        }
    }
}
