//! The pieces of a page, in order. The preview patches them one by one; the export writes them one after another.

use pulldown_cmark::HeadingLevel;

use super::escape::{attribute, element, text, url_attribute};
use super::{Composer, Paging, page_file, pager};
use crate::model::whole::Whole;

/// One piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Title, description, cover.
    Header,
    /// The title again, at the start of a later page.
    Continued(usize),
    /// One of the article's blocks.
    Block(usize),
    /// The table of contents.
    Contents,
    /// The links to the other pages, at the end of a page.
    PageLinks(usize),
    /// The notes of a page.
    Footnotes(usize),
    /// The list of sources.
    References,
}

/// The parts of page `page`, in order.
pub(crate) fn parts(whole: &Whole, page: usize) -> Vec<Part> {
    let Some(blocks) = whole.pages.get(page).map(|page| page.blocks.clone()) else { return Vec::new() };
    let contents = (page == 0).then(|| contents_at(whole, blocks.clone()));
    let mut parts = Vec::with_capacity(blocks.len() + 4);
    parts.push(if page == 0 { Part::Header } else { Part::Continued(page) });
    for block in blocks.clone() {
        if contents == Some(block) {
            parts.push(Part::Contents);
        }
        parts.push(Part::Block(block));
    }
    if contents == Some(blocks.end) {
        parts.push(Part::Contents);
    }
    parts.extend([Part::PageLinks(page), Part::Footnotes(page)]);
    if page == whole.last_page() {
        parts.push(Part::References);
    }
    parts
}

/// The contents stand before the first chapter, or at the end of a first page that has none.
fn contents_at(whole: &Whole, blocks: std::ops::Range<usize>) -> usize {
    let chapter = whole.headings.iter().find(|heading| heading.level == HeadingLevel::H2);
    chapter.map(|heading| heading.block).filter(|block| blocks.contains(block)).unwrap_or(blocks.end)
}

impl Composer<'_> {
    /// Writes one part; nothing where the article has nothing to put there.
    pub(crate) fn part(&self, out: &mut String, part: Part) {
        match part {
            Part::Header => self.header(out),
            Part::Continued(page) => self.short_header(out, page),
            Part::Block(index) => {
                if let Some((passage, html)) = self.block(index) {
                    self.fill(out, html, passage);
                }
            }
            Part::Contents => self.contents(out),
            Part::PageLinks(page) => self.page_links(out, page),
            Part::Footnotes(page) => self.footnotes(out, page),
            Part::References => self.references(out),
        }
    }

    fn page_links(&self, out: &mut String, page: usize) {
        let pages = self.whole.pages.len();
        if pages < 2 {
            return;
        }
        let labels = self.labels();
        let label = labels.page.replace("{page}", &(page + 1).to_string()).replace("{pages}", &pages.to_string());
        out.push_str("<nav class=\"page-nav\"");
        attribute(out, "aria-label", &label);
        // In one document, the next page starts where this one's links stand.
        if self.paging == Paging::OneDocument && page + 1 < pages {
            attribute(out, "id", &format!("page-{}", page + 2));
        }
        out.push_str(">\n");
        if page + 1 < pages {
            self.next_page(out, page);
        }
        self.previous_page(out, page);
        pager::numbers(out, page, pages, |page| self.page_href(page));
        out.push_str("</nav>\n");
    }

    fn next_page(&self, out: &mut String, page: usize) {
        out.push_str("<a class=\"next-page\" rel=\"next\"");
        url_attribute(out, "href", &self.page_href(page + 1));
        out.push('>');
        element(out, "span", "next-page-label", &self.labels().next_page);
        let teaser = self.whole.pages.get(page).map_or("", |page| page.teaser.as_str());
        if !teaser.is_empty() {
            out.push(' ');
            element(out, "span", "next-page-teaser", teaser);
        }
        out.push_str("</a>\n");
    }

    fn previous_page(&self, out: &mut String, page: usize) {
        let Some(previous) = page.checked_sub(1) else { return };
        out.push_str("<p class=\"previous-page\"><a rel=\"prev\"");
        url_attribute(out, "href", &self.page_href(previous));
        out.push('>');
        text(out, &self.labels().previous_page);
        out.push_str("</a></p>\n");
    }

    /// The address of a page of this article.
    fn page_href(&self, page: usize) -> String {
        match self.paging {
            Paging::Files { .. } => page_file(page),
            Paging::OneDocument if page == 0 => "#main".to_owned(),
            Paging::OneDocument => format!("#page-{}", page + 1),
        }
    }
}
