//! The line around a match, short enough for a list.

use crate::source::Span;

/// How much is shown before a match, in half widths: the match itself must be in sight in a narrow list.
const BEFORE: usize = 24;
/// How much is shown of a match.
const WITHIN: usize = 160;
/// How much is shown behind it.
const AFTER: usize = 120;

/// A match and the words around it on its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before it; starts with `…` where that is more.
    pub before: String,
    /// The match.
    pub words: String,
    /// What stands behind it.
    pub after: String,
}

impl Excerpt {
    /// Cuts out of `text` what one needs to see of a match.
    pub fn of(text: &str, found: Span) -> Self {
        let line_start = text[..found.start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[found.end..].find('\n').map_or(text.len(), |at| found.end + at);
        let line = text[line_start..found.start].trim_start();
        let before = line.chars().rev();
        let length: usize = fitting(before, BEFORE).map(char::len_utf8).sum();
        let cut = if length < line.len() { "…" } else { "" };
        Self {
            before: format!("{cut}{}", &line[line.len() - length..]),
            words: Self::shortened(found.of(text)),
            after: fitting(text[found.end..line_end].chars(), AFTER).collect(),
        }
    }

    /// The start of `words`, as much as a list shows.
    pub fn shortened(words: &str) -> String {
        let mut shown: String = fitting(words.chars(), WITHIN).collect();
        if shown.len() < words.len() {
            shown.push('…');
        }
        shown
    }
}

/// The first characters, as many as fit into a width.
fn fitting(characters: impl Iterator<Item = char>, width: usize) -> impl Iterator<Item = char> {
    characters.scan(0, move |used, character| {
        *used += if character.is_ascii() { 1 } else { 2 };
        (*used <= width).then_some(character)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_match_stands_near_the_start_of_its_line() {
        let text = "前の行\n  - とても長い前置きのあとに市場がある\n次の行";
        let at = text.find("市場").unwrap();
        let excerpt = Excerpt::of(text, Span::new(at, at + "市場".len()));
        assert_eq!(excerpt.before, "…とても長い前置きのあとに");
        assert_eq!((excerpt.words.as_str(), excerpt.after.as_str()), ("市場", "がある"));
        let first = Excerpt::of(text, Span::new(0, "前".len()));
        assert_eq!((first.before.as_str(), first.after.as_str()), ("", "の行"));
    }

    #[test]
    fn a_match_of_many_lines_is_shortened() {
        let text = "a\n".repeat(500);
        let excerpt = Excerpt::of(&text, Span::new(0, text.len()));
        assert_eq!(excerpt.words.chars().count(), WITHIN + 1);
        assert!(excerpt.words.ends_with('…') && excerpt.after.is_empty());
    }
}
