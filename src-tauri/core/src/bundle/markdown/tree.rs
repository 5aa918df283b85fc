//! The page's HTML as a tree of elements.

use crate::bundle::tags::{VOID, end_of_tag, next_attribute};

#[derive(Debug)]
pub(super) enum Node {
    Text(String),
    Element(Element),
}

#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split(' ').any(|own| own == class))
    }

    /// Its words without markup.
    pub(super) fn text(&self) -> String {
        let words = self.children.iter().map(|child| match child {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.text(),
        });
        words.collect()
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }
}

/// How many elements stand within each other at most: what is deeper keeps its words, and nothing runs out of stack.
const DEEPEST: usize = 100;

/// Reads balanced HTML.
pub(super) fn read(html: &str) -> Element {
    let mut open = vec![Element::default()];
    let mut too_deep = 0_usize;
    let mut rest = html;
    while let Some(start) = memchr::memchr(b'<', rest.as_bytes()) {
        text(&mut open, &rest[..start]);
        rest = &rest[start..];
        let end = end_of_tag(rest);
        let inner = rest[..end].trim_start_matches('<').trim_end_matches('>');
        rest = &rest[end..];
        if inner.starts_with('/') {
            match too_deep {
                0 => close(&mut open),
                _ => too_deep -= 1,
            }
        } else if !inner.starts_with('!') {
            let element = element(inner);
            let is_void = VOID.contains(&element.name.as_str());
            if open.len() > DEEPEST && !is_void {
                too_deep += 1;
                continue;
            }
            open.push(element);
            if is_void {
                close(&mut open);
            }
        }
    }
    text(&mut open, rest);
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().unwrap_or_default()
}

fn element(inner: &str) -> Element {
    let (name, mut rest) = inner.split_at(inner.find(' ').unwrap_or(inner.len()));
    let mut element = Element { name: name.to_owned(), ..Element::default() };
    while let Some((attribute, value, after)) = next_attribute(rest) {
        rest = after;
        element.attributes.push((attribute.to_owned(), decoded(value)));
    }
    element
}

/// Puts the innermost open element into the one around it.
fn close(open: &mut Vec<Element>) {
    if open.len() > 1
        && let (Some(element), Some(parent)) = (open.pop(), open.last_mut())
    {
        parent.children.push(Node::Element(element));
    }
}

fn text(open: &mut [Element], words: &str) {
    if let Some(parent) = open.last_mut().filter(|_| !words.is_empty()) {
        parent.children.push(Node::Text(decoded(words)));
    }
}

/// The names that the writers of HTML here use.
fn decoded(words: &str) -> String {
    let names = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", "\u{a0}")];
    let words = names.iter().fold(words.to_owned(), |words, (name, letter)| words.replace(name, letter));
    words.replace("&amp;", "&")
}
