//! A picture of few colours, and its PNG.

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use kiku_core::{Card, Colour};
use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use zeno::{Command, Mask, Vector};

use super::text::Line;

pub(super) const WIDTH: usize = Card::WIDTH as usize;
pub(super) const HEIGHT: usize = Card::HEIGHT as usize;

/// How many shades there are from a ground to what is drawn on it.
const SHADES: u8 = 15;

/// A picture, by the numbers of its colours.
pub(super) struct Canvas {
    palette: Vec<[u8; 3]>,
    pixels: Vec<u8>,
}

impl Canvas {
    pub(super) fn new(paper: Colour) -> Self {
        Self { palette: vec![channels(paper)], pixels: vec![0; WIDTH * HEIGHT] }
    }

    pub(super) fn rectangle(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), colour: Colour) {
        let number = self.colour(channels(colour));
        let clip = |value: f32, most: usize| (value.round().max(0.0) as usize).min(most);
        let columns = clip(x, WIDTH)..clip(x + width, WIDTH);
        for row in clip(y, HEIGHT)..clip(y + height, HEIGHT) {
            self.pixels[row * WIDTH..][columns.clone()].fill(number);
        }
    }

    /// A line of text whose baseline starts at `x`, `y`, on a ground of one colour.
    pub(super) fn text(&mut self, line: &Line, (x, y): (f32, f32), size: f32, ink: Ink) {
        let mut path = Path::default();
        for glyph in &line.glyphs {
            let Some(outline) = glyph.font.outline_glyphs().get(glyph.id.into()) else { continue };
            path.origin = (x + glyph.x * size, y - glyph.y * size);
            // A broken glyph leaves a gap.
            let _ = outline.draw(&DrawOptions::new().with_ppem(Some(size)), DrawMemory::Scratch, &mut path);
            // Each by itself: the time to fill a path grows faster than its width.
            self.fill(&path.commands, ink);
            path.commands.clear();
        }
    }

    /// Fills what the path encloses.
    pub(super) fn fill(&mut self, path: &[Command], ink: Ink) {
        let shades: Vec<u8> = (1..=SHADES).map(|shade| self.colour(ink.mixed(shade))).collect();
        let (mask, placement) = Mask::new(path).render();
        let columns = usize::try_from(placement.width).unwrap_or_default().max(1);
        for (y, row) in (placement.top..).zip(mask.chunks(columns)) {
            let Ok(y) = usize::try_from(y) else { continue };
            let Some(pixels) = self.pixels.chunks_mut(WIDTH).nth(y) else { break };
            for (x, coverage) in (placement.left..).zip(row) {
                let shade = (u16::from(*coverage) * u16::from(SHADES) + 127) / 255;
                let shade = usize::from(shade).checked_sub(1).and_then(|shade| shades.get(shade));
                let pixel = usize::try_from(x).ok().and_then(|x| pixels.get_mut(x));
                if let (Some(pixel), Some(shade)) = (pixel, shade) {
                    *pixel = *shade;
                }
            }
        }
    }

    fn colour(&mut self, colour: [u8; 3]) -> u8 {
        let known = self.palette.iter().position(|other| *other == colour);
        let number = known.unwrap_or_else(|| {
            self.palette.push(colour);
            self.palette.len() - 1
        });
        u8::try_from(number).unwrap_or_default()
    }

    pub(super) fn png(&self) -> Vec<u8> {
        let mut out = Vec::new();
        // Memory takes everything that is written to it.
        let _ = self.write(&mut out);
        out
    }

    /// Packed lightly: a thousand cards are to be written in a second or two.
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodingError> {
        let mut encoder = Encoder::new(out, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_palette(self.palette.concat());
        encoder.set_compression(Compression::Fast);
        // Where a line is as the one above it, nothing is left to pack.
        encoder.set_filter(Filter::Up);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()
    }
}

/// A colour on a ground of another.
#[derive(Clone, Copy)]
pub(super) struct Ink {
    pub(super) colour: Colour,
    pub(super) ground: Colour,
}

impl Ink {
    fn mixed(self, shade: u8) -> [u8; 3] {
        let (ground, colour, all) = (channels(self.ground), channels(self.colour), u16::from(SHADES));
        let mix = |ground: u8, colour: u8| {
            let sum = u16::from(ground) * (all - u16::from(shade)) + u16::from(colour) * u16::from(shade);
            u8::try_from((sum + all / 2) / all).unwrap_or(u8::MAX)
        };
        std::array::from_fn(|channel| mix(ground[channel], colour[channel]))
    }
}

fn channels(colour: Colour) -> [u8; 3] {
    [colour.red, colour.green, colour.blue]
}

/// Collects outlines, which have their y upwards, where they stand on the picture.
#[derive(Default)]
struct Path {
    commands: Vec<Command>,
    origin: (f32, f32),
}

impl Path {
    fn at(&self, x: f32, y: f32) -> Vector {
        Vector::new(self.origin.0 + x, self.origin.1 - y)
    }
}

impl PathSink for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.commands.push(Command::MoveTo(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.commands.push(Command::LineTo(self.at(x, y)));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.commands.push(Command::QuadTo(self.at(cx0, cy0), self.at(x, y)));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.commands.push(Command::CurveTo(self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y)));
    }

    fn close(&mut self) {
        self.commands.push(Command::Close);
    }
}
