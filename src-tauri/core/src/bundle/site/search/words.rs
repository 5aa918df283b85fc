//! An article's chapters and the terms in each.

use pulldown_cmark::HeadingLevel;

use super::terms::{self, Term};
use crate::Trust;
use crate::article::Article;
use crate::render::part::Part;
use crate::source::Snapshot;

/// What the index holds of an article.
pub(in crate::bundle::site) struct ArticleWords {
    /// The introduction first, with an empty title.
    pub(super) chapters: Vec<Chapter>,
    /// Each term once for each chapter, which is given by its number in `chapters`. In order.
    pub(super) terms: Vec<(Term, u32)>,
}

pub(super) struct Chapter {
    pub(super) title: String,
    /// The heading's; empty for the introduction.
    pub(super) id: String,
    pub(super) page: usize,
}

/// Finds the terms of an article that is written.
pub(in crate::bundle::site) fn words_of(article: &Article<'_>) -> ArticleWords {
    let headings = article.whole.headings.iter().filter(|heading| heading.level == HeadingLevel::H2);
    let introduction = Chapter { title: String::new(), id: String::new(), page: 0 };
    let (mut chapters, mut starts) = (vec![introduction], vec![0]);
    for heading in headings {
        chapters.push(Chapter { title: heading.text.clone(), id: heading.id.clone(), page: heading.page });
        starts.push(heading.block);
    }
    let mut terms = Vec::new();
    let meta = &article.head.meta;
    let front = std::iter::once(article.title()).chain(meta.description.as_deref());
    let front = front.chain(meta.tags.iter().chain(&meta.authors).map(String::as_str));
    front.for_each(|words| terms::each(words, |term| terms.push((term, 0))));
    let blocks = article.whole.pages.last().map_or(0, |page| page.blocks.end);
    let (mut html, mut words) = (String::new(), String::new());
    // Words are the same wherever the places they link to stand; nothing of the publication is asked for them.
    article.compose(&Snapshot::default(), Trust::Sanitised, |composer| {
        for (chapter, &start) in starts.iter().enumerate() {
            html.clear();
            let end = starts.get(chapter + 1).copied().unwrap_or(blocks);
            (start..end).for_each(|block| composer.part(&mut html, Part::Block(block)));
            words.clear();
            text_of(&html, &mut words);
            let chapter = u32::try_from(chapter).unwrap_or(u32::MAX);
            terms::each(&words, |term| terms.push((term, chapter)));
        }
    });
    terms.sort_unstable();
    terms.dedup();
    ArticleWords { chapters, terms }
}

/// Appends what a reader of `html` reads. Readings over characters are left out: they would stand within words.
fn text_of(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(start) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        if rest.starts_with('&') {
            let end = rest.find(';').map_or(1, |end| end + 1);
            out.push_str(character(&rest[..end]));
            rest = &rest[end..];
            continue;
        }
        let skipped = if rest.starts_with("<rt>") { rest.find("</rt>") } else { Some(0) };
        rest = &rest[skipped.unwrap_or(0)..];
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        if !is_within_words(&rest[..end]) {
            out.push(' ');
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
}

/// The character that a reference stands for, of those that are written here.
fn character(reference: &str) -> &str {
    match reference {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        _ => " ",
    }
}

/// A tag that a word may go on behind.
fn is_within_words(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(name.len());
    matches!(&name[..end], "a" | "b" | "em" | "i" | "mark" | "ruby" | "rt" | "rp" | "strong" | "span" | "u" | "wbr")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_on_across_marks_and_end_with_blocks() {
        let mut words = String::new();
        text_of("<p>市<ruby>場<rt>ば</rt></ruby>の<strong>朝</strong></p><p>a &amp; b &lt;c</p>", &mut words);
        assert_eq!(words, " 市場の朝  a & b <c ");
    }
}
