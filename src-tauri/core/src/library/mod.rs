//! All sources of a publication and everyone who speaks in it, with the places where its articles name them.
//!
//! ```text
//! mentions   an article's text -> where it names sources and personas
//! fields     one source as a form shows it, and back to an entry of CSL
//! paste      BibTeX, CSL or an address -> fields
//! addresses  any file's text -> where it names other files
//! ```
//!
//! An article is listed by itself ([`ArticleSources`]), so that an edit of one does not read the others again.

pub(crate) mod addresses;
pub(crate) mod fields;
mod mentions;
mod paste;

use std::collections::BTreeMap;

use url::Url;

use crate::article::Head;
use crate::lines::Lines;
use crate::model::publication::Publication;
use crate::model::reference::{Name, Reference};
use crate::model::{link, path_of, reference};
use crate::parse::split_front_matter;
use crate::parse::value::{self, Value};
use crate::source::{PublicationPath, Snapshot, Span, slug_of};

pub use fields::SourceFields;
pub(crate) use mentions::{Described, Mentions};
pub use paste::read_pasted;

/// A source as a list shows it. What is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRecord {
    /// The key; empty for a block that describes its source itself.
    pub key: String,
    /// A type of CSL.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The newspaper, journal, publisher or host.
    pub site: String,
    /// The authors' names.
    pub authors: Vec<String>,
    /// ISO 8601, as exact as it is known.
    pub published: String,
    /// A web address.
    pub url: String,
    /// A picture of the publication.
    pub image: Option<PublicationPath>,
    /// The file that it stands in.
    pub file: PublicationPath,
    /// The line there, counted from zero.
    pub line: u32,
    /// Where articles name it.
    pub uses: Vec<Place>,
    /// The other sources of the list that have the same address or DOI.
    pub twins: Vec<usize>,
    doi: String,
}

/// A line of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The article's folder.
    pub slug: String,
    /// Counted from zero.
    pub line: u32,
}

/// What one article adds to the list.
#[derive(Clone, Debug, Default)]
pub struct ArticleSources {
    own: Vec<SourceRecord>,
    described: Vec<SourceRecord>,
    sources: Vec<(String, u32)>,
    personas: Vec<(String, u32)>,
}

impl ArticleSources {
    /// Reads the article in folder `slug`.
    pub fn read(text: &str, slug: &str, publication: &Publication) -> Self {
        let lines = Lines::new(text);
        let line_of = |span: Span| u32::try_from(lines.line_of(span.start)).unwrap_or(u32::MAX);
        let head = Head::read(text, slug, publication);
        let mentions = Mentions::read(text);
        let listed = |reference: &Reference| SourceRecord::new(reference, line_of(reference.span));
        let described = mentions.described.iter().filter(|block| block.says_something()).filter_map(|block| {
            let line = line_of(block.fence);
            let uses = vec![Place { slug: slug.to_owned(), line }];
            Some(SourceRecord {
                key: String::new(),
                file: head.path.clone(),
                uses,
                ..SourceRecord::new(&block.reference(&head.path)?, line)
            })
        });
        let placed = |list: &[(String, Span)]| list.iter().map(|(id, span)| (id.clone(), line_of(*span))).collect();
        Self {
            own: head.meta.bibliography.iter().map(listed).collect(),
            described: described.collect(),
            sources: placed(&mentions.sources),
            personas: placed(&mentions.personas),
        }
    }
}

impl SourceRecord {
    fn new(reference: &Reference, line: u32) -> Self {
        let url = reference.url.clone().unwrap_or_default();
        Self {
            key: reference.id.clone(),
            kind: reference.item.text("type").unwrap_or_default().to_owned(),
            title: reference.title.clone().unwrap_or_default(),
            site: reference.site().unwrap_or_default(),
            authors: reference.authors.iter().map(Name::full).collect(),
            published: reference.issued.map(crate::model::date::Date::iso).unwrap_or_default(),
            image: reference.image.as_ref().map(|image| image.path.clone()),
            file: reference.file.clone(),
            line,
            uses: Vec::new(),
            twins: Vec::new(),
            doi: doi(reference.item.text("DOI").unwrap_or(&url)),
            url,
        }
    }
}

