//! What the texts mean: a publication, its articles, their blocks, the sources they cite.
//!
//! *Invariant:* building a model never fails; what does not make sense is a diagnostic, and a neutral block keeps its
//! words. *Must not:* write HTML, or know where it will be shown.

pub(crate) mod bibtex;
pub(crate) mod checks;
pub(crate) mod citing;
pub(crate) mod date;
pub(crate) mod directive;
mod fields;
mod headings;
pub(crate) mod images;
pub(crate) mod labels;
pub(crate) mod link;
pub(crate) mod look;
pub(crate) mod lower;
pub(crate) mod meta;
mod nearest;
pub mod publication;
pub(crate) mod reference;
pub(crate) mod site;

pub(crate) mod walk;
pub(crate) mod whole;

use std::sync::Arc;

use pulldown_cmark::{CowStr, Event, HeadingLevel};

use crate::csl;
use crate::diagnostic::{Diagnostic, Language};
use crate::parse::{Citation, Document, LinkTarget, Ruby};
use crate::source::{self, PublicationPath, Span};

use self::citing::Step;
use self::labels::Labels;
use self::meta::Meta;
use self::publication::{Publication, Side};
use self::reference::Reference;

/// What a passage is read in: the settings and sources around it.
#[derive(Debug)]
pub(crate) struct Context<'c> {
    /// The article's folder.
    pub(crate) slug: &'c str,
    pub(crate) publication: &'c Publication,
    pub(crate) meta: &'c Meta,
    /// The words that blocks print.
    pub(crate) labels: &'c Labels,
}

/// A run of whole chapters, read by itself. Spans count from its start. What depends on the rest of the article (the
/// number of a note, the id that a heading gets) is an index into a list of the passage, which [`whole::Whole`] answers.
#[derive(Debug)]
pub(crate) struct Passage<'a> {
    /// Its text.
    pub(crate) source: &'a str,
    /// In text order, without the definitions of footnotes.
    pub(crate) blocks: Vec<Block<'a>>,
    /// The definitions of footnotes, in text order.
    pub(crate) notes: Vec<Note<'a>>,
    pub(crate) facts: Facts,
    pub(crate) places: Places,
    /// Mistakes of syntax and of meaning.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// What a passage means for the rest of the article. While it stays the same, the rest does.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    /// How many top-level blocks there are.
    pub(crate) blocks: usize,
    /// The ids that are asked for, in text order.
    pub(crate) anchors: Vec<Anchor>,
    /// The headings at the top level.
    pub(crate) headings: Vec<HeadingFact>,
    /// The page breaks.
    pub(crate) breaks: Vec<BreakFact>,
    /// The marks that refer to footnotes.
    pub(crate) marks: Vec<MarkFact>,
    /// The footnotes that are defined.
    pub(crate) notes: Vec<NoteFact>,
    /// What counts for the order of citations, in reading order, with the block it stands in.
    pub(crate) steps: Vec<(usize, Step)>,
    /// The sources that are used, in the order of first use.
    pub(crate) references: Vec<Arc<Reference>>,
    /// The citations, in text order.
    pub(crate) citations: Vec<Cited>,
    /// The targets of link labels.
    pub(crate) link_definitions: Vec<(String, LinkTarget)>,
}

/// An id that a heading or a directive asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// The author's own, or what the heading's words make.
    pub(crate) wanted: String,
}

/// A heading at the top level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeadingFact {
    pub(crate) level: HeadingLevel,
    /// Its words without markup.
    pub(crate) text: String,
    /// Which of the passage's anchors it is.
    pub(crate) anchor: usize,
    /// Which of the passage's blocks it is.
    pub(crate) block: usize,
}

/// A page break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BreakFact {
    /// Which of the passage's blocks it is.
    pub(crate) block: usize,
    /// What it promises of the next page.
    pub(crate) teaser: String,
}

/// A mark that refers to a footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MarkFact {
    pub(crate) label: String,
    /// In which of the passage's top-level blocks it stands.
    pub(crate) block: usize,
}

/// A footnote's definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoteFact {
    pub(crate) label: String,
    /// What counts for the order of citations.
    pub(crate) steps: Vec<Step>,
    /// Whether it is nothing but a citation.
    pub(crate) is_citation: bool,
}

/// What the label of a note starts with that a passage makes for a citation: no label of a text holds a line break. It
/// means that passage's note.
pub(crate) const NOTE_OF_PASSAGE: char = '\n';

/// Where the things of [`Facts`] stand, list by list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// Where each anchor's heading or directive starts, ascending.
    pub(crate) anchors: Vec<Span>,
    pub(crate) headings: Vec<Span>,
    pub(crate) breaks: Vec<Span>,
    pub(crate) marks: Vec<Span>,
}

/// A footnote's definition.
#[derive(Debug)]
pub(crate) struct Note<'a> {
    /// Its blocks.
    pub(crate) content: Flow<'a>,
}

/// A block of the body.
#[derive(Clone, Debug)]
pub(crate) struct Block<'a> {
    pub(crate) span: Span,
    /// The `#id` of a directive: which of the passage's anchors.
    pub(crate) anchor: Option<usize>,
    /// The `.class` of a directive, for a publication's own styles.
    pub(crate) class: Option<&'a str>,
    pub(crate) kind: BlockKind<'a>,
}

