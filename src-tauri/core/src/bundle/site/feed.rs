//! The Atom feed of the newest articles (RFC 4287).

use crate::model::publication::Publication;
use crate::model::site::{Entry, Site};
use crate::render::escape;
use crate::render::page::{FEED_PATH, web_address};
use crate::render::page_file;

/// How many articles a feed holds.
const ENTRIES: usize = 30;

/// The feed; nothing where no address is known, for its entries need lasting names, or no article has a date.
pub(super) fn feed(publication: &Publication, site: &Site) -> Option<String> {
    let address = |path: &str| web_address(publication, path);
    let home = address("")?;
    let dated: Vec<_> = site.entries.iter().filter_map(|entry| Some((entry, moment(entry)?))).take(ENTRIES).collect();
    let updated = dated.iter().map(|(_, moment)| moment).max()?;
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    escape::attribute(&mut out, "xml:lang", &publication.language);
    out.push_str(">\n");
    let title = if publication.title.is_empty() { &home } else { &publication.title };
    element(&mut out, "title", title);
    element(&mut out, "id", &home);
    link(&mut out, "self", &address(FEED_PATH)?);
    link(&mut out, "alternate", &home);
    element(&mut out, "updated", updated);
    out.push_str("<author>");
    element(&mut out, "name", title);
    out.push_str("</author>\n");
    for (entry, updated) in &dated {
        write_entry(&mut out, entry, updated, &address(&format!("{}/{}", entry.slug, page_file(0)))?);
    }
    out.push_str("</feed>\n");
    Some(out)
}

fn write_entry(out: &mut String, entry: &Entry, updated: &str, address: &str) {
    let meta = &entry.meta;
    out.push_str("<entry");
    escape::attribute(out, "xml:lang", &meta.language);
    out.push_str(">\n");
    element(out, "title", &entry.title);
    element(out, "id", address);
    link(out, "alternate", address);
    if let Some(published) = meta.date {
        element(out, "published", &published.moment());
    }
    element(out, "updated", updated);
    for author in &meta.authors {
        out.push_str("<author>");
        element(out, "name", author);
        out.push_str("</author>\n");
    }
    for tag in &meta.tags {
        out.push_str("<category");
        escape::attribute(out, "term", tag);
        out.push_str("/>\n");
    }
    if let Some(description) = &meta.description {
        element(out, "summary", description);
    }
    out.push_str("</entry>\n");
}

fn moment(entry: &Entry) -> Option<String> {
    entry.meta.updated.or(entry.meta.date).map(|date| date.moment())
}

fn element(out: &mut String, name: &str, words: &str) {
    out.push_str(&format!("<{name}>"));
    escape::xml_text(out, words);
    out.push_str(&format!("</{name}>\n"));
}

fn link(out: &mut String, relation: &str, address: &str) {
    out.push_str("<link");
    escape::attribute(out, "rel", relation);
    escape::attribute(out, "href", address);
    out.push_str("/>\n");
}
