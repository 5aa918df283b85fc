//! Citations in the text, each linked to its entry in the list of references and found from there.

use super::Renderer;
use super::escape::{attribute, element, text, url_attribute};
use crate::csl::Piece;
use crate::diagnostic::Language;
use crate::model::Cited;

impl Renderer<'_> {
    pub(super) fn citation(&self, out: &mut String, cited: &Cited<'_>) {
        if self.is_raw() {
            return text(out, cited.citation.text);
        }
        out.push_str("<span class=\"citation\">");
        match self.article.citing.cluster(cited) {
            Some(cluster) => self.pieces(out, cluster, cited),
            None => self.only_missing(out, cited),
        }
        out.push_str("</span>");
    }

    fn pieces(&self, out: &mut String, cluster: usize, cited: &Cited<'_>) {
        let Some(pieces) = self.article.citing.formatted().clusters.get(cluster) else { return };
        let end = match pieces.last() {
            Some(Piece::Words(_)) => pieces.len() - 1,
            _ => pieces.len(),
        };
        let (body, close) = pieces.split_at(end);
        body.iter().for_each(|piece| self.piece(out, cluster, piece, cited));
        for key in missing(cited) {
            out.push_str("; ");
            missing_key(out, key);
        }
        close.iter().for_each(|piece| self.piece(out, cluster, piece, cited));
    }

    fn piece(&self, out: &mut String, cluster: usize, piece: &Piece, cited: &Cited<'_>) {
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Cite(at, words) => {
                let Some(reference) = cited.references.iter().flatten().nth(*at) else { return };
                let occurrence = self.article.citing.occurrence(cluster, *at);
                out.push_str("<a");
                attribute(out, "id", &cite_id(&reference.id, occurrence));
                url_attribute(out, "href", &self.place(self.article.last_page(), &anchor(&reference.id)));
                out.push_str(" role=\"doc-biblioref\">");
                out.push_str(words);
                out.push_str("</a>");
            }
        }
    }

    /// No key is known: they are shown as they are.
    fn only_missing(&self, out: &mut String, cited: &Cited<'_>) {
        let (open, between, close) = match self.article.language() {
            Language::Ja => ("（", "；", "）"),
            Language::En => ("(", "; ", ")"),
        };
        out.push_str(open);
        for (at, key) in missing(cited).enumerate() {
            out.push_str(if at > 0 { between } else { "" });
            missing_key(out, key);
        }
        out.push_str(close);
    }
}

fn missing<'c>(cited: &'c Cited<'_>) -> impl Iterator<Item = &'c str> {
    let items = cited.citation.items.iter().zip(&cited.references);
    items.filter(|(_, reference)| reference.is_none()).map(|(item, _)| item.key)
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
