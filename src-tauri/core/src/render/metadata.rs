//! What a page tells other machines about itself: Open Graph, cards, and the schema.org graph.

use std::borrow::Cow;

use super::escape::attribute;
use super::linked_data::{Agent, Article, BreadcrumbList, CreativeWork, Graph, ImageObject, ListItem, Thing, WebPage};
use super::page::Frame;
use super::social_card::{self, Card};
use super::{Composer, json};
use crate::model::date::Date;
use crate::model::meta::Meta;
use crate::model::reference::Picture;
use crate::source::PublicationPath;

/// What a page is about, in few words.
struct Subject<'s> {
    /// `article` or `website`.
    kind: &'static str,
    title: &'s str,
    description: Option<&'s str>,
    /// The page's path in the bundle.
    path: &'s str,
    picture: Option<&'s Picture>,
    shown: Option<Shown<'s>>,
}

/// The picture that networks show.
struct Shown<'s> {
    path: Cow<'s, str>,
    alt: &'s str,
    size: Option<(u32, u32)>,
}

/// The metadata of a page, at `path`, of an article.
pub(super) fn of_article(composer: &Composer<'_>, frame: &Frame<'_>, path: &str) -> String {
    let context = composer.renderer.context;
    let meta = context.meta;
    let picture = meta.cover.as_ref().filter(|cover| frame.snapshot.assets.contains_key(&cover.path));
    let title = context.title();
    let shown = match social_card::shown_cover(meta, frame.snapshot) {
        Some(cover) => Some(Shown { path: Cow::from(&cover.path), alt: &cover.alt, size: size_of(frame, &cover.path) }),
        None => card(frame, frame.folder, title),
    };
    let subject = Subject { kind: "article", title, description: meta.description.as_deref(), path, picture, shown };
    let mut out = String::new();
    if !meta.authors.is_empty() {
        named(&mut out, "author", &meta.authors.join(context.language().comma()));
    }
    open_graph(&mut out, frame, &subject);
    article_properties(&mut out, meta);
    let things = vec![
        Thing::Article(Box::new(article(composer, frame, &subject))),
        Thing::Breadcrumbs(breadcrumbs(frame, &subject)),
    ];
    linked_data(&mut out, &Graph::new(things));
    out
}

/// The metadata of a page, at `path`, that lists articles.
pub(super) fn of_list(frame: &Frame<'_>, title: &str, description: &str, path: &str) -> String {
    let mut out = String::new();
    let shown = card(frame, "", &frame.publication.title);
    let subject = Subject { kind: "website", title, description: Some(description), path, picture: None, shown };
    open_graph(&mut out, frame, &subject);
    let kind = if path == "index.html" { "WebSite" } else { "WebPage" };
    let page = WebPage { kind, name: title, language: frame.language, url: frame.address(path) };
    linked_data(&mut out, &Graph::new(vec![Thing::Page(page)]));
    out
}

/// The card of the article in `folder`, or that of the site. Pages that stand alone have none.
fn card<'s>(frame: &Frame<'_>, folder: &str, title: &'s str) -> Option<Shown<'s>> {
    frame.site?;
    let path = social_card::path(frame.publication, frame.snapshot, folder)?;
    let size = (u32::from(Card::WIDTH), u32::from(Card::HEIGHT));
    Some(Shown { path: Cow::from(path), alt: title, size: Some(size) })
}

fn open_graph(out: &mut String, frame: &Frame<'_>, subject: &Subject<'_>) {
    property(out, "og:type", subject.kind);
    property(out, "og:title", subject.title);
    if let Some(description) = subject.description {
        property(out, "og:description", description);
    }
    if !frame.publication.title.is_empty() {
        property(out, "og:site_name", &frame.publication.title);
    }
    if let Some(locale) = locale(frame.language) {
        property(out, "og:locale", &locale);
    }
    if let Some(address) = frame.address(subject.path) {
        property(out, "og:url", &address);
    }
    let shown = subject.shown.as_ref().and_then(|shown| Some((shown, frame.address(&shown.path)?)));
    let Some((shown, address)) = shown else { return named(out, "twitter:card", "summary") };
    property(out, "og:image", &address);
    if let Some((width, height)) = shown.size {
        property(out, "og:image:width", &width.to_string());
        property(out, "og:image:height", &height.to_string());
    }
    property(out, "og:image:alt", shown.alt);
    named(out, "twitter:card", "summary_large_image");
    named(out, "twitter:image", &address);
}

