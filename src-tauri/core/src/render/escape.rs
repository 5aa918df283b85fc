//! The one way from a text to HTML text or to an attribute's value.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

/// Appends `text` as character data.
pub(crate) fn text(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = escape_html_body_text(&mut *out, text);
}

/// Appends what may stand between the quotes of an attribute.
pub(crate) fn value(out: &mut String, value: &str) {
    let _ = escape_html(&mut *out, value);
}

/// Appends an address as what may stand between the quotes of an attribute, percent-encoding what a URL may not hold.
pub(crate) fn address(out: &mut String, address: &str) {
    let _ = escape_href(&mut *out, address);
}

/// Appends ` name="value"`.
pub(crate) fn attribute(out: &mut String, name: &str, words: &str) {
    open_attribute(out, name);
    value(out, words);
    out.push('"');
}

/// Appends ` name="url"`, percent-encoded.
pub(crate) fn url_attribute(out: &mut String, name: &str, url: &str) {
    open_attribute(out, name);
    address(out, url);
    out.push('"');
}

fn open_attribute(out: &mut String, name: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
}

/// Appends `<tag class="class">text</tag>`.
pub(crate) fn element(out: &mut String, tag: &str, class: &str, words: &str) {
    out.push('<');
    out.push_str(tag);
    attribute(out, "class", class);
    out.push('>');
    text(out, words);
    close(out, tag);
}

/// Appends `</tag>`.
pub(crate) fn close(out: &mut String, tag: &str) {
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

/// Appends `words` as character data of XML, which has no place for control characters.
pub(crate) fn xml_text(out: &mut String, words: &str) {
    let is_allowed = |character: char| !character.is_control() || matches!(character, '\t' | '\n' | '\r');
    if words.chars().all(is_allowed) {
        return text(out, words);
    }
    text(out, &words.chars().filter(|&character| is_allowed(character)).collect::<String>());
}
