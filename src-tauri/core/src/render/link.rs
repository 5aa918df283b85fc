//! Links: out to the web, to a place in the article, to another article.

use pulldown_cmark::LinkType;

use super::escape::{attribute, url_attribute};
use super::html::{Gap, Html};
use super::{Renderer, page_file};
use crate::Trust;
use crate::model::link::{self, Target};
use crate::source;

impl Renderer<'_> {
    /// Opens an `<a>` and says whether it did: an address that leads nowhere allowed leaves only its words.
    pub(super) fn open_link(&self, out: &mut Html, kind: LinkType, address: &str, title: &str) -> bool {
        let mail = (kind == LinkType::Email).then(|| format!("mailto:{address}"));
        let Some(href) = self.href(mail.as_deref().unwrap_or(address)) else { return false };
        match href {
            Href::Address(href) => {
                out.push_str("<a");
                // Its own words say where it leads: paper need not say it again.
                if !self.is_raw() && kind == LinkType::Autolink {
                    attribute(out, "class", "address");
                }
                url_attribute(out, "href", &href);
                link_title(out, title);
                if !self.is_raw() && leads_out(&href) {
                    out.push_str(" rel=\"noopener\"");
                }
            }
            Href::Place(place) => {
                out.push_str("<a href=\"");
                out.gap(Gap::Place(place));
                out.push('"');
                link_title(out, title);
            }
        }
        out.push('>');
        true
    }

    fn href(&self, address: &str) -> Option<Href> {
        if self.is_raw() {
            return Some(Href::Address(address.to_owned()));
        }
        match link::resolve(self.context.slug, address) {
            Target::Web(address) => Some(Href::Address(address)),
            Target::Fragment(fragment) => Some(Href::Place(fragment)),
            Target::Inside(path, _) if self.stays_behind(&path) => None,
            Target::Inside(path, rest) => Some(Href::Address(self.inside(&path) + &rest)),
            Target::Refused => None,
        }
    }

    /// Whether a file is not there where readers read.
    fn stays_behind(&self, path: &str) -> bool {
        let is_article = || self.snapshot.article(source::slug_of(path).unwrap_or(path)).is_some();
        match self.trust {
            Trust::Alone => true,
            Trust::Book => !is_article(),
            Trust::Sanitised | Trust::Raw => self.snapshot.withholds(path),
        }
    }

    /// The address of a file of the publication; an article's text leads to its first page.
    pub(super) fn inside(&self, path: &str) -> String {
        let slug = source::slug_of(path).unwrap_or(path);
        if self.snapshot.article(slug).is_some() {
            return link::href(self.context.slug, &format!("{slug}/{}", page_file(0)));
        }
        link::href(self.context.slug, path)
    }
}

/// Where a link leads.
enum Href {
    Address(String),
    /// `#id`: a place in the article, perhaps on another page.
    Place(String),
}

fn link_title(out: &mut String, title: &str) {
    if !title.is_empty() {
        attribute(out, "title", title);
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
