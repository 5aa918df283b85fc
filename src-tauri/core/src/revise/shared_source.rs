//! Another wording for a source of a bibliography that all articles share: CSL-JSON, changed in place.
//!
//! Only values of that entry change; everything else in the file stays as it is, byte by byte. What was written is read again
//! before it is handed out.

use super::source::same_meaning;
use super::{Outcome, Revised, gone, insert, remove, replace};
use crate::diagnostic::{Message, TextEdit};
use crate::library::fields::{placed, set, table};
use crate::library::{SourceFields, items};
use crate::model::reference::folder_of;
use crate::parse::value::{self, Kind, Value};
use crate::source::Span;

/// Has the entry `key` of the bibliography at `path` say what `fields` say. Its key stays: articles name it.
///
/// # Errors
/// Where the file is no CSL-JSON that can be changed safely, or has no such entry.
pub fn change_shared_source(path: &str, text: &str, key: &str, fields: &SourceFields) -> Outcome {
    let before = value::from_yaml(text, 0).ok().filter(|_| path.ends_with(".json")).ok_or_else(|| by_hand(path))?;
    let list = items(&before);
    let named = |item: &Value| item.get("id").and_then(Value::text) == Some(key);
    let at = list.iter().rposition(named).ok_or_else(gone)?;
    let folder = folder_of(path);
    let fields = SourceFields { id: key.to_owned(), ..fields.clone() }.moved_to(folder);
    let entry = with_date_parts(fields.entry(folder), &list[at]);
    let entry = in_order_of(&list[at], &entry);
    let mut edits = edits(&list[at], &entry, text);
    edits.sort_by_key(|edit| edit.span);
    let revised = Revised { edits, select: None };
    let mut expected = list.to_vec();
    expected[at] = entry;
    if is_right(text, &revised, &before, expected) { Ok(revised) } else { Err(by_hand(path)) }
}

fn is_right(text: &str, revised: &Revised, before: &Value, items: Vec<Value>) -> bool {
    let mut expected = before.clone();
    let list = placed(Kind::List(items));
    if before.get("references").is_some() {
        set(&mut expected, "references", Some(list));
    } else {
        expected = list;
    }
    let ascending = revised.edits.is_sorted_by(|one, next| one.span.end <= next.span.start);
    ascending && value::from_yaml(&revised.apply(text), 0).is_ok_and(|after| same_meaning(&after, &expected))
}

/// The keys that are there stay in their order, and new ones come behind them.
fn in_order_of(before: &Value, entry: &Value) -> Value {
    let kept = before.entries().iter().filter_map(|(key, _)| Some((key.clone(), entry.get(&key.name)?.clone())));
    let new = entry.entries().iter().filter(|(key, _)| before.get(&key.name).is_none()).cloned();
    table(kept.chain(new).collect())
}

/// The dates that the form changed as CSL-JSON has them.
fn with_date_parts(mut entry: Value, before: &Value) -> Value {
    for name in ["issued", "accessed"] {
        let Some(now) = entry.get(name).filter(|now| before.get(name).is_none_or(|then| !same_meaning(now, then)))
        else {
            continue;
        };
        let parts: Option<Vec<u32>> =
            now.text().and_then(|date| date.split('-').map(|part| part.parse().ok()).collect());
        if let Some(parts) = parts {
            let numbers = parts.into_iter().map(|part| placed(Kind::Number(part.to_string()))).collect();
            let mut date = table(Vec::new());
            let dates = vec![placed(Kind::List(numbers))];
            set(&mut date, "date-parts", Some(placed(Kind::List(dates))));
            set(&mut entry, name, Some(date));
        }
    }
    entry
}

/// The changes of values, and the keys that come and go, in the form of the entry.
fn edits(before: &Value, entry: &Value, text: &str) -> Vec<TextEdit> {
    let old = before.entries();
    let mut edits = Vec::new();
    for (at, (key, value)) in old.iter().enumerate() {
        match entry.get(&key.name) {
            Some(now) if same_meaning(value, now) => {}
            Some(now) => edits.push(replace(whole(value, text), json(now).to_string())),
            None if at > 0 => edits.push(remove(Span::new(whole(&old[at - 1].1, text).end, whole(value, text).end))),
            None => {
                let next = old.get(1).map_or(whole(value, text).end, |(next, _)| next.span.start);
                edits.push(remove(Span::new(key.span.start, next)));
            }
        }
    }
    let between = match old {
        [(_, first), (second, _), ..] => Span::new(whole(first, text).end, second.span.start).of(text),
        _ => ", ",
    };
    let spaced =
        old.first().is_some_and(|(key, value)| Span::new(key.span.end, value.span.start).of(text).contains(' '));
    let colon = if spaced { ": " } else { ":" };
    let new = entry.entries().iter().filter(|(key, _)| before.get(&key.name).is_none());
    let added: String =
        new.map(|(key, value)| format!("{between}{}{colon}{}", serde_json::json!(key.name), json(value))).collect();
    if let Some((_, last)) = old.last().filter(|_| !added.is_empty()) {
        edits.push(insert(whole(last, text).end, added));
    }
    edits
}

