//! `undefined-footnote`: a mark without its note is text to Markdown (GFM shows `[^1]` as it was written), and readers would
//! see the brackets. A regular expression such as `[^a]` belongs in code.

use super::{Rule, Subject};
use crate::diagnostic::Diagnostic;
use crate::model::footnotes;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { code: "undefined-footnote", check };

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let source = subject.article.source;
    for prose in subject.prose() {
        for (text, start) in prose.texts() {
            let marks = memchr::memchr_iter(b'^', text.as_bytes()).filter_map(|caret| caret.checked_sub(1));
            let marks = marks.filter(|&at| text.as_bytes()[at] == b'[' && !source[..start + at].ends_with('\\'));
            out.extend(marks.filter_map(|at| {
                let label = label(&text[at + 2..])?;
                let span = Span::new(at, at + label.len() + 3).shifted(start);
                Some(footnotes::undefined(label, span))
            }));
        }
    }
}

/// The label that a closing bracket ends.
fn label(rest: &str) -> Option<&str> {
    let label = &rest[..rest.find(']')?];
    let is_word = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_');
    (!label.is_empty() && label.chars().all(is_word)).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn a_mark_has_its_note() {
        let text = "a[^1] b[^注]\n\n- c[^2]\n\n[^1]: d[^3]\n";
        assert_eq!(found(check, text), ["[^注]", "[^2]", "[^3]"].map(|mark| format!("undefined-footnote {mark:?}")));
    }

    #[test]
    fn what_is_no_mark_is_left_alone() {
        assert_eq!(found(check, "`[^1]` \\[^2] [^] [^ a] [^a b] x[^\n\n```\n[^1]\n```\n"), [""; 0]);
    }
}
