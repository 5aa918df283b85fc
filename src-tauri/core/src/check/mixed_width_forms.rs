//! `mixed-width-forms`: the same Latin word or number in full-width and in half-width letters is two words to a search, and
//! looks careless (the Japan Editor School and JTF style guides ask for one form). Quotations stay as they are.
//! Looks at the whole article.

use std::collections::BTreeSet;

use super::{Overview, Rule, Subject, offset_in};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("mixed-width-forms", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let wide = article.passages.iter().flat_map(|passage| &passage.survey.wide_words);
    let words: BTreeSet<&str> = wide.map(|(word, _)| word.as_str()).collect();
    let is_narrow = |word: &&str| article.passages.iter().any(|passage| passage.survey.narrow_words.contains(*word));
    let mixed: BTreeSet<&str> = words.into_iter().filter(is_narrow).collect();
    for passage in article.passages {
        let found = passage.survey.wide_words.iter().filter(|(word, _)| mixed.contains(word.as_str()));
        out.extend(found.map(|(word, span)| mixed_forms(word, span.shifted(passage.base))));
    }
}

/// The half-width words of a passage.
pub(super) fn narrow_words(subject: &Subject<'_>) -> BTreeSet<String> {
    let texts = subject.prose().filter(|prose| !prose.quoted);
    let words = texts.flat_map(|prose| prose.texts().map(|(text, _)| text).collect::<Vec<_>>());
    let words = words.flat_map(|text| {
        let words = text.split(|character: char| !character.is_ascii_alphanumeric());
        words.filter(move |word| !word.is_empty() && !is_part_of_number(word, text, &JOINS))
    });
    words.map(str::to_owned).collect()
}

/// Every full-width word of a passage in its half-width form, with its place.
pub(super) fn wide_words(subject: &Subject<'_>) -> Vec<(String, Span)> {
    let mut words = Vec::new();
    // Full-width letters start with EF in UTF-8, and most Japanese text does not.
    if memchr::memchr(0xEF, subject.passage.source.as_bytes()).is_none() {
        return words;
    }
    for prose in subject.prose().filter(|prose| !prose.quoted) {
        for (text, start) in prose.texts() {
            let mut end = 0;
            for at in memchr::memchr_iter(0xEF, text.as_bytes()) {
                let word: String = text[at.max(end)..].chars().map_while(narrow).collect();
                // Each full-width letter has three bytes.
                end = end.max(at + word.len() * 3);
                if !word.is_empty() && !is_part_of_number(&text[at..end], text, &WIDE_JOINS) {
                    words.push((word, Span::new(at, end).shifted(start)));
                }
            }
        }
    }
    words
}

/// What joins digits to one number, date or time.
const JOINS: [char; 5] = ['.', ',', ':', '/', '-'];
const WIDE_JOINS: [char; 5] = ['．', '，', '：', '／', '－'];

/// Whether `word`, a piece of `text`, is one of several groups of digits: the 1 of 1.5 is not the １ of １つ.
fn is_part_of_number(word: &str, text: &str, joins: &[char]) -> bool {
    let at = offset_in(text, word);
    let is_digit = |character: char| narrow(character).unwrap_or(character).is_ascii_digit();
    let (before, after) = (&text[..at], &text[at + word.len()..]);
    let joined = |side: &mut dyn Iterator<Item = char>| {
        side.next().is_some_and(|join| joins.contains(&join)) && side.next().is_some_and(is_digit)
    };
    word.chars().all(is_digit) && (joined(&mut before.chars().rev()) || joined(&mut after.chars()))
}

/// The half-width form of a full-width letter or digit.
fn narrow(character: char) -> Option<char> {
    match character {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(character as u32 - 0xFEE0),
        _ => None,
    }
}

fn mixed_forms(word: &str, span: Span) -> Diagnostic {
    let message = Message::new(
        format!("“{word}” stands here in full-width letters and elsewhere in half-width ones."),
        format!("「{word}」に全角と半角の表記が混ざっています。"),
    );
    Diagnostic::warning(RULE.code, span, message)
        .hint("Choose one form for the whole article.", "記事のなかで表記をそろえてください。")
        .suggest(
            Message::new("Write it in half-width letters", "半角にそろえる"),
            vec![TextEdit { span, text: word.to_owned() }],
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fixed, found};

    #[test]
    fn one_word_has_one_form() {
        let text = "ＡＩとAI、２０２６年と2025年。\n";
        assert_eq!(found(&RULE, text), ["mixed-width-forms \"ＡＩ\""]);
        assert_eq!(fixed(&RULE, text), "AIとAI、２０２６年と2025年。\n");
        assert_eq!(found(&RULE, "第２章。\n\n第2章。\n"), ["mixed-width-forms \"２\""]);
    }

    #[test]
    fn one_form_throughout_is_fine() {
        for text in [
            "１つで1.5 kg、10:30、2026-1-2。",
            "１０：３０に10人。",
            "ＡＩとＡＩ。",
            "AIとAIR。",
            "ＡとAI。",
            "`AI`とＡＩ。",
            ":::quote{author=x}\nＡＩ\n:::\nAI",
        ] {
            assert_eq!(found(&RULE, text), [""; 0], "{text}");
        }
    }
}
