//! `commentary`: what a persona says, in a speech balloon.

use super::Renderer;
use super::block::open;
use super::escape::{element, text};
use super::html::Html;
use super::image::image_tag;
use crate::model::link;
use crate::model::publication::Side;
use crate::model::{Block, Speaker};

/// How many tints the stylesheet has; personas beyond them start over.
const TINTS: usize = 6;

impl Renderer<'_> {
    pub(super) fn commentary(&self, out: &mut Html, block: &Block<'_>, speaker: &Speaker, words: &[Block<'_>]) {
        let side = match speaker.side {
            Side::Left => "left",
            Side::Right => "right",
        };
        open(out, block, "div", &format!("commentary side-{side} persona-{}", speaker.colour % TINTS));
        out.push_str("><div class=\"speaker\">");
        self.avatar(out, speaker);
        element(out, "span", "speaker-name", &speaker.name);
        out.push_str("</div><div class=\"balloon\">\n");
        self.blocks(out, words);
        out.push_str("</div></div>\n");
    }

    /// The name stands beside the picture, so the picture itself says nothing.
    fn avatar(&self, out: &mut Html, speaker: &Speaker) {
        if let Some(path) = &speaker.avatar {
            let size = self.snapshot.assets.get(path).and_then(|asset| asset.size);
            image_tag(out, &link::href(self.context.slug, path), "", size);
            return out.push_str(" class=\"avatar\" loading=\"lazy\" decoding=\"async\">");
        }
        out.push_str("<span class=\"avatar avatar-initial\" aria-hidden=\"true\">");
        text(out, &speaker.name.chars().take(1).collect::<String>());
        out.push_str("</span>");
    }
}
