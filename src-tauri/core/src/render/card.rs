//! An article in a list: a card with its picture, or a line.

use super::escape::{attribute, element, text, url_attribute};
use super::image;
use super::page::{Frame, link_to};
use super::page_file;
use crate::diagnostic::Language;
use crate::model::date::Date;
use crate::model::site::Entry;

/// Writes `<ul class="cards">` with a card for each article.
pub(super) fn cards<'e>(out: &mut String, frame: &Frame<'_>, entries: impl Iterator<Item = &'e Entry>) {
    out.push_str("<ul class=\"cards\">\n");
    entries.for_each(|entry| card(out, frame, entry));
    out.push_str("</ul>\n");
}

fn card(out: &mut String, frame: &Frame<'_>, entry: &Entry) {
    let meta = &entry.meta;
    out.push_str("<li class=\"card\"");
    attribute(out, "lang", &meta.language);
    out.push_str("><a class=\"card-link\"");
    url_attribute(out, "href", &address(frame, entry));
    out.push('>');
    if let Some(cover) = &meta.cover
        && let Some(asset) = frame.snapshot.assets.get(&cover.path)
    {
        // The title beside it says what the link is.
        image::image_tag(out, &frame.href(&cover.path), "", asset.size);
        out.push_str(" class=\"card-image\" loading=\"lazy\" decoding=\"async\">");
    }
    element(out, "span", "card-title", &entry.title);
    out.push_str("</a>\n");
    if let Some(description) = &meta.description {
        element(out, "p", "card-description", description);
        out.push('\n');
    }
    if meta.date.is_some() || !meta.tags.is_empty() {
        out.push_str("<div class=\"card-meta\">");
        if let Some(date) = meta.date {
            time(out, date, &meta.language);
        }
        tags(out, frame, entry);
        out.push_str("</div>\n");
    }
    out.push_str("</li>\n");
}

fn tags(out: &mut String, frame: &Frame<'_>, entry: &Entry) {
    let lists = entry.meta.tags.iter().filter_map(|tag| frame.site?.tag(tag));
    let mut lists = lists.peekable();
    if lists.peek().is_none() {
        return;
    }
    out.push_str("<ul class=\"tags\">");
    for list in lists {
        out.push_str("<li>");
        link_to(out, &frame.href(&format!("{}/{}", list.folder, page_file(0))), &list.name);
        out.push_str("</li>");
    }
    out.push_str("</ul>");
}

/// Writes a line: the date and the title.
pub(super) fn line(out: &mut String, frame: &Frame<'_>, entry: &Entry) {
    out.push_str("<li");
    if entry.meta.language != frame.language {
        attribute(out, "lang", &entry.meta.language);
    }
    out.push('>');
    if let Some(date) = entry.meta.date {
        time(out, date, &entry.meta.language);
        out.push(' ');
    }
    link_to(out, &address(frame, entry), &entry.title);
    out.push_str("</li>\n");
}

fn time(out: &mut String, date: Date, language: &str) {
    out.push_str("<time");
    attribute(out, "datetime", &date.iso());
    out.push('>');
    text(out, &date.for_readers(Language::of_tag(language)));
    out.push_str("</time>");
}

fn address(frame: &Frame<'_>, entry: &Entry) -> String {
    frame.href(&format!("{}/{}", entry.slug, page_file(0)))
}
