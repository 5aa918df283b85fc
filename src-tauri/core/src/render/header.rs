//! What stands over an article: tags, title, description, byline, cover.

use super::escape::{element, text};
use super::page::link_to;
use super::{Composer, image, page_file};
use crate::model::date::Date;
use crate::model::link;

impl Composer<'_> {
    /// The header of the first page.
    pub(crate) fn header(&self, out: &mut String) {
        let meta = self.renderer.context.meta;
        out.push_str("<header class=\"article-header\">\n");
        if !meta.tags.is_empty() {
            out.push_str("<ul class=\"tags\">");
            for tag in &meta.tags {
                out.push_str("<li>");
                self.tag(out, tag);
                out.push_str("</li>");
            }
            out.push_str("</ul>\n");
        }
        self.title(out);
        if let Some(description) = &meta.description {
            element(out, "p", "description", description);
            out.push('\n');
        }
        self.byline(out);
        self.cover(out);
        out.push_str("</header>\n");
    }

    /// The header of a later page: the title, and which page this is.
    pub(crate) fn short_header(&self, out: &mut String, page: usize) {
        out.push_str("<header class=\"article-header continued\">\n");
        self.title(out);
        let label = self.labels().page.replace("{page}", &(page + 1).to_string());
        element(out, "p", "page-of", &label.replace("{pages}", &self.whole.pages.len().to_string()));
        out.push_str("</header>\n");
    }

    /// The word, or the way to all articles that have it.
    fn tag(&self, out: &mut String, tag: &str) {
        match self.site.and_then(|site| site.tag(tag)) {
            Some(list) => {
                let page = format!("{}/{}", list.folder, page_file(0));
                link_to(out, &link::href(self.renderer.context.slug, &page), tag);
            }
            None => text(out, tag),
        }
    }

    fn title(&self, out: &mut String) {
        out.push_str("<h1>");
        text(out, self.renderer.context.title());
        out.push_str("</h1>\n");
    }

    fn byline(&self, out: &mut String) {
        let (meta, labels) = (self.renderer.context.meta, self.labels());
        out.push_str("<p class=\"byline\">");
        if !meta.authors.is_empty() {
            element(out, "span", "authors", &meta.authors.join(self.renderer.context.language().comma()));
            out.push(' ');
        }
        self.dated(out, "published", &labels.published, meta.date);
        self.dated(out, "updated", &labels.updated, meta.updated);
        let minutes = self.minutes.to_string();
        element(out, "span", "reading-time", &labels.reading_time.replace("{minutes}", &minutes));
        out.push_str("</p>\n");
    }

    fn dated(&self, out: &mut String, class: &str, label: &str, date: Option<Date>) {
        let Some(date) = date else { return };
        out.push_str(&format!("<span class=\"{class}\">"));
        text(out, label);
        out.push(' ');
        self.renderer.time(out, date);
        out.push_str("</span> ");
    }

    fn cover(&self, out: &mut String) {
        let Some(cover) = &self.renderer.context.meta.cover else { return };
        if !self.renderer.snapshot.assets.contains_key(&cover.path) {
            return;
        }
        out.push_str("<figure class=\"cover\">");
        self.renderer.picture(out, cover, true);
        if let Some(credit) = &cover.credit {
            image::credit(out, "figcaption", self.labels(), credit);
        }
        out.push_str("</figure>\n");
    }
}
