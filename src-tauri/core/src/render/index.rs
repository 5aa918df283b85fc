//! The front page: a card for each article.

use super::escape::{element, text, url_attribute};
use super::page::{self, Frame, Head, STYLESHEET_PATH};
use super::{image, page_file};
use crate::diagnostic::Language;
use crate::model::link;
use crate::model::meta::Meta;
use crate::model::publication::Publication;
use crate::source::Snapshot;

/// What the front page says of an article.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) meta: Meta,
}

/// The document of the front page: the newest article first.
pub(crate) fn index_page(publication: &Publication, snapshot: &Snapshot, cards: &[Card]) -> String {
    let labels = page::publication_labels(publication);
    let frame =
        Frame { publication, snapshot, folder: "", language: &publication.language, labels: &labels, class: "index" };
    let title = if publication.title.is_empty() { &labels.articles } else { &publication.title };
    let head = Head {
        title: title.clone(),
        canonical: publication.base_url.clone(),
        stylesheets: vec![STYLESHEET_PATH.to_owned()],
        ..Head::default()
    };
    page::document(&frame, &head, "index", |out| {
        element(out, "h1", "index-title", title);
        out.push_str("\n<ul class=\"cards\">\n");
        let mut cards: Vec<_> = cards.iter().collect();
        cards.sort_by_key(|card| std::cmp::Reverse(card.meta.date));
        for card in cards {
            write_card(out, snapshot, card);
        }
        out.push_str("</ul>\n");
    })
}

fn write_card(out: &mut String, snapshot: &Snapshot, card: &Card) {
    out.push_str("<li class=\"card\"");
    super::escape::attribute(out, "lang", &card.meta.language);
    out.push_str("><a class=\"card-link\"");
    url_attribute(out, "href", &link::href("", &format!("{}/{}", card.slug, page_file(0))));
    out.push('>');
    if let Some(cover) = &card.meta.cover
        && let Some(asset) = snapshot.assets.get(&cover.path)
    {
        // The title beside it says what the link is.
        image::image_tag(out, &link::href("", &cover.path), "", asset.size);
        out.push_str(" class=\"card-image\" loading=\"lazy\" decoding=\"async\">");
    }
    element(out, "span", "card-title", &card.title);
    out.push_str("</a>\n");
    if let Some(description) = &card.meta.description {
        element(out, "p", "card-description", description);
    }
    if let Some(date) = card.meta.date {
        out.push_str("<p class=\"card-meta\"><time");
        super::escape::attribute(out, "datetime", &date.iso());
        out.push('>');
        text(out, &date.for_readers(Language::of_tag(&card.meta.language)));
        out.push_str("</time></p>\n");
    }
    out.push_str("</li>\n");
}
