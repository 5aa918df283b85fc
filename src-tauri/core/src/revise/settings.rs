//! Settings of `publication.toml` that are one value each, as a form holds them.
//!
//! A change leaves all else in the file as it was written: comments, order, the form of other values. What was written is
//! read again before it is handed out: where the file would then mean anything else, nothing is changed.

use super::persona::{line_end, unreadable};
use super::source::{line_start, same_meaning};
use super::yaml::quoted;
use super::{Revised, insert, replace};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::library::fields::table;
use crate::model::publication::Publication;
use crate::parse::value::{self, Key, Kind, Value};
use crate::source::{PUBLICATION_FILE, Snapshot, Span};

/// A setting that a form shows. The order is the one in which they come into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// `title`
    Title,
    /// `description`
    Description,
    /// `language`
    Language,
    /// `base_url`
    BaseUrl,
    /// `theme`
    Theme,
    /// `logo`
    Logo,
    /// `css`
    Css,
    /// `header`
    Header,
    /// `footer`
    Footer,
    /// `citation_style`
    CitationStyle,
    /// `writing` of `[export]`
    Writing,
    /// `chapters_per_page` of `[export]`
    ChaptersPerPage,
    /// `social_cards` of `[export]`
    SocialCards,
}

impl Setting {
    /// All of them, in order.
    pub const ALL: [Self; 13] = [
        Self::Title,
        Self::Description,
        Self::Language,
        Self::BaseUrl,
        Self::Theme,
        Self::Logo,
        Self::Css,
        Self::Header,
        Self::Footer,
        Self::CitationStyle,
        Self::Writing,
        Self::ChaptersPerPage,
        Self::SocialCards,
    ];

    /// The table that it stands in, where it does not stand at the top, and its key.
    fn place(self) -> (Option<&'static str>, &'static str) {
        match self {
            Self::Title => (None, "title"),
            Self::Description => (None, "description"),
            Self::Language => (None, "language"),
            Self::BaseUrl => (None, "base_url"),
            Self::Theme => (None, "theme"),
            Self::Logo => (None, "logo"),
            Self::Css => (None, "css"),
            Self::Header => (None, "header"),
            Self::Footer => (None, "footer"),
            Self::CitationStyle => (None, "citation_style"),
            Self::Writing => (Some("export"), "writing"),
            Self::ChaptersPerPage => (Some("export"), "chapters_per_page"),
            Self::SocialCards => (Some("export"), "social_cards"),
        }
    }

    /// Its entry in the file.
    fn entry(self, file: &Value) -> Option<&(Key, Value)> {
        let (table, name) = self.place();
        let table = table.map_or(Some(file), |table| file.get(table))?;
        table.entries().iter().find(|(key, _)| key.name == name)
    }

    /// What it says, without space around it; nothing where it says nothing that a form could show.
    fn words(self, file: &Value) -> &str {
        match self.entry(file).map(|(_, value)| (value, &value.kind)) {
            Some((_, Kind::Bool(on))) if self == Self::SocialCards => {
                if *on {
                    "true"
                } else {
                    "false"
                }
            }
            Some((value, _)) => value.text().map_or("", str::trim),
            None => "",
        }
    }

    /// What stands behind the `=`. What is no number or switch is written as text, and the check says so.
    fn written(self, words: &str) -> String {
        let is_bare = match self {
            Self::ChaptersPerPage => words.parse::<u32>().is_ok_and(|number| number.to_string() == words),
            Self::SocialCards => matches!(words, "true" | "false"),
            _ => false,
        };
        if is_bare { words.to_owned() } else { quoted(words) }
    }
}

/// What the settings say. What they do not say is empty.
///
/// # Errors
/// Where the text is no TOML.
pub fn settings(text: &str) -> Result<Vec<(Setting, String)>, Message> {
    let file = read(text)?;
    Ok(Setting::ALL.map(|setting| (setting, setting.words(&file).to_owned())).into())
}

/// The text in which a setting says something else; what is empty goes.
///
/// # Errors
/// Where the text is no TOML, or the setting is written in a form that only a person can change.
pub fn change_setting(text: &str, setting: Setting, to: &str) -> Result<String, Message> {
    let before = read(text)?;
    let to = to.trim();
    if setting.words(&before) == to {
        return Ok(text.to_owned());
    }
    let edit = match setting.entry(&before) {
        Some((key, value)) if to.is_empty() => without(text, key, value),
        Some((_, value)) => replace(value.span, setting.written(to)),
        None => added(text, &before, setting, to),
    };
    let after = Revised { edits: vec![edit], select: None }.apply(text);
    let said = read(&after)
        .ok()
        .filter(|file| setting.words(file) == to && same_meaning(&others(&before, setting), &others(file, setting)));
    said.map(|_| after).ok_or_else(unreadable)
}

