//! Which writer a block goes to, and what all blocks share.

use super::Renderer;
use super::escape::{attribute, text};
use super::html::{Gap, Html};
use crate::model::{Block, BlockKind, Flow};

impl Renderer<'_> {
    /// Writes one block.
    pub(super) fn block(&self, out: &mut Html, block: &Block<'_>) {
        match &block.kind {
            BlockKind::Markdown(flow) | BlockKind::Heading(_, flow) => self.flow(out, flow),
            BlockKind::Takeaways { label, children } => self.takeaways(out, block, label.as_ref(), children),
            BlockKind::Qa { question, children } => self.qa(out, block, question, children),
            BlockKind::Source { source, children } => self.source(out, block, source, children),
            BlockKind::Quote { source, children } => self.quote(out, block, source, children),
            BlockKind::Commentary { speaker, children } => self.commentary(out, block, speaker, children),
            BlockKind::Callout { kind, title, children } => self.callout(out, block, *kind, title.as_ref(), children),
            BlockKind::Details { summary, children } => self.details(out, block, summary.as_ref(), children),
            BlockKind::Figure { figure, children } => self.figure(out, block, figure, children),
            BlockKind::Unknown { name, label, children } => self.unknown(out, block, name, label.as_ref(), children),
            // The page it ends writes the link to the next one.
            BlockKind::PageBreak(_) => {}
        }
    }

    pub(super) fn blocks(&self, out: &mut Html, blocks: &[Block<'_>]) {
        for block in blocks {
            self.block(out, block);
        }
    }

    /// A label's own words, or the publication's.
    pub(super) fn label(&self, out: &mut Html, label: Option<&Flow<'_>>, default: &str) {
        match label.filter(|flow| !flow.is_empty()) {
            Some(flow) => self.flow(out, flow),
            None => text(out, default),
        }
    }
}

/// Appends `<tag class="block kind …" id="…"`, left open for more attributes.
pub(super) fn open(out: &mut Html, block: &Block<'_>, tag: &str, kind: &str) {
    out.push('<');
    out.push_str(tag);
    let own = block.class.map(|class| format!(" {class}")).unwrap_or_default();
    attribute(out, "class", &format!("block {kind}{own}"));
    if let Some(anchor) = block.anchor {
        out.push_str(" id=\"");
        out.gap(Gap::Id(anchor));
        out.push('"');
    }
}
