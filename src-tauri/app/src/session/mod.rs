//! The one owner of everything that is open.
//!
//! ```text
//! commands, preview protocol, window  \
//! files that changed on disk           >  Event  ->  one thread  ->  an answer, and Notices
//! exports that end                    /
//! ```
//!
//! Edits, saves, changes on disk and exports meet in one closed enum and are dealt with one after the other, so no text
//! is ever reached from two sides. Nothing here knows Tauri.
//!
//! ```text
//! publication   the open folder: its snapshot, its articles, its view in the binder
//! articles      articles that come and go
//! moving        an article's folder under another name, and the links to it
//! article       one open article: buffer, file, conflict, page
//! holding       whether this program writes it, or another one
//! keeping       what is unsaved of it, in the journal
//! history       what was saved, and what becomes of it
//! recovery      what an earlier run left in the journal
//! library       all sources and personas, and where they are named
//! publication_form  the settings of the publication
//! personas      who speaks, in the settings and in every article
//! rewriting     files that the session writes itself
//! buffer        a text in versions
//! revising      changes of a text that mean something
//! finding       words in all articles
//! replacing     other words in their place, and back
//! rebase        changes of a text, made in what has become of it
//! difference    two texts -> the changes between them
//! merging       two texts that grew out of one -> both in one
//! export        the worker that writes a bundle
//! ```

mod article;
mod articles;
mod binder;
mod buffer;
mod difference;
mod export;
mod finding;
mod history;
mod holding;
mod keeping;
mod library;
mod merging;
mod moving;
mod personas;
mod publication;
mod publication_form;
mod rebase;
mod recovery;
mod replacing;
mod revising;
mod rewriting;
#[cfg(test)]
mod tests;

use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use kiku_disk::{Bin, History, Journal};
use tokio::sync::oneshot;

use crate::wire::{
    ArticleHistory, ComparedPages, Draft, Edit, EditAnswer, ExportAnswer, ExportRequest, Failure, FailureCode,
    FindAnswer, FindQuery, FollowedLinks, FoundSource, Keep, Library, NewArticle, Notice, OpenedArticle, PersonaAnswer,
    PersonaRequest, PublicationAnswer, PublicationChange, PublicationForm, PublicationProblem, PublicationView,
    ReplaceAnswer, ReplaceRequest, Resources, ReviseAnswer, RevisionRequest, RewriteAnswer, SaveAnswer, ShownArticle,
    SourceForm, SourceQuery, Theme, Update, Version, VersionId,
};

use self::export::Exporter;
use self::finding::Found;
use self::holding::Holding;
use self::publication::OpenPublication;

/// How long the end of the program waits for a cancelled export to put everything back.
const PATIENCE_AT_END: Duration = Duration::from_secs(3);

/// Where the answer to an event goes.
pub(crate) type Reply<T> = oneshot::Sender<Result<T, Failure>>;

/// Tells the interface something unasked.
pub(crate) type Notify = Arc<dyn Fn(Notice) + Send + Sync>;

