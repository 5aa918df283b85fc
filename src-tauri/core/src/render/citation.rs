//! Citations in the text: author or site, year and locator, linked to the list of references.

use super::Composer;
use super::escape::{element, text, url_attribute};
use crate::diagnostic::Language;
use crate::model::reference::Reference;
use crate::model::{Cited, CitedItem};

impl Composer<'_> {
    pub(super) fn citation(&self, out: &mut String, cited: &Cited) {
        out.push_str("<span class=\"citation\">");
        let (open, between, close) = match self.renderer.context.language() {
            Language::Ja => ("（", "；", "）"),
            Language::En => ("(", "; ", ")"),
        };
        if cited.narrative {
            let gap = if self.renderer.context.language() == Language::En { " " } else { "" };
            self.narrative(out, cited, &format!("{gap}{open}"), close);
        } else {
            out.push_str(open);
            for (at, item) in cited.items.iter().enumerate() {
                if at > 0 {
                    out.push_str(between);
                }
                self.parenthetical(out, item, item.reference.as_deref());
            }
            out.push_str(close);
        }
        out.push_str("</span>");
    }

    fn parenthetical(&self, out: &mut String, item: &CitedItem, reference: Option<&Reference>) {
        if !item.prefix.is_empty() {
            text(out, &item.prefix);
            out.push(' ');
        }
        match reference {
            Some(reference) if item.suppress_author => self.reference_link(out, reference, &when(reference)),
            Some(reference) => {
                let words = [who(reference), when(reference)].join(" ");
                self.reference_link(out, reference, words.trim());
            }
            None => element(out, "span", "missing", &format!("@{}", item.key)),
        }
        if !item.locator.is_empty() {
            out.push_str(", ");
            text(out, &item.locator);
        }
    }

    /// `市場新聞（2025, p. 4）`: the name belongs to the sentence.
    fn narrative(&self, out: &mut String, cited: &Cited, open: &str, close: &str) {
        let Some((item, reference)) = cited.items.first().and_then(|item| Some((item, item.reference.as_ref()?)))
        else {
            return;
        };
        text(out, &who(reference));
        out.push_str(open);
        self.reference_link(out, reference, &when(reference));
        if !item.locator.is_empty() {
            out.push_str(", ");
            text(out, &item.locator);
        }
        out.push_str(close);
    }

    fn reference_link(&self, out: &mut String, reference: &Reference, words: &str) {
        out.push_str("<a");
        url_attribute(out, "href", &self.place(self.whole.last_page(), &anchor(reference)));
        out.push('>');
        text(out, words);
        out.push_str("</a>");
    }
}

/// The id of a source in the list of references.
pub(super) fn anchor(reference: &Reference) -> String {
    format!("ref-{}", reference.id)
}

/// The first author's family name, or else the site, the title, the key.
fn who(reference: &Reference) -> String {
    let author = reference.authors.first().map(|name| name.family.clone());
    author.or_else(|| reference.site()).or_else(|| reference.title.clone()).unwrap_or_else(|| reference.id.clone())
}

fn when(reference: &Reference) -> String {
    reference.issued.map_or_else(|| "n.d.".to_owned(), |date| date.year().to_string())
}
