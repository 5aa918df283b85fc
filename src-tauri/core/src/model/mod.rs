//! What the texts mean: a publication, its articles, their blocks, the sources they cite.
//!
//! *Invariant:* building a model never fails; what does not make sense is a diagnostic, and a neutral block keeps its
//! words. *Must not:* write HTML, or know where it will be shown.

mod bibtex;
pub(crate) mod checks;
pub(crate) mod citing;
pub(crate) mod date;
pub(crate) mod directive;
mod fields;
mod footnotes;
mod headings;
pub(crate) mod images;
pub(crate) mod labels;
pub(crate) mod link;
pub(crate) mod lower;
pub(crate) mod meta;
pub mod publication;
pub(crate) mod reference;

pub(crate) mod walk;

use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel};

use crate::diagnostic::{Diagnostic, Language};
use crate::parse::{Citation, Prepared, Ruby};
use crate::source::{self, PublicationPath, Span};

use self::citing::Citing;
use self::labels::Labels;
use self::meta::Meta;
use self::publication::{Publication, Side};
use self::reference::Reference;

/// One article.
#[derive(Debug)]
pub(crate) struct Article<'a> {
    /// Its folder.
    pub(crate) slug: String,
    /// Its file.
    pub(crate) path: PublicationPath,
    /// Its whole text.
    pub(crate) source: &'a str,
    pub(crate) meta: Meta,
    /// The words that its blocks print.
    pub(crate) labels: Labels,
    /// The body, in text order, without the definitions of footnotes.
    pub(crate) blocks: Vec<Block<'a>>,
    pub(crate) pages: Vec<Page>,
    /// Every heading of the body's top level.
    pub(crate) headings: Vec<Heading>,
    /// In the order in which the text first refers to them.
    pub(crate) footnotes: Vec<Footnote<'a>>,
    /// The sources that the text uses, in the order of first use.
    pub(crate) references: Vec<Arc<Reference>>,
    /// Its citations in reading order, to be formatted as a whole.
    pub(crate) citing: Citing,
    /// Mistakes of syntax and of meaning.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A run of blocks that is exported as one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// Which of the article's blocks.
    pub(crate) blocks: std::ops::Range<usize>,
    /// What the link to the next page promises: a `::page-break`'s label, or the next chapter's heading.
    pub(crate) teaser: String,
}

/// A block of the body.
#[derive(Clone, Debug)]
pub(crate) struct Block<'a> {
    pub(crate) span: Span,
    /// The `#id` of a directive, unique in the article.
    pub(crate) id: Option<String>,
    /// The `.class` of a directive, for a publication's own styles.
    pub(crate) class: Option<&'a str>,
    pub(crate) kind: BlockKind<'a>,
}

/// The blocks of the format. Plain Markdown stays a stream of events; everything else is typed.
#[derive(Clone, Debug)]
pub(crate) enum BlockKind<'a> {
    /// One paragraph, list, quote, table, code block, rule or raw HTML block.
    Markdown(Flow<'a>),
    /// A heading of the body's top level: an index into [`Article::headings`], and its words.
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
    Citation(Box<Cited<'a>>),
    Ruby(Ruby<'a>),
    /// The mark of a footnote, by its place in [`Article::footnotes`], and which of the marks of that note it is.
    FootnoteMark(usize, usize),
    /// A directive within a list or a quote.
    Block(Box<Block<'a>>),
}

/// A citation and what its keys stand for.
#[derive(Clone, Debug)]
pub(crate) struct Cited<'a> {
    pub(crate) citation: Citation<'a>,
    /// One for each item of the citation; nothing for an unknown key.
    pub(crate) references: Vec<Option<Arc<Reference>>>,
    /// Which of the article's citations it is, in the order of the file.
    pub(crate) number: usize,
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

/// A heading of the body's top level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) level: HeadingLevel,
    /// Unique in the article.
    pub(crate) id: String,
    /// Its words without markup.
    pub(crate) text: String,
    pub(crate) span: Span,
    /// Which page it stands on, counted from zero.
    pub(crate) page: usize,
}

/// A footnote that the text refers to.
#[derive(Clone, Debug)]
pub(crate) struct Footnote<'a> {
    /// Its blocks; empty where the definition is missing.
    pub(crate) content: Flow<'a>,
    /// The pages of the marks that refer to it, in text order; it stands on the first of them.
    pub(crate) marks: Vec<usize>,
}

impl<'a> Article<'a> {
    /// Reads the prepared text of the article in folder `slug`.
    pub(crate) fn read(prepared: &'a Prepared<'_>, slug: &str, publication: &Publication) -> Self {
        lower::article(prepared, slug, publication)
    }

    /// The language of the article.
    pub(crate) fn language(&self) -> Language {
        Language::of_tag(&self.meta.language)
    }

    /// The title, or the folder's name where there is none.
    pub(crate) fn title(&self) -> &str {
        self.meta.title.as_deref().unwrap_or(&self.slug)
    }

    /// The page, counted from zero, on which a footnote stands.
    pub(crate) fn page_of_footnote(&self, note: usize) -> usize {
        self.footnotes.get(note).and_then(|note| note.marks.first()).copied().unwrap_or(0)
    }

    /// The page on which the references stand: the last.
    pub(crate) fn last_page(&self) -> usize {
        self.pages.len().saturating_sub(1)
    }
}

/// The slug under which a text that belongs to no publication is read.
pub(crate) const NO_SLUG: &str = "";

/// The file of the article with this slug.
fn path_of(slug: &str) -> PublicationPath {
    if slug == NO_SLUG { source::ARTICLE_FILE.to_owned() } else { source::article_path(slug) }
}
