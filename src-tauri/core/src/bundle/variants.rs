//! Large photographs in smaller sizes, of which a browser loads the one that it needs.
//!
//! Only JPEG has variants: a drawing in PNG gains little, and may even grow. The page itself stays as the preview has it; what names
//! the variants is added when it leaves.

use super::{Content, assets};
use crate::model::link;
use crate::render::escape;
use crate::source::{PublicationPath, Snapshot};

/// How wide variants are, in pixels: a phone, a sharp phone or the text column, a sharp column.
const WIDTHS: [u32; 3] = [640, 1280, 1920];
/// A variant must be smaller than the photograph by this factor to be worth a file.
const LEAST_GAIN: (u32, u32) = (5, 4);
/// Photographs of more pixels are left as they are: nobody's browser should hold three of them.
const MAX_PIXELS: u64 = 100_000_000;

/// How wide images stand on a page, as far as a page can know that does not know its style: the text column, or the screen.
const SIZES: &str = "(min-width: 48rem) 45rem, 100vw";
/// The same for one that loads late enough for the browser to have measured it.
const LAZY_SIZES: &str = "auto, (min-width: 48rem) 45rem, 100vw";

/// The variants of an image, narrowest first: where each stands, and what it holds.
pub(super) fn of<'s>(asset: &'s str, snapshot: &'s Snapshot) -> impl Iterator<Item = (PublicationPath, Content)> + 's {
    widths(asset, snapshot).map(|width| (path(asset, width), Content::Variant { asset: asset.to_owned(), width }))
}

fn widths<'s>(asset: &'s str, snapshot: &'s Snapshot) -> impl Iterator<Item = u32> + 's {
    let size = snapshot.assets.get(asset).and_then(|asset| asset.size).filter(|_| is_photograph(asset));
    let (width, height) = size.unwrap_or_default();
    let is_bearable = u64::from(width) * u64::from(height) <= MAX_PIXELS;
    let is_worth_it = move |variant: &u32| {
        is_bearable && u64::from(variant * LEAST_GAIN.0) <= u64::from(width) * u64::from(LEAST_GAIN.1)
    };
    WIDTHS.into_iter().filter(is_worth_it).filter(|width| !snapshot.assets.contains_key(&path(asset, *width)))
}

fn is_photograph(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["jpg", "jpeg"].iter().any(|jpeg| extension.eq_ignore_ascii_case(jpeg))
}

/// `images/dawn.jpg` -> `images/dawn.640w.jpg`
fn path(asset: &str, width: u32) -> PublicationPath {
    let (stem, extension) = asset.rsplit_once('.').unwrap_or((asset, "jpg"));
    format!("{stem}.{width}w.{extension}")
}

/// The page `html`, which stands in `folder`, with the variants of its photographs named.
pub(super) fn named(html: String, folder: &str, snapshot: &Snapshot) -> String {
    let images: Vec<_> = assets::images_of(&html).collect();
    let mut insertions = Vec::new();
    for (range, address) in images {
        let Some(asset) = assets::inside(folder, &address, snapshot) else { continue };
        let Some(whole) = snapshot.assets.get(&asset).and_then(|asset| asset.size) else { continue };
        let mut set = String::new();
        for width in widths(&asset, snapshot) {
            set.push_str(&format!("{} {width}w, ", link::href(folder, &path(&asset, width))));
        }
        if !set.is_empty() {
            set.push_str(&format!("{} {}w", link::href(folder, &asset), whole.0));
            // Behind the closing quotation mark.
            insertions.push((range.end + 1, set));
        }
    }
    if insertions.is_empty() {
        return html;
    }
    let (mut out, mut written) = (String::with_capacity(html.len() + insertions.len() * 256), 0);
    for (at, set) in insertions {
        out.push_str(&html[written..at]);
        let sizes = if is_lazy(&html[at..]) { LAZY_SIZES } else { SIZES };
        escape::attribute(&mut out, "srcset", &set);
        escape::attribute(&mut out, "sizes", sizes);
        written = at;
    }
    out.push_str(&html[written..]);
    out
}

/// Whether the rest of a tag says so. What stands between quotation marks is a value.
fn is_lazy(rest: &str) -> bool {
    let mut pieces = rest.split('"');
    while let (Some(name), Some(value)) = (pieces.next(), pieces.next()) {
        if name.contains('>') {
            return false;
        }
        if name == " loading=" {
            return value == "lazy";
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Asset;

    fn snapshot(assets: &[(&str, (u32, u32))]) -> Snapshot {
        let mut snapshot = Snapshot::default();
        snapshot.assets.extend(assets.iter().map(|(path, size)| ((*path).to_owned(), Asset { size: Some(*size) })));
        snapshot
    }

    #[test]
    fn only_large_photographs_have_variants() {
        let snapshot = snapshot(&[
            ("a/l.jpg", (4000, 3000)),
            ("a/m.JPEG", (1600, 900)),
            ("a/s.jpg", (700, 500)),
            ("a/x.png", (4000, 3000)),
            ("a/huge.jpg", (20_000, 20_000)),
            ("a/taken.jpg", (1000, 10)),
            ("a/taken.640w.jpg", (640, 10)),
        ]);
        let paths = |asset| of(asset, &snapshot).map(|(path, _)| path).collect::<Vec<_>>();
        assert_eq!(paths("a/l.jpg"), ["a/l.640w.jpg", "a/l.1280w.jpg", "a/l.1920w.jpg"]);
        assert_eq!(paths("a/m.JPEG"), ["a/m.640w.JPEG", "a/m.1280w.JPEG"]);
        for none in ["a/s.jpg", "a/x.png", "a/huge.jpg", "a/taken.jpg", "a/missing.jpg"] {
            assert_eq!(paths(none), [""; 0], "{none}");
        }
    }

    #[test]
    fn a_page_names_them_beside_the_photograph() {
        let snapshot = snapshot(&[("a/b c.jpg", (1000, 500)), ("a/x.png", (4000, 3000))]);
        let html = "<img src=\"b%20c.jpg\" alt=\"a > b\" loading=\"lazy\"><img src=\"x.png\"><img src=\"b%20c.jpg\">";
        let set = "srcset=\"b%20c.640w.jpg 640w, b%20c.jpg 1000w\"";
        let expected = format!(
            "<img src=\"b%20c.jpg\" {set} sizes=\"{LAZY_SIZES}\" alt=\"a > b\" loading=\"lazy\"><img src=\"x.png\">\
             <img src=\"b%20c.jpg\" {set} sizes=\"{SIZES}\">"
        );
        assert_eq!(named(html.to_owned(), "a", &snapshot), expected);
    }
}
