//! The open publication: what is on disk with the writer's unsaved texts laid over it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use kiku_core::source::{self, PublicationPath};
use kiku_core::{Asset, Diagnostic, Font, Publication, Snapshot, preview};
use kiku_disk::{Archive, Journal, Loaded, Watcher, write_chosen};
use tokio::sync::oneshot;

use super::article::{Article, FileChange, KeptDisk, Save};
use super::export::Job;
use super::finding::Finding;
use super::history::Compared;
use super::holding::Holding;
use super::library::Named;
use super::{ArticleFolder, Event, ImageFile, binder};
use crate::preview_address;
use crate::wire::{
    ArticleEntry, Edit, EditAnswer, ExportRequest, Failure, FailureCode, Holder, Keep, Notice, OpenedArticle, Problem,
    PublicationView, Resources, SaveAnswer, Update,
};

pub(super) struct OpenPublication {
    /// The files. *Invariant:* an open article's text in the snapshot is its buffer's.
    pub(super) loaded: Loaded,
    pub(super) publication: Publication,
    /// What is wrong with the settings and the bibliographies.
    diagnostics: Vec<Diagnostic>,
    /// The reader's stylesheet, which the settings choose.
    stylesheet: String,
    entries: BTreeMap<String, ArticleEntry>,
    pub(super) articles: BTreeMap<String, Article>,
    /// What the articles name.
    pub(super) named: Named,
    pub(super) finding: Finding,
    /// Whether this program writes here.
    pub(super) holding: Holding,
    /// Where unsaved work is kept for the next start.
    pub(super) journal: Option<Journal>,
    /// Where what was saved is kept.
    pub(super) archive: Option<Archive>,
    /// The page of two versions of an article that was asked for last.
    pub(super) compared: Option<Compared>,
    /// The view that the interface has.
    told: PublicationView,
    /// Reports changes for as long as the publication is open.
    _watcher: Watcher,
}

impl OpenPublication {
    /// Takes what was loaded, and has its later changes sent as events.
    pub(super) fn new(
        loaded: Loaded,
        holding: Holding,
        journal: Option<Journal>,
        archive: Option<Archive>,
        events: Sender<Event>,
    ) -> Result<Self, Failure> {
        let watcher = Watcher::new(&loaded.watched_folder(), move |paths| {
            let (done, dealt_with) = oneshot::channel();
            // Waiting lets the watcher gather what changes meanwhile, so a thousand files are a few events.
            if events.send(Event::FilesChanged { paths, done }).is_ok() {
                let _ = dealt_with.blocking_recv();
            }
        });
        let watcher = watcher.map_err(|error| Failure::from(&error))?;
        let (publication, diagnostics) = Publication::read(&loaded.snapshot);
        let stylesheet = preview::stylesheet(&publication, preview_address::OWN_FOLDER);
        let (entries, articles) = (BTreeMap::new(), BTreeMap::new());
        let (named, finding, told) = (Named::default(), Finding::default(), PublicationView::default());
        let mut open = Self {
            loaded,
            publication,
            diagnostics,
            stylesheet,
            entries,
            articles,
            named,
            finding,
            holding,
            journal,
            archive,
            compared: None,
            told,
            _watcher: watcher,
        };
        open.read_entries();
        open.told = open.view();
        Ok(open)
    }

    /// Whether this is what was loaded, opened before.
    pub(super) fn is_of(&self, loaded: &Loaded) -> bool {
        self.loaded.root == loaded.root && self.loaded.slug() == loaded.slug()
    }

    pub(super) fn view(&self) -> PublicationView {
        PublicationView {
            path: self.path().display().to_string(),
            title: self.publication.title.clone(),
            language: self.publication.language.clone(),
            articles: self.entries.values().cloned().collect(),
            problems: binder::problems(&self.loaded.snapshot, &self.diagnostics),
            holder: self.holding.holder().map(Holder::from),
        }
    }

    /// The folder that was opened: the publication's, or that of the one article.
    fn path(&self) -> PathBuf {
        self.loaded.slug().map_or_else(|| self.loaded.root.clone(), |slug| self.loaded.root.join(slug))
    }

    /// The slugs of the articles that would lose something if they were closed now.
    pub(super) fn unsaved(&self) -> Vec<String> {
        self.articles.values().filter(|article| article.is_dirty()).map(|article| article.slug.clone()).collect()
    }

    /// The title that the binder shows; the slug for an article that it does not list.
    pub(super) fn title_of(&self, slug: &str) -> String {
        self.entries.get(slug).map_or_else(|| slug.to_owned(), |entry| entry.title.clone())
    }

