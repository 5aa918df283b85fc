//! The picture that networks show of a page that has none: its title, set in the publication's style.
//!
//! Here is said what stands on it, and kiku-disk draws it with the typefaces of the machine. Without the address at which a site will
//! stand no network could load it, so then there is none.

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation as _;

use super::style::root::{Colour, RootStyle};
use crate::diagnostic::Language;
use crate::model::meta::Meta;
use crate::model::publication::Publication;
use crate::model::reference::Picture;
use crate::model::site::Entry;
use crate::source::Snapshot;

/// What stands on a card. Whatever a title holds, its text is short, and holds no control characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The article's title, or the site's.
    pub title: String,
    /// The site's name, or its address on its own card.
    pub site: String,
    /// The first of the article's tags; may be empty.
    pub topic: String,
    /// Who wrote it; may be empty.
    pub byline: String,
    /// Of the title, as a BCP 47 tag: characters have forms that depend on it.
    pub language: String,
    /// How it looks.
    pub style: CardStyle,
}

/// How cards look: what the publication's stylesheets say of light pages in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardStyle {
    /// Where things stand.
    pub design: CardDesign,
    /// The ground.
    pub paper: Colour,
    /// A quiet ground beside it.
    pub wash: Colour,
    /// Of text.
    pub ink: Colour,
    /// Of small print.
    pub muted: Colour,
    /// Of lines that only part.
    pub hairline: Colour,
    /// Of marks.
    pub accent: Colour,
    /// Of text in the colour of marks.
    pub accent_ink: Colour,
    /// The typefaces of titles, by the names of their families, the first that has a character first. Generic names of CSS are among them.
    pub title_faces: Vec<String>,
    /// The same for small print.
    pub small_faces: Vec<String>,
    /// Of titles: 400 is regular, 700 bold.
    pub title_weight: u16,
    /// The height of a title's line, in hundredths of its size.
    pub leading: u16,
}

/// Where things stand on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CardDesign {
    /// Kiku's own: a stroke over the title.
    Plain,
    /// The name over rules, as on a front page.
    News,
    /// A title page of a book.
    Essay,
    /// A handbook's.
    Manual,
}

impl Card {
    /// How wide cards are, in pixels.
    pub const WIDTH: u16 = 1200;
    /// How high they are.
    pub const HEIGHT: u16 = 630;
}

/// The longest title and the longest small print, in what readers take for characters: more than fits.
const MAX_TITLE: usize = 200;
const MAX_WORDS: usize = 80;
/// How many characters may stand in the place of one. A family of emoji has seven.
const MAX_CLUSTER: usize = 10;

/// The picture of an article that networks can show: of an SVG they show nothing.
pub(crate) fn shown_cover<'m>(meta: &'m Meta, snapshot: &Snapshot) -> Option<&'m Picture> {
    let cover = meta.cover.as_ref().filter(|cover| snapshot.assets.contains_key(&cover.path))?;
    let extension = cover.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp").then_some(cover)
}

/// Where the card of the article in `folder` stands, or with an empty folder that of the site; nothing where a site has no cards.
pub(crate) fn path(publication: &Publication, snapshot: &Snapshot, folder: &str) -> Option<String> {
    if publication.base_url.is_none() || !publication.social_cards {
        return None;
    }
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut stem = format!("{folder}card");
    // File systems may take upper and lower case for the same.
    let is_taken = |path: &str| {
        let beside = snapshot.assets.range(folder.clone()..).map(|(asset, _)| asset);
        let mut beside = beside.take_while(|asset| asset.starts_with(&folder));
        snapshot.article(path).is_some() || beside.any(|asset| asset.eq_ignore_ascii_case(path))
    };
    while is_taken(&format!("{stem}.png")) {
        stem.push('-');
    }
    Some(stem + ".png")
}

/// The card of an article and where it stands; nothing where it has a cover.
pub(crate) fn of_article(
    entry: &Entry,
    publication: &Publication,
    snapshot: &Snapshot,
    style: &RootStyle,
) -> Option<(String, Card)> {
    let meta = &entry.meta;
    if shown_cover(meta, snapshot).is_some() {
        return None;
    }
    let path = path(publication, snapshot, &entry.slug)?;
    let comma = Language::of_tag(&meta.language).comma();
    let site = if publication.title.is_empty() { address(publication) } else { words(&publication.title, MAX_WORDS) };
    let card = Card {
        title: words(&entry.title, MAX_TITLE),
        site,
        topic: meta.tags.first().map(|tag| words(tag, MAX_WORDS)).unwrap_or_default(),
        byline: words(&meta.authors.join(comma), MAX_WORDS),
        language: meta.language.clone(),
        style: CardStyle::new(style, publication, &meta.language),
    };
    Some((path, card))
}

/// The card of the site itself, and where it stands.
pub(crate) fn of_site(publication: &Publication, snapshot: &Snapshot, style: &RootStyle) -> Option<(String, Card)> {
    let path = path(publication, snapshot, "")?;
    let (title, site) = match publication.title.as_str() {
        "" => (address(publication), String::new()),
        title => (words(title, MAX_TITLE), address(publication)),
    };
    let card = Card {
        title,
        site,
        topic: String::new(),
        byline: String::new(),
        language: publication.language.clone(),
        style: CardStyle::new(style, publication, &publication.language),
    };
    Some((path, card))
}

