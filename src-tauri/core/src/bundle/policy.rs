//! The Content Security Policy of pages that hold their own style.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// What a page may load that stands by itself: exactly the style in it, and images and fonts in it.
pub(super) fn self_contained(style: &str) -> String {
    self_contained_with(&STANDARD.encode(Sha256::digest(style)))
}

/// The same, by the hash of the style.
pub(super) fn self_contained_with(hash: &str) -> String {
    format!(
        "default-src 'none'; img-src data:; font-src data:; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_allowed_by_its_hash() {
        // Of the empty text, as in the specification of the algorithm.
        assert!(self_contained("").contains("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
    }
}
