//! What the interface may ask for. Each command sends one event to the session and hands its answer back; the types
//! on both sides are the wire's.

use std::path::{Path, PathBuf};

use tauri::ipc::{Request, Response};
use tauri::{AppHandle, Manager, State, WebviewWindow};

use crate::pictures::ChosenImage;
use crate::session::{
    ArticleEvent, Event, FindEvent, HistoryEvent, LibraryEvent, PublicationEvent, RecoveryEvent, Session,
};
use crate::wire::{
    ArticleHistory, ComparedPages, Counts, Difference, Draft, Edit, EditAnswer, ExportAnswer, ExportRequest, Failure,
    FailureCode, FindAnswer, FindQuery, FollowedLinks, FoundSource, Keep, Library, LoadedSettings, NewArticle,
    NewPublication, OpenedArticle, PersonaAnswer, PersonaRequest, PublicationAnswer, PublicationChange,
    PublicationForm, PublicationProblem, PublicationView, RecentPublication, ReplaceAnswer, ReplaceRequest, Resources,
    ReviseAnswer, RevisionRequest, RewriteAnswer, SaveAnswer, Settings, ShownArticle, SourceForm, SourceQuery,
    StoredImage, Theme, Update, Version, VersionId,
};
use crate::{beginning, config_file, dialogs, links, pictures, preview_window, print, recent};

/// The publication named on the command line.
pub(crate) struct Launch {
    pub(crate) path: Option<PathBuf>,
}

/// The publication that is open already, as after the page was loaded again, or the one named on the command line.
#[tauri::command]
pub(crate) async fn start(app: AppHandle) -> Result<Option<PublicationView>, Failure> {
    let current = app.state::<Session>().ask(|reply| Event::Current { reply }).await?;
    let path = app.state::<Launch>().path.clone();
    match (current, path) {
        (None, Some(path)) => open(&app, path, false).await.map(Some),
        (current, _) => Ok(current),
    }
}

#[tauri::command]
pub(crate) async fn open_publication(
    app: AppHandle,
    path: PathBuf,
    discard: Option<bool>,
) -> Result<PublicationView, Failure> {
    open(&app, path, discard.unwrap_or(false)).await
}

#[tauri::command]
pub(crate) async fn choose_publication(
    app: AppHandle,
    title: String,
    discard: Option<bool>,
) -> Result<Option<PublicationView>, Failure> {
    match dialogs::choose_folder(&title).await {
        Some(path) => open(&app, path, discard.unwrap_or(false)).await.map(Some),
        None => Ok(None),
    }
}

/// The folder in which new publications are made unless the person chooses another one.
#[tauri::command]
pub(crate) async fn usual_place(app: AppHandle) -> Result<PathBuf, Failure> {
    Ok(beginning::usual_place(&app))
}

#[tauri::command]
pub(crate) async fn create_publication(
    app: AppHandle,
    new: NewPublication,
    discard: bool,
) -> Result<PublicationView, Failure> {
    let folder = blocking(move || beginning::publication(&new)).await?;
    open(&app, folder, discard).await
}

/// Opens a copy of the sample in a new folder of `place`.
#[tauri::command]
pub(crate) async fn create_sample(
    app: AppHandle,
    place: PathBuf,
    name: String,
    discard: bool,
) -> Result<PublicationView, Failure> {
    let folder = blocking(move || beginning::sample(&place, &name)).await?;
    open(&app, folder, discard).await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
    let ended = tauri::async_runtime::spawn_blocking(work).await;
    ended.unwrap_or_else(|error| Err(Failure::new(FailureCode::Internal, error.to_string())))
}

async fn open(app: &AppHandle, path: PathBuf, discard: bool) -> Result<PublicationView, Failure> {
    let publication = app.state::<Session>().ask(|reply| Event::OpenPublication { path, discard, reply }).await?;
    let opened = RecentPublication { path: publication.path.clone(), title: publication.title.clone() };
    let folder = config_file::folder(app);
    // Whether the list can be written does not matter to who opens a publication.
    tauri::async_runtime::spawn_blocking(move || recent::remember(&folder, &opened));
    Ok(publication)
}

#[tauri::command]
pub(crate) async fn recent_publications(app: AppHandle) -> Result<Vec<RecentPublication>, Failure> {
    Ok(recent::list(&config_file::folder(&app)))
}

