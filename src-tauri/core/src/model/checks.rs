//! How much each check matters to this publication and to this article: the tables `[checks]` and `checks:`.

use std::collections::BTreeMap;

use super::nearest::nearest;
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::parse::value::{Kind, Value};

/// Every code that a diagnostic may have, in alphabetical order. `docs/checks.md` explains each.
pub(crate) const CODES: &[&str] = &[
    "bad-address",
    "bad-date",
    "bad-side",
    "bad-writing",
    "broken-css",
    "broken-style",
    "chapter-without-body",
    "chapter-without-source",
    "control-characters",
    "dangerous-link",
    "description-too-long",
    "duplicate-heading-id",
    "duplicate-reference",
    "empty-block",
    "figure-without-image",
    "file-not-inside",
    "future-date",
    "heading-level-skipped",
    "image-not-inside",
    "image-too-large",
    "image-without-credit",
    "long-sentence",
    "malformed-directive",
    "misnested-block",
    "misplaced-page-break",
    "missing-alt",
    "missing-description",
    "missing-file",
    "missing-front-matter",
    "missing-image",
    "missing-persona",
    "missing-title",
    "mixed-width-forms",
    "nested-too-deep",
    "nfd-text",
    "not-utf8",
    "page-break-first-or-last",
    "qa-without-answer",
    "qa-without-question",
    "quote-longer-than-own-words",
    "quote-without-attribution",
    "repeated-word",
    "source-incomplete",
    "source-not-mentioned",
    "source-without-id",
    "stray-fence",
    "style-loads-elsewhere",
    "syntax-error",
    "takeaways-missing",
    "takeaways-too-many",
    "text-too-large",
    "title-too-long",
    "too-many-sources",
    "unbalanced-brackets",
    "unclosed-block",
    "undefined-footnote",
    "unknown-attribute",
    "unknown-block",
    "unknown-check",
    "unknown-key",
    "unknown-persona",
    "unknown-reference",
    "unknown-status",
    "unknown-style",
    "unknown-theme",
    "unreadable",
    "unusable-font",
    "unused-reference",
    "wrong-type",
];

/// The levels that differ from the checks' own. An article's start as its publication's.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Checks {
    /// Nothing for a check that is off.
    levels: BTreeMap<&'static str, Option<Severity>>,
}

impl Checks {
    /// Takes over what a table `code = "error" | "warning" | "off"` sets.
    pub(super) fn set_from(&mut self, table: &Value, diagnostics: &mut Vec<Diagnostic>) {
        for (key, value) in table.entries() {
            match (CODES.binary_search(&key.name.as_str()), level(value)) {
                (Ok(index), Some(level)) => drop(self.levels.insert(CODES[index], level)),
                (Ok(_), None) => diagnostics.push(unknown_level(value)),
                (Err(_), _) => diagnostics.push(unknown_check(key)),
            }
        }
    }

    /// Whether a check is off.
    pub(crate) fn silences(&self, code: &str) -> bool {
        self.levels.get(code).is_some_and(Option::is_none)
    }

    /// Gives diagnostics the severities that were asked for, and drops those that are off.
    pub(crate) fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        if self.levels.is_empty() {
            return;
        }
        diagnostics.retain_mut(|diagnostic| match self.levels.get(diagnostic.code) {
            Some(None) => false,
            Some(Some(severity)) => {
                diagnostic.severity = *severity;
                true
            }
            None => true,
        });
    }
}

fn level(value: &Value) -> Option<Option<Severity>> {
    match (&value.kind, value.text()) {
        (_, Some("error")) => Some(Some(Severity::Error)),
        (_, Some("warning")) => Some(Some(Severity::Warning)),
        // YAML 1.1 reads the word `off` as false.
        (_, Some("off")) | (Kind::Bool(false), _) => Some(None),
        _ => None,
    }
}

fn unknown_check(key: &crate::parse::value::Key) -> Diagnostic {
    let message = Message::new(
        format!("There is no check “{}”.", key.name),
        format!("「{}」というチェックはありません。", key.name),
    );
    Diagnostic::warning("unknown-check", key.span, message)
        .hint("docs/checks.md lists all checks.", "チェックの一覧は docs/checks.md にあります。")
        .suggest_word(key.name_span(), nearest(&key.name, CODES.iter().copied()))
}

fn unknown_level(value: &Value) -> Diagnostic {
    let message = Message::new(
        "A check is error, warning or off.",
        "チェックには error、warning、off のどれかを書いてください。",
    );
    let meant = value.text().and_then(|word| nearest(word, ["error", "warning", "off"]));
    Diagnostic::warning("unknown-check", value.span, message)
        .hint("Until then the check keeps its own level.", "直すまでは、チェックの既定の重さが使われます。")
        .suggest_word(value.words_span(), meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_for_the_search() {
        assert!(CODES.is_sorted());
    }
}
