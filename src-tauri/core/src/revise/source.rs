//! Taking a source into an article: its entry in `references`, and the block that shows it.
//!
//! Only the entry changes; everything else in the file stays as it is, byte by byte. What was written is read again
//! before it is handed out: where the front matter would mean anything else than it did, the change is refused.

use super::{Outcome, Revised, insert, replace, yaml};
use crate::diagnostic::{Message, TextEdit};
use crate::library::fields::{placed, set, table};
use crate::library::{Described, Mentions, SourceFields};
use crate::parse::split_front_matter;
use crate::parse::value::{self, Kind, Value};
use crate::source::Span;

/// What becomes of the article's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockFor {
    /// It stays.
    Nothing,
    /// A `source` block for the source comes behind the line at this byte.
    NewCard(usize),
    /// A citation of the source comes at this byte.
    Citation(usize),
    /// The block at this byte, which described its source itself, names the entry instead.
    Described(usize),
}

/// Writes `fields` into the front matter of the article in folder `slug`, in place of the entry `replaces` where there is
/// one. Without `writes`, the source stands elsewhere and only the block is made.
pub fn put_source(
    text: &str,
    slug: &str,
    fields: &SourceFields,
    replaces: Option<&str>,
    writes: bool,
    block: BlockFor,
) -> Outcome {
    let mut edits = Vec::new();
    if writes {
        edits.push(put_entry(text, &fields.entry(slug), replaces)?);
    }
    if let Some(old) = replaces.filter(|old| *old != fields.id) {
        let named = Mentions::read(text).sources.into_iter().filter(|(key, _)| key == old);
        edits.extend(named.map(|(_, span)| replace(span, fields.id.clone())));
    }
    let select = match block {
        BlockFor::Nothing => None,
        BlockFor::NewCard(at) => Some(new_card(text, at, &fields.id)),
        BlockFor::Citation(at) => Some(citation(text, at, &fields.id)),
        BlockFor::Described(at) => {
            edits.extend(name_entry(text, at, &fields.id));
            None
        }
    };
    let cursor = select.map(|(edit, offset)| {
        let grown: isize = edits.iter().filter(|other| other.span.start <= edit.span.start).map(growth).sum();
        let cursor = edit.span.start.saturating_add_signed(grown) + offset;
        edits.push(edit);
        Span::new(cursor, cursor)
    });
    edits.sort_by_key(|edit| edit.span);
    Ok(Revised { edits, select: cursor })
}

fn growth(edit: &TextEdit) -> isize {
    edit.text.len() as isize - (edit.span.end - edit.span.start) as isize
}

/// The edit of the front matter that makes `entry` part of `references`.
fn put_entry(text: &str, entry: &Value, replaces: Option<&str>) -> Result<TextEdit, Message> {
    let Some((span, _)) = split_front_matter(text) else {
        let gap = if text.starts_with('\n') || text.is_empty() { "" } else { "\n" };
        return Ok(insert(0, format!("---\nreferences:\n{}---\n{gap}", item(entry, "  "))));
    };
    let before = value::from_yaml(span.of(text), span.start).map_err(|_| unreadable())?;
    let mut expected = if before.is_null() { table(Vec::new()) } else { before.clone() };
    let mut items = before.get("references").map_or(&[][..], Value::items).to_vec();
    let at = replaces.and_then(|key| items.iter().rposition(|item| key_of(item) == Some(key)));
    match at {
        Some(at) => items[at] = entry.clone(),
        None => items.push(entry.clone()),
    }
    set(&mut expected, "references", Some(placed(Kind::List(items))));
    let precise = edit_in_place(text, span, &before, entry, at);
    let whole = || Some(rewrite_list(text, span, &before, &expected));
    let right = |edit: &TextEdit| is_right(text, edit, &expected);
    precise.filter(right).or_else(|| whole().filter(right)).ok_or_else(unreadable)
}

/// Replaces one item of a list that stands line by line, or adds one at its end.
fn edit_in_place(text: &str, yaml: Span, before: &Value, entry: &Value, at: Option<usize>) -> Option<TextEdit> {
    let Some(list) = before.get("references") else {
        return Some(insert(yaml.end, format!("references:\n{}", item(entry, "  "))));
    };
    let items = list.items();
    let indent = dash_indent(text, items.first()?)?;
    let end_of_list = end_of_value(text, yaml, before, "references");
    let end_of = |index: usize| match items.get(index + 1) {
        Some(next) => dash_indent(text, next).map(|_| line_start(text, next.span.start)),
        None => Some(end_of_list),
    };
    let Some(at) = at else {
        let end = without_trailing_notes(text, items.last()?.span.end, end_of_list);
        let gap = if text[..end].ends_with('\n') { "" } else { "\n" };
        return Some(insert(end, format!("{gap}{}", item(entry, indent))));
    };
    dash_indent(text, &items[at])?;
    let end = without_trailing_notes(text, items[at].span.end, end_of(at)?);
    Some(replace(Span::new(line_start(text, items[at].span.start), end), item(entry, indent)))
}