#[tauri::command]
pub(crate) async fn settings(app: AppHandle) -> Result<LoadedSettings, Failure> {
    Ok(crate::settings::read(&config_file::folder(&app)))
}

#[tauri::command]
pub(crate) async fn change_settings(app: AppHandle, settings: Settings) -> Result<(), Failure> {
    let folder = config_file::folder(&app);
    let written = crate::settings::write(&folder, &settings);
    if written { Ok(()) } else { Err(Failure::new(FailureCode::Io, folder.display().to_string())) }
}

/// Opens the folder with the settings file.
#[tauri::command]
pub(crate) async fn show_settings(app: AppHandle) -> Result<(), Failure> {
    links::open_path(&config_file::folder(&app))
}

#[tauri::command]
pub(crate) async fn open_article(session: State<'_, Session>, slug: String) -> Result<OpenedArticle, Failure> {
    session.ask(|reply| Event::OpenArticle { slug, reply }).await
}

#[tauri::command]
pub(crate) async fn resources(session: State<'_, Session>, slug: String) -> Result<Resources, Failure> {
    session.ask(|reply| Event::Resources { slug, reply }).await
}

#[tauri::command]
pub(crate) async fn library(session: State<'_, Session>) -> Result<Library, Failure> {
    session.ask(|reply| Event::Library(LibraryEvent::List { reply })).await
}

#[tauri::command]
pub(crate) async fn find_source(
    session: State<'_, Session>,
    slug: String,
    query: SourceQuery,
) -> Result<Option<FoundSource>, Failure> {
    session.ask(|reply| Event::Library(LibraryEvent::FindSource { slug, query, reply })).await
}

/// Has an entry of the bibliography `file`, which all articles share, say something else.
#[tauri::command]
pub(crate) async fn change_shared_source(
    session: State<'_, Session>,
    file: String,
    key: String,
    form: Box<SourceForm>,
) -> Result<RewriteAnswer, Failure> {
    session.ask(|reply| Event::Library(LibraryEvent::ChangeShared { file, key, form, reply })).await
}

/// `shown` is the article that the window shows, which is changed there.
#[tauri::command]
pub(crate) async fn change_personas(
    session: State<'_, Session>,
    shown: Option<String>,
    request: PersonaRequest,
) -> Result<PersonaAnswer, Failure> {
    session.ask(|reply| Event::Library(LibraryEvent::ChangePersonas { shown, request, reply })).await
}

/// What the form of the publication's settings shows; samples of themes have the colours of the window.
#[tauri::command]
pub(crate) async fn publication_form(session: State<'_, Session>, colours: Theme) -> Result<PublicationForm, Failure> {
    session.ask(|reply| Event::Publication(PublicationEvent::Form { colours, reply })).await
}

/// What would be wrong with the publication's settings after these changes.
#[tauri::command]
pub(crate) async fn publication_problems(
    session: State<'_, Session>,
    changes: Vec<PublicationChange>,
) -> Result<Vec<PublicationProblem>, Failure> {
    session.ask(|reply| Event::Publication(PublicationEvent::Problems { changes, reply })).await
}

#[tauri::command]
pub(crate) async fn change_publication(
    session: State<'_, Session>,
    changes: Vec<PublicationChange>,
) -> Result<PublicationAnswer, Failure> {
    session.ask(|reply| Event::Publication(PublicationEvent::Change { changes, reply })).await
}

/// Opens `publication.toml` in the system's program for such files: no path comes from the page.
#[tauri::command]
pub(crate) async fn open_publication_file(session: State<'_, Session>) -> Result<(), Failure> {
    links::open_path(&session.ask(|reply| Event::Publication(PublicationEvent::File { reply })).await?)
}

/// The body of the request is the publication's logo; see `pictures` for its headers.
#[tauri::command]
pub(crate) async fn store_logo(session: State<'_, Session>, request: Request<'_>) -> Result<StoredImage, Failure> {
    pictures::store_logo(&session, request).await
}

#[tauri::command]
pub(crate) async fn edit(session: State<'_, Session>, edit: Edit) -> Result<EditAnswer, Failure> {
    session.ask(|reply| Event::Edit { edit, reply }).await
}

