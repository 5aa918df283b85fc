//! What a new article starts with.

use jiff::civil;

use crate::diagnostic::Language;
use crate::revise::yaml_scalar;

/// The kinds of articles that one may start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Front matter and nothing else.
    Empty,
    /// Takeaways, a chapter with a source and a comment.
    Explainer,
    /// Questions and answers.
    Questions,
}

/// The text of a new article.
pub fn text(template: Template, language: Language, title: &str, today: Option<civil::Date>) -> String {
    let date = today.map(|today| format!("date: {today}\n")).unwrap_or_default();
    let body = match (template, language) {
        (Template::Empty, _) => "",
        (Template::Explainer, Language::Ja) => include_str!("explainer.ja.md"),
        (Template::Explainer, Language::En) => include_str!("explainer.en.md"),
        (Template::Questions, Language::Ja) => include_str!("questions.ja.md"),
        (Template::Questions, Language::En) => include_str!("questions.en.md"),
    };
    format!("---\ntitle: {}\ndescription:\n{date}status: draft\n---\n\n{body}", yaml_scalar(title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Severity, Snapshot, check};

    #[test]
    fn a_new_article_is_a_draft_without_errors() {
        for template in [Template::Empty, Template::Explainer, Template::Questions] {
            for language in [Language::Ja, Language::En] {
                let mut snapshot = Snapshot::default();
                let text = text(template, language, "A: 朝", Some(civil::date(2026, 2, 28)));
                assert!(text.contains("date: 2026-02-28\nstatus: draft\n---\n"));
                snapshot.texts.insert("a/article.md".to_owned(), text.clone());
                let errors: Vec<_> =
                    check(&snapshot).into_iter().filter(|found| found.severity == Severity::Error).collect();
                assert_eq!(errors, [], "{text}");
            }
        }
    }
}
