//! Text to syntax: front matter, container directives, Markdown, citations and ruby, each with its span.
//!
//! Parsing never fails. A body is read in stretches, each by itself, which end before a chapter's heading:
//!
//! ```text
//! split_front_matter(text)   the YAML, and where the body starts
//! Prepared::new(stretch)     finds the directive fences, and writes a copy of the text in which pulldown-cmark sees
//!                            the fences as block boundaries and Japanese emphasis as emphasis
//! parse(&prepared, links)    runs pulldown-cmark over the copy and builds the tree up to the next chapter, with spans
//!                            of the author's text
//! ```
//!
//! A fence is masked as `<?>` + the rest of its line: to CommonMark that is an HTML block of one line, which may
//! stand wherever a block may, ends a paragraph without a blank line, and is as long as what it masks.

mod autolink;
mod citation;
mod cjk;
pub(crate) mod css;
mod fence;
mod front_matter;
mod inline;
mod links;
mod plain_yaml;
mod prepared;
pub(crate) mod root_properties;
mod tree;
pub(crate) mod value;

pub(crate) use citation::{Citation, CitationItem};
pub(crate) use cjk::{is_cjk, joins_lines};
pub(crate) use fence::Attribute;
pub(crate) use front_matter::split as split_front_matter;
pub(crate) use links::{LinkDefinitions, LinkLookup, LinkTarget};
pub(crate) use prepared::Prepared;
pub(crate) use tree::{link_definitions, parse, parse_all};

use pulldown_cmark::Event;

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The syntax of a stretch of text.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    /// In text order.
    pub(crate) nodes: Vec<Node<'a>>,
    /// Where the next chapter's heading starts, if parsing stopped at one.
    pub(crate) end: Option<usize>,
    /// The targets that the text gives to link labels, in text order.
    pub(crate) link_definitions: Vec<(String, LinkTarget)>,
    /// The labels whose target had to be looked for, and what it was.
    pub(crate) link_lookups: Vec<LinkLookup>,
    /// Mistakes of syntax.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A piece of the body. Markdown stays the flat, balanced stream of events that pulldown-cmark makes.
#[derive(Clone, Debug)]
pub(crate) enum Node<'a> {
    /// CommonMark or GFM.
    Event(Event<'a>, Span),
    /// `:::name … :::` or `::name`.
    Directive(Box<Directive<'a>>),
    /// `[@key, p. 3]` or `@key [p. 3]`.
    Citation(Box<Citation<'a>>),
    /// `{漢字|かん|じ}`.
    Ruby(Ruby<'a>),
}

/// A generic directive.
#[derive(Clone, Debug)]
pub(crate) struct Directive<'a> {
    /// The word after the colons.
    pub(crate) name: &'a str,
    /// Where the name stands.
    pub(crate) name_span: Span,
    /// Two colons and one line, without children.
    pub(crate) leaf: bool,
    /// What stands in brackets: inline Markdown.
    pub(crate) label: Option<Vec<Node<'a>>>,
    /// What stands in braces, in text order; a later key of the same name wins.
    pub(crate) attributes: Vec<Attribute<'a>>,
    /// The opening line, from its first colon.
    pub(crate) fence: Span,
    /// From the first colon to the end of the closing fence.
    pub(crate) span: Span,
    /// What it holds.
    pub(crate) children: Vec<Node<'a>>,
}

/// Words with their reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ruby<'a> {
    /// The words.
    pub(crate) base: &'a str,
    /// One reading for the whole, or one for each character.
    pub(crate) readings: Vec<&'a str>,
    /// From brace to brace.
    pub(crate) span: Span,
}