/// Everything that can happen to what is open.
pub(crate) enum Event {
    /// Which publication is open?
    Current { reply: Reply<Option<PublicationView>> },
    /// Open another publication; unsaved work of the one before goes only if `discard` says so.
    OpenPublication { path: PathBuf, discard: bool, reply: Reply<PublicationView> },
    /// Show an article.
    OpenArticle { slug: String, reply: Reply<OpenedArticle> },
    /// Which personas and sources can an article name?
    Resources { slug: String, reply: Reply<Resources> },
    /// Sources and personas are listed and changed.
    Library(LibraryEvent),
    /// The publication's own settings are shown and changed.
    Publication(PublicationEvent),
    /// The writer changed a text.
    Edit { edit: Edit, reply: Reply<EditAnswer> },
    /// How would the text change, if this was done to it?
    Revise { request: RevisionRequest, reply: Reply<ReviseAnswer> },
    /// What are the words of a row of the outline, with their markup?
    RowTitle { slug: String, version: u32, row: u32, reply: Reply<Option<String>> },
    /// Articles come and go.
    Articles(ArticleEvent),
    /// Words are found and replaced.
    Find(FindEvent),
    /// The interface lost count and sends its whole text.
    ReplaceText { slug: String, text: String, reply: Reply<Update> },
    /// Write a text to its file.
    Save { slug: String, version: u32, reply: Reply<SaveAnswer> },
    /// Write a text to another file, which a person has named; its own may be protected.
    SaveCopy { slug: String, file: PathBuf, reply: Reply<PathBuf> },
    /// The writer chose between their text and the file's.
    ResolveConflict { slug: String, keep: Keep, reply: Reply<Option<Update>> },
    /// Something happened to these files or folders.
    FilesChanged { paths: Vec<PathBuf>, done: oneshot::Sender<()> },
    /// Write the site to a folder.
    Export { request: ExportRequest, reply: Reply<ExportAnswer> },
    /// Stop the export that is running.
    CancelExport,
    /// The export ended; with its folder where it wrote one.
    ExportEnded { folder: Option<PathBuf> },
    /// The folder of the last export.
    LastExport { reply: Reply<Option<PathBuf>> },
    /// What an earlier run left unsaved.
    Recovery(RecoveryEvent),
    /// What an article was before.
    History(HistoryEvent),
    /// Another program writes the publication; have this one write it.
    TakeOver { reply: Reply<PublicationView> },
    /// Which articles would lose something if everything closed now?
    Unsaved { reply: Reply<Vec<String>> },
    /// The document for the preview frame of an article.
    Document { slug: String, reply: Reply<String> },
    /// The document that prints an article.
    PrintDocument { slug: String, reply: Reply<String> },
    /// The stylesheet of the preview and of what is printed.
    Stylesheet { reply: Reply<String> },
    /// Where an image of the publication is.
    Image { path: String, reply: Reply<ImageFile> },
    /// Where an article's own files go.
    ArticleFolder { slug: String, reply: Reply<ArticleFolder> },
    /// The program ends.
    Stop { done: Sender<()> },
}

/// The sources and personas of the publication.
pub(crate) enum LibraryEvent {
    /// All of them, and where they are named.
    List { reply: Reply<Library> },
    /// What a form shows of a source.
    FindSource { slug: String, query: SourceQuery, reply: Reply<Option<FoundSource>> },
    /// Change an entry of a bibliography that all articles share.
    ChangeShared { file: String, key: String, form: Box<SourceForm>, reply: Reply<RewriteAnswer> },
    /// Change who speaks, everywhere but in the article that the window shows.
    ChangePersonas { shown: Option<String>, request: PersonaRequest, reply: Reply<PersonaAnswer> },
}

/// The settings of the publication.
pub(crate) enum PublicationEvent {
    /// What does a form show of them?
    Form { colours: Theme, reply: Reply<PublicationForm> },
    /// What would be wrong with them after these changes?
    Problems { changes: Vec<PublicationChange>, reply: Reply<Vec<PublicationProblem>> },
    /// Change them.
    Change { changes: Vec<PublicationChange>, reply: Reply<PublicationAnswer> },
    /// The document that shows a theme.
    Sample { theme: String, colours: String, reply: Reply<String> },
    /// The stylesheet of that.
    SampleStyle { theme: String, reply: Reply<String> },
    /// The file that they stand in, or its folder where there is none.
    File { reply: Reply<PathBuf> },
}

/// Articles as a whole come, are copied and go.
pub(crate) enum ArticleEvent {
    /// What could the folder of an article with this title be called? The article `slug` may keep the name that it has.
    ProposeSlug { title: String, slug: Option<String>, reply: Reply<String> },
    /// Make an article.
    CreateArticle { new: NewArticle, reply: Reply<()> },
    /// Copy an article under another title; answers with the copy's folder.
    DuplicateArticle { slug: String, title: String, reply: Reply<String> },
    /// Give an article's folder another name, and have all links follow but those in the article that the window shows.
    RenameArticle { slug: String, to: String, shown: Option<String>, reply: Reply<FollowedLinks> },
    /// Give a field of the front matter of an article that the window does not show another value.
    SetField { slug: String, name: String, to: String, reply: Reply<RewriteAnswer> },
    /// Where do the files go that belong to no article?
    Root { reply: Reply<PathBuf> },
    /// Write an article as UTF-8 that is in another encoding; answers with the copy of the original.
    ConvertArticle { slug: String, reply: Reply<PathBuf> },
    /// Throw an article away.
    ThrowAwayArticle { slug: String, bin: Bin, reply: Reply<()> },
}

