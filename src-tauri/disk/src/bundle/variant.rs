//! A photograph, made narrower.
//!
//! The same photograph gives the same bytes. Making them takes long, so the manifest notes which photograph a variant was made of,
//! and one of the previous bundle is used again.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::{
    ColorType, DynamicImage, ImageDecoder as _, ImageEncoder as _, ImageReader, ImageResult, Limits, RgbaImage,
};
use jpeg_encoder::{ColorType as JpegColours, SamplingFactor};
use kiku_core::Encoding;

use super::{content, photograph};
use crate::error::WriteError;
use crate::fingerprint::Fingerprint;

/// Changes with what is made below, so that no variant of an earlier Kiku is taken for one of this.
const VERSION: u32 = 2;
/// Of a photograph, more than the first cannot be told from it at arm's length. The others are for those that are packed more tightly.
const QUALITIES: [u8; 7] = [80, 70, 60, 50, 40, 30, 20];
/// Other formats look better in as few bytes as a quality below this leaves.
const LEAST_OF_OTHERS: u8 = 40;
/// What keeps every pixel is worth a file up to this part of the photograph's bytes, in percent.
const LOSSLESS_PERCENT: usize = 85;
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

/// The photograph at this width; as it is where it cannot be read, or would not become smaller: pages name the variant, and
/// browsers, which look at the bytes and not at the name, then load no more than they would without it.
pub(super) fn bytes(root: &Path, asset: &str, width: u32, encoding: Encoding) -> Result<Vec<u8>, WriteError> {
    let file = content::asset_file(root, asset)?;
    let bytes = fs::read(&file).map_err(|error| WriteError::io(&file, error))?;
    Ok(narrowed(&bytes, width, encoding).unwrap_or_else(|| photograph::for_readers(bytes)))
}

/// A photograph in its new size.
struct Narrow {
    image: DynamicImage,
    /// What its colours mean.
    profile: Option<Vec<u8>>,
    /// How wide it was.
    whole_width: u32,
}

fn narrowed(photograph: &[u8], width: u32, encoding: Encoding) -> Option<Vec<u8>> {
    let narrow = narrow(photograph, width).ok()?;
    match encoding {
        Encoding::Jpeg => {
            // With a part of the bytes as large as that of the width, there are more for each pixel than the photograph has.
            let whole = u64::from(narrow.whole_width.max(1));
            let limit = photograph.len() as u64 * u64::from(width) / whole;
            // Colours have sharp edges where every pixel was kept.
            let is_sharp = photograph.starts_with(b"\x89PNG");
            let least = if photograph.starts_with(b"\xFF\xD8") { 0 } else { LEAST_OF_OTHERS };
            let qualities = QUALITIES.iter().take_while(|quality| **quality >= least);
            let mut tries = qualities.map_while(|quality| jpeg(&narrow, *quality, is_sharp));
            tries.find(|jpeg| jpeg.len() as u64 <= limit)
        }
        Encoding::WebP => {
            let webp = web_p(&narrow).ok()?;
            (webp.len() * 100 <= photograph.len() * LOSSLESS_PERCENT).then_some(webp)
        }
    }
}

fn narrow(bytes: &[u8], width: u32) -> ImageResult<Narrow> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (whole_width, whole_height) = decoder.dimensions();
    let is_large = u64::from(whole_width) * u64::from(whole_height) > LARGE_PIXELS;
    let _one = is_large.then(|| ONE_LARGE.lock().unwrap_or_else(PoisonError::into_inner));
    let (profile, orientation) = (decoder.icc_profile()?, decoder.orientation()?);
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    let whole_width = image.width();
    Ok(Narrow { image: scaled(image, width), profile, whole_width })
}

/// The image at this width. Colours count by how much of them is seen, so that what is hidden does not come out at edges.
fn scaled(image: DynamicImage, width: u32) -> DynamicImage {
    if !image.color().has_alpha() {
        return resized(&image, width);
    }
    let mut whole = image.into_rgba8();
    for pixel in whole.pixels_mut() {
        let alpha = u16::from(pixel[3]);
        pixel.0[..3].iter_mut().for_each(|colour| *colour = part(u16::from(*colour) * alpha, 255));
    }
    let mut small: RgbaImage = resized(&whole.into(), width).into_rgba8();
    for pixel in small.pixels_mut() {
        let alpha = u16::from(pixel[3]);
        pixel.0[..3].iter_mut().for_each(|colour| *colour = part(u16::from(*colour) * 255, alpha));
    }
    small.into()
}

