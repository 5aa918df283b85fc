//! Who speaks: the personas of `publication.toml`, and the blocks that name them.

use super::source::{line_start, same_meaning};
use super::yaml::quoted;
use super::{Outcome, Revised, insert, replace};
use crate::diagnostic::{Message, TextEdit};
use crate::library::Mentions;
use crate::library::fields::{key, placed, set, table};
use crate::model::publication::Side;
use crate::parse::value::{self, Key, Kind, Value};
use crate::source::Span;

/// What a form shows of a persona. What is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonaFields {
    /// What `by=` says.
    pub id: String,
    /// What readers see.
    pub name: String,
    /// A picture: its path in the publication.
    pub avatar: String,
    /// Where the balloon stands.
    pub side: Side,
    /// How they speak, for writers.
    pub voice: String,
}

/// A change of who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonaChange {
    /// Someone new.
    Add(PersonaFields),
    /// Someone who was known by this id.
    Change(String, PersonaFields),
    /// Nobody any more.
    Remove(String),
}

/// The change of `publication.toml`. All else in it stays as it was written.
///
/// # Errors
/// Where the text is no TOML, the ids do not fit it, or a persona is written in a form that only a person can change.
pub fn change_personas(settings: &str, change: &PersonaChange) -> Outcome {
    let (before, errors) = value::from_toml(settings);
    if !errors.is_empty() {
        return Err(unreadable());
    }
    let none = table(Vec::new());
    let file = Settings { text: settings, personas: before.get("personas").unwrap_or(&none) };
    let mut expected = file.personas.clone();
    let mut edits = Vec::new();
    match change {
        PersonaChange::Add(fields) => {
            file.free(&fields.id)?;
            edits.push(file.added(fields));
            set(&mut expected, &fields.id, Some(filled(&none, fields)));
        }
        PersonaChange::Change(id, fields) => {
            let persona = file.persona(id)?;
            if *id != fields.id {
                file.free(&fields.id)?;
                edits.push(replace(persona.key.span, key_words(&fields.id)));
            }
            edits.extend(persona.filled_in(settings, fields));
            let value = filled(persona.value, fields);
            if let Kind::Table(entries) = &mut expected.kind {
                let entry = entries.iter_mut().find(|(key, _)| key.name == *id);
                entry.into_iter().for_each(|entry| *entry = (key(&fields.id), value.clone()));
            }
        }
        PersonaChange::Remove(id) => {
            edits.push(file.persona(id)?.removed(settings));
            set(&mut expected, id, None);
        }
    }
    edits.sort_by_key(|edit| edit.span);
    let revised = Revised { edits, select: None };
    if is_right(settings, &before, &revised, &expected) { Ok(revised) } else { Err(unreadable()) }
}

/// Whether the settings then mean what is expected, and the same as before in all else.
fn is_right(settings: &str, before: &Value, revised: &Revised, expected: &Value) -> bool {
    let (after, errors) = value::from_toml(&revised.apply(settings));
    let others = |value: &Value| {
        let others = value.entries().iter().filter(|(key, _)| key.name != "personas");
        table(others.cloned().collect())
    };
    let none = table(Vec::new());
    errors.is_empty()
        && same_meaning(&others(before), &others(&after))
        && same_meaning(after.get("personas").unwrap_or(&none), expected)
}

struct Settings<'s> {
    text: &'s str,
    personas: &'s Value,
}

/// A persona that stands under a header of its own.
struct Persona<'s> {
    key: &'s Key,
    value: &'s Value,
}

impl<'s> Settings<'s> {
    fn persona(&self, id: &str) -> Result<Persona<'s>, Message> {
        let found = self.personas.entries().iter().find(|(key, _)| key.name == id);
        let (key, value) = found.ok_or_else(|| unknown(id))?;
        let has_header = self.text[line_start(self.text, key.span.start)..].trim_start().starts_with('[');
        if has_header { Ok(Persona { key, value }) } else { Err(by_hand(id)) }
    }

    fn free(&self, id: &str) -> Result<(), Message> {
        if !is_id(id) {
            return Err(Message::new(
                "An id is made of letters, digits, hyphens and underscores.",
                "ID に使えるのは、文字・数字・ハイフン・下線です。",
            ));
        }
        if self.personas.get(id).is_some() {
            return Err(Message::new(
                format!("There is a persona “{id}” already."),
                format!("「{id}」という話者はもういます。"),
            ));
        }
        Ok(())
    }

    /// A new table behind the last persona, or at the end of the file.
    fn added(&self, fields: &PersonaFields) -> TextEdit {
        let last = self.personas.entries().last().and_then(|(key, _)| self.persona(&key.name).ok());
        let at = last.map_or(self.text.trim_end().len(), |persona| persona.end(self.text));
        let gap = if at == 0 { "" } else { "\n\n" };
        let mut table = format!("{gap}[personas.{}]", key_words(&fields.id));
        for (name, words) in fields.words(false) {
            table += &format!("\n{name} = {}", quoted(words));
        }
        if at >= self.text.trim_end().len() && !self.text[at..].contains('\n') {
            table.push('\n');
        }
        insert(at, table)
    }
}

