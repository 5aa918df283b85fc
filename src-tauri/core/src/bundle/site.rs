//! The static site: an index, one page per split of each article, one stylesheet, the images used and no others.

use super::{Bundle, Content, assets};
use crate::model::Article;
use crate::model::publication::Publication;
use crate::parse::Prepared;
use crate::preview::STYLESHEET;
use crate::render::index::{Card, index_page};
use crate::render::page::{STYLESHEET_PATH, article_page};
use crate::render::{Paging, Renderer, page_file};
use crate::source::Snapshot;
use crate::{Trust, counts};

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
    let prepared = Prepared::new(text);
    let article = Article::read(&prepared, slug, publication);
    let renderer = Renderer {
        article: &article,
        publication,
        snapshot,
        trust: Trust::Sanitised,
        minutes: counts::total(&counts::of_blocks(&article)).minutes,
        paging: Paging::Files { current: 0 },
    };
    for page in 0..article.pages.len() {
        let html = article_page(&renderer, page);
        assets::add_images(&html, slug, snapshot, bundle);
        bundle.files.insert(format!("{slug}/{}", page_file(page)), Content::Text(html));
    }
    Card { slug: slug.to_owned(), title: article.title().to_owned(), meta: article.meta }
}
