//! All sources and personas of the publication, and a source as a form shows it.

use kiku_core::library::{self, SourceFields};
use kiku_core::model::publication::Side;
use kiku_core::revise::{PersonaChange, PersonaFields};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Bilingual;
use crate::preview_address;

/// All sources and personas, with the places where articles name them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Library {
    /// The publication's by key, then those of each article.
    pub sources: Vec<LibrarySource>,
    /// In the order of `publication.toml`.
    pub personas: Vec<LibraryPersona>,
    /// The day that it is, in ISO 8601.
    pub today: String,
}

/// A source as the list shows it. What is not known is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LibrarySource {
    /// The key; empty for a block that describes its source itself.
    pub key: String,
    /// A type of CSL.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The newspaper, journal, publisher or host.
    pub site: String,
    /// The authors' names.
    pub authors: Vec<String>,
    /// ISO 8601, as exact as it is known.
    pub published: String,
    /// A web address.
    pub url: String,
    /// The address of a picture.
    pub image: Option<String>,
    /// The file that it stands in.
    pub file: String,
    /// The article that it belongs to; `null` where all share it.
    pub slug: Option<String>,
    /// The line in the file, counted from zero.
    pub line: u32,
    /// Where articles name it.
    pub uses: Vec<Place>,
    /// The other sources of the list that have the same address or DOI.
    pub twins: Vec<u32>,
}

/// A line of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Place {
    /// The article.
    pub slug: String,
    /// Counted from zero.
    pub line: u32,
}

/// Someone who comments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LibraryPersona {
    /// What a form shows.
    pub fields: PersonaForm,
    /// The address of the picture.
    pub picture: Option<String>,
    /// Where articles let them speak.
    pub uses: Vec<Place>,
}

/// What a form shows of a persona. What is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonaForm {
    /// What `by=` says.
    pub id: String,
    /// What readers see.
    pub name: String,
    /// A picture: its path in the publication.
    pub avatar: String,
    /// Whether the balloon stands where lines end.
    pub on_right: bool,
    /// How they speak, for writers.
    pub voice: String,
}

/// What a form shows of a source. What is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SourceForm {
    /// The key that texts name it by.
    pub id: String,
    /// A type of CSL.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The newspaper, journal, book or site that it stands in.
    pub site: String,
    /// `Doe, Ann`, `菊池 花`, or an institution's name.
    pub authors: Vec<String>,
    /// ISO 8601, as exact as it is known.
    pub published: String,
    /// When the writer looked at it, in ISO 8601.
    pub accessed: String,
    /// A web address.
    pub url: String,
    /// A picture: its path in the publication.
    pub image: String,
    /// What the picture shows.
    pub image_alt: String,
    /// Where the picture is from.
    pub image_credit: String,
    /// All that is known of it, which goes back as it came.
    pub rest: String,
}

/// A change of who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum PersonaRequest {
    /// Someone new.
    Add {
        /// Who.
        form: PersonaForm,
    },
    /// Someone who was known by this id.
    Change {
        /// The id before.
        id: String,
        /// Who it is now.
        form: PersonaForm,
    },
    /// Nobody any more.
    Remove {
        /// Who it was.
        id: String,
    },
}

/// The answer to a [`PersonaRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum PersonaAnswer {
    /// It is done, but for the article that the window shows.
    Changed,
    /// It cannot be done.
    Refused {
        /// Why.
        reason: Bilingual,
    },
}

/// Which source a form is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum SourceQuery {
    /// What a pasted text tells of.
    Pasted {
        /// BibTeX, CSL or an address.
        text: String,
    },
    /// The source of this key in a file.
    Listed {
        /// The file.
        file: String,
        /// The key.
        key: String,
    },
    /// What the open article speaks of on this line.
    AtLine {
        /// Counted from zero.
        line: u32,
        /// UTF-16 units from the start of the line.
        character: u32,
    },
}

/// The answer to a [`SourceQuery`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FoundSource {
    /// What the form shows.
    pub form: SourceForm,
    /// The file that it stands in; empty for what was pasted.
    pub file: String,
    /// How many more sources a pasted text holds.
    pub more: u32,
    /// Whether a block describes it, without a key.
    pub described: bool,
}

impl From<library::SourceRecord> for LibrarySource {
    fn from(record: library::SourceRecord) -> Self {
        Self {
            slug: kiku_core::source::slug_of(&record.file).map(str::to_owned),
            image: record.image.as_deref().map(preview_address::file),
            uses: record.uses.into_iter().map(Place::from).collect(),
            twins: record.twins.into_iter().filter_map(|twin| u32::try_from(twin).ok()).collect(),
            key: record.key,
            kind: record.kind,
            title: record.title,
            site: record.site,
            authors: record.authors,
            published: record.published,
            url: record.url,
            file: record.file,
            line: record.line,
        }
    }
}

impl From<library::Place> for Place {
    fn from(library::Place { slug, line }: library::Place) -> Self {
        Self { slug, line }
    }
}

impl LibraryPersona {
    pub(crate) fn new(fields: PersonaFields, uses: Vec<library::Place>) -> Self {
        let picture = (!fields.avatar.is_empty()).then(|| preview_address::file(&fields.avatar));
        Self { fields: fields.into(), picture, uses: uses.into_iter().map(Place::from).collect() }
    }
}

impl From<PersonaFields> for PersonaForm {
    fn from(fields: PersonaFields) -> Self {
        let PersonaFields { id, name, avatar, side, voice } = fields;
        Self { id, name, avatar, on_right: side == Side::Right, voice }
    }
}

impl From<PersonaForm> for PersonaFields {
    fn from(form: PersonaForm) -> Self {
        let PersonaForm { id, name, avatar, on_right, voice } = form;
        Self { id, name, avatar, side: if on_right { Side::Right } else { Side::Left }, voice }
    }
}

impl From<PersonaRequest> for PersonaChange {
    fn from(request: PersonaRequest) -> Self {
        match request {
            PersonaRequest::Add { form } => Self::Add(form.into()),
            PersonaRequest::Change { id, form } => Self::Change(id, form.into()),
            PersonaRequest::Remove { id } => Self::Remove(id),
        }
    }
}

impl From<SourceFields> for SourceForm {
    fn from(fields: SourceFields) -> Self {
        let SourceFields {
            id,
            kind,
            title,
            site,
            authors,
            published,
            accessed,
            url,
            image,
            image_alt,
            image_credit,
            rest,
        } = fields;
        Self { id, kind, title, site, authors, published, accessed, url, image, image_alt, image_credit, rest }
    }
}

impl From<SourceForm> for SourceFields {
    fn from(form: SourceForm) -> Self {
        let SourceForm {
            id,
            kind,
            title,
            site,
            authors,
            published,
            accessed,
            url,
            image,
            image_alt,
            image_credit,
            rest,
        } = form;
        Self { id, kind, title, site, authors, published, accessed, url, image, image_alt, image_credit, rest }
    }
}