/// Writes the whole list anew, for one that stands in brackets or in a form of its own.
fn rewrite_list(text: &str, yaml: Span, before: &Value, expected: &Value) -> TextEdit {
    let items = expected.get("references").map_or(&[][..], Value::items);
    let list: String = items.iter().map(|one| item(one, "  ")).collect();
    let key = before.entries().iter().find(|(key, _)| key.name == "references");
    let start = key.map_or(yaml.end, |(key, _)| line_start(text, key.span.start));
    let end = if key.is_some() { end_of_value(text, yaml, before, "references") } else { yaml.end };
    let end =
        without_trailing_notes(text, before.get("references").map_or(start, |list| list.span.end).max(start), end);
    replace(Span::new(start, end), format!("references:\n{list}"))
}

/// Whether the front matter then means what is expected, and stays front matter.
fn is_right(text: &str, edit: &TextEdit, expected: &Value) -> bool {
    let after = Revised { edits: vec![edit.clone()], select: None }.apply(text);
    let Some((span, body)) = split_front_matter(&after) else { return false };
    let old_body = split_front_matter(text).map_or(0, |(_, body)| body);
    after[body..] == text[old_body..]
        && value::from_yaml(span.of(&after), 0).is_ok_and(|value| same_meaning(&value, expected))
}

/// Whether two values are the same, wherever they stand; a number and its digits are.
pub(super) fn same_meaning(one: &Value, other: &Value) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::List(one), Kind::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same_meaning(one, other))
        }
        (Kind::Table(one), Kind::Table(other)) => {
            let same = |((key, value), (other_key, other)): (&(value::Key, Value), &(value::Key, Value))| {
                key.name == other_key.name && same_meaning(value, other)
            };
            one.len() == other.len() && one.iter().zip(other).all(same)
        }
        _ => one.text().is_some() && one.text() == other.text() || one.kind == other.kind,
    }
}

/// An item of a list, its dash behind `indent`.
fn item(entry: &Value, indent: &str) -> String {
    let lines = yaml::entries(entry, indent.len() + 2);
    format!("{indent}- {}", lines.trim_start_matches(' '))
}

/// What stands before an item's dash, where the item starts a line of its own with spaces, a dash and one space.
fn dash_indent<'t>(text: &'t str, item: &Value) -> Option<&'t str> {
    let before = &text[line_start(text, item.span.start)..item.span.start];
    let indent = before.strip_suffix("- ")?;
    indent.bytes().all(|byte| byte == b' ').then_some(indent)
}

/// Where the next entry of the front matter starts, or its end.
fn end_of_value(text: &str, yaml: Span, table: &Value, name: &str) -> usize {
    let mut keys = table.entries().iter().skip_while(|(key, _)| key.name != name).skip(1);
    keys.next().map_or(yaml.end, |(key, _)| line_start(text, key.span.start))
}

/// Blank lines and comments before `end` belong to what follows; nothing before `content` does.
fn without_trailing_notes(text: &str, content: usize, end: usize) -> usize {
    let mut end = end;
    while end > content {
        let start = line_start(text, end - 1);
        let line = text[start..end].trim();
        if start <= content || !(line.is_empty() || line.starts_with('#')) {
            break;
        }
        end = start;
    }
    end
}

