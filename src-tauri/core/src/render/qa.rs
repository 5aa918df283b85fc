//! `qa`: a question and its short answer.

use super::Renderer;
use super::block::open;
use super::html::Html;
use crate::model::{Block, Flow};

impl Renderer<'_> {
    pub(super) fn qa(&self, out: &mut Html, block: &Block<'_>, question: &Flow<'_>, answer: &[Block<'_>]) {
        open(out, block, "div", "qa");
        out.push_str("><p class=\"question\">");
        self.flow(out, question);
        out.push_str("</p>\n<div class=\"answer\">\n");
        self.blocks(out, answer);
        out.push_str("</div></div>\n");
    }
}
