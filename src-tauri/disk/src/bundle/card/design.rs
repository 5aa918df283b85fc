//! What stands where on a card, in the spirit of the page's theme. Places are in pixels.

use kiku_core::{Card, CardDesign, Colour};
use unicode_bidi::{Direction, get_base_direction};
use zeno::{Command, Vector};

use super::Drawn;
use super::canvas::{self, Canvas, Ink};
use super::faces::Faces;
use super::text::{Setting, Words};
use super::title::{Room, Title};

const WIDTH: f32 = canvas::WIDTH as f32;
const HEIGHT: f32 = canvas::HEIGHT as f32;
const MIDDLE: f32 = WIDTH / 2.0;
/// Where text starts and ends.
const LEFT: f32 = 96.0;
const RIGHT: f32 = WIDTH - LEFT;
const COLUMN: f32 = RIGHT - LEFT;

/// Draws a card with these typefaces.
pub(super) fn draw(card: &Card, faces: &Faces) -> Drawn {
    let is_mirrored = get_base_direction(card.title.as_str()) == Direction::Rtl;
    let mut sheet = Sheet { card, faces, canvas: Canvas::new(card.style.paper), is_mirrored };
    let is_titled = match card.style.design {
        CardDesign::Plain => sheet.plain(),
        CardDesign::News => sheet.news(),
        CardDesign::Essay => sheet.essay(),
        CardDesign::Manual => sheet.manual(),
    };
    Drawn { png: sheet.canvas.png(), is_titled }
}

struct Sheet<'s> {
    card: &'s Card,
    faces: &'s Faces,
    canvas: Canvas,
    /// Titles that are read from the right have all of it the other way round.
    is_mirrored: bool,
}

/// Where a line of small print stands.
struct Place {
    align: Align,
    /// Where it starts, has its middle, or ends.
    x: f32,
    /// Its baseline.
    y: f32,
    size: f32,
    /// The widest that it may be.
    most: f32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Align {
    Left,
    Centre,
    Right,
}

impl<'s> Sheet<'s> {
    /// A stroke as over a chapter, and the title below it.
    fn plain(&mut self) -> bool {
        let style = &self.card.style;
        let setting = self.title_setting(0.0);
        let title = Title::new(self.card, &setting, self.faces, Room { width: COLUMN, height: 330.0 });
        let top = (484.0 - title.as_ref().map_or(0.0, Title::height)) / 2.0;
        self.bar((LEFT, top), (96.0, 10.0), style.accent);
        self.title(title.as_ref(), top + 46.0, LEFT, Align::Left);
        self.bar((LEFT, 520.0), (COLUMN, 2.0), style.hairline);
        let name = Setting { spacing: 0.0, proportional: false, ..self.title_setting(0.0) };
        let place = Place { align: Align::Left, x: LEFT, y: 570.0, size: 30.0, most: 620.0 };
        self.line(&self.card.site, &name, &place, self.on_paper(style.ink));
        let place = Place { align: Align::Right, x: RIGHT, y: 570.0, size: 26.0, most: 340.0 };
        self.line(&self.card.byline, &self.small(400, 0.0), &place, self.on_paper(style.muted));
        title.is_some()
    }

