//! What a writer does to an article's text beyond typing: move a chapter, rename it, take a source in.
//!
//! ```text
//! rows      the rows of the binder, and the text that each stands for
//! heading   the words and the level of a heading
//! moving    a chapter or a page break to another place
//! renaming  other words for a heading
//! adding    a new chapter or page break, by itself or by splitting a chapter
//! removing  a chapter goes, or becomes part of the one before it
//! copying   a chapter a second time
//! front_matter  another value for a field
//! source    an entry in `references`, and the block or citation that names it
//! following links that follow a folder to another name
//! shared_source  an entry of a bibliography that all articles share
//! persona   `by=` under another name, and the settings that say who speaks
//! settings  other settings of the publication
//! yaml      values as YAML that reads back as it was
//! ```
//!
//! Each operation is a pure function from a text to the few edits that make another of it, so that it can be one change
//! in an editor, undone as one. It finds its places with the parser's own spans and never with patterns over the text:
//! a `##` in a code block is no chapter.
//!
//! *Invariant:* no operation loses a character that it was not asked to remove. Where the result would read as something
//! else than what was asked for, as when an open code block would swallow a chapter, it is refused with a reason.

mod rows;

mod heading;
mod yaml;

mod adding;
mod copying;
mod following;
mod front_matter;
mod moving;
mod persona;
mod removing;
mod renaming;
mod settings;
mod shared_source;
mod source;

pub use adding::{add_chapter, add_page_break, split_chapter};
pub use copying::duplicate_row;
pub use following::follow_folder;
pub use front_matter::set_field;
pub use moving::{move_row, step_row};
pub use persona::{PersonaChange, PersonaFields, change_personas, rename_speaker};
pub use removing::{merge_next, remove_row};
pub use renaming::{rename_row, title_of};
pub use settings::{Setting, change_setting, setting_problems, settings};
pub use shared_source::change_shared_source;
pub use source::{BlockFor, put_source};
pub(crate) use yaml::{item_entries as yaml_entries, scalar as yaml_scalar};

use crate::diagnostic::{Message, TextEdit};
use crate::source::Span;

/// How a text changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revised {
    /// The replacements, ascending, not overlapping.
    pub edits: Vec<TextEdit>,
    /// What is selected afterwards, in the new text; empty for a mere cursor. Nothing where the cursor stays.
    pub select: Option<Span>,
}

/// The change, or why it is not made.
pub type Outcome = Result<Revised, Message>;

impl Revised {
    /// The text that the change makes of `text`.
    pub fn apply(&self, text: &str) -> String {
        let mut result = String::with_capacity(text.len());
        let mut at = 0;
        for TextEdit { span, text: inserted } in &self.edits {
            result.push_str(Span::new(at, span.start).of(text));
            result.push_str(inserted);
            at = span.end;
        }
        result.push_str(Span::new(at, text.len()).of(text));
        result
    }
}

fn replace(span: Span, text: impl Into<String>) -> TextEdit {
    TextEdit { span, text: text.into() }
}

fn insert(at: usize, text: impl Into<String>) -> TextEdit {
    replace(Span::new(at, at), text)
}

fn remove(span: Span) -> TextEdit {
    replace(span, "")
}

/// What was pointed at is not in the text.
fn gone() -> Message {
    Message::new("That part is no longer there.", "その部分はもうありません。")
}
