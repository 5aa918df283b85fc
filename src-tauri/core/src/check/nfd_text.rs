//! `nfd-text`: letters in two parts (が as か and a mark), as file names of macOS have them, look alike and are not found
//! by a search; fonts often part them. The web's form is NFC (W3C, Character Model). Only pairs are joined: whole NFC
//! would also replace the compatibility ideographs of names, such as 神 (U+FA19).
//! Reported once: looks at the whole text.

use icu_normalizer::properties::CanonicalComposition;

use super::{Overview, Rule, first_and_count};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("nfd-text", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let edits = article.edits(compositions, |survey| &survey.compositions);
    let Some((span, count)) = first_and_count(&edits) else { return };
    let message = Message::new(
        format!("Letters are stored in parts (NFD); {count} in this article."),
        format!("文字が分解された形（NFD）で{count}か所に入っています。"),
    );
    out.push(
        Diagnostic::warning(RULE.code, span, message)
            .hint(
                "They look right but cannot be searched for. The repair joins all of them.",
                "見た目は同じでも検索で見つかりません。まとめて直せます。",
            )
            .fix(Message::new("Join all of them (NFC)", "すべて結合する（NFC）"), edits),
    );
}

/// One edit for each letter that is stored in parts.
pub(super) fn compositions(source: &str) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    if !may_hold_marks(source) {
        return edits;
    }
    let composition = CanonicalComposition::new();
    let mut letter = Letter { start: 0, composed: '\0', parts: 0 };
    for (at, character) in source.char_indices().chain([(source.len(), '\0')]) {
        let joined = may_follow(character).then(|| composition.compose(letter.composed, character)).flatten();
        if let Some(composed) = joined {
            letter = Letter { composed, parts: letter.parts + 1, ..letter };
            continue;
        }
        edits.extend(letter.edit(at));
        letter = Letter { start: at, composed: character, parts: 1 };
    }
    edits
}

/// Whether any character may be the second part of a letter, by its first byte: marks (CC, CD, D9), the scripts of South
/// Asia and Hangul (E0, E1), what lies beyond U+FFFF (F0), and the two marks of kana. Most texts have none.
fn may_hold_marks(source: &str) -> bool {
    let bytes = source.as_bytes();
    let next = bytes.get(1..).unwrap_or_default();
    // Without a branch a byte, so that many are looked at at once.
    std::iter::zip(bytes, next).fold(false, |found, (&byte, &next)| {
        let leads = (byte == 0xCC) | (byte == 0xCD) | (byte == 0xD9) | (byte == 0xE0) | (byte == 0xE1) | (byte == 0xF0);
        found | leads | ((byte == 0x82) & ((next == 0x99) | (next == 0x9A)))
    })
}

/// A letter and how many characters it has been made of.
struct Letter {
    start: usize,
    composed: char,
    parts: usize,
}

impl Letter {
    fn edit(&self, end: usize) -> Option<TextEdit> {
        (self.parts > 1).then(|| TextEdit { span: Span::new(self.start, end), text: self.composed.to_string() })
    }
}

/// Whether a character may be the second part of one: a mark, or a vowel or final of Hangul. Most are not, and are not
/// looked up.
fn may_follow(character: char) -> bool {
    !matches!(
        character,
        ..'\u{300}' | '\u{2E80}'..='\u{3098}' | '\u{309B}'..='\u{A66E}' | '\u{AC00}'..='\u{D7FF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fixed, found};

    #[test]
    fn letters_in_parts_are_joined() {
        let text = "か\u{3099}くせい、e\u{301}、a\u{323}\u{302}、각\u{1100}\u{1161}\u{11A8}\n";
        assert_eq!(found(&RULE, text), [format!("nfd-text {:?}", "か\u{3099}")]);
        assert_eq!(fixed(&RULE, text), "がくせい、é、ậ、각각\n");
    }

    #[test]
    fn every_pair_of_unicode_is_found() {
        let composition = CanonicalComposition::new();
        let firsts = ['e', 'か', 'は', '\u{1100}', 'ا', '\u{928}', '\u{9C7}', '\u{1025}', '\u{11099}', '가'];
        for second in '\u{80}'..=char::MAX {
            if firsts.iter().any(|&first| composition.compose(first, second).is_some()) {
                assert!(may_hold_marks(&second.to_string()) && may_follow(second), "{second:?}");
            }
        }
    }

    #[test]
    fn what_does_not_join_stays() {
        for text in ["がくせい", "神と神", "あ\u{3099}", "👩\u{200D}👧", "x\u{304}"] {
            assert_eq!(found(&RULE, text), [""; 0], "{text}");
        }
    }
}
