//! A whole document: head, site header, parts, footer.

use super::escape::{attribute, close, element, text, url_attribute};
use super::part::{Part, parts};
use super::{Composer, Paging, Renderer, metadata, own, page_file, related};
use crate::Trust;
use crate::diagnostic::Language;
use crate::model::Context;
use crate::model::labels::Labels;
use crate::model::link::{self, Target};
use crate::model::publication::{MenuEntry, Publication};
use crate::model::site::Site;
use crate::source::Snapshot;

/// Where the stylesheet stands in a bundle.
pub(crate) const STYLESHEET_PATH: &str = "assets/kiku.css";
/// The folder of that.
pub(crate) const STYLESHEET_FOLDER: &str = "assets";
/// Where the feed stands.
pub(crate) const FEED_PATH: &str = "feed.xml";

/// What an article's page may load: its own style and images, and the drawings within the style. It has no script that could
/// connect to anything; auditors do, which read `robots.txt` as the page.
pub(crate) const PAGE_POLICY: &str = "default-src 'none'; img-src 'self' data:; font-src 'self' data:; style-src 'self'; connect-src 'self'; \
     base-uri 'none'; form-action 'none'";

/// What a document says around its main part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'f> {
    pub(crate) publication: &'f Publication,
    pub(crate) snapshot: &'f Snapshot,
    /// The folder the document stands in; empty for the publication's own.
    pub(crate) folder: &'f str,
    /// BCP 47.
    pub(crate) language: &'f str,
    pub(crate) labels: &'f Labels,
    /// The class of `<body>`.
    pub(crate) class: &'f str,
    /// The site that the document is a page of; nothing for a document by itself.
    pub(crate) site: Option<&'f Site>,
}

impl Frame<'_> {
    /// The address of a file of the bundle.
    pub(crate) fn href(&self, path: &str) -> String {
        link::href(self.folder, path)
    }

    /// Where the file will stand on the web, when that is known. A folder stands for the page `index.html` in it.
    pub(crate) fn address(&self, path: &str) -> Option<String> {
        web_address(self.publication, path)
    }
}

/// Where a file of the bundle will stand on the web, when that is known.
pub(crate) fn web_address(publication: &Publication, path: &str) -> Option<String> {
    let base = publication.base_url.as_ref()?;
    let path =
        if path == INDEX { "" } else { path.strip_suffix("/index.html").map_or(path, |folder| &path[..=folder.len()]) };
    Some(format!("{base}{}", link::href("", path)))
}

/// The page that a folder stands for.
const INDEX: &str = "index.html";

/// What stands in a document's `<head>`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head<'h> {
    pub(crate) title: String,
    pub(crate) description: Option<&'h str>,
    /// Where the page will stand on the web.
    pub(crate) canonical: Option<String>,
    pub(crate) stylesheets: Vec<String>,
    /// In the order in which they run.
    pub(crate) scripts: Vec<String>,
    /// What the page may load, as a Content Security Policy.
    pub(crate) policy: Option<&'h str>,
    /// What other machines are told about the page, as [`super::metadata`] writes it.
    pub(crate) metadata: String,
    /// The addresses of the pages before and after this one.
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
}

/// Writes a document around `main`, which writes what stands within `<main>`.
pub(crate) fn document(frame: &Frame<'_>, head: &Head<'_>, main_class: &str, main: impl FnOnce(&mut String)) -> String {
    framed(frame, head, main_class, true, main)
}

/// The same without the site's header and footer.
pub(crate) fn bare_document(
    frame: &Frame<'_>,
    head: &Head<'_>,
    main_class: &str,
    main: impl FnOnce(&mut String),
) -> String {
    framed(frame, head, main_class, false, main)
}

