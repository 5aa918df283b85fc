//! The publication's own HTML at the head and foot of its pages.

use super::page::{Frame, address_of};
use super::{escape, sanitise};
use crate::model::link::{self, Target};
use crate::model::look::OwnHtml;
use crate::source;

/// Appends the HTML, cleaned, in a box of class `class`. Its addresses, which count from its file's folder, lead to the same
/// places from this page.
pub(super) fn write(out: &mut String, frame: &Frame<'_>, class: &str, own: &OwnHtml) {
    out.push_str(&format!("\n<div class=\"{class}\">\n"));
    let cleaned = sanitise::around_pages(&own.html);
    let at = |address: &str| {
        let target = match link::resolve(&own.folder, address) {
            // An article is named by its folder or by its file.
            Target::Inside(path, rest) => Target::Inside(source::slug_of(&path).unwrap_or(&path).to_owned(), rest),
            target => target,
        };
        let size = match &target {
            Target::Inside(path, _) => frame.snapshot.assets.get(path).and_then(|asset| asset.size),
            _ => None,
        };
        (address_of(frame, &target, address), size)
    };
    readdress(out, cleaned.trim(), at);
    out.push_str("\n</div>\n");
}

/// Where an address leads from this page, and how large the image there is.
type Place = (String, Option<(u32, u32)>);

/// Appends `html`, which the sanitiser wrote, with other addresses, and with the sizes of images that say none. It puts
/// every value between quotation marks and escapes them within.
fn readdress(out: &mut String, html: &str, place: impl Fn(&str) -> Place) {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (words, tag) = rest.split_at(start);
        out.push_str(words);
        let mut quoted = false;
        let is_end = |letter: char| {
            quoted ^= letter == '"';
            letter == '>' && !quoted
        };
        let (tag, after) = tag.split_at(tag.find(is_end).unwrap_or(tag.len()));
        readdress_tag(out, tag, &place);
        rest = after;
    }
    out.push_str(rest);
}

/// The same for a tag without its `>`.
fn readdress_tag(out: &mut String, tag: &str, place: impl Fn(&str) -> Place) {
    let has_size = tag.contains(" width=\"") || tag.contains(" height=\"");
    for (at, piece) in tag.split('"').enumerate() {
        if at % 2 == 0 {
            out.push_str(piece);
            continue;
        }
        let is_image = out.ends_with(" src=");
        if !is_image && !out.ends_with(" href=") {
            out.push_str(&format!("\"{piece}\""));
            continue;
        }
        let (address, size) = place(&piece.replace("&amp;", "&"));
        out.push('"');
        escape::value(out, &address);
        out.push('"');
        if let Some((width, height)) = size.filter(|_| is_image && !has_size) {
            out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_change_in_tags_alone() {
        let mut out = String::new();
        let html = r#"<p title="href=&quot;x&quot;">a href="y"<a href="z?a&amp;b">"</a><img src="i" alt="">&gt;</p>"#;
        readdress(&mut out, html, |address| (format!("[{address}]"), Some((2, 1))));
        let expected = r#"<p title="href=&quot;x&quot;">a href="y"<a href="[z?a&amp;b]">"</a><img src="[i]" width="2" height="1" alt="">&gt;</p>"#;
        assert_eq!(out, expected);
    }
}
