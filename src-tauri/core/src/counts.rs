//! How long a text is: characters for CJK, words for the rest, and a reading time from both.

use std::ops::AddAssign;

use pulldown_cmark::Event;

use crate::model::{Block, BlockKind, Item};

/// How many CJK characters are read in a minute: the middle of the 400 to 600 that Japanese readers manage.
const CJK_PER_MINUTE: usize = 500;
/// How many words of other languages are read in a minute.
const WORDS_PER_MINUTE: usize = 220;

/// How long a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Characters without white space.
    pub characters: usize,
    /// Words: one for each run of letters that is not CJK.
    pub words: usize,
    /// Reading time in whole minutes, at least one where there is any text.
    pub minutes: usize,
}

/// What has been counted so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) characters: usize,
    cjk: usize,
    words: usize,
}

/// Counts what readers of a block read: its words, not its markup.
pub(crate) fn of_block(block: &Block<'_>) -> Tally {
    let mut tally = Tally::default();
    tally.block(block);
    tally
}

/// Counts a text whose parts have been counted.
pub(crate) fn total<'t>(tallies: impl Iterator<Item = &'t Tally>) -> Counts {
    let mut total = Tally::default();
    tallies.for_each(|tally| total += *tally);
    total.counts()
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.characters += other.characters;
        self.cjk += other.cjk;
        self.words += other.words;
    }
}

impl Tally {
    fn counts(self) -> Counts {
        let seconds = self.cjk * 60 / CJK_PER_MINUTE + self.words * 60 / WORDS_PER_MINUTE;
        let minutes = seconds.div_ceil(60).max(usize::from(self.characters > 0));
        Counts { characters: self.characters, words: self.words, minutes }
    }

    fn block(&mut self, block: &Block<'_>) {
        match &block.kind {
            BlockKind::Markdown(flow) | BlockKind::Heading(_, flow) => self.flow(flow),
            BlockKind::Qa { question, children } => {
                self.flow(question);
                self.blocks(children);
            }
            BlockKind::Takeaways { label, children }
            | BlockKind::Callout { title: label, children, .. }
            | BlockKind::Details { summary: label, children }
            | BlockKind::Unknown { label, children, .. } => {
                self.flow(label.as_deref().unwrap_or_default());
                self.blocks(children);
            }
            BlockKind::Source { children, .. }
            | BlockKind::Quote { children, .. }
            | BlockKind::Commentary { children, .. }
            | BlockKind::Figure { children, .. } => self.blocks(children),
            BlockKind::PageBreak(_) => {}
        }
    }

