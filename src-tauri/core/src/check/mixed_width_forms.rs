//! `mixed-width-forms`: the same Latin word or number in full-width and in half-width letters is two words to a search, and
//! looks careless (the Japan Editor School and JTF style guides ask for one form). Quotations stay as they are.

use std::collections::BTreeSet;

use super::{Overview, Rule, Subject};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("mixed-width-forms", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    for passage in article.passages {
        for (word, span) in &passage.survey.wide_words {
            if article.passages.iter().any(|other| other.survey.narrow_words.contains(word.as_str())) {
                out.push(mixed_forms(word, span.shifted(passage.base)));
            }
        }
    }
}

/// The half-width words of a passage.
pub(super) fn narrow_words(subject: &Subject<'_>) -> BTreeSet<String> {
    let texts = subject.prose().filter(|prose| !prose.quoted);
    let words = texts.flat_map(|prose| prose.texts().map(|(text, _)| text).collect::<Vec<_>>());
    let words = words.flat_map(|text| text.split(|character: char| !character.is_ascii_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Every full-width word of a passage in its half-width form, with its place.
pub(super) fn wide_words(subject: &Subject<'_>) -> Vec<(String, Span)> {
    let mut words = Vec::new();
    for prose in subject.prose().filter(|prose| !prose.quoted) {
        // Full-width letters start with EF in UTF-8, and most Japanese text does not.
        for (text, start) in prose.texts().filter(|(text, _)| memchr::memchr(0xEF, text.as_bytes()).is_some()) {
            let mut word = String::new();
            for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
                if let Some(narrow) = narrow(character) {
                    word.push(narrow);
                } else if !word.is_empty() {
                    // Each full-width letter has three bytes.
                    let span = Span::new(at - word.len() * 3, at).shifted(start);
                    words.push((std::mem::take(&mut word), span));
                }
            }
        }
    }
    words
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
        .fix(
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
        for text in ["ＡＩとＡＩ。", "AIとAIR。", "ＡとAI。", "`AI`とＡＩ。", ":::quote{author=x}\nＡＩ\n:::\nAI"]
        {
            assert_eq!(found(&RULE, text), [""; 0], "{text}");
        }
    }
}
