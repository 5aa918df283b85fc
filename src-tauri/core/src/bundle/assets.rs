//! The files of the publication that a bundle takes along: what its pages show or link to, and nothing else.

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
            if let Some(Target::Inside(path, _)) = value_of(tag, attribute).map(|value| link::resolve(folder, &value))
                && snapshot.assets.contains_key(&path)
            {
                paths.push(path);
            }
        }
    }
    paths
}

impl Bundle {
    pub(super) fn assets(&mut self, paths: impl IntoIterator<Item = PublicationPath>) {
        self.files.extend(paths.into_iter().map(|path| (path.clone(), Content::Asset(path))));
    }
}

/// The value of an attribute of the tag that `html` starts with. Both writers of HTML here quote with `"` and escape it in
/// values.
fn value_of(html: &str, attribute: &str) -> Option<String> {
    let mut quoted = html.split('"');
    loop {
        let name = quoted.next()?;
        let value = quoted.next().filter(|_| !name.contains('>'))?;
        if name.ends_with(attribute) {
            return Some(value.replace("&amp;", "&"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Asset;

    #[test]
    fn attributes_are_found_in_any_order() {
        assert_eq!(value_of(r#"<img alt="a > b" src="x&amp;y.png">"#, " src=").as_deref(), Some("x&y.png"));
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
