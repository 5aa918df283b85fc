//! What leaves Kiku: an ordered map from path to content, which one function of kiku-disk writes.
//!
//! ```text
//! selection   which articles are taken along
//! site        a static site
//! page        articles as single files
//! epub        an e-book
//! data        the model itself, for other programs
//! markdown    articles as plain CommonMark
//! variants    large photographs in smaller sizes
//! assets      which images and files its pages show
//! inlined     a page with its images in it
//! tags        the tags of finished HTML
//! policy      what a page that holds its style may load
//! ```

mod assets;
mod data;
mod epub;
mod inlined;
mod markdown;
mod page;
mod policy;
mod selection;
mod site;
mod tags;
mod variants;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::source::{PublicationPath, Snapshot};

pub use crate::render::social_card::{Card, CardDesign, CardStyle};
pub use crate::render::style::root::Colour;
pub use markdown::Loss;
pub use selection::{LeftOut, Selection};
pub use site::{MadeSite, SiteMaker};

/// The files of one export, by path: relative, `/` between the parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// The files in path order.
    pub files: BTreeMap<String, Content>,
}

/// Takes the files of a bundle one by one as they are made, from any thread and in any order. A break ends the work.
pub type Take<'t> = dyn Fn(String, Content) -> ControlFlow<()> + Sync + 't;

/// What one file of a [`Bundle`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text made by the engine.
    Text(String),
    /// The bytes of this file of the publication, copied as they are.
    Asset(PublicationPath),
    /// A photograph of the publication, made narrower; the photograph itself where that would not make its file smaller.
    Variant {
        /// The photograph.
        asset: PublicationPath,
        /// In pixels.
        width: u32,
        /// What it becomes.
        encoding: Encoding,
    },
    /// A picture of a page, to be drawn.
    Card(Box<Card>),
    /// Text of the engine with files of the publication in it.
    Inlined(Vec<Piece>),
}

/// What a narrower photograph is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// JPEG: small, and nothing shows through it.
    Jpeg,
    /// WebP that keeps every pixel as it is, and what shows through.
    WebP,
}

/// A part of a text that files stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text made by the engine.
    Text(String),
    /// The bytes of this file of the publication, as a `data:` address (RFC 2397).
    DataAddress(PublicationPath),
    /// The SHA-256 of a text, in Base64.
    Sha256(Vec<Piece>),
}

/// The kinds of bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A static site: an index, one page per split of each article, styles and images.
    Site,
    /// Each article as one page that holds its style and images.
    Page,
    /// The files of an EPUB 3.3, to be packed into one.
    Epub,
    /// The model of all articles as one JSON file, which docs/model.schema.json describes.
    Json,
    /// Each article as plain CommonMark, with its images; see [`lost_in_markdown`].
    Markdown,
}

/// The bundle of the articles of a publication that are chosen, in one format.
pub fn export(snapshot: &Snapshot, format: Format, selection: &Selection) -> Bundle {
    let chosen = || selection.apply(snapshot);
    match format {
        Format::Site => site::site(snapshot, selection),
        Format::Page => page::pages(&chosen()),
        Format::Epub => epub::book(&chosen()),
        Format::Json => data::model(&chosen()),
        Format::Markdown => markdown::articles(&chosen()).0,
    }
}

/// What [`Format::Markdown`] cannot say, and how many times the articles that are chosen say it.
pub fn lost_in_markdown(snapshot: &Snapshot, selection: &Selection) -> BTreeMap<Loss, usize> {
    markdown::articles(&selection.apply(snapshot)).1
}

impl Bundle {
    fn text(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), Content::Text(text));
    }
}
