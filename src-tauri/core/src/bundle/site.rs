//! The static site: an index, one page per split of each article, one stylesheet, the images used and no others.

use super::{Bundle, Content, assets};
use crate::Trust;
use crate::article::Article;
use crate::model::publication::Publication;
use crate::preview::STYLESHEET;
use crate::render::index::{Card, index_page};
use crate::render::page::STYLESHEET_PATH;
use crate::render::page_file;
use crate::source::Snapshot;

/// Renders every article of the publication.
pub(super) fn site(snapshot: &Snapshot) -> Bundle {
    let (publication, _) = Publication::read(snapshot);
    let mut bundle = Bundle::default();
    let mut cards = Vec::new();
    for slug in snapshot.slugs() {
        if let Some(text) = snapshot.article(slug) {
            cards.push(add_article(&mut bundle, &publication, snapshot, slug, text));
        }
    }
    let index = index_page(&publication, snapshot, &cards);
    assets::add_images(&index, "", snapshot, &mut bundle);
    bundle.files.insert("index.html".to_owned(), Content::Text(index));
    bundle.files.insert(STYLESHEET_PATH.to_owned(), Content::Text(STYLESHEET.to_owned()));
    bundle
}

fn add_article(bundle: &mut Bundle, publication: &Publication, snapshot: &Snapshot, slug: &str, text: &str) -> Card {
    let article = Article::written(text, slug, publication, snapshot, Trust::Sanitised);
    for (page, html) in article.pages(snapshot).into_iter().enumerate() {
        assets::add_images(&html, slug, snapshot, bundle);
        bundle.files.insert(format!("{slug}/{}", page_file(page)), Content::Text(html));
    }
    Card { slug: slug.to_owned(), title: article.title().to_owned(), meta: article.head.meta }
}
