//! Words, as glyphs of this machine's typefaces. Lengths are in em.

use std::ops::Range;

use harfrust::{Buffer, Direction, Feature, Font, Language, Script, ShapeOptions, ShaperFont, Tag, shape, unicode};
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation as _;

use super::faces::Faces;

/// How words are set.
pub(super) struct Setting<'s> {
    pub(super) families: &'s [String],
    pub(super) weight: u16,
    /// BCP 47: it decides which form a character has.
    pub(super) language: &'s str,
    /// What is added between characters.
    pub(super) spacing: f32,
    /// Characters as wide as they look, as in headlines, instead of all of one width.
    pub(super) proportional: bool,
}

/// Words for whose every character there is a font.
pub(super) struct Words<'w> {
    setting: &'w Setting<'w>,
    pub(super) text: String,
    fonts: Vec<Font>,
    /// Which font sets what starts at this byte, up to the next.
    set_by: Vec<(usize, usize)>,
}

/// Glyphs beside each other, from left to right.
pub(super) struct Line {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) width: f32,
}

pub(super) struct Glyph {
    pub(super) font: Font,
    pub(super) id: u32,
    pub(super) x: f32,
    pub(super) y: f32,
    /// The byte of the text that it starts at.
    cluster: usize,
    advance: f32,
}

/// A part of a text that one font sets, in one script and direction.
struct Run {
    range: Range<usize>,
    font: usize,
    script: Script,
    direction: Direction,
}

impl<'w> Words<'w> {
    /// The words of `text`; nothing where no font has one of its letters or digits. Pictures and other signs that no font has are left out.
    pub(super) fn new(text: &str, setting: &'w Setting<'w>, faces: &Faces) -> Option<Self> {
        let named = faces.named(setting.families, setting.weight);
        let mut words = Self { setting, text: String::new(), fonts: Vec::new(), set_by: Vec::new() };
        for cluster in text.graphemes(true) {
            let before = words.set_by.last().map(|(_, font)| *font);
            let base = cluster.chars().next()?;
            if base == ' ' && (words.text.is_empty() || words.text.ends_with(' ')) {
                // What stood before it was left out.
                continue;
            }
            let font = before.filter(|_| base == ' ').or_else(|| {
                let font = faces.font_for(base, &named, setting.weight)?;
                Some(words.number_of(font))
            });
            match font {
                Some(font) => {
                    if before != Some(font) {
                        words.set_by.push((words.text.len(), font));
                    }
                    words.text.push_str(cluster);
                }
                None if base.is_alphanumeric() => return None,
                None => {}
            }
        }
        words.text.truncate(words.text.trim_end().len());
        Some(words)
    }

    fn number_of(&mut self, font: Font) -> usize {
        let same = |other: &Font| std::ptr::eq(other.tables(), font.tables());
        self.fonts.iter().position(same).unwrap_or_else(|| {
            self.fonts.push(font);
            self.fonts.len() - 1
        })
    }