    /// Lets go of everything that is unsaved.
    pub(super) fn let_go(&mut self) {
        self.articles.values_mut().for_each(Article::let_go);
    }

    /// Closes an article, and lets go of what is unsaved of it.
    pub(super) fn forget_article(&mut self, slug: &str) {
        if let Some(mut article) = self.articles.remove(slug) {
            article.let_go();
        }
    }

    pub(super) fn open_article(&mut self, slug: &str) -> Result<OpenedArticle, Failure> {
        if !self.articles.contains_key(slug) {
            let article = Article::open(slug, self.file_of(slug)?, self.journal.clone(), self.archive.clone())?;
            self.articles.insert(slug.to_owned(), article);
            self.lay_over(slug);
        }
        self.article(slug)?.start_page();
        let update = self.update(slug)?;
        let in_other_hands = self.holding.refusal();
        let article = self.article(slug)?;
        // What was written before somebody took over is not locked away.
        let in_other_hands = in_other_hands.filter(|_| !article.is_dirty());
        let read_only = article.read_only().cloned().or(in_other_hands);
        Ok(OpenedArticle {
            slug: slug.to_owned(),
            text: article.text(),
            dirty: article.is_dirty(),
            read_only,
            encoding: article.encoding().map(str::to_owned),
            update,
            preview_url: preview_address::document(slug),
        })
    }

    /// What the article can name, its unsaved text included.
    pub(super) fn resources(&self, slug: &str) -> Resources {
        kiku_core::Resources::read(&self.publication, &self.loaded.snapshot, slug).into()
    }

    pub(super) fn edit(&mut self, edit: &Edit) -> Result<EditAnswer, Failure> {
        if !self.article(&edit.slug)?.edit(edit)? {
            return Ok(EditAnswer::Resend);
        }
        self.lay_over(&edit.slug);
        Ok(EditAnswer::Applied { update: self.update(&edit.slug)? })
    }

    pub(super) fn replace_text(&mut self, slug: &str, text: &str) -> Result<Update, Failure> {
        self.article(slug)?.replace(text)?;
        self.lay_over(slug);
        self.update(slug)
    }

    pub(super) fn save(&mut self, slug: &str, version: u32, notify: &dyn Fn(Notice)) -> Result<SaveAnswer, Failure> {
        match self.article(slug)?.save(version)? {
            Save::Refused(FileChange::Conflict { disk }) => return Ok(SaveAnswer::Conflict { disk }),
            // What somebody else wrote was taken in: what is to be saved is another version now.
            Save::Refused(change @ FileChange::Reloaded { .. }) => {
                self.tell_file_change(slug, change, notify);
                return Err(Failure::new(FailureCode::OutOfStep, slug));
            }
            Save::Refused(change) => self.tell_file_change(slug, change, notify),
            Save::Done => {}
        }
        self.tell_new_entries(&[source::article_path(slug)], notify);
        Ok(SaveAnswer::Saved { version })
    }

    /// Writes what the editor holds of an article to a file that a person has named.
    pub(super) fn save_copy(&mut self, slug: &str, file: &Path) -> Result<PathBuf, Failure> {
        let article = self.article(slug)?;
        write_chosen(file, &article.text(), article.format()).map_err(|error| Failure::from(&error))?;
        Ok(file.to_owned())
    }

    pub(super) fn resolve_conflict(
        &mut self,
        slug: &str,
        keep: Keep,
        notify: &dyn Fn(Notice),
    ) -> Result<Option<Update>, Failure> {
        match keep {
            Keep::Mine if self.article(slug)?.keep_mine()? => {
                self.tell_new_entries(&[source::article_path(slug)], notify);
                self.update(slug).map(Some)
            }
            Keep::Mine => {
                let change = self.article(slug)?.refusal();
                self.tell_file_change(slug, change, notify);
                Ok(None)
            }
            Keep::Disk => self.keep_disk(slug, notify).map(|()| None),
        }
    }

    fn keep_disk(&mut self, slug: &str, notify: &dyn Fn(Notice)) -> Result<(), Failure> {
        match self.article(slug)?.keep_disk()? {
            KeptDisk::Reloaded { base, changes } => {
                self.tell_file_change(slug, FileChange::Reloaded { base, changes, merged: false }, notify);
            }
            KeptDisk::Closed => {
                self.forget_article(slug);
                self.loaded.snapshot.texts.remove(&source::article_path(slug));
            }
        }
        self.tell_new_entries(&[source::article_path(slug)], notify);
        Ok(())
    }

