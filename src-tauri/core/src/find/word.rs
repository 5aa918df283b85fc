//! Where a word ends. Japanese has no spaces; there, a word is taken to end where the kind of letter changes.

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use crate::source::Span;

/// Letters that make one word with their like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Letters and digits of languages with spaces.
    Letter,
    Han,
    Hiragana,
    Katakana,
    /// The long vowel mark, which belongs to either kana.
    Long,
}

/// Whether no letter beside `found` would make it part of a longer word.
pub(super) fn is_whole(text: &str, found: Span) -> bool {
    let inside = found.of(text);
    let before = text[..found.start].chars().next_back();
    let after = text[found.end..].chars().next();
    !is_one_word(before, inside.chars().next()) && !is_one_word(inside.chars().next_back(), after)
}

fn is_one_word(before: Option<char>, after: Option<char>) -> bool {
    match (before.and_then(kind), after.and_then(kind)) {
        (Some(Kind::Long), Some(Kind::Hiragana | Kind::Katakana))
        | (Some(Kind::Hiragana | Kind::Katakana), Some(Kind::Long)) => true,
        (Some(before), Some(after)) => before == after,
        _ => false,
    }
}

/// Nothing for what is no part of a word.
fn kind(character: char) -> Option<Kind> {
    match character {
        'ー' | 'ｰ' => return Some(Kind::Long),
        '々' | '〆' | 'ヶ' => return Some(Kind::Han),
        '_' => return Some(Kind::Letter),
        _ if !character.is_alphanumeric() => return None,
        _ => {}
    }
    Some(match CodePointMapData::<Script>::new().get(character) {
        Script::Han => Kind::Han,
        Script::Hiragana => Kind::Hiragana,
        Script::Katakana => Kind::Katakana,
        _ => Kind::Letter,
    })
}
