//! The preview's page, as whoever shows it keeps it.

use kiku_core::preview::{Insertion, Patch, Preview, PreviewBlock, Update};
use kiku_core::{Publication, Snapshot};

pub(crate) fn update(preview: &mut Preview, text: &str) -> Update {
    preview.update(&Publication::default(), &Snapshot::default(), "a", text)
}

/// The page after a patch. Only here is the form of a patch known. Ids that name no block, or one twice, are a defect.
pub(crate) fn applied(mut page: Vec<PreviewBlock>, patch: Patch) -> Vec<PreviewBlock> {
    for id in patch.remove {
        let at = place(&page, id);
        page.remove(at);
    }
    for Insertion { after, block, .. } in patch.insert {
        assert!(block.id != 0 && page.iter().all(|other| other.id != block.id), "the id {} is new", block.id);
        let at = if after == 0 { 0 } else { place(&page, after) + 1 };
        page.insert(at, block);
    }
    for block in patch.replace {
        let at = place(&page, block.id);
        assert_ne!(page[at].html, block.html, "block {} changes", block.id);
        page[at] = block;
    }
    for changed in patch.lines {
        let at = place(&page, changed.id);
        page[at].lines = changed.lines;
    }
    page
}

fn place(page: &[PreviewBlock], id: u32) -> usize {
    let place = page.iter().position(|block| block.id == id);
    assert!(place.is_some(), "there is a block {id}");
    place.unwrap_or_default()
}

/// What a page shows, whatever its history.
pub(crate) fn shown(page: &[PreviewBlock]) -> Vec<(String, u32)> {
    page.iter().map(|block| (block.html.clone(), block.lines)).collect()
}

/// The page of a text that nobody has seen before.
pub(crate) fn fresh(text: &str) -> Vec<PreviewBlock> {
    applied(Vec::new(), update(&mut Preview::default(), text).patch)
}
