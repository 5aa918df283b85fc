//! `takeaways`: the box of what one will learn.

use super::Renderer;
use super::block::open;
use super::escape::attribute;
use super::html::Html;
use crate::model::directive::label_text;
use crate::model::{Block, Flow};

impl Renderer<'_> {
    pub(super) fn takeaways(&self, out: &mut Html, block: &Block<'_>, label: Option<&Flow<'_>>, points: &[Block<'_>]) {
        let default = &self.labels().takeaways;
        open(out, block, "section", "takeaways");
        attribute(out, "aria-label", label_text(label).as_ref().unwrap_or(default));
        out.push_str("><p class=\"block-label\">");
        self.label(out, label, default);
        out.push_str("</p>\n");
        self.blocks(out, points);
        out.push_str("</section>\n");
    }
}
