//! Footnotes, numbered in the order in which the text first refers to them.

use std::collections::BTreeMap;

use super::{Flow, Footnote};
use crate::diagnostic::{Diagnostic, Message};
use crate::source::Span;

/// The marks and definitions met so far.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'a> {
    numbers: BTreeMap<String, usize>,
    marked: Vec<Marked>,
    definitions: BTreeMap<String, Flow<'a>>,
}

#[derive(Debug)]
struct Marked {
    label: String,
    span: Span,
    /// The top-level blocks of its marks.
    blocks: Vec<usize>,
}

impl<'a> Footnotes<'a> {
    /// A mark in the top-level block `block`: the note's place, and which of its marks this is, both from zero.
    pub(super) fn mark(&mut self, label: &str, span: Span, block: usize) -> (usize, usize) {
        let next = self.marked.len();
        let number = *self.numbers.entry(label.to_owned()).or_insert(next);
        if number == next {
            self.marked.push(Marked { label: label.to_owned(), span, blocks: Vec::new() });
        }
        let mark = self.marked.get_mut(number).map_or(0, |marked| {
            marked.blocks.push(block);
            marked.blocks.len() - 1
        });
        (number, mark)
    }

    /// The definition of a note; the first one counts, as in GFM.
    pub(super) fn define(&mut self, label: &str, content: Flow<'a>) {
        self.definitions.entry(label.to_owned()).or_insert(content);
    }

    /// The notes in order, with the pages of their marks.
    pub(super) fn finish(
        mut self,
        page_of_block: impl Fn(usize) -> usize,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Footnote<'a>> {
        let mut notes = Vec::with_capacity(self.marked.len());
        for Marked { label, span, blocks } in self.marked {
            let content = self.definitions.remove(&label).unwrap_or_else(|| {
                diagnostics.push(undefined(&label, span));
                Flow::new()
            });
            notes.push(Footnote { content, marks: blocks.into_iter().map(&page_of_block).collect() });
        }
        notes
    }
}

/// A mark whose note is nowhere.
pub(crate) fn undefined(label: &str, span: Span) -> Diagnostic {
    let message =
        Message::new(format!("The footnote “{label}” is not defined."), format!("脚注「{label}」の本文がありません。"));
    Diagnostic::error("undefined-footnote", span, message).hint(
        format!("Write [^{label}]: and the note on a line of its own."),
        format!("[^{label}]: に続けて、本文を独立した行に書いてください。"),
    )
}
