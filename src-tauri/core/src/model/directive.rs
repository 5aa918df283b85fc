//! What each directive of the format means.

use pulldown_cmark::Event;

use super::date::Date;
use super::fields;
use super::headings;
use super::link::{self, Target};
use super::lower::{Lowering, plain_text, unknown_reference};
use super::nearest::nearest;
use super::publication::{Side, bad_side};
use super::reference::{self, Name, Picture, Reference};
use super::{Block, BlockKind, CalloutKind, Figure, Flow, Item, Source, Speaker};
use crate::diagnostic::{Diagnostic, Message};
use crate::parse::{Attribute, Directive};
use crate::source::Span;

impl<'a> Lowering<'a, '_> {
    /// The block that a directive stands for; `top` where it stands in no other block.
    pub(super) fn directive(&mut self, directive: Directive<'a>, top: bool) -> Block<'a> {
        let Directive { name, name_span, leaf, label, attributes, fence, span, children } = directive;
        // Brackets with nothing in them say no more than none.
        let label = label.map(|nodes| self.flow(nodes)).filter(|flow| !is_blank(flow));
        let attributes = Attributes { list: attributes, fence };
        let anchor = attributes.get("id").map(|id| self.anchor(headings::wanted_id(id, Some(id)), span));
        let class = attributes.get("class");
        match known_attributes(name) {
            Some(known) => attributes.deny_unknown(name, known, &mut self.diagnostics),
            None => self.diagnostics.push(unknown_block(name, name_span)),
        }
        if name == "page-break" && !(top && leaf) {
            self.diagnostics.push(misplaced_break(fence));
        } else if leaf && holds_content(name) {
            self.diagnostics.push(leaf_without_content(name, fence));
        }
        let children = self.blocks(children);
        let kind = match name {
            "page-break" if top && leaf => BlockKind::PageBreak(label.unwrap_or_default()),
            _ => self.kind(name, label, &attributes, children),
        };
        Block { span, anchor, class, kind }
    }

    fn kind(
        &mut self,
        name: &'a str,
        label: Option<Flow<'a>>,
        attributes: &Attributes<'a>,
        children: Vec<Block<'a>>,
    ) -> BlockKind<'a> {
        if let Some(kind) = CalloutKind::of(name) {
            return BlockKind::Callout { kind, title: label, children };
        }
        match name {
            "takeaways" => BlockKind::Takeaways { label, children },
            "qa" => BlockKind::Qa { question: label.unwrap_or_default(), children },
            "source" => BlockKind::Source { source: Box::new(self.source(attributes)), children },
            "quote" => BlockKind::Quote { source: Box::new(self.source(attributes)), children },
            "commentary" => BlockKind::Commentary { speaker: self.speaker(attributes), children },
            "details" => BlockKind::Details { summary: label, children },
            "figure" => BlockKind::Figure { figure: Box::new(self.figure(attributes)), children },
            _ => BlockKind::Unknown { name, label, children },
        }
    }

    /// The source of a card or a quotation: the one with the key `ref`, with what the attributes add or change.
    fn source(&mut self, attributes: &Attributes<'a>) -> Source {
        let mut source = Source { locator: attributes.owned("locator"), ..Source::default() };
        if let Some((key, span)) = attributes.with_span("ref") {
            match self.context.reference(key).cloned() {
                Some(reference) => {
                    self.cite(&reference);
                    source.reference = (*reference).clone();
                    source.listed = true;
                }
                None => {
                    self.diagnostics.push(unknown_reference(key, span));
                    source.reference.title = Some(key.to_owned());
                }
            }
        }
        self.change_reference(&mut source.reference, attributes);
        source
    }

    fn change_reference(&mut self, reference: &mut Reference, attributes: &Attributes<'a>) {
        let change = |field: &mut Option<String>, key: &str| {
            if let Some(value) = attributes.owned(key) {
                *field = Some(value);
            }
        };
        change(&mut reference.title, "title");
        change(&mut reference.container, "site");
        if let Some(author) = attributes.owned("author") {
            reference.authors = vec![Name { family: author, given: String::new() }];
        }
        self.change_date(&mut reference.issued, attributes, "published");
        self.change_date(&mut reference.accessed, attributes, "accessed");
        if let Some((address, span)) = attributes.with_span("url") {
            match link::resolve("", address) {
                Target::Web(address) => reference.url = Some(address),
                _ => self.diagnostics.push(reference::bad_address(address, span)),
            }
        }
        if let Some((address, span)) = attributes.with_span("image") {
            reference.image = self.inside(address, span).map(|path| Picture { path, span, ..Picture::default() });
        }
        if let Some(image) = &mut reference.image {
            image.alt = attributes.owned("image-alt").unwrap_or_else(|| std::mem::take(&mut image.alt));
            image.credit = attributes.owned("image-credit").or_else(|| image.credit.take());
        }
    }

    fn change_date(&mut self, date: &mut Option<Date>, attributes: &Attributes<'a>, key: &str) {
        let Some((text, span)) = attributes.with_span(key) else { return };
        match Date::parse(text) {
            Some(changed) => *date = Some(changed),
            None => self.diagnostics.push(fields::bad_date(span)),
        }
    }

    /// A file of the publication; anything else is reported.
    fn inside(&mut self, address: &str, span: Span) -> Option<String> {
        match link::resolve(self.context.slug, address) {
            Target::Inside(path, _) => Some(path),
            _ => {
                self.diagnostics.push(reference::picture_not_inside(span));
                None
            }
        }
    }

    fn speaker(&mut self, attributes: &Attributes<'a>) -> Speaker {
        let mut speaker = self.persona(attributes);
        if let Some((word, span)) = attributes.with_span("side") {
            match Side::of(word) {
                Some(side) => speaker.side = side,
                None => self.diagnostics.push(bad_side(span)),
            }
        }
        speaker
    }

    fn persona(&mut self, attributes: &Attributes<'a>) -> Speaker {
        let Some((by, span)) = attributes.with_span("by") else {
            self.diagnostics.push(missing_persona(attributes.fence));
            return Speaker { name: String::new(), avatar: None, side: Side::Left, colour: 0 };
        };
        if let Some((colour, persona)) = self.context.publication.persona(by) {
            let (name, avatar) = (persona.name.clone(), persona.avatar.clone());
            return Speaker { name, avatar, side: persona.side, colour };
        }
        let known = self.context.publication.personas.iter().map(|persona| persona.id.as_str());
        self.diagnostics.push(unknown_persona(by, span).suggest_word(span, nearest(by, known)));
        Speaker { name: by.to_owned(), avatar: None, side: Side::Left, colour: 0 }
    }

    fn figure(&mut self, attributes: &Attributes<'a>) -> Figure {
        let (path, span) = match attributes.with_span("src") {
            Some((address, span)) => (self.inside(address, span), span),
            None => {
                self.diagnostics.push(figure_without_image(attributes.fence));
                (None, attributes.fence)
            }
        };
        Figure {
            path,
            alt: attributes.owned("alt").unwrap_or_default(),
            credit: attributes.owned("credit"),
            licence: attributes.owned("licence").or_else(|| attributes.owned("license")),
            span,
        }
    }
}

