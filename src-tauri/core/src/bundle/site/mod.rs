//! The static site: articles, the lists that lead to them, one stylesheet, a search that needs no server, a feed and a map
//! for machines, and the images used and no others.

mod feed;
mod map;
mod search;

use super::{Bundle, assets, parallel, policy};
use crate::Trust;
use crate::article::{Article, Head};
use crate::model::look::OwnStyle;
use crate::model::publication::Publication;
use crate::model::site::{Entry, Site};
use crate::render::listing::{Lists, PageFile};
use crate::render::not_found::NOT_FOUND_PATH;
use crate::render::page::{FEED_PATH, STYLESHEET_FOLDER, STYLESHEET_PATH, publication_labels};
use crate::render::page_file;
use crate::render::style::stylesheet;
use crate::source::{PublicationPath, Snapshot};

/// The pages of one article, and what follows from them.
struct Written {
    pages: Vec<PageFile>,
    assets: Vec<PublicationPath>,
    words: search::ArticleWords,
}

/// Writes every article of the publication, and what leads to them.
pub(super) fn site(snapshot: &Snapshot) -> Bundle {
    let (publication, _) = Publication::read(snapshot);
    let slugs: Vec<&str> = snapshot.slugs().collect();
    let entries = parallel::map(&slugs, |slug| entry(slug, &publication, snapshot));
    let site = Site::new(entries.into_iter().flatten().collect(), snapshot);
    let written = parallel::map(&site.entries, |entry| write_article(entry, &publication, snapshot, &site));
    let mut bundle = Bundle::default();
    let labels = publication_labels(&publication);
    let lists = Lists { publication: &publication, snapshot, site: &site, labels: &labels };
    add_lists(&mut bundle, &lists);
    map::add(&mut bundle, &lists, written.iter().zip(&site.entries).map(|(article, entry)| (entry, &*article.pages)));
    let words: Vec<_> = written.iter().map(|article| &article.words).collect();
    search::add(&mut bundle, &site, &words);
    for article in written {
        bundle.assets(article.assets);
        article.pages.into_iter().for_each(|(path, html)| bundle.text(&path, html));
    }
    bundle.text(STYLESHEET_PATH, stylesheet(&publication, Some(STYLESHEET_FOLDER)));
    bundle.assets(publication.look.css.iter().flat_map(OwnStyle::files).cloned());
    bundle
}

fn entry(slug: &str, publication: &Publication, snapshot: &Snapshot) -> Option<Entry> {
    let meta = Head::read(snapshot.article(slug)?, slug, publication).meta;
    let title = meta.title.clone().unwrap_or_else(|| slug.to_owned());
    Some(Entry { slug: slug.to_owned(), title, meta })
}

fn write_article(entry: &Entry, publication: &Publication, snapshot: &Snapshot, site: &Site) -> Written {
    let slug = entry.slug.as_str();
    let text = snapshot.article(slug).unwrap_or_default();
    let article = Article::written(text, slug, publication, snapshot, Trust::Sanitised);
    let pages: Vec<PageFile> = article
        .pages(snapshot, site)
        .into_iter()
        .enumerate()
        .map(|(number, html)| (format!("{slug}/{}", page_file(number)), html))
        .collect();
    let assets = pages.iter().flat_map(|(_, html)| assets::named_in(html, slug, snapshot)).collect();
    Written { words: search::words_of(&article), pages, assets }
}

/// The pages of the site that are not an article's.
fn add_lists(bundle: &mut Bundle, lists: &Lists<'_>) {
    let pages = [lists.index(), lists.tags(), lists.archive(), vec![lists.search()]];
    for (path, html) in pages.into_iter().flatten() {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        bundle.assets(assets::named_in(&html, folder, lists.snapshot));
        bundle.text(&path, html);
    }
    let style = stylesheet(lists.publication, None);
    bundle.text(NOT_FOUND_PATH, lists.not_found(&style, &policy::self_contained(&style)));
    if let Some(feed) = feed::feed(lists.publication, lists.site) {
        bundle.text(FEED_PATH, feed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{Content, Format, Selection, export};

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
