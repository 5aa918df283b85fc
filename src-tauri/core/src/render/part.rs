//! The pieces of a page, in order. The preview patches them one by one; the export writes them one after another.

use pulldown_cmark::HeadingLevel;

use super::escape::{attribute, element, text, url_attribute};
use super::{Paging, Renderer};
use crate::model::{Article, BlockKind};

/// One piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Title, description, cover.
    Header,
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
pub(crate) fn parts(article: &Article<'_>, page: usize) -> Vec<Part> {
    let Some(blocks) = article.pages.get(page).map(|page| page.blocks.clone()) else { return Vec::new() };
    let contents = (page == 0).then(|| contents_at(article, blocks.clone()));
    let mut parts = Vec::with_capacity(blocks.len() + 4);
    if page == 0 {
        parts.push(Part::Header);
    }
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
    if page == article.last_page() {
        parts.push(Part::References);
    }
    parts
}

/// The contents stand before the first chapter, or at the end of a first page that has none.
fn contents_at(article: &Article<'_>, blocks: std::ops::Range<usize>) -> usize {
    let is_chapter = |index: &usize| match article.blocks.get(*index).map(|block| &block.kind) {
        Some(BlockKind::Heading(heading, _)) => {
            article.headings.get(*heading).is_some_and(|heading| heading.level == HeadingLevel::H2)
        }
        _ => false,
    };
    blocks.clone().find(is_chapter).unwrap_or(blocks.end)
}

impl Renderer<'_> {
    /// Writes one part; nothing where the article has nothing to put there.
    pub(crate) fn part(&self, out: &mut String, part: Part) {
        match part {
            Part::Header => self.header(out),
            Part::Block(index) => {
                if let Some(block) = self.article.blocks.get(index) {
                    self.block(out, block);
                }
            }
            Part::Contents => self.contents(out),
            Part::PageLinks(page) => self.page_links(out, page),
            Part::Footnotes(page) => self.footnotes(out, page),
            Part::References => self.references(out),
        }
    }

    fn page_links(&self, out: &mut String, page: usize) {
        let pages = self.article.pages.len();
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
        self.page_numbers(out, page);
        out.push_str("</nav>\n");
    }

    fn next_page(&self, out: &mut String, page: usize) {
        out.push_str("<a class=\"next-page\" rel=\"next\"");
        url_attribute(out, "href", &self.page_href(page + 1));
        out.push('>');
        element(out, "span", "next-page-label", &self.labels().next_page);
        let teaser = self.article.pages.get(page).map_or("", |page| page.teaser.as_str());
        if !teaser.is_empty() {
            out.push(' ');
            element(out, "span", "next-page-teaser", teaser);
        }
        out.push_str("</a>\n");
    }

    fn page_numbers(&self, out: &mut String, current: usize) {
        out.push_str("<ol class=\"page-numbers\">");
        for page in 0..self.article.pages.len() {
            out.push_str("<li><a");
            url_attribute(out, "href", &self.page_href(page));
            if page == current {
                attribute(out, "aria-current", "page");
            }
            out.push('>');
            text(out, &(page + 1).to_string());
            out.push_str("</a></li>");
        }
        out.push_str("</ol>\n");
    }
}
