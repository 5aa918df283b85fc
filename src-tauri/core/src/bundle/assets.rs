//! The files of the publication that a bundle takes along: what its pages show or link to, and nothing else.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use super::{Bundle, Content};
use crate::model::link::{self, Target};
use crate::source::{PublicationPath, Snapshot};

/// The elements that name files, and the attribute by which they do.
const NAMED_BY: [(&str, &str); 3] = [("<img ", " src="), ("<a ", " href="), ("<link ", " href=")];

/// The files of the publication that the page `html`, which stands in `folder`, names. Reading the finished page finds
/// those of raw HTML too, and cannot disagree with what readers will load.
pub(super) fn named_in(html: &str, folder: &str, snapshot: &Snapshot) -> Vec<PublicationPath> {
    let mut paths = Vec::new();
    for (element, attribute) in NAMED_BY {
        for tag in memmem::find_iter(html.as_bytes(), element.as_bytes()).filter_map(|start| html.get(start..)) {
            let value = value_of(tag, attribute).map(|(_, value)| value);
            let value = value.filter(|value| !value.starts_with('#') && !value.starts_with("https://"));
            paths.extend(value.and_then(|value| inside(folder, &value, snapshot)));
        }
    }
    paths
}

impl Bundle {
    pub(super) fn assets(&mut self, paths: impl IntoIterator<Item = PublicationPath>) {
        self.files.extend(paths.into_iter().map(|path| (path.clone(), Content::Asset(path))));
    }
}

/// The file of the publication that an address on a page in `folder` names.
pub(super) fn inside(folder: &str, address: &str, snapshot: &Snapshot) -> Option<PublicationPath> {
    match link::resolve(folder, address) {
        Target::Inside(path, _) if snapshot.assets.contains_key(&path) => Some(path),
        _ => None,
    }
}

/// The images of a page: where the value of `src` stands, and the address that it is.
pub(super) fn images_of(html: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    memmem::find_iter(html.as_bytes(), b"<img ").filter_map(|start| {
        let tag = html.get(start..)?;
        let (range, value) = value_of(tag, " src=")?;
        Some((start + range.start..start + range.end, value.into_owned()))
    })
}

/// Where the value stands, and what it is, of an attribute of the tag that `html` starts with. Both writers of HTML here quote with `"` and escape it in
/// values.
fn value_of<'h>(html: &'h str, attribute: &str) -> Option<(Range<usize>, Cow<'h, str>)> {
    let (mut quoted, mut at) = (html.split('"'), 0);
    loop {
        let name = quoted.next()?;
        let value = quoted.next().filter(|_| !name.contains('>'))?;
        let start = at + name.len() + 1;
        if name.ends_with(attribute) {
            let plain = if value.contains('&') { value.replace("&amp;", "&").into() } else { value.into() };
            return Some((start..start + value.len(), plain));
        }
        at = start + value.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Asset;

    #[test]
    fn attributes_are_found_in_any_order() {
        assert_eq!(value_of(r#"<img alt="a > b" src="x&amp;y.png">"#, " src="), Some((22..33, "x&y.png".into())));
        assert_eq!(value_of(r#"<img alt=""><a src="y">"#, " src="), None);
    }

    #[test]
    fn what_a_page_shows_and_links_to_is_taken_along() {
        let mut snapshot = Snapshot::default();
        for path in ["a/shown.png", "a/linked.png", "icon.svg", "a/written.png"] {
            snapshot.assets.insert(path.to_owned(), Asset::default());
        }
        let html = "<link rel=\"icon\" href=\"../icon.svg\"><p><a title=\"x\" href=\"linked.png\"><img src=\"shown.png\"></a>\
                    &lt;img src=\"written.png\"</p><a href=\"https://example.org/\">x</a>";
        assert_eq!(named_in(html, "a", &snapshot), ["a/shown.png", "a/linked.png", "icon.svg"]);
    }
}
