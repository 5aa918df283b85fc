//! A heading, or the teaser of a page break, gets other words.

use super::heading::{behind_signs, label_of_break, words_of_heading};
use super::rows::{Row, Rows};
use super::{Outcome, Revised, gone, insert, remove, replace};
use crate::diagnostic::Message;
use crate::preview::OutlineKind;
use crate::source::Span;

/// The words of row `row` as their author wrote them, with their markup.
pub fn title_of(text: &str, row: usize) -> Option<String> {
    let rows = Rows::read(text);
    let row = rows.rows.get(row).filter(|row| row.kind != OutlineKind::Introduction)?;
    Some(words_of(text, row).map_or("", |words| words.of(text)).to_owned())
}

/// Gives row `row` the words `title`, which may have markup. Ids and everything around the words stay.
///
/// # Errors
/// Where there is no such row, a heading would have no words, or the words would read as something else than a heading's.
pub fn rename_row(text: &str, row: usize, title: &str) -> Outcome {
    let rows = Rows::read(text);
    let found = rows.rows.get(row).filter(|row| row.kind != OutlineKind::Introduction).ok_or_else(gone)?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words_of(text, found);
    if words.map_or("", |words| words.of(text)) == title {
        return Ok(Revised::default());
    }
    let edit = if found.kind == OutlineKind::PageBreak {
        let (_, brackets) = label_of_break(text, found.mark);
        if title.is_empty() { remove(brackets) } else { replace(brackets, format!("[{title}]")) }
    } else if title.is_empty() {
        return Err(Message::new("A heading needs words.", "見出しには言葉が要ります。"));
    } else {
        words.map_or_else(
            || insert(behind_signs(text, found.mark), format!(" {title}")),
            |words| replace(words, &*title),
        )
    };
    let revised = Revised { edits: vec![edit], select: None };
    let kinds = |rows: &Rows<'_>| rows.rows.iter().map(|row| (row.kind, row.depth)).collect::<Vec<_>>();
    if kinds(&Rows::read(&revised.apply(text))) == kinds(&rows) { Ok(revised) } else { Err(unreadable()) }
}

fn words_of(text: &str, row: &Row) -> Option<Span> {
    match row.kind {
        OutlineKind::Introduction => None,
        OutlineKind::PageBreak => label_of_break(text, row.mark).0,
        OutlineKind::Chapter | OutlineKind::Section => words_of_heading(text, row.mark),
    }
}

fn unreadable() -> Message {
    Message::new("These words would not read as a heading.", "この言葉は見出しとして読めません。")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "i\n\n## A *b* ## \n\n::page-break[次へ]\n\n## {漢|かん} {#x}\n\nTwo\nlines\n---\n\n::page-break\n\n## \n\nc\n";

    fn renamed(row: usize, title: &str) -> Result<String, Message> {
        rename_row(TEXT, row, title).map(|revised| revised.apply(TEXT))
    }

    #[test]
    fn words_are_given_with_their_markup() {
        let titles: Vec<_> = (0..7).map(|row| title_of(TEXT, row)).collect();
        let words = ["A *b*", "次へ", "{漢|かん}", "Two\nlines", "", ""];
        assert_eq!(titles[0], None);
        assert_eq!(titles[1..].iter().flatten().collect::<Vec<_>>(), words);
    }

    #[test]
    fn a_heading_of_an_id_alone_gets_its_words_before_it() {
        for (text, expected) in [("# {#a}\n", "# N {#a}\n"), ("## ##\n", "## N ##\n"), ("##\n", "## N\n")] {
            assert_eq!(rename_row(text, 1, "N").map(|revised| revised.apply(text)), Ok(expected.to_owned()));
        }
    }

    #[test]
    fn words_that_start_with_an_escape_go_as_a_whole() {
        for (text, words, expected) in [("# \\*\n", "\\*", "# N\n"), ("# \\\\ a\n", "\\\\ a", "# N\n")] {
            assert_eq!(title_of(text, 1).as_deref(), Some(words));
            assert_eq!(rename_row(text, 1, "N").map(|revised| revised.apply(text)), Ok(expected.to_owned()));
        }
        let text = "a\n\n::page-break[\\* b]\n\n## c\n";
        assert_eq!(title_of(text, 1).as_deref(), Some("\\* b"));
    }

    #[test]
    fn what_stands_around_the_words_stays() {
        let cases = [
            (1, "B", "## A *b* ## ", "## B ## "),
            (2, "さあ", "[次へ]", "[さあ]"),
            (2, "", "[次へ]", ""),
            (3, " X\n y", "{漢|かん}", "X y"),
            (4, "One", "Two\nlines", "One"),
            (5, "T", "::page-break\n\n## \n", "::page-break[T]\n\n## \n"),
            (6, "New", "## \n\nc", "## New \n\nc"),
        ];
        for (row, title, old, new) in cases {
            assert_eq!(renamed(row, title).unwrap(), TEXT.replacen(old, new, 1), "{row} to {title}");
        }
        assert_eq!(renamed(1, "A *b*").unwrap(), TEXT);
    }

    #[test]
    fn what_would_be_no_heading_is_refused() {
        for (row, title) in [(0, "x"), (1, " "), (9, "x"), (4, "> x"), (4, "- x")] {
            assert!(renamed(row, title).is_err(), "{row} to {title}");
        }
    }
}
