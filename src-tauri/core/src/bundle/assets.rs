//! The files of the publication that a bundle takes along.

use super::{Bundle, Content};
use crate::model::publication::Publication;
use crate::model::{Article, images};
use crate::source::Snapshot;

/// The publication's logo.
pub(super) fn of_publication(publication: &Publication, snapshot: &Snapshot, bundle: &mut Bundle) {
    publication.logo.iter().for_each(|path| add(path, snapshot, bundle));
}

/// The images that an article shows.
pub(super) fn of_article(article: &Article<'_>, snapshot: &Snapshot, bundle: &mut Bundle) {
    for image in images::of_article(article) {
        add(&image.path, snapshot, bundle);
    }
}

fn add(path: &str, snapshot: &Snapshot, bundle: &mut Bundle) {
    if snapshot.assets.contains_key(path) {
        bundle.files.insert(path.to_owned(), Content::Asset(path.to_owned()));
    }
}
