//! Files that the session writes itself, beside the texts that a writer saves.

use std::path::PathBuf;

use kiku_core::revise::Revised;
use kiku_core::source::slug_of;
use kiku_disk::{Origin, TextFile, TextFormat, read_text, save_text};

use super::publication::OpenPublication;
use crate::wire::{Failure, FailureCode, Notice};

/// A file that is to hold another text.
pub(super) struct Rewrite {
    pub(super) path: String,
    file: TextFile,
    text: String,
}

impl OpenPublication {
    /// What a file is to become, provided it still holds `text`.
    pub(super) fn rewrite(&self, path: &str, text: &str, revised: &Revised) -> Result<Rewrite, Failure> {
        self.rewrite_as(path, text, revised.apply(text))
    }

    /// The same, with what it is to hold.
    pub(super) fn rewrite_as(&self, path: &str, text: &str, after: String) -> Result<Rewrite, Failure> {
        let file = read_text(&self.loaded.file(path)).map_err(|error| Failure::from(&error))?;
        if file.text != text {
            return Err(Failure::new(FailureCode::OutOfStep, path));
        }
        Ok(Rewrite { path: path.to_owned(), text: after, file })
    }

    /// Writes file by file. What cannot be written is reported; what was written before it is whole.
    pub(super) fn write_all(&mut self, rewrites: &[Rewrite], notify: &dyn Fn(Notice)) -> Result<(), Failure> {
        let mut written: Vec<PathBuf> = Vec::new();
        let mut outcome = Ok(());
        for Rewrite { path, file, text } in rewrites {
            let target = self.loaded.file(path);
            match save_text(&target, text, file.format, Some(file.fingerprint)) {
                Ok(_) => {
                    self.remember(path, &[(Origin::Found, &file.text), (Origin::Saved, text)]);
                    written.push(target);
                }
                Err(error) => {
                    outcome = Err(Failure::from(&error));
                    break;
                }
            }
        }
        self.files_changed(&written, notify);
        outcome
    }

    /// Writes a file that is not there yet.
    pub(super) fn write_new(&mut self, path: &str, text: &str, notify: &dyn Fn(Notice)) -> Result<(), Failure> {
        let target = self.loaded.file(path);
        let outcome = save_text(&target, text, TextFormat::default(), None).map_err(|error| Failure::from(&error));
        self.files_changed(&[target], notify);
        outcome.map(|_| ())
    }

    /// Keeps texts of an article in the history. Other files have none.
    pub(super) fn remember(&self, path: &str, texts: &[(Origin, &str)]) {
        let Some((archive, slug)) = self.archive.as_ref().zip(slug_of(path)) else { return };
        for (origin, text) in texts {
            let text = (*text).to_owned();
            archive.keep(slug, *origin, "", move || text);
        }
    }
}