impl Persona<'_> {
    /// The end of its last line.
    fn end(&self, text: &str) -> usize {
        let entries = self.value.entries().iter().map(|(_, value)| value.span.end);
        line_end(text, entries.fold(self.key.span.end, usize::max))
    }

    fn filled_in(&self, text: &str, fields: &PersonaFields) -> Vec<TextEdit> {
        let mut edits = Vec::new();
        let mut added = String::new();
        let words = fields.words(self.value.get("side").is_some());
        for name in ["name", "avatar", "side", "voice"] {
            let now = words.iter().find(|(key, _)| *key == name).map(|(_, words)| *words);
            let entry = self.value.entries().iter().find(|(key, _)| key.name == name);
            match (entry, now) {
                (Some((_, value)), Some(words)) if value.text().map(str::trim) == Some(words) => {}
                (Some((_, value)), Some(words)) => edits.push(replace(value.span, quoted(words))),
                (Some((key, value)), None) => edits.push(without_line(text, key.span, value.span)),
                (None, Some(words)) => added += &format!("\n{name} = {}", quoted(words)),
                (None, None) => {}
            }
        }
        if !added.is_empty() {
            edits.push(insert(self.end(text), added));
        }
        edits
    }

    /// Its header and its lines, with the blank ones behind. What is written above it stays.
    fn removed(&self, text: &str) -> TextEdit {
        let start = line_start(text, self.key.span.start);
        let end = self.end(text);
        let blank = text[end..].len() - text[end..].trim_start_matches('\n').len();
        replace(Span::new(start, end + blank), "")
    }
}

impl PersonaFields {
    /// What is to be written. Left is what holds where nothing is said.
    fn words(&self, says_side: bool) -> Vec<(&'static str, &str)> {
        let side = match self.side {
            Side::Left if says_side => "left",
            Side::Left => "",
            Side::Right => "right",
        };
        let all =
            [("name", self.name.trim()), ("avatar", self.avatar.trim()), ("side", side), ("voice", self.voice.trim())];
        all.into_iter().filter(|(_, words)| !words.is_empty()).collect()
    }
}

/// The table that a persona then is.
fn filled(before: &Value, fields: &PersonaFields) -> Value {
    let mut persona = before.clone();
    let words = fields.words(before.get("side").is_some());
    for name in ["name", "avatar", "side", "voice"] {
        let value =
            words.iter().find(|(key, _)| *key == name).map(|(_, words)| placed(Kind::Text((*words).to_owned())));
        let unchanged = before.get(name).and_then(Value::text).map(str::trim) == value.as_ref().and_then(Value::text);
        let Kind::Table(entries) = &mut persona.kind else { continue };
        match (entries.iter().position(|(key, _)| key.name == name), value) {
            (Some(_), Some(_)) if unchanged => {}
            (Some(at), Some(value)) => entries[at].1 = value,
            (Some(at), None) => drop(entries.remove(at)),
            (None, Some(value)) => entries.push((key(name), value)),
            (None, None) => {}
        }
    }
    persona
}

fn without_line(text: &str, key: Span, value: Span) -> TextEdit {
    let end = line_end(text, value.end);
    replace(Span::new(line_start(text, key.start), (end + 1).min(text.len())), "")
}

pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline)
}

fn is_id(id: &str) -> bool {
    let inside = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_');
    id.starts_with(char::is_alphanumeric) && id.chars().all(inside)
}

/// A key of TOML, in quotes where it needs them.
fn key_words(id: &str) -> String {
    let bare = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if bare { id.to_owned() } else { quoted(id) }
}

/// Has every block of an article that lets `from` speak name `to`.
pub fn rename_speaker(text: &str, from: &str, to: &str) -> Revised {
    let named = Mentions::read(text).personas.into_iter().filter(|(id, _)| id == from);
    Revised { edits: named.map(|(_, span)| replace(span, to)).collect(), select: None }
}

