//! A block: what it is, what it says beside its words, and its words as Markdown and as HTML.

use pulldown_cmark::{Event, HeadingLevel, Tag};
use serde::Serialize;

use super::side;
use super::source::Image;
use crate::lines::Lines;
use crate::model::date::Date;
use crate::model::lower::plain_text;
use crate::model::whole::{Starts, Whole};
use crate::model::{self, BlockKind, CalloutKind, Flow, Item};
use crate::source::PublicationPath;

#[derive(Serialize)]
pub(super) struct Block {
    #[serde(flatten)]
    pub(super) kind: Kind,
    /// The line of the article's file on which it starts, from one.
    line: usize,
    pub(super) id: Option<String>,
    class: Option<String>,
    /// As its author wrote it.
    markdown: String,
    /// As readers get it; null for a block within another, which is in that one's.
    pub(super) html: Option<String>,
    blocks: Vec<Block>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Kind {
    Paragraph,
    List,
    Blockquote,
    Code { language: Option<String> },
    Table,
    Rule,
    Html,
    Heading { level: u8, title: String },
    Takeaways { label: Option<String> },
    Qa { question: String },
    Source { source: Source },
    Quote { source: Source },
    Commentary { name: String, avatar: Option<PublicationPath>, side: &'static str },
    Callout { callout: &'static str, title: Option<String> },
    Details { summary: Option<String> },
    Figure { image: Option<PublicationPath>, alt: String, credit: Option<String>, licence: Option<String> },
    PageBreak { teaser: String },
    Unknown { name: String, label: Option<String> },
}

/// What a card or a quotation speaks of: an entry of the sources, with what its attributes change.
#[derive(Serialize)]
pub(super) struct Source {
    /// The key of the entry; null where there is none.
    id: Option<String>,
    title: Option<String>,
    /// The name of the site as readers know it.
    site: Option<String>,
    authors: Vec<String>,
    published: Option<String>,
    accessed: Option<String>,
    url: Option<String>,
    image: Option<Image>,
    locator: Option<String>,
}

/// Where blocks stand, which a passage does not know.
pub(super) struct Place<'p> {
    /// The text of the passage.
    pub(super) source: &'p str,
    /// The byte of the file at which it starts.
    pub(super) base: usize,
    pub(super) lines: &'p Lines,
    pub(super) whole: &'p Whole,
    /// Where its part of the article's lists starts.
    pub(super) starts: Starts,
}

impl Place<'_> {
    pub(super) fn block(&self, block: &model::Block<'_>) -> Block {
        let kind = self.kind(&block.kind);
        let own = block.anchor.and_then(|anchor| self.whole.ids.get(self.starts.ids + anchor)).cloned();
        Block {
            id: self.heading(&block.kind).map(|heading| heading.id.clone()).or(own),
            kind,
            line: self.lines.line_of(self.base + block.span.start) + 1,
            class: block.class.map(str::to_owned),
            markdown: block.span.of(self.source).trim_end().to_owned(),
            html: None,
            blocks: model::walk::held(block).1.iter().map(|block| self.block(block)).collect(),
        }
    }

    fn heading(&self, kind: &BlockKind<'_>) -> Option<&model::whole::Heading> {
        let BlockKind::Heading(index, _) = kind else { return None };
        self.whole.headings.get(self.starts.headings + index)
    }

    fn kind(&self, kind: &BlockKind<'_>) -> Kind {
        let words = |flow: &Option<Flow<'_>>| flow.as_deref().map(plain_text);
        match kind {
            BlockKind::Markdown(flow) => markdown(flow),
            BlockKind::Heading(_, flow) => {
                let level = self.heading(kind).map_or(HeadingLevel::H2, |heading| heading.level);
                Kind::Heading { level: level as u8, title: plain_text(flow) }
            }
            BlockKind::Takeaways { label, .. } => Kind::Takeaways { label: words(label) },
            BlockKind::Qa { question, .. } => Kind::Qa { question: plain_text(question) },
            BlockKind::Source { source, .. } => Kind::Source { source: source.as_ref().into() },
            BlockKind::Quote { source, .. } => Kind::Quote { source: source.as_ref().into() },
            BlockKind::Commentary { speaker, .. } => Kind::Commentary {
                name: speaker.name.clone(),
                avatar: speaker.avatar.clone(),
                side: side(speaker.side),
            },
            BlockKind::Callout { kind, title, .. } => Kind::Callout { callout: kind.name(), title: words(title) },
            BlockKind::Details { summary, .. } => Kind::Details { summary: words(summary) },
            BlockKind::Figure { figure, .. } => Kind::Figure {
                image: figure.path.clone(),
                alt: figure.alt.clone(),
                credit: figure.credit.clone(),
                licence: figure.licence.clone(),
            },
            BlockKind::PageBreak(teaser) => Kind::PageBreak { teaser: plain_text(teaser) },
            BlockKind::Unknown { name, label, .. } => Kind::Unknown { name: (*name).to_owned(), label: words(label) },
        }
    }
}

/// What a block of plain Markdown is, by what it starts with.
fn markdown(flow: &Flow<'_>) -> Kind {
    let Some(Item::Event(event, _)) = flow.first() else { return Kind::Paragraph };
    match event {
        Event::Start(Tag::List(_)) => Kind::List,
        Event::Start(Tag::BlockQuote(Some(kind))) => {
            Kind::Callout { callout: CalloutKind::from(*kind).name(), title: None }
        }
        Event::Start(Tag::BlockQuote(None)) => Kind::Blockquote,
        Event::Start(Tag::Table(_)) => Kind::Table,
        Event::Start(Tag::HtmlBlock) => Kind::Html,
        Event::Start(Tag::CodeBlock(kind)) => Kind::Code { language: language(kind) },
        // One within a block, which no table of contents lists.
        Event::Start(Tag::Heading { level, .. }) => Kind::Heading { level: *level as u8, title: plain_text(flow) },
        Event::Rule => Kind::Rule,
        _ => Kind::Paragraph,
    }
}

fn language(kind: &pulldown_cmark::CodeBlockKind<'_>) -> Option<String> {
    let pulldown_cmark::CodeBlockKind::Fenced(info) = kind else { return None };
    info.split_whitespace().next().map(str::to_owned)
}

impl From<&model::Source> for Source {
    fn from(source: &model::Source) -> Self {
        let reference = &source.reference;
        Self {
            id: source.listed.then(|| reference.id.clone()),
            title: reference.title.clone(),
            site: reference.site(),
            authors: reference.authors.iter().map(|name| name.full()).collect(),
            published: reference.issued.map(Date::iso),
            accessed: reference.accessed.map(Date::iso),
            url: reference.url.clone(),
            image: reference.image.as_ref().map(Image::from),
            locator: source.locator.clone(),
        }
    }
}
