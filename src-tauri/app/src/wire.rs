//! What crosses between Rust and the interface, typed on both sides.
//!
//! Offsets are UTF-16 code units and lines are counted from zero, as the editor counts. `ui/src/host/wire.ts` is
//! generated from this file.

pub(crate) mod articles;
pub(crate) use articles::{FollowedLinks, NewArticle, RewriteAnswer};
mod export;
pub(crate) use export::{ExportAnswer, ExportFinding, ExportFormat, ExportRequest, ExportWork, ExportedArticles};
mod find;
pub(crate) use find::{
    ArticleFailure, FindAnswer, FindQuery, FoundArticle, FoundMatch, ReplaceAnswer, ReplaceException, ReplaceRequest,
    ShownArticle,
};
mod from_core;
pub(crate) use from_core::Stamp;
mod from_disk;
mod history;
pub(crate) use history::{ArticleHistory, ComparedPages, Difference, Version, VersionId};
mod recovery;
pub(crate) use recovery::Draft;
mod resources;
pub(crate) use resources::Resources;
mod revise;
#[cfg(test)]
pub(crate) use library::PersonaForm;
pub(crate) use revise::{ReviseAnswer, Revision, RevisionRequest, SourceBlock, changes};
mod library;
pub(crate) use library::{
    FoundSource, Library, LibraryPersona, LibrarySource, PersonaAnswer, PersonaRequest, SourceForm, SourceQuery,
};
mod publication_form;
#[cfg(test)]
pub(crate) use publication_form::PublicationSetting;
pub(crate) use publication_form::{
    CitationStyle, PublicationAnswer, PublicationChange, PublicationForm, PublicationProblem, ThemeSample,
};
mod settings;
pub(crate) use settings::{InterfaceLanguage, LoadedSettings, Settings, Theme};
#[cfg(test)]
mod typescript;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A sentence in both languages of the interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub(crate) struct Bilingual {
    /// English.
    pub en: String,
    /// Japanese.
    pub ja: String,
}

/// The open publication, as the binder shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PublicationView {
    /// The folder.
    pub path: String,
    /// The site's name.
    pub title: String,
    /// BCP 47 tag.
    pub language: String,
    /// The articles, by slug.
    pub articles: Vec<ArticleEntry>,
    /// What is wrong in `publication.toml` and the bibliographies.
    pub problems: Vec<Problem>,
    /// Who writes it, where that is another program: then everything can only be read here.
    pub holder: Option<Holder>,
}

/// Another program that writes the publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Holder {
    /// `Kiku`, or a command.
    pub program: String,
    /// The computer that it runs on; empty where that has no name.
    pub host: String,
    /// The system's number of the process.
    pub pid: u32,
}

/// One article in the binder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ArticleEntry {
    /// The folder's name, which is the article's name in every call.
    pub slug: String,
    /// The title, or the slug where there is none.
    pub title: String,
    /// `draft`, `review`, `approved`, `published`, or what the author wrote.
    pub status: String,
    /// When it was last changed or published, as `2026-02-28`; empty where it does not say.
    pub date: String,
    /// How many errors it has.
    pub errors: u32,
    /// How many warnings it has.
    pub warnings: u32,
}

/// A publication that was opened before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RecentPublication {
    /// The folder.
    pub path: String,
    /// Its title when it was last open.
    pub title: String,
}

/// A publication to be made.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewPublication {
    /// The folder that the publication's own is made in.
    pub place: String,
    /// Its title, which names the folder too.
    pub title: String,
    /// What it is written in.
    pub language: InterfaceLanguage,
}

/// An article, opened for writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OpenedArticle {
    /// Which.
    pub slug: String,
    /// The whole text, `\n` line ends.
    pub text: String,
    /// Whether `text` differs from the file (unsaved work that was kept while another article was shown).
    pub dirty: bool,
    /// Why the text cannot be edited, where it cannot (not UTF-8).
    pub read_only: Option<Failure>,
    /// What `convert_article` would make UTF-8 of, as in `Shift_JIS`; nothing where there is nothing to convert.
    pub encoding: Option<String>,
    /// The first preview: a patch of an empty page.
    pub update: Update,
    /// Where the preview frame loads its document from.
    pub preview_url: String,
}

/// One replacement. Several in one list all count in the text before the first of them, ascending and not
/// overlapping, as CodeMirror's change sets do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Change {
    /// First UTF-16 unit replaced.
    pub from: u32,
    /// One past the last UTF-16 unit replaced.
    pub to: u32,
    /// What stands there afterwards.
    pub insert: String,
}

