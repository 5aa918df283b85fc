//! Finding words in texts, and what takes their place.
//!
//! ```text
//! forms     one spelling for all widths and kana, as a pattern
//! word      where a word ends, with and without spaces
//! template  `$1` and `\n` in what takes the place of a match
//! mistake   what is wrong with a regular expression, for people
//! excerpt   the line around a match, short enough for a list
//! ```
//!
//! Whatever is asked for becomes one regular expression of the `regex` crate, which takes time in proportion to the text
//! whatever the expression is. *Invariant:* a match is never empty, and matches ascend without overlapping.

mod excerpt;
mod forms;
mod mistake;
mod template;
mod word;

use regex::{Regex, RegexBuilder};

pub use excerpt::Excerpt;

use crate::diagnostic::Message;
use crate::source::Span;

/// What is looked for, and how exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words, or the regular expression.
    pub words: String,
    /// Capitals are not small letters.
    pub match_case: bool,
    /// Letters of the same kind beside a match make it another word.
    pub whole_word: bool,
    /// The words are a regular expression; `^` and `$` stand for the ends of a line.
    pub regex: bool,
    /// Full and half width, and hiragana and katakana, are the same. Not said of regular expressions.
    pub any_form: bool,
}

/// A query that is ready to be asked.
#[derive(Clone, Debug)]
pub struct Finder {
    regex: Regex,
    whole_word: bool,
    /// Whether matches have groups that a replacement may name.
    has_groups: bool,
}

impl Finder {
    /// Makes a query ready.
    ///
    /// # Errors
    /// Where the words are no regular expression, or one that would need too much memory.
    pub fn new(query: &Query) -> Result<Self, Message> {
        let pattern = match query {
            Query { regex: true, words, .. } => words.clone(),
            Query { any_form: true, words, .. } => forms::pattern(words),
            Query { words, .. } => regex::escape(words),
        };
        let built = RegexBuilder::new(&pattern).case_insensitive(!query.match_case).multi_line(true).build();
        let regex = built.map_err(|error| mistake::explained(&pattern, &error))?;
        Ok(Self { regex, whole_word: query.whole_word, has_groups: query.regex })
    }

    /// All matches in `text`, from the first to the last.
    pub fn matches<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Span> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at <= text.len() {
                let found = Span::from(self.regex.find_at(text, at)?.range());
                if found.start == found.end {
                    at = past(text, found.end);
                } else if self.whole_word && !word::is_whole(text, found) {
                    // Words may overlap what was no word; an expression goes on behind its match, to stay linear.
                    at = if self.has_groups { found.end } else { past(text, found.start) };
                } else {
                    at = found.end;
                    return Some(found);
                }
            }
            None
        })
    }

    /// What takes the place of a match of `text`: `with`, and for a regular expression what its `$1` stand for.
    pub fn replacement(&self, text: &str, found: Span, with: &str) -> String {
        if !self.has_groups {
            return with.to_owned();
        }
        match self.regex.captures_at(text, found.start) {
            Some(captures) => template::filled(with, &captures),
            None => found.of(text).to_owned(),
        }
    }
}

