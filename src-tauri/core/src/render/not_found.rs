//! The page that a server shows where there is none. It is shown at any address, so nothing in it is relative: its style
//! stands in it, and its link is the site's whole address, where that is known.

use super::escape::{element, text};
use super::listing::Lists;
use super::page::{self, Frame, Head, link_to};

/// Where servers look for it.
pub(crate) const NOT_FOUND_PATH: &str = "404.html";

impl Lists<'_> {
    /// The page with `style` in it, under the policy that allows it.
    pub(crate) fn not_found(&self, style: &str, policy: &str) -> String {
        let frame = Frame { site: None, class: "index", ..self.frame("") };
        let head = Head {
            title: self.document_title(&self.labels.not_found, 0),
            policy: Some(policy),
            metadata: "<meta name=\"robots\" content=\"noindex\">\n".to_owned() + &page::inner_style(style),
            ..Head::default()
        };
        page::bare_document(&frame, &head, "index not-found", |out| {
            element(out, "h1", "index-title", &self.labels.not_found);
            out.push_str("\n<p>");
            text(out, &self.labels.not_found_hint);
            out.push_str("</p>\n<p>");
            link_to(out, self.publication.base_url.as_deref().unwrap_or("index.html"), &self.labels.home);
            out.push_str("</p>\n");
        })
    }
}
