//! The table of contents: chapters and their sections, across all pages.

use pulldown_cmark::HeadingLevel;

use super::Composer;
use super::escape::{text, url_attribute};
use crate::model::whole::Heading;

impl Composer<'_> {
    /// Writes the contents; nothing where the article has no chapters.
    pub(crate) fn contents(&self, out: &mut String) {
        let headings = &self.whole.headings;
        let mut chapters = headings
            .chunk_by(|_, next| next.level != HeadingLevel::H2)
            // A link without words could be neither seen nor heard.
            .filter(|chapter| is_chapter(chapter) && !chapter[0].text.is_empty())
            .peekable();
        if chapters.peek().is_none() {
            return;
        }
        out.push_str("<nav class=\"toc\" aria-labelledby=\"toc\"><h2 class=\"toc-title\" id=\"toc\">");
        text(out, &self.labels().contents);
        out.push_str("</h2><ol>\n");
        for chapter in chapters {
            self.chapter(out, chapter);
        }
        out.push_str("</ol></nav>\n");
    }

    fn chapter(&self, out: &mut String, chapter: &[Heading]) {
        let Some((heading, rest)) = chapter.split_first() else { return };
        out.push_str("<li>");
        self.entry(out, heading);
        let sections: Vec<_> =
            rest.iter().filter(|section| section.level == HeadingLevel::H3 && !section.text.is_empty()).collect();
        if !sections.is_empty() {
            out.push_str("<ol>\n");
            for section in sections {
                out.push_str("<li>");
                self.entry(out, section);
                out.push_str("</li>\n");
            }
            out.push_str("</ol>");
        }
        out.push_str("</li>\n");
    }

    fn entry(&self, out: &mut String, heading: &Heading) {
        out.push_str("<a");
        url_attribute(out, "href", &self.place(heading.page, &heading.id));
        out.push('>');
        text(out, &heading.text);
        out.push_str("</a>");
    }
}

fn is_chapter(headings: &[Heading]) -> bool {
    headings.first().is_some_and(|heading| heading.level == HeadingLevel::H2)
}
