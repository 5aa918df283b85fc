//! Emphasis beside CJK text, after the markdown-cjk-friendly specification.
//!
//! CommonMark lets `**強調。**の` open and never close: its closing run stands between punctuation and a letter. The
//! specification asks that CJK punctuation count as a letter, and that a CJK character beside a run excuse other
//! punctuation on its far side. pulldown-cmark has no such rule, so a separator that is neither white space nor
//! punctuation is put between such a run and the punctuation that misleads it.

use icu_properties::props::{EastAsianWidth, EmojiPresentation, GeneralCategory, GeneralCategoryGroup, Script};
use icu_properties::{CodePointMapData, CodePointSetData};

/// A noncharacter, which Unicode reserves for uses like this one and text may not hold.
pub(super) const SEPARATOR: char = '\u{FDD0}';

/// How many adjacent runs (`~~**`) are looked at together: more do not stand in texts that mean anything.
const MAX_ADJACENT: usize = 3;

/// Where separators belong in `text`, as ascending byte offsets.
pub(super) fn separators(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    if text.is_ascii() || text.contains(SEPARATOR) {
        return found;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(offset) = memchr::memchr3(b'*', b'_', b'~', &bytes[at..]) {
        let start = at + offset;
        let (runs, count) = adjacent_runs(bytes, start);
        let runs = &runs[..count];
        let end = runs.last().map_or(bytes.len(), |run| run.end);
        at = end;
        let beside_ascii = bytes[..start].last().is_none_or(u8::is_ascii) && bytes.get(end).is_none_or(u8::is_ascii);
        if !beside_ascii {
            separate(text, runs, &mut found);
        }
    }
    found
}

/// A run of one delimiter.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    marker: u8,
    start: usize,
    end: usize,
}

/// The runs that start at byte `start`, and how many they are.
fn adjacent_runs(bytes: &[u8], start: usize) -> ([Run; MAX_ADJACENT], usize) {
    let mut runs = [Run::default(); MAX_ADJACENT];
    let (mut at, mut count) = (start, 0);
    for run in &mut runs {
        let Some(&marker) = bytes.get(at).filter(|byte| matches!(byte, b'*' | b'_' | b'~')) else { break };
        let start = at;
        at += bytes[start..].iter().take_while(|&&byte| byte == marker).count();
        *run = Run { marker, start, end: at };
        count += 1;
    }
    (runs, count)
}

/// Puts separators between, before and after adjacent runs, such that the most of them open and close as the
/// specification wants. A separator is a letter to both of its neighbours, so what helps one run may hinder the next;
/// of the ways that do best the one with the fewest separators is taken.
fn separate(text: &str, runs: &[Run], found: &mut Vec<usize>) {
    // Most stand well as they are.
    if runs.iter().all(|run| run.amiss(text, false, false) == 0) {
        return;
    }
    let places: Vec<usize> = runs.iter().map(|run| run.start).chain(runs.last().map(|run| run.end)).collect();
    let amiss = |chosen: u32| -> u32 {
        let separated = |place: usize| chosen & (1 << place) != 0;
        runs.iter().enumerate().map(|(at, run)| run.amiss(text, separated(at), separated(at + 1))).sum()
    };
    let best = (0u32..1 << places.len()).min_by_key(|&chosen| (amiss(chosen), chosen.count_ones()));
    let chosen = best.unwrap_or_default();
    found.extend(places.iter().enumerate().filter(|(place, _)| chosen & (1 << place) != 0).map(|(_, &at)| at));
}

impl Run {
    /// In how many of opening and closing the run falls short of the specification, with separators at its sides.
    fn amiss(self, text: &str, before: bool, after: bool) -> u32 {
        let (before_text, next) = (&text[..self.start], Neighbour::after(&text[self.end..]));
        let (previous, nearest) = (Neighbour::before(before_text), Neighbour::nearest_before(before_text));
        let wanted = self.may_open_and_close(previous, next, wants_flank(next, previous), wants_flank(previous, next));
        let left = if before { Neighbour::Letter } else { nearest };
        let right = if after { Neighbour::Letter } else { next };
        let given = self.may_open_and_close(left, right, has_flank(right, left), has_flank(left, right));
        u32::from(wanted.0 != given.0) + u32::from(wanted.1 != given.1)
    }

    /// From whether a run is left- and right-flanking: `_` does not stand within words.
    fn may_open_and_close(self, previous: Neighbour, next: Neighbour, left: bool, right: bool) -> (bool, bool) {
        match self.marker {
            b'_' => (left && (!right || previous.is_punctuation()), right && (!left || next.is_punctuation())),
            _ => (left, right),
        }
    }
}

/// CommonMark's left-flanking rule for the characters on the inner and the outer side of a run; with the sides
/// swapped, its right-flanking rule.
fn has_flank(inner: Neighbour, outer: Neighbour) -> bool {
    inner != Neighbour::Space && (!inner.is_punctuation() || outer == Neighbour::Space || outer.is_punctuation())
}

/// The same rule as the specification amends it.
fn wants_flank(inner: Neighbour, outer: Neighbour) -> bool {
    let excused = matches!(outer, Neighbour::Space | Neighbour::Punctuation) || outer.is_cjk();
    inner != Neighbour::Space && (inner != Neighbour::Punctuation || excused)
}

/// What stands beside a delimiter run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Neighbour {
    /// White space, or an end of the text.
    Space,
    /// Punctuation or a symbol that is not CJK.
    Punctuation,
    CjkPunctuation,
    CjkLetter,
    Letter,
}

impl Neighbour {
    fn nearest_before(text: &str) -> Self {
        text.chars().next_back().map_or(Self::Space, Self::of)
    }

