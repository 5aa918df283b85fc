//! Words, links, emphasis and images within a block.

use super::block::Writer;
use super::loss::Loss;
use super::tree::{Element, Node};

impl Writer {
    /// The words of a run of nodes; `next` is the letter that follows.
    pub(super) fn inline(&mut self, nodes: &[Node], next: Option<char>) -> String {
        let mut out = String::new();
        for (at, node) in nodes.iter().enumerate() {
            let next = nodes[at + 1..].iter().find_map(first_letter).or(next);
            match node {
                Node::Text(words) => escaped(&mut out, words),
                Node::Element(element) => self.inline_element(&mut out, element, next),
            }
        }
        out
    }

    fn inline_element(&mut self, out: &mut String, element: &Element, next: Option<char>) {
        match element.name.as_str() {
            "em" | "i" => self.emphasis(out, element, "*", next),
            "strong" | "b" => self.emphasis(out, element, "**", next),
            "del" | "s" => self.emphasis(out, element, "~~", next),
            "code" => out.push_str(&code(&element.text())),
            "br" if next.is_some() => out.push_str("\\\n"),
            "br" => {}
            "a" => self.link(out, element, next),
            "img" => self.image(out, element),
            "ruby" => self.ruby(out, element),
            "input" => out.push_str(if element.attribute("checked").is_some() { "[x] " } else { "[ ] " }),
            _ if element.attribute("aria-hidden").is_some() => {}
            _ => out.push_str(&self.inline(&element.children, next)),
        }
    }

    /// Delimiters count only where CommonMark lets them (6.2, flanking).
    fn emphasis(&mut self, out: &mut String, element: &Element, mark: &str, next: Option<char>) {
        let words = self.inline(&element.children, Some('*'));
        let words = words.trim();
        let text = element.text();
        let inside = (text.trim().chars().next(), text.trim().chars().next_back());
        let opens = inside.0.is_some_and(|first| first.is_alphanumeric() || !is_word(out.chars().next_back()));
        let closes = inside.1.is_some_and(|last| last.is_alphanumeric() || !is_word(next));
        if opens && closes {
            out.push_str(&format!("{mark}{words}{mark}"));
        } else {
            self.lose(Loss::Emphasis);
            out.push_str(words);
        }
    }

    fn link(&mut self, out: &mut String, element: &Element, next: Option<char>) {
        let (href, role) = (element.attribute("href").unwrap_or_default(), element.attribute("role"));
        match role {
            Some("doc-backlink") => return,
            Some("doc-noteref") => return out.push_str(&format!("\\[{}\\]", element.text())),
            Some("doc-biblioref") => return out.push_str(&self.inline(&element.children, next)),
            _ => {}
        }
        if href.is_empty() || href.starts_with('#') {
            self.lose(Loss::Place);
            return out.push_str(&self.inline(&element.children, next));
        }
        let text = element.text();
        if text == href && href.contains("://") && !href.contains(['<', '>', ' ']) {
            return out.push_str(&format!("<{href}>"));
        }
        let words = self.inline(&element.children, Some(']'));
        let title = element.attribute("title").map(title).unwrap_or_default();
        out.push_str(&format!("[{}]({}{title})", words.trim(), destination(&in_folder(href))));
    }

    /// 漢字（かんじ）
    fn ruby(&mut self, out: &mut String, element: &Element) {
        self.lose(Loss::Ruby);
        let reading: String = element.elements().filter(|child| child.name == "rt").map(Element::text).collect();
        for child in &element.children {
            match child {
                Node::Text(words) => escaped(out, words),
                Node::Element(base) if !matches!(base.name.as_str(), "rt" | "rp") => escaped(out, &base.text()),
                Node::Element(_) => {}
            }
        }
        out.push('（');
        escaped(out, &reading);
        out.push('）');
    }

    fn image(&mut self, out: &mut String, element: &Element) {
        let mut alt = String::new();
        escaped(&mut alt, element.attribute("alt").unwrap_or_default());
        let title = element.attribute("title").map(title).unwrap_or_default();
        let address = element.attribute("src").unwrap_or_default();
        out.push_str(&format!("![{alt}]({}{title})", destination(address)));
        self.images.push(address.to_owned());
    }
}

fn first_letter(node: &Node) -> Option<char> {
    match node {
        Node::Text(words) => words.chars().next(),
        Node::Element(element) => element.text().chars().next(),
    }
}

fn is_word(letter: Option<char>) -> bool {
    letter.is_some_and(char::is_alphanumeric)
}

/// A link to another article leads to its text.
fn in_folder(href: &str) -> String {
    match href.split_once("/index.html") {
        Some((folder, _)) if !href.contains("://") => format!("{folder}/{}", super::FILE),
        _ => href.to_owned(),
    }
}

fn destination(address: &str) -> String {
    let address = address.replace('<', "%3C").replace('>', "%3E").replace('\n', "%0A").replace('\\', "%5C");
    // What could be the name of a letter is none.
    let address = if address.contains(';') { address.replace('&', "&amp;") } else { address };
    if address.contains([' ', '(', ')']) || address.is_empty() { format!("<{address}>") } else { address }
}

fn title(title: &str) -> String {
    let mut words = String::new();
    escaped(&mut words, &title.replace('\n', " "));
    format!(" \"{}\"", words.replace('"', "\\\""))
}

/// Code between more back ticks than it holds in a row.
fn code(words: &str) -> String {
    let ticks = "`".repeat(longest_run(words, '`') + 1);
    let space = if words.starts_with(['`', ' ']) || words.ends_with(['`', ' ']) { " " } else { "" };
    format!("{ticks}{space}{}{space}{ticks}", words.replace('\n', " "))
}

/// How many times a letter stands in a row at most.
pub(super) fn longest_run(words: &str, letter: char) -> usize {
    words.split(|other| other != letter).map(str::len).max().unwrap_or(0)
}

/// Appends words so that no reader takes a letter of them for markup; white space becomes one space or line break.
pub(super) fn escaped(out: &mut String, words: &str) {
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => out.extend(['\\', letter]),
            '_' if !(is_word(out.chars().next_back()) && is_word(next)) => out.push_str("\\_"),
            '&' if next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#') => out.push_str("\\&"),
            ' ' | '\n' | '\t' | '\r' if out.ends_with([' ', '\n']) => {}
            '\n' => out.push('\n'),
            '\t' | '\r' => out.push(' '),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
}
