//! `source`: the card of a source, with the points that sum it up.

use super::Renderer;
use super::block::open;
use super::escape::{attribute, element, text, url_attribute};
use super::html::Html;
use super::{image, link};
use crate::model::date::Date;
use crate::model::reference::Reference;
use crate::model::{Block, Source};

impl Renderer<'_> {
    pub(super) fn source(&self, out: &mut Html, block: &Block<'_>, source: &Source, points: &[Block<'_>]) {
        let reference = &source.reference;
        open(out, block, "div", "source");
        out.push('>');
        if let Some(picture) = &reference.image {
            out.push_str("<div class=\"source-image\">");
            self.picture(out, picture, false);
            out.push_str("</div>");
        }
        out.push_str("<div class=\"source-body\">\n");
        source_title(out, reference);
        self.source_meta(out, reference);
        if !points.is_empty() {
            out.push_str("<div class=\"source-points\">\n");
            self.blocks(out, points);
            out.push_str("</div>\n");
        }
        self.read_more(out, reference);
        if let Some(credit) = reference.image.as_ref().and_then(|picture| picture.credit.as_deref()) {
            image::credit(out, "p", self.labels(), credit);
        }
        out.push_str("</div></div>\n");
    }

    fn source_meta(&self, out: &mut Html, reference: &Reference) {
        let authors: Vec<_> = reference.authors.iter().map(|name| name.full()).collect();
        let site = reference.site();
        if authors.is_empty() && site.is_none() && reference.issued.is_none() {
            return;
        }
        out.push_str("<p class=\"source-meta\">");
        if let Some(site) = &site {
            element(out, "span", "source-site", site);
            out.push(' ');
        }
        if let Some(date) = reference.issued {
            self.time(out, date);
            out.push(' ');
        }
        // An institution that publishes its own text is named once.
        let authors = authors.join(self.context.language().comma());
        if !authors.is_empty() && site.as_ref() != Some(&authors) {
            element(out, "span", "source-author", &authors);
        }
        out.push_str("</p>\n");
    }

    fn read_more(&self, out: &mut Html, reference: &Reference) {
        let Some(url) = &reference.url else { return };
        out.push_str("<p class=\"source-more\"><a");
        url_attribute(out, "href", url);
        out.push_str(" rel=\"noopener\">");
        text(out, &self.labels().read_more);
        out.push_str(" <span aria-hidden=\"true\">⇒</span> ");
        element(out, "span", "source-site", &reference.site().unwrap_or_default());
        out.push_str("</a></p>\n");
    }

    /// `<time>` with the date as readers write it.
    pub(super) fn time(&self, out: &mut String, date: Date) {
        out.push_str("<time");
        attribute(out, "datetime", &date.iso());
        out.push('>');
        text(out, &date.for_readers(self.context.language()));
        out.push_str("</time>");
    }
}

fn source_title(out: &mut String, reference: &Reference) {
    let title = reference.title.as_deref().or(reference.url.as_deref()).unwrap_or(&reference.id);
    out.push_str("<p class=\"source-title\">");
    match &reference.url {
        Some(url) => link::web_link(out, url, title),
        None => text(out, title),
    }
    out.push_str("</p>\n");
}
