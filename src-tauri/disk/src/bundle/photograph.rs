//! A photograph as readers get it: what the camera and its programs wrote beside the pixels stays with the author.
//!
//! Where it was taken, with what, when and by whom (EXIF, XMP, IPTC, comments, previews of the whole picture behind it) is
//! taken out of JPEG, PNG and WebP. The pixels are not touched. What says how to draw them stays: the colour profile, and
//! which way is up.

use image::metadata::Orientation;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::Png;
use img_parts::webp::{self, WebP};
use img_parts::{Bytes, ImageEXIF};

/// The image without what is not for readers; as it is where it is no image that this knows, or a broken one.
pub(super) fn for_readers(bytes: Vec<u8>) -> Vec<u8> {
    let whole = Bytes::from(bytes);
    let cleaned = match whole.as_ref() {
        [0xFF, 0xD8, ..] => jpeg(&whole),
        [0x89, b'P', b'N', b'G', ..] => png(&whole),
        [b'R', b'I', b'F', b'F', ..] => web_p(&whole),
        _ => None,
    };
    cleaned.unwrap_or(whole).into()
}

/// Whether a file of this name may hold what is not for readers.
pub(super) fn has_notes(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(extension.as_str(), "jpg" | "jpeg" | "png" | "webp")
}

/// Which way is up, as the camera noted; nothing where the pixels stand upright.
fn of_exif(exif: Option<&Bytes>) -> Option<u8> {
    let orientation = Orientation::from_exif_chunk(exif?)?;
    (orientation != Orientation::NoTransforms).then(|| orientation.to_exif())
}

/// The same note with nothing else in it: a TIFF header, and a directory with one entry (Exif 3.0, 4.6.2).
fn only_orientation(orientation: u8) -> Bytes {
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.into()
}

fn jpeg(bytes: &Bytes) -> Option<Bytes> {
    let mut jpeg = Jpeg::from_bytes(bytes.clone()).ok()?;
    let orientation = of_exif(jpeg.exif().as_ref());
    jpeg.segments_mut().retain(is_of_the_picture);
    jpeg.set_exif(orientation.map(only_orientation));
    let written = jpeg.encoder().bytes();
    // Behind the end of the picture phones put others: a preview, a film, each with notes of its own.
    let end = end_of_picture(&written).unwrap_or(written.len());
    Some(written.slice(..end))
}

/// All but application data and comments; of application data, what says how colours are meant.
fn is_of_the_picture(segment: &JpegSegment) -> bool {
    match segment.marker() {
        markers::APP0 => segment.contents().starts_with(b"JFIF\0"),
        markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
        markers::APP14 => segment.contents().starts_with(b"Adobe"),
        markers::APP1..=markers::APP15 | markers::COM => false,
        _ => true,
    }
}

/// One past the picture's last byte, the marker `EOI` (ITU-T T.81, B.1.1).
fn end_of_picture(jpeg: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        at += memchr(jpeg.get(at..)?)?;
        match *jpeg.get(at + 1)? {
            markers::EOI => return Some(at + 2),
            // Bytes within a scan, fill bytes and markers that stand alone.
            0xFF => at += 1,
            0x00 | 0x01 | 0xD0..=0xD8 => at += 2,
            _ => {
                let length = u16::from_be_bytes([*jpeg.get(at + 2)?, *jpeg.get(at + 3)?]);
                at += 2 + usize::from(length);
            }
        }
    }
}

fn memchr(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == 0xFF)
}

/// What decoders need (PNG, third edition, 5.6); text, times and private notes are not among it.
const PNG_CHUNKS: [&[u8; 4]; 20] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT",
    b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT",
];

fn png(bytes: &Bytes) -> Option<Bytes> {
    let mut png = Png::from_bytes(bytes.clone()).ok()?;
    let orientation = of_exif(png.exif().as_ref());
    png.chunks_mut().retain(|chunk| PNG_CHUNKS.contains(&&chunk.kind()));
    png.set_exif(orientation.map(only_orientation));
    Some(png.encoder().bytes())
}

const WEBP_CHUNKS: [[u8; 4]; 7] = [
    webp::CHUNK_VP8,
    webp::CHUNK_VP8L,
    webp::CHUNK_VP8X,
    webp::CHUNK_ALPH,
    webp::CHUNK_ANIM,
    webp::CHUNK_ANMF,
    webp::CHUNK_ICCP,
];

/// The flags for EXIF and XMP in the header of an extended file (RFC 9649, 2.7).
const WEBP_NOTES: u8 = 0b0000_1100;

