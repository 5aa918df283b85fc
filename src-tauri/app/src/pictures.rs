//! Images that a person pastes, drops or chooses: their bytes go to the article's folder, or to the publication's where they
//! show somebody who speaks.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use kiku_disk::{Picture, PictureError, read_picture, save_picture, save_portrait};
use percent_encoding::percent_decode_str;
use tauri::http::HeaderMap;
use tauri::ipc::{InvokeBody, Request};

use crate::session::{ArticleEvent, ArticleFolder, Event, Session};
use crate::wire::{Failure, FailureCode, StoredImage};

/// What names the article and the image in a request whose body is the image; percent-encoded, as headers are ASCII.
const SLUG: &str = "kiku-slug";
const NAME: &str = "kiku-name";

/// The image file that a person chose and has not said yet what it shows.
#[derive(Default)]
pub(crate) struct ChosenImage(Mutex<Option<PathBuf>>);

impl ChosenImage {
    pub(crate) fn put(&self, file: Option<PathBuf>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = file;
    }

    /// The bytes of the file, which stays chosen.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Failure> {
        let file = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let file = file.ok_or_else(|| Failure::new(FailureCode::NotFound, ""))?;
        read_picture(&file).map_err(|error| Failure::from(&error))
    }

    pub(crate) fn take(&self) -> Option<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Stores the image that is the body of the request.
pub(crate) async fn store_body(session: &Session, request: Request<'_>) -> Result<StoredImage, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else { return Err(Failure::new(FailureCode::Internal, "body")) };
    let bytes = bytes.clone();
    let (slug, name) = (text(request.headers(), SLUG)?, text(request.headers(), NAME)?);
    store(session, slug, move |place| save_picture(&place.root, &place.folder, &name, &bytes)).await
}

/// Stores the image in a file that a person chose.
pub(crate) async fn store_file(session: &Session, slug: String, file: &Path) -> Result<StoredImage, Failure> {
    let file = file.to_owned();
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    store(session, slug, move |place| save_picture(&place.root, &place.folder, &name, &read_picture(&file)?)).await
}

/// Stores the picture of somebody who speaks, which is the body of the request.
pub(crate) async fn store_portrait(session: &Session, request: Request<'_>) -> Result<StoredImage, Failure> {
    store_at_root(session, request, save_portrait).await
}

/// Stores the publication's logo, which is the body of the request.
pub(crate) async fn store_logo(session: &Session, request: Request<'_>) -> Result<StoredImage, Failure> {
    store_at_root(session, request, |root, name, bytes| save_picture(root, root, name, bytes)).await
}

async fn store_at_root(
    session: &Session,
    request: Request<'_>,
    save: fn(&Path, &str, &[u8]) -> Result<Picture, PictureError>,
) -> Result<StoredImage, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else { return Err(Failure::new(FailureCode::Internal, "body")) };
    let (bytes, name) = (bytes.clone(), text(request.headers(), NAME)?);
    let root = session.ask(|reply| Event::Articles(ArticleEvent::Root { reply })).await?;
    let file = root.clone();
    let stored = saved(move || save(&root, &name, &bytes)).await?;
    // The settings may name the picture at once: it must be known by then.
    let (done, known) = tokio::sync::oneshot::channel();
    session.tell(Event::FilesChanged { paths: vec![file.join(&stored.path)], done });
    let _ = known.await;
    Ok(stored)
}

/// Away from the session's thread: writing a large image must not keep a key waiting.
async fn store(
    session: &Session,
    slug: String,
    save: impl FnOnce(&ArticleFolder) -> Result<Picture, PictureError> + Send + 'static,
) -> Result<StoredImage, Failure> {
    let place = session.ask(|reply| Event::ArticleFolder { slug, reply }).await?;
    saved(move || save(&place)).await
}

async fn saved(save: impl FnOnce() -> Result<Picture, PictureError> + Send + 'static) -> Result<StoredImage, Failure> {
    match tauri::async_runtime::spawn_blocking(save).await {
        Ok(saved) => saved.map(StoredImage::from).map_err(|error| Failure::from(&error)),
        Err(error) => Err(Failure::new(FailureCode::Internal, error.to_string())),
    }
}

fn text(headers: &HeaderMap, name: &str) -> Result<String, Failure> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    let decoded = value.and_then(|value| percent_decode_str(value).decode_utf8().ok());
    decoded.map(String::from).ok_or_else(|| Failure::new(FailureCode::Internal, name))
}
