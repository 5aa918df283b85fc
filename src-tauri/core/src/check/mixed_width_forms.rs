//! `mixed-width-forms`: the same Latin word or number in full-width and in half-width letters is two words to a search, and
//! looks careless (the Japan Editor School and JTF style guides ask for one form). Quotations stay as they are.

use std::collections::BTreeMap;

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::source::Span;

pub(super) const RULE: Rule = Rule { code: "mixed-width-forms", check };

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let wide = wide_words(subject);
    if wide.is_empty() {
        return;
    }
    let mut mixed = BTreeMap::new();
    for prose in subject.prose().filter(|prose| !prose.quoted) {
        for (text, _) in prose.texts() {
            let words = text.split(|character: char| !character.is_ascii_alphanumeric());
            mixed.extend(words.filter_map(|word| wide.get_key_value(word)));
        }
    }
    for (word, spans) in mixed {
        out.extend(spans.iter().map(|&span| mixed_forms(word, span)));
    }
}

/// Every full-width word in its half-width form, with its places.
fn wide_words(subject: &Subject<'_>) -> BTreeMap<String, Vec<Span>> {
    let mut words: BTreeMap<String, Vec<Span>> = BTreeMap::new();
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
                    words.entry(std::mem::take(&mut word)).or_default().push(span);
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
        assert_eq!(found(check, text), ["mixed-width-forms \"ＡＩ\""]);
        assert_eq!(fixed(check, text), "AIとAI、２０２６年と2025年。\n");
        assert_eq!(found(check, "第２章。\n\n第2章。\n"), ["mixed-width-forms \"２\""]);
    }

    #[test]
    fn one_form_throughout_is_fine() {
        for text in ["ＡＩとＡＩ。", "AIとAIR。", "ＡとAI。", "`AI`とＡＩ。", ":::quote{author=x}\nＡＩ\n:::\nAI"]
        {
            assert_eq!(found(check, text), [""; 0], "{text}");
        }
    }
}