    /// The name between the edge and a double rule, as on a front page; the title below its topic.
    fn news(&mut self) -> bool {
        let style = &self.card.style;
        let name = Setting { spacing: 0.02, proportional: false, ..self.title_setting(0.0) };
        let place = Place { align: Align::Centre, x: MIDDLE, y: 88.0, size: 40.0, most: COLUMN };
        self.line(&self.card.site, &name, &place, self.on_paper(style.ink));
        self.bar((LEFT, 118.0), (COLUMN, 4.0), style.ink);
        self.bar((LEFT, 126.0), (COLUMN, 2.0), style.ink);
        let (top, height) = if self.card.topic.is_empty() { (170.0, 350.0) } else { (216.0, 300.0) };
        let setting = self.title_setting(0.01);
        let title = Title::new(self.card, &setting, self.faces, Room { width: COLUMN, height });
        // Rather near the rule than in the middle.
        let lower = (height - title.as_ref().map_or(height, Title::height)).max(0.0) * 0.38;
        let place = Place { align: Align::Left, x: LEFT, y: top - 24.0 + lower, size: 27.0, most: COLUMN };
        self.line(&self.card.topic, &self.small(700, 0.02), &place, self.on_paper(style.accent_ink));
        self.title(title.as_ref(), top + lower, LEFT, Align::Left);
        self.bar((LEFT, 540.0), (COLUMN, 2.0), style.hairline);
        let place = Place { align: Align::Left, x: LEFT, y: 584.0, size: 26.0, most: 900.0 };
        self.line(&self.card.byline, &self.small(400, 0.0), &place, self.on_paper(style.muted));
        self.bar((RIGHT - 48.0, 568.0), (48.0, 12.0), style.accent);
        title.is_some()
    }

    /// A title page: everything in the middle of a fine frame.
    fn essay(&mut self) -> bool {
        let style = &self.card.style;
        self.frame(36.0);
        let setting = Setting { proportional: false, ..self.title_setting(0.08) };
        let byline = if self.card.byline.is_empty() { 0.0 } else { 62.0 };
        let room = Room { width: 940.0, height: 350.0 - byline };
        let title = Title::new(self.card, &setting, self.faces, room);
        let height = title.as_ref().map_or(0.0, Title::height);
        let top = 62.0 + (394.0 - height - byline) / 2.0;
        self.title(title.as_ref(), top, MIDDLE, Align::Centre);
        let below = top + height + 46.0;
        self.lozenges(below);
        let place = Place { align: Align::Centre, x: MIDDLE, y: below + 62.0, size: 27.0, most: 900.0 };
        self.line(&self.card.byline, &self.small(400, 0.06), &place, self.on_paper(style.muted));
        let place = Place { align: Align::Centre, x: MIDDLE, y: 556.0, size: 25.0, most: 900.0 };
        self.line(&self.card.site, &self.small(500, 0.12), &place, self.on_paper(style.ink));
        title.is_some()
    }

    fn frame(&mut self, inset: f32) {
        let (width, height) = (WIDTH - 2.0 * inset, HEIGHT - 2.0 * inset);
        let [low, right] = [HEIGHT, WIDTH].map(|edge| edge - inset - 1.0);
        let sides = [
            ((inset, inset), (width, 1.0)),
            ((inset, low), (width, 1.0)),
            ((inset, inset), (1.0, height)),
            ((right, inset), (1.0, height)),
        ];
        sides.into_iter().for_each(|(at, size)| self.bar(at, size, self.card.style.hairline));
    }

    fn lozenges(&mut self, y: f32) {
        let mut path = Vec::new();
        for (x, half) in [(MIDDLE - 30.0, 5.0), (MIDDLE, 7.0), (MIDDLE + 30.0, 5.0)] {
            path.push(Command::MoveTo(Vector::new(x, y - half)));
            path.extend([(x + half, y), (x, y + half), (x - half, y)].map(|(x, y)| Command::LineTo(Vector::new(x, y))));
            path.push(Command::Close);
        }
        self.canvas.fill(&path, self.on_paper(self.card.style.accent));
    }

