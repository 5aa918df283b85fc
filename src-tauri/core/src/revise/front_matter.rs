//! A field of the front matter gets another value.

use super::{Outcome, Revised, insert, replace, yaml_scalar};
use crate::diagnostic::{Message, TextEdit};
use crate::parse::split_front_matter;
use crate::parse::value::{self, Value};
use crate::source::Span;

/// Gives the field `name` the text `to`. A field that is not there comes at the end of the front matter, and front matter
/// that is not there at the start of the file.
///
/// # Errors
/// Where the front matter cannot be read.
pub fn set_field(text: &str, name: &str, to: &str) -> Outcome {
    let written = yaml_scalar(to);
    let Some((span, _)) = split_front_matter(text) else {
        return Ok(changed(vec![insert(0, format!("---\n{name}: {written}\n---\n\n"))]));
    };
    let table = value::from_yaml(span.of(text), span.start).map_err(|_| unreadable())?;
    if table.get(name).and_then(Value::text) == Some(to) {
        return Ok(Revised::default());
    }
    let found = table.entries().iter().find(|(key, _)| key.name == name);
    let edit = match found {
        Some((_, value)) if !value.is_null() => replace(value.span, written),
        Some((key, _)) => {
            let colon = Span::new(key.span.end, span.end).of(text).find(':').ok_or_else(unreadable)?;
            insert(key.span.end + colon + 1, format!(" {written}"))
        }
        None => insert(span.end, format!("{name}: {written}\n")),
    };
    let revised = changed(vec![edit]);
    if field(&revised.apply(text), name).as_deref() == Some(to) { Ok(revised) } else { Err(unreadable()) }
}

fn field(text: &str, name: &str) -> Option<String> {
    let (span, _) = split_front_matter(text)?;
    value::from_yaml(span.of(text), span.start).ok()?.get(name)?.text().map(str::to_owned)
}

fn changed(edits: Vec<TextEdit>) -> Revised {
    Revised { edits, select: None }
}

fn unreadable() -> Message {
    Message::new(
        "The front matter cannot be read. Repair it first.",
        "前書き（front matter）が読めないため変えられません。先に直してください。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, to: &str) -> String {
        set_field(text, "status", to).unwrap().apply(text)
    }

    #[test]
    fn only_the_value_changes() {
        let cases = [
            ("---\ntitle: t\nstatus: draft # why\n---\nb", "---\ntitle: t\nstatus: review # why\n---\nb"),
            ("---\nstatus: 'draft'\n---\n", "---\nstatus: review\n---\n"),
            ("---\nstatus:\ntitle: t\n---\n", "---\nstatus: review\ntitle: t\n---\n"),
            ("---\ntitle: t\n---\nb", "---\ntitle: t\nstatus: review\n---\nb"),
            ("b", "---\nstatus: review\n---\n\nb"),
            ("---\nstatus: review\n---\n", "---\nstatus: review\n---\n"),
        ];
        for (before, after) in cases {
            assert_eq!(set(before, "review"), after);
        }
        assert!(set_field("---\na: [\n---\n", "status", "review").is_err());
    }

    #[test]
    fn any_text_is_read_as_it_was_given() {
        for to in
            ["朝の市場", "a: b", "「x」", "it's \"so\" \\", "- a", "true", "2026-01-02", "#1", "a\u{7}b", " a ", "é—x"]
        {
            let text = set_field("---\na: 1\n---\n", "title", to).unwrap().apply("---\na: 1\n---\n");
            assert_eq!(field(&text, "title").as_deref(), Some(to), "{text}");
        }
    }
}
