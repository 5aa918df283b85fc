//! A block whose name the format does not know: a neutral box, so that nothing the author wrote disappears.

use super::Renderer;
use super::block::open;
use super::escape::attribute;
use super::html::Html;
use crate::model::{Block, Flow};

impl Renderer<'_> {
    pub(super) fn unknown(
        &self,
        out: &mut Html,
        block: &Block<'_>,
        name: &str,
        label: Option<&Flow<'_>>,
        children: &[Block<'_>],
    ) {
        open(out, block, "div", "unknown");
        attribute(out, "data-name", name);
        out.push('>');
        if let Some(label) = label {
            out.push_str("<p class=\"block-label\">");
            self.flow(out, label);
            out.push_str("</p>\n");
        }
        self.blocks(out, children);
        out.push_str("</div>\n");
    }
}
