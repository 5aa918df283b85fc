//! `repeated-word`: “the the”, or a doubled particle such as をを, is a slip that the eye passes over. Only words that do not
//! double in good text are looked at: not “had had”, not “what it was was”, not はは (mother), not ものの.

use super::subject::{Piece, Prose};
use super::{Rule, Subject, offset_in};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::passage("repeated-word", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let doubled = may_double(subject.passage.source);
    for prose in subject.prose() {
        english(&prose, out);
        for (text, start) in prose.texts().filter(|_| doubled) {
            japanese(text, start, out);
        }
    }
}

/// Words that never follow themselves but by mistake.
const ENGLISH: &[&str] = &[
    "a", "an", "and", "as", "at", "be", "but", "by", "for", "from", "if", "into", "its", "of", "or", "our", "than",
    "the", "their", "then", "to", "we", "with", "your",
];

/// Reports words that stand twice, parted by nothing but white space.
fn english(prose: &Prose<'_>, out: &mut Vec<Diagnostic>) {
    let mut last: Option<(&str, usize)> = None;
    for piece in prose.pieces {
        let Piece::Text(span) = *piece else {
            last = last.filter(|_| *piece == Piece::Break);
            continue;
        };
        let text = prose.text(span);
        let continues = last.is_some_and(|(_, end)| end == span.start);
        last = last.filter(|_| !continues);
        // Most Japanese text is one word to this rule.
        if memchr::memchr2(b' ', b'\t', text.as_bytes()).is_none() && text.len() > LONGEST {
            last = None;
            continue;
        }
        for word in text.split_ascii_whitespace() {
            let start = span.start + offset_in(text, word);
            if let Some((previous, end)) = last
                && previous.eq_ignore_ascii_case(word)
                && (word == previous || word.len() > 1)
                && word.starts_with(|first: char| first.is_ascii_lowercase())
                && is_listed(word)
            {
                out.push(repeated(word, Span::new(start, start + word.len()), end));
            }
            last = Some((word, start + word.len()));
        }
    }
}

/// The length of the longest word of the list.
const LONGEST: usize = 5;

fn is_listed(word: &str) -> bool {
    word.len() <= LONGEST && ENGLISH.iter().any(|listed| listed.eq_ignore_ascii_case(word))
}

/// Whether one of the particles follows itself: most passages are not looked at letter by letter. Each is E3, 81 or 82,
/// and one of these bytes.
fn may_double(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(second), Some(lead)) = (bytes.get(5..), bytes.get(3..)) else { return false };
    // Without a branch a byte, so that many are looked at at once.
    let places = bytes[2..].iter().zip(second).zip(bytes.iter().zip(lead));
    places.fold(false, |found, ((&first, &second), (&one, &two))| {
        let is_particle =
            (first == 0x92) | (first == 0x8C) | (first == 0xAB) | (first == 0xAE) | (first == 0xA7) | (first == 0xA8);
        found | (is_particle & (first == second) & (one == 0xE3) & (two == 0xE3))
    })
}

/// Reports doubled particles. を is nothing but a particle; others may begin the next word, or end one, unless no
/// hiragana stands on either side.
fn japanese(text: &str, start: usize, out: &mut Vec<Diagnostic>) {
    let mut characters = text.char_indices().peekable();
    let (mut before, mut previous) = (' ', ' ');
    while let Some((at, character)) = characters.next() {
        let doubled = character == previous
            && match character {
                'を' => true,
                'が' | 'に' | 'の' | 'で' | 'と' => {
                    before.is_alphanumeric()
                        && !is_hiragana(before)
                        && !characters.peek().is_some_and(|&(_, next)| is_hiragana(next))
                }
                _ => false,
            };
        if doubled {
            let at = start + at;
            let end = at + character.len_utf8();
            out.push(repeated(&text[at - start..end - start], Span::new(at, end), at));
        }
        (before, previous) = (previous, character);
    }
}

fn is_hiragana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{309F}' | 'ー')
}

/// `end` is where the first of the two ends.
fn repeated(word: &str, span: Span, end: usize) -> Diagnostic {
    let message = Message::new(format!("“{word}” stands here twice."), format!("「{word}」が重なっています。"));
    Diagnostic::warning(RULE.code, span, message).hint("Remove one of them.", "片方を消してください。").fix(
        Message::new("Remove the second one", "二つ目を消す"),
        vec![TextEdit { span: Span::new(end, span.end), text: String::new() }],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fixed, found};

    #[test]
    fn english_words_stand_once() {
        let text = "It is in the the hall, and\nand The the end.\n";
        assert_eq!(found(&RULE, text), ["repeated-word \"the\"", "repeated-word \"and\"", "repeated-word \"the\""]);
        assert_eq!(fixed(&RULE, text), "It is in the hall, and The end.\n");
    }

    #[test]
    fn words_that_may_double_are_left_alone() {
        for text in [
            "He had had enough.",
            "I know that that works.",
            "very very",
            "What it was was a mistake.",
            "Will will come.",
            "Vitamin A a day",
            "いろいろ、まあまあ、そろそろ",
            "in, in",
            "the `x` the",
            "the\n\nthe",
            "the theme",
            "- a\n- a",
        ] {
            assert_eq!(found(&RULE, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn doubled_particles_stand_once() {
        let text = "本をを読む。市場がが開く。東京にに着く。\n";
        assert_eq!(found(&RULE, text), ["repeated-word \"を\"", "repeated-word \"が\"", "repeated-word \"に\""]);
        assert_eq!(fixed(&RULE, text), "本を読む。市場が開く。東京に着く。\n");
    }

    #[test]
    fn japanese_words_of_two_equal_kana_are_left_alone() {
        for text in [
            "母はは虫類が好き",
            "鍋ににんじんを入れる",
            "駅ががら空き",
            "行ったものの雨",
            "もののけ",
            "ここで",
            "父とともに",
            "指でのの字を書く",
        ] {
            assert_eq!(found(&RULE, text), [""; 0], "{text}");
        }
    }
}
