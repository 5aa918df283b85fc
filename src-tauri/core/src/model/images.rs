//! Every image that a passage shows, and where it is named.

use pulldown_cmark::{Event, Tag};

use super::link::{self, Target};
use super::walk::{self, Visit};
use super::{BlockKind, Item, Passage};
use crate::source::{PublicationPath, Span};

/// One use of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ImageUse {
    pub(crate) path: PublicationPath,
    /// Where it is named, and in which file; the passage's own where that is empty.
    pub(crate) span: Span,
    pub(crate) file: PublicationPath,
}

/// The images of a passage of the article in folder `slug`, in text order. Those on the web are not among them.
pub(crate) fn of_passage(passage: &Passage<'_>, slug: &str) -> Vec<ImageUse> {
    let mut uses = Vec::new();
    let mut add = |path: &str, span: Span, file: &str| {
        uses.push(ImageUse { path: path.to_owned(), span, file: file.to_owned() });
    };
    walk::passage(passage, &mut |visit| match visit {
        Visit::Block(block) => match &block.kind {
            BlockKind::Source { source, .. } => {
                if let Some(image) = &source.reference.image {
                    add(&image.path, image.span, &source.reference.file);
                }
            }
            BlockKind::Figure { figure, .. } => {
                figure.path.iter().for_each(|path| add(path, figure.span, ""));
            }
            BlockKind::Commentary { speaker, .. } => {
                speaker.avatar.iter().for_each(|path| add(path, block.span, ""));
            }
            _ => {}
        },
        Visit::Flow(flow) => {
            for item in flow {
                if let Item::Event(Event::Start(Tag::Image { dest_url, .. }), span) = item
                    && let Target::Inside(path, _) = link::resolve(slug, dest_url)
                {
                    add(&path, *span, "");
                }
            }
        }
    });
    uses
}
