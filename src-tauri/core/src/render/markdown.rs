//! CommonMark and GFM, with ruby, citations, footnote marks and directives among them.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::escape::{attribute, close, text};
use super::html::{Gap, Html};
use super::table::Table;
use super::{Renderer, image, sanitise};
use crate::model::{CalloutKind, Flow, Item};
use crate::parse::{Ruby, joins_lines};

impl Renderer<'_> {
    /// Writes a balanced flow. Where it holds raw HTML, the whole is cleaned, so that tags which open in one piece and
    /// close in another stay one element.
    pub(super) fn flow(&self, out: &mut Html, flow: &Flow<'_>) {
        if self.is_raw() || !flow.iter().any(is_raw_html) {
            return self.write_flow(out, flow);
        }
        let mut html = Html::default();
        self.write_flow(&mut html, flow);
        out.append(&sanitise::clean_html(&html));
    }

    fn write_flow(&self, out: &mut Html, flow: &Flow<'_>) {
        let mut writer =
            Writer { renderer: self, flow, table: Table::default(), links: Vec::new(), quotes: Vec::new() };
        let mut at = 0;
        while at < flow.len() {
            at = writer.item(out, at);
        }
    }
}

fn is_raw_html(item: &Item<'_>) -> bool {
    matches!(item, Item::Event(Event::Html(_) | Event::InlineHtml(_), _))
}

struct Writer<'w, 'r> {
    renderer: &'w Renderer<'r>,
    flow: &'w Flow<'w>,
    table: Table,
    /// For every open link, whether it was written: a refused address leaves its words.
    links: Vec<bool>,
    /// For every open quote, whether it is an alert.
    quotes: Vec<bool>,
}

impl Writer<'_, '_> {
    /// Writes the item at `at` and returns the place of the next.
    fn item(&mut self, out: &mut Html, at: usize) -> usize {
        match &self.flow[at] {
            Item::Event(Event::Start(Tag::Image { dest_url, title, .. }), _) => {
                let end = self.end_of_image(at);
                let alt = alternative_text(&self.flow[at + 1..end]);
                image::inline(self.renderer, out, dest_url, title, &alt);
                return end + 1;
            }
            Item::Event(Event::Start(Tag::Heading { level, .. }), span) => {
                self.heading(out, *level as usize, span.start);
            }
            Item::Event(event, _) => self.event(out, event, at),
            Item::Ruby(word) => ruby(out, word),
            Item::Citation(citation, _) if self.renderer.is_raw() => text(out, citation.text),
            Item::Citation(_, index) => out.gap(Gap::Citation(*index)),
            Item::FootnoteMark(mark, label) => {
                // Where styles of notes turn a citation into a mark, it closes up to the word before.
                if self.renderer.context.publication.cites_in_notes() {
                    out.trim_end_of_line();
                }
                out.gap(Gap::Mark(*mark, label.to_string()));
            }
            Item::Block(block) => self.renderer.block(out, block),
        }
        at + 1
    }

    fn end_of_image(&self, start: usize) -> usize {
        let mut depth = 0usize;
        for (at, item) in self.flow.iter().enumerate().skip(start) {
            match item {
                Item::Event(Event::Start(Tag::Image { .. }), _) => depth += 1,
                Item::Event(Event::End(TagEnd::Image), _) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return at;
            }
        }
        self.flow.len() - 1
    }

