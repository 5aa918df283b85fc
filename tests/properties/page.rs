//! The preview's page, as whoever shows it keeps it.

use kiku_core::preview::{Patch, Preview, PreviewBlock, Update};
use kiku_core::{Publication, Snapshot};

pub(crate) fn update(preview: &mut Preview, text: &str) -> Update {
    preview.update(&Publication::default(), &Snapshot::default(), "a", text)
}

/// The page after a patch. Only here is the form of a patch known.
pub(crate) fn applied(mut page: Vec<PreviewBlock>, patch: Patch) -> Vec<PreviewBlock> {
    page.splice(patch.start..patch.start + patch.remove, patch.insert);
    page
}

/// The page of a text that nobody has seen before.
pub(crate) fn fresh(text: &str) -> Vec<PreviewBlock> {
    applied(Vec::new(), update(&mut Preview::default(), text).patch)
}
