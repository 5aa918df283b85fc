//! Every image that an article shows, and where it is named.

use pulldown_cmark::{Event, Tag};

use super::link::{self, Target};
use super::walk::{self, Visit};
use super::{Article, BlockKind, Item};
use crate::source::{PublicationPath, Span};

/// One use of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ImageUse {
    pub(crate) path: PublicationPath,
    /// Where it is named, and in which file.
    pub(crate) span: Span,
    pub(crate) file: PublicationPath,
}

/// The images of an article in text order, its cover first. Those on the web are not among them.
pub(crate) fn of_article(article: &Article<'_>) -> Vec<ImageUse> {
    let mut uses = Vec::new();
    let mut add = |path: &str, span: Span, file: &str| {
        uses.push(ImageUse { path: path.to_owned(), span, file: file.to_owned() });
    };
    if let Some(cover) = &article.meta.cover {
        add(&cover.path, cover.span, &article.path);
    }
    walk::article(article, &mut |visit| match visit {
        Visit::Block(block) => match &block.kind {
            BlockKind::Source { source, .. } => {
                if let Some(image) = &source.reference.image {
                    let file = if source.reference.file.is_empty() { &article.path } else { &source.reference.file };
                    add(&image.path, image.span, file);
                }
            }
            BlockKind::Figure { figure, .. } => {
                figure.path.iter().for_each(|path| add(path, figure.span, &article.path));
            }
            BlockKind::Commentary { speaker, .. } => {
                speaker.avatar.iter().for_each(|path| add(path, block.span, &article.path));
            }
            _ => {}
        },
        Visit::Flow(flow) => {
            for item in flow {
                if let Item::Event(Event::Start(Tag::Image { dest_url, .. }), span) = item
                    && let Target::Inside(path, _) = link::resolve(&article.slug, dest_url)
                {
                    add(&path, *span, &article.path);
                }
            }
        }
    });
    uses
}
