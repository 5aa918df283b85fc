//! Makes a picture of the app small: 256 colours are as many as an eye finds in an interface.

use std::collections::HashMap;

use anyhow::Result;
use png::{BitDepth, ColorType, Compression, Encoder, Filter};

type Colour = [u8; 3];

/// A picture: its width, its height, and blue, green, red and nothing of every pixel.
pub(super) type Pixels = (u32, u32, Vec<u8>);

const COLOURS: usize = 256;
/// How far apart two colours of the palette are at least, in squared distance, as long as there is a choice.
const APART: u32 = 150;

/// The picture as a PNG with a palette.
pub(super) fn png((width, height, bytes): &Pixels) -> Result<Vec<u8>> {
    let pixels: Vec<Colour> = bytes.chunks_exact(4).map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
    let palette = palette(&pixels);
    let mut known = HashMap::new();
    let indices: Vec<u8> =
        pixels.iter().map(|pixel| *known.entry(*pixel).or_insert_with(|| nearest(&palette, *pixel))).collect();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, *width, *height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    // Neighbouring indices say nothing about each other.
    encoder.set_filter(Filter::NoFilter);
    encoder.write_header()?.write_image_data(&indices)?;
    Ok(file)
}

/// The most frequent colours, without those that look the same; then the most frequent of the rest.
fn palette(pixels: &[Colour]) -> Vec<Colour> {
    let mut counts: HashMap<Colour, u32> = HashMap::new();
    for pixel in pixels {
        *counts.entry(*pixel).or_default() += 1;
    }
    let mut colours: Vec<(Colour, u32)> = counts.into_iter().collect();
    colours.sort_unstable_by_key(|&(colour, count)| (u32::MAX - count, colour));
    let mut palette: Vec<Colour> = Vec::with_capacity(COLOURS);
    for apart in [APART, 1] {
        for &(colour, _) in &colours {
            if palette.len() < COLOURS && palette.iter().all(|chosen| distance(*chosen, colour) >= apart) {
                palette.push(colour);
            }
        }
    }
    palette
}

fn nearest(palette: &[Colour], pixel: Colour) -> u8 {
    let best = palette.iter().enumerate().min_by_key(|(_, colour)| distance(**colour, pixel));
    best.and_then(|(index, _)| u8::try_from(index).ok()).unwrap_or_default()
}

fn distance(one: Colour, other: Colour) -> u32 {
    one.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}