/// Every source: the publication's by key, then those of each article. `articles` are listed by slug.
pub fn sources<'a>(
    publication: &Publication,
    snapshot: &Snapshot,
    articles: impl Iterator<Item = (&'a str, &'a ArticleSources)>,
) -> Vec<SourceRecord> {
    let mut lines = BTreeMap::new();
    let mut records: Vec<SourceRecord> = Vec::new();
    for reference in publication.bibliography.iter() {
        let text = snapshot.texts.get(&reference.file).map_or("", String::as_str);
        let lines = lines.entry(reference.file.as_str()).or_insert_with(|| Lines::new(text));
        records.push(SourceRecord::new(reference, u32::try_from(lines.line_of(reference.span.start)).unwrap_or(0)));
    }
    let shared: BTreeMap<String, usize> =
        records.iter().enumerate().map(|(at, record)| (record.key.clone(), at)).collect();
    for (slug, article) in articles {
        let first = records.len();
        records.extend(article.own.iter().cloned());
        for (key, line) in &article.sources {
            let own = article.own.iter().position(|record| record.key == *key).map(|at| first + at);
            if let Some(at) = own.or_else(|| shared.get(key).copied()) {
                records[at].uses.push(Place { slug: slug.to_owned(), line: *line });
            }
        }
        records.extend(article.described.iter().cloned());
    }
    find_twins(&mut records);
    records
}

/// The places where articles let each persona speak, by id.
pub fn speeches<'a>(articles: impl Iterator<Item = (&'a str, &'a ArticleSources)>) -> BTreeMap<String, Vec<Place>> {
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (slug, article) in articles {
        for (id, line) in &article.personas {
            places.entry(id.clone()).or_default().push(Place { slug: slug.to_owned(), line: *line });
        }
    }
    places
}

/// The fields of the source with this key in the file at `path`, with its picture as files in `folder` name it.
pub fn fields_of(
    publication: &Publication,
    snapshot: &Snapshot,
    path: &str,
    key: &str,
    folder: &str,
) -> Option<SourceFields> {
    let text = snapshot.texts.get(path)?;
    if path.ends_with(".bib") {
        let reference = publication.bibliography.iter().find(|one| one.file == path && one.id == key)?;
        return Some(SourceFields::of(reference, &fields::item_of(reference)));
    }
    let (span, offset) = if slug_of(path).is_some() {
        let (span, _) = split_front_matter(text)?;
        (span, span.start)
    } else {
        (Span::new(0, text.len()), 0)
    };
    let value = value::from_yaml(span.of(text), offset).ok()?;
    let item = items(&value).iter().rev().find(|item| item.get("id").and_then(Value::text) == Some(key))?;
    let reference = reference::one(item, reference::folder_of(path))?;
    Some(SourceFields::of(&reference, item).moved_to(folder))
}

/// The fields of the source that the block at byte `at` of an article describes.
pub fn described_at(text: &str, slug: &str, at: usize) -> Option<SourceFields> {
    let block = Mentions::read(text).described.into_iter().find(|block| covers(block, text, at))?;
    let reference = block.reference(&path_of(slug))?;
    Some(SourceFields { id: String::new(), ..SourceFields::of(&reference, &block.item()) })
}

/// The key that an article names at byte `at`: in a citation, on its line, or in the block around it.
pub fn key_at(text: &str, at: usize) -> Option<String> {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    let Mentions { sources, blocks, .. } = Mentions::read(text);
    let near = |span: &Span| span.start <= at + 1 && at <= span.end + 1;
    let exact = sources.iter().find(|(_, span)| near(span));
    let on_line = || sources.iter().find(|(_, span)| line <= span.start && span.end <= end);
    let around = || {
        let around = blocks.iter().filter(|(_, span)| (span.start..=span.end).contains(&at));
        around.min_by_key(|(_, span)| span.end - span.start)
    };
    exact.or_else(on_line).or_else(around).map(|(key, _)| key.clone())
}

fn covers(block: &Described, text: &str, at: usize) -> bool {
    let start = text[..block.fence.start].rfind('\n').map_or(0, |newline| newline + 1);
    (start..=block.span.end).contains(&at)
}

/// The items of CSL that a file or front matter holds.
pub(crate) fn items(value: &Value) -> &[Value] {
    value.get("references").unwrap_or(value).items()
}

fn find_twins(records: &mut [SourceRecord]) {
    let mut by_address: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        let names = [normal_address(&record.url), Some(record.doi.clone()).filter(|doi| !doi.is_empty())];
        names.into_iter().flatten().for_each(|name| by_address.entry(name).or_default().push(at));
    }
    let same: Vec<Vec<usize>> = by_address.into_values().filter(|group| group.len() > 1).collect();
    for group in same {
        for &at in &group {
            let others = group.iter().copied().filter(|&other| !stands_for(&records[at], &records[other]));
            let others: Vec<usize> = others.filter(|&other| other != at).collect();
            records[at].twins.extend(others);
        }
    }
    for record in records {
        record.twins.sort_unstable();
        record.twins.dedup();
    }
}

/// An article's own source stands for a shared one with the same key: that is meant.
fn stands_for(one: &SourceRecord, other: &SourceRecord) -> bool {
    let is_shared = |record: &SourceRecord| slug_of(&record.file).is_none();
    !one.key.is_empty() && one.key == other.key && is_shared(one) != is_shared(other)
}

