//! An e-book (EPUB 3.3) of the articles, oldest first: a title page, one document for each article, and what tells a reading
//! system how to go through them.
//!
//! ```text
//! names     what images are called in the book
//! xhtml     the page's HTML as XML, with the words that reading systems know for its parts
//! package   what the book is, and which files it consists of
//! contents  the table of contents and the landmarks
//! ```

mod contents;
mod names;
mod package;
mod xhtml;

use self::names::Names;
use super::{Bundle, Content, assets};
use crate::Trust;
use crate::article::Article;
use crate::diagnostic::Language;
use crate::model::labels::Labels;
use crate::model::meta::Meta;
use crate::model::publication::Publication;
use crate::model::reference::Picture;
use crate::model::whole::Heading;
use crate::parallel;
use crate::render::escape;
use crate::render::page::{publication_labels, whole_article};
use crate::source::{PublicationPath, Snapshot};

/// The folder of everything but what the container demands at the top.
const FOLDER: &str = "EPUB";
const STYLE: &str = include_str!("style.css");
const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
    <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n\
    <rootfiles><rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>\n\
    </container>\n";

/// What the book consists of.
struct Book<'b> {
    publication: &'b Publication,
    labels: Labels,
    title: String,
    language: String,
    cover: Option<&'b Picture>,
    chapters: Vec<Chapter>,
    /// The images that chapters and title page show.
    images: Vec<PublicationPath>,
    names: Names,
}

/// An article of the book.
struct Chapter {
    slug: String,
    title: String,
    meta: Meta,
    headings: Vec<Heading>,
    xhtml: String,
    images: Vec<PublicationPath>,
}

/// The files of the book of all articles.
pub(super) fn book(snapshot: &Snapshot) -> Bundle {
    let snapshot = without_strange_images(snapshot);
    let (publication, _) = Publication::read(&snapshot);
    let slugs: Vec<&str> = snapshot.slugs().collect();
    let names = Names::new(&snapshot);
    let mut chapters = parallel::map(&slugs, |slug| chapter(slug, &publication, &snapshot, &names));
    chapters.sort_by(|a, b| (a.meta.date, &a.slug).cmp(&(b.meta.date, &b.slug)));
    let covers: Vec<_> = chapters.iter().filter_map(|chapter| chapter.meta.cover.clone()).collect();
    let cover = covers.iter().find(|cover| snapshot.assets.contains_key(&cover.path));
    let alone = chapters.first().filter(|_| chapters.len() == 1);
    let language = alone.map_or(&publication.language, |only| &only.meta.language).clone();
    let labels = publication.labels(Language::of_tag(&language));
    let title = match alone {
        Some(only) => only.title.clone(),
        None if publication.title.is_empty() => publication_labels(&publication).articles,
        None => publication.title.clone(),
    };
    let mut images: Vec<_> = chapters.iter().flat_map(|chapter| chapter.images.iter().cloned()).collect();
    images.extend(cover.map(|cover| cover.path.clone()));
    images.sort_unstable();
    images.dedup();
    bundle(&Book { publication: &publication, labels, title, language, cover, chapters, images, names })
}

fn bundle(book: &Book<'_>) -> Bundle {
    let mut bundle = Bundle::default();
    bundle.text("mimetype", "application/epub+zip".to_owned());
    bundle.text("META-INF/container.xml", CONTAINER.to_owned());
    let mut add = |path: &str, text: String| bundle.text(&format!("{FOLDER}/{path}"), text);
    add("package.opf", package::package(book));
    add("contents.xhtml", contents::contents(book));
    add("title.xhtml", title_page(book));
    add("style.css", STYLE.to_owned());
    book.chapters.iter().for_each(|chapter| add(&chapter.path(), chapter.xhtml.clone()));
    let named = |path: &String| (format!("{FOLDER}/{}", book.names.of(path)), Content::Asset(path.clone()));
    let images = book.images.iter().map(named);
    bundle.files.extend(images);
    bundle
}

/// Reading systems need not know AVIF: such an image leaves its description.
fn without_strange_images(snapshot: &Snapshot) -> Snapshot {
    let mut snapshot = snapshot.clone();
    snapshot.assets.retain(|path, _| package::media_type(path).is_some());
    snapshot
}

fn chapter(slug: &str, publication: &Publication, snapshot: &Snapshot, names: &Names) -> Chapter {
    let text = snapshot.article(slug).unwrap_or_default();
    let article = Article::written(text, slug, publication, snapshot, Trust::Book);
    let mut html = String::with_capacity(text.len() * 2);
    article.compose(snapshot, Trust::Book, |composer| {
        whole_article(composer)
            .filter(|part| *part != crate::render::part::Part::Contents)
            .for_each(|part| composer.part(&mut html, part));
    });
    let images = assets::images_of(&html).filter_map(|(_, address)| assets::inside(slug, &address, snapshot)).collect();
    let (title, meta) = (article.title().to_owned(), article.head.meta.clone());
    let body = xhtml::from_html(&html, slug, snapshot, names);
    Chapter {
        slug: slug.to_owned(),
        xhtml: document(
            &Page {
                title: &title,
                language: &meta.language,
                writing: writing(publication),
                class: "chapter",
                kind: "bodymatter",
                up: "../",
            },
            &body,
        ),
        headings: article.whole.headings,
        title,
        meta,
        images,
    }
}

/// The class that says in which direction lines run.
fn writing(publication: &Publication) -> &'static str {
    if publication.vertical { "vertical" } else { "horizontal" }
}

impl Chapter {
    /// Where it stands in the book's folder.
    fn path(&self) -> String {
        format!("{}/index.xhtml", self.slug)
    }
}

