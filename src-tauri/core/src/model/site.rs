//! A site as a whole: its articles, the newest first, and the lists that they stand in.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::date::Date;
use super::meta::Meta;
use crate::slug;
use crate::source::Snapshot;

/// How many articles may be named as related to one.
const RELATED: usize = 3;
/// How many of the articles that share a tag are looked at for that: those of a tag that all articles have are no kin.
const KIN: usize = 200;

/// What every page of a site knows of the others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Site {
    /// The newest first; those without a date last.
    pub(crate) entries: Vec<Arc<Entry>>,
    /// By name.
    pub(crate) tags: Vec<List>,
    /// The newest first; those without a date last.
    pub(crate) years: Vec<Year>,
    pub(crate) folders: Folders,
    /// Where in `entries` the article of a folder is.
    places: BTreeMap<String, usize>,
}

/// An article, as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) meta: Meta,
}

/// Articles under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) name: String,
    /// Where its pages stand.
    pub(crate) folder: String,
    /// Which of the site's articles, ascending.
    pub(crate) entries: Vec<usize>,
}

/// The articles of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Year {
    /// Nothing for articles without a date.
    pub(crate) year: Option<i16>,
    /// Where its pages stand.
    pub(crate) folder: String,
    /// Which of the site's articles, ascending.
    pub(crate) entries: Vec<usize>,
}

/// The folders of the site's own pages. An article with such a name keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Folders {
    pub(crate) tags: String,
    pub(crate) archive: String,
    pub(crate) search: String,
}

impl Default for Folders {
    fn default() -> Self {
        Self { tags: "tags".to_owned(), archive: "archive".to_owned(), search: "search".to_owned() }
    }
}

impl Site {
    /// Puts articles in order and on their lists.
    pub(crate) fn new(mut entries: Vec<Arc<Entry>>, snapshot: &Snapshot) -> Self {
        entries.sort_by(|a, b| (Reverse(a.meta.date), &a.slug).cmp(&(Reverse(b.meta.date), &b.slug)));
        let free = |name: &str| {
            let mut name = name.to_owned();
            while snapshot.article(&name).is_some() {
                name.push('-');
            }
            name
        };
        let folders = Folders { tags: free("tags"), archive: free("archive"), search: free("search") };
        let tags = tags(&entries, &folders.tags);
        let years = years(&entries, &folders.archive);
        let places = entries.iter().enumerate().map(|(at, entry)| (entry.slug.clone(), at)).collect();
        Self { entries, tags, years, folders, places }
    }

    /// The list of the articles with this tag.
    pub(crate) fn tag(&self, name: &str) -> Option<&List> {
        self.tags.binary_search_by(|tag| tag.name.as_str().cmp(name)).ok().and_then(|at| self.tags.get(at))
    }

    /// The articles that share most tags with the one in folder `slug`; of those that share as many, the newest.
    pub(crate) fn related(&self, slug: &str) -> Vec<&Arc<Entry>> {
        let Some(&own) = self.places.get(slug) else { return Vec::new() };
        let lists = self.entries[own].meta.tags.iter().filter_map(|tag| self.tag(tag));
        let mut shared: Vec<usize> = Vec::new();
        for list in lists {
            shared.extend(list.entries.iter().filter(|&&entry| entry != own).take(KIN));
        }
        // A few ascending runs, which this merges.
        shared.sort();
        let mut kin: Vec<(Reverse<usize>, usize)> = Vec::with_capacity(RELATED + 1);
        for same in shared.chunk_by(|one, other| one == other) {
            let Some(&entry) = same.first() else { continue };
            let candidate = (Reverse(same.len()), entry);
            let at = kin.partition_point(|closer| *closer < candidate);
            if at < RELATED {
                kin.insert(at, candidate);
                kin.truncate(RELATED);
            }
        }
        kin.into_iter().filter_map(|(_, entry)| self.entries.get(entry)).collect()
    }
}

/// What the pages of an article show of the rest of its site. While it is the same, so are they.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Surroundings {
    folders: Folders,
    has_tags: bool,
    related: Vec<Arc<Entry>>,
    /// The lists that the article and those related to it lead to.
    tags: Vec<(String, String)>,
}

