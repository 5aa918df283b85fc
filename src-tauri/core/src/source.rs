//! What the engine is given: a snapshot of a publication's files, and places in their text.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;
use serde::Serialize;

/// A half-open range of bytes in one file's text. Both ends stand on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The same range `offset` bytes further on.
    pub const fn shifted(self, offset: usize) -> Self {
        Self::new(self.start + offset, self.end + offset)
    }

    /// The text of this range, or nothing where it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A path inside a publication: relative, `/` between its parts, no `.` or `..`. `market/article.md`.
pub type PublicationPath = String;

/// Everything the engine knows of a publication folder at one moment.
///
/// Texts are UTF-8 without a byte order mark and with `\n` line ends: the caller converts at the edge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// The texts the engine reads: `publication.toml`, bibliographies, citation styles, `<slug>/article.md`.
    pub texts: BTreeMap<PublicationPath, String>,
    /// Every other file an article may point to. Their bytes stay where they are.
    pub assets: BTreeMap<PublicationPath, Asset>,
    /// The fonts, which only a stylesheet can name.
    pub fonts: BTreeMap<PublicationPath, Font>,
    /// Files that should have been in `texts` and could not be read as text, with the reason.
    pub unreadable: BTreeMap<PublicationPath, Unreadable>,
    /// The slugs of articles that stay out of what is made: nothing lists them, and a link to one leaves its words.
    pub withheld: BTreeSet<String>,
    /// The writer's own day. The engine reads no clock: without it, no date is in the future.
    pub today: Option<civil::Date>,
}

/// What the engine needs to know of an image or another file that it does not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asset {
    /// Width and height in CSS pixels, where the file is an image whose header says so.
    pub size: Option<(u32, u32)>,
    /// How an image keeps its pixels; nothing for one that moves, for drawings (SVG), and where which way is up is a matter of the browser.
    pub pixels: Option<Pixels>,
}

/// How an image keeps its pixels: what can be known of them without reading them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// What its file is, whatever its name says.
    pub format: PixelFormat,
    /// Nothing shows through it.
    pub is_opaque: bool,
    /// How many bytes its file has.
    pub packed: u64,
    /// How many bytes its pixels take by themselves.
    pub unpacked: u64,
}

/// The formats whose pixels are made narrower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PixelFormat {
    /// ITU-T T.81.
    Jpeg,
    /// PNG, third edition.
    Png,
    /// RFC 9649.
    WebP,
}

/// What a font file is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Font {
    /// Browsers can read it.
    Usable,
    /// It is no font, or not a whole one.
    Broken,
    /// It is larger than any reader should load.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
}

/// How many pixels an image may have: more than any camera makes of one picture, and few enough for a browser's memory.
const MAX_PIXELS: u64 = 100_000_000;

impl Asset {
    /// Whether the image at `path` has more pixels than anybody should be made to hold, however small its file is. A drawing
    /// (SVG) has none.
    pub fn has_too_many_pixels(&self, path: &str) -> bool {
        let is_drawing = path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("svg"));
        self.size.is_some_and(|(width, height)| !is_drawing && u64::from(width) * u64::from(height) > MAX_PIXELS)
    }
}

/// Why a text is missing from a [`Snapshot`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The bytes are not UTF-8; `valid_up_to` of them are.
    NotUtf8 {
        /// The number of bytes before the first invalid one.
        valid_up_to: usize,
    },
    /// It is larger than anything that a person writes; what is read has at most this many bytes.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The machine refused: permission, a broken link, a failing disk.
    Io,
}

/// The file name of a publication's settings.
pub const PUBLICATION_FILE: &str = "publication.toml";
/// The file name of an article in its folder.
pub const ARTICLE_FILE: &str = "article.md";

impl Snapshot {
    /// The slugs of the articles, sorted: the names of the folders that hold an `article.md`. Without those that are
    /// withheld.
    pub fn slugs(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().filter_map(|path| slug_of(path)).filter(|slug| !self.withheld.contains(*slug))
    }

    /// The text of the article in folder `slug`; nothing where it is withheld.
    pub fn article(&self, slug: &str) -> Option<&str> {
        if self.withheld.contains(slug) { None } else { self.texts.get(&article_path(slug)).map(String::as_str) }
    }

    /// Whether `path` is an article, or its folder, that is withheld.
    pub fn withholds(&self, path: &str) -> bool {
        self.withheld.contains(slug_of(path).unwrap_or(path))
    }
}

/// The path of the article in folder `slug`.
pub fn article_path(slug: &str) -> PublicationPath {
    format!("{slug}/{ARTICLE_FILE}")
}

/// The folder of an article's path, or nothing where `path` is not an article's.
pub fn slug_of(path: &str) -> Option<&str> {
    let (slug, file) = path.split_once('/')?;
    (file == ARTICLE_FILE && !slug.is_empty()).then_some(slug)
}
