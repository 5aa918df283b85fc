//! The page that searches the site. What it needs from scripts stands hidden until they run.

use super::escape::{attribute, element, text};
use super::listing::Lists;
use super::page::{self, Head, STYLESHEET_PATH, link_to};
use super::{metadata, page_file};

/// Where the script stands that searches.
pub(crate) const SCRIPT_PATH: &str = "assets/search.js";

/// The page's own style, script and images. The parts of the index are scripts, too: a page on disk may load nothing else.
const POLICY: &str = "default-src 'none'; img-src 'self' data:; font-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; \
     base-uri 'none'; form-action 'none'";

impl Lists<'_> {
    /// The page, and where it stands.
    pub(crate) fn search(&self) -> (String, String) {
        let folder = &self.site.folders.search;
        let frame = self.frame(folder);
        let path = format!("{folder}/{}", page_file(0));
        let title = &self.labels.search;
        let document_title = self.document_title(title, 0);
        let head = Head {
            title: document_title.clone(),
            description: Some(&document_title),
            canonical: frame.address(&path),
            stylesheets: vec![frame.href(STYLESHEET_PATH)],
            scripts: vec![frame.href(SCRIPT_PATH)],
            policy: Some(POLICY),
            metadata: metadata::of_list(&frame, title, &document_title, &path),
            ..Head::default()
        };
        let html = page::document(&frame, &head, "index", |out| {
            element(out, "h1", "index-title", title);
            self.field(out);
            out.push_str("<noscript><p>");
            text(out, &self.labels.search_without_scripts);
            out.push_str("</p><p>");
            link_to(out, &frame.href(&format!("{}/{}", self.site.folders.archive, page_file(0))), &self.labels.archive);
            out.push_str("</p></noscript>\n");
        });
        (path, html)
    }

    fn field(&self, out: &mut String) {
        let labels = self.labels;
        out.push_str("\n<search class=\"search\" hidden");
        attribute(out, "data-found", &labels.search_found);
        attribute(out, "data-nothing", &labels.search_nothing);
        attribute(out, "data-failed", &labels.search_failed);
        out.push_str(">\n<label for=\"search-words\">");
        text(out, &labels.search_words);
        out.push_str(
            "</label>\n<input type=\"search\" id=\"search-words\" autocomplete=\"off\" spellcheck=\"false\" maxlength=\"200\">\n\
             <p class=\"search-count\" role=\"status\"></p>\n<ol class=\"search-results\"></ol>\n</search>\n",
        );
    }
}