#[tauri::command]
pub(crate) async fn revise(session: State<'_, Session>, request: RevisionRequest) -> Result<ReviseAnswer, Failure> {
    session.ask(|reply| Event::Revise { request, reply }).await
}

#[tauri::command]
pub(crate) async fn row_title(
    session: State<'_, Session>,
    slug: String,
    version: u32,
    row: u32,
) -> Result<Option<String>, Failure> {
    session.ask(|reply| Event::RowTitle { slug, version, row, reply }).await
}

#[tauri::command]
pub(crate) async fn find_words(session: State<'_, Session>, query: FindQuery) -> Result<FindAnswer, Failure> {
    session.ask(|reply| Event::Find(FindEvent::Find { query, reply })).await
}

#[tauri::command]
pub(crate) async fn replace_found(
    session: State<'_, Session>,
    request: ReplaceRequest,
) -> Result<ReplaceAnswer, Failure> {
    session.ask(|reply| Event::Find(FindEvent::Replace { request, reply })).await
}

/// `shown` is the article that the window shows, which is changed there.
#[tauri::command]
pub(crate) async fn take_replacement_back(
    session: State<'_, Session>,
    shown: Option<ShownArticle>,
) -> Result<ReplaceAnswer, Failure> {
    session.ask(|reply| Event::Find(FindEvent::TakeBack { shown, reply })).await
}

#[tauri::command]
pub(crate) async fn propose_slug(
    session: State<'_, Session>,
    title: String,
    slug: Option<String>,
) -> Result<String, Failure> {
    session.ask(|reply| Event::Articles(ArticleEvent::ProposeSlug { title, slug, reply })).await
}

#[tauri::command]
pub(crate) async fn create_article(session: State<'_, Session>, new: NewArticle) -> Result<(), Failure> {
    session.ask(|reply| Event::Articles(ArticleEvent::CreateArticle { new, reply })).await
}

#[tauri::command]
pub(crate) async fn duplicate_article(
    session: State<'_, Session>,
    slug: String,
    title: String,
) -> Result<String, Failure> {
    session.ask(|reply| Event::Articles(ArticleEvent::DuplicateArticle { slug, title, reply })).await
}

/// `shown` is the article that the window shows, which is changed there.
#[tauri::command]
pub(crate) async fn rename_article(
    session: State<'_, Session>,
    slug: String,
    to: String,
    shown: Option<String>,
) -> Result<FollowedLinks, Failure> {
    session.ask(|reply| Event::Articles(ArticleEvent::RenameArticle { slug, to, shown, reply })).await
}

/// For an article that the window does not show.
#[tauri::command]
pub(crate) async fn set_field(
    session: State<'_, Session>,
    slug: String,
    name: String,
    to: String,
) -> Result<RewriteAnswer, Failure> {
    session.ask(|reply| Event::Articles(ArticleEvent::SetField { slug, name, to, reply })).await
}

#[tauri::command]
pub(crate) async fn convert_article(session: State<'_, Session>, slug: String) -> Result<PathBuf, Failure> {
    session.ask(|reply| Event::Articles(ArticleEvent::ConvertArticle { slug, reply })).await
}

#[tauri::command]
pub(crate) async fn throw_away_article(session: State<'_, Session>, slug: String) -> Result<(), Failure> {
    let bin = dialogs::bin();
    session.ask(|reply| Event::Articles(ArticleEvent::ThrowAwayArticle { slug, bin, reply })).await
}

#[tauri::command]
pub(crate) async fn replace_text(session: State<'_, Session>, slug: String, text: String) -> Result<Update, Failure> {
    session.ask(|reply| Event::ReplaceText { slug, text, reply }).await
}

#[tauri::command]
pub(crate) async fn save(session: State<'_, Session>, slug: String, version: u32) -> Result<SaveAnswer, Failure> {
    session.ask(|reply| Event::Save { slug, version, reply }).await
}

#[tauri::command]
pub(crate) async fn resolve_conflict(
    session: State<'_, Session>,
    slug: String,
    keep: Keep,
) -> Result<Option<Update>, Failure> {
    session.ask(|reply| Event::ResolveConflict { slug, keep, reply }).await
}

#[tauri::command]
pub(crate) async fn drafts(session: State<'_, Session>) -> Result<Vec<Draft>, Failure> {
    session.ask(|reply| Event::Recovery(RecoveryEvent::Drafts { reply })).await
}

