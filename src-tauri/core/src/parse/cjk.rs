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

/// Where separators belong in `text`, as ascending byte offsets.
pub(super) fn separators(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    if text.is_ascii() || text.contains(SEPARATOR) {
        return found;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(offset) = memchr::memchr2(b'*', b'~', &bytes[at..]) {
        let start = at + offset;
        let marker = bytes[start];
        let end = start + bytes[start..].iter().take_while(|&&byte| byte == marker).count();
        at = end;
        let beside_ascii = start > 0 && bytes[start - 1].is_ascii() && bytes.get(end).is_none_or(u8::is_ascii);
        if !beside_ascii {
            found.extend(separator_of_run(&text[..start], &text[end..], start, end));
        }
    }
    found
}

/// Where one run needs a separator: before it when it cannot close and should, after it when it cannot open and
/// should. (A run that needs one on both sides would have punctuation and no punctuation on the same side.)
fn separator_of_run(before: &str, after: &str, start: usize, end: usize) -> Option<usize> {
    let next = Neighbour::after(after);
    // CommonMark looks at the nearest character; the specification sees through a variation selector.
    let nearest = Neighbour::nearest_before(before);
    let previous = Neighbour::before(before);
    if wants_flank(next, previous) && !has_flank(next, nearest) {
        return Some(end);
    }
    (wants_flank(previous, next) && !has_flank(nearest, next)).then_some(start)
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

    /// A CJK character and the variation selector after it count as that character.
    fn before(text: &str) -> Self {
        let mut back = text.chars().rev();
        match (back.next(), back.next()) {
            (Some(selector), Some(character)) if follows_cjk(selector) && is_cjk(character) => Self::of(character),
            _ => Self::nearest_before(text),
        }
    }

    fn after(text: &str) -> Self {
        text.chars().next().map_or(Self::Space, Self::of)
    }

    fn of(character: char) -> Self {
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

/// The variation selectors that choose a form of a CJK character; U+FE0F makes an emoji of it instead.
fn follows_cjk(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE02}' | '\u{FE0E}' | '\u{E0100}'..='\u{E01EF}')
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
    fn punctuation_beside_a_run_is_parted_from_it() {
        assert_eq!(marked("**強調。**の"), "**強調。^**の");
        assert_eq!(marked("の**「強調」**の"), "の**^「強調」^**の");
        assert_eq!(marked("**(注)**は"), "**(注)^**は");
        assert_eq!(marked("は~~「旧」~~へ"), "は~~^「旧」^~~へ");
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
