//! `details`: a section that folds.

use super::Renderer;
use super::block::open;
use super::html::Html;
use crate::model::{Block, Flow};

impl Renderer<'_> {
    pub(super) fn details(
        &self,
        out: &mut Html,
        block: &Block<'_>,
        summary: Option<&Flow<'_>>,
        children: &[Block<'_>],
    ) {
        open(out, block, "details", "fold");
        out.push_str("><summary>");
        self.label(out, summary, &self.labels().details);
        out.push_str("</summary><div class=\"fold-body\">\n");
        self.blocks(out, children);
        out.push_str("</div></details>\n");
    }
}
