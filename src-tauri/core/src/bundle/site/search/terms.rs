//! What a text is found by. `search.js` does the same with what readers type: `tests/search/terms.json` holds both to it.

use icu_normalizer::ComposingNormalizerBorrowed;

/// Two neighbours of a script that puts no spaces between words, or one such letter: 21 bits for each, the first one above. There are
/// many in a text, and as a number they take little room and are quickly sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair(u64);

const LETTER_BITS: u32 = 21;

impl Pair {
    fn new(first: char, second: char) -> Self {
        Self(u64::from(u32::from(first)) << LETTER_BITS | u64::from(u32::from(second)))
    }

    /// The number, of twice [`LETTER_BITS`] bits.
    pub(super) fn bits(self) -> u64 {
        self.0
    }

    pub(super) fn of_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// Its letters; the second is [`NOTHING`] where there is one.
    pub(super) fn letters(self) -> (char, char) {
        let letter = |bits: u64| u32::try_from(bits & ((1 << LETTER_BITS) - 1)).ok().and_then(char::from_u32);
        (letter(self.0 >> LETTER_BITS).unwrap_or(NOTHING), letter(self.0).unwrap_or(NOTHING))
    }

    /// Appends its letters.
    pub(super) fn write(self, out: &mut String) {
        let (first, second) = self.letters();
        out.push(first);
        if second != NOTHING {
            out.push(second);
        }
    }
}

/// The second letter of what has only one.
pub(super) const NOTHING: char = '\0';
/// Longer words are found by their start.
const LONGEST: usize = 24;

/// The terms of a text, as often as they stand there.
#[derive(Debug, Default)]
pub(super) struct Terms {
    pub(super) pairs: Vec<Pair>,
    /// Words of any other script, one after another, each with a space behind it.
    words: String,
}

impl Terms {
    /// Adds those of `text`.
    pub(super) fn add(&mut self, text: &str) {
        let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
        let (mut length, mut before) = (0, NOTHING);
        for letter in composed.chars() {
            if letter.is_ascii() {
                self.narrow(letter.to_ascii_lowercase(), letter.is_ascii_alphanumeric(), &mut length);
                before = NOTHING;
                continue;
            }
            // Wide letters have no case.
            let wide = hiragana(letter);
            if is_wide(wide) {
                self.end_word(&mut length);
                self.wide(before, wide);
                before = wide;
                continue;
            }
            for letter in letter.to_lowercase() {
                self.narrow(letter, letter.is_alphanumeric(), &mut length);
            }
            before = NOTHING;
        }
        self.end_word(&mut length);
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.split_terminator(' ')
    }

    /// A letter of a word, or what ends one. `length` is that of the word so far.
    fn narrow(&mut self, letter: char, is_letter: bool, length: &mut usize) {
        if !is_letter {
            self.end_word(length);
        } else if *length < LONGEST {
            self.words.push(letter);
            *length += 1;
        }
    }

    fn end_word(&mut self, length: &mut usize) {
        if *length > 0 {
            self.words.push(' ');
            *length = 0;
        }
    }

    fn wide(&mut self, before: char, letter: char) {
        if before != NOTHING {
            self.pairs.push(Pair::new(before, letter));
        }
        if is_ideograph(letter) {
            self.pairs.push(Pair::new(letter, NOTHING));
        }
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
            let mut terms = Terms::default();
            terms.add(&text);
            let pairs = terms.pairs.iter().map(|pair| {
                let mut letters = String::new();
                pair.write(&mut letters);
                letters
            });
            let mut found: Vec<String> = pairs.chain(terms.words().map(str::to_owned)).collect();
            let mut expected = expected;
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{text}");
        }
    }
}
