//! Changes of an article's text that mean something: the engine works them out, the editor makes them.
//!
//! *Invariant:* a text in the editor is changed there and nowhere else, so that the change can be undone and what is typed
//! meanwhile is not lost.

use kiku_core::revise::{self, Outcome};

use super::publication::OpenPublication;
use crate::wire::{Failure, ReviseAnswer, Revision, RevisionRequest};

impl OpenPublication {
    /// The changes that do what is asked.
    pub(super) fn revise(&mut self, request: &RevisionRequest) -> Result<ReviseAnswer, Failure> {
        let article = self.writable_article(&request.slug)?;
        if article.version() != request.version {
            return Ok(ReviseAnswer::OutOfStep);
        }
        let text = article.text();
        Ok(ReviseAnswer::new(&text, revised(&text, &request.revision)))
    }
}

fn revised(text: &str, revision: &Revision) -> Outcome {
    match *revision {
        Revision::MoveRow { row, before } => revise::move_row(text, row as usize, before as usize),
        Revision::StepRow { row, down } => revise::step_row(text, row as usize, down),
    }
}