    /// The words if they fit, else as many of them as do with an ellipsis behind them.
    pub(super) fn shortened(self, faces: &Faces, fits: impl Fn(&Words<'_>) -> bool) -> Option<Self> {
        if fits(&self) {
            return Some(self);
        }
        let words = unicode_linebreak::linebreaks(&self.text).map(|(end, _)| end);
        let letters = self.widths().into_iter().map(|(start, _)| start);
        let cut_at = |ends: Vec<usize>| self.cut_at(&ends, faces, &fits);
        cut_at(words.collect()).or_else(|| cut_at(letters.collect()))
    }

    /// As many words as fit of those that end at `ends`.
    fn cut_at(&self, ends: &[usize], faces: &Faces, fits: &dyn Fn(&Words<'_>) -> bool) -> Option<Self> {
        let cut = |end: usize| {
            let start = self.text[..end].trim_end_matches(|letter: char| !letter.is_alphanumeric());
            let words = (!start.is_empty()).then(|| format!("{start}…"))?;
            Words::new(&words, self.setting, faces)
        };
        // The more stands there, the less it fits.
        let fitting = ends.partition_point(|end| cut(*end).is_none_or(|words| fits(&words)));
        cut(*ends.get(fitting.checked_sub(1)?)?)
    }

    /// Whether lines start at the right.
    pub(super) fn is_from_right(&self) -> bool {
        ParagraphBidiInfo::new(&self.text, None).paragraph_level.is_rtl()
    }

    /// What stands between characters, and behind the last one.
    pub(super) fn spacing(&self) -> f32 {
        self.setting.spacing
    }

    /// How wide all are in one line.
    pub(super) fn width(&self) -> f32 {
        self.line(0..self.text.len()).width
    }

    /// How wide each cluster of characters is: where it starts, in order, and its width.
    pub(super) fn widths(&self) -> Vec<(usize, f32)> {
        let mut widths: Vec<(usize, f32)> = Vec::new();
        let mut glyphs: Vec<_> =
            self.line(0..self.text.len()).glyphs.iter().map(|glyph| (glyph.cluster, glyph.advance)).collect();
        glyphs.sort_by_key(|(cluster, _)| *cluster);
        for (cluster, advance) in glyphs {
            match widths.last_mut() {
                Some((last, width)) if *last == cluster => *width += advance,
                _ => widths.push((cluster, advance)),
            }
        }
        widths
    }

    /// A part of the words in a line.
    pub(super) fn line(&self, range: Range<usize>) -> Line {
        if range.is_empty() {
            return Line { glyphs: Vec::new(), width: 0.0 };
        }
        let level = if self.is_from_right() { Level::rtl() } else { Level::ltr() };
        let text = &self.text[range.clone()];
        let bidi = ParagraphBidiInfo::new(text, Some(level));
        let (levels, visual) = bidi.visual_runs(0..text.len());
        let mut line = Line { glyphs: Vec::new(), width: 0.0 };
        for part in visual {
            let from_right = levels.get(part.start).is_some_and(Level::is_rtl);
            let mut runs = self.runs(range.start + part.start..range.start + part.end, from_right);
            if from_right {
                runs.reverse();
            }
            for run in runs {
                self.set(&run, &mut line);
            }
        }
        line
    }

    /// What one font sets in one script, of a part in one direction. Spaces and signs belong to the script beside them.
    fn runs(&self, range: Range<usize>, from_right: bool) -> Vec<Run> {
        let direction = if from_right { Direction::RightToLeft } else { Direction::LeftToRight };
        let mut runs: Vec<Run> = Vec::new();
        for (at, character) in self.text[range.clone()].char_indices() {
            let at = range.start + at;
            let end = at + character.len_utf8();
            let font = self.font_at(at);
            let script = unicode::script(u32::from(character));
            let is_shared = [Script::INHERITED, Script::UNKNOWN, Script::COMMON].contains(&script);
            let script = if is_shared { Script::COMMON } else { script };
            match runs.last_mut().filter(|run| run.font == font) {
                Some(run) if is_shared || run.script == script || run.script == Script::COMMON => {
                    run.range.end = end;
                    run.script = if is_shared { run.script } else { script };
                }
                _ => runs.push(Run { range: at..end, font, script, direction }),
            }
        }
        runs
    }

    fn font_at(&self, at: usize) -> usize {
        let place = self.set_by.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.set_by.get(place).map_or(0, |(_, font)| *font)
    }

    fn set(&self, run: &Run, line: &mut Line) {
        let Some(font) = self.fonts.get(run.font) else { return };
        let mut buffer = Buffer::new();
        for (at, character) in self.text[run.range.clone()].char_indices() {
            buffer.push(u32::from(character), u32::try_from(run.range.start + at).unwrap_or_default());
        }
        buffer.set_direction(run.direction);
        buffer.set_script(Some(run.script));
        buffer.set_language(Language::new(self.setting.language));
        let proportional = [Feature::new(Tag::new(b"palt"), 1, ..)];
        let features = if self.setting.proportional { &proportional[..] } else { &[] };
        if shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new().features(features)).is_err() {
            return;
        }
        let em = f32::from(font.units_per_em().max(1));
        let infos = buffer.glyph_infos();
        for (number, (info, position)) in infos.iter().zip(buffer.glyph_positions()).enumerate() {
            if info.glyph_id == 0 {
                // A mark that this font does not have would be a box.
                continue;
            }
            let ends = infos.get(number + 1).is_none_or(|next| next.cluster != info.cluster);
            let spacing = if ends { self.setting.spacing } else { 0.0 };
            let advance = position.x_advance as f32 / em + spacing;
            line.glyphs.push(Glyph {
                font: font.clone(),
                id: info.glyph_id,
                x: line.width + position.x_offset as f32 / em,
                y: position.y_offset as f32 / em,
                cluster: info.cluster as usize,
                advance,
            });
            line.width += advance;
        }
    }
}
