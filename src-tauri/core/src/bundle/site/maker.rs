//! Making a site, and making it again from what has changed.
//!
//! An article's pages depend on its text, on the settings and other files around it, and on what they show of other articles
//! ([`Surroundings`]). What the first making learnt is kept; pages are not, because whoever takes them can tell by their bytes which
//! are new.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::outlet::Outlet;
use super::search::{ArticleWords, Index, Touched};
use super::{Written, add_lists, entry, map, search, write_article};
use crate::article::Article;
use crate::bundle::selection::{self, Selection};
use crate::bundle::{Take, variants};
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::model::look::OwnStyle;
use crate::model::publication::Publication;
use crate::model::site::{Entry, Site, Surroundings};
use crate::parallel;
use crate::render::listing::Lists;
use crate::render::page::{STYLESHEET_FOLDER, STYLESHEET_PATH, publication_labels};
use crate::render::search::SCRIPT_PATH;
use crate::render::style::root::RootStyle;
use crate::render::style::stylesheet;
use crate::source::{PublicationPath, Snapshot, slug_of};

/// Makes the site of a publication, and makes it again after changes.
#[derive(Debug, Default)]
pub struct SiteMaker {
    /// What was learnt; nothing before the first time.
    known: Option<Known>,
}

/// How a site was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MadeSite {
    /// Everything wrong with the publication, as [`check`](crate::check()) says it.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the site had the last time and no longer has.
    pub gone: BTreeSet<String>,
}

#[derive(Debug)]
struct Known {
    today: Option<jiff::civil::Date>,
    publication: Publication,
    style: RootStyle,
    diagnostics: Vec<Diagnostic>,
    /// All articles, also those that stay behind, by slug.
    entries: BTreeMap<String, Arc<Entry>>,
    found: BTreeMap<String, Vec<Diagnostic>>,
    withheld: BTreeSet<String>,
    site: Site,
    /// The site's articles, by slug.
    articles: BTreeMap<String, (Written, Surroundings)>,
    /// The pages that lead to articles, and the images on them.
    lists: Vec<String>,
    list_assets: Vec<PublicationPath>,
    shards: usize,
    paths: BTreeSet<String>,
    assets: BTreeSet<PublicationPath>,
}

/// What there is to do.
struct Task<'t> {
    snapshot: &'t Snapshot,
    outlet: &'t Outlet<'t>,
    /// Articles whose text is new.
    changed: BTreeSet<&'t str>,
    /// What articles say of themselves is as it was, and so is which of them there are.
    same_site: bool,
}

impl SiteMaker {
    /// Hands every file of the site to `take` that may differ from the last time, from several threads and in any order: the first
    /// time all of them. `changed` says which files of the publication are new, different or gone since then.
    ///
    /// # Errors
    /// Breaks where `take` does. The next time, the whole site is made.
    pub fn make(
        &mut self,
        snapshot: &Snapshot,
        selection: &Selection,
        changed: &[PublicationPath],
        take: &Take<'_>,
    ) -> ControlFlow<(), MadeSite> {
        let known = self.known.take();
        let before = known.as_ref().map(|known| known.paths.clone()).unwrap_or_default();
        let known = known.filter(|known| known.still_holds(snapshot, changed));
        let mut known = known.unwrap_or_else(|| Known::new(snapshot));
        let (entries, mut changed) = known.read_entries(snapshot, changed);
        let withheld = known.withheld_by(selection);
        let same_site = entries && withheld == known.withheld;
        if withheld != known.withheld {
            // Links to an article come and go with it.
            known.articles.clear();
            known.found.clear();
            known.withheld = withheld;
        }
        let chosen = selection::without(snapshot, known.withheld.clone());
        changed.extend(known.entries.keys().filter(|slug| !known.found.contains_key(*slug)).cloned());
        let outlet = Outlet::new(take, std::mem::take(&mut known.assets));
        let task = Task {
            snapshot: &chosen,
            outlet: &outlet,
            changed: changed.iter().map(String::as_str).collect(),
            same_site,
        };
        known.check_withheld(snapshot, &task);
        known.make(&task);
        known.remember_files(&chosen);
        outlet.end()?;
        let gone = before.difference(&known.paths).cloned().collect();
        let diagnostics = known.all_diagnostics();
        self.known = Some(known);
        ControlFlow::Continue(MadeSite { diagnostics, gone })
    }
}

impl Known {
    fn new(snapshot: &Snapshot) -> Self {
        let (publication, diagnostics) = check::settings(snapshot);
        Self {
            today: snapshot.today,
            style: RootStyle::new(&publication),
            publication,
            diagnostics,
            entries: BTreeMap::new(),
            found: BTreeMap::new(),
            withheld: BTreeSet::new(),
            site: Site::default(),
            articles: BTreeMap::new(),
            lists: Vec::new(),
            list_assets: Vec::new(),
            shards: 0,
            paths: BTreeSet::new(),
            assets: BTreeSet::new(),
        }
    }

    /// Only texts of articles changed that were there before and still are. Anything else may show on any page.
    fn still_holds(&self, snapshot: &Snapshot, changed: &[PublicationPath]) -> bool {
        let is_known = |path: &PublicationPath| {
            slug_of(path).is_some_and(|slug| self.entries.contains_key(slug)) && snapshot.texts.contains_key(path)
        };
        self.today == snapshot.today && changed.iter().all(is_known)
    }

