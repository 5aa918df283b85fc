//! Changes of an article's text that mean something.

use kiku_core::diagnostic::TextEdit;
use kiku_core::lines::utf16_len;
use kiku_core::revise::Revised;
use kiku_core::{Message, Span};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Bilingual, Change, SourceForm};

/// A change that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RevisionRequest {
    /// Which article.
    pub slug: String,
    /// The version that rows and places count in.
    pub version: u32,
    /// What is to be done.
    pub revision: Revision,
}

/// What can be done to a text. Rows are indices into the outline.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Revision {
    /// A chapter or a page break goes in front of the first one at row `before` or behind it; else to the end.
    MoveRow {
        /// What moves.
        row: u32,
        /// Where to.
        before: u32,
    },
    /// A chapter or a page break goes past the one before it, or behind it.
    StepRow {
        /// What moves.
        row: u32,
        /// Whether it goes towards the end.
        down: bool,
    },
    /// A heading or a page break gets other words.
    RenameRow {
        /// Which.
        row: u32,
        /// The words, with markup.
        title: String,
    },
    /// A chapter, a section or a page break goes, with all that it stands for.
    RemoveRow {
        /// Which.
        row: u32,
    },
    /// A chapter or a page break comes a second time, behind itself.
    DuplicateRow {
        /// Which.
        row: u32,
    },
    /// The next chapter becomes a section of this one.
    MergeNext {
        /// Which.
        row: u32,
    },
    /// A chapter comes behind the one that holds a row.
    AddChapter {
        /// Which.
        row: u32,
        /// The new heading.
        title: String,
    },
    /// A page break comes behind the chapter that holds a row.
    AddPageBreak {
        /// Which.
        row: u32,
    },
    /// The chapter is split at a place in UTF-16 code units.
    SplitChapter {
        /// Where.
        at: u32,
        /// The new heading.
        title: String,
    },
    /// A field of the front matter gets another value.
    SetField {
        /// Its name.
        name: String,
        /// Its value.
        to: String,
    },
    /// A source comes into `references`, and a block or citation that names it into the text.
    PutSource {
        /// What is to be written; of a source that stands elsewhere, its key.
        form: Box<SourceForm>,
        /// The key of the entry in whose place it comes.
        replaces: Option<String>,
        /// Whether it is written here at all.
        writes: bool,
        /// What becomes of the text.
        block: SourceBlock,
        /// Where, in UTF-16 units.
        at: u32,
    },
    /// Every link into one folder leads into another, because it has another name.
    FollowFolder {
        /// The name that it had.
        from: String,
        /// The name that it has.
        to: String,
    },
    /// Every block that lets one persona speak names another.
    RenameSpeaker {
        /// The id that stands there.
        from: String,
        /// The id that comes.
        to: String,
    },
}

/// What becomes of the text when a source comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SourceBlock {
    /// It stays.
    Nothing,
    /// A card comes behind the line.
    Card,
    /// A citation comes at the place.
    Citation,
    /// The block at the place names the source, which it described itself.
    Described,
}

/// The answer to a [`RevisionRequest`]. Nothing was changed yet: the editor makes the changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum ReviseAnswer {
    /// These changes do it.
    Changes {
        /// All count in the text of the version that was asked about.
        changes: Vec<Change>,
        /// What is selected afterwards; nothing where the cursor stays.
        select: Option<Selected>,
    },
    /// The version is not the one that Rust holds.
    OutOfStep,
    /// It cannot be done.
    Refused {
        /// Why.
        reason: Bilingual,
    },
}

/// A selection in UTF-16 code units of the text after a change; empty for a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Selected {
    /// Where it starts.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

impl ReviseAnswer {
    /// The engine's answer about `text`.
    pub(crate) fn new(text: &str, outcome: Result<Revised, Message>) -> Self {
        match outcome {
            Ok(revised) => Self::Changes {
                changes: changes(text, &revised.edits),
                select: revised.select.map(|span| selected(&revised.apply(text), span)),
            },
            Err(reason) => Self::Refused { reason: Bilingual::from(&reason) },
        }
    }
}

/// The engine's edits, in bytes, as the editor counts them.
pub(crate) fn changes(text: &str, edits: &[TextEdit]) -> Vec<Change> {
    // Edits ascend, so that the text is counted once.
    let (mut byte, mut units) = (0, 0);
    let mut utf16 = |to: usize| {
        units += utf16_len(Span::new(byte, to).of(text));
        byte = to;
        u32::try_from(units).unwrap_or(u32::MAX)
    };
    let change = |edit: &TextEdit| {
        let (from, to) = (utf16(edit.span.start), utf16(edit.span.end));
        Change { from, to, insert: edit.text.clone() }
    };
    edits.iter().map(change).collect()
}

fn selected(text: &str, span: Span) -> Selected {
    let utf16 = |to: usize| u32::try_from(utf16_len(Span::new(0, to).of(text))).unwrap_or(u32::MAX);
    Selected { from: utf16(span.start), to: utf16(span.end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_as_the_editor_counts() {
        let edit = |start, end, text: &str| TextEdit { span: Span::new(start, end), text: text.to_owned() };
        let text = "𠮷野家\n菊";
        let edits = [edit(0, 4, "吉"), edit(10, 10, "!"), edit(11, 14, "")];
        let change = |from, to, insert: &str| Change { from, to, insert: insert.to_owned() };
        assert_eq!(changes(text, &edits), [change(0, 2, "吉"), change(4, 4, "!"), change(5, 6, "")]);
        assert_eq!(selected(text, Span::new(4, 11)), Selected { from: 2, to: 5 });
    }
}