#[tauri::command]
pub(crate) async fn forget_draft(session: State<'_, Session>, draft: String) -> Result<(), Failure> {
    session.ask(|reply| Event::Recovery(RecoveryEvent::Forget { draft, reply })).await
}

#[tauri::command]
pub(crate) async fn save_draft_copy(session: State<'_, Session>, draft: String) -> Result<PathBuf, Failure> {
    session.ask(|reply| Event::Recovery(RecoveryEvent::SaveCopy { draft, reply })).await
}

#[tauri::command]
pub(crate) async fn make_article_of_draft(session: State<'_, Session>, draft: String) -> Result<String, Failure> {
    session.ask(|reply| Event::Recovery(RecoveryEvent::MakeArticle { draft, reply })).await
}

#[tauri::command]
pub(crate) async fn article_history(session: State<'_, Session>, slug: String) -> Result<ArticleHistory, Failure> {
    session.ask(|reply| Event::History(HistoryEvent::List { slug, reply })).await
}

/// The commits that changed an article, where it stands in a git repository.
#[tauri::command]
pub(crate) async fn article_commits(session: State<'_, Session>, slug: String) -> Result<Vec<Version>, Failure> {
    session.ask(|reply| Event::History(HistoryEvent::Commits { slug, reply })).await
}

/// Sets two texts of an article beside each other as readers see them.
#[tauri::command]
pub(crate) async fn compare_pages(
    session: State<'_, Session>,
    slug: String,
    before: String,
    after: String,
    theme: Theme,
) -> Result<ComparedPages, Failure> {
    let texts = (before, after);
    session.ask(|reply| Event::History(HistoryEvent::ComparePages { slug, texts, theme, reply })).await
}

#[tauri::command]
pub(crate) async fn version_text(
    session: State<'_, Session>,
    slug: String,
    version: VersionId,
) -> Result<String, Failure> {
    session.ask(|reply| Event::History(HistoryEvent::Text { slug, version, reply })).await
}

/// Keeps an article as it is now, saved or not.
#[tauri::command]
pub(crate) async fn keep_version(session: State<'_, Session>, slug: String, name: String) -> Result<(), Failure> {
    session.ask(|reply| Event::History(HistoryEvent::Keep { slug, name, reply })).await
}

/// An empty name is none.
#[tauri::command]
pub(crate) async fn name_version(
    session: State<'_, Session>,
    slug: String,
    number: u32,
    name: String,
) -> Result<ArticleHistory, Failure> {
    session.ask(|reply| Event::History(HistoryEvent::Name { slug, number, name, reply })).await
}

#[tauri::command]
pub(crate) async fn choose_folder(title: String) -> Result<Option<PathBuf>, Failure> {
    Ok(dialogs::choose_folder(&title).await)
}

#[tauri::command]
pub(crate) async fn export(session: State<'_, Session>, request: ExportRequest) -> Result<ExportAnswer, Failure> {
    session.ask(|reply| Event::Export { request, reply }).await
}

/// Asks where, and writes there what the editor holds of an article; nothing where the person cancels. The page names no path.
#[tauri::command]
pub(crate) async fn save_copy(
    session: State<'_, Session>,
    slug: String,
    title: String,
) -> Result<Option<PathBuf>, Failure> {
    let Some(file) = dialogs::choose_file(&title, &format!("{slug}.md")).await else { return Ok(None) };
    session.ask(|reply| Event::SaveCopy { slug, file, reply }).await.map(Some)
}

/// Asks where a file is to be written that is called `name` unless the person calls it something else.
#[tauri::command]
pub(crate) async fn choose_file(title: String, name: String) -> Result<Option<PathBuf>, Failure> {
    Ok(dialogs::choose_file(&title, &name).await)
}

#[tauri::command]
pub(crate) async fn cancel_export(session: State<'_, Session>) -> Result<(), Failure> {
    session.tell(Event::CancelExport);
    Ok(())
}

/// Opens the folder of the last export, and no other: the page cannot have anything opened that Kiku did not write.
#[tauri::command]
pub(crate) async fn show_in_folder(session: State<'_, Session>, path: PathBuf) -> Result<(), Failure> {
    let last = session.ask(|reply| Event::LastExport { reply }).await?;
    if last.as_deref() != Some(Path::new(&path)) {
        return Err(Failure::new(FailureCode::Refused, path.display().to_string()));
    }
    // A file is shown where it stands.
    let folder = if path.is_dir() { path } else { path.parent().map(Path::to_owned).unwrap_or(path) };
    links::open_path(&folder)
}

