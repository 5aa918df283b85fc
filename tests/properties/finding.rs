//! Replacing changes what was found and nothing else, whatever the text and the words.

use kiku_core::Span;
use kiku_core::diagnostic::TextEdit;
use kiku_core::find::{Finder, Query};
use kiku_core::revise::Revised;
use proptest::prelude::*;

use super::{cases, text};

/// Words that articles are made of, in forms that are alike, and expressions.
fn words() -> impl Strategy<Value = String> {
    let some = ["a", "の", "ノ", "ﾉ", "が", "か\u{3099}", "ー", "  ", "\n", ":::", "title", "𠮷", "\u{FF21}"];
    prop_oneof![
        3 => prop::sample::select(some.to_vec()).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["^.", "$", r"\w+", "(a)|(の)", r"\s*", "[^\n]", r"\b", "x*"]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    (words(), any::<[bool; 4]>()).prop_map(|(words, [match_case, whole_word, regex, any_form])| Query {
        words,
        match_case,
        whole_word,
        regex,
        any_form,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn replacing_touches_nothing_beside_the_matches(text in text(), query in query(), with in "[a$1\\\\n菊]{0,4}") {
        let Ok(finder) = Finder::new(&query) else {
            prop_assert!(query.regex, "{query:?} is plain words");
            return Ok(());
        };
        let spans: Vec<Span> = finder.matches(&text).collect();
        prop_assert!(spans.is_sorted_by(|a, b| a.end <= b.start), "{spans:?}");
        prop_assert!(spans.iter().all(|span| span.start < span.end && text.get(span.start..span.end).is_some()));
        let edit = |span: &Span| TextEdit { span: *span, text: finder.replacement(&text, *span, &with) };
        let revised = Revised { edits: spans.iter().map(edit).collect(), select: None };
        let after = revised.apply(&text);
        let mut rest = after.as_str();
        let mut at = 0;
        for TextEdit { span, text: inserted } in &revised.edits {
            let kept = &text[at..span.start];
            prop_assert!(rest.starts_with(kept) && rest[kept.len()..].starts_with(inserted.as_str()));
            rest = &rest[kept.len() + inserted.len()..];
            at = span.end;
        }
        prop_assert_eq!(rest, &text[at..]);
    }

    /// What is found in any form holds all that is found in the very form that was typed.
    #[test]
    fn looser_searches_find_no_less(text in text(), words in words()) {
        let exact = Query { words, match_case: true, ..Query::default() };
        let any = Query { any_form: true, match_case: false, ..exact.clone() };
        let (exact, any) = (Finder::new(&exact).unwrap(), Finder::new(&any).unwrap());
        let all: Vec<Span> = any.matches(&text).collect();
        for span in exact.matches(&text) {
            prop_assert!(all.iter().any(|other| other.start < span.end && span.start < other.end), "{span:?} {all:?}");
        }
    }
}