const SOURCE_ATTRIBUTES: &[&str] = &[
    "ref",
    "url",
    "title",
    "published",
    "site",
    "author",
    "accessed",
    "image",
    "image-alt",
    "image-credit",
    "locator",
];

/// The blocks of the format.
const BLOCKS: &[&str] = &[
    "takeaways",
    "qa",
    "source",
    "quote",
    "commentary",
    "note",
    "tip",
    "important",
    "warning",
    "caution",
    "details",
    "figure",
    "page-break",
];

/// The attributes of a block of the format; nothing for a name that it does not know.
fn known_attributes(name: &str) -> Option<&'static [&'static str]> {
    match name {
        "source" | "quote" => Some(SOURCE_ATTRIBUTES),
        "commentary" => Some(&["by", "side"]),
        "figure" => Some(&["src", "alt", "credit", "licence", "license"]),
        "takeaways" | "qa" | "details" | "page-break" => Some(&[]),
        _ => CalloutKind::of(name).map(|_| &[][..]),
    }
}

/// A directive's attributes.
struct Attributes<'a> {
    list: Vec<Attribute<'a>>,
    fence: Span,
}

impl<'a> Attributes<'a> {
    fn with_span(&self, key: &str) -> Option<(&'a str, Span)> {
        let attribute = self.list.iter().rev().find(|attribute| attribute.key == key)?;
        Some((attribute.value, attribute.value_span))
    }

