//! Reading the fields of a table leniently: a wrong value is a diagnostic at its place, and counts as absent.

use super::date::Date;
use super::nearest::nearest;
use crate::diagnostic::{Diagnostic, Message};
use crate::parse::value::{Kind, SyntaxError, Value};
use crate::source::Span;

/// A table being read, and where its mistakes go.
pub(super) struct Fields<'v, 'd> {
    pub(super) table: &'v Value,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'v> Fields<'v, '_> {
    /// The value of a field that is there and not empty.
    pub(super) fn value(&self, name: &str) -> Option<&'v Value> {
        self.table.get(name).filter(|value| !value.is_null())
    }

    /// A text; a number counts as its digits.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let value = self.value(name)?;
        let text = value.text().map(|text| text.trim().to_owned());
        if text.is_none() {
            self.diagnostics.push(expected_text(value.span));
        }
        text.filter(|text| !text.is_empty())
    }

    /// A list of texts; one text counts as a list of itself.
    pub(super) fn texts(&mut self, name: &str) -> Vec<String> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let mut texts = Vec::new();
        for item in value.items() {
            match item.text() {
                Some(text) => texts.push(text.trim().to_owned()),
                None => self.diagnostics.push(expected_text(item.span)),
            }
        }
        texts
    }

    /// A whole number that is not negative.
    pub(super) fn number(&mut self, name: &str) -> Option<usize> {
        let value = self.value(name)?;
        let number = value.text().and_then(|text| text.parse().ok());
        if number.is_none() {
            let message = Message::new("A whole number belongs here.", "ここには0以上の整数を書いてください。");
            self.diagnostics.push(wrong_type(value.span, message));
        }
        number
    }

    /// `true` or `false`.
    pub(super) fn is_on(&mut self, name: &str) -> Option<bool> {
        let value = self.value(name)?;
        if let Kind::Bool(is_on) = value.kind {
            return Some(is_on);
        }
        let message = Message::new("true or false belongs here.", "ここには true か false を書いてください。");
        self.diagnostics.push(wrong_type(value.span, message));
        None
    }

    /// A date in ISO 8601.
    pub(super) fn date(&mut self, name: &str) -> Option<Date> {
        let value = self.value(name)?;
        let date = value.text().and_then(Date::parse);
        if date.is_none() {
            self.diagnostics.push(bad_date(value.span));
        }
        date
    }

    /// Reports the fields that nothing reads: a typing mistake would go unnoticed otherwise.
    pub(super) fn deny_unknown(&mut self, known: &[&str]) {
        for (key, _) in self.table.entries() {
            if !known.contains(&key.name.as_str()) {
                let message = Message::new(
                    format!("Kiku does not know the key “{}”.", key.name),
                    format!("「{}」という項目はありません。", key.name),
                );
                let meant = nearest(&key.name, known.iter().copied());
                let diagnostic = Diagnostic::warning("unknown-key", key.span, message).hint(
                    format!("Known here: {}.", known.join(", ")),
                    format!("ここで使えるのは {} です。", known.join("、")),
                );
                self.diagnostics.push(diagnostic.suggest_word(key.name_span(), meant));
            }
        }
    }
}

pub(super) fn expected_text(span: Span) -> Diagnostic {
    wrong_type(span, Message::new("A text belongs here.", "ここには文字列を書いてください。"))
}

fn wrong_type(span: Span, message: Message) -> Diagnostic {
    Diagnostic::error("wrong-type", span, message)
        .hint("Until then it counts as absent.", "直すまでは、書かれていないものとして扱われます。")
}

pub(super) fn bad_date(span: Span) -> Diagnostic {
    Diagnostic::error("bad-date", span, Message::new("This is not a date that exists.", "日付として読めません。"))
        .hint("Write it as 2026-02-28.", "2026-02-28 の形で書いてください。")
}

/// A file or front matter that cannot be read at all.
pub(super) fn syntax_error(error: &SyntaxError, format: &'static str) -> Diagnostic {
    Diagnostic::error(
        "syntax-error",
        error.span,
        Message::new(
            format!("This is not valid {format}: {}", error.message),
            format!("{format} として読めません: {}", error.message),
        ),
    )
    .hint(
        "Look at quotes, brackets, colons and indentation here and on the line above.",
        "この行と前の行の、引用符・かっこ・コロン・字下げを確かめてください。",
    )
}

/// Whether a value is a table or absent; anything else is reported.
pub(super) fn is_table(value: &Value, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let table = matches!(value.kind, Kind::Table(_));
    if !table && !value.is_null() {
        let message =
            Message::new("A table of keys and values belongs here.", "ここには「キー: 値」の組を書いてください。");
        diagnostics.push(wrong_type(value.span, message));
    }
    table
}
