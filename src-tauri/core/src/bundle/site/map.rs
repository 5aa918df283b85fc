//! What search engines are told: `sitemap.xml` (<https://www.sitemaps.org/protocol.html>) and `robots.txt`.

use super::outlet::Outlet;
use crate::model::publication::Publication;
use crate::model::site::Entry;
use crate::render::escape;
use crate::render::listing::Lists;
use crate::render::page::web_address;

const MAP_PATH: &str = "sitemap.xml";
const ROBOTS_PATH: &str = "robots.txt";

/// Adds both; without an address, a map would name no page.
pub(super) fn add<'p>(
    outlet: &Outlet<'_>,
    lists: &Lists<'_>,
    articles: impl Iterator<Item = (&'p Entry, &'p [String])>,
) {
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    if let Some(address) = web_address(lists.publication, MAP_PATH) {
        robots.push_str(&format!("\nSitemap: {address}\n"));
        outlet.text(MAP_PATH, map(lists, articles));
    }
    outlet.text(ROBOTS_PATH, robots);
}

/// Where both stand.
pub(super) fn paths(publication: &Publication) -> impl Iterator<Item = String> {
    let map = publication.base_url.as_ref().map(|_| MAP_PATH);
    std::iter::once(ROBOTS_PATH).chain(map).map(str::to_owned)
}

fn map<'p>(lists: &Lists<'_>, articles: impl Iterator<Item = (&'p Entry, &'p [String])>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut add = |path: &str, changed: Option<String>| {
        let Some(address) = web_address(lists.publication, path) else { return };
        out.push_str("<url><loc>");
        escape::xml_text(&mut out, &address);
        out.push_str("</loc>");
        if let Some(changed) = changed {
            out.push_str(&format!("<lastmod>{changed}</lastmod>"));
        }
        out.push_str("</url>\n");
    };
    add("", None);
    for (entry, pages) in articles {
        let changed = entry.meta.updated.or(entry.meta.date).map(|date| date.iso());
        pages.iter().for_each(|path| add(path, changed.clone()));
    }
    let folders = &lists.site.folders;
    let own = std::iter::once(&folders.archive).chain(lists.site.years.iter().map(|year| &year.folder));
    let tags = lists.site.tags.iter().map(|tag| &tag.folder);
    own.chain(tags).for_each(|folder| add(&format!("{folder}/index.html"), None));
    out.push_str("</urlset>\n");
    out
}
