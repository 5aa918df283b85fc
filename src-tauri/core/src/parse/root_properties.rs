//! The custom properties that a stylesheet gives to the root of a page, found by the tokens of CSS Syntax 3.

use cssparser::{Delimiter, ParseError, Parser, Token};

/// One custom property of `:root`, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Property {
    /// With its `--`.
    pub(crate) name: String,
    pub(crate) value: String,
    /// What `:lang()` says, in lower case; nothing for pages in all languages.
    pub(crate) language: Option<String>,
}

type Read = Result<(), ParseError<()>>;

/// The properties that `css` gives to every page, or to every page in a language, in text order. What stands in `@media` and other
/// conditions is not among them, but for layers.
pub(crate) fn root_properties(css: &str) -> Vec<Property> {
    let mut properties = Vec::new();
    // Nothing here is an error, and what nests too deep is not read.
    let _ = rules(&mut Parser::new(css), &mut properties);
    properties
}

fn rules(parser: &mut Parser<'_>, properties: &mut Vec<Property>) -> Read {
    loop {
        parser.skip_whitespace();
        let start = parser.position();
        let mut is_layer = None;
        loop {
            match parser.next() {
                Err(_) => return Ok(()),
                Ok(Token::AtKeyword(name)) if is_layer.is_none() => is_layer = Some(name.eq_ignore_ascii_case("layer")),
                Ok(Token::Semicolon) if is_layer.is_some() => break,
                Ok(Token::CurlyBracketBlock) => {
                    let selector = parser.slice_from(start).trim_end_matches('{');
                    parser.parse_nested_block(|parser| match is_layer {
                        Some(true) => rules(parser, properties),
                        Some(false) => skip(parser),
                        None => declarations(parser, &roots(selector), properties),
                    })?;
                    break;
                }
                Ok(_) => {}
            }
        }
    }
}

/// The languages whose roots a selector means; `None` stands for all.
fn roots(selector: &str) -> Vec<Option<String>> {
    let one = |selector: &str| {
        let selector = selector.trim().to_ascii_lowercase();
        let rest = selector.strip_prefix(":root").or_else(|| selector.strip_prefix("html"))?;
        if rest.is_empty() {
            return Some(None);
        }
        let language = rest.strip_prefix(":lang(")?.strip_suffix(')')?.trim().trim_matches(['"', '\'']);
        language.chars().all(|letter| letter.is_alphanumeric() || letter == '-').then(|| Some(language.to_owned()))
    };
    selector.split(',').filter_map(one).collect()
}

fn declarations(parser: &mut Parser<'_>, roots: &[Option<String>], properties: &mut Vec<Property>) -> Read {
    loop {
        let name = match parser.next() {
            Err(_) => return Ok(()),
            Ok(Token::Ident(name)) if name.starts_with("--") => Some(name.to_string()),
            Ok(Token::Semicolon | Token::CurlyBracketBlock) => continue,
            Ok(_) => None,
        };
        let value = parser.parse_until_before(Delimiter::Semicolon, |parser| {
            let is_declaration = parser.expect_colon().is_ok();
            let start = parser.position();
            skip::<()>(parser)?;
            Ok::<_, ParseError<()>>(is_declaration.then(|| parser.slice_from(start).trim()))
        })?;
        let (Some(name), Some(value)) = (name, value) else { continue };
        let value = value.strip_suffix("!important").unwrap_or(value).trim_end();
        let property = |language: &Option<String>| Property {
            name: name.clone(),
            value: value.to_owned(),
            language: language.clone(),
        };
        properties.extend(roots.iter().map(property));
    }
}

fn skip<E>(parser: &mut Parser<'_>) -> Result<(), ParseError<E>> {
    while parser.next().is_ok() {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_pages_or_those_of_a_language_have_is_found() {
        let css = "@charset \"utf-8\"; @layer a, b; @layer x { /* c */ :root { --a: light-dark(#fff, rgb(0 0 0)) ; color: red; --b:1 } }\
                   @media print { :root { --a: no } } p { --a: no } :root .x, HTML:lang('JA') , :root:lang(en-gb) { --c: \"a;b\", c!important; --d }\
                   :root[data-theme=dark] { --a: no }";
        let found: Vec<_> = root_properties(css)
            .into_iter()
            .map(|property| (property.language.unwrap_or_default(), property.name, property.value))
            .collect();
        let expected = [
            ("", "--a", "light-dark(#fff, rgb(0 0 0))"),
            ("", "--b", "1"),
            ("ja", "--c", "\"a;b\", c"),
            ("en-gb", "--c", "\"a;b\", c"),
        ];
        assert_eq!(found, expected.map(|(language, name, value)| (language.into(), name.into(), value.into())));
    }

    #[test]
    fn broken_styles_are_read_as_far_as_they_can_be() {
        assert_eq!(root_properties(":root { --a: b").len(), 1);
        assert_eq!(root_properties(&":root{--a:".repeat(10_000)).len(), 1);
        assert_eq!(root_properties("} ; { --a: b } :root { --a: b }").len(), 1);
        root_properties(&"@layer{".repeat(100_000));
    }
}
