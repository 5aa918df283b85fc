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
    let (words, children) = held(block);
    words.into_iter().for_each(|words| flow(words, visit));
    blocks(children, visit);
}

/// The words that a block holds itself, which come first, and the blocks in it.
pub(crate) fn held<'v, 'a>(block: &'v Block<'a>) -> (Option<&'v Flow<'a>>, &'v [Block<'a>]) {
    match &block.kind {
        BlockKind::Markdown(words) | BlockKind::Heading(_, words) | BlockKind::PageBreak(words) => (Some(words), &[]),
        BlockKind::Qa { question, children } => (Some(question), children),
        BlockKind::Takeaways { label, children }
        | BlockKind::Callout { title: label, children, .. }
        | BlockKind::Details { summary: label, children }
        | BlockKind::Unknown { label, children, .. } => (label.as_ref(), children),
        BlockKind::Source { children, .. }
        | BlockKind::Quote { children, .. }
        | BlockKind::Commentary { children, .. }
        | BlockKind::Figure { children, .. } => (None, children),
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