    /// Deals with changes on disk: open articles follow their files or ask, and everything that depends on the rest
    /// is shown anew. What changed is decided by content, so touches and own saves are quiet.
    pub(super) fn files_changed(&mut self, paths: &[PathBuf], notify: &dyn Fn(Notice)) {
        // A publication whose folder is gone stays as it was last seen; its open articles notice below.
        let articles = |snapshot: &Snapshot| snapshot.slugs().map(str::to_owned).collect::<Vec<_>>();
        let before = articles(&self.loaded.snapshot);
        let mut changed = self.loaded.refresh(paths).unwrap_or_default();
        if articles(&self.loaded.snapshot) != before {
            // Links lead to the articles that there are; the next update says so.
            self.articles.values_mut().for_each(Article::refresh);
        }
        let slugs: Vec<String> = self.articles.keys().cloned().collect();
        for slug in &slugs {
            let change = self.articles.get_mut(slug).map_or(FileChange::Nothing, Article::look);
            self.lay_over(slug);
            if change != FileChange::Nothing {
                changed.push(source::article_path(slug));
            }
            self.tell_file_change(slug, change, notify);
        }
        changed.iter().filter_map(|path| source::slug_of(path)).for_each(|slug| self.named.forget(slug));
        if changed.iter().any(|path| source::slug_of(path).is_none()) {
            self.follow_settings_and_images(&changed, notify);
        }
        self.tell_new_entries(&changed, notify);
    }

    /// Shows every open article anew after something beside the texts changed. The frame's own document is loaded
    /// again where it would differ: other titles or menus, another style, or an image or a font that is the same by name only.
    fn follow_settings_and_images(&mut self, changed: &[PublicationPath], notify: &dyn Fn(Notice)) {
        let (publication, diagnostics) = Publication::read(&self.loaded.snapshot);
        let before = std::mem::replace(&mut self.publication, publication);
        self.diagnostics = diagnostics;
        let stylesheet = preview::stylesheet(&self.publication, preview_address::OWN_FOLDER);
        let restyled = std::mem::replace(&mut self.stylesheet, stylesheet) != self.stylesheet;
        let shown_changed = changed.iter().any(|path| crate::media_type::of(path).is_some());
        let slugs: Vec<String> = self.articles.keys().cloned().collect();
        for slug in slugs {
            let reload_frame = shown_changed
                || restyled
                || self.document_of(&before, &slug) != self.document_of(&self.publication, &slug);
            if let Some(article) = self.articles.get_mut(&slug) {
                article.refresh();
            }
            if let Ok(update) = self.update(&slug) {
                notify(Notice::Updated { slug, update, reload_frame });
            }
        }
    }

    fn tell_file_change(&mut self, slug: &str, change: FileChange, notify: &dyn Fn(Notice)) {
        let slug = slug.to_owned();
        match change {
            FileChange::Nothing => {}
            FileChange::Conflict { disk } => notify(Notice::Conflict { slug, disk }),
            FileChange::Settled => {
                if let Ok(update) = self.update(&slug) {
                    notify(Notice::Updated { slug, update, reload_frame: false });
                }
            }
            FileChange::Reloaded { base, changes, merged } => {
                self.lay_over(&slug);
                if let Ok(update) = self.update(&slug) {
                    notify(Notice::Reloaded { slug, base, changes, merged, update });
                }
            }
        }
    }

    /// Reads the binder's lines that `changed` files may have changed, and tells where they have.
    pub(super) fn tell_new_entries(&mut self, changed: &[PublicationPath], notify: &dyn Fn(Notice)) {
        if changed.iter().any(|path| source::slug_of(path).is_none()) {
            self.read_entries();
        } else {
            changed.iter().filter_map(|path| source::slug_of(path)).for_each(|slug| self.read_entry(slug));
        }
        let publication = self.view();
        if publication != self.told {
            self.told = publication.clone();
            notify(Notice::Publication { publication });
        }
    }

    fn read_entries(&mut self) {
        let snapshot = &self.loaded.snapshot;
        let slugs = binder::slugs(snapshot).into_iter();
        self.entries = slugs.map(|slug| (slug.to_owned(), binder::entry(&self.publication, snapshot, slug))).collect();
    }

    fn read_entry(&mut self, slug: &str) {
        let snapshot = &self.loaded.snapshot;
        if binder::slugs(snapshot).contains(slug) {
            self.entries.insert(slug.to_owned(), binder::entry(&self.publication, snapshot, slug));
        } else {
            self.entries.remove(slug);
        }
    }

