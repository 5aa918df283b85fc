//! The page's HTML as XML: every element is closed, links lead to the book's files, and parts have the names that reading
//! systems know (EPUB Structural Semantics Vocabulary).

use super::names::Names;
use crate::bundle::tags::{VOID, end_of_tag, next_attribute};
use crate::model::link::{self, Target};
use crate::source::Snapshot;

/// How an image is loaded is the reading system's business.
const LOADING: [&str; 3] = ["loading", "decoding", "fetchpriority"];
/// What a role of DPUB-ARIA is called in a book.
const TYPES: [(&str, &str); 5] = [
    ("doc-noteref", "noteref"),
    ("doc-endnotes", "footnotes"),
    ("doc-biblioref", "biblioref"),
    ("doc-backlink", "backlink"),
    ("doc-endnote", "footnote"),
];

/// `html`, which is balanced and quotes every value with `"`, of the article in `folder`.
pub(super) fn from_html(html: &str, folder: &str, snapshot: &Snapshot, names: &Names) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(start) = memchr::memchr(b'<', rest.as_bytes()) {
        text(&mut out, &rest[..start]);
        rest = &rest[start..];
        let end = end_of_tag(rest);
        tag(&mut out, &rest[..end], folder, snapshot, names);
        rest = &rest[end..];
    }
    text(&mut out, rest);
    out
}

/// XML knows none of HTML's names for characters but its own five.
fn text(out: &mut String, words: &str) {
    let allowed = |letter: char| !letter.is_control() || matches!(letter, '\t' | '\n' | '\r');
    out.extend(words.replace("&nbsp;", "\u{a0}").chars().filter(|&letter| allowed(letter)));
}

fn tag(out: &mut String, tag: &str, folder: &str, snapshot: &Snapshot, names: &Names) {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    if inner.starts_with('/') {
        return out.push_str(tag);
    }
    // A comment says nothing to readers.
    if inner.starts_with('!') {
        return;
    }
    let (name, mut rest) = inner.split_at(inner.find(' ').unwrap_or(inner.len()));
    out.push('<');
    out.push_str(name);
    while let Some((attribute, value, after)) = next_attribute(rest) {
        rest = after;
        if LOADING.contains(&attribute) {
            continue;
        }
        if let Some((_, kind)) = TYPES.iter().find(|(role, _)| attribute == "role" && *role == value) {
            out.push_str(&format!(" epub:type=\"{kind}\""));
        }
        let value = match (name, attribute) {
            ("a", "href") => address(value, folder, snapshot),
            ("img", "src") => image(value, folder, names),
            _ => value.to_owned(),
        };
        out.push_str(&format!(" {attribute}=\""));
        text(out, &value);
        out.push('"');
        if attribute == "lang" {
            out.push_str(&format!(" xml:lang=\"{value}\""));
        }
    }
    if name == "section" && inner.contains("class=\"references\"") {
        out.push_str(" epub:type=\"bibliography\" role=\"doc-bibliography\"");
    }
    out.push_str(if VOID.contains(&name) { "/>" } else { ">" });
}

/// A link to another article leads to its document in the book.
fn address(value: &str, folder: &str, snapshot: &Snapshot) -> String {
    let decoded = value.replace("&amp;", "&");
    match link::resolve(folder, &decoded) {
        Target::Inside(path, rest) => match path.strip_suffix("/index.html") {
            Some(slug) if snapshot.article(slug).is_some() => {
                link::href(folder, &format!("{slug}/index.xhtml")) + &rest.replace('&', "&amp;")
            }
            _ => value.to_owned(),
        },
        _ => value.to_owned(),
    }
}

/// An image that is called otherwise in the book.
fn image(value: &str, folder: &str, names: &Names) -> String {
    match link::resolve(folder, &value.replace("&amp;", "&")) {
        Target::Inside(path, _) if names.of(&path) != path => link::href(folder, names.of(&path)).replace('&', "&amp;"),
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(html: &str) -> String {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert("b/article.md".into(), String::new());
        snapshot.assets.insert("a/c d.png".into(), crate::source::Asset::default());
        from_html(html, "a", &snapshot, &Names::new(&snapshot))
    }

    #[test]
    fn every_element_is_closed_and_knows_its_language() {
        let html = "<p lang=\"en\">a&nbsp;b<br>\n<img src=\"x.png\" alt=\"a > b\" loading=\"lazy\"></p><details open=\"\"></details>";
        let xhtml = "<p lang=\"en\" xml:lang=\"en\">a\u{a0}b<br/>\n<img src=\"x.png\" alt=\"a > b\"/></p><details open=\"\"></details>";
        assert_eq!(written(html), xhtml);
        assert_eq!(
            written("<section hidden class=\"x\">\u{1}</section>"),
            "<section hidden=\"\" class=\"x\"></section>"
        );
    }

    #[test]
    fn parts_have_their_names_and_links_lead_within_the_book() {
        assert_eq!(
            written("<a href=\"../b/index.html#x\" role=\"doc-noteref\">1</a>"),
            "<a href=\"../b/index.xhtml#x\" epub:type=\"noteref\" role=\"doc-noteref\">1</a>"
        );
        assert_eq!(written("<img src=\"c%20d.png\">"), "<img src=\"c-d.png\"/>");
        assert_eq!(written("<a href=\"https://e.org/?a&amp;b\">x</a>"), "<a href=\"https://e.org/?a&amp;b\">x</a>");
    }
}
