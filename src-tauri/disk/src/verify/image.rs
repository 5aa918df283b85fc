//! Whether an image can be shown.

use std::io::Cursor;

use image::{ImageReader, Limits};
use quick_xml::Reader;
use quick_xml::events::Event;

/// What a browser would hold of one image at most.
const MAX_BYTES: u64 = 1024 * 1024 * 1024;

/// The endings of what is looked at here.
pub(super) fn is_image(extension: &str) -> bool {
    matches!(extension, "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg")
}

/// Whether every pixel can be read. Of AVIF only the head is looked at: no decoder in Rust reads all of it.
pub(super) fn can_be_shown(extension: &str, bytes: &[u8]) -> bool {
    match extension {
        "svg" => is_xml(bytes) && crate::image::kind(bytes) == Some("svg"),
        "avif" => crate::image::kind(bytes) == Some("avif"),
        _ => decodes(bytes).is_some(),
    }
}

fn decodes(bytes: &[u8]) -> Option<()> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_BYTES);
    reader.limits(limits);
    reader.decode().ok().map(drop)
}

/// Whether XML is well-formed, with one element around everything.
pub(super) fn is_xml(bytes: &[u8]) -> bool {
    let mut reader = Reader::from_reader(bytes);
    let (mut buffer, mut depth, mut roots) = (Vec::new(), 0usize, 0usize);
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(_)) => {
                roots += usize::from(depth == 0);
                depth += 1;
            }
            Ok(Event::Empty(_)) => roots += usize::from(depth == 0),
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => return depth == 0 && roots == 1,
            Ok(_) => {}
            Err(_) => return false,
        }
        buffer.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_images_can_be_shown() {
        assert!(can_be_shown(
            "svg",
            b"<?xml version='1.0'?><!-- x --><svg xmlns='http://www.w3.org/2000/svg'><g/></svg>"
        ));
        assert!(!can_be_shown("svg", b"<svg><g></svg>") && !can_be_shown("svg", b"<html/>"));
        let mut png = Vec::new();
        image::RgbImage::new(3, 2).write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
        assert!(can_be_shown("png", &png));
        assert!(!can_be_shown("png", &png[..png.len() - 20]) && !can_be_shown("png", b"not an image"));
    }

    #[test]
    fn xml_has_one_root() {
        assert!(is_xml(b"<a><b/></a>"));
        assert!(!is_xml(b"") && !is_xml(b"<a/><b/>") && !is_xml(b"<a>") && !is_xml(b"words"));
    }
}
