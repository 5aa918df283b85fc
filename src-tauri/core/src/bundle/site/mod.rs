//! The static site: articles, the lists that lead to them, one stylesheet, a search that needs no server, a feed and a map
//! for machines, and the images used and no others.
//!
//! ```text
//! maker    makes a site, and makes it again from what has changed
//! outlet   where its files go
//! search   the index that readers search without a server
//! feed     the newest articles, for programs that follow the site
//! map      what search engines are told
//! ```

mod feed;
mod maker;
mod map;
mod outlet;
mod search;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use self::outlet::Outlet;
use super::{Bundle, Content, Selection, assets, policy, variants};
use crate::Trust;
use crate::article::{Article, Head};
use crate::diagnostic::Diagnostic;
use crate::model::publication::Publication;
use crate::model::site::{Entry, Site};
use crate::parallel;
use crate::render::listing::Lists;
use crate::render::not_found::NOT_FOUND_PATH;
use crate::render::page::FEED_PATH;
use crate::render::style::root::RootStyle;
use crate::render::style::stylesheet;
use crate::render::{page_file, social_card};
use crate::source::{PublicationPath, Snapshot};

pub use maker::{MadeSite, SiteMaker};

/// What follows from an article that was written.
#[derive(Debug)]
struct Written {
    /// Where its pages stand.
    pages: Vec<String>,
    assets: Vec<PublicationPath>,
    /// Where its card stands, if it has one.
    card: Option<String>,
    words: search::ArticleWords,
}

/// The whole site of the articles that are chosen.
pub(super) fn site(snapshot: &Snapshot, selection: &Selection) -> Bundle {
    let files = Mutex::new(BTreeMap::new());
    let take = |path: String, content: Content| {
        files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, content);
        ControlFlow::Continue(())
    };
    let _ = SiteMaker::default().make(snapshot, selection, &[], &take);
    Bundle { files: files.into_inner().unwrap_or_else(PoisonError::into_inner) }
}

fn entry(slug: &str, publication: &Publication, snapshot: &Snapshot) -> Option<Entry> {
    let meta = Head::read(snapshot.article(slug)?, slug, publication).meta;
    let title = meta.title.clone().unwrap_or_else(|| slug.to_owned());
    Some(Entry { slug: slug.to_owned(), title, meta })
}

/// Writes the pages of an article; tells what follows from them, and what is wrong with the text.
fn write_article(
    entry: &Entry,
    publication: &Publication,
    snapshot: &Snapshot,
    site: &Site,
    style: &RootStyle,
    outlet: &Outlet<'_>,
) -> (Written, Vec<Diagnostic>) {
    let slug = entry.slug.as_str();
    let text = snapshot.article(slug).unwrap_or_default();
    let article = Article::written(text, slug, publication, snapshot, Trust::Sanitised);
    let (mut pages, mut assets) = (Vec::new(), Vec::new());
    for (number, html) in article.pages(snapshot, site).into_iter().enumerate() {
        let path = format!("{slug}/{}", page_file(number));
        assets.extend(assets::named_in(&html, slug, snapshot));
        outlet.text(&path, variants::named(html, slug, snapshot));
        pages.push(path);
    }
    outlet.assets(&assets, snapshot);
    let card = outlet.card(social_card::of_article(entry, publication, snapshot, style));
    (Written { words: search::words_of(&article), pages, assets, card }, article.diagnostics(snapshot))
}

