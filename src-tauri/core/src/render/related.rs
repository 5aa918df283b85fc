//! The articles that share tags with the one above them.

use super::card;
use super::escape::text;
use super::page::Frame;

/// Writes them; nothing where no article shares a tag.
pub(super) fn write(out: &mut String, frame: &Frame<'_>, slug: &str) {
    let Some(site) = frame.site else { return };
    let related = site.related(slug);
    if related.is_empty() {
        return;
    }
    out.push_str("<section class=\"related\" aria-labelledby=\"related\"><h2 id=\"related\">");
    text(out, &frame.labels.related);
    out.push_str("</h2>\n");
    card::cards(out, frame, related.into_iter().map(AsRef::as_ref));
    out.push_str("</section>\n");
}