    /// A character and the variation selector after it count as that character; a selector of an ideograph's form
    /// says by itself that an ideograph stands there.
    fn before(text: &str) -> Self {
        let mut back = text.chars().rev();
        match (back.next(), back.next()) {
            (Some(selector), _) if chooses_ideograph(selector) => Self::CjkLetter,
            (Some(FULLWIDTH_SELECTOR), Some('‘' | '’' | '“' | '”')) => Self::CjkPunctuation,
            (Some(selector), Some(character)) if chooses_form(selector) && !character.is_whitespace() => {
                Self::of(character)
            }
            _ => Self::nearest_before(text),
        }
    }

    fn after(text: &str) -> Self {
        text.chars().next().map_or(Self::Space, Self::of)
    }

    fn of(character: char) -> Self {
        Self::by_block(character).unwrap_or_else(|| Self::by_properties(character))
    }

    /// By Unicode block where that is enough: every run of delimiters asks for both of its sides.
    fn by_block(character: char) -> Option<Self> {
        match character {
            ' ' | '\t'..='\r' => Some(Self::Space),
            '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' => Some(Self::Punctuation),
            '0'..='9' | 'A'..='Z' | 'a'..='z' => Some(Self::Letter),
            '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' => Some(Self::CjkPunctuation),
            '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' => Some(Self::CjkLetter),
            _ => None,
        }
    }

    fn by_properties(character: char) -> Self {
        if character.is_whitespace() {
            return Self::Space;
        }
        match (is_punctuation(character), is_cjk(character)) {
            (true, true) => Self::CjkPunctuation,
            (true, false) => Self::Punctuation,
            (false, true) => Self::CjkLetter,
            (false, false) => Self::Letter,
        }
    }

    fn is_punctuation(self) -> bool {
        matches!(self, Self::Punctuation | Self::CjkPunctuation)
    }

    fn is_cjk(self) -> bool {
        matches!(self, Self::CjkPunctuation | Self::CjkLetter)
    }
}

/// Makes fullwidth, and so CJK, punctuation of the quotation marks that have either width.
const FULLWIDTH_SELECTOR: char = '\u{FE01}';

/// The selectors of general use but U+FE0F, which makes an emoji of the character before it.
fn chooses_form(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0E}')
}

fn chooses_ideograph(character: char) -> bool {
    matches!(character, '\u{E0100}'..='\u{E01EF}')
}

/// CommonMark 0.31: the general categories P and S.
fn is_punctuation(character: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    GeneralCategoryGroup::Punctuation.contains(category) || GeneralCategoryGroup::Symbol.contains(category)
}

/// Wide, fullwidth and halfwidth characters and Hangul, without those that show as emoji by themselves.
pub(crate) fn is_cjk(character: char) -> bool {
    if character < '\u{1100}' {
        return false;
    }
    let width = CodePointMapData::<EastAsianWidth>::new().get(character);
    let wide = matches!(width, EastAsianWidth::Wide | EastAsianWidth::Fullwidth | EastAsianWidth::Halfwidth);
    let hangul = || CodePointMapData::<Script>::new().get(character) == Script::Hangul;
    (wide || hangul()) && !CodePointSetData::new::<EmojiPresentation>().contains(character)
}

/// Whether a soft line break between `before` and `after` joins them: both wide, neither Hangul, which parts its
/// words with spaces (CSS Text 3, "segment break transformation rules").
pub(crate) fn joins_lines(before: char, after: char) -> bool {
    let wide = |c: char| is_cjk(c) && CodePointMapData::<Script>::new().get(c) != Script::Hangul;
    wide(before) && wide(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        let mut marked = String::new();
        let mut at = 0;
        for separator in separators(text) {
            marked.push_str(&text[at..separator]);
            marked.push('^');
            at = separator;
        }
        marked + &text[at..]
    }

    #[test]
    fn blocks_say_what_the_properties_say() {
        for character in '\0'..='\u{FFFF}' {
            let by_block = Neighbour::by_block(character);
            assert!(by_block.is_none_or(|found| found == Neighbour::by_properties(character)), "{character:?}");
        }
    }

    #[test]
    fn punctuation_beside_a_run_is_parted_from_it() {
        assert_eq!(marked("**強調。**の"), "**強調。^**の");
        assert_eq!(marked("の**「強調」**の"), "の**^「強調」^**の");
        assert_eq!(marked("**(注)**は"), "**(注)^**は");
        assert_eq!(marked("は~~「旧」~~へ"), "は~~^「旧」^~~へ");
    }

    #[test]
    fn adjacent_runs_do_not_hinder_each_other() {
        assert_eq!(marked("**~~「旧」~~**新"), "**~~「旧」^~~^**新");
        assert_eq!(marked("菊*~~「a」~~*菊"), "菊*^~~^「a」^~~^*菊");
    }

    #[test]
    fn variation_selectors_are_seen_through() {
        assert_eq!(marked("+\u{E0101}**…**"), "+\u{E0101}**^…**");
        assert_eq!(marked("☺\u{FE0E}**(菊)**"), "☺\u{FE0E}**^(菊)**");
        assert_eq!(marked("“\u{FE01}**(a)**"), "“\u{FE01}**^(a)**");
        assert_eq!(marked("a\u{FE0F}**(菊)**"), "a\u{FE0F}**(菊)**");
    }

    #[test]
    fn runs_that_commonmark_reads_well_stay_as_they_are() {
        for text in ["**強調**の", "a **b.** c", "** 強調**", "5 * 3 の", "**a.**b"] {
            assert_eq!(marked(text), text);
        }
    }

    #[test]
    fn lines_join_between_wide_characters_only() {
        assert!(joins_lines('菊', '、') && joins_lines('ア', '亜'));
        assert!(!joins_lines('a', '菊') && !joins_lines('가', '나') && !joins_lines('菊', '🌼'));
    }
}
