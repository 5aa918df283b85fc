//! `quote`: verbatim words with their attribution.

use super::Renderer;
use super::block::open;
use super::escape::{text, url_attribute};
use super::html::Html;
use super::link::web_link;
use crate::model::{Block, Source};

impl Renderer<'_> {
    pub(super) fn quote(&self, out: &mut Html, block: &Block<'_>, source: &Source, words: &[Block<'_>]) {
        open(out, block, "figure", "quote");
        out.push_str("><blockquote");
        if let Some(url) = &source.reference.url {
            url_attribute(out, "cite", url);
        }
        out.push_str(">\n");
        self.blocks(out, words);
        out.push_str("</blockquote>\n");
        self.attribution(out, source);
        out.push_str("</figure>\n");
    }

    fn attribution(&self, out: &mut Html, source: &Source) {
        let reference = &source.reference;
        let Some(title) = reference.title.clone().or_else(|| reference.site()) else { return };
        out.push_str("<figcaption>— ");
        if let Some(author) = reference.authors.first() {
            text(out, &author.full());
            out.push_str(", ");
        }
        out.push_str("<cite>");
        match &reference.url {
            Some(url) => web_link(out, url, &title),
            None => text(out, &title),
        }
        out.push_str("</cite>");
        if let Some(locator) = &source.locator {
            out.push_str(", ");
            text(out, locator);
        }
        out.push_str("</figcaption>\n");
    }
}
