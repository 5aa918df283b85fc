//! `long-sentence`: over 100 characters a Japanese sentence is hard to follow (textlint's preset for technical writing takes
//! the same measure). Sentences that are mostly Latin are left alone, and so are quotations.

use super::subject::Prose;
use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::parse::is_cjk;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::passage("long-sentence", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for prose in subject.prose().filter(|prose| !prose.quoted) {
        // A long sentence is at least half Japanese, at three bytes a character.
        if prose.texts().map(|(text, _)| text.len()).sum::<usize>() > 2 * MOST {
            read(&prose, out);
        }
    }
}

const MOST: usize = 100;

fn read(prose: &Prose<'_>, out: &mut Vec<Diagnostic>) {
    let mut sentence = Sentence::default();
    for (text, start) in prose.texts() {
        for (at, character) in text.char_indices() {
            sentence.add(character, start + at);
            if matches!(character, '。' | '！' | '？') {
                out.extend(std::mem::take(&mut sentence).report());
            }
        }
    }
    out.extend(sentence.report());
}

/// The sentence being read.
#[derive(Default)]
struct Sentence {
    /// Nothing before its first character.
    span: Option<Span>,
    characters: usize,
    japanese: usize,
}

impl Sentence {
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
        ] {
            assert_eq!(found(&RULE, &text), [""; 0], "{text}");
        }
    }
}
