//! A chapter a second time.
//!
//! What must be unique in an article gets a new name in the copy: an id that its author gave (`{#x}` becomes `{#x-2}`, and
//! the copy's links to it follow), and the label of a footnote that is defined in the chapter. What a heading's words make
//! of an id is unique anyway; marks of notes that are defined elsewhere go on to mean these.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Tag};

use super::rows::{Row, Rows};
use super::{Outcome, Revised, gone, insert};
use crate::article::{Article, placed};
use crate::model::NO_SLUG;
use crate::model::publication::Publication;
use crate::parse::{LinkDefinitions, Node, Prepared, parse_all};
use crate::preview::OutlineKind;
use crate::source::{Snapshot, Span};

/// Puts a copy of the chapter or page break of row `row` behind it.
///
/// # Errors
/// Where there is no such part.
pub fn duplicate_row(text: &str, row: usize) -> Outcome {
    let rows = Rows::read(text);
    let is_copied = |row: &&Row| row.is_part && row.kind != OutlineKind::Introduction;
    let found = rows.rows.get(row).filter(is_copied).ok_or_else(gone)?;
    let copy = copied(text, found.span);
    let start = found.span.end + 2;
    Ok(Revised { edits: vec![insert(found.span.end, format!("\n\n{copy}"))], select: Some(Span::new(start, start)) })
}

fn copied(text: &str, span: Span) -> String {
    let words = span.of(text);
    let prepared = Prepared::new(words);
    let document = parse_all(&prepared, &LinkDefinitions::default());
    let mut names = Names::default();
    names.collect(words, &document.nodes);
    let taken = taken(text);
    let fresh = |name: &str, prefix: char| {
        (2..).map(|number| format!("{name}-{number}")).find(|name| !taken.contains(&(prefix, name.clone())))
    };
    let mut edits: Vec<(Span, String)> = Vec::new();
    for (prefix, defined, used) in [('#', &names.ids, &names.links), ('^', &names.notes, &names.marks)] {
        let renamed: BTreeMap<&str, String> =
            defined.iter().filter_map(|span| Some((span.of(words), fresh(span.of(words), prefix)?))).collect();
        let places = defined.iter().chain(used);
        edits.extend(places.filter_map(|span| Some((*span, renamed.get(span.of(words))?.clone()))));
    }
    edits.sort();
    edits.dedup();
    let mut copy = words.to_owned();
    edits.iter().rev().for_each(|(span, name)| copy.replace_range(span.start..span.end, name));
    copy
}

/// The ids and the labels of notes that the article has.
fn taken(text: &str) -> BTreeSet<(char, String)> {
    let (publication, snapshot) = (Publication::default(), Snapshot::default());
    let article = Article::checked(text, NO_SLUG, &publication, &snapshot);
    let ids = article.whole.ids.iter().map(|id| ('#', id.clone()));
    let notes = placed(0, &article.readings).flat_map(|(_, reading)| &reading.facts.notes);
    ids.chain(notes.map(|note| ('^', note.label.clone()))).collect()
}

/// Where a text gives names, and where it uses them.
#[derive(Default)]
struct Names {
    ids: Vec<Span>,
    links: Vec<Span>,
    notes: Vec<Span>,
    marks: Vec<Span>,
}

impl Names {
    fn collect(&mut self, words: &str, nodes: &[Node<'_>]) {
        for node in nodes {
            match node {
                Node::Event(Event::Start(Tag::Heading { id: Some(id), .. }), span) => {
                    self.ids.extend(last_name(words, *span, id));
                }
                Node::Event(Event::Start(Tag::Link { dest_url, .. }), span) => {
                    self.links.extend(dest_url.strip_prefix('#').and_then(|id| last_name(words, *span, id)));
                }
                Node::Event(Event::Start(Tag::FootnoteDefinition(label)), span) => {
                    self.notes.extend(label_at(words, *span, label));
                }
                Node::Event(Event::FootnoteReference(label), span) => self.marks.extend(label_at(words, *span, label)),
                Node::Directive(directive) => {
                    let ids = directive.attributes.iter().filter(|attribute| attribute.key == "id");
                    self.ids.extend(ids.map(|attribute| attribute.value_span));
                    self.collect(words, directive.label.as_deref().unwrap_or_default());
                    self.collect(words, &directive.children);
                }
                _ => {}
            }
        }
    }
}

/// The last `#id` within `span`: attributes and destinations stand at the end.
fn last_name(words: &str, span: Span, id: &str) -> Option<Span> {
    let at = span.start + span.of(words).rfind(&format!("#{id}"))? + 1;
    Some(Span::new(at, at + id.len()))
}

/// The label behind `[^`.
fn label_at(words: &str, span: Span, label: &str) -> Option<Span> {
    let at = span.start + span.of(words).find("[^")? + 2;
    let place = Span::new(at, at + label.len());
    (place.of(words) == label).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_stands_behind_its_original() {
        let text = "## A\n\na\n\n### S\n\ns\n\n::page-break\n\n## B\n";
        let revised = duplicate_row(text, 1).unwrap();
        let copy = revised.apply(text);
        assert_eq!(copy, text.replacen("s\n\n", "s\n\n## A\n\na\n\n### S\n\ns\n\n", 1));
        assert!(copy[revised.select.unwrap().start..].starts_with("## A\n\na\n\n### S\n\ns\n\n::page"));
        assert!(duplicate_row(text, 0).is_err() && duplicate_row(text, 2).is_err());
    }

    #[test]
    fn names_stay_unique() {
        let text = "[^o] [^n-2]\n\n## A {#x}\n\n[link](#x) [other](#z) [^n] [^o]\n\n:::note{#y}\n[^n]\n:::\n\n\
                    [^n]: Note.\n\n## B {#x-2}\n\n[^o]: O.\n\n[^n-2]: N.\n";
        let copy =
            "## A {#x-3}\n\n[link](#x-3) [other](#z) [^n-3] [^o]\n\n:::note{#y-2}\n[^n-3]\n:::\n\n[^n-3]: Note.\n\n";
        let expected = text.replacen("## B", &format!("{copy}## B"), 1);
        assert_eq!(duplicate_row(text, 1).unwrap().apply(text), expected);
    }
}
