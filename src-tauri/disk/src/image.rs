//! The pixel size of an image, from the head of its file.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader, Read as _};
use std::path::Path;

use image::ImageDecoder as _;
use image::metadata::Orientation;
use imagesize::{Compression, ImageType};
use kiku_core::Asset;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::pixels;

/// How far into an SVG its root element is looked for: comments and a document type may stand before it, not a book.
const SVG_HEAD_BYTES: u64 = 64 * 1024;

/// Width and height in CSS pixels, or nothing where the file does not say.
pub(crate) fn size(path: &Path) -> Option<(u32, u32)> {
    let reader = BufReader::new(File::open(path).ok()?);
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg")) {
        return svg_size(reader);
    }
    let size = imagesize::reader_size(reader).ok()?;
    let (width, height) = (size.width.try_into().ok()?, size.height.try_into().ok()?);
    Some(if lies_on_its_side(path) { (height, width) } else { (width, height) })
}

/// How far into a JPEG its notes are looked for: they stand first, and a segment is no longer.
const JPEG_HEAD_BYTES: u64 = 64 * 1024;

/// Whether the camera was held upright and noted so, instead of turning the pixels: browsers turn them. In WebP only some do.
fn lies_on_its_side(path: &Path) -> bool {
    let extension = path.extension().map(OsStr::to_ascii_lowercase);
    let orientation = match extension.as_deref().and_then(OsStr::to_str) {
        Some("jpg" | "jpeg") => jpeg_orientation(path),
        Some("png") => {
            File::open(path).ok().and_then(|file| pixels::png(BufReader::new(file)).ok()?.orientation().ok())
        }
        _ => None,
    };
    orientation.is_some_and(|orientation| orientation.to_exif() >= 5)
}

fn jpeg_orientation(path: &Path) -> Option<Orientation> {
    let mut head = Vec::new();
    File::open(path).and_then(|file| file.take(JPEG_HEAD_BYTES).read_to_end(&mut head)).ok()?;
    let exif = head.windows(EXIF.len()).position(|window| window == EXIF)?;
    Orientation::from_exif_chunk(head.get(exif + EXIF.len()..)?)
}

/// What the camera's notes start with.
const EXIF: &[u8] = b"Exif\0\0";

/// The ending of an image's name, by what its bytes are; nothing for what browsers do not show as an image.
pub(crate) fn kind(bytes: &[u8]) -> Option<&'static str> {
    match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => Some("png"),
        Ok(ImageType::Jpeg) => Some("jpg"),
        Ok(ImageType::Gif) => Some("gif"),
        Ok(ImageType::Webp) => Some("webp"),
        Ok(ImageType::Heif(Compression::Av1)) => Some("avif"),
        Ok(_) => None,
        Err(_) => is_svg(bytes).then_some("svg"),
    }
}

/// The size of an image with more pixels than anybody should hold; nothing for all others. Only its head is read.
pub(crate) fn too_many_pixels(kind: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    let pixels = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let size = (pixels(size.width), pixels(size.height));
    Asset { size: Some(size), ..Asset::default() }.has_too_many_pixels(&format!("image.{kind}")).then_some(size)
}

fn is_svg(bytes: &[u8]) -> bool {
    let mut xml = Reader::from_reader(BufReader::new(bytes.take(SVG_HEAD_BYTES)));
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(root) | Event::Empty(root)) => return root.local_name().as_ref() == "svg",
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => buffer.clear(),
        }
    }
}

/// The size that browsers give an SVG in an `img`: `width` and `height`, or what the `viewBox` makes of them.
fn svg_size(reader: impl BufRead) -> Option<(u32, u32)> {
    let mut xml = Reader::from_reader(BufReader::new(reader.take(SVG_HEAD_BYTES)));
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer).ok()? {
            Event::Start(root) | Event::Empty(root) => return size_of_root(&root),
            Event::Eof => return None,
            _ => buffer.clear(),
        }
    }
}

fn size_of_root(root: &BytesStart<'_>) -> Option<(u32, u32)> {
    if root.local_name().as_ref() != "svg" {
        return None;
    }
    let attribute = |name: &str| Some(root.try_get_attribute(name).ok()??.value);
    let width = attribute("width").and_then(|length| pixels(&length));
    let height = attribute("height").and_then(|length| pixels(&length));
    let ratio = attribute("viewBox").and_then(|view_box| view_box_size(&view_box));
    let (width, height) = match (width, height, ratio) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((x, y))) => (width, width * y / x),
        (None, Some(height), Some((x, y))) => (height * x / y, height),
        (None, None, Some(size)) => size,
        _ => return None,
    };
    Some((whole(width)?, whole(height)?))
}

fn view_box_size(view_box: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = view_box
        .split([' ', ',', '\t', '\n'])
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse().ok())
        .collect();
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

/// A CSS length in pixels; relative lengths (`100%`, `2em`) have none. The ratios are those of CSS Values 4, 6.2.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let digits = length.trim_end_matches(|character: char| character.is_ascii_alphabetic() || character == '%');
    let per_unit = match &length[digits.len()..] {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    };
    digits.trim().parse::<f64>().ok().map(|number| number * per_unit).filter(|pixels| *pixels > 0.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
fn whole(pixels: f64) -> Option<u32> {
    let rounded = pixels.round().max(1.0);
    (rounded <= f64::from(u32::MAX)).then_some(rounded as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_is_as_large_as_a_browser_draws_it() {
        let size =
            |root: &str| svg_size(format!("<?xml version=\"1.0\"?><!-- 菊 --><svg {root}><g/></svg>").as_bytes());
        assert_eq!(size("width='640' height='480px' viewBox='0 0 1 1'"), Some((640, 480)));
        assert_eq!(size("viewBox='0 0 120.4 80'"), Some((120, 80)));
        assert_eq!(size("viewBox='0,0,200,100' width='100'"), Some((100, 50)));
        assert_eq!(size("viewBox='0 0 200 100' width='100%' height='1in'"), Some((192, 96)));
        assert_eq!(size("width='100%'"), None);
        assert_eq!(size("width='1e40' height='1'"), None);
        assert_eq!(size("viewBox='0 0 0 0'"), None);
    }

    #[test]
    fn a_photograph_that_was_taken_upright_is_as_high_as_it_is_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.JPG");
        let mut jpeg = Vec::new();
        image::RgbImage::new(8, 4).write_to(&mut std::io::Cursor::new(&mut jpeg), image::ImageFormat::Jpeg).unwrap();
        for (orientation, expected) in [(1, (8, 4)), (3, (8, 4)), (6, (4, 8))] {
            let exif =
                [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", &[orientation, 0, 0, 0, 0, 0, 0][..]].concat();
            let segment = [&[0xFF, 0xE1, 0, 2 + 6 + 26], EXIF, &exif].concat();
            std::fs::write(&path, [&jpeg[..2], &segment, &jpeg[2..]].concat()).unwrap();
            assert_eq!(size(&path), Some(expected), "{orientation}");
        }
    }

    #[test]
    fn what_is_no_svg_has_no_size() {
        for text in ["", "<html width='1' height='1'/>", "plain", "<svg width='1", "<!-- no end"] {
            assert_eq!(svg_size(text.as_bytes()), None, "{text}");
        }
    }
}
