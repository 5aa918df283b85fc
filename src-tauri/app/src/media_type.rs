//! Which files are images or fonts, by the names that publications give them.

use std::path::Path;

/// The media type of an image or a font, or nothing for a file of another kind.
pub(crate) fn of(path: &str) -> Option<&'static str> {
    let extension = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "avif" => Some("image/avif"),
        "gif" => Some("image/gif"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "png" => Some("image/png"),
        "svg" => Some(SVG),
        "webp" => Some("image/webp"),
        "woff2" => Some("font/woff2"),
        "woff" => Some("font/woff"),
        "ttf" => Some("font/ttf"),
        "otf" => Some("font/otf"),
        _ => None,
    }
}

/// The only image type that could carry a script.
pub(crate) const SVG: &str = "image/svg+xml";
