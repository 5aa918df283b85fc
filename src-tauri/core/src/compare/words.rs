//! Two texts, word by word. What counts as a word is the Unicode Standard's (Annex 29): in scripts without spaces each
//! character is one, save for runs of katakana; a letter and its marks are never parted.

use imara_diff::{Algorithm, Diff, InternedInput};
use unicode_segmentation::UnicodeSegmentation;

/// A stretch of two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Both have it.
    Same(&'t str),
    /// The earlier one alone has it.
    Removed(&'t str),
    /// The later one alone has it.
    Added(&'t str),
}

/// What leads from one text to the other. What went stands before what came in its place.
pub(super) fn pieces<'t>(before: &'t str, after: &'t str) -> Vec<Piece<'t>> {
    let (old, new) = (ends(before), ends(after));
    let mut input = InternedInput::default();
    input.update_before(before.split_word_bounds());
    input.update_after(after.split_word_bounds());
    let diff = Diff::compute(Algorithm::Myers, &input);
    let mut pieces = Vec::new();
    let mut at = 0;
    for hunk in diff.hunks() {
        let (from, to) = (old[hunk.before.start as usize], old[hunk.before.end as usize]);
        let (new_from, new_to) = (new[hunk.after.start as usize], new[hunk.after.end as usize]);
        let stretches =
            [Piece::Same(&before[at..from]), Piece::Removed(&before[from..to]), Piece::Added(&after[new_from..new_to])];
        pieces.extend(stretches.into_iter().filter(|piece| !piece.words().is_empty()));
        at = to;
    }
    pieces.extend(Some(Piece::Same(&before[at..])).filter(|piece| !piece.words().is_empty()));
    pieces
}

impl<'t> Piece<'t> {
    pub(super) fn words(self) -> &'t str {
        match self {
            Self::Same(words) | Self::Removed(words) | Self::Added(words) => words,
        }
    }
}

/// Where the text starts, and where each of its words ends.
fn ends(text: &str) -> Vec<usize> {
    let mut end = 0;
    let words = text.split_word_bounds().map(|word| {
        end += word.len();
        end
    });
    [0].into_iter().chain(words).collect()
}

/// How many characters a reader sees.
pub(super) fn visible(words: &str) -> usize {
    words.graphemes(true).filter(|grapheme| !grapheme.chars().all(char::is_whitespace)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[-went-]{+came+}`.
    fn marked(before: &str, after: &str) -> String {
        let write = |piece: &Piece<'_>| match piece {
            Piece::Same(words) => (*words).to_owned(),
            Piece::Removed(words) => format!("[-{words}-]"),
            Piece::Added(words) => format!("{{+{words}+}}"),
        };
        pieces(before, after).iter().map(write).collect()
    }

    #[test]
    fn words_are_words_and_characters_where_there_are_no_spaces() {
        assert_eq!(marked("市場は開始する。", "市場は開設する。"), "市場は開[-始-]{+設+}する。");
        assert_eq!(marked("the market opens", "the markets open"), "the [-market-]{+markets+} [-opens-]{+open+}");
        assert_eq!(marked("データを見る", "データベースを見る"), "[-データ-]{+データベース+}を見る");
    }

    #[test]
    fn nothing_is_parted_that_is_one_character() {
        assert_eq!(marked("か\u{3099}", "か"), "[-か\u{3099}-]{+か+}");
        assert_eq!(marked("\u{1F468}\u{200D}\u{1F469}", "\u{1F468}"), "[-\u{1F468}\u{200D}\u{1F469}-]{+\u{1F468}+}");
        assert_eq!(marked("葛\u{E0100}", "葛"), "[-葛\u{E0100}-]{+葛+}");
    }

    #[test]
    fn the_pieces_are_both_texts() {
        for (before, after) in [("", "菊"), ("菊", ""), ("a b\nc", "a c\n\nb"), ("朝の市場", "市場の朝、夜")]
        {
            let join = |keep: fn(&Piece<'_>) -> bool| -> String {
                pieces(before, after).iter().filter(|piece| keep(piece)).map(|piece| piece.words()).collect()
            };
            assert_eq!(join(|piece| !matches!(piece, Piece::Added(_))), before);
            assert_eq!(join(|piece| !matches!(piece, Piece::Removed(_))), after);
        }
    }
}