    /// The name in a bar, the title beside a line as a note has it.
    fn manual(&mut self) -> bool {
        let style = &self.card.style;
        self.bar((0.0, 0.0), (WIDTH, 108.0), style.wash);
        self.bar((0.0, 108.0), (WIDTH, 2.0), style.hairline);
        let place = Place { align: Align::Left, x: LEFT, y: 66.0, size: 32.0, most: COLUMN };
        let ink = Ink { colour: style.ink, ground: style.wash };
        self.line(&self.card.site, &self.small(700, 0.0), &place, ink);
        let setting = self.title_setting(0.0);
        let title = Title::new(self.card, &setting, self.faces, Room { width: COLUMN - 44.0, height: 340.0 });
        let height = title.as_ref().map_or(160.0, Title::height);
        let top = 150.0 + (340.0 - height) / 2.0;
        self.bar((LEFT, top - 6.0), (10.0, height + 12.0), style.accent);
        self.title(title.as_ref(), top, LEFT + 44.0, Align::Left);
        let place = Place { align: Align::Left, x: LEFT, y: 578.0, size: 26.0, most: 640.0 };
        self.line(&self.card.byline, &self.small(400, 0.0), &place, self.on_paper(style.muted));
        let place = Place { align: Align::Right, x: RIGHT, y: 578.0, size: 26.0, most: 340.0 };
        self.line(&self.card.topic, &self.small(600, 0.0), &place, self.on_paper(style.accent_ink));
        title.is_some()
    }

    fn bar(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), colour: Colour) {
        let x = if self.is_mirrored { WIDTH - x - width } else { x };
        self.canvas.rectangle((x, y), (width, height), colour);
    }

    fn on_paper(&self, colour: Colour) -> Ink {
        Ink { colour, ground: self.card.style.paper }
    }

    /// How titles are set; with this much between the characters in Japanese, where headlines are set close.
    fn title_setting(&self, spacing: f32) -> Setting<'s> {
        let is_japanese = self.card.language.split('-').next() == Some("ja");
        Setting {
            families: &self.card.style.title_faces,
            weight: self.card.style.title_weight,
            language: &self.card.language,
            spacing: if is_japanese { spacing } else { 0.0 },
            proportional: is_japanese,
        }
    }

    fn small(&self, weight: u16, spacing: f32) -> Setting<'s> {
        let (families, language) = (&self.card.style.small_faces, &self.card.language);
        Setting { families, weight, language, spacing, proportional: false }
    }

    /// A line of small print, as much of it as there is room for. Nothing where no font has its letters.
    fn line(&mut self, text: &str, setting: &Setting<'_>, place: &Place, ink: Ink) {
        let words = Words::new(text, setting, self.faces);
        let words =
            words.and_then(|words| words.shortened(self.faces, |words| words.width() * place.size <= place.most));
        let Some(words) = words else { return };
        let line = words.line(0..words.text.len());
        // The space behind the last character is not seen.
        let width = (line.width - setting.spacing) * place.size;
        let (x, align) = self.mirrored(place.x, place.align);
        self.canvas.text(&line, (align.start(x, width), place.y), place.size, ink);
    }

    fn mirrored(&self, x: f32, align: Align) -> (f32, Align) {
        match align {
            _ if !self.is_mirrored => (x, align),
            Align::Left => (WIDTH - x, Align::Right),
            Align::Centre => (x, Align::Centre),
            Align::Right => (WIDTH - x, Align::Left),
        }
    }

    /// A title from `top` on, at `x`.
    fn title(&mut self, title: Option<&Title<'_>>, top: f32, x: f32, align: Align) {
        let Some(title) = title else { return };
        let (x, align) = self.mirrored(x, align);
        let ink = self.on_paper(self.card.style.ink);
        for (number, range) in title.lines.iter().enumerate() {
            let line = title.words.line(range.clone());
            let width = (line.width - title.words.spacing()) * title.size;
            let hangs = if align == Align::Left { title.hangs(range) } else { 0.0 };
            // Letters have their middle in that of their line: a little above the baseline.
            let y = top + title.leading * (number as f32 + 0.5) + title.size * 0.38;
            self.canvas.text(&line, (align.start(x, width) - hangs, y), title.size, ink);
        }
    }
}

impl Align {
    /// Where something of this width starts.
    fn start(self, x: f32, width: f32) -> f32 {
        match self {
            Self::Left => x,
            Self::Centre => x - width / 2.0,
            Self::Right => x - width,
        }
    }
}
