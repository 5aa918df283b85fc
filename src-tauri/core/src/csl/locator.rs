//! Locators as authors write them, in English and Japanese: `p. 4`, `chap. 2`, `12頁`, `第2章`.

use hayagriva::citationberg::taxonomy::Locator as Kind;

/// Where in a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Locator {
    pub(super) kind: Kind,
    /// The number or numbers.
    pub(super) value: String,
    /// All of it, as it was written.
    pub(crate) written: String,
}

/// What each kind is called: before its number in English, around it in Japanese.
struct Names {
    kind: Kind,
    /// With and without the full stop; the longest first, where one starts another.
    english: &'static [&'static str],
    /// After the number: 12頁.
    counters: &'static [&'static str],
    /// Before the number: 図2.
    labels: &'static [&'static str],
}

const fn names(
    kind: Kind,
    english: &'static [&'static str],
    counters: &'static [&'static str],
    labels: &'static [&'static str],
) -> Names {
    Names { kind, english, counters, labels }
}

const KINDS: &[Names] = &[
    names(Kind::Page, &["pages", "page", "pp", "p"], &["ページ", "頁", "面"], &["ページ", "頁"]),
    names(Kind::Chapter, &["chapters", "chapter", "chaps", "chap", "ch"], &["章"], &[]),
    names(Kind::Volume, &["volumes", "volume", "vols", "vol"], &["巻"], &["巻"]),
    names(Kind::Section, &["sections", "section", "secs", "sec", "§§", "§"], &["節"], &[]),
    names(Kind::Figure, &["figures", "figure", "figs", "fig"], &[], &["図"]),
    names(Kind::Table, &["tables", "table", "tbl"], &[], &["表"]),
    names(Kind::Equation, &["equations", "equation", "eqs", "eq"], &[], &["式"]),
    names(Kind::Paragraph, &["paragraphs", "paragraph", "paras", "para", "¶¶", "¶"], &["段落"], &["段落"]),
    names(Kind::Line, &["lines", "line", "ll", "l"], &["行目", "行"], &[]),
    names(Kind::Issue, &["numbers", "number", "issues", "issue", "nos", "no"], &["号"], &["号"]),
    names(Kind::Column, &["columns", "column", "cols", "col"], &["段", "欄"], &[]),
    names(Kind::Part, &["parts", "part", "pts", "pt"], &["部"], &[]),
    names(Kind::Note, &["notes", "note", "nn", "n"], &[], &["脚注", "注"]),
    names(Kind::Book, &["books", "book", "bks", "bk"], &["編"], &[]),
    names(Kind::ArticleLocator, &["articles", "article", "arts", "art"], &["条"], &[]),
    names(Kind::Verse, &["verses", "verse", "vv", "v"], &[], &[]),
    names(Kind::Folio, &["folios", "folio", "fols", "fol"], &["丁"], &[]),
    names(Kind::Appendix, &["appendices", "appendix", "app"], &[], &["付録"]),
    names(Kind::Act, &["acts", "act"], &["幕"], &[]),
    names(Kind::Scene, &["scenes", "scene", "sc"], &["場"], &[]),
    names(Kind::Opus, &["op"], &[], &[]),
    names(Kind::SubVerbo, &["s.vv", "s.v"], &[], &[]),
];

/// Takes the locator off the start of what follows a key, and returns the rest as it was written. A bare number is a
/// page, as in Pandoc.
pub(crate) fn read_locator(text: &str) -> (Option<Locator>, &str) {
    let found = japanese(text).or_else(|| english(text)).or_else(|| bare(text));
    match found {
        Some((kind, value, rest)) => {
            let written = text[..text.len() - rest.len()].trim_end().to_owned();
            (Some(Locator { kind, value: value.to_owned(), written }), rest)
        }
        None => (None, text),
    }
}

type Found<'t> = (Kind, &'t str, &'t str);

/// `pp. 3-4`, `§ 2`, `p.3`
fn english(text: &str) -> Option<Found<'_>> {
    KINDS.iter().find_map(|names| {
        names.english.iter().find_map(|name| {
            let rest = after_word(text, name)?;
            let (value, rest) = number(rest, is_english_number)?;
            Some((names.kind, value, rest))
        })
    })
}

/// What follows `word` in any case, its full stop and white space; letters must not run on into the number.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
    let rest = &text[head.len()..];
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let trimmed = rest.trim_start();
    let parted =
        rest.len() < text.len() - head.len() || trimmed.len() < rest.len() || !word.ends_with(char::is_alphabetic);
    (parted || trimmed.starts_with(is_digit)).then_some(trimmed)
}

/// `第2章`, `12頁`, `3-4ページ`, `図2`
fn japanese(text: &str) -> Option<Found<'_>> {
    let body = text.strip_prefix('第').unwrap_or(text);
    if let Some((value, rest)) = number(body, is_japanese_number) {
        let counted = rest.trim_start();
        let found = KINDS.iter().find_map(|names| {
            let rest = names.counters.iter().find_map(|counter| counted.strip_prefix(counter))?;
            Some((names.kind, value, rest))
        });
        return found;
    }
    KINDS.iter().find_map(|names| {
        let rest = names.labels.iter().find_map(|label| text.strip_prefix(label))?;
        let (value, rest) = number(rest.trim_start(), is_japanese_number)?;
        Some((names.kind, value, rest))
    })
}

