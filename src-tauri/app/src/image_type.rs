//! Which files are images, by the names that publications give them.

use std::path::Path;

/// The media type of an image file, or nothing for a file of another kind.
pub(crate) fn of(path: &str) -> Option<&'static str> {
    let extension = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "avif" => Some("image/avif"),
        "gif" => Some("image/gif"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "png" => Some("image/png"),
        "svg" => Some(SVG),
        "webp" => Some("image/webp"),
        _ => None,
    }
}

/// The only image type that could carry a script.
pub(crate) const SVG: &str = "image/svg+xml";
