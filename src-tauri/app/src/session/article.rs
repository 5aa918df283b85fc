//! One open article: its buffer, what its file was last seen to hold, and its page in the preview.

use std::path::PathBuf;

use kiku_core::preview::Preview;
use kiku_core::{Publication, Snapshot};
use kiku_disk::{
    Archive, DiskError, Fingerprint, Foreign, Journal, Origin, SaveError, Splice, TextFile, TextFormat, read_foreign,
    read_text, save_text,
};
use ropey::Rope;

use super::buffer::Buffer;
use super::difference::changes_between;
use super::keeping::Keeping;
use super::merging::merged;
use crate::wire::{self, Change, Edit, Failure, FailureCode};

/// An article that was opened for writing. It stays open until another publication is opened, so that an edit on its
/// way while the writer turns to another article still finds it.
pub(super) struct Article {
    pub(super) slug: String,
    file: PathBuf,
    buffer: Buffer,
    seen: Seen,
    /// What the file holds instead of what was seen, while the writer has not decided which of the two stays.
    conflict: Option<Conflict>,
    /// Why the text cannot be changed.
    read_only: Option<Failure>,
    /// What the text is to be converted from before it can be changed, where that can be done.
    encoding: Option<&'static str>,
    /// What is unsaved, for the next start.
    kept: Keeping,
    preview: Preview,
    sequence: u32,
}

/// What the file held when it was last read or written here.
#[derive(Default)]
struct Seen {
    text: Rope,
    format: TextFormat,
    /// Nothing for a file that could not be read.
    fingerprint: Option<Fingerprint>,
}

impl Seen {
    fn of(disk: &TextFile) -> Self {
        Self { text: Rope::from_str(&disk.text), format: disk.format, fingerprint: Some(disk.fingerprint) }
    }

    fn foreign(disk: &Foreign) -> Self {
        Self { text: Rope::from_str(&disk.text), format: TextFormat::default(), fingerprint: Some(disk.fingerprint) }
    }
}

/// What someone else made of the file.
#[derive(PartialEq, Eq)]
enum Conflict {
    Changed(TextFile),
    Deleted,
    Unreadable,
}

/// What a look at the file led to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FileChange {
    /// Nothing that anybody has to be told.
    Nothing,
    /// The buffer now has the file's text: these changes to version `base` made it so.
    /// `merged` says that it also has what is unsaved.
    Reloaded { base: u32, changes: Vec<Change>, merged: bool },
    /// What was unsaved or in conflict no longer is, without a change of the buffer.
    Settled,
    /// The writer has to decide.
    Conflict { disk: Option<String> },
}

/// What became of a save.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Save {
    /// The file holds the text.
    Done,
    /// The file was not as last seen, so nothing was written.
    Refused(FileChange),
}

/// What became of a decision for the file's text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum KeptDisk {
    Reloaded {
        base: u32,
        changes: Vec<Change>,
    },
    /// There is no file any more, so there is no article.
    Closed,
}

impl Article {
    /// Opens the article in `file`, whose unsaved work goes to the journal, and what is saved to the history. One that is not
    /// UTF-8 can be looked at.
    pub(super) fn open(
        slug: &str,
        file: PathBuf,
        journal: Option<Journal>,
        archive: Option<Archive>,
    ) -> Result<Self, Failure> {
        let (seen, read_only, encoding) = match read_text(&file) {
            Ok(text) => (Seen::of(&text), None, None),
            Err(error @ DiskError::NotUtf8 { .. }) => {
                let foreign = read_foreign(&file).map_err(|error| Failure::from(&error))?;
                let encoding = foreign.exact.then_some(foreign.encoding);
                (Seen::foreign(&foreign), Some(Failure::from(&error)), encoding)
            }
            Err(error @ DiskError::TooLarge { .. }) => (Seen::default(), Some(Failure::from(&error)), None),
            Err(error) => return Err(Failure::from(&error)),
        };
        let buffer = Buffer::of(seen.text.clone());
        let (slug, kept) = (slug.to_owned(), Keeping::new(journal, archive, &file));
        let (preview, sequence, conflict) = (Preview::default(), 0, None);
        Ok(Self { slug, file, buffer, seen, conflict, read_only, encoding, kept, preview, sequence })
    }

