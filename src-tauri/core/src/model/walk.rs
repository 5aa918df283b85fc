//! Going through everything that a passage's blocks hold, in text order.

use super::{Block, BlockKind, Flow, Item, Passage};

/// What is met on the way.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Visit<'v, 'a> {
    /// A block, before what it holds.
    Block(&'v Block<'a>),
    /// A run of Markdown.
    Flow(&'v Flow<'a>),
}

/// Visits every block and every flow of the body and of the footnotes.
pub(crate) fn passage<'v, 'a>(passage: &'v Passage<'a>, visit: &mut impl FnMut(Visit<'v, 'a>)) {
    blocks(&passage.blocks, visit);
    for note in &passage.notes {
        flow(&note.content, visit);
    }
}

/// Visits every block of a list and every flow in them.
pub(crate) fn blocks<'v, 'a>(list: &'v [Block<'a>], visit: &mut impl FnMut(Visit<'v, 'a>)) {
    list.iter().for_each(|each| block(each, visit));
}

fn block<'v, 'a>(block: &'v Block<'a>, visit: &mut impl FnMut(Visit<'v, 'a>)) {
    visit(Visit::Block(block));
    match &block.kind {
        BlockKind::Markdown(words) | BlockKind::Heading(_, words) | BlockKind::PageBreak(words) => flow(words, visit),
        BlockKind::Qa { question, children } => {
            flow(question, visit);
            blocks(children, visit);
        }
        BlockKind::Takeaways { label, children }
        | BlockKind::Callout { title: label, children, .. }
        | BlockKind::Details { summary: label, children }
        | BlockKind::Unknown { label, children, .. } => {
            label.iter().for_each(|label| flow(label, visit));
            blocks(children, visit);
        }
        BlockKind::Source { children, .. }
        | BlockKind::Quote { children, .. }
        | BlockKind::Commentary { children, .. }
        | BlockKind::Figure { children, .. } => blocks(children, visit),
    }
}

/// Visits a flow and every block in it.
pub(crate) fn flow<'v, 'a>(words: &'v Flow<'a>, visit: &mut impl FnMut(Visit<'v, 'a>)) {
    visit(Visit::Flow(words));
    for item in words {
        if let Item::Block(inner) = item {
            block(inner, visit);
        }
    }
}
