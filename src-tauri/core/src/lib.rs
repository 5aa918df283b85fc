//! Kiku's engine: text in; model, diagnostics, HTML and bundles out.
//!
//! ```text
//! source      what it is given: a Snapshot of a publication's texts, and Spans in them
//! parse       text     -> syntax: front matter, directives, Markdown, citations, ruby
//! model       syntax   -> meaning: a passage's blocks, notes and sources; a publication's settings
//! csl         sources  -> formatted citations and the list of references
//! check       model    -> diagnostics, one rule a file
//! render      model    -> HTML, one block a file; escaping and sanitising in one place
//! reading     all of these for one passage, a run of whole chapters that is read by itself
//! article     passages -> what only the whole can say: ids, numbers, pages, the list of sources
//! preview     article  -> what changed since the last version
//! library     articles -> all sources and personas, and where they are named
//! find        texts    -> where words stand, and what takes their place
//! revise      text     -> the edits that move a chapter, take a source in, and so on
//! slug, template        a title -> the folder and the first text of a new article
//! compare     two texts -> what differs between them
//! bundle      article  -> an ordered map from path to content
//! parallel    the same work for many things, on all cores
//! ```
//!
//! *Invariants.* The engine does no IO, reads no clock and no environment: the same input gives the same bytes.
//! Nothing fails: every text has a model and a page, and what is wrong with it is a list of [`Diagnostic`]s.

mod article;
pub mod bundle;
mod check;
pub mod compare;
mod counts;
mod csl;
pub mod diagnostic;
pub mod find;
pub mod library;
pub mod lines;
pub mod model;
pub mod parallel;
mod parse;
pub mod preview;
mod reading;
mod render;
mod resources;
pub mod revise;
pub mod slug;
pub mod source;
mod summary;
pub mod template;

pub use bundle::{
    Bundle, Card, CardDesign, CardStyle, Colour, Content, Encoding, Format, LeftOut, Loss, MadeSite, Piece, Selection,
    SiteMaker, Take, export, lost_in_markdown,
};
pub use check::{check, unreadable};
pub use diagnostic::{Diagnostic, Language, Message, Severity};
pub use model::publication::Publication;
pub use resources::{ImageEntry, PersonaEntry, Resources, SourceEntry};
pub use source::{Asset, Font, PixelFormat, Pixels, Snapshot, Span, Unreadable};
pub use summary::Summary;

/// How much raw HTML is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Raw HTML is sanitised; headings have ids; images and links lead only where readers may go. What readers get.
    Sanitised,
    /// The same for a page that stands by itself: a link into the publication leaves its words.
    Alone,
    /// The same for a book, which holds the articles and no other files that one could follow a link to.
    Book,
    /// Raw HTML is trusted; no heading ids, no classes: comparable with outside CommonMark suites.
    Raw,
}

/// Reads the words of all languages that citations may need. That takes a tenth of a second once, so a program that will
/// show pages does it before it is asked for the first.
pub fn prepare() {
    csl::prepare();
}

/// The bundled citation styles: what `citation_style` says, and what people call the style.
pub fn citation_styles() -> impl Iterator<Item = (&'static str, &'static str)> {
    csl::Style::bundled()
}

/// How long a piece of an article is, such as what is selected in it: its words, not its markup.
pub fn count(text: &str) -> preview::Counts {
    let (publication, snapshot) = (Publication::default(), Snapshot::default());
    article::Article::checked(text, model::NO_SLUG, &publication, &snapshot).counts()
}

/// The body of one article as an HTML fragment, without the page around it. The article stands in no publication:
/// its own front matter gives its sources, and no persona is known.
pub fn render_fragment(text: &str, trust: Trust) -> String {
    let (publication, snapshot) = (Publication::default(), Snapshot::default());
    let article = article::Article::written(text, model::NO_SLUG, &publication, &snapshot, trust);
    article.compose(&snapshot, trust, |composer| {
        let mut html = String::with_capacity(text.len() * 2);
        let blocks = article.whole.pages.last().map_or(0, |page| page.blocks.end);
        for index in 0..blocks {
            composer.part(&mut html, render::part::Part::Block(index));
        }
        for page in 0..article.whole.pages.len() {
            composer.footnotes(&mut html, page);
        }
        html
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_of_an_article_counts_its_words_and_not_its_markup() {
        let counts = count("## 市場の**朝**\n\n:::note[Tip]\n[One](https://example.org/) two.\n:::\n");
        assert_eq!((counts.characters, counts.words), (4 + 3 + 7, 3));
        assert_eq!(count(""), preview::Counts::default());
    }
}
