//! What the publication would look like in each theme: a page of a few words of Kiku's own, under the publication's name.

use crate::Trust;
use crate::article::Article;
use crate::diagnostic::Language;
use crate::model::NO_SLUG;
use crate::model::look::THEMES;
use crate::model::publication::Publication;
use crate::render::page::sample_page;
use crate::render::style;
use crate::source::Snapshot;

/// The themes that Kiku brings, by the names that `theme` has for them.
pub fn themes() -> impl Iterator<Item = &'static str> {
    THEMES.into_iter()
}

/// The document that shows how articles look. `stylesheet` is an address, and `colours` are `light` or `dark`, or nothing for
/// what the system has.
pub fn sample_document(
    publication: &Publication,
    snapshot: &Snapshot,
    stylesheet: &str,
    colours: Option<&str>,
) -> String {
    let text = match Language::of_tag(&publication.language) {
        Language::Ja => include_str!("sample.ja.md"),
        Language::En => include_str!("sample.en.md"),
    };
    let article = Article::written(text, NO_SLUG, publication, snapshot, Trust::Sanitised);
    article.compose(snapshot, Trust::Sanitised, |composer| sample_page(composer, stylesheet, colours))
}

/// The stylesheet that the publication would have with this theme, or without any, for a file in `folder`.
pub fn sample_stylesheet(publication: &Publication, theme: Option<&str>, folder: &str) -> String {
    style::themed(theme, publication.look.css.as_ref(), Some(folder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::PUBLICATION_FILE;

    #[test]
    fn a_sample_has_the_publication_s_name_and_language() {
        for language in ["ja", "en", "fr"] {
            let mut snapshot = Snapshot::default();
            let settings = format!("title = \"Our <name>\"\nlanguage = \"{language}\"\n");
            snapshot.texts.insert(PUBLICATION_FILE.into(), settings);
            let publication = Publication::read(&snapshot).0;
            let page = sample_document(&publication, &snapshot, "x.css", Some("dark"));
            assert!(page.contains("Our &lt;name&gt;") && page.contains("data-theme=\"dark\""), "{page}");
            assert!(page.contains(if language == "ja" { "lang=\"ja\"" } else { "lang=\"en\"" }), "{page}");
        }
    }

    #[test]
    fn a_sample_s_style_is_that_of_the_theme_and_not_of_the_publication_s() {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert(PUBLICATION_FILE.into(), "title = \"t\"\ntheme = \"news\"\ncss = \"a.css\"\n".into());
        snapshot.texts.insert("a.css".into(), "p { x: url(#own) }".into());
        let publication = Publication::read(&snapshot).0;
        let style = |theme| sample_stylesheet(&publication, theme, "");
        assert_eq!(style(Some("news")), super::super::stylesheet(&publication, ""));
        assert!(style(Some("essay")).contains("Essay: ") && !style(Some("essay")).contains("News: "));
        assert!(!style(None).contains("@layer theme") && style(None).contains("url(#own)"));
    }
}
