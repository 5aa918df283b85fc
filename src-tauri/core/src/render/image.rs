//! Images, and where they come from.

use super::Renderer;
use super::escape::{attribute, element, text, url_attribute};
use super::link::web_link;
use crate::model::labels::Labels;
use crate::model::link::{self, Target};
use crate::model::reference::Picture;

/// An image of Markdown. One that is not in the publication leaves its description: as a link where it is on the web,
/// which readers' browsers must not be made to ask, else as words.
pub(super) fn inline(renderer: &Renderer<'_>, out: &mut String, address: &str, title: &str, alt: &str) {
    if renderer.is_raw() {
        return raw(out, address, title, alt);
    }
    match link::resolve(renderer.context.slug, address) {
        Target::Inside(path, _) => renderer.image(out, &path, alt, title),
        Target::Web(address) => web_link(out, &address, if alt.is_empty() { &address } else { alt }),
        Target::Fragment(_) | Target::Refused => element(out, "span", "missing-image", alt),
    }
}

fn raw(out: &mut String, address: &str, title: &str, alt: &str) {
    out.push_str("<img");
    url_attribute(out, "src", address);
    attribute(out, "alt", alt);
    if !title.is_empty() {
        attribute(out, "title", title);
    }
    out.push('>');
}

impl Renderer<'_> {
    /// An image file of the publication, with its size so that nothing jumps when it loads.
    pub(super) fn image(&self, out: &mut String, path: &str, alt: &str, title: &str) {
        let Some(asset) = self.snapshot.assets.get(path) else {
            return element(out, "span", "missing-image", if alt.is_empty() { path } else { alt });
        };
        image_tag(out, &link::href(self.context.slug, path), alt, asset.size);
        if !title.is_empty() {
            attribute(out, "title", title);
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }

    /// A picture of a source or an article, loaded at once where it stands on top of the page.
    pub(super) fn picture(&self, out: &mut String, picture: &Picture, eager: bool) {
        if !eager {
            return self.image(out, &picture.path, &picture.alt, "");
        }
        let size = self.snapshot.assets.get(&picture.path).and_then(|asset| asset.size);
        image_tag(out, &link::href(self.context.slug, &picture.path), &picture.alt, size);
        out.push_str(" fetchpriority=\"high\">");
    }
}

/// Appends `<img src alt width height`, left open for more attributes.
pub(super) fn image_tag(out: &mut String, src: &str, alt: &str, size: Option<(u32, u32)>) {
    out.push_str("<img");
    attribute(out, "src", src);
    attribute(out, "alt", alt);
    if let Some((width, height)) = size {
        out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
}

/// `出典・画像元: example.org`: a link where the credit is an address, else its words.
pub(super) fn credit(out: &mut String, tag: &str, labels: &Labels, credit: &str) {
    out.push_str(&format!("<{tag} class=\"credit\">"));
    text(out, &labels.credit);
    out.push(' ');
    match link::resolve("", credit) {
        Target::Web(address) => web_link(out, &address, &link::host(&address).unwrap_or_else(|| address.clone())),
        _ => text(out, credit),
    }
    super::escape::close(out, tag);
}
