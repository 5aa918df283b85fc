//! What the stylesheets say of a page's root in light mode, for what is drawn beside pages and not by a browser.

use cssparser::color::{parse_hash_color, parse_named_color};
use cssparser::{Parser, Token};
use serde::{Serialize, Serializer};

use super::sources;
use crate::model::publication::Publication;
use crate::parse::root_properties::{Property, root_properties};

/// How often one property may name another.
const MAX_STEPS: usize = 16;

/// The custom properties of a publication's pages.
#[derive(Clone, Debug)]
pub(crate) struct RootStyle {
    /// Of each stylesheet, a later one over the ones before.
    layers: Vec<Vec<Property>>,
}

/// A colour of sRGB, without transparency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// From none to all.
    pub red: u8,
    /// From none to all.
    pub green: u8,
    /// From none to all.
    pub blue: u8,
}

impl RootStyle {
    pub(crate) fn new(publication: &Publication) -> Self {
        Self { layers: sources(publication).iter().map(|css| root_properties(css)).collect() }
    }

    /// The colour that a property holds on a page in this language; of one that cannot be read here, such as a mix, what the
    /// stylesheet below says.
    pub(crate) fn colour(&self, name: &str, language: &str) -> Option<Colour> {
        let root = Root { style: self, language };
        root.first(name, 0, |value, steps| root.colour(&mut Parser::new(value), steps))
    }

    /// The names of typefaces in the order in which they are asked for.
    pub(crate) fn faces(&self, name: &str, language: &str) -> Vec<String> {
        let root = Root { style: self, language };
        root.first(name, 0, |value, steps| root.faces(value, steps)).unwrap_or_default()
    }

    /// A number without a unit.
    pub(crate) fn number(&self, name: &str, language: &str) -> Option<f32> {
        let root = Root { style: self, language };
        root.first(name, 0, |value, _| Parser::new(value).expect_number().ok())
    }
}

/// The root of a page in one language.
#[derive(Clone, Copy)]
struct Root<'r> {
    style: &'r RootStyle,
    language: &'r str,
}

impl Root<'_> {
    /// What `read` makes of the property's value, the strongest first.
    fn first<T>(&self, name: &str, steps: usize, read: impl Fn(&str, usize) -> Option<T>) -> Option<T> {
        if steps > MAX_STEPS {
            return None;
        }
        let named = |property: &&Property| property.name == name;
        // `:lang()` makes a selector more specific.
        let values = self.style.layers.iter().rev().flat_map(|layer| {
            let of_language = layer.iter().rev().filter(|property| self.is_in(property.language.as_deref()));
            of_language.chain(layer.iter().rev().filter(|property| property.language.is_none())).filter(named)
        });
        values.map(|property| read(&property.value, steps + 1)).find(Option::is_some).flatten()
    }

    fn is_in(&self, language: Option<&str>) -> bool {
        let Some(language) = language else { return false };
        let own = self.language.to_ascii_lowercase();
        own.strip_prefix(language).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }

    fn colour(&self, parser: &mut Parser<'_>, steps: usize) -> Option<Colour> {
        let function = match parser.next().ok()? {
            Token::Hash(digits) | Token::IDHash(digits) => {
                return parse_hash_color(digits.as_bytes()).ok().and_then(Colour::opaque);
            }
            Token::Ident(name) => {
                return parse_named_color(name).ok().map(|(red, green, blue)| Colour { red, green, blue });
            }
            Token::Function(name) => name.to_ascii_lowercase(),
            _ => return None,
        };
        let mut colour = None;
        let _ = parser.parse_nested_block(|parser| {
            colour = match function.as_str() {
                // The first of the two is the light one.
                "light-dark" => self.colour(parser, steps),
                "var" => name_in(parser).and_then(|name| {
                    self.first(&name, steps, |value, steps| self.colour(&mut Parser::new(value), steps))
                }),
                "rgb" | "rgba" => Colour::of_channels(parser),
                _ => None,
            };
            while parser.next().is_ok() {}
            Ok::<_, cssparser::ParseError<()>>(())
        });
        colour
    }

    fn faces(&self, value: &str, steps: usize) -> Option<Vec<String>> {
        let (mut faces, mut words, mut parser) = (Vec::new(), String::new(), Parser::new(value));
        loop {
            match parser.next().cloned() {
                Ok(Token::QuotedString(name)) => faces.push(name.to_string()),
                Ok(Token::Ident(word)) if words.is_empty() => words.push_str(&word),
                Ok(Token::Ident(word)) => words = format!("{words} {word}"),
                Ok(Token::Function(name)) if name.eq_ignore_ascii_case("var") => {
                    let mut name = None;
                    let _ = parser.parse_nested_block(|parser| {
                        name = name_in(parser);
                        while parser.next().is_ok() {}
                        Ok::<_, cssparser::ParseError<()>>(())
                    });
                    let named = name.and_then(|name| self.first(&name, steps, |value, steps| self.faces(value, steps)));
                    faces.extend(named.unwrap_or_default());
                }
                Ok(Token::Comma) => faces.extend(Some(std::mem::take(&mut words)).filter(|name| !name.is_empty())),
                Ok(_) => return None,
                Err(_) => break,
            }
        }
        faces.extend(Some(words).filter(|name| !name.is_empty()));
        (!faces.is_empty()).then_some(faces)
    }
}