fn key_of(item: &Value) -> Option<&str> {
    item.get("id").and_then(Value::text).map(str::trim)
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// A card behind the line at `at`, or on it where it is blank; and where the cursor goes in what is inserted.
fn new_card(text: &str, at: usize, id: &str) -> (TextEdit, usize) {
    let body = split_front_matter(text).map_or(0, |(_, body)| body);
    let start = line_start(text, at).max(body);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    let takes_line = at < body || text[start..end].trim().is_empty();
    let place = if takes_line { start } else { end };
    let lead = match &text[body..place] {
        "" => "",
        before if before.ends_with("\n\n") => "",
        before if before.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let after = text[place..].trim_start_matches(' ');
    let tail = match after.strip_prefix('\n') {
        None if after.is_empty() => "\n",
        None => "\n\n",
        Some(rest) if rest.starts_with('\n') || rest.is_empty() => "",
        Some(_) => "\n",
    };
    let opening = format!("{lead}:::source{{ref={}}}\n", attribute(id));
    (insert(place, format!("{opening}\n:::{tail}")), opening.len())
}

/// A citation at `at`, and where the cursor goes in what is inserted.
fn citation(text: &str, at: usize, id: &str) -> (TextEdit, usize) {
    let body = split_front_matter(text).map_or(0, |(_, body)| body);
    let cited = format!("[@{id}]");
    let length = cited.len();
    (insert(at.clamp(body, text.len()), cited), length)
}

/// Has a block that described its source name the entry instead. Attributes that say other things stay.
fn name_entry(text: &str, at: usize, id: &str) -> Option<TextEdit> {
    let block = Mentions::read(text)
        .described
        .into_iter()
        .find(|block| (line_start(text, block.fence.start)..=block.span.end).contains(&at))?;
    let mut words = vec![format!("ref={}", attribute(id))];
    words.extend(block.attributes.iter().filter(|(key, _)| !Described::tells(key)).map(|(key, value)| {
        match (key.as_str(), value.as_str()) {
            ("id", value) => format!("#{value}"),
            ("class", value) => format!(".{value}"),
            (key, "") => key.to_owned(),
            (key, value) => format!("{key}={}", attribute(value)),
        }
    }));
    Some(replace(block.braces, words.join(" ")))
}

/// A value of an attribute, in quotes where it needs them.
fn attribute(value: &str) -> String {
    let bare = value.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':'));
    match (bare && !value.is_empty(), value.contains('"')) {
        (true, _) => value.to_owned(),
        (false, false) => format!("\"{value}\""),
        (false, true) => format!("'{value}'"),
    }
}