    /// Its folder has another name.
    pub(super) fn moved(&mut self, slug: &str, file: PathBuf) {
        (self.slug, self.file) = (slug.to_owned(), file);
        let before = self.kept.moved(&self.file);
        self.keep(None);
        // Only now: what is unsaved stands in the journal under its new name.
        if let Some(record) = before {
            record.settled();
        }
    }

    pub(super) fn text(&self) -> String {
        self.buffer.text()
    }

    /// How the text stands in its file.
    pub(super) fn format(&self) -> TextFormat {
        self.seen.format
    }

    /// The text in the place of another.
    pub(super) fn write_text(&self, out: &mut String) {
        self.buffer.write_text(out);
    }

    pub(super) fn version(&self) -> u32 {
        self.buffer.version()
    }

    pub(super) fn read_only(&self) -> Option<&Failure> {
        self.read_only.as_ref()
    }

    pub(super) fn encoding(&self) -> Option<&'static str> {
        self.encoding
    }

    /// Whether closing now would lose something: the text is not the file's, or the file's is not decided on.
    pub(super) fn is_dirty(&self) -> bool {
        self.conflict.is_some() || !self.buffer.holds(&self.seen.text)
    }

    /// Makes the writer's changes; false where they were made to another version.
    pub(super) fn edit(&mut self, edit: &Edit) -> Result<bool, Failure> {
        self.writable()?;
        let Ok(splices) = self.buffer.apply(edit.base, &edit.changes) else { return Ok(false) };
        self.keep(Some(splices));
        Ok(true)
    }

    pub(super) fn replace(&mut self, text: &str) -> Result<(), Failure> {
        self.writable()?;
        self.buffer.replace(text);
        self.keep(None);
        Ok(())
    }

    /// Has the journal follow: what is unsaved is in it, and nothing else. `splices` are all that was changed; without
    /// them, everything may be another.
    fn keep(&mut self, splices: Option<Vec<Splice>>) {
        let dirty = self.is_dirty();
        self.kept.follow(dirty, self.seen.fingerprint, || self.buffer.freeze(), splices);
    }

    /// A person let go of what is unsaved.
    pub(super) fn let_go(&mut self) {
        self.kept.let_go();
    }

    fn writable(&self) -> Result<(), Failure> {
        self.read_only.clone().map_or(Ok(()), Err)
    }

    /// Writes the text of `version` to the file, provided the file is as it was last seen.
    pub(super) fn save(&mut self, version: u32) -> Result<Save, Failure> {
        self.writable()?;
        if version != self.version() {
            return Err(Failure { code: FailureCode::OutOfStep, detail: self.slug.clone() });
        }
        if !self.is_dirty() || self.write_over(self.seen.fingerprint)? {
            return Ok(Save::Done);
        }
        Ok(Save::Refused(self.refusal()))
    }

    /// Why the file cannot be written over just now, told even where it was told before.
    pub(super) fn refusal(&mut self) -> FileChange {
        match self.look() {
            FileChange::Nothing => FileChange::Conflict { disk: self.conflict.as_ref().and_then(Conflict::text) },
            change => change,
        }
    }

    /// Writes the buffer over the conflicting file; false where that changed once more.
    pub(super) fn keep_mine(&mut self) -> Result<bool, Failure> {
        self.writable()?;
        let expected = match &self.conflict {
            None => self.seen.fingerprint,
            Some(Conflict::Changed(disk)) => Some(disk.fingerprint),
            Some(Conflict::Deleted) => {
                self.make_folder()?;
                None
            }
            // Bytes that cannot be read were shown as such, so whatever they are now may go.
            Some(Conflict::Unreadable) => self.fingerprint_on_disk(),
        };
        self.write_over(expected)
    }

    /// Whoever deletes an article in a file manager deletes its folder.
    fn make_folder(&self) -> Result<(), Failure> {
        let folder = self.file.parent().unwrap_or(&self.file);
        let made = std::fs::create_dir_all(folder);
        made.map_err(|source| Failure::from(&DiskError::Io { path: folder.to_owned(), source }))
    }

    /// A save that expects a missing file tells what stands there instead.
    fn fingerprint_on_disk(&self) -> Option<Fingerprint> {
        match save_text(&self.file, &self.text(), self.seen.format, None) {
            Ok(fingerprint) | Err(SaveError::Changed { found: Some(fingerprint), .. }) => Some(fingerprint),
            Err(_) => None,
        }
    }

    /// False where the file is not as `expected`; nothing was written then.
    fn write_over(&mut self, expected: Option<Fingerprint>) -> Result<bool, Failure> {
        match save_text(&self.file, &self.text(), self.seen.format, expected) {
            Ok(fingerprint) => {
                self.remember_save();
                self.seen.text = self.buffer.freeze();
                self.seen.fingerprint = Some(fingerprint);
                self.conflict = None;
                self.keep(None);
                Ok(true)
            }
            Err(SaveError::Changed { .. }) => Ok(false),
            Err(error) => Err(Failure::from(&error)),
        }
    }

    /// Keeps in the history what was just saved, and what it took the place of.
    fn remember_save(&self) {
        let replaced = match &self.conflict {
            Some(Conflict::Changed(disk)) => Rope::from_str(&disk.text),
            _ => self.seen.text.clone(),
        };
        self.kept.remember(&self.slug, Origin::Found, replaced);
        self.kept.remember(&self.slug, Origin::Saved, self.buffer.freeze());
    }

    /// Gives the buffer up for what the file holds now. The history keeps it.
    pub(super) fn keep_disk(&mut self) -> Result<KeptDisk, Failure> {
        match read_text(&self.file) {
            Ok(disk) => {
                if self.is_dirty() {
                    self.kept.remember(&self.slug, Origin::Aside, self.buffer.freeze());
                }
                let (base, changes) = self.reload(&disk);
                self.keep(None);
                Ok(KeptDisk::Reloaded { base, changes })
            }
            Err(error) if is_missing(&error) => Ok(KeptDisk::Closed),
            Err(error) => Err(Failure::from(&error)),
        }
    }

    /// Looks at the file after something happened to it, or may have. Content decides, never a time: own saves and
    /// mere touches are quiet.
    pub(super) fn look(&mut self) -> FileChange {
        let (base, in_conflict) = (self.seen.fingerprint, self.conflict.is_some());
        let change = self.compare();
        if self.seen.fingerprint != base || self.conflict.is_some() != in_conflict {
            self.keep(None);
        }
        change
    }

    fn compare(&mut self) -> FileChange {
        let disk = match read_text(&self.file) {
            Ok(disk) => disk,
            Err(_) if self.read_only.is_some() => return FileChange::Nothing,
            Err(error) if is_missing(&error) => return self.conflict_with(Conflict::Deleted),
            Err(_) => return self.conflict_with(Conflict::Unreadable),
        };
        let was_dirty = self.is_dirty();
        if Some(disk.fingerprint) == self.seen.fingerprint {
            self.conflict = None;
        } else if self.buffer.holds(&Rope::from_str(&disk.text)) {
            self.see(&disk);
        } else if self.buffer.holds(&self.seen.text) {
            let (base, changes) = self.reload(&disk);
            return FileChange::Reloaded { base, changes, merged: false };
        } else if let Some(both) = self.with_changes_of(&disk) {
            let (base, changes) = self.become_text(&both);
            self.seen = Seen::of(&disk);
            self.conflict = None;
            return FileChange::Reloaded { base, changes, merged: true };
        } else {
            return self.conflict_with(Conflict::Changed(disk));
        }
        if was_dirty && !self.is_dirty() { FileChange::Settled } else { FileChange::Nothing }
    }

    fn conflict_with(&mut self, conflict: Conflict) -> FileChange {
        if self.conflict.as_ref() == Some(&conflict) {
            return FileChange::Nothing;
        }
        let disk = conflict.text();
        self.conflict = Some(conflict);
        FileChange::Conflict { disk }
    }

    fn reload(&mut self, disk: &TextFile) -> (u32, Vec<Change>) {
        let changes = self.become_text(&disk.text);
        self.see(disk);
        changes
    }

    /// The writer's text with what somebody else wrote into the file, where the two leave each other alone.
    fn with_changes_of(&self, disk: &TextFile) -> Option<String> {
        self.seen.fingerprint?;
        merged(&self.seen.text.to_string(), &self.buffer.text(), &disk.text)
    }

    /// Changes the buffer to hold `text`: these changes to this version make it so.
    fn become_text(&mut self, text: &str) -> (u32, Vec<Change>) {
        let base = self.buffer.version();
        let changes = changes_between(&self.buffer.text(), text);
        if self.buffer.apply(base, &changes).is_err() {
            self.buffer.replace(text);
        }
        (base, changes)
    }

    /// Remembers the file as it is: it holds the buffer's text.
    fn see(&mut self, disk: &TextFile) {
        self.seen = Seen { text: self.buffer.freeze(), format: disk.format, fingerprint: Some(disk.fingerprint) };
        (self.conflict, self.read_only) = (None, None);
    }

    /// Forgets the page, because a new frame starts from an empty one.
    pub(super) fn start_page(&mut self) {
        self.preview = Preview::default();
        self.sequence = 0;
    }

    /// Has the next update look at everything again, because something beside the text changed.
    pub(super) fn refresh(&mut self) {
        self.preview.refresh();
    }

    /// Has the next update say everything that is wrong, because the interface was told something else.
    pub(super) fn forget_problems(&mut self) {
        self.preview.forget_diagnostics();
    }

    /// What follows from the text as it stands in `snapshot`.
    pub(super) fn update(&mut self, publication: &Publication, snapshot: &Snapshot) -> wire::Update {
        let text = snapshot.article(&self.slug).unwrap_or_default();
        let update = self.preview.update(publication, snapshot, &self.slug, text);
        let sequence = self.sequence;
        self.sequence += 1;
        wire::Update::new(update, wire::Stamp { version: self.version(), sequence, dirty: self.is_dirty() })
    }
}