/// Where a value stands, with the brackets around it: the parser's spans of tables and lists are those of what they hold.
fn whole(value: &Value, text: &str) -> Span {
    let (first, last) = match &value.kind {
        Kind::Table(entries) => match entries.as_slice() {
            [(key, _), ..] => (key.span.start, entries.last().map(|(_, value)| value)),
            [] => return value.span,
        },
        Kind::List(items) => match items.as_slice() {
            [first, ..] => (whole(first, text).start, items.last()),
            [] => return value.span,
        },
        _ => return value.span,
    };
    let end = last.map_or(value.span.end, |last| whole(last, text).end);
    let start = text[..first].trim_end().len().saturating_sub(1);
    Span::new(start, text.len() - text[end..].trim_start().len() + 1)
}

fn json(value: &Value) -> serde_json::Value {
    match &value.kind {
        Kind::Null => serde_json::Value::Null,
        Kind::Bool(value) => serde_json::json!(value),
        Kind::Number(number) => serde_json::from_str::<serde_json::Number>(number)
            .map_or_else(|_| serde_json::json!(number), serde_json::Value::Number),
        Kind::Text(text) => serde_json::json!(text),
        Kind::List(items) => items.iter().map(json).collect(),
        Kind::Table(entries) => entries.iter().map(|(key, value)| (key.name.clone(), json(value))).collect(),
    }
}

fn by_hand(path: &str) -> Message {
    Message::new(
        format!("{path} cannot be changed safely from here. Nothing was changed; please change it in the file."),
        format!(
            "{path} は、ここからは安全に書き換えられません。何も変えていません。ファイルを直接書き換えてください。"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::fields_of;
    use crate::model::publication::Publication;
    use crate::source::{PUBLICATION_FILE, Snapshot};

    const SHARED: &str = r#"[
  {"id":"z","title":"Other" },
  {
    "id": "m", "type": "book",
    "title": "Morning \u83ca",
    "volume": 7,
    "issued": {"date-parts": [[2024, 5]]},
    "custom": {"image": "images/m.png"}
  }
]
"#;

    fn form() -> SourceFields {
        let mut snapshot = Snapshot::default();
        let settings = "bibliography = [\"s.json\"]\n";
        for (path, text) in [(PUBLICATION_FILE, settings), ("s.json", SHARED)] {
            snapshot.texts.insert(path.into(), text.into());
        }
        fields_of(&Publication::read(&snapshot).0, &snapshot, "s.json", "m", "a").unwrap()
    }

    fn changed(fields: &SourceFields) -> String {
        change_shared_source("s.json", SHARED, "m", fields).unwrap().apply(SHARED)
    }

    #[test]
    fn what_the_form_leaves_stays_byte_by_byte() {
        assert_eq!(changed(&form()), SHARED);
        let title = SourceFields { title: "夜\"".into(), ..form() };
        assert_eq!(changed(&title), SHARED.replace(r#""Morning \u83ca""#, r#""夜\"""#));
    }

    #[test]
    fn keys_come_and_go_and_dates_are_written_as_parts() {
        let fields =
            SourceFields { published: "2025-03-01".into(), url: "https://e.org".into(), kind: String::new(), ..form() };
        let expected = SHARED
            .replace(", \"type\": \"book\"", "")
            .replace("[[2024, 5]]", "[[2025,3,1]]")
            .replace("{\"date-parts\": ", "{\"date-parts\":")
            .replace("\"images/m.png\"}", "\"images/m.png\"}, \"URL\": \"https://e.org\"");
        assert_eq!(changed(&fields), expected);
    }

    #[test]
    fn the_key_stays_and_other_files_are_left_alone() {
        assert_eq!(changed(&SourceFields { id: "other".into(), ..form() }), SHARED);
        assert!(change_shared_source("s.json", SHARED, "no", &form()).is_err());
        assert!(change_shared_source("s.bib", "@book{m}", "m", &form()).is_err());
        assert!(change_shared_source("s.json", "[{", "m", &form()).is_err());
    }
}
