//! The index that readers search without a server: which terms stand in which chapters.
//!
//! ```text
//! terms      a text      -> its terms: pairs of neighbours in scripts without spaces, words elsewhere
//! words      an article  -> its chapters and their terms
//! shards     all terms   -> a few scripts, of which a search loads those it needs
//! search.js              the reader's side, which makes the same terms of what is asked for
//! ```
//!
//! The index is scripts and not JSON, because a page on disk may load scripts from beside it and nothing else.

mod shards;
mod terms;
mod words;

use serde::Serialize;

use super::Bundle;
use crate::diagnostic::Language;
use crate::model::link;
use crate::model::site::{Entry, Site};
use crate::render::json;
use crate::render::page_file;
use crate::render::search::SCRIPT_PATH;

pub(super) use words::{ArticleWords, words_of};

/// Where the parts of the index stand, beside the page that searches.
const CHAPTERS_FILE: &str = "chapters.js";

/// An article as the reader's side lists it: folder, title, date, language, chapters.
#[derive(Serialize)]
struct Listed<'l>(&'l str, &'l str, String, &'l str, Vec<(&'l str, String)>);

/// Adds the index of the articles, which stand in the order of the site, and the script that reads it.
pub(super) fn add(bundle: &mut Bundle, site: &Site, articles: &[&ArticleWords]) {
    let folder = &site.folders.search;
    let shards = shards::shards(articles);
    let listed: Vec<_> = site.entries.iter().zip(articles).map(|(entry, words)| listed(entry, words)).collect();
    let chapters = json::for_script(&(shards.len(), listed));
    bundle.text(&format!("{folder}/{CHAPTERS_FILE}"), format!("kikuSearch.chapters({chapters});\n"));
    for (number, terms) in shards.into_iter().enumerate() {
        let script = format!("kikuSearch.terms({number},{});\n", json::for_script(&terms));
        bundle.text(&format!("{folder}/terms-{number}.js"), script);
    }
    bundle.text(SCRIPT_PATH, include_str!("search.js").to_owned());
}

fn listed<'l>(entry: &'l Entry, words: &'l ArticleWords) -> Listed<'l> {
    let language = Language::of_tag(&entry.meta.language);
    let date = entry.meta.date.map(|date| date.for_readers(language)).unwrap_or_default();
    let chapters = words.chapters.iter().map(|chapter| {
        let place = if chapter.id.is_empty() { String::new() } else { format!("#{}", link::href("", &chapter.id)) };
        (chapter.title.as_str(), page_file(chapter.page) + &place)
    });
    Listed(&entry.slug, &entry.title, date, &entry.meta.language, chapters.collect())
}