fn unreadable() -> Message {
    Message::new(
        "The front matter cannot be changed safely. Look at its problems first; nothing was changed.",
        "前書きを安全に書き換えられません。先に前書きの問題を直してください。文章は変えていません。",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(id: &str, title: &str) -> SourceFields {
        SourceFields { id: id.into(), title: title.into(), ..SourceFields::default() }
    }

    fn put(text: &str, fields: &SourceFields, replaces: Option<&str>) -> String {
        put_source(text, "a", fields, replaces, true, BlockFor::Nothing).unwrap().apply(text)
    }

    #[test]
    fn an_entry_comes_at_the_end_of_the_list() {
        let text = "---\ntitle: t\nreferences:\n- id: a\n  title: A # kept\n\n# of tags\ntags: [x]\n---\nBody\n";
        let expected = "---\ntitle: t\nreferences:\n- id: a\n  title: A # kept\n- id: b\n  title: B\n\n# of tags\ntags: [x]\n---\nBody\n";
        assert_eq!(put(text, &fields("b", "B"), None), expected);
    }

    #[test]
    fn front_matter_and_list_are_made_where_there_are_none() {
        assert_eq!(put("Body\n", &fields("b", "B"), None), "---\nreferences:\n  - id: b\n    title: B\n---\n\nBody\n");
        assert_eq!(
            put("---\ntitle: t\n---\nx", &fields("b", "B"), None),
            "---\ntitle: t\nreferences:\n  - id: b\n    title: B\n---\nx"
        );
        assert_eq!(
            put("---\nreferences:\ntitle: t\n---\n", &fields("b", "B"), None),
            "---\nreferences:\n  - id: b\n    title: B\ntitle: t\n---\n"
        );
        assert_eq!(put("---\n---\n", &fields("b", "B"), None), "---\nreferences:\n  - id: b\n    title: B\n---\n");
    }

    #[test]
    fn one_entry_is_replaced_and_keeps_what_the_form_does_not_show() {
        let text = "---\nreferences:\n  - id: a\n    title: A\n  - id: b\n    title: Old\n    volume: 7\n    author: [{family: 菊池, given: 花}]\n  - id: c # last\n---\nx [@b]\n";
        let new = SourceFields {
            rest: "id: b\ntitle: Old\nvolume: 7\nauthor: [{family: 菊池, given: 花}]\n".into(),
            authors: vec!["菊池 花".into()],
            ..fields("b", "New: title")
        };
        let expected = "---\nreferences:\n  - id: a\n    title: A\n  - id: b\n    title: \"New: title\"\n    volume: 7\n    author: [{ family: 菊池, given: 花 }]\n  - id: c # last\n---\nx [@b]\n";
        assert_eq!(put(text, &new, Some("b")), expected);
    }

    #[test]
    fn another_key_follows_into_the_text() {
        let text = "---\nreferences:\n- id: b\n---\nx [@b, p. 3]\n\n:::source{ref=b}\n:::\n\n`[@b]`\n";
        let expected = "---\nreferences:\n- id: c\n---\nx [@c, p. 3]\n\n:::source{ref=c}\n:::\n\n`[@b]`\n";
        assert_eq!(put(text, &SourceFields { rest: "id: b\n".into(), ..fields("c", "") }, Some("b")), expected);
    }

    #[test]
    fn a_list_in_brackets_is_written_anew() {
        let text = "---\nreferences: [{id: a, title: A}]\ntags: [x]\n---\n";
        let expected = "---\nreferences:\n  - id: a\n    title: A\n  - id: b\n    title: B\ntags: [x]\n---\n";
        assert_eq!(put(text, &fields("b", "B"), None), expected);
    }

    #[test]
    fn broken_front_matter_is_left_alone() {
        let text = "---\nreferences: [\n---\n";
        assert!(put_source(text, "a", &fields("b", "B"), None, true, BlockFor::Nothing).is_err());
    }

    #[test]
    fn a_card_stands_on_lines_of_its_own_with_the_cursor_in_it() {
        let card = |text: &str, at: usize| {
            let revised = put_source(text, "a", &fields("b", "B"), None, false, BlockFor::NewCard(at)).unwrap();
            let mut after = revised.apply(text);
            after.insert(revised.select.unwrap().start, '|');
            after
        };
        assert_eq!(card("one\n\ntwo\n", 1), "one\n\n:::source{ref=b}\n|\n:::\n\ntwo\n");
        assert_eq!(card("one\ntwo\n", 1), "one\n\n:::source{ref=b}\n|\n:::\n\ntwo\n");
        assert_eq!(card("one\n\n\n\ntwo\n", 5), "one\n\n:::source{ref=b}\n|\n:::\n\ntwo\n");
        assert_eq!(card("", 0), ":::source{ref=b}\n|\n:::\n");
        assert_eq!(card("one", 3), "one\n\n:::source{ref=b}\n|\n:::\n");
        assert_eq!(card("---\ntitle: t\n---\none\n", 2), "---\ntitle: t\n---\n:::source{ref=b}\n|\n:::\n\none\n");
    }

    #[test]
    fn the_cursor_counts_what_was_written_before_it() {
        let text = "---\ntitle: t\n---\n\nx";
        let revised = put_source(text, "a", &fields("b", "B"), None, true, BlockFor::Citation(text.len())).unwrap();
        let after = revised.apply(text);
        assert!(after.ends_with("x[@b]"));
        assert_eq!(revised.select.unwrap().start, after.len());
    }

    #[test]
    fn a_block_that_described_its_source_names_the_entry() {
        let text = ":::source{title=\"T\" url=https://e.org #x locator=\"p. 3\"}\n- a\n:::\n";
        let revised = put_source(text, "a", &fields("t", "T"), None, true, BlockFor::Described(3)).unwrap();
        assert!(revised.apply(text).ends_with("\n:::source{ref=t #x locator=\"p. 3\"}\n- a\n:::\n"));
    }

    proptest! {
        #[test]
        fn whatever_is_filled_in_is_read_back(id in "[a-z菊0-9:]{1,6}", title in "\\PC{0,12}", site in any::<String>()) {
            let text = "---\ntitle: t\nreferences:\n  - id: zz\n    title: Z\n---\nBody\n";
            let new = SourceFields { site, title, ..fields(&id, "") };
            let revised = put_source(text, "a", &new, None, true, BlockFor::Nothing).unwrap();
            let after = revised.apply(text);
            let (span, body) = split_front_matter(&after).unwrap();
            prop_assert_eq!(&after[body..], "Body\n");
            let value = value::from_yaml(span.of(&after), 0).unwrap();
            let item = value.get("references").unwrap().items().last().unwrap();
            prop_assert_eq!(item.get("id").unwrap().text(), Some(id.as_str()));
            let read = |name: &str| item.get(name).and_then(Value::text).unwrap_or_default().to_owned();
            prop_assert_eq!(read("title"), new.title.trim());
            prop_assert_eq!(read("container-title"), new.site.trim());
        }
    }
}
