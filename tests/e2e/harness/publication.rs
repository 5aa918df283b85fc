//! A publication folder that a test may write to.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context, Result};
use tempfile::TempDir;

/// A temporary publication and a place to export to. It is there as long as any handle on it.
#[derive(Clone)]
pub(crate) struct Publication {
    folder: Rc<TempDir>,
}

impl Publication {
    /// A copy of the sample publication, `articles/`.
    pub(crate) fn sample() -> Result<Self> {
        let publication = Self { folder: Rc::new(TempDir::new()?) };
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../articles"), &publication.root())?;
        Ok(publication)
    }

    /// A publication with one article, `notes`, whose file holds `text`.
    pub(crate) fn of(text: &str) -> Result<Self> {
        let publication = Self { folder: Rc::new(TempDir::new()?) };
        fs::create_dir_all(publication.root())?;
        fs::write(publication.root().join("publication.toml"), "title = \"Notes\"\nlanguage = \"en\"\n")?;
        publication.write("notes", text)?;
        Ok(publication)
    }

    /// The folder with `publication.toml`.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("publication")
    }

    /// What every folder dialog answers.
    pub(crate) fn export_folder(&self) -> PathBuf {
        self.folder.path().join("export")
    }

    /// Where thrown away articles go.
    pub(crate) fn bin(&self) -> PathBuf {
        self.root().with_file_name("bin")
    }

    /// The text on disk of the article `slug`.
    pub(crate) fn read(&self, slug: &str) -> Result<String> {
        let path = self.article(slug);
        fs::read_to_string(&path).with_context(|| path.display().to_string())
    }

    /// Changes the article `slug` on disk, or makes one, as most editors do: a new file takes the old one's place.
    pub(crate) fn write(&self, slug: &str, text: &str) -> Result<()> {
        let (path, new) = (self.article(slug), self.folder.path().join("new"));
        fs::create_dir_all(self.root().join(slug))?;
        fs::write(&new, text)?;
        fs::rename(&new, &path).with_context(|| path.display().to_string())
    }

    fn article(&self, slug: &str) -> PathBuf {
        self.root().join(slug).join("article.md")
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