fn article_properties(out: &mut String, meta: &Meta) {
    let dates = [("article:published_time", meta.date), ("article:modified_time", meta.updated)];
    for (name, date) in dates {
        if let Some(date) = date {
            property(out, name, &date.iso());
        }
    }
    for tag in &meta.tags {
        property(out, "article:tag", tag);
    }
}

fn article<'g>(composer: &Composer<'g>, frame: &Frame<'g>, subject: &Subject<'g>) -> Article<'g> {
    let meta = composer.renderer.context.meta;
    let publication = frame.publication;
    let logo = publication.logo.as_ref().and_then(|logo| frame.address(logo));
    Article {
        kind: "Article",
        headline: subject.title,
        description: subject.description,
        language: frame.language,
        published: meta.date.map(Date::iso),
        modified: meta.updated.map(Date::iso),
        url: frame.address(subject.path),
        page: frame.address(subject.path),
        authors: meta.authors.iter().map(|name| Agent::person(name)).collect(),
        publisher: (!publication.title.is_empty()).then(|| Agent::organisation(publication.title.clone(), logo)),
        keywords: meta.tags.iter().map(String::as_str).collect(),
        image: image(frame, subject),
        citations: composer.whole.references.iter().map(|reference| CreativeWork::of(reference)).collect(),
    }
}

/// The cover, else the card.
fn image<'g>(frame: &Frame<'_>, subject: &Subject<'g>) -> Option<ImageObject<'g>> {
    let (path, caption, size, credit) = match (subject.picture, &subject.shown) {
        (Some(cover), _) => {
            (cover.path.as_str(), cover.alt.as_str(), size_of(frame, &cover.path), cover.credit.as_deref())
        }
        (None, Some(shown)) => (&*shown.path, shown.alt, shown.size, None),
        (None, None) => return None,
    };
    Some(ImageObject {
        kind: "ImageObject",
        url: frame.address(path),
        caption,
        credit,
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
    })
}

/// The front page, the article, and which of its pages this is.
fn breadcrumbs<'g>(frame: &Frame<'g>, subject: &Subject<'g>) -> BreadcrumbList<'g> {
    let first = format!("{}/index.html", frame.folder);
    let site = &frame.publication.title;
    let site = if site.is_empty() { &frame.labels.articles } else { site };
    let item = |position, name, path: &str| ListItem { kind: "ListItem", position, name, item: frame.address(path) };
    let mut items = vec![item(1, site, "index.html"), item(2, subject.title, &first)];
    if subject.path != first {
        let file = subject.path.rsplit('/').next().unwrap_or_default();
        items.push(item(3, file.trim_end_matches(".html"), subject.path));
    }
    BreadcrumbList { kind: "BreadcrumbList", items }
}

fn linked_data(out: &mut String, graph: &Graph<'_>) {
    out.push_str("<script type=\"application/ld+json\">");
    out.push_str(&json::for_script(graph));
    out.push_str("</script>\n");
}

fn property(out: &mut String, name: &str, content: &str) {
    meta_tag(out, "property", name, content);
}

fn named(out: &mut String, name: &str, content: &str) {
    meta_tag(out, "name", name, content);
}

fn meta_tag(out: &mut String, kind: &str, name: &str, content: &str) {
    out.push_str("<meta");
    attribute(out, kind, name);
    attribute(out, "content", content);
    out.push_str(">\n");
}

fn size_of(frame: &Frame<'_>, path: &PublicationPath) -> Option<(u32, u32)> {
    frame.snapshot.assets.get(path).and_then(|asset| asset.size)
}

/// Open Graph wants a language with a country.
fn locale(tag: &str) -> Option<String> {
    match tag {
        "ja" => Some("ja_JP".to_owned()),
        "en" => Some("en_US".to_owned()),
        tag => tag
            .split_once('-')
            .filter(|(_, country)| country.len() == 2)
            .map(|(language, country)| format!("{language}_{}", country.to_ascii_uppercase())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_has_a_country() {
        assert_eq!(locale("ja").as_deref(), Some("ja_JP"));
        assert_eq!(locale("en-gb").as_deref(), Some("en_GB"));
        assert_eq!(locale("zh-Hant"), None);
    }
}
