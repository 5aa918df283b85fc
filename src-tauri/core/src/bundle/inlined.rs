//! A page with its images in it. Their bytes are read by whoever writes the bundle.

use super::{Piece, assets};
use crate::source::Snapshot;

/// The page `html`, which would stand in `folder`, with every image of the publication in its place.
pub(super) fn inlined(html: &str, folder: &str, snapshot: &Snapshot) -> Vec<Piece> {
    let (mut pieces, mut written) = (Vec::new(), 0);
    for (range, address) in assets::images_of(html) {
        if let Some(path) = assets::inside(folder, &address, snapshot) {
            pieces.push(Piece::Text(html[written..range.start].to_owned()));
            pieces.push(Piece::DataAddress(path));
            written = range.end;
        }
    }
    pieces.push(Piece::Text(html[written..].to_owned()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Asset;

    #[test]
    fn an_image_becomes_a_piece_between_texts() {
        let mut snapshot = Snapshot::default();
        snapshot.assets.insert("a/x.png".to_owned(), Asset::default());
        let pieces = inlined("<img src=\"x.png\" alt=\"\"><img src=\"y.png\">", "a", &snapshot);
        let text = |text: &str| Piece::Text(text.to_owned());
        let rest = text("\" alt=\"\"><img src=\"y.png\">");
        assert_eq!(pieces, [text("<img src=\""), Piece::DataAddress("a/x.png".to_owned()), rest]);
    }
}