/// Writes the pages of the site that are not an article's; tells where they stand, and which images they show.
fn add_lists(outlet: &Outlet<'_>, lists: &Lists<'_>, style: &RootStyle) -> (Vec<String>, Vec<PublicationPath>) {
    let pages = [lists.index(), lists.tags(), lists.archive(), vec![lists.search()]].concat();
    let assets = parallel::map(&pages, |(path, html)| {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        outlet.text(path, variants::named(html.clone(), folder, lists.snapshot));
        assets::named_in(html, folder, lists.snapshot)
    });
    let assets: Vec<PublicationPath> = assets.into_iter().flatten().collect();
    let mut paths: Vec<String> = pages.into_iter().map(|(path, _)| path).collect();
    outlet.assets(&assets, lists.snapshot);
    paths.extend(outlet.card(social_card::of_site(lists.publication, lists.snapshot, style)));
    let css = stylesheet(lists.publication, None);
    outlet.text(NOT_FOUND_PATH, lists.not_found(&css, &policy::self_contained(&css)));
    paths.push(NOT_FOUND_PATH.to_owned());
    if let Some(feed) = feed::feed(lists.publication, lists.site) {
        outlet.text(FEED_PATH, feed);
        paths.push(FEED_PATH.to_owned());
    }
    (paths, assets)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{Format, export};

    fn snapshot(settings: &str, articles: &[(&str, &str)]) -> Snapshot {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert("publication.toml".into(), settings.into());
        for (slug, text) in articles {
            snapshot.texts.insert(format!("{slug}/article.md"), (*text).into());
        }
        snapshot
    }

    fn page(snapshot: &Snapshot, path: &str) -> String {
        match export(snapshot, Format::Site, &Selection::default()).files.remove(path) {
            Some(Content::Text(text)) => text,
            other => panic!("{path}: {other:?}"),
        }
    }

    #[test]
    fn a_link_to_an_article_that_stays_behind_leaves_its_words() {
        let snapshot = snapshot(
            "title = \"t\"\n[[menu]]\nlabel = \"Secret\"\nurl = \"b\"\n",
            &[
                ("a", "---\ntitle: A\nstatus: published\n---\n[the draft](../b/article.md), [this](../a/article.md)\n"),
                ("b", "---\ntitle: B\nstatus: draft\n---\n"),
            ],
        );
        let html = page(&snapshot, "a/index.html");
        assert!(html.contains("<p>the draft, <a href=\"index.html\">this</a></p>"), "{html}");
        assert!(!html.contains("Secret"));
        assert!(
            !export(&snapshot, Format::Site, &Selection::default()).files.keys().any(|path| path.starts_with("b/"))
        );
    }

    #[test]
    fn lines_run_down_in_the_languages_that_are_written_so() {
        let articles = [
            ("a", "---\ntitle: A\nstatus: published\n---\nx\n"),
            ("b", "---\ntitle: B\nlanguage: en\nstatus: published\n---\nx\n"),
        ];
        let vertical = snapshot("title = \"t\"\n[export]\nwriting = \"vertical\"\n", &articles);
        assert!(page(&vertical, "a/index.html").contains("<body class=\"page vertical\">"));
        assert!(page(&vertical, "b/index.html").contains("<body class=\"page\">"));
        assert!(page(&vertical, "index.html").contains("<body class=\"index front\">"));
        assert!(page(&snapshot("title = \"t\"\n", &articles), "a/index.html").contains("<body class=\"page\">"));
    }

    #[test]
    fn feeds_and_maps_need_an_address() {
        let article = ("a", "---\ntitle: A\nstatus: published\ndate: 2026-02-28\n---\nx\n");
        let nowhere = export(&snapshot("title = \"t\"\n", &[article]), Format::Site, &Selection::default());
        assert!(!nowhere.files.contains_key("feed.xml") && !nowhere.files.contains_key("sitemap.xml"));
        let somewhere = snapshot("title = \"t\"\nbase_url = \"https://example.org/x\"\n", &[article]);
        assert!(page(&somewhere, "sitemap.xml").contains("<loc>https://example.org/x/a/</loc>"));
        assert!(page(&somewhere, "feed.xml").contains("<id>https://example.org/x/a/</id>"));
        assert!(page(&somewhere, "robots.txt").contains("Sitemap: https://example.org/x/sitemap.xml"));
    }

    #[test]
    fn a_long_index_is_split() {
        let articles: Vec<_> = (0..50).map(|number| format!("a{number:02}")).collect();
        let text = "---\ntitle: A\nstatus: published\ntags: [t]\n---\nx\n";
        let articles: Vec<_> = articles.iter().map(|slug| (slug.as_str(), text)).collect();
        let snapshot = snapshot("title = \"t\"\n", &articles);
        assert_eq!(page(&snapshot, "3.html").matches("class=\"card\"").count(), 2);
        let second = page(&snapshot, "tags/t/2.html");
        assert!(second.contains("rel=\"prev\" href=\"index.html\"") && second.contains("rel=\"next\" href=\"3.html\""));
    }
}
