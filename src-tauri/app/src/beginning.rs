//! What one begins with: a new publication, or a copy of the sample.

use std::path::{Path, PathBuf};

use kiku_core::Language;
use kiku_disk::{create_publication, create_sample, free_folder};
use tauri::{AppHandle, Manager};

use crate::wire::{Failure, InterfaceLanguage, NewPublication};

/// Where new publications go unless the person says otherwise: their documents, or else their home.
pub(crate) fn usual_place(app: &AppHandle) -> PathBuf {
    let paths = app.path();
    // The system may name a folder that nobody ever made.
    let documents = paths.document_dir().ok().filter(|folder| folder.is_dir());
    documents.or_else(|| paths.home_dir().ok()).unwrap_or_default()
}

/// Makes a publication with one small article, and tells its folder.
pub(crate) fn publication(new: &NewPublication) -> Result<PathBuf, Failure> {
    let language = match new.language {
        InterfaceLanguage::Ja => Language::Ja,
        InterfaceLanguage::En => Language::En,
    };
    let folder = free_folder(Path::new(&new.place), &new.title);
    create_publication(&folder, &new.title, language).map_err(|error| Failure::from(&error))
}

/// Makes a copy of the sample in a folder of `place` that is called `name`, and tells its folder.
pub(crate) fn sample(place: &Path, name: &str) -> Result<PathBuf, Failure> {
    create_sample(&free_folder(place, name)).map_err(|error| Failure::from(&error))
}