/// `product / of`, rounded, as a colour.
fn part(product: u16, of: u16) -> u8 {
    let of = u32::from(of);
    let rounded = (u32::from(product) + of / 2).checked_div(of).unwrap_or_default();
    u8::try_from(rounded).unwrap_or(u8::MAX)
}

/// First by whole pixels, which is fast, then with care.
fn resized(image: &DynamicImage, width: u32) -> DynamicImage {
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

fn jpeg(narrow: &Narrow, quality: u8, is_sharp: bool) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, quality);
    encoder.set_sampling_factor(if is_sharp { SamplingFactor::F_1_1 } else { SamplingFactor::F_2_2 });
    // First every colour roughly: with tables of its own for one pass over all, some decoders read another picture.
    encoder.set_progressive_scans(2);
    encoder.set_optimized_huffman_tables(true);
    let image = &narrow.image;
    let is_grey = !image.color().has_color();
    if let Some(profile) = narrow.profile_for(if is_grey { b"GRAY" } else { b"RGB " }) {
        encoder.add_icc_profile(profile).ok()?;
    }
    let (width, height) = (image.width().try_into().ok()?, image.height().try_into().ok()?);
    let encoded = if is_grey {
        encoder.encode(image.to_luma8().as_raw(), width, height, JpegColours::Luma)
    } else {
        encoder.encode(image.to_rgb8().as_raw(), width, height, JpegColours::Rgb)
    };
    encoded.ok().map(|()| out)
}

fn web_p(narrow: &Narrow) -> ImageResult<Vec<u8>> {
    let (mut out, image) = (Vec::new(), narrow.image.to_rgba8());
    let mut encoder = WebPEncoder::new_lossless(&mut out);
    if let Some(profile) = narrow.profile_for(b"RGB ") {
        // It takes every profile.
        let _ = encoder.set_icc_profile(profile.to_vec());
    }
    encoder.encode(image.as_raw(), image.width(), image.height(), ColorType::Rgba8.into())?;
    Ok(out)
}

impl Narrow {
    /// The profile, where it is about these colours (ICC.1, 7.2.6): without it a picture of many colours would be pale, and that of a
    /// picture for print says nothing of what was made of it here.
    fn profile_for(&self, colours: &[u8; 4]) -> Option<&[u8]> {
        self.profile.as_deref().filter(|profile| profile.get(16..20) == Some(colours))
    }
}

#[cfg(test)]
mod tests {
    use image::codecs::jpeg::JpegEncoder;
    use image::{ImageFormat, Rgb, RgbImage, Rgba};
    use img_parts::jpeg::Jpeg;
    use img_parts::{Bytes, ImageEXIF as _, ImageICC as _};

    use super::*;

    const PROFILE: &[u8] = b"................RGB XYZ .";

