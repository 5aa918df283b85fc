//! A photograph, made narrower.
//!
//! The same photograph gives the same bytes. Making them takes long, so the manifest notes which photograph a variant was made of,
//! and one of the previous bundle is used again.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageEncoder as _, ImageResult, Limits};

use super::{content, photograph};
use crate::error::WriteError;
use crate::fingerprint::Fingerprint;

/// Changes with what is made below, so that no variant of an earlier Kiku is taken for one of this.
const VERSION: u32 = 1;
/// Of a photograph, less cannot be told from more at arm's length.
const QUALITY: u8 = 80;
/// Photographs with more pixels are held in memory one at a time.
const LARGE_PIXELS: u64 = 24_000_000;
/// What one photograph may take in memory.
const MAX_BYTES: u64 = 1024 * 1024 * 1024;

static ONE_LARGE: Mutex<()> = Mutex::new(());

/// What a variant of the photograph `asset` is made of, in a word.
pub(super) fn origin(root: &Path, asset: &str) -> Result<String, WriteError> {
    let file = content::asset_file(root, asset)?;
    let fingerprint = Fingerprint::of_file(&file).map_err(|error| WriteError::io(&file, error))?;
    Ok(format!("{VERSION} {fingerprint}"))
}

/// The photograph at this width; as it is where it cannot be read, because pages name the variant.
pub(super) fn bytes(root: &Path, asset: &str, width: u32) -> Result<Vec<u8>, WriteError> {
    let file = content::asset_file(root, asset)?;
    let bytes = fs::read(&file).map_err(|error| WriteError::io(&file, error))?;
    Ok(narrowed(&bytes, width).unwrap_or_else(|_| photograph::for_readers(bytes)))
}

fn narrowed(bytes: &[u8], width: u32) -> ImageResult<Vec<u8>> {
    let mut decoder = JpegDecoder::new(Cursor::new(bytes))?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_BYTES);
    decoder.set_limits(limits)?;
    let (whole_width, whole_height) = decoder.dimensions();
    let is_large = u64::from(whole_width) * u64::from(whole_height) > LARGE_PIXELS;
    let _one = is_large.then(|| ONE_LARGE.lock().unwrap_or_else(PoisonError::into_inner));
    let (profile, orientation) = (decoder.icc_profile()?, decoder.orientation()?);
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    let image = scaled(&image, width);
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
    if let Some(profile) = profile {
        // Without its profile a picture of many colours would be pale; one that does not fit is rare.
        let _ = encoder.set_icc_profile(profile);
    }
    encoder.encode_image(&image)?;
    Ok(out)
}

/// First by whole pixels, which is fast, then with care.
fn scaled(image: &DynamicImage, width: u32) -> DynamicImage {
    let height = |width: u32| {
        let exact = u64::from(image.height()) * u64::from(width) / u64::from(image.width().max(1));
        u32::try_from(exact).unwrap_or(u32::MAX).max(1)
    };
    let halfway = width.saturating_mul(2);
    if image.width() > halfway {
        let coarse = image.thumbnail_exact(halfway, height(halfway));
        return coarse.resize_exact(width, height(width), FilterType::CatmullRom);
    }
    image.resize_exact(width, height(width), FilterType::CatmullRom)
}

#[cfg(test)]
mod tests {
    use image::RgbImage;
    use img_parts::jpeg::Jpeg;
    use img_parts::{Bytes, ImageEXIF as _, ImageICC as _};

    use super::*;

    /// Red above, blue below.
    fn photograph(width: u32, height: u32, orientation: u8) -> Vec<u8> {
        let image = RgbImage::from_fn(width, height, |_, y| {
            if y < height / 2 { image::Rgb([250, 0, 0]) } else { image::Rgb([0, 0, 250]) }
        });
        let mut bytes = Vec::new();
        JpegEncoder::new(&mut bytes).encode_image(&image).unwrap();
        let mut jpeg = Jpeg::from_bytes(bytes.into()).unwrap();
        let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        jpeg.set_exif(Some(exif.into()));
        jpeg.set_icc_profile(Some(Bytes::from_static(b"profile")));
        jpeg.encoder().bytes().to_vec()
    }

    #[test]
    fn a_variant_is_as_wide_as_asked_and_the_same_every_time() {
        for width in [64, 200] {
            let bytes = photograph(400, 200, 1);
            let variant = narrowed(&bytes, width).unwrap();
            let image = image::load_from_memory(&variant).unwrap();
            assert_eq!((image.width(), image.height()), (width, width / 2));
            assert_eq!(narrowed(&bytes, width).unwrap(), variant);
            let jpeg = Jpeg::from_bytes(variant.into()).unwrap();
            assert_eq!((jpeg.icc_profile(), jpeg.exif()), (Some(Bytes::from_static(b"profile")), None));
        }
    }

    #[test]
    fn a_photograph_that_was_taken_upright_stands_upright() {
        // Turned a quarter to the right: what is above comes to the right.
        let image = image::load_from_memory(&narrowed(&photograph(400, 200, 6), 50).unwrap()).unwrap().to_rgb8();
        assert_eq!(image.dimensions(), (50, 100));
        assert!(image.get_pixel(45, 50).0[0] > 200 && image.get_pixel(5, 50).0[2] > 200);
    }

    #[test]
    fn what_cannot_be_read_goes_out_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::write(root.join("a.jpg"), b"\xFF\xD8no").unwrap();
        assert_eq!(bytes(&root, "a.jpg", 640).unwrap(), b"\xFF\xD8no");
    }
}
