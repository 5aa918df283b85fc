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

use std::collections::BTreeSet;

use serde::Serialize;

use crate::diagnostic::Language;
use crate::model::link;
use crate::model::site::{Entry, Site};
use crate::render::json;
use crate::render::page_file;

pub(super) use words::{ArticleWords, words_of};

/// The script that searches.
pub(super) const SCRIPT: &str = include_str!("search.js");
/// Where the parts of the index stand, beside the page that searches.
const CHAPTERS_FILE: &str = "chapters.js";

/// An article as the reader's side lists it: folder, title, date, language, chapters.
#[derive(Serialize)]
struct Listed<'l>(&'l str, &'l str, String, &'l str, Vec<(&'l str, String)>);

/// The index of the articles of a site, which stand in its order.
pub(super) struct Index<'i> {
    site: &'i Site,
    articles: &'i [&'i ArticleWords],
    shards: usize,
}

/// Which scripts of an index are others than before.
#[derive(Debug)]
pub(super) enum Touched {
    All,
    /// These parts, and none that would count chapters or articles anew.
    Shards(BTreeSet<usize>),
}

impl Touched {
    /// What follows for an index of `shards` parts from an article that is read anew.
    pub(super) fn by(before: &ArticleWords, after: &ArticleWords, shards: usize) -> Self {
        if before.chapters == after.chapters { Self::Shards(shards::touched(before, after, shards)) } else { Self::All }
    }

    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Shards(mut one), Self::Shards(other)) => {
                one.extend(other);
                Self::Shards(one)
            }
            _ => Self::All,
        }
    }
}

impl<'i> Index<'i> {
    pub(super) fn new(site: &'i Site, articles: &'i [&'i ArticleWords]) -> Self {
        Self { site, articles, shards: shards::count(articles) }
    }

    pub(super) fn shards(&self) -> usize {
        self.shards
    }

    /// The paths of all its scripts.
    pub(super) fn paths(&self) -> impl Iterator<Item = String> {
        std::iter::once(CHAPTERS_FILE.to_owned()).chain((0..self.shards).map(terms_file)).map(|file| self.path(&file))
    }

    /// Hands those of its scripts to `take` that are touched, on all cores.
    pub(super) fn write(&self, touched: &Touched, take: impl Fn(String, String) + Sync) {
        let only = match touched {
            Touched::All => {
                take(self.path(CHAPTERS_FILE), self.chapters());
                None
            }
            Touched::Shards(shards) => Some(shards),
        };
        shards::write(self.articles, self.shards, only, |number, terms| {
            let script = format!("kikuSearch.terms({number},{});\n", json::for_script(terms));
            take(self.path(&terms_file(number)), script);
        });
    }

    fn chapters(&self) -> String {
        let listed: Vec<_> =
            self.site.entries.iter().zip(self.articles).map(|(entry, words)| listed(entry, words)).collect();
        format!("kikuSearch.chapters({});\n", json::for_script(&(self.shards, listed)))
    }

    fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.site.folders.search)
    }
}

fn terms_file(number: usize) -> String {
    format!("terms-{number}.js")
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
