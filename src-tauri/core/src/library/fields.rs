//! A source as a form shows it: a few fields that everybody knows, and all else that is known of it, kept as it was.

use crate::model::link::{self, Target};
use crate::model::reference::{self, Reference};
use crate::parse::value::{self, Key, Kind, Value};
use crate::source::Span;

/// What a form shows of a source. What is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFields {
    /// The key that texts name it by.
    pub id: String,
    /// A type of CSL, such as `book`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The newspaper, journal, book or site that it stands in, or its publisher.
    pub site: String,
    /// One a line: `Doe, Ann`, `菊池 花`, or an institution's name.
    pub authors: Vec<String>,
    /// ISO 8601, as exact as it is known.
    pub published: String,
    /// When the writer looked at it, in ISO 8601.
    pub accessed: String,
    /// A web address.
    pub url: String,
    /// A picture: its path in the publication.
    pub image: String,
    /// What the picture shows.
    pub image_alt: String,
    /// Where the picture is from.
    pub image_credit: String,
    /// Everything that is known of it, as the entries of a YAML table.
    pub rest: String,
}

/// The keys of an entry, in the order in which new ones are written.
const ORDER: &[&str] = &["id", "type", "title", "author", "container-title", "publisher", "issued", "accessed", "URL"];

impl SourceFields {
    /// The fields of an item of CSL, which was read as `reference`.
    pub(crate) fn of(reference: &Reference, item: &Value) -> Self {
        let picture = reference.image.clone().unwrap_or_default();
        let iso = |date: Option<crate::model::date::Date>| date.map(crate::model::date::Date::iso).unwrap_or_default();
        Self {
            id: reference.id.clone(),
            kind: item.get("type").and_then(Value::text).unwrap_or_default().to_owned(),
            title: reference.title.clone().unwrap_or_default(),
            site: site_of(item).unwrap_or_default().to_owned(),
            authors: item.get("author").map_or_else(Vec::new, |names| names.items().iter().filter_map(shown).collect()),
            published: iso(reference.issued),
            accessed: iso(reference.accessed),
            url: reference.url.clone().unwrap_or_default(),
            image: picture.path,
            image_alt: picture.alt,
            image_credit: picture.credit.unwrap_or_default(),
            rest: crate::revise::yaml_entries(item),
        }
    }

    /// The entry that these fields make of everything that is known, for a file in `folder`. What the form left as it was
    /// stays as it was written.
    pub(crate) fn entry(&self, folder: &str) -> Value {
        let known = value::from_yaml(&self.rest, 0).ok().filter(|rest| !rest.entries().is_empty());
        let mut entry = known.clone().unwrap_or_else(|| table(Vec::new()));
        let before = known.as_ref().and_then(|item| Some((reference::one(item, folder)?, item)));
        let before = before.map(|(reference, item)| Self::of(&reference, item)).unwrap_or_default();
        set(&mut entry, "id", text(&self.id));
        let mut words = |key: &str, now: &str, then: &str| {
            if now.trim() != then {
                set(&mut entry, key, text(now));
            }
        };
        words("type", &self.kind, &before.kind);
        words("title", &self.title, &before.title);
        words("container-title", &self.site, &before.site);
        words("URL", &self.url, &before.url);
        for (key, now, then) in
            [("issued", &self.published, &before.published), ("accessed", &self.accessed, &before.accessed)]
        {
            if now.trim() != then {
                set(&mut entry, key, date(now));
            }
        }
        if self.authors != before.authors {
            let old = entry.get("author").cloned();
            set(&mut entry, "author", self.names(old.as_ref()));
        }
        self.set_picture(&mut entry, &before, folder);
        entry
    }

    fn names(&self, old: Option<&Value>) -> Option<Value> {
        let old = old.map_or(&[][..], Value::items);
        let names = self.authors.iter().map(|author| author.trim()).filter(|author| !author.is_empty());
        let names: Vec<Value> = names
            .map(|author| {
                let same = old.iter().find(|name| shown(name).as_deref() == Some(author));
                same.cloned().unwrap_or_else(|| name(author))
            })
            .collect();
        (!names.is_empty()).then(|| placed(Kind::List(names)))
    }

