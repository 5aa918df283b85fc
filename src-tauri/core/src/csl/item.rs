//! A source with all its CSL variables, in the form that the formatter reads.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use hayagriva::citationberg::json::{self, DateValue, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange};
use hayagriva::citationberg::taxonomy::Kind;

use crate::model::date::Date;
use crate::parse::value::{self, Key, Kind as YamlKind};
use crate::source::Span;

/// The variable for what styles print that have labels of letters.
pub(super) const LABEL: &str = "citation-label";

/// A CSL item, shared by everything that names the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Item(Arc<json::Item>);

impl Default for Item {
    fn default() -> Self {
        Self(Arc::new(json::Item(BTreeMap::new())))
    }
}

impl Item {
    /// The citation key.
    pub(crate) fn key(&self) -> &str {
        self.text("id").unwrap_or_default()
    }

    /// A variable that holds words.
    pub(crate) fn text(&self, variable: &str) -> Option<&str> {
        match self.0.0.get(variable) {
            Some(Value::String(words)) => Some(words),
            _ => None,
        }
    }

    /// Whether it has an author or an editor.
    pub(super) fn is_by_someone(&self) -> bool {
        ["author", "editor"].iter().any(|variable| matches!(self.0.0.get(*variable), Some(Value::Names(_))))
    }

    /// Every variable, as a value of YAML.
    pub(crate) fn variables(&self) -> impl Iterator<Item = (&str, value::Value)> {
        // The label of letters is made of the key; see [`ItemBuilder::finish`].
        let own = self.0.0.iter().filter(|(name, _)| *name != LABEL);
        own.map(|(name, variable)| (name.as_str(), yaml(variable)))
    }

    pub(super) fn inner(&self) -> &json::Item {
        &self.0
    }
}

/// An item being read. What it takes in, the formatter can print: dates exist, names are not empty, types are known.
#[derive(Debug)]
pub(crate) struct ItemBuilder {
    variables: BTreeMap<String, Value>,
}

/// A person's name in its parts, or an institution's in one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PersonName {
    pub(crate) family: String,
    pub(crate) given: String,
    /// `van`, which stays with the family name.
    pub(crate) particle: String,
    /// `de`, which goes where the family name stands alone.
    pub(crate) dropping_particle: String,
    /// `Jr.`
    pub(crate) suffix: String,
}

impl ItemBuilder {
    /// An item with this key.
    pub(crate) fn new(key: &str) -> Self {
        let mut builder = Self { variables: BTreeMap::new() };
        builder.text("id", key);
        builder
    }

    /// Whether a variable has been set.
    pub(crate) fn has(&self, variable: &str) -> bool {
        self.variables.contains_key(variable)
    }

    /// Sets a variable that holds words or a number.
    pub(crate) fn text(&mut self, variable: &str, words: &str) {
        let words = words.trim();
        if !words.is_empty() {
            self.variables.insert(variable.to_owned(), Value::String(words.to_owned()));
        }
    }

    /// Sets a variable that holds a date. The formatter knows no ranges: of those, the start counts.
    pub(crate) fn date(&mut self, variable: &str, date: Date, circa: bool, season: Option<&str>) {
        let date_parts = VecDateRange(vec![VecDate(date.parts())]);
        let season = season.filter(|season| matches!(*season, "1" | "2" | "3" | "4")).map(str::to_owned);
        let value = DateValue::DateParts { date_parts, literal: None, season, circa };
        self.variables.insert(variable.to_owned(), Value::Date(value));
    }

    /// Sets a variable that holds names.
    pub(crate) fn names(&mut self, variable: &str, names: impl IntoIterator<Item = PersonName>) {
        let names: Vec<_> = names.into_iter().filter_map(name_value).collect();
        if !names.is_empty() {
            self.variables.insert(variable.to_owned(), Value::Names(names));
        }
    }

    /// The item. A type that CSL does not know, or none, counts as a web page where there is an address. Elsewhere the item
    /// stays without one, and styles print what they print of any source.
    pub(crate) fn finish(mut self) -> Item {
        let kind = self.variables.get("type").and_then(Value::to_str);
        if kind.is_none_or(|kind| Kind::from_str(&kind).is_err()) {
            self.variables.remove("type");
            self.text("type", if self.has("URL") { "webpage" } else { "" });
        }
        if self.publishes_itself() {
            self.variables.remove("publisher");
        }
        // What styles with labels of letters print: the formatter makes none of its own for CSL items.
        if !self.has(LABEL) {
            let key = self.variables.get("id").and_then(Value::to_str).unwrap_or_default().into_owned();
            self.text(LABEL, &key);
        }
        Item(Arc::new(json::Item(self.variables)))
    }

    /// Styles leave it to the writer to name an institution once that publishes its own text.
    fn publishes_itself(&self) -> bool {
        match (self.variables.get("author"), self.variables.get("publisher")) {
            (Some(Value::Names(names)), Some(Value::String(publisher))) => {
                matches!(&**names, [NameValue::Literal(name)] if name.literal == *publisher)
            }
            _ => false,
        }
    }
}

fn name_value(name: PersonName) -> Option<NameValue> {
    let some = |words: String| Some(words).filter(|words| !words.is_empty());
    if name.family.is_empty() {
        return None;
    }
    if name.given.is_empty() && name.particle.is_empty() && name.dropping_particle.is_empty() {
        return Some(NameValue::Literal(LiteralName { literal: name.family }));
    }
    Some(NameValue::Item(NameItem {
        family: name.family,
        given: some(name.given),
        non_dropping_particle: some(name.particle),
        dropping_particle: some(name.dropping_particle),
        suffix: some(name.suffix),
        comma_suffix: None,
    }))
}

fn yaml(variable: &Value) -> value::Value {
    let text = |words: &str| YamlKind::Text(words.to_owned());
    let kind = match variable {
        Value::String(words) => text(words),
        Value::Number(number) => YamlKind::Number(number.to_string()),
        Value::Names(names) => YamlKind::List(names.iter().map(yaml_name).collect()),
        Value::Date(DateValue::DateParts { date_parts, .. }) => {
            let parts = date_parts.0.first().map_or(&[][..], |date| &date.0);
            YamlKind::Number(Date::from_parts(parts).map(Date::iso).unwrap_or_default())
        }
        Value::Date(DateValue::Raw { .. }) => YamlKind::Null,
    };
    value::Value { span: Span::default(), kind }
}

fn yaml_name(name: &NameValue) -> value::Value {
    let parts: Vec<(&str, Option<&str>)> = match name {
        NameValue::Literal(name) => vec![("literal", Some(&name.literal))],
        NameValue::Item(name) => vec![
            ("family", Some(&name.family)),
            ("given", name.given.as_deref()),
            ("non-dropping-particle", name.non_dropping_particle.as_deref()),
            ("dropping-particle", name.dropping_particle.as_deref()),
            ("suffix", name.suffix.as_deref()),
        ],
    };
    let entry = |(name, words): (&str, Option<&str>)| {
        let key = Key { span: Span::default(), name: name.to_owned() };
        Some((key, value::Value { span: Span::default(), kind: YamlKind::Text(words?.to_owned()) }))
    };
    value::Value { span: Span::default(), kind: YamlKind::Table(parts.into_iter().filter_map(entry).collect()) }
}
