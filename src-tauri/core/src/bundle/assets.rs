//! The files of the publication that a bundle takes along: the images that its pages show, and no others.

use memchr::memmem;

use super::{Bundle, Content};
use crate::model::link::{self, Target};
use crate::source::Snapshot;

/// Adds the images that the page `html`, which stands in `folder`, shows. Reading the finished page finds those of raw
/// HTML too, and cannot disagree with what readers will load.
pub(super) fn add_images(html: &str, folder: &str, snapshot: &Snapshot, bundle: &mut Bundle) {
    for tag in memmem::find_iter(html.as_bytes(), b"<img ").filter_map(|start| html.get(start..)) {
        if let Some(Target::Inside(path, _)) = source_of(tag).map(|source| link::resolve(folder, &source))
            && snapshot.assets.contains_key(&path)
        {
            bundle.files.insert(path.clone(), Content::Asset(path));
        }
    }
}

/// The `src` of the tag that `html` starts with. Both writers of HTML here quote with `"` and escape it in values.
fn source_of(html: &str) -> Option<String> {
    let mut quoted = html.split('"');
    loop {
        let name = quoted.next()?;
        let value = quoted.next().filter(|_| !name.contains('>'))?;
        if name.ends_with(" src=") {
            return Some(value.replace("&amp;", "&"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_are_found_in_any_order_of_attributes() {
        assert_eq!(source_of(r#"<img alt="a > b" src="x&amp;y.png">"#).as_deref(), Some("x&y.png"));
        assert_eq!(source_of(r#"<img alt=""><a src="y">"#), None);
    }
}
