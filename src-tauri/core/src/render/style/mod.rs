//! The stylesheet of the reader's page: Kiku's own, a theme over it, the publication's own over both.
//!
//! Each is a cascade layer or, for the last, none: so a later one wins whatever the selectors are.

pub(crate) mod root;

use std::borrow::Cow;

use crate::model::look::OwnStyle;
use crate::model::publication::Publication;

/// What every page starts from. Its custom properties are what a theme is mostly made of.
const BASE: &str = include_str!("base.css");

/// The custom properties and rules that a theme changes; nothing for a name that no theme has.
fn theme_css(theme: &str) -> &'static str {
    match theme {
        "news" => include_str!("news.css"),
        "essay" => include_str!("essay.css"),
        "manual" => include_str!("manual.css"),
        _ => "",
    }
}

/// The stylesheet for a file in `folder`, from where it leads to the files that it shows; where there is none, for a page
/// that it stands in.
pub(crate) fn stylesheet(publication: &Publication, folder: Option<&str>) -> String {
    themed(publication.look.theme, publication.look.css.as_ref(), folder)
}

/// The same with any theme, or without one.
pub(crate) fn themed(theme: Option<&str>, own: Option<&OwnStyle>, folder: Option<&str>) -> String {
    layers(theme) + &own.map(|own| own.write(folder)).unwrap_or_default()
}

/// The same without what the publication adds to it.
pub(crate) fn without_own(publication: &Publication) -> String {
    layers(publication.look.theme)
}

fn layers(theme: Option<&str>) -> String {
    let mut css = String::with_capacity(BASE.len() + 16 * 1024);
    layer(&mut css, "kiku", BASE);
    if let Some(theme) = theme {
        layer(&mut css, "theme", theme_css(theme));
    }
    css
}

/// The texts of the stylesheets, a later one over the ones before.
fn sources(publication: &Publication) -> [Cow<'static, str>; 3] {
    let look = &publication.look;
    let own = look.css.as_ref().map(|own| own.write(None)).unwrap_or_default();
    [BASE.into(), look.theme.map_or("", theme_css).into(), own.into()]
}

fn layer(css: &mut String, name: &str, rules: &str) {
    css.push_str(&format!("@layer {name} {{\n{rules}}}\n"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::look::THEMES;
    use crate::parse::css;

    #[test]
    fn every_theme_has_rules_and_loads_nothing() {
        for theme in THEMES {
            let mut publication = Publication::default();
            publication.look.theme = Some(theme);
            let style = stylesheet(&publication, None);
            assert!(style.contains("@layer theme {\n/*"), "{theme}");
            let addresses = css::loads(&style).unwrap();
            let outside =
                |load: &css::Load| !matches!(load, css::Load::Address(_, address) if address.starts_with("data:"));
            assert!(!addresses.iter().any(outside), "{theme}");
        }
    }
}