#[tauri::command]
pub(crate) async fn open_link(url: String) -> Result<(), Failure> {
    links::open_address(&url)
}

/// How much one text differs from another, by the same rule as for what was saved.
#[tauri::command]
pub(crate) async fn count_difference(before: String, after: String) -> Result<Difference, Failure> {
    Ok(kiku_core::compare::counted(&before, &after).into())
}

/// How long a piece of an article is: for what is selected, by the same rule as for the whole.
#[tauri::command]
pub(crate) async fn count_text(text: String) -> Result<Counts, Failure> {
    Ok(kiku_core::count(&text).into())
}

/// The body of the request is the image; see `pictures` for its headers.
#[tauri::command]
pub(crate) async fn store_image(session: State<'_, Session>, request: Request<'_>) -> Result<StoredImage, Failure> {
    pictures::store_body(&session, request).await
}

/// Asks for an image in a dialog with this title; answers its name, or nothing where the person cancels. Only what was
/// chosen here can be stored by `store_chosen_image`: no path comes from the page.
#[tauri::command]
pub(crate) async fn choose_image(chosen: State<'_, ChosenImage>, title: String) -> Result<Option<String>, Failure> {
    let file = dialogs::choose_image(&title).await;
    let name = file.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    chosen.put(file);
    Ok(name)
}

#[tauri::command]
pub(crate) async fn store_chosen_image(
    session: State<'_, Session>,
    chosen: State<'_, ChosenImage>,
    slug: String,
) -> Result<StoredImage, Failure> {
    let file = chosen.take().ok_or_else(|| Failure::new(FailureCode::NotFound, ""))?;
    pictures::store_file(&session, slug, &file).await
}

/// The bytes of the image that was chosen last, to be looked at.
#[tauri::command]
pub(crate) async fn chosen_image(chosen: State<'_, ChosenImage>) -> Result<Response, Failure> {
    chosen.read().map(Response::new)
}

/// The body of the request is the picture of somebody who speaks; see `pictures` for its headers.
#[tauri::command]
pub(crate) async fn store_portrait(session: State<'_, Session>, request: Request<'_>) -> Result<StoredImage, Failure> {
    pictures::store_portrait(&session, request).await
}

/// Fills the screen, or no longer. Answers which of the two it is.
#[tauri::command]
pub(crate) async fn toggle_full_screen(window: WebviewWindow) -> Result<bool, Failure> {
    let refused = |error: tauri::Error| Failure::new(FailureCode::Internal, error.to_string());
    let full = !window.is_fullscreen().map_err(refused)?;
    window.set_fullscreen(full).map_err(refused)?;
    Ok(full)
}

/// Writes the open publication from now on, whoever did before.
#[tauri::command]
pub(crate) async fn take_over(session: State<'_, Session>) -> Result<PublicationView, Failure> {
    session.ask(|reply| Event::TakeOver { reply }).await
}

/// Closes without asking again. `discard` lets go of what is unsaved; without it, the journal keeps that for the next start.
#[tauri::command]
pub(crate) async fn close_window(
    session: State<'_, Session>,
    window: WebviewWindow,
    discard: bool,
) -> Result<(), Failure> {
    if discard {
        session.ask(|reply| Event::Recovery(RecoveryEvent::LetGo { reply })).await?;
    }
    window.destroy().map_err(|error| Failure::new(FailureCode::Internal, error.to_string()))
}

/// Shows the preview in a window of its own.
#[tauri::command]
pub(crate) async fn open_preview_window(app: AppHandle) -> Result<(), Failure> {
    preview_window::open(&app).map_err(|error| Failure::new(FailureCode::Internal, error.to_string()))
}

#[tauri::command]
pub(crate) async fn close_preview_window(app: AppHandle) -> Result<(), Failure> {
    preview_window::close(&app);
    Ok(())
}

/// Prints an article as Rust holds it, saved or not.
#[tauri::command]
pub(crate) async fn print_article(app: AppHandle, slug: String) -> Result<(), Failure> {
    print::print(&app, &slug).await
}