fn web_p(bytes: &Bytes) -> Option<Bytes> {
    let mut image = WebP::from_bytes(bytes.clone()).ok()?;
    let orientation = of_exif(image.exif().as_ref());
    image.chunks_mut().retain(|chunk| WEBP_CHUNKS.contains(&chunk.id()));
    if let Some(content) = image.chunks_mut().iter_mut().find(|chunk| chunk.id() == webp::CHUNK_VP8X)
        && let Some(header) = content.content().data()
    {
        let mut header = header.to_vec();
        *header.first_mut()? &= !WEBP_NOTES;
        *content.content_mut() = img_parts::riff::RiffContent::Data(header.into());
    }
    if let Some(orientation) = orientation {
        image.set_exif(Some(only_orientation(orientation)));
    }
    Some(image.encoder().bytes())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, RgbImage};

    use super::*;

    const SECRET: &[u8] = b"35.6812N 139.7671E";

    /// EXIF with an orientation and, behind its directory, a secret.
    fn exif(orientation: u8) -> Bytes {
        let mut exif = only_orientation(orientation).to_vec();
        exif.extend(SECRET);
        exif.into()
    }

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        RgbImage::from_fn(8, 4, |x, y| image::Rgb([x as u8 * 30, y as u8 * 60, 90]))
            .write_to(&mut Cursor::new(&mut bytes), format)
            .unwrap();
        bytes
    }

    fn is_gone(bytes: &[u8]) -> bool {
        !bytes.windows(SECRET.len()).any(|window| window == SECRET)
    }

    fn orientation(bytes: &Bytes) -> Option<u8> {
        let exif = match bytes.as_ref() {
            [0xFF, 0xD8, ..] => Jpeg::from_bytes(bytes.clone()).ok()?.exif(),
            [0x89, b'P', b'N', b'G', ..] => Png::from_bytes(bytes.clone()).ok()?.exif(),
            [b'R', b'I', b'F', b'F', ..] => WebP::from_bytes(bytes.clone()).ok()?.exif(),
            _ => None,
        };
        of_exif(exif.as_ref())
    }

    /// The pixels as a browser shows them.
    fn pixels(bytes: &[u8]) -> image::DynamicImage {
        image::load_from_memory(bytes).unwrap()
    }

    #[test]
    fn notes_of_a_jpeg_go_and_its_picture_colours_and_orientation_stay() {
        let plain = encoded(ImageFormat::Jpeg);
        let mut jpeg = Jpeg::from_bytes(plain.clone().into()).unwrap();
        let icc = [b"ICC_PROFILE\0\x01\x01".as_slice(), b"profile"].concat();
        for (marker, contents) in [
            (markers::APP1, [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), SECRET].concat()),
            (markers::APP2, [b"MPF\0".as_slice(), SECRET].concat()),
            (markers::APP2, icc.clone()),
            (markers::APP13, SECRET.to_vec()),
            (markers::COM, SECRET.to_vec()),
        ] {
            jpeg.segments_mut().insert(1, JpegSegment::new_with_contents(marker, contents.into()));
        }
        jpeg.set_exif(Some(exif(6)));
        let mut bytes = jpeg.encoder().bytes().to_vec();
        bytes.extend(SECRET);
        let cleaned = for_readers(bytes);
        assert!(is_gone(&cleaned));
        assert_eq!(orientation(&cleaned.clone().into()), Some(6));
        assert!(cleaned.windows(icc.len()).any(|window| window == icc));
        assert_eq!(pixels(&cleaned), pixels(&plain));
        assert_eq!(for_readers(cleaned.clone()), cleaned, "a second time changes nothing");
        assert_eq!(for_readers(plain.clone()), plain, "and what holds no notes stays as it is");
    }

    #[test]
    fn notes_of_a_png_go() {
        let plain = encoded(ImageFormat::Png);
        let mut png = Png::from_bytes(plain.clone().into()).unwrap();
        for kind in [*b"tEXt", *b"iTXt", *b"tIME", *b"caBX"] {
            png.chunks_mut().insert(1, img_parts::png::PngChunk::new(kind, Bytes::from_static(SECRET)));
        }
        png.set_exif(Some(exif(1)));
        let cleaned = for_readers(png.encoder().bytes().to_vec());
        assert_eq!(cleaned, plain);
    }

    #[test]
    fn notes_of_a_webp_go() {
        let plain = encoded(ImageFormat::WebP);
        let mut image = WebP::from_bytes(plain.clone().into()).unwrap();
        image.set_exif(Some(exif(8)));
        let cleaned = for_readers(image.encoder().bytes().to_vec());
        assert!(is_gone(&cleaned));
        assert_eq!(orientation(&cleaned.clone().into()), Some(8));
        assert_eq!(pixels(&cleaned), pixels(&plain));
    }

    #[test]
    fn what_is_broken_or_no_photograph_stays_as_it_is() {
        for bytes in [b"".as_slice(), b"\xFF\xD8\xFF", b"\x89PNG\r\n", b"RIFF", b"<svg/>", b"GIF89a"] {
            assert_eq!(for_readers(bytes.to_vec()), bytes);
        }
        let jpeg = encoded(ImageFormat::Jpeg);
        for end in 0..jpeg.len() {
            let _ = for_readers(jpeg[..end].to_vec());
        }
    }
}