/// The blocks of the format. Plain Markdown stays a stream of events; everything else is typed.
#[derive(Clone, Debug)]
pub(crate) enum BlockKind<'a> {
    /// One paragraph, list, quote, table, code block, rule or raw HTML block.
    Markdown(Flow<'a>),
    /// A heading of the body's top level: an index into [`Facts::headings`], and its words.
    Heading(usize, Flow<'a>),
    Takeaways {
        label: Option<Flow<'a>>,
        children: Vec<Block<'a>>,
    },
    Qa {
        question: Flow<'a>,
        children: Vec<Block<'a>>,
    },
    Source {
        source: Box<Source>,
        children: Vec<Block<'a>>,
    },
    Quote {
        source: Box<Source>,
        children: Vec<Block<'a>>,
    },
    Commentary {
        speaker: Speaker,
        children: Vec<Block<'a>>,
    },
    Callout {
        kind: CalloutKind,
        title: Option<Flow<'a>>,
        children: Vec<Block<'a>>,
    },
    Details {
        summary: Option<Flow<'a>>,
        children: Vec<Block<'a>>,
    },
    Figure {
        figure: Box<Figure>,
        children: Vec<Block<'a>>,
    },
    /// A page ends here; the words are its teaser.
    PageBreak(Flow<'a>),
    /// A name that the format does not know.
    Unknown {
        name: &'a str,
        label: Option<Flow<'a>>,
        children: Vec<Block<'a>>,
    },
}

/// A balanced stream of Markdown with Kiku's inline constructs in it.
pub(crate) type Flow<'a> = Vec<Item<'a>>;

/// A piece of a [`Flow`].
#[derive(Clone, Debug)]
pub(crate) enum Item<'a> {
    Event(Event<'a>, Span),
    /// A citation: what the author wrote, and which of [`Facts::citations`] it is.
    Citation(Box<Citation<'a>>, usize),
    Ruby(Ruby<'a>),
    /// The mark of a footnote: which of [`Facts::marks`], and its label.
    FootnoteMark(usize, CowStr<'a>),
    /// A directive within a list or a quote.
    Block(Box<Block<'a>>),
}

/// A citation and what its keys stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cited {
    /// The sources, in the order of the citation.
    pub(crate) cites: Vec<csl::Cite>,
    /// The keys that no bibliography has.
    pub(crate) missing: Vec<String>,
}

/// What a source card or a quotation speaks of.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Source {
    /// Whether it stands in the list of references.
    pub(crate) listed: bool,
    pub(crate) reference: Reference,
    /// Where in the source: `p. 3`.
    pub(crate) locator: Option<String>,
}

/// Who comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Speaker {
    pub(crate) name: String,
    pub(crate) avatar: Option<PublicationPath>,
    pub(crate) side: Side,
    /// The persona's place among the publication's, which gives its colour.
    pub(crate) colour: usize,
}

/// The kinds of callout, which are also GitHub's alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CalloutKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

impl CalloutKind {
    pub(crate) fn of(name: &str) -> Option<Self> {
        match name {
            "note" => Some(Self::Note),
            "tip" => Some(Self::Tip),
            "important" => Some(Self::Important),
            "warning" => Some(Self::Warning),
            "caution" => Some(Self::Caution),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

impl From<pulldown_cmark::BlockQuoteKind> for CalloutKind {
    fn from(kind: pulldown_cmark::BlockQuoteKind) -> Self {
        use pulldown_cmark::BlockQuoteKind as Kind;
        match kind {
            Kind::Note => Self::Note,
            Kind::Tip => Self::Tip,
            Kind::Important => Self::Important,
            Kind::Warning => Self::Warning,
            Kind::Caution => Self::Caution,
        }
    }
}

/// A picture with its caption's small print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) path: Option<PublicationPath>,
    pub(crate) alt: String,
    pub(crate) credit: Option<String>,
    pub(crate) licence: Option<String>,
    /// Where the picture is named.
    pub(crate) span: Span,
}

impl<'a> Passage<'a> {
    /// Gives meaning to the syntax of `source`.
    pub(crate) fn read(source: &'a str, document: Document<'a>, context: &Context<'_>) -> Self {
        lower::passage(source, document, context)
    }
}

impl Context<'_> {
    /// The language of the article.
    pub(crate) fn language(&self) -> Language {
        Language::of_tag(&self.meta.language)
    }

    /// The source with this key: the article's own, or else the publication's.
    pub(crate) fn reference(&self, key: &str) -> Option<&Arc<Reference>> {
        self.meta.bibliography.get(key).or_else(|| self.publication.bibliography.get(key))
    }

    /// The title, or the folder's name where there is none.
    pub(crate) fn title(&self) -> &str {
        self.meta.title.as_deref().unwrap_or(self.slug)
    }
}

/// The slug under which a text that belongs to no publication is read.
pub(crate) const NO_SLUG: &str = "";

/// The file of the article with this slug.
pub(crate) fn path_of(slug: &str) -> PublicationPath {
    if slug == NO_SLUG { source::ARTICLE_FILE.to_owned() } else { source::article_path(slug) }
}
