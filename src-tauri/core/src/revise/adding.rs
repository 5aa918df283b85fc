//! A new chapter or a page break: behind a part, or where the cursor stands, which splits a chapter in two.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::heading::{at_level, level};
use super::rows::{Row, Rows};
use super::{Outcome, Revised, gone, insert};
use crate::article::{Article, placed};
use crate::diagnostic::Message;
use crate::model::NO_SLUG;
use crate::model::publication::Publication;
use crate::parse::{LinkDefinitions, Node, Prepared, parse};
use crate::preview::OutlineKind;
use crate::source::{Snapshot, Span};

/// The line that ends a page.
const PAGE_BREAK: &str = "::page-break";

/// Starts a chapter with the heading `title` behind the part that holds row `row`. The words are selected.
///
/// # Errors
/// Where there is no such row.
pub fn add_chapter(text: &str, row: usize, title: &str) -> Outcome {
    let at = behind(&Rows::read(text), row)?;
    Ok(heading(text, at, title))
}

/// Ends a page behind the part that holds row `row`.
///
/// # Errors
/// Where there is no such row.
pub fn add_page_break(text: &str, row: usize) -> Outcome {
    let at = behind(&Rows::read(text), row)?;
    Ok(standing_alone(text, at, PAGE_BREAK, PAGE_BREAK.len()..PAGE_BREAK.len()))
}

/// Splits the chapter at byte `at`. At the heading of a section, that section becomes the chapter; anywhere else a heading
/// `title` stands between, selected. A paragraph is split where the cursor stands, everything else is kept whole.
///
/// # Errors
/// Where no chapter would start there.
pub fn split_chapter(text: &str, at: usize, title: &str) -> Outcome {
    let rows = Rows::read(text);
    let on = |row: &Row| row.mark.start <= at && at <= row.mark.end;
    let section = rows.rows.iter().position(|row| on(row) && row.kind == OutlineKind::Section);
    let (revised, more) = match section {
        Some(section) => (raised(&rows, section), 0),
        None => (heading(text, open_place(text, at), title), 1),
    };
    if gained(text, &revised, more) { Ok(revised) } else { Err(inside()) }
}

/// The section and those in it, higher in rank, so that it is a chapter.
fn raised(rows: &Rows<'_>, section: usize) -> Revised {
    let Row { span, mark, .. } = &rows.rows[section];
    let by = level(rows.text, *mark) - 2;
    let inside = rows.rows[section..].iter().take_while(|row| row.mark.start < span.end);
    let headings = inside.filter(|row| row.kind == OutlineKind::Section);
    let edits = headings.map(|row| at_level(rows.text, row.mark, (level(rows.text, row.mark) - by).max(2))).collect();
    Revised { edits, select: None }
}

/// The end of the part that holds a row.
fn behind(rows: &Rows<'_>, row: usize) -> Result<usize, Message> {
    let part = rows.rows.iter().take(row + 1).rfind(|row| row.is_part).filter(|_| row < rows.rows.len());
    part.map(|part| part.span.end).ok_or_else(gone)
}

fn heading(text: &str, at: usize, title: &str) -> Revised {
    standing_alone(text, at, &format!("## {title}"), 3..3 + title.len())
}

/// Lets `words` stand between blank lines at byte `at`, a range of them selected.
fn standing_alone(text: &str, at: usize, words: &str, selected: Range<usize>) -> Revised {
    let (before, behind) = text.split_at(at);
    let ends = |edge: &str| before.ends_with(edge) || before.is_empty();
    let lead = if ends("\n\n") || before.trim().is_empty() && ends("\n") {
        ""
    } else if ends("\n") {
        "\n"
    } else {
        "\n\n"
    };
    let tail = match behind {
        "" => "\n",
        rest if rest.starts_with("\n\n") || rest == "\n" => "",
        rest if rest.starts_with('\n') => "\n",
        _ => "\n\n",
    };
    let start = at + lead.len();
    Revised {
        edits: vec![insert(at, format!("{lead}{words}{tail}"))],
        select: Some(Span::new(start + selected.start, start + selected.end)),
    }
}

