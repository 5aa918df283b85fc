//! The pictures that networks show of pages, drawn with the typefaces of this machine.
//!
//! ```text
//! faces    which typefaces there are, and which of them sets a character
//! text     words -> glyphs, in the language's forms and in both directions
//! lines    where a title breaks
//! title    the size in which it stands
//! canvas   shapes and glyphs -> a picture of few colours
//! design   what stands where
//! ```
//!
//! The same card gives the same bytes on the same machine. No text ever stands there in boxes: what no font has is left out, and a title
//! that would miss letters as a whole.

mod canvas;
mod design;
mod faces;
mod lines;
mod text;
mod title;

use std::fmt;
use std::sync::OnceLock;

use kiku_core::Card;

use self::faces::Faces;
use crate::fingerprint::Fingerprint;

/// Changes with what is drawn, so that no card of an earlier Kiku is taken for one of this.
const VERSION: u32 = 1;

/// A card as a PNG.
pub(super) struct Drawn {
    pub(super) png: Vec<u8>,
    /// Whether there was a font for its title.
    pub(super) is_titled: bool,
}

/// What a card is drawn from, in a word.
pub(super) fn origin(card: &Card) -> String {
    // Structs and texts, which JSON can always say.
    let said = serde_json::to_vec(card).unwrap_or_default();
    format!("card {VERSION} {}", Fingerprint::of(&said))
}

/// Draws cards. Fonts are looked for when the first is drawn, and what was read of them goes with this.
#[derive(Default)]
pub(super) struct Pen {
    faces: OnceLock<Faces>,
}

impl Pen {
    /// Draws a card.
    pub(super) fn draw(&self, card: &Card) -> Drawn {
        design::draw(card, self.faces.get_or_init(Faces::of_this_machine))
    }
}

impl fmt::Debug for Pen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pen").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use kiku_core::{CardDesign, CardStyle, Colour};

    use super::*;

    const DESIGNS: [CardDesign; 4] = [CardDesign::Plain, CardDesign::News, CardDesign::Essay, CardDesign::Manual];

    fn card(title: &str, design: CardDesign) -> Card {
        let grey = |value| Colour { red: value, green: value, blue: value };
        let faces: Vec<String> = ["Iowan Old Style", "Noto Serif CJK JP", "serif"].map(str::to_owned).into();
        let style = CardStyle {
            design,
            paper: grey(250),
            wash: grey(240),
            ink: grey(20),
            muted: grey(90),
            hairline: grey(220),
            accent: Colour { red: 200, green: 20, blue: 30 },
            accent_ink: grey(60),
            title_faces: faces.clone(),
            small_faces: faces,
            title_weight: 700,
            leading: 140,
        };
        let texts = ["菊ダイジェスト", "市場", "Anna"].map(str::to_owned);
        let [site, topic, byline] = texts;
        Card { title: title.to_owned(), site, topic, byline, language: "ja".to_owned(), style }
    }

    fn pixels(png: &[u8]) -> image::RgbImage {
        let image = image::load_from_memory(png).unwrap().to_rgb8();
        assert_eq!(image.dimensions(), (u32::from(Card::WIDTH), u32::from(Card::HEIGHT)));
        image
    }

    #[test]
    fn a_card_is_a_picture_of_its_title_and_the_same_every_time() {
        for design in DESIGNS {
            let pen = Pen::default();
            let [one, other] = ["Harbour lights", "Tea"].map(|title| pen.draw(&card(title, design)));
            pixels(&one.png);
            assert!(one.png == Pen::default().draw(&card("Harbour lights", design)).png, "{design:?}");
            let has_fonts = one.is_titled;
            assert_eq!(one.png != other.png, has_fonts, "{design:?}");
        }
        assert_ne!(origin(&card("a", CardDesign::News)), origin(&card("b", CardDesign::News)));
    }

    #[test]
    fn without_a_font_there_is_no_text_and_no_box() {
        for design in DESIGNS {
            let none = Faces::new(fontdb::Database::new());
            let [one, other] = ["市場の朝", "Tea"].map(|title| design::draw(&card(title, design), &none));
            assert!(!one.is_titled && one.png == other.png, "{design:?}");
            let image = pixels(&one.png);
            assert!(image.pixels().any(|pixel| *pixel != *image.get_pixel(0, 629)), "{design:?} has its marks");
        }
    }

    #[test]
    fn any_title_is_drawn_soon() {
        let marks = format!("e{}", "\u{0301}\u{20e3}".repeat(5));
        let titles = [
            String::new(),
            "🍵👨‍👩‍👧‍👦🏴‍☠️".to_owned(),
            "\u{0}\u{202e}\u{fffe}\u{e000}".to_owned(),
            "الأخبار العاجلة 2024 Kiku اليوم".to_owned(),
            "ไม่มีช่องว่างระหว่างคำในภาษาไทย".to_owned(),
            marks.repeat(20),
            "W".repeat(200),
            "長".repeat(200),
            "i ".repeat(100),
            "、。」）".repeat(50),
            "\u{1100}".repeat(200),
        ];
        let pen = Pen::default();
        for design in DESIGNS {
            for title in &titles {
                pixels(&pen.draw(&card(title, design)).png);
            }
        }
    }
}
