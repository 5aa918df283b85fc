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
        // Nothing looks for the ends of the line: it may be one of megabytes, with a match at every word.
        let within = |character: &char| *character != '\n';
        let before = fitting(text[..found.start].chars().rev().take_while(within), BEFORE);
        let start = found.start - before.map(char::len_utf8).sum::<usize>();
        let is_cut = text[..start].chars().next_back().is_some_and(|character| within(&character));
        let before = &text[start..found.start];
        Self {
            before: if is_cut { format!("…{before}") } else { before.trim_start().to_owned() },
            words: Self::shortened(found.of(text)),
            after: fitting(text[found.end..].chars().take_while(within), AFTER).collect(),
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