impl Conflict {
    fn text(&self) -> Option<String> {
        match self {
            Self::Changed(disk) => Some(disk.text.clone()),
            Self::Deleted | Self::Unreadable => None,
        }
    }
}

fn is_missing(error: &DiskError) -> bool {
    error.code() == kiku_disk::Code::NotFound
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// An article whose writer has typed `mine`, and whose file then became `theirs`.
    fn in_conflict() -> (tempfile::TempDir, Article) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("article.md");
        fs::write(&file, "first").unwrap();
        let mut article = Article::open("a", file.clone(), None, None).unwrap();
        article.replace("mine").unwrap();
        fs::write(&file, "theirs").unwrap();
        assert_eq!(article.look(), FileChange::Conflict { disk: Some("theirs".into()) });
        (folder, article)
    }

    fn on_disk(article: &Article) -> String {
        fs::read_to_string(&article.file).unwrap()
    }

    #[test]
    fn the_same_conflict_is_told_once() {
        let (_folder, mut article) = in_conflict();
        assert_eq!(article.look(), FileChange::Nothing);
        assert_eq!(article.refusal(), FileChange::Conflict { disk: Some("theirs".into()) });
    }

    #[test]
    fn what_the_writer_has_not_seen_is_not_written_over() {
        let (_folder, mut article) = in_conflict();
        fs::write(&article.file, "theirs again").unwrap();
        assert_eq!(article.keep_mine(), Ok(false));
        assert_eq!(on_disk(&article), "theirs again");
        assert_eq!(article.refusal(), FileChange::Conflict { disk: Some("theirs again".into()) });
        assert_eq!(article.keep_mine(), Ok(true));
        assert_eq!((on_disk(&article).as_str(), article.is_dirty()), ("mine", false));
    }

    #[test]
    fn a_file_that_turned_unreadable_is_in_conflict_and_may_be_written_over() {
        let (_folder, mut article) = in_conflict();
        fs::write(&article.file, b"\x83J").unwrap();
        assert_eq!(article.look(), FileChange::Conflict { disk: None });
        assert_eq!(article.keep_disk().unwrap_err().code, FailureCode::NotUtf8);
        assert_eq!(article.keep_mine(), Ok(true));
        assert_eq!(on_disk(&article), "mine");
    }

    #[test]
    fn a_file_that_becomes_what_was_typed_settles_it() {
        let (_folder, mut article) = in_conflict();
        fs::write(&article.file, "mine").unwrap();
        assert_eq!((article.look(), article.is_dirty()), (FileChange::Settled, false));
    }

    #[test]
    fn a_clean_text_is_not_written_over_a_change_that_nobody_reported_yet() {
        let (_folder, mut article) = in_conflict();
        article.keep_mine().unwrap();
        fs::write(&article.file, "theirs").unwrap();
        assert_eq!(article.save(1), Ok(Save::Done));
        assert_eq!(on_disk(&article), "theirs");
    }
}