/// The custom property that `var()` names.
fn name_in(parser: &mut Parser<'_>) -> Option<String> {
    parser.expect_ident().ok().map(|name| name.to_string())
}

impl Colour {
    /// What is seen through has no colour of its own here.
    fn opaque((red, green, blue, alpha): (u8, u8, u8, f32)) -> Option<Self> {
        (alpha >= 1.0).then_some(Self { red, green, blue })
    }

    /// `255 0 0`, or the same with commas or as parts of a hundred.
    fn of_channels(parser: &mut Parser<'_>) -> Option<Self> {
        let mut channels = Vec::new();
        while let Ok(token) = parser.next() {
            match token {
                Token::Number { value, .. } => channels.push(*value),
                Token::Percentage { unit_value, .. } => channels.push(unit_value * 255.0),
                Token::Comma => {}
                _ => return None,
            }
        }
        let &[red, green, blue] = channels.as_slice() else { return None };
        // The cast ends at both ends of the range.
        let [red, green, blue] = [red, green, blue].map(|channel| channel.round() as u8);
        Some(Self { red, green, blue })
    }
}

impl Serialize for Colour {
    /// `#rrggbb`
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(layers: &[&str]) -> RootStyle {
        RootStyle { layers: layers.iter().map(|css| root_properties(css)).collect() }
    }

    fn hex(colour: Option<Colour>) -> Option<String> {
        colour.map(|colour| format!("{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue))
    }

    #[test]
    fn colours_are_those_of_light_pages() {
        let style = style(&[
            ":root { --a: light-dark(#F4bd18, #000); --b: light-dark(var(--a), red); --c: teal; --d: rgb(1, 2, 300); --e: #fff; --f: #12345678 }",
            ":root { --e: color-mix(in srgb, red, blue); --c: RGB(100% 0% 0%); --loop: var(--loop) }",
        ]);
        let expected = [("--a", "f4bd18"), ("--b", "f4bd18"), ("--c", "ff0000"), ("--d", "0102ff"), ("--e", "ffffff")];
        for (name, colour) in expected {
            assert_eq!(hex(style.colour(name, "en")).as_deref(), Some(colour), "{name}");
        }
        for name in ["--f", "--loop", "--missing"] {
            assert_eq!(style.colour(name, "en"), None, "{name}");
        }
    }

    #[test]
    fn a_later_stylesheet_wins_and_within_one_the_language() {
        let style = style(&[
            ":root:lang(ja) { --face: A } :root { --face: B; --other: var(--face), 'C D', serif }",
            ":root:lang(en) { --face: E F }",
        ]);
        assert_eq!(style.faces("--other", "ja-JP"), ["A", "C D", "serif"]);
        assert_eq!(style.faces("--other", "en"), ["E F", "C D", "serif"]);
        assert_eq!(style.faces("--other", "jam"), ["B", "C D", "serif"]);
    }
}