/// What the writer did since version `base`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Edit {
    /// Which article.
    pub slug: String,
    /// The version the changes count in.
    pub base: u32,
    /// What changed.
    pub changes: Vec<Change>,
}

/// The answer to an [`Edit`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum EditAnswer {
    /// Applied; here is what follows from it. `update.version` is the new version.
    Applied {
        /// What changed.
        update: Update,
    },
    /// `base` is not the version Rust holds: send the whole text with `replace_text`.
    Resend,
}

/// What follows from one version of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Update {
    /// The version this speaks of.
    pub version: u32,
    /// Counts the updates of an opened article from 0. Answers and notices travel on different roads and may overtake
    /// each other; patches are right only in this order.
    pub sequence: u32,
    /// Whether the text of this version differs from the file's.
    pub dirty: bool,
    /// What changed in the page since the update before this one in `sequence`.
    pub patch: Patch,
    /// Everything wrong in this article; `null` where that is what it was in the update before.
    pub problems: Option<Vec<Problem>>,
    /// What changed in the binder below the article.
    pub outline: OutlinePatch,
    /// The lengths.
    pub counts: Counts,
    /// The title, or the slug where there is none.
    pub title: String,
}

/// How the list of the page's blocks changes: some go, then some come in the order of `insert`, then some are replaced
/// where they stand, then some stand for another number of source lines. No block is named twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Patch {
    /// The ids of the blocks that go.
    pub remove: Vec<u32>,
    /// The blocks that come, in page order.
    pub insert: Vec<Insertion>,
    /// The blocks that have other HTML.
    pub replace: Vec<PreviewBlock>,
    /// The blocks that stand for another number of lines, with the same HTML.
    pub lines: Vec<BlockLines>,
}

/// A block that comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Insertion {
    /// The id of the block that it stands behind; 0 at the start of the page.
    pub after: u32,
    /// What comes.
    pub block: PreviewBlock,
    /// Whether a page starts with it: the title again, which readers see only where a page stands by itself.
    pub starts_page: bool,
}

/// A block that stands for another number of source lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BlockLines {
    /// Which.
    pub id: u32,
    /// As in [`PreviewBlock`].
    pub lines: u32,
}

/// One top-level block of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PreviewBlock {
    /// Tells it from every other block for as long as the article is open; never 0.
    pub id: u32,
    /// Its HTML, sanitised; any number of elements.
    pub html: String,
    /// How many source lines stand from this block's first line to the next block's; 0 for blocks without source. The
    /// first block, the header, starts on line 0.
    pub lines: u32,
}

/// A place in a text, both counted from zero (Language Server Protocol, "Position").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Position {
    /// The line.
    pub line: u32,
    /// UTF-16 code units from the start of the line.
    pub character: u32,
}

/// A repair of a [`Problem`] that can be applied as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Fix {
    /// What it does, as a button says it.
    pub label: Bilingual,
    /// The replacements, in order, not overlapping, all in the problem's own file.
    pub edits: Vec<FixEdit>,
}

/// One replacement of a [`Fix`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FixEdit {
    /// Where what is replaced starts.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// What stands there afterwards.
    pub text: String,
}

/// Something wrong in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Problem {
    /// The file, relative to the publication.
    pub file: String,
    /// A stable name.
    pub code: String,
    /// `error` or `warning`.
    pub severity: Severity,
    /// What is wrong.
    pub message: Bilingual,
    /// What to do.
    pub hint: Option<Bilingual>,
    /// Where it starts.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// A repair, where there is one.
    pub fix: Option<Fix>,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Severity {
    /// Readers would get something broken.
    Error,
    /// Readers would get something, though probably not what was meant.
    Warning,
}

/// A splice of the binder below an article: from `start`, `remove` items give way to `insert`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OutlinePatch {
    /// Index of the first item that changes.
    pub start: u32,
    /// How many of the old items go.
    pub remove: u32,
    /// What stands there instead.
    pub insert: Vec<OutlineItem>,
}

/// One line of the binder below an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OutlineItem {
    /// What it is.
    pub kind: OutlineKind,
    /// The heading or the teaser; empty for the introduction.
    pub title: String,
    /// How many lines below the item before it the item stands; for the first, below the first line of the file.
    pub distance: u32,
    /// 0 for introduction, chapters and page breaks; 1 for `###`, and so on.
    pub depth: u32,
    /// Characters without white space up to the next item.
    pub characters: u32,
}

/// The kinds of [`OutlineItem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum OutlineKind {
    /// What stands before the first `##`.
    Introduction,
    /// A `##`.
    Chapter,
    /// A `###` or deeper.
    Section,
    /// A `::page-break`.
    PageBreak,
}