/// The place behind the character at `at`.
fn past(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(words: &str) -> Query {
        Query { words: words.to_owned(), ..Query::default() }
    }

    fn found(query: &Query, text: &str) -> Vec<String> {
        let finder = Finder::new(query).unwrap();
        finder.matches(text).map(|span| span.of(text).to_owned()).collect()
    }

    fn replaced(query: &Query, text: &str, with: &str) -> String {
        let finder = Finder::new(query).unwrap();
        let (mut result, mut at) = (String::new(), 0);
        for span in finder.matches(text) {
            result += &text[at..span.start];
            result += &finder.replacement(text, span, with);
            at = span.end;
        }
        result + &text[at..]
    }

    #[test]
    fn words_are_found_as_they_are_typed() {
        let text = "The market. (a.b) The MARKET, a+b";
        assert_eq!(found(&query("market"), text), ["market", "MARKET"]);
        assert_eq!(found(&Query { match_case: true, ..query("market") }, text), ["market"]);
        assert_eq!(found(&query("a.b"), text), ["a.b"]);
        assert_eq!(found(&query("Ａ"), "aＡａ"), ["Ａ", "ａ"]);
        assert_eq!(found(&query("aa"), "aaaaa"), ["aa", "aa"]);
        assert!(found(&query(""), text).is_empty());
    }

    #[test]
    fn any_form_finds_every_width_and_kana() {
        let any = |words: &str| Query { any_form: true, ..query(words) };
        let text = "データ、でーた、ﾃﾞｰﾀ、て\u{3099}ーた、ＡＩ　2026 AI 2026";
        for words in ["データ", "ﾃﾞｰﾀ", "でーた", "テ\u{3099}ータ"] {
            assert_eq!(found(&any(words), text), ["データ", "でーた", "ﾃﾞｰﾀ", "て\u{3099}ーた"], "{words}");
        }
        assert_eq!(found(&any("ＡＩ ２０２６"), text), ["ＡＩ　2026", "AI 2026"]);
        assert_eq!(found(&any("(ｶｯｺ)"), "（かっこ）[カッコ](カッコ)"), ["（かっこ）", "(カッコ)"]);
        assert_eq!(found(&Query { match_case: true, ..any("ａ") }, "aAＡａ"), ["a", "ａ"]);
        assert_eq!(found(&query("データ"), text), ["データ"]);
    }

    #[test]
    fn whole_words_end_where_the_kind_of_letter_changes() {
        let whole = |words: &str| Query { whole_word: true, ..query(words) };
        assert_eq!(found(&whole("mac"), "Macを、macOSの Mac").len(), 2);
        assert_eq!(found(&whole("カラス"), "カラスが、カラスミ、カラスー、小カラス").len(), 2);
        assert_eq!(found(&whole("市"), "市は、市場、朝市、市。").len(), 2);
        assert_eq!(found(&whole("aba"), "xaba aba"), ["aba"]);
        assert_eq!(found(&whole("らー"), "らーめん らー").len(), 1);
        assert_eq!(found(&whole("!"), "a!b!!"), ["!", "!", "!"]);
    }

    #[test]
    fn expressions_know_lines_and_groups() {
        let regex = |words: &str| Query { regex: true, ..query(words) };
        assert_eq!(found(&regex("^## .+$"), "## a\ntext\n## b"), ["## a", "## b"]);
        assert_eq!(found(&regex("x*"), "axxb"), ["xx"]);
        assert_eq!(found(&regex(r"\p{Han}+"), "市場の朝"), ["市場", "朝"]);
        let dates = regex(r"(\d+)年(\d+)月");
        assert_eq!(replaced(&dates, "2026年3月、2027年12月", "$1-$2"), "2026-3、2027-12");
        assert_eq!(replaced(&regex("(?<last>b+)"), "abbc", "[$&$$$1$2]"), "a[bb$bb$2]c");
        assert_eq!(replaced(&regex(r"\. "), "a. b", r".\n\\t"), "a.\n\\tb");
        assert_eq!(replaced(&query("a"), "a", r"$1\n"), r"$1\n", "plain words stay as they are");
        assert_eq!(replaced(&regex(r"\bb"), "ab b", "c"), "ab c", "what stands before a match counts");
    }

    #[test]
    fn a_broken_expression_is_explained_in_both_languages() {
        for broken in ["(", ")", "[a", "*a", "a{2,1}", r"\", "(?=a)", r"(a)\1", r"\p{Nope}", "a{9999}{9999}"] {
            let reason = Finder::new(&Query { regex: true, ..query(broken) }).unwrap_err();
            assert!(reason.ja.contains('。') && reason.en.ends_with('.'), "{broken}: {reason:?}");
        }
    }
}