/// `example.org/magazine`
fn address(publication: &Publication) -> String {
    let base = publication.base_url.as_deref().unwrap_or_default();
    words(base.split_once("://").map_or(base, |(_, rest)| rest).trim_end_matches('/'), MAX_WORDS)
}

impl CardStyle {
    fn new(style: &RootStyle, publication: &Publication, language: &str) -> Self {
        let colour = |name| style.colour(name, language).unwrap_or(Colour { red: 0, green: 0, blue: 0 });
        let number = |name, default: f32| style.number(name, language).unwrap_or(default);
        Self {
            design: match publication.look.theme {
                Some("news") => CardDesign::News,
                Some("essay") => CardDesign::Essay,
                Some("manual") => CardDesign::Manual,
                _ => CardDesign::Plain,
            },
            paper: colour("--paper"),
            wash: colour("--wash"),
            ink: colour("--ink"),
            muted: colour("--muted"),
            hairline: colour("--hairline"),
            accent: colour("--accent"),
            accent_ink: colour("--accent-ink"),
            title_faces: style.faces("--title-face", language),
            small_faces: style.faces("--small-face", language),
            title_weight: number("--title-weight", 700.0).clamp(1.0, 1000.0) as u16,
            leading: (number("--leading-title", 1.3).clamp(1.0, 2.5) * 100.0).round() as u16,
        }
    }
}

/// The words of `text`, in one line, at most as many characters as `most`.
fn words(text: &str, most: usize) -> String {
    let (mut words, mut count) = (String::new(), 0);
    for cluster in text.trim().graphemes(true) {
        if cluster.chars().all(char::is_whitespace) {
            if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
            continue;
        }
        let seen: String = cluster.chars().filter(|letter| !is_hidden(*letter)).take(MAX_CLUSTER).collect();
        if count == most && !seen.is_empty() {
            return words.trim_end().to_owned() + "…";
        }
        count += usize::from(!seen.is_empty());
        words.push_str(&seen);
    }
    words.trim_end().to_owned()
}

/// Control characters, what orders, parts or joins text without being seen, and what means something else in every font. Those that
/// choose a letter's form stay.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{e000}'..='\u{f8ff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Asset;

    #[test]
    fn words_are_short_and_in_one_line() {
        assert_eq!(words(" 市場\n\t の\u{0}朝\u{202e} ", 9), "市場 の朝");
        assert_eq!(words(&"長".repeat(100_000), 5), "長長長長長…");
        assert_eq!(words(&format!("e{}", "\u{301}".repeat(100_000)), 5).chars().count(), MAX_CLUSTER);
        assert_eq!(words("👨‍👩‍👧‍👦", 5), "👨‍👩‍👧‍👦");
        assert_eq!(words("", 5), "");
    }

    fn publication(settings: &str) -> (Publication, Snapshot) {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert("publication.toml".into(), settings.into());
        snapshot
            .texts
            .insert("own.css".into(), ":root { --accent: #123456; --ink: color-mix(in srgb, red, blue) }".into());
        let publication = Publication::read(&snapshot).0;
        (publication, snapshot)
    }

    #[test]
    fn cards_need_an_address_and_can_be_turned_off() {
        let there = |settings: &str| {
            let (publication, snapshot) = publication(settings);
            path(&publication, &snapshot, "a")
        };
        assert_eq!(there("base_url = \"https://example.org\""), Some("a/card.png".to_owned()));
        assert_eq!(there("title = \"t\""), None);
        assert_eq!(there("base_url = \"https://example.org\"\n[export]\nsocial_cards = false"), None);
    }

    #[test]
    fn a_card_takes_no_name_that_a_file_has() {
        let (publication, mut snapshot) = publication("base_url = \"https://example.org\"");
        for taken in ["a/Card.PNG", "a/card-.png", "b/card.png"] {
            snapshot.assets.insert(taken.to_owned(), Asset::default());
        }
        snapshot.texts.insert("card.png/article.md".into(), String::new());
        assert_eq!(path(&publication, &snapshot, "a").as_deref(), Some("a/card--.png"));
        assert_eq!(path(&publication, &snapshot, "").as_deref(), Some("card-.png"));
    }

    #[test]
    fn the_colours_are_those_of_the_page_the_publications_own_before_the_themes() {
        let (publication, _) = publication("theme = \"news\"\ncss = \"own.css\"");
        let style = CardStyle::new(&RootStyle::new(&publication), &publication, "ja");
        let hex = |colour: Colour| serde_json::to_string(&colour).unwrap();
        assert_eq!(hex(style.accent), "\"#123456\"");
        assert_eq!(hex(style.ink), "\"#121212\"", "of a mix, what the theme says");
        assert_eq!(style.small_faces.first().map(String::as_str), Some("Hiragino Sans"));
        assert_eq!((style.design, style.title_weight, style.leading), (CardDesign::News, 800, 135));
    }
}
