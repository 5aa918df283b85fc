//! Sources: CSL items from front matter, CSL-JSON, CSL-YAML and BibTeX, in one form.

use std::collections::BTreeMap;
use std::sync::Arc;

use biblatex::{Bibliography as BibFile, ChunksExt, DateValue, Entry, PermissiveType, Person};

use super::date::Date;
use super::fields::{self, Fields};
use super::link::{self, Target};
use crate::diagnostic::{Diagnostic, Message};
use crate::parse::value::{self, Value};
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
                diagnostics.push(duplicate(&reference));
            }
            self.by_id.insert(reference.id.clone(), Arc::new(reference));
        }
    }
}

fn duplicate(reference: &Reference) -> Diagnostic {
    let message = Message::new(
        format!("The source “{}” is defined twice; the last one counts.", reference.id),
        format!("資料「{}」が二度定義されています。後のものが使われます。", reference.id),
    );
    Diagnostic::warning("duplicate-reference", reference.span, message)
        .in_file(&reference.file)
        .hint("Give one of them another id, or remove it.", "片方の id を変えるか、消してください。")
}

/// Reads a bibliography file by its extension.
pub(super) fn read_file(path: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Reference> {
    let mut found = Vec::new();
    let references =
        if path.ends_with(".bib") { read_bib(path, text, &mut found) } else { read_csl(path, text, &mut found) };
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
    reference.issued = csl_date(&mut fields, "issued");
    reference.accessed = csl_date(&mut fields, "accessed");
    reference.url = web_address(&mut fields, "URL");
    reference.authors = fields.value("author").map_or_else(Vec::new, names);
    if let Some(custom) = item.get("custom").filter(|custom| fields::is_table(custom, diagnostics)) {
        let mut fields = Fields { table: custom, diagnostics };
        reference.image = picture(&mut fields, folder_of(path), ["image", "image-alt", "image-credit"]);
    }
    Some(reference)
}

/// The folder of a file of the publication; empty for the publication's own.
pub(super) fn folder_of(path: &str) -> &str {
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
            "画像はこの出版物のフォルダー内のファイルにしてください。",
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

/// An address of a source that is not one of the web.
pub(super) fn bad_address(address: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "bad-address",
        span,
        Message::new("This is not a web address.", "ウェブのアドレスとして使えません。"),
    )
    .hint("It starts with https:// or http://.", "https:// か http:// で始まるアドレスを書いてください。")
    .suggest_word(span, link::mended(address))
}

/// A CSL date: ISO 8601, or a table with `date-parts`, `raw` or `literal`.
fn csl_date(fields: &mut Fields<'_, '_>, name: &str) -> Option<Date> {
    let value = fields.value(name)?;
    let date = match value.text() {
        Some(text) => Date::parse(text),
        None => date_parts(value).or_else(|| Date::parse(value.get("raw").or(value.get("literal"))?.text()?)),
    };
    if date.is_none() {
        fields.diagnostics.push(fields::bad_date(value.span));
    }
    date
}

fn date_parts(value: &Value) -> Option<Date> {
    let first = value.get("date-parts")?.items().first()?;
    let parts: Option<Vec<i16>> = first.items().iter().map(|part| part.text()?.parse().ok()).collect();
    Date::from_parts(&parts?)
}

fn names(value: &Value) -> Vec<Name> {
    value.items().iter().filter_map(name).collect()
}

fn name(value: &Value) -> Option<Name> {
    if let Some(literal) = value.text().or_else(|| value.get("literal")?.text()) {
        return Some(Name { family: literal.to_owned(), given: String::new() });
    }
    let part = |key: &str| value.get(key).and_then(Value::text).unwrap_or_default().to_owned();
    Some(Name { family: part("family"), given: part("given") }).filter(|name| !name.family.is_empty())
}

fn read_bib(path: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Reference> {
    match BibFile::parse(text) {
        Ok(file) => file.iter().map(|entry| from_bib(entry, path, text)).collect(),
        Err(error) => {
            let error = value::SyntaxError { span: error.span.clone().into(), message: error.kind.to_string() };
            diagnostics.push(fields::syntax_error(&error, "BibTeX"));
            Vec::new()
        }
    }
}

fn from_bib(entry: &Entry, path: &str, text: &str) -> Reference {
    let words = |key: &str| entry.get(key).map(|chunks| chunks.format_verbatim()).filter(|words| !words.is_empty());
    let container = ["journaltitle", "journal", "booktitle", "maintitle", "eprinttype"].into_iter().find_map(words);
    let at = text.find(&format!("{{{}", entry.key)).map_or(0, |brace| brace + 1);
    let url = words("url").and_then(|address| match link::resolve("", &address) {
        Target::Web(address) => Some(address),
        _ => None,
    });
    Reference {
        id: entry.key.clone(),
        title: words("title"),
        container,
        publisher: words("publisher").or_else(|| words("organization")).or_else(|| words("institution")),
        authors: entry.author().unwrap_or_default().into_iter().map(bib_name).collect(),
        issued: entry.date().ok().and_then(|date| bib_date(&date)),
        accessed: words("urldate").and_then(|date| Date::parse(&date)),
        url,
        image: None,
        file: path.to_owned(),
        span: Span::new(at, at + entry.key.len()),
    }
}

fn bib_name(person: Person) -> Name {
    let family = if person.prefix.is_empty() { person.name } else { format!("{} {}", person.prefix, person.name) };
    Name { family, given: person.given_name }
}

fn bib_date(date: &PermissiveType<biblatex::Date>) -> Option<Date> {
    let PermissiveType::Typed(date) = date else { return None };
    let (DateValue::At(day) | DateValue::After(day) | DateValue::Before(day) | DateValue::Between(day, _)) = date.value;
    let one_based = |part: Option<u8>| part.map(|part| i16::from(part) + 1);
    let mut parts = vec![i16::try_from(day.year).ok()?];
    parts.extend(one_based(day.month));
    parts.extend(day.month.and_then(|_| one_based(day.day)));
    Date::from_parts(&parts)
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
        assert_eq!(codes, ["source-without-id", "bad-date", "bad-address"]);
    }

    #[test]
    fn japanese_names_stand_family_first() {
        assert_eq!(Name { family: "菊池".into(), given: "花".into() }.full(), "菊池花");
    }
}
