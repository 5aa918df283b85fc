//! Sources: CSL items from front matter, CSL-JSON, CSL-YAML and BibTeX, in one form.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bibtex;
use super::date::Date;
use super::fields::{self, Fields};
use super::link::{self, Target};
use crate::csl::{Item, ItemBuilder, PersonName};
use crate::diagnostic::{Diagnostic, Message};
use crate::parse::value::{self, Kind, Value};
use crate::source::{PublicationPath, Span};

/// One source, after the Citation Style Language's item.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reference {
    /// The citation key.
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    /// The newspaper, journal, book or site it stands in.
    pub(crate) container: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) authors: Vec<Name>,
    pub(crate) issued: Option<Date>,
    pub(crate) accessed: Option<Date>,
    /// `http` or `https`.
    pub(crate) url: Option<String>,
    pub(crate) image: Option<Picture>,
    /// All that is known of it, for the formatter of citations.
    pub(crate) item: Item,
    /// Where it is defined: a file and the span of its id.
    pub(crate) file: PublicationPath,
    pub(crate) span: Span,
}

/// A picture that belongs to a source or an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Picture {
    pub(crate) path: PublicationPath,
    pub(crate) alt: String,
    /// A web address or words.
    pub(crate) credit: Option<String>,
    pub(crate) span: Span,
}

/// A person or an institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) family: String,
    /// Empty for an institution.
    pub(crate) given: String,
}

impl Name {
    /// As a list of sources shows it: family name first where the script does so.
    pub(crate) fn full(&self) -> String {
        let japanese = self.family.chars().next().is_some_and(|c| !c.is_ascii() && crate::parse::is_cjk(c));
        match (self.given.as_str(), japanese) {
            ("", _) => self.family.clone(),
            (given, true) => format!("{}{given}", self.family),
            (given, false) => format!("{given} {}", self.family),
        }
    }
}

impl From<PersonName> for Name {
    fn from(name: PersonName) -> Self {
        let particles = [name.dropping_particle, name.particle, name.family];
        let family = particles.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        Self { family, given: name.given }
    }
}

impl Reference {
    /// The site's name as readers know it: the container, the publisher or the host.
    pub(crate) fn site(&self) -> Option<String> {
        let named = self.container.clone().or_else(|| self.publisher.clone());
        named.or_else(|| self.url.as_deref().and_then(link::host))
    }
}

/// Sources by key. A later one of the same key wins: an article's own over the publication's.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bibliography {
    by_id: BTreeMap<String, Arc<Reference>>,
}

impl Bibliography {
    /// The source with this key.
    pub(crate) fn get(&self, id: &str) -> Option<&Arc<Reference>> {
        self.by_id.get(id)
    }

    /// Every source, by key.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Reference> {
        self.by_id.values().map(Arc::as_ref)
    }

    /// Adds sources; a key that stands twice among them is reported at its second place.
    pub(super) fn add(&mut self, references: Vec<Reference>, diagnostics: &mut Vec<Diagnostic>) {
        let mut seen = std::collections::BTreeSet::new();
        for reference in references {
            if !seen.insert(reference.id.clone()) {
                diagnostics.push(duplicate(&reference.id, reference.span).in_file(&reference.file));
            }
            self.by_id.insert(reference.id.clone(), Arc::new(reference));
        }
    }
}

/// A key that stands twice in one place.
pub(super) fn duplicate(key: &str, span: Span) -> Diagnostic {
    let message = Message::new(
        format!("The source “{key}” is defined twice; the last one counts."),
        format!("資料「{key}」が二度定義されています。後のものが使われます。"),
    );
    Diagnostic::warning("duplicate-reference", span, message)
        .hint("Give one of them another id, or remove it.", "片方の id を変えるか、消してください。")
}