    fn get(&self, key: &str) -> Option<&'a str> {
        self.with_span(key).map(|(value, _)| value).filter(|value| !value.is_empty())
    }

    fn owned(&self, key: &str) -> Option<String> {
        self.get(key).map(str::to_owned)
    }

    fn deny_unknown(&self, block: &str, known: &[&str], diagnostics: &mut Vec<Diagnostic>) {
        for attribute in &self.list {
            if !known.contains(&attribute.key) && !matches!(attribute.key, "id" | "class") {
                diagnostics.push(unknown_attribute(block, attribute, known));
            }
        }
    }
}

/// Whether a known block without content says nothing.
fn holds_content(name: &str) -> bool {
    known_attributes(name).is_some() && !matches!(name, "page-break" | "figure" | "source")
}

fn unknown_block(name: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(
        "unknown-block",
        span,
        Message::new(
            format!("There is no block “{name}”; its content is shown in a plain box."),
            format!("「{name}」というブロックはありません。中身は無地の枠で表示されます。"),
        ),
    )
    .hint(
        "The blocks are takeaways, qa, source, quote, commentary, note, tip, important, warning, caution, details, figure and page-break.",
        "使えるのは takeaways、qa、source、quote、commentary、note、tip、important、warning、caution、details、figure、page-break です。",
    )
    .suggest_word(span, nearest(name, BLOCKS.iter().copied()))
}

fn unknown_attribute(block: &str, attribute: &Attribute<'_>, known: &[&str]) -> Diagnostic {
    let key = attribute.key;
    let allowed = [known, &["id", "class"]].concat();
    Diagnostic::warning(
        "unknown-attribute",
        attribute.key_span,
        Message::new(
            format!("The block “{block}” has no attribute “{key}”."),
            format!("ブロック「{block}」に「{key}」という属性はありません。"),
        ),
    )
    .hint(format!("It may have {}.", allowed.join(", ")), format!("使える属性は {} です。", allowed.join("、")))
    .suggest_word(attribute.key_span, nearest(key, allowed.iter().copied()))
}

fn misplaced_break(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "misplaced-page-break",
        span,
        Message::new(
            "A page can only end outside of other blocks.",
            "ページの区切りは、ほかのブロックの外にだけ置けます。",
        ),
    )
    .hint(
        "Write ::page-break[teaser] on a line of its own.",
        "::page-break[次のページの見出し] を独立した行に書いてください。",
    )
}

fn leaf_without_content(name: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(
        "empty-block",
        span,
        Message::new(format!("The block “{name}” holds nothing."), format!("ブロック「{name}」に中身がありません。")),
    )
    .hint("Start it with three colons and close it with :::.", "コロン三つで始め、::: の行で閉じてください。")
}

fn missing_persona(span: Span) -> Diagnostic {
    Diagnostic::error(
        "missing-persona",
        span,
        Message::new("This commentary names no persona.", "この吹き出しには話者がありません。"),
    )
    .hint("Write :::commentary{by=id}.", ":::commentary{by=話者のID} の形で書いてください。")
}

fn unknown_persona(id: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "unknown-persona",
        span,
        Message::new(format!("There is no persona “{id}”."), format!("話者「{id}」がいません。")),
    )
    .hint("Add [personas.id] to publication.toml.", "publication.toml に [personas.ID] を加えてください。")
}

fn figure_without_image(span: Span) -> Diagnostic {
    Diagnostic::error(
        "figure-without-image",
        span,
        Message::new("This figure names no image.", "この図には画像がありません。"),
    )
    .hint(
        "Write :::figure{src=images/name.png alt=\"…\"}.",
        ":::figure{src=images/名前.png alt=\"…\"} の形で書いてください。",
    )
}

fn is_blank(flow: &Flow<'_>) -> bool {
    flow.iter().all(|item| matches!(item, Item::Event(Event::Text(text), _) if text.trim().is_empty()))
}

/// The words of a label, for places that show no markup.
pub(crate) fn label_text(label: Option<&Flow<'_>>) -> Option<String> {
    label.map(|flow| plain_text(flow)).filter(|text| !text.is_empty())
}