impl Site {
    /// What the pages of the article in folder `slug` show of the others.
    pub(crate) fn around(&self, slug: &str) -> Surroundings {
        let related: Vec<Arc<Entry>> = self.related(slug).into_iter().cloned().collect();
        let own = self.places.get(slug).and_then(|&at| self.entries.get(at));
        let named = own.into_iter().chain(&related).flat_map(|entry| &entry.meta.tags);
        let tags = named.filter_map(|tag| self.tag(tag)).map(|list| (list.name.clone(), list.folder.clone()));
        Surroundings { folders: self.folders.clone(), has_tags: !self.tags.is_empty(), tags: tags.collect(), related }
    }
}

fn tags(entries: &[Arc<Entry>], folder: &str) -> Vec<List> {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for tag in entry.meta.tags.iter().filter(|tag| !tag.is_empty()) {
            let list = by_name.entry(tag).or_default();
            // A tag that an article names twice counts once.
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
    let mut folders = std::collections::BTreeSet::new();
    let lists = by_name.into_iter().map(|(name, entries)| {
        let own = slug::propose(name, |name| folders.contains(name));
        folders.insert(own.clone());
        List { name: name.to_owned(), folder: format!("{folder}/{own}"), entries }
    });
    lists.collect()
}

fn years(entries: &[Arc<Entry>], folder: &str) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let year = entry.meta.date.map(Date::year);
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => last.entries.push(at),
            None => {
                let own = year.map_or_else(|| "undated".to_owned(), |year| format!("{year:04}"));
                years.push(Year { year, folder: format!("{folder}/{own}"), entries: vec![at] });
            }
        }
    }
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(slug: &str, date: &str, tags: &[&str]) -> Arc<Entry> {
        let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
        let meta = Meta { date: Date::parse(date), tags, ..Meta::default() };
        Arc::new(Entry { slug: slug.to_owned(), title: slug.to_owned(), meta })
    }

    fn site() -> Site {
        let entries = vec![
            entry("old", "2024-03-01", &["市場", "朝"]),
            entry("undated", "", &["市場"]),
            entry("new", "2026-01", &["市場", "朝", "朝"]),
            entry("middle", "2024-05-01", &["Tea"]),
        ];
        Site::new(entries, &Snapshot::default())
    }

    #[test]
    fn articles_stand_newest_first_and_by_year() {
        let site = site();
        let slugs: Vec<_> = site.entries.iter().map(|entry| entry.slug.as_str()).collect();
        assert_eq!(slugs, ["new", "middle", "old", "undated"]);
        let years: Vec<_> = site.years.iter().map(|year| (year.folder.as_str(), year.entries.clone())).collect();
        assert_eq!(years, [("archive/2026", vec![0]), ("archive/2024", vec![1, 2]), ("archive/undated", vec![3])]);
    }

    #[test]
    fn tags_have_folders_of_their_own() {
        let tags: Vec<_> = site().tags.into_iter().map(|tag| (tag.name, tag.folder, tag.entries)).collect();
        let list = |name: &str, folder: &str, entries: &[usize]| (name.to_owned(), folder.to_owned(), entries.to_vec());
        let expected =
            [list("Tea", "tags/tea", &[1]), list("市場", "tags/市場", &[0, 2, 3]), list("朝", "tags/朝", &[0, 2])];
        assert_eq!(tags, expected);
        let alike = Site::new(vec![entry("a", "", &["Tea", "tea"])], &Snapshot::default());
        assert_eq!((alike.tags[0].folder.as_str(), alike.tags[1].folder.as_str()), ("tags/tea", "tags/tea-2"));
    }

    #[test]
    fn what_shares_most_tags_is_related_first() {
        let site = site();
        let related = |slug: &str| site.related(slug).iter().map(|entry| entry.slug.clone()).collect::<Vec<_>>();
        assert_eq!(related("new"), ["old", "undated"]);
        assert_eq!(related("undated"), ["new", "old"]);
        assert_eq!(related("middle"), [""; 0]);
    }

    #[test]
    fn an_article_keeps_a_name_that_the_site_would_use() {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert("tags/article.md".into(), String::new());
        assert_eq!(Site::new(Vec::new(), &snapshot).folders.tags, "tags-");
    }
}
