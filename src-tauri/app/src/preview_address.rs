//! The addresses that the preview frame knows. Windows and Android cannot have a scheme of their own, so theirs stand
//! under `http`.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Where everything in the frame comes from.
pub(crate) const ORIGIN: &str =
    if cfg!(any(windows, target_os = "android")) { "http://preview.localhost" } else { "preview://localhost" };

/// The folder of what is Kiku's and not the publication's. Its leading dot keeps it apart: kiku-disk skips such folders.
pub(crate) const OWN_FOLDER: &str = ".kiku";
/// The reader's stylesheet, in [`OWN_FOLDER`].
pub(crate) const STYLESHEET: &str = "style.css";
/// What the frame adds to it, in [`OWN_FOLDER`] and in the interface's own assets.
pub(crate) const FRAME_STYLESHEET: &str = "frame.css";
/// The frame's only script, in [`OWN_FOLDER`] and in the interface's own assets.
pub(crate) const FRAME_SCRIPT: &str = "frame.js";
/// The document of an article, in the article's folder, so that its relative links lead where the export's do.
pub(crate) const DOCUMENT: &str = "index.html";
/// The document that is printed, beside it.
pub(crate) const PRINT: &str = "print.html";

/// The document that shows two versions of an article as one, beside them.
pub(crate) const CHANGES: &str = "changes.html";
/// What that adds to the reader's stylesheet, in [`OWN_FOLDER`].
pub(crate) const CHANGES_STYLESHEET: &str = "changes.css";

/// What the address of a sample says where there is no theme.
pub(crate) const NO_THEME: &str = "none";

/// What may not stand as it is in a part of a path (WHATWG URL, path percent-encode set), and the separators.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The address of one of Kiku's own files.
pub(crate) fn own(file: &str) -> String {
    format!("{ORIGIN}/{OWN_FOLDER}/{file}")
}

/// The address of the document that previews the article in folder `slug`.
pub(crate) fn document(slug: &str) -> String {
    format!("{ORIGIN}/{}/{DOCUMENT}", utf8_percent_encode(slug, RESERVED))
}

/// The address of the document that prints the article in folder `slug`.
pub(crate) fn print(slug: &str) -> String {
    format!("{ORIGIN}/{}/{PRINT}", utf8_percent_encode(slug, RESERVED))
}

/// The address of the document that shows two versions of the article in folder `slug`. Another `number` is another document.
pub(crate) fn changes(slug: &str, number: u32) -> String {
    format!("{ORIGIN}/{}/{CHANGES}?{number}", utf8_percent_encode(slug, RESERVED))
}

/// The address of the page that shows a theme, or none, in `light`, `dark` or the `system`'s colours. It stands where the
/// publication's front page would, so that its header finds its images.
pub(crate) fn sample(theme: &str, colours: &str) -> String {
    format!("{ORIGIN}/sample.{}.{colours}.html", named(theme))
}

/// The stylesheet of that page, in [`OWN_FOLDER`].
pub(crate) fn sample_style(theme: &str) -> String {
    format!("sample.{}.css", named(theme))
}

fn named(theme: &str) -> &str {
    if theme.is_empty() { NO_THEME } else { theme }
}

/// The address of a file of the publication.
pub(crate) fn file(path: &str) -> String {
    let parts: Vec<_> = path.split('/').map(|part| utf8_percent_encode(part, RESERVED).to_string()).collect();
    format!("{ORIGIN}/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_path_stay_parts() {
        assert_eq!(file("personas/a b#.svg"), format!("{ORIGIN}/personas/a%20b%23.svg"));
    }

    #[test]
    fn a_slug_stays_one_part_of_the_address() {
        assert_eq!(document("a b?#%/菊"), format!("{ORIGIN}/a%20b%3F%23%25%2F%E8%8F%8A/index.html"));
    }
}
