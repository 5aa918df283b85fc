//! What a text is found by. `search.js` does the same with what readers type: `tests/search/terms.json` holds both to it.

use icu_normalizer::ComposingNormalizerBorrowed;

/// One thing to find a text by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Term {
    /// One or two neighbours of a script that puts no spaces between words. The second is 0 where there is one.
    Wide(char, char),
    /// A word of any other script.
    Word(Box<str>),
}

impl Term {
    /// Appends its letters.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Wide(first, second) => {
                out.push(*first);
                if *second != NOTHING {
                    out.push(*second);
                }
            }
            Self::Word(word) => out.push_str(word),
        }
    }

    /// Its first two letters, which say where in the index it stands.
    pub(super) fn start(&self) -> (char, char) {
        match self {
            Self::Wide(first, second) => (*first, *second),
            Self::Word(word) => {
                let mut letters = word.chars();
                (letters.next().unwrap_or(NOTHING), letters.next().unwrap_or(NOTHING))
            }
        }
    }
}

const NOTHING: char = '\0';
/// Longer words are found by their start.
const LONGEST: usize = 24;

/// Hands every term of `text` to `add`, as often as it stands there.
pub(super) fn each(text: &str, mut add: impl FnMut(Term)) {
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let (mut word, mut before) = (String::new(), NOTHING);
    for letter in composed.chars().flat_map(char::to_lowercase).map(hiragana).chain([' ']) {
        let wide = is_wide(letter);
        if wide || !letter.is_alphanumeric() {
            end_word(&mut word, &mut add);
        } else if word.chars().count() < LONGEST {
            word.push(letter);
        }
        if wide {
            if before != NOTHING {
                add(Term::Wide(before, letter));
            }
            if is_ideograph(letter) {
                add(Term::Wide(letter, NOTHING));
            }
        }
        before = if wide { letter } else { NOTHING };
    }
}

fn end_word(word: &mut String, add: &mut impl FnMut(Term)) {
    if !word.is_empty() {
        add(Term::Word(word.as_str().into()));
        word.clear();
    }
}

/// Readers look for リンゴ and りんご alike.
fn hiragana(letter: char) -> char {
    match letter {
        '\u{30A1}'..='\u{30F6}' => char::from_u32(letter as u32 - 0x60).unwrap_or(letter),
        letter => letter,
    }
}

/// Kana, ideographs and Hangul, after katakana became hiragana.
fn is_wide(letter: char) -> bool {
    is_ideograph(letter)
        || matches!(letter, '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' | '\u{30F7}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{AC00}'..='\u{D7A3}')
}

fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_those_that_both_sides_agree_on() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/search/terms.json");
        #[expect(clippy::disallowed_methods, reason = "a test reads the cases that it shares with the reader's side")]
        let cases: Vec<(String, Vec<String>)> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert!(cases.len() > 5);
        for (text, expected) in cases {
            let mut terms = Vec::new();
            each(&text, |term| {
                let mut word = String::new();
                term.write(&mut word);
                terms.push(word);
            });
            assert_eq!(terms, expected, "{text}");
        }
    }
}