    fn blocks(&mut self, blocks: &[Block<'_>]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn flow(&mut self, flow: &[Item<'_>]) {
        for item in flow {
            match item {
                Item::Event(Event::Text(text) | Event::Code(text), _) => self.text(text),
                Item::Ruby(ruby) => self.text(ruby.base),
                Item::Block(block) => self.block(block),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        if !self.plain(text.as_bytes()) {
            self.one_by_one(text);
        }
    }

    /// Counts a text of nothing but ASCII and characters from U+3000 to U+9FFF, as most are; says whether it is one. What
    /// its bytes come to is looked up and added in one go, and what that counts too much is taken away.
    fn plain(&mut self, bytes: &[u8]) -> bool {
        let mut sums = Sums::default();
        for chunk in bytes.chunks(usize::from(u16::MAX)) {
            sums.add(chunk.iter().fold(0, |sum, &byte| sum + BYTES[usize::from(byte)]));
        }
        if sums.others > 0 {
            return false;
        }
        let (spaces, marks) = if sums.wide > 0 { spaces_and_marks(bytes) } else { (0, 0) };
        self.characters += sums.characters - spaces;
        self.cjk += sums.wide - spaces - marks;
        self.words += if sums.letters > 0 { words(bytes) } else { 0 };
        true
    }

    fn one_by_one(&mut self, text: &str) {
        let mut in_word = false;
        for character in text.chars() {
            let class = Class::of(character);
            self.characters += usize::from(class != Class::Space);
            self.cjk += usize::from(class == Class::Cjk);
            self.words += usize::from(class == Class::Letter && !in_word);
            in_word = class == Class::Letter || (in_word && matches!(character, '\'' | '’' | '-'));
        }
    }
}

/// What some bytes come to.
#[derive(Default)]
struct Sums {
    /// Without white space of ASCII.
    characters: usize,
    /// From U+3000 to U+9FFF.
    wide: usize,
    /// Of ASCII, and digits.
    letters: usize,
    /// Neither wide nor of ASCII.
    others: usize,
}

impl Sums {
    /// Adds what the entries of [`BYTES`] of no more than 65,535 bytes come to.
    fn add(&mut self, packed: u64) {
        let sum = |shift: u32| usize::try_from(packed >> shift & 0xFFFF).unwrap_or_default();
        let [characters, wide, letters, others] = [0, 16, 32, 48].map(sum);
        self.characters += characters;
        self.wide += wide;
        self.letters += letters;
        self.others += others;
    }
}

/// What a byte adds to each of [`Sums`], in 16 bits each: a byte within a character adds nothing.
const BYTES: [u64; 256] = {
    const CHARACTER: u64 = 1;
    const WIDE: u64 = 1 << 16;
    const LETTER: u64 = 1 << 32;
    const OTHER: u64 = 1 << 48;
    let mut bytes = [0; 256];
    let mut byte = 0;
    while byte < bytes.len() {
        bytes[byte] = match byte {
            0x20 | 0x09..=0x0D | 0x80..=0xBF => 0,
            0x30..=0x39 | 0x41..=0x5A | 0x61..=0x7A => CHARACTER | LETTER,
            0x00..=0x7F => CHARACTER,
            0xE3..=0xE9 => CHARACTER | WIDE,
            _ => OTHER,
        };
        byte += 1;
    }
    bytes
};

/// How many words of ASCII start in a text.
fn words(bytes: &[u8]) -> usize {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric();
    let first = usize::from(bytes.first().is_some_and(is_letter));
    // Sums of a byte for as many places as it can count, so that many are looked at at once.
    let chunks = bytes.chunks(255).zip(bytes.get(1..).unwrap_or_default().chunks(255));
    let starts = chunks.map(|(before, letters)| {
        let starts =
            before.iter().zip(letters).map(|(before, letter)| u8::from(!is_letter(before) & is_letter(letter)));
        usize::from(starts.sum::<u8>())
    });
    first + starts.sum::<usize>() - joints(bytes)
}

/// How many of the wide characters are spaces, U+3000, and how many are marks, which nobody counts as read: U+3001 to U+3004,
/// U+3008 to U+3020 and U+30FB.
fn spaces_and_marks(bytes: &[u8]) -> (usize, usize) {
    let (mut spaces, mut marks) = (0, 0);
    // Bytes that few other characters have, unlike the first.
    for at in memchr::memchr2_iter(0x80, 0xBB, bytes) {
        let before = &bytes[..at];
        match bytes[at..] {
            [0x80, 0x80, ..] if before.ends_with(&[0xE3]) => spaces += 1,
            [0x80, 0x81..=0x84 | 0x88..=0xA0, ..] if before.ends_with(&[0xE3]) => marks += 1,
            [0xBB, ..] if before.ends_with(&[0xE3, 0x83]) => marks += 1,
            _ => {}
        }
    }
    (spaces, marks)
}

/// How many times apostrophes and hyphens join letters to one word.
fn joints(bytes: &[u8]) -> usize {
    let joins = |&at: &usize| {
        let next = || bytes[at..].iter().find(|byte| !is_joiner(**byte));
        at > 0 && bytes[at - 1].is_ascii_alphanumeric() && next().is_some_and(u8::is_ascii_alphanumeric)
    };
    memchr::memchr2_iter(b'\'', b'-', bytes).filter(joins).count()
}

fn is_joiner(byte: u8) -> bool {
    matches!(byte, b'\'' | b'-')
}

/// What a character counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Space,
    /// Kana, an ideograph or Hangul: read one by one.
    Cjk,
    /// Part of a word.
    Letter,
    Other,
}

impl Class {
    /// By Unicode block where that is enough.
    fn of(character: char) -> Self {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' => Self::Letter,
            ' ' | '\t'..='\r' | '\u{3000}' => Self::Space,
            '\0'..='\u{7F}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{30FB}' => Self::Other,
            '\u{1100}'..='\u{11FF}'
            | '\u{2E80}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7FF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF66}'..='\u{FF9F}'
            | '\u{20000}'..='\u{3FFFF}' => Self::Cjk,
            _ if character.is_alphanumeric() => Self::Letter,
            _ if character.is_whitespace() => Self::Space,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Counts {
        let mut tally = Tally::default();
        tally.text(text);
        tally.counts()
    }

    #[test]
    fn every_character_counts_by_itself_as_it_does_in_a_run() {
        for character in ('\u{20}'..='\u{A000}').chain('\u{FF00}'..='\u{FFEF}') {
            let mut alone = Tally::default();
            alone.text(&character.to_string());
            let mut many = Tally::default();
            many.text(&format!("菊{character}菊"));
            assert_eq!((many.characters, many.cjk), (alone.characters + 2, alone.cjk + 2), "{character:?}");
            assert_eq!(alone.cjk == 1, Class::of(character) == Class::Cjk, "{character:?}");
        }
    }

    #[test]
    fn many_characters_count_as_one_by_one() {
        let alphabet = ['a', '7', ' ', '-', '\'', '’', '菊', '、', '\u{3000}', '々', '・', 'ー', 'é', '！', '가'];
        let size = alphabet.len();
        for number in 0..size.pow(4) {
            let digits = [number, number / size, number / size.pow(2), number / size.pow(3)];
            let text: String = digits.iter().map(|digit| alphabet[digit % size]).collect();
            let (mut many, mut one) = (Tally::default(), Tally::default());
            many.text(&text);
            one.one_by_one(&text);
            assert_eq!(many, one, "{text:?}");
        }
    }

    #[test]
    fn japanese_counts_characters_and_english_words() {
        assert_eq!(counts("菊の花、don't stop 2026年"), Counts { characters: 18, words: 3, minutes: 1 });
        assert_eq!(counts(""), Counts::default());
        assert_eq!(counts(&"菊".repeat(1200)).minutes, 3);
    }
}
