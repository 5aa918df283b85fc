//! Large photographs in smaller sizes, of which a browser loads the one that it needs.
//!
//! Which there are follows from what the head of a file says, so that pages are written before any variant is made. The page itself stays as
//! the preview has it; what names the variants is added when it leaves.

use super::{Content, Encoding, assets};
use crate::model::link;
use crate::render::escape;
use crate::source::{Asset, PixelFormat, PublicationPath, Snapshot};

/// How wide variants are, in pixels: a phone, a sharp phone or the text column, a sharp column.
const WIDTHS: [u32; 3] = [640, 1280, 1920];
/// Photographs of more pixels are left as they are: nobody's browser should hold three of them.
const MAX_PIXELS: u64 = 100_000_000;
/// A file of fewer bytes is there at once, as it is.
const LEAST_BYTES: u64 = 48 * 1024;
/// How much of its pixels the file of a photograph takes at least, in percent, if it keeps every one of them. That of a drawing or of what was on
/// a screen takes far less; JPEG would smear it, and as it is it grows for each pixel when it is made narrower.
const PHOTOGRAPH_PERCENT: u64 = 15;
/// The same where part of the photograph is cut away.
const CUT_OUT_PERCENT: u64 = 5;
/// JPEG needs at least this much for a photograph that can be looked at.
const JPEG_PERCENT: u64 = 1;

/// How wide images stand on a page, as far as a page can know that does not know its style: the text column, or the screen.
const SIZES: &str = "(min-width: 48rem) 45rem, 100vw";
/// The same for one that loads late enough for the browser to have measured it.
const LAZY_SIZES: &str = "auto, (min-width: 48rem) 45rem, 100vw";

/// The variants of an image, narrowest first: where each stands, and what it holds.
pub(super) fn of<'s>(
    asset: &'s str,
    snapshot: &'s Snapshot,
) -> impl Iterator<Item = (PublicationPath, Content)> + 's + use<'s> {
    all(asset, snapshot)
        .map(|Variant { path, width, encoding }| (path, Content::Variant { asset: asset.to_owned(), width, encoding }))
}

struct Variant {
    path: PublicationPath,
    width: u32,
    encoding: Encoding,
}

fn all<'s>(asset: &'s str, snapshot: &'s Snapshot) -> impl Iterator<Item = Variant> + 's {
    let found = snapshot.assets.get(asset).and_then(narrowing);
    let variants = found.into_iter().flat_map(move |(encoding, widest)| {
        let widths = WIDTHS.into_iter().filter(move |width| *width <= widest);
        widths.map(move |width| Variant { path: path(asset, width, encoding), width, encoding })
    });
    variants.filter(|variant| !snapshot.assets.contains_key(&variant.path))
}

/// What narrower copies of an image are written as, and the width from which on one would save too little to be worth a file.
fn narrowing(asset: &Asset) -> Option<(Encoding, u32)> {
    let ((width, height), pixels) = (asset.size?, asset.pixels?);
    if u64::from(width) * u64::from(height) > MAX_PIXELS || pixels.packed < LEAST_BYTES {
        return None;
    }
    let takes = |percent| pixels.packed * 100 >= pixels.unpacked * percent;
    match (pixels.format, pixels.is_opaque) {
        (PixelFormat::Jpeg, _) => Some((Encoding::Jpeg, width / 5 * 4)),
        (PixelFormat::Png, true) if takes(PHOTOGRAPH_PERCENT) => Some((Encoding::Jpeg, width / 5 * 4)),
        (PixelFormat::Png, true) => None,
        // It packs more tightly than JPEG.
        (PixelFormat::WebP, true) if takes(JPEG_PERCENT) => Some((Encoding::Jpeg, width / 3 * 2)),
        (PixelFormat::WebP, true) => Some((Encoding::Jpeg, width / 4)),
        (_, false) => takes(CUT_OUT_PERCENT).then_some((Encoding::WebP, width / 2)),
    }
}

/// `images/dawn.jpg` -> `images/dawn.640w.jpg`; `images/dawn.png` -> `images/dawn.640w.png.jpg`, because a `dawn.jpg` may stand beside it.
fn path(asset: &str, width: u32, encoding: Encoding) -> PublicationPath {
    let (stem, extension) = asset.rsplit_once('.').unwrap_or((asset, ""));
    let (own, other) = match encoding {
        Encoding::Jpeg => (&["jpg", "jpeg"][..], ".jpg"),
        Encoding::WebP => (&["webp"][..], ".webp"),
    };
    let is_own = own.iter().any(|own| extension.eq_ignore_ascii_case(own));
    format!("{stem}.{width}w.{extension}{}", if is_own { "" } else { other })
}

