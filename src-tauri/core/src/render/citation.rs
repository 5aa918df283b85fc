//! Citations in the text, each linked to its entry in the list of references and found from there.

use super::Composer;
use super::escape::{attribute, element, url_attribute};
use crate::csl::Piece;
use crate::diagnostic::Language;
use crate::model::Cited;

impl Composer<'_> {
    /// Writes the citation with this number.
    pub(crate) fn citation(&self, out: &mut String, number: usize) {
        let Some(cited) = self.whole.citations.get(number) else { return };
        out.push_str("<span class=\"citation\">");
        match self.whole.citing.cluster(number) {
            Some(cluster) => self.pieces(out, cluster, cited),
            None => self.only_missing(out, cited),
        }
        out.push_str("</span>");
    }

    fn pieces(&self, out: &mut String, cluster: usize, cited: &Cited) {
        let Some(pieces) = self.whole.citing.formatted().clusters.get(cluster) else { return };
        let end = match pieces.last() {
            Some(Piece::Words(_)) => pieces.len() - 1,
            _ => pieces.len(),
        };
        let (body, close) = pieces.split_at(end);
        body.iter().for_each(|piece| self.piece(out, cluster, piece, cited));
        for key in &cited.missing {
            out.push_str("; ");
            missing_key(out, key);
        }
        close.iter().for_each(|piece| self.piece(out, cluster, piece, cited));
    }

    fn piece(&self, out: &mut String, cluster: usize, piece: &Piece, cited: &Cited) {
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Cite(at, words) => {
                let Some(cite) = cited.cites.get(*at) else { return };
                let (key, occurrence) = (cite.item.key(), self.whole.citing.occurrence(cluster, *at));
                out.push_str("<a");
                attribute(out, "id", &cite_id(key, occurrence));
                url_attribute(out, "href", &self.place(self.whole.last_page(), &anchor(key)));
                out.push_str(" role=\"doc-biblioref\">");
                out.push_str(words);
                out.push_str("</a>");
            }
        }
    }

    /// No key is known: they are shown as they are.
    fn only_missing(&self, out: &mut String, cited: &Cited) {
        let (open, between, close) = match self.renderer.context.language() {
            Language::Ja => ("（", "；", "）"),
            Language::En => ("(", "; ", ")"),
        };
        out.push_str(open);
        for (at, key) in cited.missing.iter().enumerate() {
            out.push_str(if at > 0 { between } else { "" });
            missing_key(out, key);
        }
        out.push_str(close);
    }
}

fn missing_key(out: &mut String, key: &str) {
    element(out, "span", "missing", &format!("@{key}"));
}

/// The id of a source in the list of references.
pub(super) fn anchor(key: &str) -> String {
    format!("ref-{key}")
}

/// The id of a citation of a source, of which it is number `occurrence`, from zero.
pub(super) fn cite_id(key: &str, occurrence: usize) -> String {
    format!("cite-{key}-{}", occurrence + 1)
}
