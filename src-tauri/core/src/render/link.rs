//! Links: out to the web, to a place in the article, to another article.

use pulldown_cmark::LinkType;

use super::escape::{attribute, url_attribute};
use super::{Paging, Renderer, page_file};
use crate::model::link::{self, Target};
use crate::source;

impl Renderer<'_> {
    /// Opens an `<a>` and says whether it did: an address that leads nowhere allowed leaves only its words.
    pub(super) fn open_link(&self, out: &mut String, kind: LinkType, address: &str, title: &str) -> bool {
        let mail = (kind == LinkType::Email).then(|| format!("mailto:{address}"));
        let Some(href) = self.href(mail.as_deref().unwrap_or(address)) else { return false };
        out.push_str("<a");
        url_attribute(out, "href", &href);
        if !title.is_empty() {
            attribute(out, "title", title);
        }
        if !self.is_raw() && leads_out(&href) {
            out.push_str(" rel=\"noopener\"");
        }
        out.push('>');
        true
    }

    fn href(&self, address: &str) -> Option<String> {
        if self.is_raw() {
            return Some(address.to_owned());
        }
        match link::resolve(&self.article.slug, address) {
            Target::Web(address) => Some(address),
            Target::Fragment(fragment) => Some(self.fragment(&fragment)),
            Target::Inside(path, rest) => Some(self.inside(&path) + &rest),
            Target::Refused => None,
        }
    }

    /// A heading may stand on another page.
    fn fragment(&self, fragment: &str) -> String {
        if self.paging == Paging::OneDocument || self.article.pages.len() == 1 {
            return fragment.to_owned();
        }
        let id = fragment.trim_start_matches('#');
        let heading = self.article.headings.iter().find(|heading| heading.id == id);
        heading.map_or_else(|| fragment.to_owned(), |heading| self.place(heading.page, id))
    }

    /// The address of a file of the publication; an article's text leads to its first page.
    pub(super) fn inside(&self, path: &str) -> String {
        let slug = source::slug_of(path).unwrap_or(path);
        if self.snapshot.article(slug).is_some() {
            return link::href(&self.article.slug, &format!("{slug}/{}", page_file(0)));
        }
        link::href(&self.article.slug, path)
    }

    /// The address of a page of this article.
    pub(super) fn page_href(&self, page: usize) -> String {
        match self.paging {
            Paging::Files { .. } => page_file(page),
            Paging::OneDocument if page == 0 => "#main".to_owned(),
            Paging::OneDocument => format!("#page-{}", page + 1),
        }
    }
}

fn leads_out(href: &str) -> bool {
    href.starts_with("http:") || href.starts_with("https:")
}

/// Appends `<a href="…" rel="noopener">words</a>` for an address of the web.
pub(super) fn web_link(out: &mut String, address: &str, words: &str) {
    out.push_str("<a");
    url_attribute(out, "href", address);
    out.push_str(" rel=\"noopener\">");
    super::escape::text(out, words);
    out.push_str("</a>");
}
