//! What a page names, read by the tokens of HTML.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::style;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// A page, or a stylesheet, which only names.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The places that can be named.
    pub(super) ids: BTreeSet<String>,
    pub(super) names: Vec<Name>,
    /// The lines on which scripts stand that are not files.
    pub(super) inline_scripts: Vec<u64>,
    /// It is a document, and no style.
    pub(super) is_document: bool,
    /// It says what it may load.
    pub(super) has_policy: bool,
}

/// Something that is named.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) address: String,
    pub(super) line: u64,
    /// The browser loads it by itself; a reader need not follow a link.
    pub(super) is_loaded: bool,
}

impl Page {
    pub(super) fn read(html: &str) -> Self {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        let page = Self { is_document: true, ..Self::default() };
        let sink = Sink(RefCell::new(Reading { page, style: None }));
        let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.0.into_inner().page
    }

    pub(super) fn of_style(css: &str) -> Self {
        let mut page = Self::default();
        page.name_of_style(css, 1);
        page
    }

    /// What a style that starts in `line` names.
    fn name_of_style(&mut self, css: &str, line: u64) {
        self.names.extend(style::names(css).into_iter().map(|name| Name { line: line + name.line, ..name }));
    }
}

struct Sink(RefCell<Reading>);

struct Reading {
    page: Page,
    /// The line in which a style starts, and what has been read of it.
    style: Option<(u64, String)>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => reading.start(&tag, line),
            Token::TagToken(_) => {
                if let Some((line, css)) = reading.style.take() {
                    reading.page.name_of_style(&css, line);
                }
                TokenSinkResult::Continue
            }
            Token::CharacterTokens(text) => {
                if let Some((_, css)) = &mut reading.style {
                    css.push_str(&text);
                }
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

impl Reading {
    fn start(&mut self, tag: &Tag, line: u64) -> TokenSinkResult<()> {
        for attribute in &tag.attrs {
            self.attribute(tag, &attribute.name.local, &attribute.value, line);
        }
        match &*tag.name {
            "script" => {
                if !has(tag, "src") && value(tag, "type").is_none_or(|kind| !kind.contains("json")) {
                    self.page.inline_scripts.push(line);
                }
                // A closed tag, as XML has it, holds nothing.
                if tag.self_closing { TokenSinkResult::Continue } else { TokenSinkResult::RawData(RawKind::ScriptData) }
            }
            "style" => {
                self.style = Some((line, String::new()));
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "title" | "textarea" if !tag.self_closing => TokenSinkResult::RawData(RawKind::Rcdata),
            "meta" if value(tag, "http-equiv") == Some("Content-Security-Policy") => {
                self.page.has_policy = true;
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }

    fn attribute(&mut self, tag: &Tag, name: &str, words: &str, line: u64) {
        let is_loaded = match (&*tag.name, name) {
            (_, "id") => {
                self.page.ids.insert(words.to_owned());
                return;
            }
            (_, "style") => return self.page.name_of_style(words, line),
            (_, "srcset") => {
                let candidates = words.split(", ").filter_map(|candidate| candidate.trim().split(' ').next());
                let named = candidates.map(|address| Name { address: address.to_owned(), line, is_loaded: true });
                return self.page.names.extend(named);
            }
            (_, "src" | "poster" | "data") => true,
            // The page's own address, and the ways to others, are not loaded.
            ("link", "href") => !matches!(value(tag, "rel"), Some("canonical" | "alternate" | "prev" | "next")),
            ("a" | "area", "href") => false,
            _ => return,
        };
        self.page.names.push(Name { address: words.to_owned(), line, is_loaded });
    }
}

fn value<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

fn has(tag: &Tag, name: &str) -> bool {
    value(tag, name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(html: &str) -> Vec<(String, u64, bool)> {
        Page::read(html).names.into_iter().map(|name| (name.address, name.line, name.is_loaded)).collect()
    }

    #[test]
    fn what_is_loaded_is_told_from_what_is_linked() {
        let html = "<link rel=canonical href=https://e.org/>\n<link rel=stylesheet href=a.css>\n<a href='b.html#x'>b</a>\
                    <img src=\"c.png?a&amp;b\" srcset=\"d.png 1x, e.png 2x\">";
        let expected = [
            ("https://e.org/", 1, false),
            ("a.css", 2, true),
            ("b.html#x", 3, false),
            ("c.png?a&b", 3, true),
            ("d.png", 3, true),
            ("e.png", 3, true),
        ];
        assert_eq!(named(html), expected.map(|(address, line, loaded)| (address.to_owned(), line, loaded)));
    }

    #[test]
    fn styles_and_scripts_are_read_as_what_they_are() {
        let page = Page::read("<style>p{background:url('x.png')}</style><script>\"<img src=y>\"</script><p id=a>");
        assert_eq!(page.names, [Name { address: "x.png".into(), line: 1, is_loaded: true }]);
        assert_eq!((page.inline_scripts.len(), page.ids.contains("a")), (1, true));
        let data = Page::read("<script type=\"application/ld+json\">{\"a\":\"<a href=x>\"}</script>");
        assert!(data.inline_scripts.is_empty() && data.names.is_empty());
        assert_eq!(Page::of_style("@import \"https://e.org/x.css\";").names[0].address, "https://e.org/x.css");
    }
}