/// How long an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Counts {
    /// Characters without white space.
    pub characters: u32,
    /// Words of languages that part them with spaces.
    pub words: u32,
    /// Reading time in minutes.
    pub minutes: u32,
}

/// An image that stands beside an article's text now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StoredImage {
    /// Its path as the text names it.
    pub path: String,
    /// Width in CSS pixels, where the file says it.
    pub width: Option<u32>,
    /// Height in CSS pixels, where the file says it.
    pub height: Option<u32>,
    /// The very same image was there already.
    pub known: bool,
}

/// How a save ended, where it did not fail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum SaveAnswer {
    /// The file holds the text of this version.
    Saved {
        /// Which version.
        version: u32,
    },
    /// The file was changed by someone else; nothing was written.
    Conflict {
        /// What the file holds now; nothing where it was deleted.
        disk: Option<String>,
    },
}

/// Which of two texts stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Keep {
    /// The writer's: saved over what is on disk.
    Mine,
    /// The file's: loaded into the editor as an undoable change.
    Disk,
}

/// What Rust tells the interface unasked, on the event `kiku`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Notice {
    /// Articles came, went or changed their titles or problems.
    Publication {
        /// As it is now.
        publication: PublicationView,
    },
    /// The file of an article changed: these changes lead from version `base` to `update.version`. Rust has
    /// applied them. Edits made meanwhile are answered with `Resend`.
    Reloaded {
        /// Which article.
        slug: String,
        /// The version the changes count in.
        base: u32,
        /// What changed.
        changes: Vec<Change>,
        /// The article was not clean: its text now has what is unsaved and what somebody else wrote.
        merged: bool,
        /// What follows from it.
        update: Update,
    },
    /// The folder of an article has another name; its text and what is unsaved of it are as they were.
    Moved {
        /// The name that it had.
        from: String,
        /// The name that it has.
        to: String,
        /// Where the preview frame loads its document from now on.
        preview_url: String,
    },
    /// Something beside the text changed (an image, the settings, a bibliography).
    Updated {
        /// Which article.
        slug: String,
        /// What follows from it.
        update: Update,
        /// Whether the frame's document itself is stale (title, menu, labels): load it again.
        reload_frame: bool,
    },
    /// The file of an article with unsaved work changed or went. Nothing was applied.
    Conflict {
        /// Which article.
        slug: String,
        /// What the file holds now; nothing where it was deleted.
        disk: Option<String>,
    },
    /// How far a running export is.
    ExportProgress {
        /// What it does.
        work: ExportWork,
        /// How many articles or files that was done with.
        done: u32,
        /// How many there are.
        total: u32,
    },
    /// The person wants to close the window and there is unsaved work. Answer with `save` and `close_window`.
    CloseRequested {
        /// The slugs with unsaved work.
        unsaved: Vec<String>,
    },
    /// Unsaved work cannot be written to the journal: only saving keeps it.
    Unprotected {
        /// Why.
        failure: Failure,
    },
    /// What was saved cannot be kept in the history. The saves themselves are whole.
    NoHistory {
        /// Why.
        failure: Failure,
    },
    /// The preview's own window is gone: the main window shows the preview again.
    PreviewWindowClosed,
}

/// What the machine refused, with a stable code. The interface has the sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Failure {
    /// What kind.
    pub code: FailureCode,
    /// The path or the system's own words, for the details line.
    pub detail: String,
}

/// The kinds of [`Failure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum FailureCode {
    /// No such file or folder.
    NotFound,
    /// The folder is neither a publication nor an article.
    NotAPublication,
    /// The system does not permit it.
    Permission,
    /// The file is not UTF-8.
    NotUtf8,
    /// No space left.
    DiskFull,
    /// The export folder holds files that Kiku did not write.
    ForeignFiles,
    /// The article is not open or has no file.
    NoArticle,
    /// The version is not the one Rust holds: send the whole text with `replace_text`, then ask again.
    OutOfStep,
    /// Another publication has unsaved work; `detail` lists its slugs.
    UnsavedWork,
    /// The file is too large, or the folder holds too many files.
    TooLarge,
    /// The export folder is the publication itself or stands around it.
    UnsafeTarget,
    /// An export is running already.
    Busy,
    /// A file of Kiku's own cannot be understood; `detail` says where its copy is.
    Damaged,
    /// The bytes are no image that browsers show.
    NotAnImage,
    /// The image is larger than Kiku stores.
    ImageTooLarge,
    /// A link or a path that Kiku does not open.
    Refused,
    /// Another program writes the publication.
    Locked,
    /// A defect of Kiku's own; the texts are kept.
    Internal,
    /// There is something of that name already.
    Exists,
    /// A folder cannot have this name.
    BadName,
    /// Anything else that the system reported.
    Io,
}