    /// A quarter of an image is red, the others are blue, and all of it is rough.
    fn quarters(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let rough = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503) ^ (x * y)) as u8 / 8;
            if x < width / 2 && y < height / 2 { Rgb([250, rough, rough]) } else { Rgb([rough, rough, 250]) }
        })
    }

    fn photograph(width: u32, height: u32, orientation: u8) -> Vec<u8> {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 95).encode_image(&quarters(width, height)).unwrap();
        let mut jpeg = Jpeg::from_bytes(bytes.into()).unwrap();
        let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        jpeg.set_exif(Some(exif.into()));
        jpeg.set_icc_profile(Some(Bytes::from_static(PROFILE)));
        jpeg.encoder().bytes().to_vec()
    }

    fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        image.into().write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    fn decoded(bytes: &[u8]) -> DynamicImage {
        image::load_from_memory(bytes).unwrap()
    }

    #[test]
    fn a_variant_is_as_wide_as_asked_and_the_same_every_time() {
        for width in [64, 200] {
            let bytes = photograph(400, 200, 1);
            let variant = narrowed(&bytes, width, Encoding::Jpeg).unwrap();
            let image = decoded(&variant);
            assert_eq!((image.width(), image.height()), (width, width / 2));
            assert_eq!(narrowed(&bytes, width, Encoding::Jpeg).unwrap(), variant);
            let jpeg = Jpeg::from_bytes(variant.into()).unwrap();
            assert_eq!((jpeg.icc_profile(), jpeg.exif()), (Some(Bytes::from_static(PROFILE)), None));
        }
    }

    #[test]
    fn whichever_way_a_photograph_was_taken_it_stands_upright() {
        // Where the red quarter comes (Exif 3.0, 4.6.5): right, below.
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1)];
        for (orientation, (right, below)) in (1..=8).zip(corners) {
            let variant = narrowed(&photograph(400, 200, orientation), 100, Encoding::Jpeg).unwrap();
            let image = decoded(&variant).to_rgb8();
            let height = if orientation < 5 { 50 } else { 200 };
            assert_eq!(image.dimensions(), (100, height), "{orientation}");
            for (x, y) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                let [red, _, blue] = image.get_pixel(25 + x * 50, height / 4 + y * height / 2).0;
                assert_eq!(red > blue, (x, y) == (right, below), "{orientation}: {x} {y}");
            }
        }
    }

    #[test]
    fn other_formats_become_jpeg_where_nothing_shows_through() {
        let whole = quarters(400, 200);
        let deep = DynamicImage::from(whole.clone()).into_rgb16();
        let grey = DynamicImage::from(whole.clone()).into_luma8();
        let (png, webp) = (ImageFormat::Png, ImageFormat::WebP);
        for bytes in [encoded(whole.clone(), png), encoded(deep, png), encoded(grey, png), encoded(whole, webp)] {
            let variant = narrowed(&bytes, 100, Encoding::Jpeg).unwrap();
            assert_eq!(image::guess_format(&variant).unwrap(), ImageFormat::Jpeg);
            assert!(variant.len() * 4 < bytes.len());
            assert_eq!((decoded(&variant).width(), decoded(&variant).height()), (100, 50));
        }
    }

    #[test]
    fn what_shows_through_still_does_and_hidden_colours_stay_hidden() {
        let cut_out = RgbaImage::from_fn(402, 200, |x, y| {
            let rough = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) as u8 / 8;
            if x < 201 { Rgba([0, rough, 200, 255]) } else { Rgba([255, 0, 0, 0]) }
        });
        for format in [ImageFormat::Png, ImageFormat::WebP] {
            let variant = narrowed(&encoded(cut_out.clone(), format), 100, Encoding::WebP).unwrap();
            assert_eq!(image::guess_format(&variant).unwrap(), ImageFormat::WebP);
            let image = decoded(&variant).into_rgba8();
            assert_eq!(image.dimensions(), (100, 49));
            let (seen, hidden) = (image.get_pixel(10, 20), image.get_pixel(90, 20));
            assert!(seen[3] == 255 && seen[2] > 190 && hidden[3] == 0, "{seen:?} {hidden:?}");
            assert!(image.pixels().all(|pixel| pixel[3] == 0 || pixel[0] < 8), "red comes out at the edge");
        }
    }

    #[test]
    fn a_profile_for_other_colours_is_left_out() {
        let mut jpeg = Jpeg::from_bytes(photograph(400, 200, 1).into()).unwrap();
        jpeg.set_icc_profile(Some(Bytes::from_static(b"................CMYKLab .")));
        let variant = narrowed(&jpeg.encoder().bytes(), 100, Encoding::Jpeg).unwrap();
        assert_eq!(Jpeg::from_bytes(variant.into()).unwrap().icc_profile(), None);
    }

    #[test]
    fn a_variant_is_smaller_than_its_photograph_however_tightly_that_is_packed() {
        for quality in [95, 60, 30, 10] {
            let mut bytes = Vec::new();
            JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&quarters(800, 400)).unwrap();
            for width in [320, 640] {
                let variant = narrowed(&bytes, width, Encoding::Jpeg).map_or(0, |variant| variant.len());
                assert!(
                    variant * 800 <= bytes.len() * width as usize,
                    "{quality} {width}: {variant} of {}",
                    bytes.len()
                );
            }
        }
        // Nothing is smaller than next to nothing.
        let plain = encoded(RgbImage::new(800, 400), ImageFormat::WebP);
        assert_eq!(narrowed(&plain, 640, Encoding::Jpeg), None);
        let clear = encoded(RgbaImage::new(800, 400), ImageFormat::Png);
        assert!(narrowed(&clear, 400, Encoding::WebP).is_none_or(|variant| variant.len() * 100 <= clear.len() * 85));
    }

    #[test]
    fn what_cannot_be_read_or_is_small_goes_out_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let root = dunce::canonicalize(folder.path()).unwrap();
        let plain = encoded(RgbImage::new(800, 400), ImageFormat::WebP);
        for broken in [b"\xFF\xD8no".as_slice(), b"\x89PNG\r\n\x1A\n", b"RIFF\0\0\0\0WEBP", b"", &plain] {
            fs::write(root.join("a.jpg"), broken).unwrap();
            assert_eq!(bytes(&root, "a.jpg", 640, Encoding::Jpeg).unwrap(), broken);
        }
    }
}
