//! What the book is, for libraries and for those who choose what they can read; which files it has, and their order.

use sha2::{Digest as _, Sha256};

use super::{Book, Chapter, element, writing};
use crate::diagnostic::{Language, Message};
use crate::model::link;
use crate::render::escape;
use crate::render::page::web_address;

/// The package document (EPUB 3.3, 5).
pub(super) fn package(book: &Book<'_>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\"",
    );
    escape::attribute(&mut out, "xml:lang", &book.language);
    out.push_str(">\n");
    metadata(&mut out, book);
    manifest(&mut out, book);
    spine(&mut out, book);
    out.push_str("</package>\n");
    out
}

fn metadata(out: &mut String, book: &Book<'_>) {
    out.push_str("<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    element(out, "dc:identifier", " id=\"id\"", &identifier(book));
    element(out, "dc:title", "", &book.title);
    element(out, "dc:language", "", &book.language);
    book.authors().into_iter().for_each(|author| element(out, "dc:creator", "", author));
    if !book.publication.title.is_empty() {
        element(out, "dc:publisher", "", &book.publication.title);
    }
    let dates = || book.chapters.iter().filter_map(|chapter| chapter.meta.date);
    if let Some(date) = dates().max() {
        element(out, "dc:date", "", &date.iso());
    }
    if let [Chapter { meta, .. }] = &*book.chapters {
        meta.description.iter().for_each(|description| element(out, "dc:description", "", description));
        meta.tags.iter().for_each(|tag| element(out, "dc:subject", "", tag));
    }
    let changed = book.chapters.iter().filter_map(|chapter| chapter.meta.updated.or(chapter.meta.date)).max();
    // The engine has no clock: a book whose articles name no date was changed when such books begin.
    let changed = changed.map_or_else(|| "2000-01-01T00:00:00Z".to_owned(), |date| date.moment());
    property(out, "dcterms:modified", &changed);
    accessibility(out, book);
    if book.cover.is_some() {
        out.push_str("<meta name=\"cover\" content=\"cover\"/>\n");
    }
    out.push_str("</metadata>\n");
}

/// What those who cannot see or hear everything need to know (EPUB Accessibility 1.1).
fn accessibility(out: &mut String, book: &Book<'_>) {
    property(out, "schema:accessMode", "textual");
    if !book.images.is_empty() {
        property(out, "schema:accessMode", "visual");
    }
    property(out, "schema:accessModeSufficient", if book.lacks_descriptions() { "textual,visual" } else { "textual" });
    let mut features = vec!["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"];
    if !book.images.is_empty() && !book.lacks_descriptions() {
        features.push("alternativeText");
    }
    if book.chapters.iter().any(|chapter| chapter.xhtml.contains("<ruby>")) {
        features.push("rubyAnnotations");
    }
    features.into_iter().for_each(|feature| property(out, "schema:accessibilityFeature", feature));
    property(out, "schema:accessibilityHazard", "none");
    property(out, "schema:accessibilitySummary", book.summary().text(Language::of_tag(&book.language)));
}

impl Book<'_> {
    fn summary(&self) -> Message {
        if self.lacks_descriptions() {
            return Message::new(
                "Chapters, notes and sources can be reached from the table of contents and from links. Some images have no description.",
                "章、注、参考資料へは目次とリンクからたどれます。説明のない画像があります。",
            );
        }
        Message::new(
            "Chapters, notes and sources can be reached from the table of contents and from links. Every image has a description or is decorative.",
            "章、注、参考資料へは目次とリンクからたどれます。画像には説明が付いているか、装飾です。",
        )
    }

    /// Whether an image that is not decoration says nothing: a picture of its own has a description, or its absence is the
    /// writer's mistake. Avatars stand beside a name.
    fn lacks_descriptions(&self) -> bool {
        let is_bare = |tag: &str| tag.contains(" alt=\"\"") && !tag.contains("class=\"avatar\"");
        let mut tags = self.chapters.iter().flat_map(|chapter| chapter.xhtml.split("<img").skip(1));
        tags.any(|rest| is_bare(&rest[..rest.find("/>").unwrap_or(rest.len())]))
    }
}

fn property(out: &mut String, name: &str, value: &str) {
    element(out, "meta", &format!(" property=\"{name}\""), value);
}

/// Where the articles stand on the web, or else a name that only they have: a version 8 UUID (RFC 9562) of their titles.
fn identifier(book: &Book<'_>) -> String {
    let mut names = Sha256::new();
    names.update(&book.publication.title);
    for chapter in &book.chapters {
        names.update("\0");
        names.update(&chapter.slug);
    }
    if let ([only], Some(_)) = (&*book.chapters, &book.publication.base_url) {
        return web_address(book.publication, &format!("{}/index.html", only.slug)).unwrap_or_default();
    }
    let hash = names.finalize();
    let mut digits: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    digits.replace_range(12..13, "8");
    digits.replace_range(16..17, "8");
    format!("urn:uuid:{}-{}-{}-{}-{}", &digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..])
}

fn manifest(out: &mut String, book: &Book<'_>) {
    out.push_str("<manifest>\n");
    item(out, "contents", "contents.xhtml", "application/xhtml+xml", "nav");
    item(out, "title", "title.xhtml", "application/xhtml+xml", "");
    item(out, "style", "style.css", "text/css", "");
    for (number, chapter) in book.chapters.iter().enumerate() {
        item(out, &format!("chapter-{}", number + 1), &chapter.path(), "application/xhtml+xml", "");
    }
    for (number, path) in book.images.iter().enumerate() {
        let is_cover = book.cover.is_some_and(|cover| cover.path == *path);
        let (id, properties) =
            if is_cover { ("cover".to_owned(), "cover-image") } else { (format!("image-{}", number + 1), "") };
        item(out, &id, book.names.of(path), media_type(path).unwrap_or_default(), properties);
    }
    out.push_str("</manifest>\n");
}

fn item(out: &mut String, id: &str, path: &str, media_type: &str, properties: &str) {
    out.push_str(&format!("<item id=\"{id}\""));
    escape::attribute(out, "href", &link::href("", path));
    escape::attribute(out, "media-type", media_type);
    if !properties.is_empty() {
        escape::attribute(out, "properties", properties);
    }
    out.push_str("/>\n");
}

fn spine(out: &mut String, book: &Book<'_>) {
    out.push_str("<spine");
    if writing(book.publication) == "vertical" {
        out.push_str(" page-progression-direction=\"rtl\"");
    }
    out.push_str(">\n<itemref idref=\"title\"/>\n<itemref idref=\"contents\"/>\n");
    (1..=book.chapters.len()).for_each(|number| out.push_str(&format!("<itemref idref=\"chapter-{number}\"/>\n")));
    out.push_str("</spine>\n");
}

/// The type of an image that every reading system shows (EPUB 3.3, 3.2); nothing for others.
pub(super) fn media_type(path: &str) -> Option<&'static str> {
    match path.rsplit('.').next()?.to_ascii_lowercase().as_str() {
        "png" => Some("image/png"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "gif" => Some("image/gif"),
        "webp" => Some("image/webp"),
        "svg" => Some("image/svg+xml"),
        _ => None,
    }
}