/// Reads a bibliography file by its extension.
pub(super) fn read_file(path: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Reference> {
    let mut found = Vec::new();
    let references =
        if path.ends_with(".bib") { bibtex::read(path, text, &mut found) } else { read_csl(path, text, &mut found) };
    diagnostics.extend(found.into_iter().map(|diagnostic| diagnostic.in_file(path)));
    references
}

fn read_csl(path: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Reference> {
    match value::from_yaml(text, 0) {
        // Pandoc and Zotero write CSL-YAML as a list under the key `references`.
        Ok(value) => read_items(value.get("references").unwrap_or(&value), path, diagnostics),
        Err(error) => {
            diagnostics.push(fields::syntax_error(&error, if path.ends_with(".json") { "JSON" } else { "YAML" }));
            Vec::new()
        }
    }
}

/// Reads a list of CSL items that stands in the file `path`. An item without id is reported and left out.
pub(super) fn read_items(list: &Value, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Reference> {
    list.items().iter().filter_map(|item| read_item(item, path, diagnostics)).collect()
}

/// The source that one item of CSL means in a file of `folder`; nothing where it has no id.
pub(crate) fn one(item: &Value, folder: &str) -> Option<Reference> {
    let path = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    read_item(item, &path, &mut Vec::new())
}

fn read_item(item: &Value, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Reference> {
    if !fields::is_table(item, diagnostics) {
        return None;
    }
    let mut fields = Fields { table: item, diagnostics };
    let Some(id) = fields.text("id") else {
        let message = Message::new("This source has no id.", "この資料には id がありません。");
        diagnostics.push(
            Diagnostic::error("source-without-id", item.span, message)
                .hint("Write id: and a key to cite it by.", "id: に、引用に使うキーを書いてください。"),
        );
        return None;
    };
    let span = item.get("id").map_or(item.span, |id| id.span);
    let mut reference = Reference { id, span, file: path.to_owned(), ..Reference::default() };
    reference.title = fields.text("title");
    reference.container = fields.text("container-title");
    reference.publisher = fields.text("publisher");
    reference.url = web_address(&mut fields, "URL");
    reference.authors = fields.value("author").map_or_else(Vec::new, |value| names(value).map(Name::from).collect());
    let mut csl = ItemBuilder::new(&reference.id);
    set_words(&mut csl, item);
    reference.url.iter().for_each(|url| csl.text("URL", url));
    for &variable in DATES {
        let Some((date, circa, season)) = csl_date(&mut fields, variable) else { continue };
        csl.date(variable, date, circa, season);
        match variable {
            "issued" => reference.issued = Some(date),
            "accessed" => reference.accessed = Some(date),
            _ => {}
        }
    }
    reference.item = csl.finish();
    if let Some(custom) = item.get("custom").filter(|custom| fields::is_table(custom, diagnostics)) {
        let mut fields = Fields { table: custom, diagnostics };
        reference.image = picture(&mut fields, folder_of(path), ["image", "image-alt", "image-credit"]);
    }
    Some(reference)
}

const DATES: &[&str] = &["issued", "accessed", "available-date", "event-date", "original-date", "submitted"];

/// Every variable that holds words, a number or names; addresses and dates are looked at one by one.
fn set_words(csl: &mut ItemBuilder, item: &Value) {
    for (key, value) in item.entries() {
        match (key.name.as_str(), value.text(), &value.kind) {
            ("id" | "URL" | "custom", ..) => {}
            (name, ..) if DATES.contains(&name) => {}
            (name, ..) if NAMES.contains(&name) => csl.names(name, names(value)),
            (name, Some(words), _) => csl.text(name, words),
            _ => {}
        }
    }
}

/// The variables of CSL that hold names.
const NAMES: &[&str] = &[
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

/// The folder of a file of the publication; empty for the publication's own.
pub(crate) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A picture from three fields: its path, its alternative text and its origin.
pub(super) fn picture(fields: &mut Fields<'_, '_>, folder: &str, keys: [&str; 3]) -> Option<Picture> {
    let [image, alt, credit] = keys;
    let address = fields.text(image)?;
    let span = fields.value(image).map_or_else(Span::default, |value| value.span);
    let (alt, credit) = (fields.text(alt).unwrap_or_default(), fields.text(credit));
    match link::resolve(folder, &address) {
        Target::Inside(path, _) => Some(Picture { path, alt, credit, span }),
        _ => {
            fields.diagnostics.push(picture_not_inside(span));
            None
        }
    }
}

/// A picture must be a file of the publication: a bundle is complete, and asks no third party.
pub(super) fn picture_not_inside(span: Span) -> Diagnostic {
    Diagnostic::error(
        "image-not-inside",
        span,
        Message::new(
            "An image must be a file of this publication.",
            "画像はこの刊行物のフォルダー内のファイルにしてください。",
        ),
    )
    .hint("Copy it into images/ and write images/name.png.", "images/ にコピーして images/名前.png と書いてください。")
}

fn web_address(fields: &mut Fields<'_, '_>, name: &str) -> Option<String> {
    let address = fields.text(name)?;
    if let Target::Web(address) = link::resolve("", &address) {
        return Some(address);
    }
    let span = fields.value(name).map_or_else(Span::default, Value::words_span);
    fields.diagnostics.push(bad_address(&address, span));
    None
}

/// An address that stands at `span` and is not one of the web.
pub(super) fn bad_address(address: &str, span: Span) -> Diagnostic {
    no_web_address(span).suggest_word(span, link::mended(address))
}

/// A source or a setting whose address is not one of the web.
pub(super) fn no_web_address(span: Span) -> Diagnostic {
    Diagnostic::error(
        "bad-address",
        span,
        Message::new("This is not a web address.", "ウェブのアドレスとして使えません。"),
    )
    .hint("It starts with https:// or http://.", "https:// か http:// で始まるアドレスを書いてください。")
}

/// A CSL date: ISO 8601, or a table with `date-parts`, `raw` or `literal`; whether it is about then, and its season. Of a
/// range, the start counts.
fn csl_date<'v>(fields: &mut Fields<'v, '_>, name: &str) -> Option<(Date, bool, Option<&'v str>)> {
    let value = fields.value(name)?;
    let written = |text: &str| {
        let start = text.split('/').next()?;
        Some((Date::parse(start.trim_end_matches(['~', '?']))?, start.ends_with('~')))
    };
    let date = match value.text() {
        Some(text) => written(text),
        None => date_parts(value)
            .map(|date| (date, is_true(value.get("circa"))))
            .or_else(|| written(value.get("raw").or(value.get("literal"))?.text()?)),
    };
    if date.is_none() {
        fields.diagnostics.push(fields::bad_date(value.span));
    }
    date.map(|(date, circa)| (date, circa, value.get("season").and_then(Value::text)))
}

fn is_true(value: Option<&Value>) -> bool {
    value.is_some_and(|value| value.kind == Kind::Bool(true) || matches!(value.text(), Some("1" | "true")))
}

fn date_parts(value: &Value) -> Option<Date> {
    let first = value.get("date-parts")?.items().first()?;
    let parts: Option<Vec<i16>> = first.items().iter().map(|part| part.text()?.parse().ok()).collect();
    Date::from_parts(&parts?)
}

fn names(value: &Value) -> impl Iterator<Item = PersonName> {
    value.items().iter().filter_map(name)
}

fn name(value: &Value) -> Option<PersonName> {
    if let Some(literal) = value.text().or_else(|| value.get("literal")?.text()) {
        return Some(PersonName { family: literal.to_owned(), ..PersonName::default() });
    }
    let part = |key: &str| value.get(key).and_then(Value::text).unwrap_or_default().to_owned();
    let name = PersonName {
        family: part("family"),
        given: part("given"),
        particle: part("non-dropping-particle"),
        dropping_particle: part("dropping-particle"),
        suffix: part("suffix"),
    };
    Some(name).filter(|name| !name.family.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, text: &str) -> (Vec<Reference>, Vec<&'static str>) {
        let mut diagnostics = Vec::new();
        let references = read_file(path, text, &mut diagnostics);
        (references, diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
    }

    #[test]
    fn the_three_forms_say_the_same() {
        let json = r#"[{"id":"a","title":"T","container-title":"J","URL":"https://example.org/",
            "author":[{"family":"Doe","given":"Ann"}],"issued":{"date-parts":[[2025,3,1]]}}]"#;
        let yaml = "references:\n- id: a\n  title: T\n  container-title: J\n  URL: https://example.org/\n  author:\n  - family: Doe\n    given: Ann\n  issued: 2025-03-01\n";
        let bib = "@article{a, title={T}, journaltitle={J}, url={https://example.org/}, author={Doe, Ann}, date={2025-03-01}}";
        for (path, text) in [("s.json", json), ("s.yaml", yaml), ("s.bib", bib)] {
            let (references, codes) = read(path, text);
            assert_eq!(codes, [""; 0], "{path}");
            let a = &references[0];
            assert_eq!(a.item.text("container-title"), Some("J"), "{path}");
            let shown = (a.id.as_str(), a.title.as_deref(), a.site(), a.issued.map(Date::iso), a.authors[0].full());
            let expected = ("a", Some("T"), Some("J".to_owned()), Some("2025-03-01".to_owned()), "Ann Doe".to_owned());
            assert_eq!(shown, expected, "{path}");
            assert_eq!(a.span.of(text).trim_matches('"'), "a", "{path}");
        }
    }

    #[test]
    fn one_bad_entry_leaves_the_others() {
        let (references, codes) =
            read("s.json", r#"[{"title":"no id"},{"id":"b","issued":"soon","URL":"javascript:x"},{"id":"c"}]"#);
        assert_eq!(references.iter().map(|reference| reference.id.as_str()).collect::<Vec<_>>(), ["b", "c"]);
        assert_eq!(codes, ["source-without-id", "bad-address", "bad-date"]);
    }

    #[test]
    fn japanese_names_stand_family_first() {
        assert_eq!(Name { family: "菊池".into(), given: "花".into() }.full(), "菊池花");
    }
}