/// What is wrong with the settings of `text`, which is or may become the publication's, and with which of them.
pub fn setting_problems(text: &str, snapshot: &Snapshot) -> Vec<(Setting, Diagnostic)> {
    let (file, _) = value::from_toml(text);
    let (_, diagnostics) = Publication::of_text(text, snapshot);
    let about = |diagnostic: &Diagnostic| {
        if diagnostic.code == "missing-title" {
            return Some(Setting::Title);
        }
        Setting::ALL.into_iter().find(|setting| {
            let Some((key, value)) = setting.entry(&file) else { return false };
            let stands_here = diagnostic.file == PUBLICATION_FILE
                && key.span.start <= diagnostic.span.start
                && diagnostic.span.end <= value.span.end;
            // A citation style that cannot be used is reported in its own file.
            stands_here || *setting == Setting::CitationStyle && diagnostic.file == setting.words(&file)
        })
    };
    diagnostics.into_iter().filter_map(|diagnostic| Some((about(&diagnostic)?, diagnostic))).collect()
}

fn read(text: &str) -> Result<Value, Message> {
    let (file, errors) = value::from_toml(text);
    if errors.is_empty() { Ok(file) } else { Err(unreadable()) }
}

/// All that is not about a setting. A table that holds nothing else counts as absent.
fn others(file: &Value, setting: Setting) -> Value {
    let (outer, name) = setting.place();
    let rest = |value: &Value, name: &str| {
        table(value.entries().iter().filter(|(key, _)| key.name != name).cloned().collect())
    };
    let Some(outer) = outer else { return rest(file, name) };
    let entries = file
        .entries()
        .iter()
        .map(|(key, value)| (key.clone(), if key.name == outer { rest(value, name) } else { value.clone() }));
    table(entries.filter(|(key, value)| key.name != outer || !value.entries().is_empty()).collect())
}

/// The entry goes with its line. A comment behind it stays.
fn without(text: &str, key: &Key, value: &Value) -> TextEdit {
    let start = line_start(text, key.span.start);
    let end = line_end(text, value.span.end);
    let behind = Span::new(value.span.end, end).of(text).trim();
    let end = if behind.is_empty() { (end + 1).min(text.len()) } else { end - behind.len() };
    replace(Span::new(start, end), "")
}

/// A line of its own: among the others of its table, or in a table of its own at the end of the file.
fn added(text: &str, file: &Value, setting: Setting, to: &str) -> TextEdit {
    let (table, name) = setting.place();
    let line = format!("{name} = {}", setting.written(to));
    let Some(table) = table else { return added_at_top(text, file, setting, &line) };
    let Some((key, value)) = file.entries().iter().find(|(key, _)| key.name == table) else {
        let at = text.trim_end().len();
        let gap = if at == 0 { "" } else { "\n\n" };
        let end = if text[at..].contains('\n') { "" } else { "\n" };
        return insert(at, format!("{gap}[{table}]\n{line}{end}"));
    };
    let last = value.entries().iter().map(|(_, value)| value.span.end).fold(key.span.end, usize::max);
    let prefix = if has_header(text, key) { String::new() } else { format!("{table}.") };
    insert(line_end(text, last), format!("\n{prefix}{line}"))
}

/// Behind what stands before it in order, or else behind all that stands above the tables, or else first of all.
fn added_at_top(text: &str, file: &Value, setting: Setting, line: &str) -> TextEdit {
    let mut above =
        file.entries().iter().filter(|(key, value)| !matches!(value.kind, Kind::Table(_)) && !has_header(text, key));
    let rank = |key: &Key| Setting::ALL.into_iter().find(|one| one.place() == (None, &key.name));
    let before =
        above.clone().filter(|(key, _)| rank(key).is_some_and(|one| one < setting)).max_by_key(|(key, _)| rank(key));
    match before.or_else(|| above.next_back()) {
        Some((_, value)) => insert(line_end(text, value.span.end), format!("\n{line}")),
        None if text.is_empty() => insert(0, format!("{line}\n")),
        None => insert(0, format!("{line}\n\n")),
    }
}