fn bare(text: &str) -> Option<Found<'_>> {
    let (value, rest) = number(text, is_english_number).filter(|_| text.starts_with(is_digit))?;
    // A letter goes on to say what is counted, and that is nothing known: 3番目.
    (!rest.starts_with(char::is_alphanumeric)).then_some((Kind::Page, value, rest))
}

/// The longest run of numbers at the start: `3`, `3-4`, `3, 5 & 7`, `iv`, `12a`.
fn number(text: &str, is_number: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let mut end = 0;
    let mut at = 0;
    while let Some(length) = word_length(&text[at..]) {
        if !is_number(&text[at..at + length]) {
            break;
        }
        end = at + length;
        at = end + separator_length(&text[end..]);
        if at == end {
            break;
        }
    }
    (end > 0).then(|| (&text[..end], &text[end..]))
}

fn word_length(text: &str) -> Option<usize> {
    let kanji = text.find(|c| !is_kanji_digit(c)).unwrap_or(text.len());
    if kanji > 0 {
        return Some(kanji);
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || is_digit(c) || matches!(c, '.' | ':');
    let run = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let length = text[..run].trim_end_matches(['.', ':']).len();
    (length > 0).then_some(length)
}

/// What may stand between two numbers of a run.
fn separator_length(text: &str) -> usize {
    let rest = text.trim_start();
    let sign = rest.find(|c| !"-–—〜～~,，、・&＆".contains(c)).unwrap_or(rest.len());
    if sign == 0 { 0 } else { text.len() - rest[sign..].trim_start().len() }
}

fn is_english_number(word: &str) -> bool {
    word.contains(is_digit) || is_roman(word)
}

fn is_japanese_number(word: &str) -> bool {
    word.chars().all(is_kanji_digit) || word.contains(is_digit)
}

/// Roman numerals, and not the words that are spelt with their letters alone, which are longer than one letter.
fn is_roman(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    lower.chars().all(|c| "ivxlcdm".contains(c))
        && !["mild", "mix", "did", "dim", "civic", "vivid", "mm", "cd"].contains(&&*lower)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_kanji_digit(c: char) -> bool {
    "〇一二三四五六七八九十百千".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_are_read_in_both_languages() {
        let cases = [
            ("p. 4", Kind::Page, "4", ""),
            ("pp. 3-4, 7 and passim", Kind::Page, "3-4, 7", " and passim"),
            ("p.4", Kind::Page, "4", ""),
            ("p4", Kind::Page, "4", ""),
            ("P. iv", Kind::Page, "iv", ""),
            ("33–35", Kind::Page, "33–35", ""),
            ("chap. 2", Kind::Chapter, "2", ""),
            ("ch. 2", Kind::Chapter, "2", ""),
            ("Chapter 2, see also", Kind::Chapter, "2", ", see also"),
            ("vol. 3", Kind::Volume, "3", ""),
            ("sec. 1.2", Kind::Section, "1.2", ""),
            ("§ 3", Kind::Section, "3", ""),
            ("§§3-4", Kind::Section, "3-4", ""),
            ("fig. 2", Kind::Figure, "2", ""),
            ("para. 5", Kind::Paragraph, "5", ""),
            ("line 12", Kind::Line, "12", ""),
            ("no. 7", Kind::Issue, "7", ""),
            ("n. 3", Kind::Note, "3", ""),
            ("3面", Kind::Page, "3", ""),
            ("第2章", Kind::Chapter, "2", ""),
            ("第二章", Kind::Chapter, "二", ""),
            ("12頁", Kind::Page, "12", ""),
            ("12ページ参照", Kind::Page, "12", "参照"),
            ("3-4頁", Kind::Page, "3-4", ""),
            ("１２〜１４頁", Kind::Page, "１２〜１４", ""),
            ("第3巻第2章", Kind::Volume, "3", "第2章"),
            ("図2", Kind::Figure, "2", ""),
            ("表 3", Kind::Table, "3", ""),
            ("12行", Kind::Line, "12", ""),
            ("3行目", Kind::Line, "3", ""),
            ("第5節", Kind::Section, "5", ""),
            ("第九条", Kind::ArticleLocator, "九", ""),
        ];
        for (text, kind, value, rest) in cases {
            let (locator, found) = read_locator(text);
            let locator = locator.unwrap_or_else(|| panic!("{text}"));
            assert_eq!((locator.kind, &*locator.value, found), (kind, value, rest), "{text}");
            assert_eq!(locator.written, text.strip_suffix(rest).unwrap(), "{text}");
        }
    }

    #[test]
    fn other_words_are_no_locators() {
        for text in [
            "",
            "and passim",
            "particularly so",
            "none",
            "p",
            "page",
            "various",
            "参照",
            "第二次大戦",
            "3番目",
            "図のとおり",
            "pp.",
        ] {
            assert_eq!(read_locator(text), (None, text), "{text}");
        }
    }
}
