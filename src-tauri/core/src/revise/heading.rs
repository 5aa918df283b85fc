//! The words of a heading or of a page break as their author wrote them, and the level of a heading.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{insert, remove, replace};
use crate::diagnostic::TextEdit;
use crate::parse::{LinkDefinitions, Node, Prepared, parse_all};
use crate::source::Span;

/// Where the words of the heading at `span` stand, without number signs, underline and attributes. Nothing where a
/// heading has no words.
pub(super) fn words_of_heading(text: &str, span: Span) -> Option<Span> {
    let prepared = Prepared::new(span.of(text));
    let document = parse_all(&prepared, &LinkDefinitions::default());
    let is_edge = |node: &Node<'_>| {
        matches!(node, Node::Event(Event::Start(Tag::Heading { .. }) | Event::End(TagEnd::Heading(_)), _))
    };
    let mut inside = document.nodes.iter().filter(|node| !is_edge(node)).map(Node::span);
    let first = inside.next()?;
    Some(
        Span::new(with_escape(span.of(text), first.start), inside.next_back().unwrap_or(first).end).shifted(span.start),
    )
}

/// Where words start, with the backslash that their first character may have: the parser passes over it.
fn with_escape(text: &str, start: usize) -> usize {
    if text[..start].ends_with('\\') { start - 1 } else { start }
}

/// Where the teaser of the page break at `span` stands, and the brackets around it; where it would stand, if it has none.
pub(super) fn label_of_break(text: &str, span: Span) -> (Option<Span>, Span) {
    let prepared = Prepared::new(span.of(text));
    let document = parse_all(&prepared, &LinkDefinitions::default());
    let Some(Node::Directive(directive)) = document.nodes.first() else { return (None, span) };
    let behind_name = Span::new(directive.name_span.end, directive.name_span.end);
    let Some(label) = &directive.label else { return (None, behind_name.shifted(span.start)) };
    let start = directive.name_span.end;
    let words = label.first().zip(label.last()).map(|(first, last)| {
        let first = with_escape(span.of(text), first.span().start);
        Span::new(first, last.span().end)
    });
    let end = words.map_or(start + 1, |words| words.end);
    let brackets = Span::new(start, end + 1);
    (words.map(|words| words.shifted(span.start)), brackets.shifted(span.start))
}

/// The edit that gives the heading at `span` another level, from one to six.
pub(super) fn at_level(text: &str, span: Span, level: usize) -> TextEdit {
    let signs = signs(text, span);
    if signs > 0 {
        let start = span.start + indent(text, span);
        return if level > signs {
            insert(start, "#".repeat(level - signs))
        } else {
            remove(Span::new(start, start + signs - level))
        };
    }
    // A heading that is underlined has two levels only.
    let words = span.of(text).trim();
    let above = words.rsplit_once('\n').map_or(words, |(above, _)| above);
    let line = above.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    replace(span, format!("{} {line}", "#".repeat(level)))
}

/// The level of a heading.
pub(super) fn level(text: &str, span: Span) -> usize {
    match signs(text, span) {
        0 if span.of(text).trim_end().ends_with('=') => 1,
        0 => 2,
        signs => signs,
    }
}

/// Behind the number signs of a heading: where the words of one without words belong, in front of its attributes.
pub(super) fn behind_signs(text: &str, span: Span) -> usize {
    span.start + indent(text, span) + signs(text, span)
}

/// How many number signs a heading starts with; none where it is underlined.
fn signs(text: &str, span: Span) -> usize {
    let heading = span.of(text).trim_start();
    // Underlined words may start with a number sign that starts no heading, as in `#tag`.
    let count = heading.bytes().take_while(|byte| *byte == b'#').count();
    let ends = heading.as_bytes().get(count).is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n'));
    if ends && count <= 6 { count } else { 0 }
}

fn indent(text: &str, span: Span) -> usize {
    let heading = span.of(text);
    heading.len() - heading.trim_start().len()
}