/// The place nearest to byte `at` where a block may begin: within a paragraph there, else behind the block that holds it.
fn open_place(text: &str, at: usize) -> usize {
    let (publication, snapshot) = (Publication::default(), Snapshot::default());
    let article = Article::checked(text, NO_SLUG, &publication, &snapshot);
    let body = article.head.body;
    if at <= body {
        return body;
    }
    let passage = placed(body, &article.readings).filter(|(base, _)| *base <= at).last();
    let Some((base, reading)) = passage else { return at };
    let prepared = Prepared::new(Span::new(base, base + reading.length).of(text));
    let document = parse(&prepared, &LinkDefinitions::default());
    let holds = |span: Span| span.start + base < at && at < content_end(text, span.shifted(base));
    let mut depth = 0usize;
    for node in &document.nodes {
        match node {
            Node::Event(Event::Start(tag), span) => {
                if depth == 0 && holds(*span) {
                    let splits = matches!(tag, Tag::Paragraph);
                    return if splits { at } else { content_end(text, span.shifted(base)) };
                }
                depth += 1;
            }
            Node::Event(Event::End(_), _) => depth = depth.saturating_sub(1),
            Node::Directive(directive) if depth == 0 && holds(directive.span) => {
                return content_end(text, directive.span.shifted(base));
            }
            _ => {}
        }
    }
    at
}

fn content_end(text: &str, span: Span) -> usize {
    span.start + span.of(text).trim_end().len()
}

/// Whether the change gives the outline that many rows more, and loses none.
fn gained(text: &str, revised: &Revised, more: usize) -> bool {
    let count = |text: &str| Rows::read(text).rows.len();
    count(&revised.apply(text)) == count(text) + more
}

fn inside() -> Message {
    Message::new(
        "Nothing can start here, within a block. Put the cursor between two paragraphs.",
        "ブロックの途中では分けられません。段落の間にカーソルを置いてください。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: t\n---\n\nIntro.\n\n## A\n\none two\nthree\n\n- x\n- y\n\n:::note\nn\n:::\n\n### S\n\ns\n\n#### T\n\n## B";

    fn split(text: &str, before: &str) -> Result<String, Message> {
        split_chapter(text, text.find(before).unwrap(), "N").map(|revised| {
            let new = revised.apply(text);
            assert!(revised.select.is_none_or(|select| select.of(&new) == "N"));
            new
        })
    }

    #[test]
    fn a_chapter_is_split_where_a_block_may_begin() {
        let cases = [
            ("two", "one two", "one \n\n## N\n\ntwo"),
            ("\n\n- x", "three\n\n- x", "three\n\n## N\n\n- x"),
            ("y\n", "- y\n\n:::", "- y\n\n## N\n\n:::"),
            ("n\n:::", ":::\n\n### S", ":::\n\n## N\n\n### S"),
            ("ntro", "Intro.", "I\n\n## N\n\nntro."),
            ("itle", "Intro.", "## N\n\nIntro."),
        ];
        for (at, old, new) in cases {
            assert_eq!(split(TEXT, at).unwrap(), TEXT.replacen(old, new, 1), "at {at:?}");
        }
    }

    #[test]
    fn a_section_becomes_a_chapter() {
        let expected = TEXT.replacen("### S", "## S", 1).replacen("#### T", "### T", 1);
        assert_eq!(split(TEXT, "# S").unwrap(), expected);
    }

    #[test]
    fn what_is_added_stands_between_blank_lines() {
        let add = |row| add_chapter(TEXT, row, "N").unwrap().apply(TEXT);
        assert_eq!(add(0), TEXT.replacen("Intro.", "Intro.\n\n## N", 1));
        assert_eq!(add(2), TEXT.replacen("#### T", "#### T\n\n## N", 1));
        assert_eq!(add(4), format!("{TEXT}\n\n## N\n"));
        assert_eq!(add_page_break(TEXT, 1).unwrap().apply(TEXT), TEXT.replacen("#### T", "#### T\n\n::page-break", 1));
        assert_eq!(add_chapter("", 0, "N").unwrap().apply(""), "## N\n");
        assert!(add_chapter(TEXT, 9, "N").is_err());
    }
}