/// The page `html`, which stands in `folder`, with the variants of its photographs named.
pub(super) fn named(html: String, folder: &str, snapshot: &Snapshot) -> String {
    let images: Vec<_> = assets::images_of(&html).collect();
    let mut insertions = Vec::new();
    for (range, address) in images {
        let Some(asset) = assets::inside(folder, &address, snapshot) else { continue };
        let Some(whole) = snapshot.assets.get(&asset).and_then(|asset| asset.size) else { continue };
        let mut set = String::new();
        for Variant { path, width, .. } in all(&asset, snapshot) {
            set.push_str(&format!("{} {width}w, ", link::href(folder, &path)));
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
    use crate::source::Pixels;

    /// A photograph as cameras and programs write them.
    fn photograph(format: PixelFormat, is_opaque: bool, size: (u32, u32)) -> Asset {
        let unpacked = u64::from(size.0) * u64::from(size.1) * if is_opaque { 3 } else { 4 };
        let packed = unpacked / if format == PixelFormat::Png { 2 } else { 10 };
        Asset { size: Some(size), pixels: Some(Pixels { format, is_opaque, packed, unpacked }) }
    }

    fn jpeg(width: u32, height: u32) -> Asset {
        photograph(PixelFormat::Jpeg, true, (width, height))
    }

    fn snapshot(assets: &[(&str, Asset)]) -> Snapshot {
        let mut snapshot = Snapshot::default();
        snapshot.assets.extend(assets.iter().map(|(path, asset)| ((*path).to_owned(), *asset)));
        snapshot
    }

    fn paths(asset: &str, snapshot: &Snapshot) -> Vec<PublicationPath> {
        of(asset, snapshot).map(|(path, _)| path).collect()
    }

    #[test]
    fn only_large_photographs_have_variants() {
        let snapshot = snapshot(&[
            ("a/l.jpg", jpeg(4000, 3000)),
            ("a/m.JPEG", jpeg(1600, 900)),
            ("a/s.jpg", jpeg(700, 500)),
            ("a/huge.jpg", jpeg(20_000, 20_000)),
            ("a/sky.jpg", Asset { size: Some((4000, 30)), ..jpeg(4000, 30) }),
            ("a/taken.jpg", jpeg(1000, 1000)),
            ("a/taken.640w.jpg", jpeg(640, 10)),
            ("a/moving.png", Asset { size: Some((4000, 3000)), pixels: None }),
        ]);
        assert_eq!(paths("a/l.jpg", &snapshot), ["a/l.640w.jpg", "a/l.1280w.jpg", "a/l.1920w.jpg"]);
        assert_eq!(paths("a/m.JPEG", &snapshot), ["a/m.640w.JPEG", "a/m.1280w.JPEG"]);
        for none in ["a/s.jpg", "a/huge.jpg", "a/sky.jpg", "a/taken.jpg", "a/moving.png", "a/missing.jpg"] {
            assert_eq!(paths(none, &snapshot), [""; 0], "{none}");
        }
    }

    #[test]
    fn photographs_of_other_formats_become_what_is_small_and_lets_the_same_through() {
        use PixelFormat::{Png, WebP};
        let drawing = |format, is_opaque, size| {
            let mut drawing = photograph(format, is_opaque, size);
            drawing.pixels.iter_mut().for_each(|pixels| pixels.packed = pixels.unpacked / 120);
            drawing
        };
        let snapshot = snapshot(&[
            ("a.png", photograph(Png, true, (1600, 900))),
            ("b.png", photograph(Png, false, (2600, 900))),
            ("c.webp", photograph(WebP, true, (1920, 900))),
            ("d.webp", photograph(WebP, false, (2600, 900))),
            ("tight.webp", drawing(WebP, true, (2600, 900))),
            ("lossy.webp", drawing(WebP, false, (2600, 900))),
            // A JPEG by another name.
            ("e.png", jpeg(1000, 1000)),
            ("screen.png", drawing(Png, true, (2880, 1800))),
            ("logo.png", drawing(Png, false, (2880, 1800))),
        ]);
        assert_eq!(paths("a.png", &snapshot), ["a.640w.png.jpg", "a.1280w.png.jpg"]);
        assert_eq!(paths("b.png", &snapshot), ["b.640w.png.webp", "b.1280w.png.webp"]);
        assert_eq!(paths("c.webp", &snapshot), ["c.640w.webp.jpg", "c.1280w.webp.jpg"]);
        assert_eq!(paths("d.webp", &snapshot), ["d.640w.webp", "d.1280w.webp"]);
        assert_eq!(paths("tight.webp", &snapshot), ["tight.640w.webp.jpg"]);
        assert_eq!(paths("e.png", &snapshot), ["e.640w.png.jpg"]);
        // As tightly packed as that, no variant that keeps every pixel would be smaller.
        for none in ["lossy.webp", "screen.png", "logo.png"] {
            assert_eq!(paths(none, &snapshot), [""; 0], "{none}");
        }
    }

    #[test]
    fn a_page_names_them_beside_the_photograph() {
        let screen = Asset { size: Some((4000, 3000)), pixels: None };
        let snapshot = snapshot(&[("a/b c.jpg", jpeg(1000, 500)), ("a/x.png", screen)]);
        let html = "<img src=\"b%20c.jpg\" alt=\"a > b\" loading=\"lazy\"><img src=\"x.png\"><img src=\"b%20c.jpg\">";
        let set = "srcset=\"b%20c.640w.jpg 640w, b%20c.jpg 1000w\"";
        let expected = format!(
            "<img src=\"b%20c.jpg\" {set} sizes=\"{LAZY_SIZES}\" alt=\"a > b\" loading=\"lazy\"><img src=\"x.png\">\
             <img src=\"b%20c.jpg\" {set} sizes=\"{SIZES}\">"
        );
        assert_eq!(named(html.to_owned(), "a", &snapshot), expected);
    }
}
