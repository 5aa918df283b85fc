//! What a stylesheet would load: every address in it, found by the tokens of CSS Syntax 3.

use cssparser::{ParseError, Parser, Token};

use crate::source::Span;

/// How deep blocks and functions may nest: far beyond any style, and little enough for the stack.
const MAX_DEPTH: usize = 64;

/// Something in a stylesheet that makes a browser load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Load {
    /// An address: the bytes that say it (`url(…)` where it has no quotation marks, else the quoted text), and what it is.
    Address(Span, String),
    /// The same in `@font-face`.
    Font(Span, String),
    /// The word `@import`.
    Import(Span),
}

/// The stylesheet nests deeper than anyone writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooDeep;

/// Everything that `css` would have loaded, in text order. What a browser ignores may be among it.
pub(crate) fn loads(css: &str) -> Result<Vec<Load>, TooDeep> {
    let mut loads = Vec::new();
    walk(&mut Parser::new(css), Around::default(), 0, &mut loads).map_err(|_| TooDeep)?;
    Ok(loads)
}

/// What a text in quotation marks means here.
#[derive(Clone, Copy, Default)]
struct Around {
    /// In `url("…")`, `src("…")` or `image-set("…")`: an address.
    is_loading: bool,
    /// In `@font-face`.
    is_font: bool,
}

impl Around {
    fn function(self, name: &str) -> Self {
        let loading = ["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"];
        Self { is_loading: loading.iter().any(|loading| name.eq_ignore_ascii_case(loading)), ..self }
    }

    fn load(self, span: Span, address: &str) -> Load {
        if self.is_font { Load::Font(span, address.to_owned()) } else { Load::Address(span, address.to_owned()) }
    }
}

fn walk(
    parser: &mut Parser<'_>,
    around: Around,
    depth: usize,
    loads: &mut Vec<Load>,
) -> Result<(), ParseError<TooDeep>> {
    let mut after_font_face = false;
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments() else { return Ok(()) };
        let token = token.clone();
        let span = Span::new(start, parser.position().byte_index());
        let inner = match &token {
            Token::UnquotedUrl(address) => {
                loads.push(around.load(span, address));
                continue;
            }
            Token::QuotedString(address) if around.is_loading => {
                loads.push(around.load(span, address));
                continue;
            }
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") => {
                loads.push(Load::Import(span));
                continue;
            }
            // Its address is a name, which nothing loads.
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("namespace") => {
                while !matches!(parser.next(), Ok(Token::Semicolon) | Err(_)) {}
                continue;
            }
            Token::AtKeyword(name) => {
                after_font_face = name.eq_ignore_ascii_case("font-face");
                continue;
            }
            Token::Function(name) => around.function(name),
            Token::CurlyBracketBlock => {
                let is_font = around.is_font || std::mem::take(&mut after_font_face);
                Around { is_loading: false, is_font }
            }
            Token::ParenthesisBlock | Token::SquareBracketBlock => Around { is_loading: false, ..around },
            _ => continue,
        };
        if depth == MAX_DEPTH {
            return Err(ParseError::custom(TooDeep));
        }
        parser.parse_nested_block(|parser| walk(parser, inner, depth + 1, loads))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(css: &str) -> Vec<(&str, String)> {
        let loads = loads(css).unwrap();
        let one = |load| match load {
            Load::Address(span, address) => (span.of(css), address),
            Load::Font(span, address) => (span.of(css), format!("font {address}")),
            Load::Import(span) => (span.of(css), "import".to_owned()),
        };
        loads.into_iter().map(one).collect()
    }

    #[test]
    fn every_way_to_load_is_found_and_words_are_not() {
        let css = "@IMPORT 'x.css'; @namespace url(y); a { background: URL( b.png ), /* url(c.png) */ url(\"d.png\"); content: \"url(e.png)\" }\
                   @media print { b { background: image-set( 'f.png' 1x, url(g.png) 2x); --x: u\\72l(h.png) } }";
        let expected = [
            ("@IMPORT", "import"),
            ("URL( b.png )", "b.png"),
            ("\"d.png\"", "d.png"),
            ("'f.png'", "f.png"),
            ("url(g.png)", "g.png"),
            ("u\\72l(h.png)", "h.png"),
        ];
        assert_eq!(addresses(css), expected.map(|(written, address)| (written, address.to_owned())));
    }

    #[test]
    fn what_is_loaded_as_a_font_is_told_from_images() {
        let css = "@FONT-FACE /* x */ { src: local('a.woff'), url(\"b.woff2\") format('woff2'), url(c.ttf), src('d.otf') } p { background: url(e.png) }\
                   @media print { @f\\6fnt-face { x: { y: url(f.woff) } } b { c: url(g.png) } } @font-face;{}";
        let expected = [
            ("\"b.woff2\"", "font b.woff2"),
            ("url(c.ttf)", "font c.ttf"),
            ("'d.otf'", "font d.otf"),
            ("url(e.png)", "e.png"),
            ("url(f.woff)", "font f.woff"),
            ("url(g.png)", "g.png"),
        ];
        assert_eq!(addresses(css), expected.map(|(written, address)| (written, address.to_owned())));
    }

    #[test]
    fn broken_styles_are_read_to_their_end_and_endless_ones_are_not_read() {
        assert_eq!(addresses("a { b: url(c.png"), [("url(c.png", "c.png".to_owned())]);
        assert_eq!(addresses("} ] ) url(a.png)"), [("url(a.png)", "a.png".to_owned())]);
        assert_eq!(loads(&"(".repeat(100_000)), Err(TooDeep));
        assert_eq!(loads(&"a{b:c(d)}".repeat(1000)), Ok(Vec::new()));
    }
}
