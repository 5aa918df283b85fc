//! The model: what a writer believes to be true of one article.

use std::fs;
use std::path::Path;

use kiku_disk::drafts;
use proptest::prelude::*;

use super::Told;
use crate::step::Step;

/// What the file holds in the beginning.
pub(crate) const FIRST: &str = "はじめ\n";

/// What somebody decides to do, whatever the text is then.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Deed {
    Type {
        at: u16,
        remove: u8,
    },
    /// So much that the journal does not take it as an edit.
    Paste,
    /// Remove nearly all again.
    CutMost,
    Flush,
    Save,
    Outside,
    KeepMine,
    TakeTheirs,
}

impl Deed {
    pub(crate) fn any() -> impl Strategy<Value = Self> {
        let typing = (any::<u16>(), 0..6_u8).prop_map(|(at, remove)| Self::Type { at, remove });
        prop_oneof![
            8 => typing,
            3 => Just(Self::Flush),
            3 => Just(Self::Save),
            2 => Just(Self::Outside),
            1 => Just(Self::KeepMine),
            1 => Just(Self::TakeTheirs),
        ]
    }
}

#[derive(Clone, Debug)]
pub(crate) struct World {
    /// What the editor holds.
    pub(crate) text: String,
    /// What the file holds.
    file: String,
    /// What the editor last saw in the file.
    seen: String,
    unsaved: bool,
    /// The unsaved text that is certain to be kept.
    certain: Option<String>,
}

impl World {
    /// What a new start finds, and what a person does first: to put the best draft into the editor.
    pub(crate) fn at_start(root: &Path, known: &[String]) -> (Self, Option<Step>) {
        let file = fs::read_to_string(root.join("publication/article.md")).unwrap();
        let best = texts_of_drafts(root).into_iter().filter(|text| *text != file).max_by_key(|text| age(known, text));
        let restore = best.clone().map(|text| Step::Restore { text });
        (Self { text: file.clone(), seen: file.clone(), file, unsaved: false, certain: best }, restore)
    }

    /// The step that a deed means now; nothing where there is nothing to do. `number` makes every text another one.
    pub(crate) fn step(&self, deed: &Deed, number: usize) -> Option<Step> {
        let both = self.file != self.seen && self.unsaved;
        Some(match deed {
            Deed::Type { at, remove } => {
                let start = boundary(&self.text, usize::from(*at) % (self.text.len() + 1));
                let end = boundary(&self.text, (start + usize::from(*remove)).min(self.text.len()));
                Step::Edit { start, end: end.max(start), insert: format!("菊{number}\n") }
            }
            Deed::Paste => {
                let insert = format!("{number}{}\n", "貼".repeat(100_000));
                Step::Edit { start: 0, end: 0, insert }
            }
            Deed::CutMost => Step::Edit { start: 0, end: self.text.len(), insert: format!("残{number}\n") },
            Deed::Flush => Step::Flush,
            Deed::Save => Step::Save,
            Deed::Outside => Step::Outside { text: format!("他{number}\n") },
            Deed::KeepMine if both => Step::KeepMine,
            Deed::TakeTheirs if both => Step::TakeTheirs,
            Deed::KeepMine | Deed::TakeTheirs => return None,
        })
    }

    pub(crate) fn take(&mut self, step: &Step) {
        match step {
            Step::Edit { start, end, insert } => {
                self.text.replace_range(start..end, insert);
                self.unsaved = true;
            }
            Step::Flush if self.unsaved => self.certain = Some(self.text.clone()),
            Step::Flush => {}
            Step::Save if self.file != self.seen && self.file != self.text => {}
            Step::Save | Step::KeepMine => {
                self.file.clone_from(&self.text);
                self.settle();
            }
            Step::Outside { text } => self.file.clone_from(text),
            Step::TakeTheirs => {
                self.text.clone_from(&self.file);
                self.settle();
            }
            Step::Restore { text } => {
                self.text.clone_from(text);
                self.unsaved = true;
                self.certain = Some(text.clone());
            }
        }
    }

    fn settle(&mut self) {
        self.seen.clone_from(&self.file);
        self.unsaved = false;
        self.certain = None;
    }
}

/// Looks at what a failure has left in the folder `root`, when `told` had been heard. `known` are all texts that the editor
/// can have held by then, the latest last.
pub(crate) fn check(worlds: &[World], told: &Told, known: &[String], root: &Path) {
    let (before, after) = (&worlds[told.done], &worlds[told.begun]);
    let file = fs::read_to_string(root.join("publication/article.md")).unwrap();
    assert!(file == before.file || file == after.file, "{:?} is neither {:?} nor {:?}", file, before.file, after.file);
    let drafts = texts_of_drafts(root);
    for text in &drafts {
        assert!(age(known, text).is_some(), "{text:?} was never in the editor");
    }
    let is_let_go = before.certain.is_some() && after.certain.is_none() && after.text != before.text;
    if let Some(certain) = before.certain.as_ref().filter(|_| !is_let_go) {
        let best = drafts.iter().chain([&file]).filter_map(|text| age(known, text)).max();
        assert!(best >= age(known, certain), "{certain:?} is lost: {drafts:?}, and {file:?} in the file");
    }
}

/// When a text was in the editor last; greater is later.
fn age(known: &[String], text: &str) -> Option<usize> {
    known.iter().rposition(|known| known == text)
}

fn texts_of_drafts(root: &Path) -> Vec<String> {
    drafts(&root.join("state/recovery")).into_iter().map(|draft| draft.text).collect()
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
