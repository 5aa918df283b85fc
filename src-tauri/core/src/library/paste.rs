//! What was pasted: BibTeX, CSL-JSON, CSL-YAML, an address or a DOI.

use super::fields::{self, SourceFields};
use crate::model::reference::{self, Reference};
use crate::model::{bibtex, link};
use crate::parse::value::{self, Kind, Value};

/// The name of a file that nobody sees: what is pasted stands in none.
const PASTED: &str = "";

/// The source that a pasted text tells of, and how many more it holds; nothing where it tells of none.
pub fn read_pasted(text: &str) -> Option<(SourceFields, usize)> {
    let text = text.trim();
    if text.starts_with('@') {
        return from_bibtex(text);
    }
    if let Some(fields) = from_address(text) {
        return Some((fields, 0));
    }
    from_csl(text)
}

fn from_bibtex(text: &str) -> Option<(SourceFields, usize)> {
    let references = bibtex::read(PASTED, text, &mut Vec::new());
    let first = references.first()?;
    Some((SourceFields::of(first, &fields::item_of(first)), references.len() - 1))
}

fn from_address(text: &str) -> Option<SourceFields> {
    if text.contains(char::is_whitespace) {
        return None;
    }
    let doi = text.strip_prefix("doi:").or_else(|| text.strip_prefix("DOI:")).unwrap_or(text);
    if doi.starts_with("10.") && doi.contains('/') {
        let rest = format!("DOI: {}\n", crate::revise::yaml_scalar(doi));
        return Some(SourceFields { url: format!("https://doi.org/{doi}"), rest, ..SourceFields::default() });
    }
    let address = if fields::is_web(text) { text.to_owned() } else { link::mended(text)? };
    let site = link::host(&address)?;
    Some(SourceFields { kind: "webpage".to_owned(), site, url: address, ..SourceFields::default() })
}

fn from_csl(text: &str) -> Option<(SourceFields, usize)> {
    let value = value::from_yaml(text, 0).ok()?;
    let list = value.get("references").or_else(|| value.get("items")).unwrap_or(&value);
    let mut items = list.items().iter().filter(|item| tells_of_a_source(item));
    let mut first = items.next()?.clone();
    if first.get("id").is_none() {
        fields::set(&mut first, "id", Some(fields::placed(Kind::Text(String::from("source")))));
    }
    let reference: Reference = reference::one(&first, "")?;
    Some((SourceFields::of(&reference, &first), items.count()))
}

/// A sentence is YAML too; a source has at least a title or an address.
fn tells_of_a_source(item: &Value) -> bool {
    ["title", "URL", "DOI"].iter().any(|name| item.get(name).is_some_and(|value| value.text().is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> SourceFields {
        read_pasted(text).unwrap().0
    }

    #[test]
    fn the_forms_fill_the_same_fields() {
        let bib = "@article{doe, title={Lights}, journaltitle={Harbour}, url={https://example.org/l}, author={Doe, Ann}, date={2025-03-01}, volume={7}}";
        let json = r#"[{"id":"doe","type":"article-journal","title":"Lights","container-title":"Harbour","URL":"https://example.org/l",
            "author":[{"family":"Doe","given":"Ann"}],"issued":{"date-parts":[[2025,3,1]]},"volume":"7"}]"#;
        for text in [bib, json, json.trim_start_matches('[').trim_end_matches(']')] {
            let fields = read(text);
            assert_eq!((fields.id.as_str(), fields.kind.as_str()), ("doe", "article-journal"));
            assert_eq!((fields.title.as_str(), fields.site.as_str()), ("Lights", "Harbour"));
            assert_eq!((fields.authors, fields.published.as_str()), (vec!["Doe, Ann".to_owned()], "2025-03-01"));
            assert_eq!(fields.url, "https://example.org/l");
            assert!(fields.rest.contains("volume"), "{}", fields.rest);
        }
    }

    #[test]
    fn an_address_gives_its_site() {
        let fields = read(" https://www.example.org/a?b=1 ");
        assert_eq!((fields.url.as_str(), fields.site.as_str()), ("https://www.example.org/a?b=1", "example.org"));
        assert_eq!(read("www.example.org/a").url, "https://www.example.org/a");
        assert_eq!(read("doi:10.1000/x1").url, "https://doi.org/10.1000/x1");
    }

    #[test]
    fn a_source_without_an_id_is_read_too() {
        assert_eq!(read("title: 朝の市場\ncontainer-title: 市場新聞\n").title, "朝の市場");
    }

    #[test]
    fn more_than_one_are_counted() {
        assert_eq!(read_pasted("@book{a, title={A}}\n@book{b, title={B}}").unwrap().1, 1);
    }

    #[test]
    fn other_words_are_no_source() {
        for text in ["", "菊", "a sentence: with a colon", "javascript:alert(1)", "@", "[1, 2]", "{", "title"] {
            assert_eq!(read_pasted(text), None, "{text}");
        }
    }
}
