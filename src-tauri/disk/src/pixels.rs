//! How an image keeps its pixels, from the head of its file.

use std::fs::File;
use std::io::{BufRead, BufReader, Read as _, Seek, SeekFrom};
use std::path::Path;

use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder as _, ImageResult, Limits};
use kiku_core::{Asset, PixelFormat, Pixels};

use crate::image::size;

/// What the engine needs to know of the image at `path`.
pub(crate) fn asset(path: &Path) -> Asset {
    let size = size(path);
    Asset { size, pixels: size.and_then(|size| pixels(path, size)) }
}

/// By what its bytes are; nothing for what moves, and for formats whose pixels are not read.
fn pixels(path: &Path, (width, height): (u32, u32)) -> Option<Pixels> {
    let mut file = File::open(path).ok()?;
    let packed = file.metadata().ok()?.len();
    let mut start = [0; 4];
    file.read_exact(&mut start).ok()?;
    file.seek(SeekFrom::Start(0)).ok()?;
    let reader = BufReader::new(file);
    let (format, is_opaque, unpacked) = match &start {
        [0xFF, 0xD8, 0xFF, _] => (PixelFormat::Jpeg, true, u64::from(width) * u64::from(height) * 3),
        b"\x89PNG" => still_png(reader)?,
        b"RIFF" => still_web_p(reader)?,
        _ => return None,
    };
    Some(Pixels { format, is_opaque, packed, unpacked })
}

type Head = (PixelFormat, bool, u64);

fn still_png(reader: impl BufRead + Seek) -> Option<Head> {
    let decoder = png(reader).ok()?;
    let is_still = !decoder.is_apng().ok()?;
    is_still.then(|| (PixelFormat::Png, !decoder.color_type().has_alpha(), decoder.total_bytes()))
}

fn still_web_p(reader: impl BufRead + Seek) -> Option<Head> {
    let mut decoder = WebPDecoder::new(reader).ok()?;
    // Some browsers turn it and some do not: of either, a narrower one would differ.
    let is_upright = decoder.orientation().ok()? == Orientation::NoTransforms;
    let is_still = is_upright && !decoder.has_animation();
    is_still.then(|| (PixelFormat::WebP, !decoder.color_type().has_alpha(), decoder.total_bytes()))
}

/// The head of a PNG.
pub(crate) fn png<R: BufRead + Seek>(reader: R) -> ImageResult<PngDecoder<R>> {
    PngDecoder::with_limits(reader, Limits::default())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat};
    use img_parts::ImageEXIF as _;
    use img_parts::png::{Png, PngChunk};
    use img_parts::webp::WebP;

    use super::*;

    fn of(bytes: &[u8]) -> Option<Pixels> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        asset(file.path()).pixels
    }

    fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    #[test]
    fn the_head_says_whether_anything_shows_through() {
        use PixelFormat::{Jpeg, Png, WebP};
        let (opaque, clear) = (DynamicImage::new_rgb8(8, 4), DynamicImage::new_rgba8(8, 4));
        for (image, format, expected, unpacked) in [
            (&opaque, ImageFormat::Jpeg, Jpeg, 96),
            (&opaque, ImageFormat::Png, Png, 96),
            (&clear, ImageFormat::Png, Png, 128),
            (&opaque, ImageFormat::WebP, WebP, 96),
            (&clear, ImageFormat::WebP, WebP, 128),
        ] {
            let bytes = encoded(image, format);
            let pixels = Pixels { format: expected, is_opaque: unpacked == 96, packed: bytes.len() as u64, unpacked };
            assert_eq!(of(&bytes), Some(pixels), "{format:?}");
        }
    }

    #[test]
    fn what_moves_or_cannot_be_read_has_none() {
        let image = DynamicImage::new_rgb8(8, 4);
        let mut moving = Png::from_bytes(encoded(&image, ImageFormat::Png).into()).unwrap();
        moving.chunks_mut().insert(1, PngChunk::new(*b"acTL", [0, 0, 0, 1, 0, 0, 0, 0].as_slice().to_vec().into()));
        assert_eq!(of(&moving.encoder().bytes()), None);
        let mut turned = WebP::from_bytes(encoded(&image, ImageFormat::WebP).into()).unwrap();
        turned.set_exif(Some(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".as_slice().into()));
        assert_eq!(of(&turned.encoder().bytes()), None);
        assert_eq!(of(&moving_web_p()), None);
        for bytes in [encoded(&image, ImageFormat::Gif), b"\x89PNG\r\n\x1A\nno".to_vec(), b"<svg/>".to_vec()] {
            assert_eq!(of(&bytes), None);
        }
    }

    /// One frame of a film (RFC 9649, 2.7).
    fn moving_web_p() -> Vec<u8> {
        let still = encoded(&DynamicImage::new_rgb8(8, 4), ImageFormat::WebP);
        let chunk = |name: &[u8; 4], content: &[u8]| {
            let length = u32::try_from(content.len()).unwrap().to_le_bytes();
            let padding = &[0][..content.len() % 2];
            [name.as_slice(), &length, content, padding].concat()
        };
        let frame = [&[0, 0, 0, 0, 0, 0, 7, 0, 0, 3, 0, 0, 100, 0, 0, 0][..], &still[12..]].concat();
        let chunks = [
            b"WEBP".to_vec(),
            chunk(b"VP8X", &[2, 0, 0, 0, 7, 0, 0, 3, 0, 0]),
            chunk(b"ANIM", &[0; 6]),
            chunk(b"ANMF", &frame),
        ];
        chunk(b"RIFF", &chunks.concat())
    }
}
