//! Footnotes: marks in the text, and the notes at the end of the page of their first mark.

use super::Composer;
use super::escape::{attribute, text, url_attribute};
use crate::model::whole::FootnoteUse;

impl Composer<'_> {
    /// A mark of which no passage defines the note: what the author wrote.
    pub(super) fn undefined_mark(out: &mut String, label: &str) {
        text(out, &format!("[^{label}]"));
    }

    /// The mark of note `note`, of which it is the mark number `mark`, both from zero.
    pub(super) fn footnote_mark(&self, out: &mut String, note: usize, mark: usize) {
        let page = self.whole.page_of_note(note);
        out.push_str("<sup class=\"footnote-ref\"><a");
        url_attribute(out, "href", &self.place(page, &format!("fn-{}", note + 1)));
        attribute(out, "id", &mark_id(note, mark));
        out.push_str(" role=\"doc-noteref\">");
        out.push_str(&(note + 1).to_string());
        out.push_str("</a></sup>");
    }

    /// The notes of one page, numbered on through the article.
    pub(crate) fn footnotes(&self, out: &mut String, page: usize) {
        let notes = self.whole.notes.iter().enumerate();
        let mut notes = notes.filter(|(_, note)| note.pages.first() == Some(&page)).peekable();
        let Some((first, _)) = notes.peek() else { return };
        out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"");
        attribute(out, "aria-label", &self.labels().footnotes);
        out.push_str(&format!("><ol start=\"{}\">\n", first + 1));
        for (number, note) in notes {
            out.push_str(&format!("<li id=\"fn-{}\">", number + 1));
            self.note(out, note);
            for (mark, page) in note.pages.iter().enumerate() {
                self.back_link(out, number, mark, *page);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol></section>\n");
    }

    /// What a note says.
    pub(crate) fn note(&self, out: &mut String, note: &FootnoteUse) {
        let (passage, content) = note.definition;
        if let Some(html) = self.sheets.get(passage).and_then(|sheet| sheet.notes.get(content)) {
            self.fill(out, html, passage);
        }
    }

    fn back_link(&self, out: &mut String, note: usize, mark: usize, page: usize) {
        out.push_str(" <a class=\"footnote-back\" role=\"doc-backlink\"");
        url_attribute(out, "href", &self.place(page, &mark_id(note, mark)));
        attribute(out, "aria-label", &format!("{} {}", self.labels().back_to_text, note + 1));
        out.push('>');
        text(out, "↩");
        out.push_str("</a>");
    }
}

fn mark_id(note: usize, mark: usize) -> String {
    if mark == 0 { format!("fnref-{}", note + 1) } else { format!("fnref-{}-{}", note + 1, mark + 1) }
}