fn framed(frame: &Frame<'_>, head: &Head<'_>, main_class: &str, site: bool, main: impl FnOnce(&mut String)) -> String {
    let mut out = String::with_capacity(16 * 1024);
    out.push_str("<!DOCTYPE html>\n<html");
    attribute(&mut out, "lang", frame.language);
    out.push_str(">\n<head>\n");
    write_head(&mut out, frame, head);
    out.push_str("</head>\n<body");
    attribute(&mut out, "class", frame.class);
    out.push_str(">\n");
    if site {
        out.push_str("<a class=\"skip-link\" href=\"#main\">");
        text(&mut out, &frame.labels.skip);
        out.push_str("</a>\n");
        site_header(&mut out, frame);
    }
    out.push_str("<main");
    attribute(&mut out, "class", main_class);
    out.push_str(" id=\"main\">\n");
    main(&mut out);
    out.push_str("</main>\n");
    if site {
        site_footer(&mut out, frame);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn write_head(out: &mut String, frame: &Frame<'_>, head: &Head<'_>) {
    out.push_str("<meta charset=\"utf-8\">\n");
    if let Some(policy) = head.policy {
        // Before anything that it is about.
        out.push_str("<meta http-equiv=\"Content-Security-Policy\"");
        attribute(out, "content", policy);
        out.push_str(">\n");
    }
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    text(out, &head.title);
    close(out, "title");
    out.push('\n');
    if let Some(description) = head.description {
        out.push_str("<meta name=\"description\"");
        attribute(out, "content", description);
        out.push_str(">\n");
    }
    let links = [("canonical", &head.canonical), ("prev", &head.previous), ("next", &head.next)];
    for (relation, address) in links {
        if let Some(address) = address {
            link_tag(out, relation, address);
        }
    }
    for stylesheet in &head.stylesheets {
        link_tag(out, "stylesheet", stylesheet);
    }
    for script in &head.scripts {
        out.push_str("<script");
        url_attribute(out, "src", script);
        out.push_str(" defer></script>\n");
    }
    if frame.site.is_some() {
        site_links(out, frame);
    }
    out.push_str(&head.metadata);
}

/// The feed, and an icon: browsers ask the server for one where a page names none.
fn site_links(out: &mut String, frame: &Frame<'_>) {
    if frame.publication.base_url.is_some() {
        out.push_str("<link rel=\"alternate\" type=\"application/atom+xml\"");
        attribute(out, "title", &frame.publication.title);
        url_attribute(out, "href", &frame.href(FEED_PATH));
        out.push_str(">\n");
    }
    match &frame.publication.logo {
        Some(logo) => link_tag(out, "icon", &frame.href(logo)),
        None => link_tag(out, "icon", "data:,"),
    }
}

fn link_tag(out: &mut String, relation: &str, address: &str) {
    out.push_str("<link");
    attribute(out, "rel", relation);
    url_attribute(out, "href", address);
    out.push_str(">\n");
}

fn site_header(out: &mut String, frame: &Frame<'_>) {
    out.push_str("<header class=\"site-header\"");
    site_language(out, frame);
    out.push_str("><div class=\"site-bar\">\n<a class=\"site-brand\"");
    url_attribute(out, "href", &link::href(frame.folder, "index.html"));
    out.push('>');
    if let Some(logo) = &frame.publication.logo {
        let size = frame.snapshot.assets.get(logo).and_then(|asset| asset.size);
        super::image::image_tag(out, &link::href(frame.folder, logo), "", size);
        out.push_str(" class=\"site-logo\">");
    }
    element(out, "span", "site-title", &frame.publication.title);
    out.push_str("</a>\n");
    let menu: Vec<_> = frame.publication.menu.iter().filter(|entry| !leads_to_withheld(frame, entry)).collect();
    if !menu.is_empty() || frame.site.is_some() {
        out.push_str("<nav class=\"site-menu\"");
        attribute(out, "aria-label", &site_labels(frame).menu);
        out.push_str("><ul>\n");
        for entry in menu {
            menu_entry(out, frame, entry);
        }
        if let Some(site) = frame.site {
            list_link(out, &frame.href(&format!("{}/{INDEX}", site.folders.search)), &site_labels(frame).search);
        }
        out.push_str("</ul></nav>\n");
    }
    out.push_str("</div>");
    if let Some(header) = &frame.publication.look.header {
        own::write(out, frame, "own-header", header);
    }
    out.push_str("</header>\n");
}

fn leads_to_withheld(frame: &Frame<'_>, entry: &MenuEntry) -> bool {
    matches!(&entry.target, Target::Inside(path, _) if frame.snapshot.withholds(path))
}

/// The words of what belongs to the site, which is written in the publication's language.
fn site_labels(frame: &Frame<'_>) -> Labels {
    publication_labels(frame.publication)
}

fn site_footer(out: &mut String, frame: &Frame<'_>) {
    out.push_str("<footer class=\"site-footer\"");
    site_language(out, frame);
    out.push_str("><div>\n");
    if !frame.publication.title.is_empty() {
        element(out, "p", "site-name", &frame.publication.title);
        out.push('\n');
    }
    if let Some(site) = frame.site {
        footer_links(out, frame, site);
    }
    out.push_str("</div>");
    if let Some(footer) = &frame.publication.look.footer {
        own::write(out, frame, "own-footer", footer);
    }
    out.push_str("</footer>\n");
}

fn footer_links(out: &mut String, frame: &Frame<'_>, site: &Site) {
    let labels = site_labels(frame);
    out.push_str("<nav class=\"site-links\"");
    attribute(out, "aria-label", &labels.site_links);
    out.push_str("><ul>\n");
    if !site.tags.is_empty() {
        list_link(out, &frame.href(&format!("{}/{INDEX}", site.folders.tags)), &labels.tags);
    }
    list_link(out, &frame.href(&format!("{}/{INDEX}", site.folders.archive)), &labels.archive);
    if frame.publication.base_url.is_some() {
        list_link(out, &frame.href(FEED_PATH), &labels.feed);
    }
    out.push_str("</ul></nav>\n");
}

/// Appends `<li><a href="…">words</a></li>`.
pub(super) fn list_link(out: &mut String, href: &str, words: &str) {
    out.push_str("<li>");
    link_to(out, href, words);
    out.push_str("</li>\n");
}

/// Appends `<a href="…">words</a>`.
pub(crate) fn link_to(out: &mut String, href: &str, words: &str) {
    out.push_str("<a");
    url_attribute(out, "href", href);
    out.push('>');
    text(out, words);
    out.push_str("</a>");
}

/// The site's own words are in the publication's language, whatever the article's.
fn site_language(out: &mut String, frame: &Frame<'_>) {
    if frame.publication.language != frame.language {
        attribute(out, "lang", &frame.publication.language);
    }
}

fn menu_entry(out: &mut String, frame: &Frame<'_>, entry: &MenuEntry) {
    out.push_str("<li><a");
    let address = address_of(frame, &entry.target, &entry.address);
    url_attribute(out, "href", &address);
    if address.starts_with("http") {
        out.push_str(" rel=\"noopener\"");
    }
    out.push('>');
    text(out, &entry.label);
    out.push_str("</a></li>\n");
}

/// Where a link of the site's own leads from this page: to an article, a file, another page of the same site, or out.
/// `written` is the address as it was written.
pub(super) fn address_of(frame: &Frame<'_>, target: &Target, written: &str) -> String {
    match target {
        Target::Web(address) | Target::Fragment(address) => address.clone(),
        Target::Inside(path, rest) if path.is_empty() => link::href(frame.folder, INDEX) + rest,
        Target::Inside(path, rest) if frame.snapshot.article(path).is_some() => {
            link::href(frame.folder, &format!("{path}/{INDEX}")) + rest
        }
        Target::Inside(path, rest) if frame.snapshot.assets.contains_key(path) => link::href(frame.folder, path) + rest,
        Target::Inside(path, _) if frame.snapshot.withholds(path) => "#main".to_owned(),
        Target::Inside(path, _) => match &frame.publication.base_url {
            Some(base) => format!("{base}{}", written.trim_start_matches('/')),
            None => link::href(frame.folder, path),
        },
        Target::Refused => "#main".to_owned(),
    }
}

/// The document of one page of an article of a site.
pub(crate) fn article_page(composer: &Composer<'_>, site: &Site, page: usize) -> String {
    let composer = Composer { paging: Paging::Files { current: page }, site: Some(site), ..*composer };
    let (context, pages) = (composer.renderer.context, composer.whole.pages.len());
    let frame = Frame { site: Some(site), ..frame(&composer.renderer, page_class(context)) };
    let path = format!("{}/{}", context.slug, page_file(page));
    let head = Head {
        title: document_title(context.title(), &context.publication.title, page),
        description: context.meta.description.as_deref(),
        canonical: frame.address(&path),
        stylesheets: vec![frame.href(STYLESHEET_PATH)],
        previous: (page > 0).then(|| page_file(page.saturating_sub(1))),
        next: (page + 1 < pages).then(|| page_file(page + 1)),
        scripts: Vec::new(),
        policy: Some(PAGE_POLICY),
        metadata: metadata::of_article(&composer, &frame, &path),
    };
    document(&frame, &head, "article", |out| {
        for part in parts(composer.whole, page) {
            composer.part(out, part);
        }
        if page == composer.whole.last_page() {
            related::write(out, &frame, context.slug);
        }
    })
}

/// The document of the preview: the article's page without its parts, which are patched in.
pub(crate) fn preview_page(context: &Context<'_>, snapshot: &Snapshot, stylesheets: &[&str], script: &str) -> String {
    let renderer = Renderer { context, snapshot, trust: Trust::Sanitised, anchors: &[] };
    let head = Head {
        title: context.title().to_owned(),
        stylesheets: stylesheets.iter().map(|&address| address.to_owned()).collect(),
        scripts: vec![script.to_owned()],
        ..Head::default()
    };
    let class = format!("{} preview", page_class(context));
    document(&frame(&renderer, &class), &head, "article", |_| {})
}

/// The document of an article with all its pages one after another, as they are printed.
pub(crate) fn printed_page(composer: &Composer<'_>, stylesheet: &str) -> String {
    let head = Head {
        title: composer.renderer.context.title().to_owned(),
        stylesheets: vec![stylesheet.to_owned()],
        ..Head::default()
    };
    let pages = 0..composer.whole.pages.len();
    let all = pages.flat_map(|page| parts(composer.whole, page)).filter(|part| !matches!(part, Part::Continued(_)));
    let class = page_class(composer.renderer.context);
    document(&frame(&composer.renderer, class), &head, "article", |out| all.for_each(|part| composer.part(out, part)))
}

/// The document that shows two versions of an article as one. `parts` is its main part, written already.
pub(crate) fn compared_page(composer: &Composer<'_>, stylesheets: &[&str], theme: Option<&str>, parts: &str) -> String {
    let head = Head {
        title: composer.renderer.context.title().to_owned(),
        stylesheets: stylesheets.iter().map(|&address| address.to_owned()).collect(),
        ..Head::default()
    };
    let page = bare_document(&frame(&composer.renderer, "page"), &head, "article", |out| out.push_str(parts));
    coloured(page, theme)
}

/// The document of a page that shows how articles look.
pub(crate) fn sample_page(composer: &Composer<'_>, stylesheet: &str, colours: Option<&str>) -> String {
    let context = composer.renderer.context;
    let head = Head { title: context.title().to_owned(), stylesheets: vec![stylesheet.to_owned()], ..Head::default() };
    let page = document(&frame(&composer.renderer, page_class(context)), &head, "article", |out| {
        whole_article(composer).for_each(|part| composer.part(out, part));
    });
    coloured(page, colours)
}

/// The page with the light or the dark of its colours, whatever the system has.
fn coloured(page: String, colours: Option<&str>) -> String {
    match colours {
        Some(colours) => page.replacen("<html", &format!("<html data-theme=\"{colours}\""), 1),
        None => page,
    }
}

/// The document of an article that stands by itself, all its pages one after another, with its style in it.
pub(crate) fn standalone_page(composer: &Composer<'_>, style: &str, policy: &str) -> String {
    let context = composer.renderer.context;
    let frame = frame(&composer.renderer, page_class(context));
    let path = format!("{}/{INDEX}", context.slug);
    let head = Head {
        title: document_title(context.title(), &context.publication.title, 0),
        description: context.meta.description.as_deref(),
        canonical: frame.address(&path),
        policy: Some(policy),
        metadata: metadata::of_article(composer, &frame, &path) + &inner_style(style),
        ..Head::default()
    };
    bare_document(&frame, &head, "article", |out| {
        whole_article(composer).for_each(|part| composer.part(out, part));
    })
}

/// A style in the document, and no icon: browsers would ask the server for one.
pub(super) fn inner_style(style: &str) -> String {
    format!("<link rel=\"icon\" href=\"data:,\">\n<style>{style}</style>\n")
}

/// The parts of all pages, without what leads from one to the next.
pub(crate) fn whole_article<'c>(composer: &Composer<'c>) -> impl Iterator<Item = Part> + use<'c> {
    let whole = composer.whole;
    let all = (0..whole.pages.len()).flat_map(move |page| parts(whole, page));
    all.filter(|part| !matches!(part, Part::Continued(_) | Part::PageLinks(_)))
}

/// Lines run down where the publication asks for it, in the languages that are written so.
fn page_class(context: &Context<'_>) -> &'static str {
    let primary = context.meta.language.split('-').next().unwrap_or_default();
    if context.publication.vertical && matches!(primary, "ja" | "zh" | "ko") { "page vertical" } else { "page" }
}

fn frame<'f>(renderer: &Renderer<'f>, class: &'f str) -> Frame<'f> {
    let context = renderer.context;
    Frame {
        publication: context.publication,
        snapshot: renderer.snapshot,
        folder: context.slug,
        language: &context.meta.language,
        labels: context.labels,
        class,
        site: None,
    }
}

/// `題名 (2) | 菊ダイジェスト`
fn document_title(title: &str, site: &str, page: usize) -> String {
    let number = if page == 0 { String::new() } else { format!(" ({})", page + 1) };
    let site = if site.is_empty() { String::new() } else { format!(" | {site}") };
    format!("{title}{number}{site}")
}

/// The words of a document that belongs to the publication as a whole.
pub(crate) fn publication_labels(publication: &Publication) -> Labels {
    publication.labels(Language::of_tag(&publication.language))
}