    /// The document for the preview frame.
    pub(super) fn document(&self, slug: &str) -> Result<String, Failure> {
        self.entries.get(slug).map(|_| self.document_of(&self.publication, slug)).ok_or_else(|| no_article(slug))
    }

    /// The document that prints an article, as far as it was written.
    pub(super) fn print_document(&self, slug: &str) -> Result<String, Failure> {
        let text = self.loaded.snapshot.article(slug).ok_or_else(|| no_article(slug))?;
        let stylesheet = preview_address::own(preview_address::STYLESHEET);
        Ok(preview::print_document(&self.publication, &self.loaded.snapshot, slug, text, &stylesheet))
    }

    fn document_of(&self, publication: &Publication, slug: &str) -> String {
        let stylesheet = preview_address::own(preview_address::STYLESHEET);
        let additions = preview_address::own(preview_address::FRAME_STYLESHEET);
        let script = preview_address::own(preview_address::FRAME_SCRIPT);
        preview::document(publication, &self.loaded.snapshot, slug, &[&stylesheet, &additions], &script)
    }

    /// The reader's stylesheet.
    pub(super) fn stylesheet(&self) -> String {
        self.stylesheet.clone()
    }

    /// Where an image or a font is. Only what the snapshot lists is one of the publication.
    pub(super) fn image(&self, path: &str) -> Result<ImageFile, Failure> {
        let snapshot = &self.loaded.snapshot;
        let font = snapshot.fonts.get(path).filter(|font| **font == Font::Usable);
        let asset = snapshot.assets.get(path).copied().or(font.map(|_| Asset::default()));
        let asset = asset.ok_or_else(|| Failure::new(FailureCode::NotFound, path))?;
        // The web view would decode it and hold all of it.
        if asset.has_too_many_pixels(path) {
            return Err(Failure::new(FailureCode::ImageTooLarge, path));
        }
        Ok(ImageFile { file: self.loaded.file(path), root: self.loaded.root.clone() })
    }

    /// Where the files of an article that can be written go.
    pub(super) fn folder(&self, slug: &str) -> Result<ArticleFolder, Failure> {
        let file = self.file_of(slug)?;
        let folder = file.parent().map(Path::to_owned).ok_or_else(|| no_article(slug))?;
        Ok(ArticleFolder { folder, root: self.loaded.root.clone() })
    }

    /// What is to be exported, provided everything could be read.
    pub(super) fn export_job(&self, request: ExportRequest) -> Result<Job, Failure> {
        self.loaded.complete().map_err(|error| Failure::from(&error))?;
        Ok(Job { snapshot: self.loaded.snapshot.clone(), root: self.loaded.root.clone(), request })
    }

    fn article(&mut self, slug: &str) -> Result<&mut Article, Failure> {
        self.articles.get_mut(slug).ok_or_else(|| no_article(slug))
    }

    /// An open article whose text can be changed.
    pub(super) fn writable_article(&mut self, slug: &str) -> Result<&mut Article, Failure> {
        let article = self.article(slug)?;
        article.read_only().cloned().map_or(Ok(article), Err)
    }

    /// The file of an article that the binder lists, so that no slug leads anywhere else.
    pub(super) fn file_of(&self, slug: &str) -> Result<PathBuf, Failure> {
        let listed = binder::slugs(&self.loaded.snapshot).contains(slug);
        listed.then(|| self.loaded.file(&source::article_path(slug))).ok_or_else(|| no_article(slug))
    }

    fn unreadable(&self, slug: &str) -> Option<Problem> {
        let diagnostic = binder::unreadable(&self.loaded.snapshot, slug)?;
        Some(Problem::in_snapshot(&diagnostic, &self.loaded.snapshot))
    }

    /// Puts the buffer's text into the snapshot.
    fn lay_over(&mut self, slug: &str) {
        self.named.forget(slug);
        if let Some(article) = self.articles.get(slug).filter(|article| article.read_only().is_none()) {
            article.write_text(self.loaded.snapshot.texts.entry(source::article_path(slug)).or_default());
        }
    }

    fn update(&mut self, slug: &str) -> Result<Update, Failure> {
        let unreadable = self.unreadable(slug);
        let article = self.articles.get_mut(slug).ok_or_else(|| no_article(slug))?;
        let mut update = article.update(&self.publication, &self.loaded.snapshot);
        if let Some(problem) = unreadable {
            update.problems = Some(vec![problem]);
            article.forget_problems();
        }
        Ok(update)
    }
}

fn no_article(slug: &str) -> Failure {
    Failure::new(FailureCode::NoArticle, slug)
}
