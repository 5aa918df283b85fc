//! The rows of the binder and the text that each stands for.
//!
//! A chapter reaches to the next one, with its sections. A page break with words behind it is part of the chapter that it
//! divides. One that is followed by nothing but the next chapter, or the end, stands between chapters: it is a part of its
//! own, which stays where it is while chapters move past it.

use crate::article::{Article, placed};
use crate::model::NO_SLUG;
use crate::model::publication::Publication;
use crate::preview::{OutlineKind, outline};
use crate::source::{Snapshot, Span};

/// An article, cut as the binder shows it.
pub(super) struct Rows<'t> {
    pub(super) text: &'t str,
    /// As many as the outline has, in the same order.
    pub(super) rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) kind: OutlineKind,
    pub(super) depth: u8,
    pub(super) title: String,
    /// The heading or the page break itself; empty for the introduction.
    pub(super) mark: Span,
    /// Whole lines from the row's first to the last that is not blank, without its line end, sections and all. Empty for
    /// an introduction without words.
    pub(super) span: Span,
    /// Whether it is a part of the article: the introduction, a chapter, or a page break between chapters. Parts follow
    /// each other with nothing but blank lines between them.
    pub(super) is_part: bool,
}

impl<'t> Rows<'t> {
    pub(super) fn read(text: &'t str) -> Self {
        let (publication, snapshot) = (Publication::default(), Snapshot::default());
        let article = Article::checked(text, NO_SLUG, &publication, &snapshot);
        let body = article.head.body;
        let mut rows = vec![Row {
            kind: OutlineKind::Introduction,
            depth: 0,
            title: String::new(),
            mark: Span::new(body, body),
            span: Span::new(body, body),
            is_part: true,
        }];
        for (base, reading) in placed(body, &article.readings) {
            let places = &reading.places;
            let mut spans: Vec<_> =
                places.headings.iter().chain(&places.breaks).map(|span| span.shifted(base)).collect();
            spans.sort_unstable();
            rows.extend(outline::items(reading).into_iter().zip(spans).map(|((_, kind, title, depth), span)| Row {
                kind,
                depth,
                title: title.to_owned(),
                mark: span,
                span: Span::new(line_start(text, span.start), span.end),
                is_part: kind == OutlineKind::Chapter,
            }));
        }
        let mut rows = Self { text, rows };
        rows.part_page_breaks();
        rows.stretch();
        rows
    }

    /// Finds the page breaks between chapters, from the last on.
    fn part_page_breaks(&mut self) {
        let mut next = self.text.len();
        for row in self.rows.iter_mut().skip(1).rev() {
            if row.kind == OutlineKind::PageBreak {
                row.is_part = Span::new(row.span.end, next).of(self.text).trim().is_empty();
            }
            if row.is_part {
                next = row.span.start;
            }
        }
    }

    /// Lets each heading reach as far as its words do.
    fn stretch(&mut self) {
        let ends: Vec<usize> = (0..self.rows.len()).map(|index| self.end_of(index)).collect();
        for (row, end) in self.rows.iter_mut().zip(ends) {
            let is_whole = row.kind == OutlineKind::PageBreak && !row.is_part;
            if !is_whole {
                row.span.end = content_end(self.text, row.span.start, end);
            }
        }
    }

    fn end_of(&self, index: usize) -> usize {
        let row = &self.rows[index];
        let of_section = |next: &Row| {
            row.kind == OutlineKind::Section && next.kind == OutlineKind::Section && next.depth <= row.depth
        };
        let next = self.rows[index + 1..].iter().find(|next| next.is_part || of_section(next));
        next.map_or(self.text.len(), |next| next.span.start)
    }

    /// The indices of the parts.
    pub(super) fn parts(&self) -> Vec<usize> {
        (0..self.rows.len()).filter(|&index| self.rows[index].is_part).collect()
    }

    /// What tells one order of rows from another.
    pub(super) fn shape(&self) -> Vec<(OutlineKind, u8, &str)> {
        self.rows.iter().map(|row| (row.kind, row.depth, row.title.as_str())).collect()
    }
}

/// The start of the line that holds byte `at`.
fn line_start(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1)
}

/// The end of the last line within the bytes from `start` to `end` that is not blank; spaces at its end are its own.
fn content_end(text: &str, start: usize, end: usize) -> usize {
    let content = Span::new(start, end).of(text);
    let words = start + content.trim_end().len();
    if words == start {
        return start;
    }
    memchr::memchr(b'\n', &text.as_bytes()[words..end]).map_or(end, |newline| words + newline)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: t\n---\n\nIntro.\n\n::page-break\n\n## A  \n\na\n\n### A1\n\n::page-break\n\na1  \n\n\
                        #### A11\n\na11\n\n### A2\n\n```\n## no\n```\n\n::page-break[B]\n\nB\n---\nb";

    fn spans(text: &str) -> Vec<(bool, &str)> {
        Rows::read(text).rows.iter().map(|row| (row.is_part, row.span.of(text))).collect()
    }

    #[test]
    fn a_row_stands_for_its_words() {
        let chapter = "## A  \n\na\n\n### A1\n\n::page-break\n\na1  \n\n#### A11\n\na11\n\n### A2\n\n```\n## no\n```";
        let expected = [
            (true, "\nIntro."),
            (true, "::page-break"),
            (true, chapter),
            (false, "### A1\n\n::page-break\n\na1  \n\n#### A11\n\na11"),
            (false, "::page-break"),
            (false, "#### A11\n\na11"),
            (false, "### A2\n\n```\n## no\n```"),
            (true, "::page-break[B]"),
            (true, "B\n---\nb"),
        ];
        assert_eq!(spans(TEXT), expected);
    }

    #[test]
    fn an_article_without_words_has_an_empty_introduction() {
        assert_eq!(spans(""), [(true, "")]);
        assert_eq!(spans("---\na: 1\n---\n\n## A"), [(true, ""), (true, "## A")]);
    }

    #[test]
    fn the_rows_are_those_of_the_outline() {
        let update =
            crate::preview::Preview::default().update(&Publication::default(), &Snapshot::default(), "a", TEXT);
        let outline = update.outline.insert;
        let shape: Vec<_> = outline.iter().map(|item| (item.kind, item.depth, item.title.as_str())).collect();
        assert_eq!(Rows::read(TEXT).shape(), shape);
    }
}