    /// Reads the front matter of what is new; tells whether all say the same of themselves as before, and which texts are new.
    fn read_entries(&mut self, snapshot: &Snapshot, changed: &[PublicationPath]) -> (bool, BTreeSet<String>) {
        let is_first = self.entries.is_empty();
        let changed: BTreeSet<String> = if is_first {
            snapshot.slugs().map(str::to_owned).collect()
        } else {
            changed.iter().filter_map(|path| slug_of(path)).map(str::to_owned).collect()
        };
        let slugs: Vec<&String> = changed.iter().collect();
        let read = parallel::map(&slugs, |slug| entry(slug, &self.publication, snapshot));
        let mut same = !is_first;
        for entry in read.into_iter().flatten() {
            same &= self.entries.get(&entry.slug).is_some_and(|before| **before == entry);
            self.entries.insert(entry.slug.clone(), Arc::new(entry));
        }
        (same, changed)
    }

    fn withheld_by(&self, selection: &Selection) -> BTreeSet<String> {
        let stays = self.entries.values().filter(|entry| !selection.takes(&entry.slug, &entry.meta.status));
        stays.map(|entry| entry.slug.clone()).collect()
    }

    /// Articles that stay behind are checked all the same.
    fn check_withheld(&mut self, snapshot: &Snapshot, task: &Task<'_>) {
        let slugs: Vec<&str> = task.changed.iter().copied().filter(|slug| self.withheld.contains(*slug)).collect();
        let found = parallel::map(&slugs, |slug| {
            let text = snapshot.article(slug).unwrap_or_default();
            Article::checked(text, slug, &self.publication, snapshot).diagnostics(snapshot)
        });
        self.found.extend(slugs.into_iter().map(str::to_owned).zip(found));
    }

    fn make(&mut self, task: &Task<'_>) {
        if !task.same_site {
            let taken = self.entries.values().filter(|entry| !self.withheld.contains(&entry.slug));
            self.site = Site::new(taken.cloned().collect(), task.snapshot);
        }
        let touched = self.make_articles(task);
        let labels = publication_labels(&self.publication);
        let lists =
            Lists { publication: &self.publication, snapshot: task.snapshot, site: &self.site, labels: &labels };
        if !task.same_site {
            (self.lists, self.list_assets) = add_lists(task.outlet, &lists, &self.style);
            task.outlet.text(STYLESHEET_PATH, stylesheet(&self.publication, Some(STYLESHEET_FOLDER)));
            task.outlet.text(SCRIPT_PATH, search::SCRIPT.to_owned());
            self.lists.extend([STYLESHEET_PATH.to_owned(), SCRIPT_PATH.to_owned()]);
            self.list_assets.extend(self.publication.look.css.iter().flat_map(OwnStyle::files).cloned());
            task.outlet.assets(&self.list_assets, task.snapshot);
        }
        let articles: Vec<_> =
            self.site.entries.iter().filter_map(|entry| Some((&**entry, &self.articles.get(&entry.slug)?.0))).collect();
        map::add(task.outlet, &lists, articles.iter().map(|(entry, written)| (*entry, &*written.pages)));
        let words: Vec<&ArticleWords> = articles.iter().map(|(_, written)| &written.words).collect();
        let index = Index::new(&self.site, &words);
        let is_new = !task.same_site || index.shards() != self.shards;
        index.write(if is_new { &Touched::All } else { &touched }, |path, script| task.outlet.text(&path, script));
        self.shards = index.shards();
    }

    /// Makes the articles of the site whose pages may differ; tells what of the search follows from that.
    fn make_articles(&mut self, task: &Task<'_>) -> Touched {
        let is_outdated = |entry: &&Arc<Entry>| {
            let known = self.articles.get(&entry.slug);
            let is_known = known.is_some_and(|(_, around)| task.same_site || *around == self.site.around(&entry.slug));
            task.changed.contains(&*entry.slug) || !is_known
        };
        let outdated: Vec<&Arc<Entry>> = self.site.entries.iter().filter(is_outdated).collect();
        let written = parallel::map(&outdated, |entry| {
            if task.outlet.is_stopped() {
                return None;
            }
            let around = self.site.around(&entry.slug);
            let (written, found) =
                write_article(entry, &self.publication, task.snapshot, &self.site, &self.style, task.outlet);
            Some((entry.slug.clone(), written, around, found))
        });
        let mut touched = Touched::Shards(BTreeSet::new());
        for (slug, written, around, found) in written.into_iter().flatten() {
            self.found.insert(slug.clone(), found);
            let by = match self.articles.get(&slug) {
                Some((before, _)) => Touched::by(&before.words, &written.words, self.shards),
                None => Touched::All,
            };
            touched = touched.and(by);
            self.articles.insert(slug, (written, around));
        }
        touched
    }

    /// Notes which files the site has now.
    fn remember_files(&mut self, snapshot: &Snapshot) {
        let written = || self.articles.values().map(|(written, _)| written);
        let named = written().flat_map(|written| &written.assets).chain(&self.list_assets);
        self.assets = named.cloned().collect();
        let words: Vec<&ArticleWords> = written().map(|written| &written.words).collect();
        self.paths = Index::new(&self.site, &words).paths().collect();
        self.paths.extend(written().flat_map(|written| written.pages.iter().chain(&written.card)).cloned());
        self.paths.extend(self.assets.iter().chain(&self.lists).cloned());
        self.paths.extend(self.assets.iter().flat_map(|asset| variants::of(asset, snapshot)).map(|(path, _)| path));
        self.paths.extend(map::paths(&self.publication));
    }

    fn all_diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = self.diagnostics.clone();
        all.extend(self.found.values().flatten().cloned());
        check::in_order(all)
    }
}