/// Words in all articles are found and replaced.
pub(crate) enum FindEvent {
    /// Where do these words stand?
    Find { query: FindQuery, reply: Reply<FindAnswer> },
    /// A search ended.
    Ended { found: Found, answer: FindAnswer, reply: Reply<FindAnswer> },
    /// Put other words in their place, in every article but the one that the window shows.
    Replace { request: ReplaceRequest, reply: Reply<ReplaceAnswer> },
    /// Take the last replacement back.
    TakeBack { shown: Option<ShownArticle>, reply: Reply<ReplaceAnswer> },
}

/// What an earlier run left in the journal is looked at and decided on. `draft` is its name there.
pub(crate) enum RecoveryEvent {
    /// What is there of the open publication?
    Drafts { reply: Reply<Vec<Draft>> },
    /// It is not wanted any more, or in the editor by now.
    Forget { draft: String, reply: Reply<()> },
    /// Whatever is unsaved now may go: a person said so.
    LetGo { reply: Reply<()> },
    /// Write it beside its article; answers with the file.
    SaveCopy { draft: String, reply: Reply<PathBuf> },
    /// Make the article again whose file is gone; answers with its folder.
    MakeArticle { draft: String, reply: Reply<String> },
}

/// What an article was before is looked at, and named.
pub(crate) enum HistoryEvent {
    /// What is kept of it?
    List { slug: String, reply: Reply<ArticleHistory> },
    /// Which commits changed it?
    Commits { slug: String, reply: Reply<Vec<Version>> },
    /// How do two of its texts differ on the page?
    ComparePages { slug: String, texts: (String, String), theme: Theme, reply: Reply<ComparedPages> },
    /// The page that was asked for last.
    Document { slug: String, reply: Reply<String> },
    /// What was its text?
    Text { slug: String, version: VersionId, reply: Reply<String> },
    /// Keep it as it is now, under a name.
    Keep { slug: String, name: String, reply: Reply<()> },
    /// Call a version something else; answers with what is kept now.
    Name { slug: String, number: u32, name: String, reply: Reply<ArticleHistory> },
}

/// An image of the open publication.
#[derive(Debug)]
pub(crate) struct ImageFile {
    pub(crate) file: PathBuf,
    /// The publication's folder, which the file may not lead out of.
    pub(crate) root: PathBuf,
}

/// The folder of an article.
#[derive(Debug)]
pub(crate) struct ArticleFolder {
    pub(crate) folder: PathBuf,
    /// The publication's folder, which nothing may lead out of.
    pub(crate) root: PathBuf,
}

/// The way to the owner, from anywhere.
#[derive(Clone)]
pub(crate) struct Session {
    events: Sender<Event>,
}

impl Session {
    /// Starts the owner's thread, which keeps unsaved work in the folder `state`.
    pub(crate) fn start(notify: Notify, state: Option<&Path>) -> io::Result<Self> {
        let (events, received) = channel();
        let journal = state.map(|state| recovery::journal(state, Arc::clone(&notify))).transpose()?;
        let history = state.map(|state| history::start(state, Arc::clone(&notify))).transpose()?;
        let state = state.map(Path::to_owned);
        let (open, exporter) = (None, Exporter::default());
        let owner = Owner { notify, events: events.clone(), open, journal, history, state, exporter };
        thread::Builder::new().name("kiku-session".to_owned()).spawn(move || owner.run(&received))?;
        Ok(Self { events })
    }

    /// Sends the event made with a reply, and waits for the answer.
    pub(crate) async fn ask<T>(&self, event: impl FnOnce(Reply<T>) -> Event) -> Result<T, Failure> {
        let (reply, answer) = oneshot::channel();
        self.tell(event(reply));
        // No answer comes where the owner met a defect; see `Owner::run`.
        answer.await.unwrap_or_else(|_| Err(Failure::new(FailureCode::Internal, "")))
    }

    /// Sends an event that has no answer.
    pub(crate) fn tell(&self, event: Event) {
        // After `stop` nobody listens, and nobody needs to.
        let _ = self.events.send(event);
    }

