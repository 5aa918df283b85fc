//! `figure`: a picture with caption, credit and licence.

use super::Renderer;
use super::block::open;
use super::escape::element;
use super::html::Html;
use super::image;
use crate::model::{Block, Figure};

impl Renderer<'_> {
    pub(super) fn figure(&self, out: &mut Html, block: &Block<'_>, figure: &Figure, caption: &[Block<'_>]) {
        open(out, block, "figure", "figure");
        out.push('>');
        if let Some(path) = &figure.path {
            self.image(out, path, &figure.alt, "");
        }
        if !caption.is_empty() || figure.credit.is_some() || figure.licence.is_some() {
            out.push_str("<figcaption>\n");
            self.blocks(out, caption);
            self.small_print(out, figure);
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>\n");
    }

    fn small_print(&self, out: &mut Html, figure: &Figure) {
        if let Some(credit) = &figure.credit {
            image::credit(out, "span", self.labels(), credit);
            out.push(' ');
        }
        if let Some(licence) = &figure.licence {
            element(out, "span", "licence", &format!("{} {licence}", self.labels().licence));
        }
    }
}
