//! `note`, `tip`, `important`, `warning`, `caution`, and GitHub's alerts.

use super::Renderer;
use super::block::open;
use super::escape::attribute;
use super::html::Html;
use crate::model::{Block, CalloutKind, Flow};

impl Renderer<'_> {
    pub(super) fn callout(
        &self,
        out: &mut Html,
        block: &Block<'_>,
        kind: CalloutKind,
        title: Option<&Flow<'_>>,
        children: &[Block<'_>],
    ) {
        self.open_callout(out, kind, Some(block), title);
        self.blocks(out, children);
        out.push_str("</div>\n");
    }

    /// The box up to its content. An alert has no block and no title of its own.
    pub(super) fn open_callout(
        &self,
        out: &mut Html,
        kind: CalloutKind,
        block: Option<&Block<'_>>,
        title: Option<&Flow<'_>>,
    ) {
        let class = format!("callout {}", kind.name());
        match block {
            Some(block) => open(out, block, "div", &class),
            None => {
                out.push_str("<div");
                attribute(out, "class", &format!("block {class}"));
            }
        }
        out.push_str(" role=\"note\"><p class=\"callout-title\">");
        self.label(out, title, self.labels().callout(kind));
        out.push_str("</p>\n");
    }
}
