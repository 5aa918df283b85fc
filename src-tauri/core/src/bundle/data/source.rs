//! A source as an item of CSL-JSON, and its picture.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::csl::{self, Variable};
use crate::model::reference::{Picture, Reference};
use crate::source::PublicationPath;

/// A picture of the publication.
#[derive(Serialize)]
pub(super) struct Image {
    path: PublicationPath,
    alt: String,
    credit: Option<String>,
}

impl From<&Picture> for Image {
    fn from(picture: &Picture) -> Self {
        Self { path: picture.path.clone(), alt: picture.alt.clone(), credit: picture.credit.clone() }
    }
}

/// All that is known of a source. Its picture stands in `custom`, where the format reads it from, too. Items of CSL leave
/// out what they do not say.
#[derive(Serialize)]
pub(super) struct Entry {
    #[serde(flatten)]
    variables: BTreeMap<String, Variable>,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom: Option<Custom>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Custom {
    image: PublicationPath,
    image_alt: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_credit: Option<String>,
}

impl From<&Reference> for Entry {
    fn from(reference: &Reference) -> Self {
        let custom = reference.image.as_ref().map(|picture| Custom {
            image: picture.path.clone(),
            image_alt: picture.alt.clone(),
            image_credit: picture.credit.clone(),
        });
        let mut variables = csl::variables(&reference.item);
        // The formatter is not told of a publisher who is the author.
        if let Some(publisher) = &reference.publisher {
            variables.entry("publisher".to_owned()).or_insert_with(|| Variable::Words(publisher.clone()));
        }
        Self { variables, custom }
    }
}
