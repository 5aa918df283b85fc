//! The page that a server shows where there is none. It is shown at any address, so nothing in it is relative: its style
//! stands in it, and its links are whole addresses, where the site's is known.

use super::escape::{element, text};
use super::listing::Lists;
use super::page::{self, Frame, Head};

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
            if !self.publication.title.is_empty() {
                element(out, "p", "site-title", &self.publication.title);
                out.push('\n');
            }
            element(out, "h1", "index-title", &self.labels.not_found);
            out.push_str("\n<p>");
            text(out, &self.labels.not_found_hint);
            out.push_str("</p>\n<ul class=\"ways-on\">\n");
            for (path, words) in self.ways_on() {
                let address = page::web_address(self.publication, &path);
                page::list_link(out, &address.unwrap_or(path), words);
            }
            out.push_str("</ul>\n");
        })
    }

    /// Where readers go on. Without the site's address only its front page can be named, as well as it goes.
    fn ways_on(&self) -> Vec<(String, &str)> {
        let mut ways = vec![("index.html".to_owned(), self.labels.home.as_str())];
        if self.publication.base_url.is_some() {
            ways.push((format!("{}/index.html", self.site.folders.search), &self.labels.search));
            ways.push((format!("{}/index.html", self.site.folders.archive), &self.labels.archive));
        }
        ways
    }
}
