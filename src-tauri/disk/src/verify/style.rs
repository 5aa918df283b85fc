//! What a stylesheet names, read by the tokens of CSS: words in comments and strings name nothing.

use cssparser::{ParseError, Parser, Token};

use super::page::Name;

/// Deeper than this nothing is looked for.
const MAX_DEPTH: usize = 64;

/// What `url(…)` and `@import` name, with lines counted from the style's first, which is 0.
pub(super) fn names(css: &str) -> Vec<Name> {
    let mut names = Vec::new();
    let mut found = |at: usize, address: &str| {
        let line = css.get(..at).map_or(0, |before| before.matches('\n').count() as u64);
        names.push(Name { address: address.to_owned(), line, is_loaded: true });
    };
    // What is broken is read as far as it goes.
    let _ = walk(&mut Parser::new(css), false, 0, &mut found);
    names.retain(|name| !name.address.is_empty());
    names
}

/// `loads`: a text in quotation marks is an address here.
fn walk(
    parser: &mut Parser<'_>,
    loads: bool,
    depth: usize,
    found: &mut impl FnMut(usize, &str),
) -> Result<(), ParseError<()>> {
    let mut imports = false;
    while let Ok(token) = parser.next() {
        let token = token.clone();
        let at = parser.position().byte_index();
        let inner = match &token {
            Token::UnquotedUrl(address) => {
                found(at, address);
                continue;
            }
            Token::QuotedString(address) if loads || imports => {
                found(at, address);
                continue;
            }
            Token::AtKeyword(name) => {
                imports = name.eq_ignore_ascii_case("import");
                if name.eq_ignore_ascii_case("namespace") {
                    while !matches!(parser.next(), Ok(Token::Semicolon) | Err(_)) {}
                }
                continue;
            }
            Token::Semicolon => {
                imports = false;
                continue;
            }
            Token::Function(name) => ["url", "src", "image", "image-set", "-webkit-image-set"]
                .iter()
                .any(|loading| name.eq_ignore_ascii_case(loading)),
            Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => false,
            _ => continue,
        };
        if depth < MAX_DEPTH {
            parser.parse_nested_block(|parser| walk(parser, inner, depth + 1, found))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_loaded_is_named_with_its_line() {
        let css = "@import \"a.css\";\n/* url(b.png) */ p { content: 'url(c.png)';\n background: url( \"d.png\" ), url(e.png) }";
        let told: Vec<_> = names(css).into_iter().map(|name| (name.address, name.line)).collect();
        assert_eq!(told, [("a.css".to_owned(), 0), ("d.png".to_owned(), 2), ("e.png".to_owned(), 2)]);
        assert_eq!(names(&"(".repeat(100_000)), []);
    }
}
