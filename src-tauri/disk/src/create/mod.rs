//! A new publication to start from: settings, one persona with its portrait, and one small article that shows the
//! format.

mod place;
mod sample;

pub use place::free_folder;
pub use sample::create_sample;

use std::path::{Path, PathBuf};

use kiku_core::Language;

use crate::bundle::{Stage, Target};
use crate::error::WriteError;

/// The texts of a new publication in one language.
struct Template {
    settings: &'static str,
    article: &'static str,
}

const JAPANESE: Template =
    Template { settings: include_str!("ja/publication.toml"), article: include_str!("ja/article.md") };
const ENGLISH: Template =
    Template { settings: include_str!("en/publication.toml"), article: include_str!("en/article.md") };
const PORTRAIT: &str = include_str!("portrait.svg");

/// Makes a publication named `title` in the folder `folder`, written in `language`, and tells where it is. The folder
/// must be empty or not exist yet; it is made complete or not at all. The article bears today's date.
///
/// # Errors
/// [`WriteError::ForeignFiles`] where the folder holds anything, and the machine's refusals.
pub fn create_publication(folder: &Path, title: &str, language: Language) -> Result<PathBuf, WriteError> {
    let template = match language {
        Language::Ja => JAPANESE,
        Language::En => ENGLISH,
    };
    let today = jiff::ZonedDateTime::now().date().to_string();
    let target = Target::new(folder)?.empty()?;
    let stage = Stage::beside(&target)?;
    let title = toml::Value::from(title).to_string();
    stage.write("publication.toml", template.settings.replace("{title}", &title).as_bytes())?;
    stage.write("first-article/article.md", template.article.replace("{date}", &today).as_bytes())?;
    stage.write("personas/kiku.svg", PORTRAIT.as_bytes())?;
    stage.swap_in(&target)?;
    Ok(target.folder)
}
