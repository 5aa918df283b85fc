//! A whole document: head, site header, parts, footer.

use super::escape::{attribute, close, text, url_attribute};
use super::part::{Part, parts};
use super::{Composer, Paging, Renderer, page_file};
use crate::Trust;
use crate::diagnostic::Language;
use crate::model::Context;
use crate::model::labels::Labels;
use crate::model::link::{self, Target};
use crate::model::publication::{MenuEntry, Publication};
use crate::source::Snapshot;

/// Where the stylesheet stands in a bundle.
pub(crate) const STYLESHEET_PATH: &str = "assets/kiku.css";

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
}

/// What stands in a document's `<head>`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head<'h> {
    pub(crate) title: String,
    pub(crate) description: Option<&'h str>,
    /// Where the page will stand on the web.
    pub(crate) canonical: Option<String>,
    pub(crate) stylesheets: Vec<String>,
    pub(crate) script: Option<&'h str>,
    /// The addresses of the pages before and after this one.
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
}

/// Writes a document around `main`, which writes what stands within `<main>`.
pub(crate) fn document(frame: &Frame<'_>, head: &Head<'_>, main_class: &str, main: impl FnOnce(&mut String)) -> String {
    let mut out = String::with_capacity(16 * 1024);
    out.push_str("<!doctype html>\n<html");
    attribute(&mut out, "lang", frame.language);
    out.push_str(">\n<head>\n");
    write_head(&mut out, head);
    out.push_str("</head>\n<body");
    attribute(&mut out, "class", frame.class);
    out.push_str(">\n<a class=\"skip-link\" href=\"#main\">");
    text(&mut out, &frame.labels.skip);
    out.push_str("</a>\n");
    site_header(&mut out, frame);
    out.push_str("<main");
    attribute(&mut out, "class", main_class);
    out.push_str(" id=\"main\">\n");
    main(&mut out);
    out.push_str("</main>\n<footer class=\"site-footer\"");
    site_language(&mut out, frame);
    out.push_str("><p>");
    text(&mut out, &frame.publication.title);
    out.push_str("</p></footer>\n</body>\n</html>\n");
    out
}

fn write_head(out: &mut String, head: &Head<'_>) {
    out.push_str(
        "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    );
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
    if let Some(script) = head.script {
        out.push_str("<script");
        url_attribute(out, "src", script);
        out.push_str(" defer></script>\n");
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
    super::escape::element(out, "span", "site-title", &frame.publication.title);
    out.push_str("</a>\n");
    if !frame.publication.menu.is_empty() {
        out.push_str("<nav class=\"site-menu\"");
        attribute(out, "aria-label", &frame.labels.menu);
        out.push_str("><ul>\n");
        for entry in &frame.publication.menu {
            menu_entry(out, frame, entry);
        }
        out.push_str("</ul></nav>\n");
    }
    out.push_str("</div></header>\n");
}

/// The site's own words are in the publication's language, whatever the article's.
fn site_language(out: &mut String, frame: &Frame<'_>) {
    if frame.publication.language != frame.language {
        attribute(out, "lang", &frame.publication.language);
    }
}

fn menu_entry(out: &mut String, frame: &Frame<'_>, entry: &MenuEntry) {
    out.push_str("<li><a");
    url_attribute(out, "href", &menu_address(frame, entry));
    out.push('>');
    text(out, &entry.label);
    out.push_str("</a></li>\n");
}

/// A menu leads to an article, a file, another page of the same site, or out.
fn menu_address(frame: &Frame<'_>, entry: &MenuEntry) -> String {
    match &entry.target {
        Target::Web(address) | Target::Fragment(address) => address.clone(),
        Target::Inside(path, rest) if path.is_empty() => link::href(frame.folder, "index.html") + rest,
        Target::Inside(path, rest) if frame.snapshot.article(path).is_some() => {
            link::href(frame.folder, &format!("{path}/{}", page_file(0))) + rest
        }
        Target::Inside(path, rest) if frame.snapshot.assets.contains_key(path) => link::href(frame.folder, path) + rest,
        Target::Inside(path, _) => match &frame.publication.base_url {
            Some(base) => format!("{base}{}", entry.address.trim_start_matches('/')),
            None => link::href(frame.folder, path),
        },
        Target::Refused => "#main".to_owned(),
    }
}

/// The document of one page of an article.
pub(crate) fn article_page(composer: &Composer<'_>, page: usize) -> String {
    let composer = Composer { paging: Paging::Files { current: page }, ..*composer };
    let (context, pages) = (composer.renderer.context, composer.whole.pages.len());
    let head = Head {
        title: document_title(context.title(), &context.publication.title, page),
        description: context.meta.description.as_deref(),
        canonical: canonical(context, page),
        stylesheets: vec![link::href(context.slug, STYLESHEET_PATH)],
        previous: (page > 0).then(|| page_file(page.saturating_sub(1))),
        next: (page + 1 < pages).then(|| page_file(page + 1)),
        script: None,
    };
    document(&frame(&composer.renderer, "page"), &head, "article", |out| {
        for part in parts(composer.whole, page) {
            composer.part(out, part);
        }
    })
}

/// The document of the preview: the article's page without its parts, which are patched in.
pub(crate) fn preview_page(context: &Context<'_>, snapshot: &Snapshot, stylesheets: &[&str], script: &str) -> String {
    let renderer = Renderer { context, snapshot, trust: Trust::Sanitised, anchors: &[] };
    let head = Head {
        title: context.title().to_owned(),
        stylesheets: stylesheets.iter().map(|&address| address.to_owned()).collect(),
        script: Some(script),
        ..Head::default()
    };
    document(&frame(&renderer, "page preview"), &head, "article", |_| {})
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
    document(&frame(&composer.renderer, "page"), &head, "article", |out| all.for_each(|part| composer.part(out, part)))
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
    }
}

/// `題名 (2) | 菊ダイジェスト`
fn document_title(title: &str, site: &str, page: usize) -> String {
    let number = if page == 0 { String::new() } else { format!(" ({})", page + 1) };
    let site = if site.is_empty() { String::new() } else { format!(" | {site}") };
    format!("{title}{number}{site}")
}

fn canonical(context: &Context<'_>, page: usize) -> Option<String> {
    let base = context.publication.base_url.as_ref()?;
    let file = if page == 0 { String::new() } else { page_file(page) };
    Some(format!("{base}{}", link::href("", &format!("{}/{file}", context.slug))))
}

/// The words of a document that belongs to the publication as a whole.
pub(crate) fn publication_labels(publication: &Publication) -> Labels {
    publication.labels(Language::of_tag(&publication.language))
}