/// An address without what does not change where it leads: scheme, `www.`, fragment, final slash, marks of campaigns.
fn normal_address(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = link::host(address)?;
    let is_mark =
        |name: &str| name.starts_with("utm_") || matches!(name, "fbclid" | "gclid" | "yclid" | "mc_cid" | "mc_eid");
    let mut query: Vec<(String, String)> =
        url.query_pairs().filter(|(name, _)| !is_mark(name)).map(|(name, value)| (name.into(), value.into())).collect();
    query.sort();
    Some(format!("{host}{} {query:?}", url.path().trim_end_matches('/')))
}

fn doi(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let start = lower.find("10.").filter(|at| *at == 0 || lower[..*at].contains("doi"));
    start.map(|at| lower[at..].trim_end_matches(['/', '.']).to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::PUBLICATION_FILE;

    const SHARED: &str = r#"[
 {"id":"z","title":"Shared","URL":"https://www.example.org/a/?utm_source=x#top","DOI":"10.1000/X1"},
 {"id":"m","title":"Hidden","custom":{"image":"images/m.png","image-alt":"M"}}
]"#;
    const ARTICLE: &str = "---\ntitle: t\nreferences:\n- id: m\n  title: Own\n  URL: http://example.org/a\n---\n\n[@m] and @z\n\n:::source{title=\"Here\" url=https://doi.org/10.1000/x1}\n:::\n\n:::commentary{by=a}\n:::\n\n:::quote{ref=z}\nwords\n:::\n";

    fn snapshot() -> Snapshot {
        let mut snapshot = Snapshot::default();
        let settings = "title = \"t\"\nbibliography = [\"s.json\"]\n[personas.a]\n";
        for (path, text) in [(PUBLICATION_FILE, settings), ("s.json", SHARED), ("a/article.md", ARTICLE)] {
            snapshot.texts.insert(path.into(), text.into());
        }
        snapshot
    }

    fn listed() -> Vec<SourceRecord> {
        let snapshot = snapshot();
        let publication = Publication::read(&snapshot).0;
        let article = ArticleSources::read(ARTICLE, "a", &publication);
        sources(&publication, &snapshot, [("a", &article)].into_iter())
    }

    fn named<'r>(records: &'r [SourceRecord], title: &str) -> &'r SourceRecord {
        records.iter().find(|record| record.title == title).unwrap()
    }

    #[test]
    fn every_kind_of_source_is_listed_with_its_place_and_uses() {
        let records = listed();
        let told: Vec<_> =
            records.iter().map(|one| (one.title.as_str(), one.file.as_str(), one.line, one.uses.len())).collect();
        let expected = [
            ("Hidden", "s.json", 2, 0),
            ("Shared", "s.json", 1, 2),
            ("Own", "a/article.md", 3, 1),
            ("Here", "a/article.md", 10, 1),
        ];
        assert_eq!(told, expected);
        assert_eq!(named(&records, "Own").uses[0], Place { slug: "a".into(), line: 8 });
        assert_eq!(named(&records, "Hidden").image.as_deref(), Some("images/m.png"));
    }

    #[test]
    fn the_same_address_or_doi_makes_twins() {
        let records = listed();
        assert_eq!(named(&records, "Shared").twins, [2, 3]);
        assert_eq!(named(&records, "Own").twins, [1]);
        assert_eq!(named(&records, "Hidden").twins, [0; 0]);
    }

    #[test]
    fn personas_speak_where_blocks_name_them() {
        let article = ArticleSources::read(ARTICLE, "a", &Publication::default());
        let places = speeches([("a", &article)].into_iter());
        assert_eq!(places["a"], [Place { slug: "a".into(), line: 13 }]);
    }

    #[test]
    fn what_stands_at_the_cursor_is_known() {
        let at = |words: &str| ARTICLE.find(words).unwrap();
        assert_eq!(key_at(ARTICLE, at("@z") + 1).as_deref(), Some("z"));
        assert_eq!(key_at(ARTICLE, at("words")).as_deref(), Some("z"));
        assert_eq!(key_at(ARTICLE, at(":::commentary")), None);
        assert_eq!(described_at(ARTICLE, "a", at(":::source")).unwrap().title, "Here");
        assert_eq!(described_at(ARTICLE, "a", at("[@m]")), None);
    }

    #[test]
    fn a_shared_source_is_shown_as_an_article_would_write_it() {
        let snapshot = snapshot();
        let publication = Publication::read(&snapshot).0;
        let fields = fields_of(&publication, &snapshot, "s.json", "m", "a").unwrap();
        assert_eq!((fields.image.as_str(), fields.image_alt.as_str()), ("images/m.png", "M"));
        assert!(fields.rest.contains("../images/m.png"), "{}", fields.rest);
    }
}
