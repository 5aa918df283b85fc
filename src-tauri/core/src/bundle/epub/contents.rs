//! The table of contents, in which reading systems find every chapter, and the landmarks.

use pulldown_cmark::HeadingLevel;

use super::{Book, Chapter, document, element};
use crate::model::link;
use crate::model::whole::Heading;
use crate::render::escape;

/// The document of both.
pub(super) fn contents(book: &Book<'_>) -> String {
    let mut body = String::from("<nav epub:type=\"toc\" role=\"doc-toc\" aria-labelledby=\"contents\">\n");
    element(&mut body, "h1", " id=\"contents\"", &book.labels.contents);
    body.push_str("<ol>\n");
    if let [only] = &*book.chapters {
        entry(&mut body, &only.address(), &only.title);
        body.push_str("</li>\n");
        sections(&mut body, only);
    } else {
        for chapter in &book.chapters {
            entry(&mut body, &chapter.address(), &chapter.title);
            if chapter.sections().next().is_some() {
                body.push_str("\n<ol>\n");
                sections(&mut body, chapter);
                body.push_str("</ol>\n");
            }
            body.push_str("</li>\n");
        }
    }
    body.push_str("</ol>\n</nav>\n");
    landmarks(&mut body, book);
    document(&book.front(&book.labels.contents, "contents"), &body)
}

fn sections(body: &mut String, chapter: &Chapter) {
    for heading in chapter.sections() {
        entry(body, &format!("{}#{}", chapter.address(), link::href("", &heading.id)), &heading.text);
        body.push_str("</li>\n");
    }
}

/// Opens an entry.
fn entry(body: &mut String, address: &str, words: &str) {
    body.push_str("<li><a");
    escape::attribute(body, "href", address);
    body.push('>');
    // An entry without words could not be chosen.
    escape::xml_text(body, if words.is_empty() { "—" } else { words });
    body.push_str("</a>");
}

fn landmarks(body: &mut String, book: &Book<'_>) {
    body.push_str("<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<ol>\n");
    let first = book.chapters.first().map(Chapter::address);
    let marks = [
        ("titlepage", Some("title.xhtml".to_owned()), &book.title),
        ("toc", Some("contents.xhtml".to_owned()), &book.labels.contents),
        ("bodymatter", first, &book.labels.articles),
    ];
    for (kind, address, words) in marks {
        let Some(address) = address else { continue };
        body.push_str(&format!("<li><a epub:type=\"{kind}\""));
        escape::attribute(body, "href", &address);
        body.push('>');
        escape::xml_text(body, words);
        body.push_str("</a></li>\n");
    }
    body.push_str("</ol>\n</nav>\n");
}

impl Chapter {
    fn address(&self) -> String {
        link::href("", &self.path())
    }

    fn sections(&self) -> impl Iterator<Item = &Heading> {
        self.headings.iter().filter(|heading| heading.level == HeadingLevel::H2)
    }
}
