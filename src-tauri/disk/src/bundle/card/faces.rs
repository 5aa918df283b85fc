//! The typefaces of this machine, and which of them sets a character.
//!
//! Of a font only the tables that are asked for are read.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use fontdb::{Database, FaceInfo, ID, Source, Stretch, Style};
use harfrust::font::{Blob, TableFunction};
use harfrust::{Font, Tag};
use read_fonts::{FontRef, TableRecord};

/// Fonts that draw a box or nothing for whatever they are asked for, or pictures in colours.
const NOT_FOR_TEXT: [&str; 4] = ["lastresort", "adobe blank", "color emoji", "adobe notdef"];

/// All faces that can set text.
pub(super) struct Faces {
    database: Database,
    /// By the name of the family in lower case.
    families: HashMap<String, Vec<ID>>,
    /// The faces that are asked last, in the order in which they are.
    others: Vec<ID>,
    fonts: Mutex<HashMap<(ID, u16), Option<Font>>>,
    /// Which of the others sets a character.
    found: Mutex<HashMap<char, Option<ID>>>,
}

impl Faces {
    /// Those that are installed.
    pub(super) fn of_this_machine() -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        Self::new(database)
    }

    /// Those of a database.
    pub(super) fn new(database: Database) -> Self {
        let mut families: HashMap<String, Vec<ID>> = HashMap::new();
        for face in database.faces().filter(|face| is_for_text(face)) {
            for (name, _) in &face.families {
                let of_family = families.entry(name.to_lowercase()).or_default();
                if !of_family.contains(&face.id) {
                    of_family.push(face.id);
                }
            }
        }
        let mut others: Vec<&FaceInfo> = database.faces().filter(|face| is_for_text(face)).collect();
        others.sort_by_cached_key(|face| {
            let name = face.families.first().map_or("", |(name, _)| name);
            (face.style != Style::Normal, !name.contains("Noto"), name, face.weight.0.abs_diff(500))
        });
        let others = others.into_iter().map(|face| face.id).collect();
        Self { database, families, others, fonts: Mutex::default(), found: Mutex::default() }
    }

    /// The fonts of those `families` that there are.
    pub(super) fn named(&self, families: &[String], weight: u16) -> Vec<Font> {
        families.iter().filter_map(|family| self.font(self.closest(family, weight)?, weight)).collect()
    }

    /// The first of `named` that has this character, else any font that has it.
    pub(super) fn font_for(&self, character: char, named: &[Font], weight: u16) -> Option<Font> {
        let first = named.iter().find(|font| has(font, character)).cloned();
        first.or_else(|| {
            let other = self.other_for(character)?;
            let family = self.database.face(other)?.families.first();
            let closest = family.and_then(|(family, _)| self.font(self.closest(family, weight)?, weight));
            closest.filter(|font| has(font, character)).or_else(|| self.font(other, weight))
        })
    }

    /// The face of a family that is upright, of normal width, and closest in weight.
    fn closest(&self, family: &str, weight: u16) -> Option<ID> {
        let faces = self.families.get(&family.to_lowercase())?.iter().filter_map(|id| self.database.face(*id));
        let distance = |face: &&FaceInfo| {
            let is_other = face.style != Style::Normal || face.stretch != Stretch::Normal;
            (is_other, face.weight.0.abs_diff(weight), face.weight.0)
        };
        faces.min_by_key(distance).map(|face| face.id)
    }

    fn other_for(&self, character: char) -> Option<ID> {
        let known = self.found.lock().unwrap_or_else(PoisonError::into_inner).get(&character).copied();
        known.unwrap_or_else(|| {
            // Read without being kept: most of them are asked for nothing else.
            let has = |id: &&ID| self.read(**id, 0).is_some_and(|font| has(&font, character));
            let found = self.others.iter().find(has).copied();
            self.found.lock().unwrap_or_else(PoisonError::into_inner).insert(character, found);
            found
        })
    }

    /// The font of a face, which is kept.
    fn font(&self, id: ID, weight: u16) -> Option<Font> {
        let mut fonts = self.fonts.lock().unwrap_or_else(PoisonError::into_inner);
        fonts.entry((id, weight)).or_insert_with(|| self.read(id, weight)).clone()
    }

    /// The font of a face; of one that has many weights, in this one.
    fn read(&self, id: ID, weight: u16) -> Option<Font> {
        let face = self.database.face(id)?;
        let tables = Tables::of(&self.database, face)?;
        let read = TableFunction::new(Arc::new(move |tag| tables.read(tag)));
        let font = Font::new(read, 0)?;
        if font.axes().is_empty() {
            return Some(font);
        }
        Some(font.instance_builder().variations([("wght", f32::from(weight))]).build())
    }
}

fn is_for_text(face: &FaceInfo) -> bool {
    let name = |(name, _): &(String, _)| {
        let name = name.to_lowercase();
        name.starts_with('.') || NOT_FOR_TEXT.iter().any(|other| name.contains(other))
    };
    !face.families.iter().any(name)
}

fn has(font: &Font, character: char) -> bool {
    font.charmap().map_unicode(character).is_some_and(|glyph| glyph.to_u32() != 0)
}

/// The tables of a face, each of which is read when it is asked for.
struct Tables {
    path: PathBuf,
    /// Where each begins in the file, and how long it is.
    places: HashMap<Tag, (u32, u32)>,
}

impl Tables {
    fn of(database: &Database, face: &FaceInfo) -> Option<Self> {
        let Source::File(path) = &face.source else { return None };
        let places = database.with_face_data(face.id, |bytes, index| {
            let font = FontRef::from_index(bytes, index).ok()?;
            let place = |record: &TableRecord| (record.tag(), (record.offset(), record.length()));
            Some(font.table_directory().table_records().iter().map(place).collect())
        });
        Some(Self { path: path.clone(), places: places.flatten()? })
    }

    fn read(&self, tag: Tag) -> Option<Blob> {
        let (start, length) = *self.places.get(&tag)?;
        let mut file = File::open(&self.path).ok()?;
        file.seek(SeekFrom::Start(u64::from(start))).ok()?;
        let mut bytes = Vec::new();
        file.take(u64::from(length)).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 == u64::from(length)).then(|| Blob::from(bytes))
    }
}