    /// Ends the owner's thread, and a running export with it.
    pub(crate) fn stop(&self) {
        let (done, ended) = channel();
        self.tell(Event::Stop { done });
        let _ = ended.recv_timeout(PATIENCE_AT_END);
    }
}

struct Owner {
    notify: Notify,
    events: Sender<Event>,
    open: Option<OpenPublication>,
    journal: Option<Journal>,
    history: Option<History>,
    /// The folder of Kiku's own files.
    state: Option<PathBuf>,
    exporter: Exporter,
}

impl Owner {
    fn run(mut self, events: &Receiver<Event>) {
        for event in events {
            // A defect while one event is dealt with must not take the unsaved texts with it: the question stays
            // unanswered, which the asker is told as a failure, and the next event finds the texts as they were.
            let outcome = catch_unwind(AssertUnwindSafe(|| self.handle(event)));
            if let Ok(ControlFlow::Break(())) = outcome {
                return;
            }
        }
    }

    fn handle(&mut self, event: Event) -> ControlFlow<()> {
        match event {
            Event::Current { reply } => answer(reply, Ok(self.open.as_ref().map(OpenPublication::view))),
            Event::OpenPublication { path, discard, reply } => answer(reply, self.open_publication(&path, discard)),
            Event::OpenArticle { slug, reply } => answer(reply, self.with(|open, _| open.open_article(&slug))),
            Event::Resources { slug, reply } => answer(reply, self.with(|open, _| Ok(open.resources(&slug)))),
            Event::Library(event) => self.handle_library(event),
            Event::Publication(event) => self.handle_publication(event),
            Event::Edit { edit, reply } => answer(reply, self.with(|open, _| open.edit(&edit))),
            Event::Revise { request, reply } => answer(reply, self.with(|open, _| open.revise(&request))),
            Event::RowTitle { slug, version, row, reply } => {
                answer(reply, self.with(|open, _| open.row_title(&slug, version, row)));
            }
            Event::Articles(event) => self.handle_articles(event),
            Event::Find(event) => self.handle_find(event),
            Event::ReplaceText { slug, text, reply } => {
                answer(reply, self.with(|open, _| open.replace_text(&slug, &text)));
            }
            Event::Save { slug, version, reply } => {
                answer(reply, self.writing(|open, notify| open.save(&slug, version, notify)));
            }
            Event::SaveCopy { slug, file, reply } => answer(reply, self.with(|open, _| open.save_copy(&slug, &file))),
            Event::ResolveConflict { slug, keep, reply } => {
                answer(reply, self.writing(|open, notify| open.resolve_conflict(&slug, keep, notify)));
            }
            Event::FilesChanged { paths, done } => {
                if let Some(open) = &mut self.open {
                    open.files_changed(&paths, &*self.notify);
                }
                let _ = done.send(());
            }
            Event::Export { request, reply } => self.export(request, reply),
            Event::CancelExport => self.exporter.cancel(),
            Event::ExportEnded { folder } => self.exporter.ended(folder),
            Event::LastExport { reply } => answer(reply, Ok(self.exporter.last().map(Path::to_owned))),
            Event::Recovery(event) => self.handle_recovery(event),
            Event::History(event) => self.handle_history(event),
            Event::TakeOver { reply } => answer(reply, self.with(|open, _| open.take_over_writing())),
            Event::Unsaved { reply } => {
                answer(reply, Ok(self.open.as_ref().map(OpenPublication::unsaved).unwrap_or_default()));
            }
            Event::Document { slug, reply } => answer(reply, self.with(|open, _| open.document(&slug))),
            Event::PrintDocument { slug, reply } => answer(reply, self.with(|open, _| open.print_document(&slug))),
            Event::Stylesheet { reply } => answer(reply, self.with(|open, _| Ok(open.stylesheet()))),
            Event::Image { path, reply } => answer(reply, self.with(|open, _| open.image(&path))),
            Event::ArticleFolder { slug, reply } => answer(reply, self.writing(|open, _| open.folder(&slug))),
            Event::Stop { done } => {
                self.exporter.finish();
                self.open = None;
                self.journal.iter().for_each(Journal::stop);
                self.history.iter().for_each(History::stop);
                let _ = done.send(());
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    }

    fn handle_library(&mut self, event: LibraryEvent) {
        match event {
            LibraryEvent::List { reply } => answer(reply, self.with(|open, _| Ok(open.library()))),
            LibraryEvent::FindSource { slug, query, reply } => {
                answer(reply, self.with(|open, _| open.find_source(&slug, query)));
            }
            LibraryEvent::ChangeShared { file, key, form, reply } => {
                let fields = (*form).into();
                answer(reply, self.writing(|open, notify| open.change_shared_source(&file, &key, &fields, notify)));
            }
            LibraryEvent::ChangePersonas { shown, request, reply } => {
                let change = request.into();
                answer(reply, self.writing(|open, notify| open.change_personas(shown.as_deref(), &change, notify)));
            }
        }
    }

    fn handle_publication(&mut self, event: PublicationEvent) {
        match event {
            PublicationEvent::Form { colours, reply } => {
                answer(reply, self.with(|open, _| Ok(open.publication_form(colours))));
            }
            PublicationEvent::Problems { changes, reply } => {
                answer(reply, self.with(|open, _| Ok(open.publication_problems(&changes))));
            }
            PublicationEvent::Change { changes, reply } => {
                answer(reply, self.writing(|open, notify| open.change_publication(&changes, notify)));
            }
            PublicationEvent::Sample { theme, colours, reply } => {
                answer(reply, self.with(|open, _| open.theme_sample(&theme, &colours)));
            }
            PublicationEvent::SampleStyle { theme, reply } => {
                answer(reply, self.with(|open, _| open.theme_style(&theme)));
            }
            PublicationEvent::File { reply } => answer(reply, self.with(|open, _| Ok(open.settings_file()))),
        }
    }

    fn handle_articles(&mut self, event: ArticleEvent) {
        match event {
            ArticleEvent::ProposeSlug { title, slug, reply } => {
                answer(reply, self.with(|open, _| Ok(open.propose_slug(&title, slug.as_deref()))));
            }
            ArticleEvent::CreateArticle { new, reply } => {
                answer(reply, self.writing(|open, notify| open.create_article(&new, notify)));
            }
            ArticleEvent::DuplicateArticle { slug, title, reply } => {
                answer(reply, self.writing(|open, notify| open.duplicate_article(&slug, &title, notify)));
            }
            ArticleEvent::RenameArticle { slug, to, shown, reply } => {
                let renamed = self.writing(|open, notify| open.rename_article(&slug, &to, shown.as_deref(), notify));
                answer(reply, renamed);
            }
            ArticleEvent::SetField { slug, name, to, reply } => {
                answer(reply, self.writing(|open, notify| open.set_field(&slug, &name, &to, notify)));
            }
            ArticleEvent::Root { reply } => answer(reply, self.writing(|open, _| Ok(open.loaded.root.clone()))),
            ArticleEvent::ConvertArticle { slug, reply } => {
                answer(reply, self.writing(|open, notify| open.convert_article(&slug, notify)));
            }
            ArticleEvent::ThrowAwayArticle { slug, bin, reply } => {
                answer(reply, self.writing(|open, notify| open.throw_away_article(&slug, &bin, notify)));
            }
        }
    }

    fn handle_find(&mut self, event: FindEvent) {
        match event {
            FindEvent::Find { query, reply } => match &mut self.open {
                Some(open) => open.find(query, reply, &self.events),
                None => answer(reply, Err(Failure::new(FailureCode::NotAPublication, ""))),
            },
            FindEvent::Ended { found, answer: told, reply } => {
                let is_last = self.open.as_mut().is_some_and(|open| open.finding.ended(found));
                answer(reply, Ok(if is_last { told } else { FindAnswer::Superseded }));
            }
            FindEvent::Replace { request, reply } => {
                answer(reply, self.writing(|open, notify| open.replace_found(&request, notify)));
            }
            FindEvent::TakeBack { shown, reply } => {
                answer(reply, self.writing(|open, notify| open.take_back(shown.as_ref(), notify)));
            }
        }
    }

    fn handle_recovery(&mut self, event: RecoveryEvent) {
        match event {
            RecoveryEvent::LetGo { reply } => {
                self.open.iter_mut().for_each(OpenPublication::let_go);
                answer(reply, Ok(()));
            }
            RecoveryEvent::Drafts { reply } => answer(reply, self.with(|open, _| Ok(open.drafts()))),
            RecoveryEvent::Forget { draft, reply } => answer(reply, self.with(|open, _| open.forget_draft(&draft))),
            RecoveryEvent::SaveCopy { draft, reply } => {
                answer(reply, self.writing(|open, _| open.save_draft_copy(&draft)));
            }
            RecoveryEvent::MakeArticle { draft, reply } => {
                answer(reply, self.writing(|open, notify| open.make_article_of_draft(&draft, notify)));
            }
        }
    }

    fn handle_history(&mut self, event: HistoryEvent) {
        match event {
            HistoryEvent::List { slug, reply } => answer(reply, self.with(|open, _| open.history(&slug))),
            HistoryEvent::Commits { slug, reply } => match self.with(|open, _| open.file_of(&slug)) {
                Ok(file) => history::list_commits(file, reply),
                Err(failure) => answer(reply, Err(failure)),
            },
            HistoryEvent::ComparePages { slug, texts, theme, reply } => {
                answer(reply, self.with(|open, _| open.compare_pages(&slug, &texts, theme)));
            }
            HistoryEvent::Document { slug, reply } => {
                answer(reply, self.with(|open, _| open.compared_document(&slug)));
            }
            HistoryEvent::Text { slug, version: VersionId::Commit { blob }, reply } => {
                match self.with(|open, _| open.file_of(&slug)) {
                    Ok(file) => history::read_commit(file, blob, reply),
                    Err(failure) => answer(reply, Err(failure)),
                }
            }
            HistoryEvent::Text { slug, version, reply } => {
                answer(reply, self.with(|open, _| open.version_text(&slug, &version)));
            }
            HistoryEvent::Keep { slug, name, reply } => {
                answer(reply, self.writing(|open, _| open.keep_version(&slug, &name)));
            }
            HistoryEvent::Name { slug, number, name, reply } => {
                answer(reply, self.writing(|open, _| open.name_version(&slug, number, &name)));
            }
        }
    }

    /// Does something that writes files, where this program may.
    fn writing<T>(
        &mut self,
        action: impl FnOnce(&mut OpenPublication, &dyn Fn(Notice)) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.with(|open, notify| open.may_write(notify).and_then(|()| action(open, notify)))
    }

    /// Does something with the open publication.
    fn with<T>(
        &mut self,
        action: impl FnOnce(&mut OpenPublication, &dyn Fn(Notice)) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        match &mut self.open {
            Some(open) => action(open, &*self.notify),
            None => Err(Failure::new(FailureCode::NotAPublication, "")),
        }
    }

    fn open_publication(&mut self, path: &Path, discard: bool) -> Result<PublicationView, Failure> {
        let loaded = kiku_disk::load(path).map_err(|error| Failure::from(&error))?;
        if let Some(open) = self.open.as_ref().filter(|open| open.is_of(&loaded)) {
            return Ok(open.view());
        }
        let unsaved = self.open.as_ref().map(OpenPublication::unsaved).unwrap_or_default();
        if !unsaved.is_empty() && !discard {
            return Err(Failure::new(FailureCode::UnsavedWork, unsaved.join(", ")));
        }
        // Of one publication, there are the whole and its articles; they share one hold.
        let held = self.open.as_mut().and_then(|open| open.hand_over_hold(&loaded.root));
        let holding = held.unwrap_or_else(|| Holding::claim(self.state.as_deref(), &loaded.root));
        let archive = self.history.as_ref().map(|history| history.of(&loaded.root));
        let opened = OpenPublication::new(loaded, holding, self.journal.clone(), archive, self.events.clone())?;
        self.open.iter_mut().for_each(OpenPublication::let_go);
        opened.tidy_up();
        Ok(self.open.insert(opened).view())
    }

    fn export(&mut self, request: ExportRequest, reply: Reply<ExportAnswer>) {
        match &self.open {
            Some(open) => match open.export_job(request) {
                Ok(job) => self.exporter.start(job, reply, &self.notify, &self.events),
                Err(failure) => answer(reply, Err(failure)),
            },
            None => answer(reply, Err(Failure::new(FailureCode::NotAPublication, ""))),
        }
    }
}

/// Answers, unless whoever asked has gone, as a closed window has.
fn answer<T>(reply: Reply<T>, result: Result<T, Failure>) {
    let _ = reply.send(result);
}
