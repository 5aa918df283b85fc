//! What an article can name.

use serde::Serialize;
use ts_rs::TS;

use crate::preview_address;

/// The personas and sources that an article can name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Resources {
    /// In the order of the settings.
    pub personas: Vec<PersonaEntry>,
    /// By key.
    pub sources: Vec<SourceEntry>,
    /// The article's own first.
    pub images: Vec<ImageEntry>,
}

/// An image of the publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImageEntry {
    /// Its address for the article's text.
    pub address: String,
    /// Where it can be looked at.
    pub picture: String,
}

/// Someone who comments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonaEntry {
    /// What `by` says.
    pub id: String,
    /// What readers see.
    pub name: String,
    /// The address of a picture, where there is one.
    pub avatar: Option<String>,
    /// Whether the balloon stands on the right where the block does not say.
    pub on_right: bool,
}

/// A source, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SourceEntry {
    /// What `ref` and `@key` say.
    pub key: String,
    /// The title; empty where it has none.
    pub title: String,
    /// The newspaper, journal, publisher or host; empty where none is known.
    pub site: String,
    /// The authors' names.
    pub authors: Vec<String>,
    /// ISO 8601, as exact as it is known; empty where it is not.
    pub issued: String,
    /// The file that it stands in, relative to the publication.
    pub file: String,
}

impl From<kiku_core::Resources> for Resources {
    fn from(resources: kiku_core::Resources) -> Self {
        Self {
            personas: resources.personas.into_iter().map(PersonaEntry::from).collect(),
            sources: resources.sources.into_iter().map(SourceEntry::from).collect(),
            images: resources.images.into_iter().map(ImageEntry::from).collect(),
        }
    }
}

impl From<kiku_core::ImageEntry> for ImageEntry {
    fn from(kiku_core::ImageEntry { address, path }: kiku_core::ImageEntry) -> Self {
        Self { address, picture: preview_address::file(&path) }
    }
}

impl From<kiku_core::PersonaEntry> for PersonaEntry {
    fn from(kiku_core::PersonaEntry { id, name, avatar, on_right }: kiku_core::PersonaEntry) -> Self {
        Self { id, name, avatar: avatar.as_deref().map(preview_address::file), on_right }
    }
}

impl From<kiku_core::SourceEntry> for SourceEntry {
    fn from(entry: kiku_core::SourceEntry) -> Self {
        let kiku_core::SourceEntry { key, title, site, authors, issued, file } = entry;
        Self { key, title, site, authors, issued, file }
    }
}