fn unknown(id: &str) -> Message {
    Message::new(format!("There is no persona “{id}”."), format!("「{id}」という話者はいません。"))
}

fn by_hand(id: &str) -> Message {
    Message::new(
        format!("“{id}” is not written under a header [personas.{id}]; please change it in publication.toml."),
        format!("「{id}」は [personas.{id}] の形で書かれていません。publication.toml で直接変えてください。"),
    )
}

pub(super) fn unreadable() -> Message {
    Message::new(
        "publication.toml cannot be changed safely. Look at its problems first; nothing was changed.",
        "publication.toml を安全に書き換えられません。先に問題を直してください。何も変えていません。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = "# Mine\ntitle = \"t\"\n\n# The wise one.\n[personas.sensei]\nname = \"先生\" # as readers see it\nvoice = 'slow'\n\n[personas.b]\nside = \"right\"\n\n[export]\nchapters_per_page = 2 # two\n";

    fn fields(id: &str) -> PersonaFields {
        PersonaFields { id: id.into(), name: "N".into(), voice: "slow".into(), ..PersonaFields::default() }
    }

    fn changed(settings: &str, change: &PersonaChange) -> String {
        change_personas(settings, change).unwrap().apply(settings)
    }

    #[test]
    fn a_change_leaves_everything_else_as_it_was_written() {
        let right = PersonaFields { side: Side::Right, ..fields("sensei") };
        let expected =
            SETTINGS.replace("\"先生\"", "\"N\"").replace("voice = 'slow'\n", "voice = 'slow'\nside = \"right\"\n");
        assert_eq!(changed(SETTINGS, &PersonaChange::Change("sensei".into(), right)), expected);
    }

    #[test]
    fn what_is_emptied_goes_with_its_line() {
        let silent = PersonaFields { voice: String::new(), name: "先生".into(), ..fields("sensei") };
        let expected = SETTINGS.replace("voice = 'slow'\n", "");
        assert_eq!(changed(SETTINGS, &PersonaChange::Change("sensei".into(), silent)), expected);
    }

    #[test]
    fn another_id_keeps_the_place_and_the_comments() {
        let same = |id: &str| PersonaFields { name: "先生".into(), ..fields(id) };
        let after = |id: &str| changed(SETTINGS, &PersonaChange::Change("sensei".into(), same(id)));
        assert_eq!(after("guru"), SETTINGS.replace("personas.sensei", "personas.guru"));
        assert_eq!(after("先生"), SETTINGS.replace("personas.sensei", "personas.\"先生\""));
    }

    #[test]
    fn someone_new_comes_behind_the_others_and_goes_again() {
        let added = changed(SETTINGS, &PersonaChange::Add(fields("菊")));
        let table = "\n\n[personas.\"菊\"]\nname = \"N\"\nvoice = \"slow\"\n\n[export]";
        assert_eq!(added, SETTINGS.replace("\n\n[export]", table));
        assert_eq!(changed(&added, &PersonaChange::Remove("菊".into())), SETTINGS);
        let first = changed("title = \"t\"\n", &PersonaChange::Add(fields("a")));
        assert_eq!(first, "title = \"t\"\n\n[personas.a]\nname = \"N\"\nvoice = \"slow\"\n");
        assert_eq!(changed("", &PersonaChange::Add(fields("a"))), "[personas.a]\nname = \"N\"\nvoice = \"slow\"\n");
    }

    #[test]
    fn ids_must_be_free_and_plain() {
        for id in ["sensei", "", "a b", "\"", "-a"] {
            assert!(change_personas(SETTINGS, &PersonaChange::Add(fields(id))).is_err(), "{id}");
        }
        assert!(change_personas(SETTINGS, &PersonaChange::Change("no".into(), fields("x"))).is_err());
        assert!(change_personas("title = ", &PersonaChange::Remove("a".into())).is_err());
        let inline = "personas = { a = { name = \"A\" } }\n";
        assert!(change_personas(inline, &PersonaChange::Remove("a".into())).is_err());
    }

    #[test]
    fn blocks_follow_another_id_and_code_does_not() {
        let text = "```\n:::commentary{by=a}\n```\n\n> :::commentary{by=\"a\" side=left}\n> x\n> :::\n\n:::commentary{by=ab}\n:::\n";
        let after = rename_speaker(text, "a", "菊").apply(text);
        assert_eq!(after, text.replace("by=\"a\"", "by=\"菊\""));
    }
}
