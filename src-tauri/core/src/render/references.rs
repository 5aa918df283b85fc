//! The list of the sources that an article uses, as its citation style has it.

use super::Composer;
use super::citation::{anchor, cite_id};
use super::escape::{attribute, text, url_attribute};
use crate::csl::Entry;

impl Composer<'_> {
    /// Writes the list; nothing where the article uses no source.
    pub(crate) fn references(&self, out: &mut String) {
        let list = &self.whole.citing.formatted().list;
        if list.is_empty() {
            return;
        }
        out.push_str("<section class=\"references\" aria-labelledby=\"references\"><h2 id=\"references\">");
        text(out, &self.labels().references);
        out.push_str("</h2>\n<ol>\n");
        for entry in list {
            self.reference(out, entry);
        }
        out.push_str("</ol></section>\n");
    }

    fn reference(&self, out: &mut String, entry: &Entry) {
        out.push_str("<li");
        attribute(out, "id", &anchor(&entry.key));
        out.push('>');
        if let Some(label) = &entry.label {
            out.push_str("<span class=\"reference-label\">");
            out.push_str(label);
            out.push_str("</span> ");
        }
        out.push_str(&entry.html);
        for (occurrence, page) in self.whole.citing.pages_of(&entry.key).iter().enumerate() {
            self.back_to_citation(out, &entry.key, occurrence, *page);
        }
        out.push_str("</li>\n");
    }

    fn back_to_citation(&self, out: &mut String, key: &str, occurrence: usize, page: usize) {
        out.push_str(" <a class=\"reference-back\" role=\"doc-backlink\"");
        url_attribute(out, "href", &self.place(page, &cite_id(key, occurrence)));
        attribute(out, "aria-label", &format!("{} {}", self.labels().back_to_text, occurrence + 1));
        out.push('>');
        text(out, "↩");
        out.push_str("</a>");
    }
}