fn title_page(book: &Book<'_>) -> String {
    let mut body = String::from("<section epub:type=\"titlepage\">\n");
    if let Some(cover) = book.cover {
        body.push_str("<figure class=\"cover\"><img");
        escape::attribute(&mut body, "src", &crate::model::link::href("", book.names.of(&cover.path)));
        escape::attribute(&mut body, "alt", &cover.alt);
        body.push_str("/></figure>\n");
    }
    element(&mut body, "h1", "", &book.title);
    let authors = book.authors();
    if !authors.is_empty() {
        element(&mut body, "p", " class=\"authors\"", &authors.join(Language::of_tag(&book.language).comma()));
    }
    if book.title != book.publication.title && !book.publication.title.is_empty() {
        element(&mut body, "p", " class=\"publication\"", &book.publication.title);
    }
    body.push_str("</section>\n");
    document(&book.front(&book.title, "title-page"), &body)
}

impl Book<'_> {
    /// Everyone who wrote an article, once.
    fn authors(&self) -> Vec<&str> {
        let mut authors: Vec<&str> = Vec::new();
        for name in self.chapters.iter().flat_map(|chapter| &chapter.meta.authors) {
            if !authors.contains(&name.as_str()) {
                authors.push(name);
            }
        }
        authors
    }
}

/// What a document of the book is.
struct Page<'p> {
    title: &'p str,
    language: &'p str,
    /// `vertical` or `horizontal`: a class of the root, whose direction the pages take.
    writing: &'p str,
    class: &'p str,
    /// Its place in the book (EPUB Structural Semantics Vocabulary).
    kind: &'p str,
    /// The way to the book's folder.
    up: &'p str,
}

impl Book<'_> {
    /// A page before the articles.
    fn front<'p>(&'p self, title: &'p str, class: &'p str) -> Page<'p> {
        Page { title, language: &self.language, writing: "horizontal", class, kind: "frontmatter", up: "" }
    }
}

fn document(page: &Page<'_>, body: &str) -> String {
    let Page { title, language, writing, class, kind, up } = *page;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"",
    );
    escape::attribute(&mut out, "lang", language);
    escape::attribute(&mut out, "xml:lang", language);
    escape::attribute(&mut out, "class", writing);
    out.push_str(">\n<head>\n");
    element(&mut out, "title", "", title);
    out.push_str(&format!("<link rel=\"stylesheet\" href=\"{up}style.css\"/>\n</head>\n<body"));
    escape::attribute(&mut out, "class", class);
    escape::attribute(&mut out, "epub:type", kind);
    out.push_str(">\n");
    out.push_str(body);
    out.push_str("</body>\n</html>\n");
    out
}

fn element(out: &mut String, name: &str, attributes: &str, words: &str) {
    out.push_str(&format!("<{name}{attributes}>"));
    escape::xml_text(out, words);
    out.push_str(&format!("</{name}>\n"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{Format, Selection, export};
    use crate::source::Asset;

    fn snapshot(settings: &str) -> Snapshot {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert("publication.toml".into(), format!("title = \"菊\"\n{settings}"));
        let old = "---\ntitle: Old\ndate: 2024-01-01\nlanguage: en\ncover: { image: c.png, alt: A cover }\n---\n\n## One\n\n![x](x.avif)\n";
        let new = "---\ntitle: 新\ndate: 2025-01-01\n---\n\n## 二\n\n{鮮度|せんど} [前](../old/article.md#one)\n";
        snapshot.texts.insert("new/article.md".into(), new.into());
        snapshot.texts.insert("old/article.md".into(), old.into());
        snapshot.assets.insert("old/c.png".into(), Asset { size: Some((4, 3)), ..Asset::default() });
        snapshot.assets.insert("old/x.avif".into(), Asset::default());
        snapshot
    }

    fn text(bundle: &Bundle, path: &str) -> String {
        match bundle.files.get(path) {
            Some(Content::Text(text)) => text.clone(),
            other => panic!("{path}: {other:?}"),
        }
    }

    #[test]
    fn a_book_goes_from_the_oldest_article_to_the_newest() {
        let bundle = export(&snapshot(""), Format::Epub, &Selection::everything());
        let package = text(&bundle, "EPUB/package.opf");
        assert!(package.contains("<item id=\"chapter-1\" href=\"old/index.xhtml\""), "{package}");
        assert!(
            package.contains(
                "<item id=\"cover\" href=\"old/c.png\" media-type=\"image/png\" properties=\"cover-image\"/>"
            )
        );
        assert!(package.contains("<meta property=\"dcterms:modified\">2025-01-01T00:00:00Z</meta>"));
        assert!(package.contains("rubyAnnotations") && !package.contains("avif"));
        assert!(text(&bundle, "EPUB/contents.xhtml").contains("<a href=\"new/index.xhtml#%E4%BA%8C\">二</a>"));
        assert!(text(&bundle, "EPUB/new/index.xhtml").contains("<a href=\"../old/index.xhtml#one\">前</a>"));
    }

    #[test]
    fn a_book_of_one_article_is_that_article() {
        let selection = Selection { drafts: false, only: ["old".to_owned()].into() };
        let package = text(&export(&snapshot(""), Format::Epub, &selection), "EPUB/package.opf");
        assert!(package.contains("<dc:title>Old</dc:title>\n<dc:language>en</dc:language>"), "{package}");
    }

    #[test]
    fn vertical_lines_turn_the_pages_to_the_left() {
        let bundle = export(&snapshot("[export]\nwriting = \"vertical\"\n"), Format::Epub, &Selection::everything());
        assert!(text(&bundle, "EPUB/package.opf").contains("<spine page-progression-direction=\"rtl\">"));
        assert!(text(&bundle, "EPUB/new/index.xhtml").contains(" class=\"vertical\">\n<head>"));
    }
}
