//! Structured texts (YAML, JSON as its subset, TOML) as one tree of values with spans, so that one bad value is one
//! diagnostic at its place and the rest of the file still counts.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use toml::de::{DeTable, DeValue};

use super::plain_yaml;
use crate::source::Span;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Value {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// What a value is. Numbers and dates stay as they were written: only their reader knows what they mean.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Null,
    Bool(bool),
    /// A number or a date.
    Number(String),
    Text(String),
    List(Vec<Value>),
    /// In the order of the file.
    Table(Vec<(Key, Value)>),
}

/// The name of a table's entry.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Key {
    pub(crate) span: Span,
    pub(crate) name: String,
}

/// A text that is not YAML or TOML at all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SyntaxError {
    pub(crate) span: Span,
    /// The parser's own words, in English.
    pub(crate) message: String,
}

impl Value {
    /// The entry of a table.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.entries().iter().find(|(key, _)| key.name == name).map(|(_, value)| value)
    }

    /// The entries of a table; none where this is no table.
    pub(crate) fn entries(&self) -> &[(Key, Value)] {
        match &self.kind {
            Kind::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; a single value counts as a list of itself, an absent one as none.
    pub(crate) fn items(&self) -> &[Value] {
        match &self.kind {
            Kind::List(items) => items,
            Kind::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// The words of a text or a number.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) | Kind::Number(text) => Some(text),
            _ => None,
        }
    }

    /// Where its words stand, without the quotes that may be around them.
    pub(crate) fn words_span(&self) -> Span {
        self.text().map_or(self.span, |words| without_quotes(self.span, words))
    }

    pub(crate) fn is_null(&self) -> bool {
        self.kind == Kind::Null
    }
}

impl Key {
    /// Where its name stands, without the quotes that may be around it.
    pub(crate) fn name_span(&self) -> Span {
        without_quotes(self.span, &self.name)
    }
}

fn without_quotes(span: Span, words: &str) -> Span {
    let is_quoted = span.end - span.start == words.len() + 2;
    if is_quoted { Span::new(span.start + 1, span.end - 1) } else { span }
}

/// Reads YAML that starts at byte `offset` of its file. An empty text is [`Kind::Null`].
pub(crate) fn from_yaml(text: &str, offset: usize) -> Result<Value, SyntaxError> {
    plain_yaml::read(text, offset).map_or_else(|| from_full_yaml(text, offset), Ok)
}

/// The same with all of YAML.
pub(super) fn from_full_yaml(text: &str, offset: usize) -> Result<Value, SyntaxError> {
    let raw: Spanned<Raw> = serde_saphyr::from_str(text).map_err(|error| {
        let at = error.location().and_then(|location| byte_offset(&location)).unwrap_or(0).min(text.len());
        let line = text[at..].lines().next().unwrap_or_default();
        let span = Span::new(at, at + line.len().max(usize::from(at < text.len())));
        SyntaxError { span: span.shifted(offset), message: first_line(&error.without_snippet().to_string()) }
    })?;
    Ok(raw.value.placed(span_of(&raw.referenced, text, offset), text, offset))
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

fn byte_offset(location: &serde_saphyr::Location) -> Option<usize> {
    location.span().byte_offset().and_then(|offset| usize::try_from(offset).ok())
}

fn span_of(location: &serde_saphyr::Location, text: &str, offset: usize) -> Span {
    let start = byte_offset(location).unwrap_or(0).min(text.len());
    let length = location.span().byte_len().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    let end = (start + length).min(text.len());
    let trimmed = text.get(start..end).map_or(0, |piece| piece.trim_end().len());
    Span::new(start, start + trimmed).shifted(offset)
}

/// A value as serde-saphyr gives it, before its location is turned into a span.
enum Raw {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Table(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl Raw {
    fn placed(self, span: Span, text: &str, offset: usize) -> Value {
        let place = |raw: Spanned<Self>| raw.value.placed(span_of(&raw.referenced, text, offset), text, offset);
        let kind = match self {
            Self::Null => Kind::Null,
            Self::Bool(value) => Kind::Bool(value),
            Self::Number(number) => Kind::Number(number),
            Self::Text(words) => Kind::Text(words),
            Self::List(items) => Kind::List(items.into_iter().map(place).collect()),
            Self::Table(entries) => Kind::Table(
                entries
                    .into_iter()
                    .map(|(key, raw)| {
                        (Key { span: span_of(&key.referenced, text, offset), name: key.value }, place(raw))
                    })
                    .collect(),
            ),
        };
        let span = extent(&kind).unwrap_or(span);
        Value { span, kind }
    }
}

/// Collections are located at their first token only; they reach from their first part to their last.
fn extent(kind: &Kind) -> Option<Span> {
    let (start, end) = match kind {
        Kind::List(items) => (items.first()?.span, items.last()?.span),
        Kind::Table(entries) => (entries.first()?.0.span, entries.last()?.1.span),
        _ => return None,
    };
    Some(Span::new(start.start, end.end.max(start.end)))
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Table(entries))
    }
}

/// Reads TOML. What can be read beside an error is kept.
pub(crate) fn from_toml(text: &str) -> (Value, Vec<SyntaxError>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let span = table.span().into();
    let errors = errors
        .iter()
        .map(|error| SyntaxError { span: error.span().unwrap_or_default().into(), message: error.message().to_owned() })
        .collect();
    (Value { span, kind: toml_table(table.into_inner()) }, errors)
}

fn toml_table(table: DeTable<'_>) -> Kind {
    let mut entries: Vec<_> = table
        .into_iter()
        .map(|(key, value)| {
            let key_span = key.span().into();
            let span = value.span().into();
            (
                Key { span: key_span, name: key.into_inner().into_owned() },
                Value { span, kind: toml_value(value.into_inner()) },
            )
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span);
    Kind::Table(entries)
}

fn toml_value(value: DeValue<'_>) -> Kind {
    match value {
        DeValue::String(text) => Kind::Text(text.into_owned()),
        DeValue::Boolean(value) => Kind::Bool(value),
        DeValue::Integer(number) => Kind::Number(number.to_string()),
        DeValue::Float(number) => Kind::Number(number.to_string()),
        DeValue::Datetime(date) => Kind::Number(date.to_string()),
        DeValue::Array(items) => Kind::List(
            items
                .into_iter()
                .map(|item| {
                    let span = item.span().into();
                    Value { span, kind: toml_value(item.into_inner()) }
                })
                .collect(),
        ),
        DeValue::Table(table) => toml_table(table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_values_know_their_bytes() {
        let text = "題: 菊\ndate: 2026-02-28\ntags: [a, \"b c\"]\n";
        let value = from_yaml(text, 0).unwrap();
        assert_eq!(value.get("題").unwrap().span.of(text), "菊");
        assert_eq!(value.get("date").unwrap().text(), Some("2026-02-28"));
        assert_eq!(value.get("tags").unwrap().items()[1].text(), Some("b c"));
        assert_eq!(value.get("tags").unwrap().items()[0].span.of(text), "a");
    }

    #[test]
    fn json_is_read_as_yaml() {
        let text = "[\n\t{ \"id\": \"a\", \"issued\": { \"date-parts\": [[2025, 3]] } }\n]\n";
        let value = from_yaml(text, 0).unwrap();
        assert_eq!(value.items()[0].get("id").unwrap().text(), Some("a"));
    }

    #[test]
    fn toml_values_know_their_bytes() {
        let text = "title = \"菊\"\n[personas.sensei]\nname = \"先生\"\n";
        let (value, errors) = from_toml(text);
        assert_eq!(errors, []);
        assert_eq!(value.get("title").unwrap().span.of(text), "\"菊\"");
        let personas = value.get("personas").unwrap();
        assert_eq!(personas.get("sensei").unwrap().get("name").unwrap().text(), Some("先生"));
    }

    #[test]
    fn broken_texts_say_where() {
        let error = from_yaml("a: [1, 2\nb: 3\n", 10).unwrap_err();
        assert!(error.span.start >= 10 && !error.message.is_empty());
        let (value, errors) = from_toml("a = 1\nb = \nc = 3\n");
        assert_eq!(errors.len(), 1);
        assert_eq!(value.get("a").unwrap().text(), Some("1"));
    }
}
