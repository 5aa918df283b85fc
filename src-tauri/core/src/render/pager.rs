//! The numbers of pages, each a link.

use super::escape::{attribute, text, url_attribute};

/// Writes the numbers of `pages` pages, of which this one is `current`, counted from zero.
pub(super) fn numbers(out: &mut String, current: usize, pages: usize, href: impl Fn(usize) -> String) {
    out.push_str("<ol class=\"page-numbers\">");
    let mut last = None;
    for page in shown_numbers(current, pages) {
        if last.is_some_and(|last| last + 1 < page) {
            out.push_str("<li class=\"page-gap\" aria-hidden=\"true\">…</li>");
        }
        last = Some(page);
        out.push_str("<li><a");
        url_attribute(out, "href", &href(page));
        if page == current {
            attribute(out, "aria-current", "page");
        }
        out.push('>');
        text(out, &(page + 1).to_string());
        out.push_str("</a></li>");
    }
    out.push_str("</ol>\n");
}

/// The pages whose numbers stand on page `current`: all of a few, else the first, the last and those around it.
fn shown_numbers(current: usize, pages: usize) -> impl Iterator<Item = usize> {
    let near = current.saturating_sub(NEAR)..(current + NEAR + 1).min(pages);
    let (start, end) = if pages <= FEW { (0, pages) } else { (near.start, near.end) };
    let first = (start > 0).then_some(0);
    let last = (end < pages).then_some(pages.saturating_sub(1));
    first.into_iter().chain(start..end).chain(last)
}

/// As many pages as one line of a phone has room for.
const FEW: usize = 9;
/// How many pages before and after its own a page names.
const NEAR: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_pages_only_the_ends_and_the_neighbours_are_named() {
        let shown = |current, pages| shown_numbers(current, pages).collect::<Vec<_>>();
        assert_eq!(shown(1, 3), [0, 1, 2]);
        assert_eq!(shown(0, 20), [0, 1, 2, 19]);
        assert_eq!(shown(9, 20), [0, 7, 8, 9, 10, 11, 19]);
        assert_eq!(shown(19, 20), [0, 17, 18, 19]);
        assert_eq!(shown(2, 10), [0, 1, 2, 3, 4, 9]);
    }
}