fn has_header(text: &str, key: &Key) -> bool {
    text[line_start(text, key.span.start)..].trim_start().starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Asset;

    const FILE: &str = "# Mine\ntitle = \"t\" # shown\n\n# Where it stands.\nbase_url = 'https://example.org'\n\
                        bibliography = [\n  \"a.json\", # first\n]\ntheme = \"news\" # for now\n\n\
                        [[menu]]\nlabel = \"About\"\nurl = \"/about/\"\n\n[export]\nchapters_per_page = 2 # two\n";

    fn changed(text: &str, setting: Setting, to: &str) -> String {
        change_setting(text, setting, to).unwrap()
    }

    #[test]
    fn another_value_leaves_everything_else_as_it_was_written() {
        assert_eq!(changed(FILE, Setting::Theme, "essay"), FILE.replace("\"news\"", "\"essay\""));
        assert_eq!(changed(FILE, Setting::Title, " 菊の\"朝\" "), FILE.replace("\"t\"", "\"菊の\\\"朝\\\"\""));
        assert_eq!(changed(FILE, Setting::ChaptersPerPage, "3"), FILE.replace("= 2", "= 3"));
        let off = changed("export.social_cards = true # yes\n", Setting::SocialCards, "false");
        assert_eq!(off, "export.social_cards = false # yes\n");
        assert_eq!(settings(&off).unwrap()[Setting::SocialCards as usize].1, "false");
        assert_eq!(changed(FILE, Setting::BaseUrl, "https://example.org"), FILE);
    }

    #[test]
    fn what_is_emptied_goes_and_its_comment_stays() {
        assert_eq!(changed(FILE, Setting::Theme, ""), FILE.replace("theme = \"news\" # for now", "# for now"));
        assert_eq!(changed(FILE, Setting::BaseUrl, " "), FILE.replace("base_url = 'https://example.org'\n", ""));
        assert_eq!(changed("title = \"t\"", Setting::Title, ""), "");
        assert_eq!(changed(FILE, Setting::ChaptersPerPage, ""), FILE.replace("chapters_per_page = 2 # two", "# two"));
    }

    #[test]
    fn what_is_new_comes_where_one_looks_for_it() {
        let description = "title = \"t\" # shown\ndescription = \"d\"\n";
        assert_eq!(changed(FILE, Setting::Description, "d"), FILE.replace("title = \"t\" # shown\n", description));
        let logo = "theme = \"news\" # for now\nlogo = \"l.svg\"\n";
        assert_eq!(changed(FILE, Setting::Logo, "l.svg"), FILE.replace("theme = \"news\" # for now\n", logo));
        let listed = "bibliography = [\n  \"a\",\n]\n[personas.a]\n";
        assert_eq!(changed(listed, Setting::Title, "t"), listed.replace("]\n[", "]\ntitle = \"t\"\n["));
        let writing = "chapters_per_page = 2 # two\nwriting = \"vertical\"\n";
        assert_eq!(changed(FILE, Setting::Writing, "vertical"), FILE.replace("chapters_per_page = 2 # two\n", writing));
        assert_eq!(changed("[personas.a]\n", Setting::Title, "t"), "title = \"t\"\n\n[personas.a]\n");
        assert_eq!(changed("", Setting::Title, "t"), "title = \"t\"\n");
        assert_eq!(changed("", Setting::Writing, "vertical"), "[export]\nwriting = \"vertical\"\n");
        let dotted = "export.chapters_per_page = 2\ntitle = \"t\"\n";
        let expected = dotted.replace("= 2\n", "= 2\nexport.writing = \"vertical\"\n");
        assert_eq!(changed(dotted, Setting::Writing, "vertical"), expected);
    }

    #[test]
    fn all_that_is_said_can_be_taken_back() {
        for setting in Setting::ALL {
            let filled = changed(&changed("", setting, "7"), Setting::Description, "d");
            let emptied = changed(&changed(&filled, setting, ""), Setting::Description, "");
            assert!(matches!(&*emptied.replace("[export]", ""), "" | "\n" | "\n\n"), "{setting:?}: {emptied:?}");
            assert_eq!(
                settings(&filled).unwrap()[setting as usize],
                (setting, if setting == Setting::Description { "d" } else { "7" }.to_owned())
            );
        }
    }

    #[test]
    fn what_cannot_be_changed_safely_is_left_alone() {
        for text in ["title = ", "title = { a = 1, b = 2 }\n[title.c]\n"] {
            assert!(change_setting(text, Setting::Title, "t").is_err(), "{text}");
        }
        let inline = "export = { chapters_per_page = 2, writing = \"vertical\" }\n";
        assert!(change_setting(inline, Setting::Writing, "").is_err());
        assert!(change_setting("export = { chapters_per_page = 2 }\n", Setting::Writing, "vertical").is_err());
        assert_eq!(changed(inline, Setting::Writing, "horizontal"), inline.replace("vertical", "horizontal"));
    }

    #[test]
    fn each_problem_is_about_its_setting() {
        let mut snapshot = Snapshot::default();
        snapshot.assets.insert("logo.svg".into(), Asset::default());
        snapshot.texts.insert("broken.csl".into(), "<style>\n<macro></text></style>".into());
        let text = "title = \"\"\nlogo = \"logo.svg\"\nbase_url = \"ftp://x\"\ntheme = \"nwes\"\nheader = \"no.html\"\n\
                    citation_style = \"broken.csl\"\ncolour = 1\n[export]\nwriting = \"up\"\nchapters_per_page = -1\n";
        let problems = setting_problems(text, &snapshot);
        let mut found: Vec<_> = problems.iter().map(|(setting, problem)| (*setting, problem.code)).collect();
        found.sort();
        let expected = [
            (Setting::Title, "missing-title"),
            (Setting::BaseUrl, "bad-address"),
            (Setting::Theme, "unknown-theme"),
            (Setting::Header, "missing-file"),
            (Setting::CitationStyle, "broken-style"),
            (Setting::Writing, "bad-writing"),
            (Setting::ChaptersPerPage, "wrong-type"),
        ];
        assert_eq!(found, expected);
    }
}
