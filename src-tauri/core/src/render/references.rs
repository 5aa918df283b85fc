//! The list of the sources that an article uses.

use super::Composer;
use super::citation::anchor;
use super::escape::{attribute, element, text};
use super::link::web_link;
use crate::diagnostic::Language;
use crate::model::date::Date;
use crate::model::reference::Reference;

impl Composer<'_> {
    /// Writes the list; nothing where the article uses no source.
    pub(crate) fn references(&self, out: &mut String) {
        if self.whole.references.is_empty() {
            return;
        }
        out.push_str("<section class=\"references\" aria-labelledby=\"references\"><h2 id=\"references\">");
        text(out, &self.labels().references);
        out.push_str("</h2>\n<ol>\n");
        for reference in &self.whole.references {
            self.reference(out, reference);
        }
        out.push_str("</ol></section>\n");
    }

    fn reference(&self, out: &mut String, reference: &Reference) {
        let language = self.renderer.context.language();
        let (stop, comma) = match language {
            Language::Ja => ("。", "、"),
            Language::En => (". ", ", "),
        };
        out.push_str("<li");
        attribute(out, "id", &anchor(reference));
        out.push('>');
        let authors: Vec<_> = reference.authors.iter().map(|name| name.full()).collect();
        let authors = authors.join(comma);
        let site = reference.site();
        if !authors.is_empty() && site.as_ref() != Some(&authors) {
            text(out, &authors);
            out.push_str(stop);
        }
        out.push_str("<cite>");
        text(out, reference.title.as_deref().unwrap_or(&reference.id));
        out.push_str("</cite>");
        out.push_str(stop);
        let rest = [site, reference.issued.map(|date| date.for_readers(language))];
        let rest: Vec<_> = rest.into_iter().flatten().collect();
        if !rest.is_empty() {
            text(out, &rest.join(comma));
            out.push_str(stop);
        }
        if let Some(url) = &reference.url {
            web_link(out, url, url);
        }
        if let Some(date) = reference.accessed {
            self.accessed(out, date);
        }
        out.push_str("</li>\n");
    }

    fn accessed(&self, out: &mut String, date: Date) {
        if self.renderer.context.language() == Language::En {
            out.push(' ');
        }
        let language = self.renderer.context.language();
        let (open, close) = match language {
            Language::Ja => ("（", "）"),
            Language::En => ("(", ")"),
        };
        let words = format!("{open}{} {}{close}", self.labels().accessed, date.for_readers(language));
        element(out, "span", "accessed", &words);
    }
}
