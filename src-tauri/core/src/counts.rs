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
        let mut in_word = false;
        let mut rest = text;
        while let Some(&lead) = rest.as_bytes().first() {
            // Most text is letters of ASCII, or kana and ideographs of three bytes each.
            let run = if lead >= 0xE3 { wide_run(rest.as_bytes()) } else { 0 };
            if run > 0 {
                self.characters += run;
                self.cjk += run;
                in_word = false;
                rest = &rest[run * 3..];
                continue;
            }
            let letters = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if letters > 0 {
                self.characters += letters;
                self.words += usize::from(!in_word);
                in_word = true;
                rest = &rest[letters..];
                continue;
            }
            let Some(character) = rest.chars().next() else { return };
            let class = Class::of(character);
            self.characters += usize::from(class != Class::Space);
            self.cjk += usize::from(class == Class::Cjk);
            self.words += usize::from(class == Class::Letter && !in_word);
            in_word = class == Class::Letter || (in_word && matches!(character, '\'' | '’' | '-'));
            rest = &rest[character.len_utf8()..];
        }
    }
}

/// How many characters from U+3041 to U+9FFF stand at the start of a text, but for U+30FB, which is punctuation.
fn wide_run(bytes: &[u8]) -> usize {
    let is_wide = |character: &&[u8]| match character[0] {
        0xE3 => character[1] >= 0x81 && character[1..] != [0x83, 0xBB],
        lead => matches!(lead, 0xE4..=0xE9),
    };
    bytes.chunks_exact(3).take_while(is_wide).count()
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
    /// By Unicode block where that is enough: this runs over every character of a text.
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
    fn japanese_counts_characters_and_english_words() {
        assert_eq!(counts("菊の花、don't stop 2026年"), Counts { characters: 18, words: 3, minutes: 1 });
        assert_eq!(counts(""), Counts::default());
        assert_eq!(counts(&"菊".repeat(1200)).minutes, 3);
    }
}
