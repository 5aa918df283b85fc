//! A source as CSL-JSON (CSL 1.0.2, `csl-data.json`). The formatter's own form of it is for reading only.

use std::collections::BTreeMap;

use hayagriva::citationberg::json::{DateValue, NameItem, NameValue, Value};
use serde::Serialize;

use super::item::{Item, LABEL};

/// What a variable of CSL-JSON holds.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Variable {
    Words(String),
    Number(i64),
    Names(Vec<Name>),
    Date(Date),
}

/// The parts of a name that there are, or `literal`.
pub(crate) type Name = BTreeMap<&'static str, String>;

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Date {
    date_parts: Vec<Vec<i16>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    season: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
}

/// Every variable of a source, by name.
pub(crate) fn variables(item: &Item) -> BTreeMap<String, Variable> {
    let own = item.inner().0.iter().filter(|(name, _)| *name != LABEL);
    own.filter_map(|(name, value)| Some((name.clone(), variable(value)?))).collect()
}

fn variable(value: &Value) -> Option<Variable> {
    Some(match value {
        Value::String(words) => Variable::Words(words.clone()),
        Value::Number(number) => Variable::Number(*number),
        Value::Names(names) => Variable::Names(names.iter().map(name).collect()),
        Value::Date(DateValue::DateParts { date_parts, season, circa, .. }) => Variable::Date(Date {
            date_parts: date_parts.0.iter().map(|date| date.0.clone()).collect(),
            season: season.clone(),
            circa: *circa,
        }),
        // Dates are read into their parts; see `ItemBuilder::date`.
        Value::Date(DateValue::Raw { .. }) => return None,
    })
}

fn name(name: &NameValue) -> Name {
    let NameItem { family, given, non_dropping_particle, dropping_particle, suffix, .. } = match name {
        NameValue::Literal(name) => return Name::from([("literal", name.literal.clone())]),
        NameValue::Item(item) => item,
    };
    let parts = [
        ("family", Some(family)),
        ("given", given.as_ref()),
        ("non-dropping-particle", non_dropping_particle.as_ref()),
        ("dropping-particle", dropping_particle.as_ref()),
        ("suffix", suffix.as_ref()),
    ];
    parts.into_iter().filter_map(|(part, words)| Some((part, words?.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csl::{ItemBuilder, PersonName};

    #[test]
    fn a_source_is_written_as_csl_json() {
        let mut item = ItemBuilder::new("a");
        item.text("type", "book");
        item.date("issued", crate::model::date::Date::parse("2024-03").unwrap(), true, None);
        let name = |family: &str, given: &str| PersonName {
            family: family.to_owned(),
            given: given.to_owned(),
            ..PersonName::default()
        };
        item.names("author", [name("Lamp", "Quill"), name("菊書房", "")]);
        let json = serde_json::to_string(&variables(&item.finish())).unwrap();
        let names = r#""author":[{"family":"Lamp","given":"Quill"},{"literal":"菊書房"}]"#;
        assert_eq!(
            json,
            format!(r#"{{{names},"id":"a","issued":{{"date-parts":[[2024,3]],"circa":true}},"type":"book"}}"#)
        );
    }
}
