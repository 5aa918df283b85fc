//! A pattern for words in whatever form they are written: full or half width, hiragana or katakana, voiced marks in one
//! character or two.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use icu_normalizer::ComposingNormalizerBorrowed;

/// The voiced and half-voiced marks: combining, and of half width.
const MARKS: [(char, char); 2] = [('\u{3099}', 'ﾞ'), ('\u{309A}', 'ﾟ')];

/// How katakana are written in half width.
static HALF: LazyLock<BTreeMap<char, String>> = LazyLock::new(half_forms);

/// The pattern that finds `words` in all their forms.
pub(super) fn pattern(words: &str) -> String {
    plain(words).chars().map(alternatives).collect()
}

/// Full width letters and half width kana as they are usually written, a kana and its mark in one. The rest stays.
fn plain(words: &str) -> String {
    let compatible = ComposingNormalizerBorrowed::new_nfkc();
    let mut plain = String::with_capacity(words.len());
    let mut form = String::new();
    for character in words.chars() {
        if matches!(character, '\u{3000}' | '\u{3041}'..='\u{30FF}' | '\u{FF01}'..='\u{FF9F}') {
            form.push(character);
        } else {
            plain += &compatible.normalize(&form);
            form.clear();
            plain.push(character);
        }
    }
    plain + &compatible.normalize(&form)
}

/// A character in all its forms.
fn alternatives(character: char) -> String {
    let mut forms: Vec<String> = vec![character.into()];
    match character {
        ' ' => forms.push('\u{3000}'.into()),
        '!'..='~' => forms.extend(moved(character, 0xFEE0)),
        'ぁ'..='ゖ' => forms.extend(moved(character, 0x60)),
        'ァ'..='ヶ' => forms.extend(moved(character, -0x60)),
        _ => {}
    }
    let decomposed = forms.iter().filter_map(|form| decomposed(form)).collect::<Vec<_>>();
    let half = forms.iter().filter_map(|form| HALF.get(&form.chars().next()?).cloned()).collect::<Vec<_>>();
    forms.extend(decomposed.into_iter().chain(half));
    // The longer first: `か` would be taken out of a `か` with its mark.
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    let escaped: Vec<String> = forms.iter().map(|form| regex::escape(form)).collect();
    format!("(?:{})", escaped.join("|"))
}

fn moved(character: char, by: i32) -> Option<String> {
    let code = u32::from(character).checked_add_signed(by)?;
    char::from_u32(code).map(String::from)
}

/// A voiced kana as two characters, as macOS names files.
fn decomposed(form: &str) -> Option<String> {
    let decomposed = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd().normalize(form).into_owned();
    (decomposed != form).then_some(decomposed)
}

fn half_forms() -> BTreeMap<char, String> {
    let compatible = ComposingNormalizerBorrowed::new_nfkc();
    let single = |form: &str| {
        let full = compatible.normalize(form);
        let mut characters = full.chars();
        characters.next().filter(|_| characters.next().is_none())
    };
    let mut forms = BTreeMap::new();
    for half in '\u{FF61}'..='\u{FF9D}' {
        forms.extend(single(&half.to_string()).map(|full| (full, half.to_string())));
        for (_, mark) in MARKS {
            let marked = format!("{half}{mark}");
            forms.extend(single(&marked).map(|full| (full, marked)));
        }
    }
    forms
}