    fn set_picture(&self, entry: &mut Value, before: &Self, folder: &str) {
        let mut custom = entry.get("custom").cloned().unwrap_or_else(|| table(Vec::new()));
        if self.image != before.image {
            let address = if self.image.is_empty() { String::new() } else { link::href(folder, &self.image) };
            set(&mut custom, "image", text(&address));
        }
        if self.image_alt.trim() != before.image_alt {
            set(&mut custom, "image-alt", text(&self.image_alt));
        }
        if self.image_credit.trim() != before.image_credit {
            set(&mut custom, "image-credit", text(&self.image_credit));
        }
        let custom = (!custom.entries().is_empty()).then_some(custom);
        set(entry, "custom", custom);
    }

    /// The same, so that its picture is found from files in `folder`.
    #[must_use]
    pub(crate) fn moved_to(mut self, folder: &str) -> Self {
        let Ok(mut item) = value::from_yaml(&self.rest, 0) else { return self };
        if let Some(mut custom) = item.get("custom").cloned().filter(|_| !self.image.is_empty()) {
            set(&mut custom, "image", text(&link::href(folder, &self.image)));
            set(&mut item, "custom", Some(custom));
            self.rest = crate::revise::yaml_entries(&item);
        }
        self
    }
}

/// An item from what a BibTeX entry was read as.
pub(crate) fn item_of(reference: &Reference) -> Value {
    let mut entries: Vec<(Key, Value)> = reference.item.variables().map(|(name, value)| (key(name), value)).collect();
    entries.sort_by_key(|(key, _)| (rank(&key.name), key.name.clone()));
    table(entries)
}

fn site_of(item: &Value) -> Option<&str> {
    ["container-title", "publisher"].iter().find_map(|name| item.get(name).and_then(Value::text)).map(str::trim)
}

/// A name as a form shows it.
fn shown(name: &Value) -> Option<String> {
    if let Some(literal) = name.text().or_else(|| name.get("literal")?.text()) {
        return Some(literal.trim().to_owned());
    }
    let part = |key: &str| name.get(key).and_then(Value::text).unwrap_or_default().trim();
    let family = [part("dropping-particle"), part("non-dropping-particle"), part("family")];
    let family = family.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let is_wide = family.chars().next().is_some_and(|first| !first.is_ascii() && crate::parse::is_cjk(first));
    match part("given") {
        "" => Some(family).filter(|family| !family.is_empty()),
        given if is_wide => Some(format!("{family} {given}")),
        given => Some(format!("{family}, {given}")),
    }
}

/// The name that a line of a form means.
fn name(author: &str) -> Value {
    let is_wide = author.chars().next().is_some_and(|first| !first.is_ascii() && crate::parse::is_cjk(first));
    let parts = author.split_once(", ").or_else(|| author.split_once([' ', '\u{3000}']).filter(|_| is_wide));
    let entries = match parts {
        Some((family, given)) => vec![("family", family), ("given", given.trim())],
        None => vec![("literal", author)],
    };
    table(entries.into_iter().map(|(name, words)| (key(name), placed(Kind::Text(words.to_owned())))).collect())
}

/// Sets an entry of a table, or takes it out.
pub(crate) fn set(target: &mut Value, name: &str, value: Option<Value>) {
    let Kind::Table(entries) = &mut target.kind else { return };
    let at = entries.iter().position(|(key, _)| key.name == name);
    match (at, value) {
        (Some(at), Some(value)) => entries[at].1 = value,
        (Some(at), None) => drop(entries.remove(at)),
        (None, Some(value)) => {
            let behind = entries.iter().rposition(|(other, _)| rank(&other.name) <= rank(name));
            entries.insert(behind.map_or(0, |behind| behind + 1), (key(name), value));
        }
        (None, None) => {}
    }
}

fn rank(name: &str) -> usize {
    ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len())
}

fn text(words: &str) -> Option<Value> {
    let words = words.trim();
    (!words.is_empty()).then(|| placed(Kind::Text(words.to_owned())))
}

fn date(words: &str) -> Option<Value> {
    let words = words.trim();
    (!words.is_empty()).then(|| placed(Kind::Number(words.to_owned())))
}

pub(crate) fn key(name: &str) -> Key {
    Key { span: Span::default(), name: name.to_owned() }
}

pub(crate) fn placed(kind: Kind) -> Value {
    Value { span: Span::default(), kind }
}

pub(crate) fn table(entries: Vec<(Key, Value)>) -> Value {
    placed(Kind::Table(entries))
}

/// What is wrong with a web address: nothing, or that it is none.
pub(crate) fn is_web(address: &str) -> bool {
    matches!(link::resolve("", address), Target::Web(address) if !address.starts_with("mailto:"))
}
