//! What is wrong in a text, where, and what to do about it.

use std::borrow::Cow;

use serde::Serialize;

use crate::source::{PublicationPath, Span};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Readers would get something broken or missing.
    Error,
    /// Readers would get something, though probably not what was meant.
    Warning,
}

/// A language that Kiku itself speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Japanese.
    Ja,
    /// English; every language that is not Japanese falls back to it.
    #[default]
    En,
}

impl Language {
    /// The language for a BCP 47 tag such as `ja`, `ja-JP` or `en-GB`.
    pub fn of_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("ja") { Self::Ja } else { Self::En }
    }

    /// What stands between the names of a list.
    pub(crate) fn comma(self) -> &'static str {
        match self {
            Self::Ja => "、",
            Self::En => ", ",
        }
    }
}

/// One sentence in every language that Kiku speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// English.
    pub en: Cow<'static, str>,
    /// Japanese.
    pub ja: Cow<'static, str>,
}

impl Message {
    /// A sentence in English and in Japanese.
    pub fn new(en: impl Into<Cow<'static, str>>, ja: impl Into<Cow<'static, str>>) -> Self {
        Self { en: en.into(), ja: ja.into() }
    }

    /// The sentence in `language`.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.ja,
            Language::En => &self.en,
        }
    }
}

/// A replacement of one range of a file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A repair that can be applied as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the repair does, as a button would say it.
    pub label: Message,
    /// The edits, in order, not overlapping, all in the diagnostic's own file.
    pub edits: Vec<TextEdit>,
    /// Whether no writer would want anything else. Otherwise it is a likely guess, for a person to accept.
    pub certain: bool,
}

/// One mistake of the author's, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file the span is in.
    pub file: PublicationPath,
    /// Where.
    pub span: Span,
    /// A stable name in kebab case, such as `unknown-persona`; nobody matches message text.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// What to do about it.
    pub hint: Option<Message>,
    /// A repair, where there is one.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic of severity [`Severity::Error`]; the file is filled in by [`Diagnostic::in_file`].
    pub fn error(code: &'static str, span: Span, message: Message) -> Self {
        Self { file: String::new(), span, code, severity: Severity::Error, message, hint: None, fix: None }
    }

    /// A diagnostic of severity [`Severity::Warning`].
    pub fn warning(code: &'static str, span: Span, message: Message) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(self, en: impl Into<Cow<'static, str>>, ja: impl Into<Cow<'static, str>>) -> Self {
        Self { hint: Some(Message::new(en, ja)), ..self }
    }

    /// The same with a repair that no writer would want otherwise.
    #[must_use]
    pub fn fix(self, label: Message, edits: Vec<TextEdit>) -> Self {
        Self { fix: Some(Fix { label, edits, certain: true }), ..self }
    }

    /// The same with a repair that is a guess.
    #[must_use]
    pub fn suggest(self, label: Message, edits: Vec<TextEdit>) -> Self {
        Self { fix: Some(Fix { label, edits, certain: false }), ..self }
    }

    /// The same with the guess that `word` was meant at `span`, where there is a guess.
    #[must_use]
    pub fn suggest_word(self, span: Span, word: Option<impl Into<String>>) -> Self {
        let Some(text) = word.map(Into::into) else { return self };
        let label = Message::new(format!("Change it to “{text}”"), format!("「{text}」に直す"));
        self.suggest(label, vec![TextEdit { span, text }])
    }

    /// What diagnostics are sorted by: file, place, code.
    pub(crate) fn place(&self) -> (&str, Span, &'static str) {
        (&self.file, self.span, self.code)
    }

    /// The same, `offset` bytes further on, unless it stands in a file of its own.
    #[must_use]
    pub(crate) fn shifted(mut self, offset: usize) -> Self {
        if self.file.is_empty() {
            self.span = self.span.shifted(offset);
            let edits = self.fix.iter_mut().flat_map(|fix| &mut fix.edits);
            edits.for_each(|edit| edit.span = edit.span.shifted(offset));
        }
        self
    }

    /// The same, in the file at `path`.
    #[must_use]
    pub fn in_file(self, path: &str) -> Self {
        Self { file: path.to_owned(), ..self }
    }
}