    fn event(&mut self, out: &mut Html, event: &Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(out, tag, at),
            Event::End(end) => self.end(out, *end),
            Event::Text(words) => text(out, words),
            Event::Code(words) => {
                out.push_str("<code>");
                text(out, words);
                out.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => out.push_str(html),
            Event::SoftBreak if self.joins(at) => {}
            Event::SoftBreak => out.push('\n'),
            Event::HardBreak => out.push_str("<br>\n"),
            Event::Rule => out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.task_box(out, *done),
            // Switched off in the parser's options, or turned into marks by the model.
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Whether the soft line break at `at` joins two wide characters.
    fn joins(&self, at: usize) -> bool {
        let before = self.flow[..at].iter().rev().find(|item| !is_tag(item));
        let after = self.flow[at + 1..].iter().find(|item| !is_tag(item));
        let before = before.and_then(|item| words(item)?.chars().next_back());
        let after = after.and_then(|item| words(item)?.chars().next());
        matches!((before, after), (Some(before), Some(after)) if joins_lines(before, after))
    }

    fn task_box(&self, out: &mut Html, done: bool) {
        let labels = self.renderer.labels();
        out.push_str("<input type=\"checkbox\" disabled=\"\"");
        if done {
            out.push_str(" checked=\"\"");
        }
        if !self.renderer.is_raw() {
            attribute(out, "aria-label", if done { &labels.done } else { &labels.not_done });
        }
        out.push_str("> ");
    }

    fn start(&mut self, out: &mut Html, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph => out.push_str("<p>"),
            Tag::BlockQuote(kind) => self.quote(out, kind.map(CalloutKind::from)),
            Tag::CodeBlock(kind) => code_block(out, kind),
            Tag::List(None) => out.push_str("<ul>\n"),
            Tag::List(Some(1)) => out.push_str("<ol>\n"),
            Tag::List(Some(first)) => out.push_str(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.list_item(out, at),
            Tag::Table(alignments) => self.table.start(out, alignments, self.renderer.is_raw()),
            Tag::TableHead => self.table.start_head(out),
            Tag::TableRow => self.table.start_row(out),
            Tag::TableCell => self.table.start_cell(out),
            Tag::Emphasis => out.push_str("<em>"),
            Tag::Strong => out.push_str("<strong>"),
            Tag::Strikethrough => out.push_str("<del>"),
            Tag::Superscript => out.push_str("<sup>"),
            Tag::Subscript => out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                let written = self.renderer.open_link(out, *link_type, dest_url, title);
                self.links.push(written);
            }
            // Headings are told by their place, images are written whole; the others are switched off or taken out by the model.
            Tag::Heading { .. }
            | Tag::Image { .. }
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::MetadataBlock(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => {}
        }
    }

    fn end(&mut self, out: &mut Html, end: TagEnd) {
        match end {
            TagEnd::Paragraph => out.push_str("</p>\n"),
            TagEnd::Heading(level) => {
                close(out, &level.to_string());
                out.push('\n');
            }
            TagEnd::BlockQuote(_) => {
                out.push_str(if self.quotes.pop() == Some(true) { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => out.push_str("</code></pre>\n"),
            TagEnd::List(true) => out.push_str("</ol>\n"),
            TagEnd::List(false) => out.push_str("</ul>\n"),
            TagEnd::Item => out.push_str("</li>\n"),
            TagEnd::Table => self.table.end(out),
            TagEnd::TableHead => self.table.end_head(out),
            TagEnd::TableRow => self.table.end_row(out),
            TagEnd::TableCell => self.table.end_cell(out),
            TagEnd::Emphasis => out.push_str("</em>"),
            TagEnd::Strong => out.push_str("</strong>"),
            TagEnd::Strikethrough => out.push_str("</del>"),
            TagEnd::Superscript => out.push_str("</sup>"),
            TagEnd::Subscript => out.push_str("</sub>"),
            TagEnd::Link if self.links.pop() == Some(true) => out.push_str("</a>"),
            TagEnd::Link
            | TagEnd::Image
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::MetadataBlock(_)
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => {}
        }
    }

    fn heading(&self, out: &mut Html, level: usize, start: usize) {
        out.push_str(&format!("<h{level}"));
        if let Some(anchor) = self.renderer.anchor_at(start) {
            out.push_str(" id=\"");
            out.gap(Gap::Id(anchor));
            out.push('"');
        }
        out.push('>');
    }

    fn quote(&mut self, out: &mut Html, kind: Option<CalloutKind>) {
        let alert = kind.filter(|_| !self.renderer.is_raw());
        self.quotes.push(alert.is_some());
        match alert {
            Some(kind) => self.renderer.open_callout(out, kind, None, None),
            None => out.push_str("<blockquote>\n"),
        }
    }

    fn list_item(&self, out: &mut Html, at: usize) {
        let task =
            self.flow[at + 1..].iter().take(2).any(|item| matches!(item, Item::Event(Event::TaskListMarker(_), _)));
        out.push_str(if task && !self.renderer.is_raw() { "<li class=\"task\">" } else { "<li>" });
    }
}

fn code_block(out: &mut String, kind: &CodeBlockKind<'_>) {
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    out.push_str("<pre><code");
    if !language.is_empty() {
        attribute(out, "class", &format!("language-{language}"));
    }
    out.push('>');
}

fn words<'i>(item: &'i Item<'_>) -> Option<&'i str> {
    match item {
        Item::Event(Event::Text(words) | Event::Code(words), _) => Some(words),
        Item::Ruby(ruby) => Some(ruby.base),
        _ => None,
    }
}

fn is_tag(item: &Item<'_>) -> bool {
    matches!(item, Item::Event(Event::Start(_) | Event::End(_), _))
}

/// What an image's description says without its markup (CommonMark 6.4).
fn alternative_text(flow: &[Item<'_>]) -> String {
    let mut alt = String::new();
    for item in flow {
        match item {
            Item::Event(Event::SoftBreak | Event::HardBreak, _) => alt.push(' '),
            item => alt.push_str(words(item).unwrap_or_default()),
        }
    }
    alt
}

/// One reading over the whole, or one over each character.
fn ruby(out: &mut String, ruby: &Ruby<'_>) {
    out.push_str("<ruby>");
    let characters = ruby.base.chars().count();
    if ruby.readings.len() > 1 && ruby.readings.len() == characters {
        for (character, reading) in ruby.base.chars().zip(&ruby.readings) {
            text(out, character.encode_utf8(&mut [0; 4]));
            element_without_class(out, "rt", reading);
        }
    } else {
        text(out, ruby.base);
        element_without_class(out, "rt", &ruby.readings.concat());
    }
    out.push_str("</ruby>");
}

fn element_without_class(out: &mut String, tag: &str, words: &str) {
    out.push('<');
    out.push_str(tag);
    out.push('>');
    text(out, words);
    close(out, tag);
}
