//! Changes of an article's text that mean something: the engine works them out, the editor makes them.
//!
//! *Invariant:* a text in the editor is changed there and nowhere else, so that the change can be undone and what is typed
//! meanwhile is not lost.

use kiku_core::revise::{self, BlockFor, Outcome};
use kiku_core::source::article_path;

use super::publication::OpenPublication;
use crate::wire::{Failure, ReviseAnswer, Revision, RevisionRequest, SourceBlock};

impl OpenPublication {
    /// The changes that do what is asked.
    pub(super) fn revise(&mut self, request: &RevisionRequest) -> Result<ReviseAnswer, Failure> {
        let article = self.writable_article(&request.slug)?;
        if article.version() != request.version {
            return Ok(ReviseAnswer::OutOfStep);
        }
        let text = article.text();
        Ok(ReviseAnswer::new(&text, revised(&text, &request.slug, &request.revision)))
    }

    /// The words of a row as their author wrote them; nothing where there is no such row in this version.
    pub(super) fn row_title(&mut self, slug: &str, version: u32, row: u32) -> Result<Option<String>, Failure> {
        let article = self.writable_article(slug)?;
        let current = article.version() == version;
        Ok(if current { revise::title_of(&article.text(), row as usize) } else { None })
    }
}

fn revised(text: &str, slug: &str, revision: &Revision) -> Outcome {
    match revision {
        Revision::MoveRow { row, before } => revise::move_row(text, *row as usize, *before as usize),
        Revision::StepRow { row, down } => revise::step_row(text, *row as usize, *down),
        Revision::RenameRow { row, title } => revise::rename_row(text, *row as usize, title),
        Revision::RemoveRow { row } => revise::remove_row(text, *row as usize),
        Revision::DuplicateRow { row } => revise::duplicate_row(text, *row as usize),
        Revision::MergeNext { row } => revise::merge_next(text, *row as usize),
        Revision::AddChapter { row, title } => revise::add_chapter(text, *row as usize, title),
        Revision::AddPageBreak { row } => revise::add_page_break(text, *row as usize),
        Revision::SplitChapter { at, title } => revise::split_chapter(text, byte_of(text, *at), title),
        Revision::SetField { name, to } => revise::set_field(text, name, to),
        Revision::PutSource { form, replaces, writes, block, at } => {
            let at = byte_of(text, *at);
            let block = match block {
                SourceBlock::Nothing => BlockFor::Nothing,
                SourceBlock::Card => BlockFor::NewCard(at),
                SourceBlock::Citation => BlockFor::Citation(at),
                SourceBlock::Described => BlockFor::Described(at),
            };
            revise::put_source(text, slug, &(**form).clone().into(), replaces.as_deref(), *writes, block)
        }
        Revision::FollowFolder { from, to } => Ok(revise::follow_folder(&article_path(slug), text, from, to)),
        Revision::RenameSpeaker { from, to } => Ok(revise::rename_speaker(text, from, to)),
    }
}

/// The byte of a place that counts in UTF-16 units.
fn byte_of(text: &str, units: u32) -> usize {
    let mut before = 0;
    let inside = text.chars().take_while(|character| {
        before += character.len_utf16();
        before <= units as usize
    });
    inside.map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::byte_of;

    #[test]
    fn places_that_count_in_utf16_are_bytes_of_the_text() {
        assert_eq!([0, 1, 3, 4, 9].map(|units| byte_of("菊𠮷a", units)), [0, 3, 7, 8, 8]);
    }
}
