//! `publication.toml`: name, language, menu, personas, bibliographies, labels, export settings.

use super::checks::Checks;
use super::fields::{self, Fields};
use super::labels::Labels;
use super::link::{self, Target};
use super::look::Look;
use super::reference::{self, Bibliography};
use crate::csl::{Problem, Style, StyleError};
use crate::diagnostic::{Diagnostic, Language, Message};
use crate::parse::value::{self, Key, Value};
use crate::revise::PersonaFields;
use crate::source::{PUBLICATION_FILE, PublicationPath, Snapshot};

/// A publication's settings and its shared sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// The site's name.
    pub title: String,
    /// What the site is about, for search results.
    pub(crate) description: Option<String>,
    /// The language of the articles that name none, as a BCP 47 tag.
    pub language: String,
    /// Where the site will stand, with its final `/`.
    pub base_url: Option<String>,
    pub(crate) logo: Option<PublicationPath>,
    pub(crate) look: Look,
    pub(crate) menu: Vec<MenuEntry>,
    pub(crate) personas: Vec<Persona>,
    pub(crate) bibliography: Bibliography,
    /// The files that `bibliography` names.
    pub(crate) bibliography_files: Vec<PublicationPath>,
    /// The style of citations, where one is named.
    citation_style: Option<Style>,
    /// The file that `citation_style` names.
    citation_style_file: Option<PublicationPath>,
    pub(crate) chapters_per_page: usize,
    /// Whether the lines of a book run from top to bottom.
    pub(crate) vertical: bool,
    /// Whether networks are given a picture of pages that have none.
    pub(crate) social_cards: bool,
    pub(crate) checks: Checks,
    label_table: Option<Value>,
}

/// A link of the site's menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MenuEntry {
    pub(crate) label: String,
    /// As it was written, for addresses of the site that Kiku does not make.
    pub(crate) address: String,
    pub(crate) target: Target,
}

/// Someone who comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Persona {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) avatar: Option<PublicationPath>,
    pub(crate) side: Side,
    /// How they speak: a note that readers never see.
    pub(crate) voice: String,
}

/// Where a speaker stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Where lines start.
    #[default]
    Left,
    /// Where lines end.
    Right,
}

impl Side {
    pub(crate) fn of(word: &str) -> Option<Self> {
        match word {
            "left" => Some(Self::Left),
            "right" => Some(Self::Right),
            _ => None,
        }
    }
}

impl Default for Publication {
    /// What an article has that belongs to no publication.
    fn default() -> Self {
        Self {
            title: String::new(),
            description: None,
            language: "ja".to_owned(),
            base_url: None,
            logo: None,
            look: Look::default(),
            menu: Vec::new(),
            personas: Vec::new(),
            bibliography: Bibliography::default(),
            bibliography_files: Vec::new(),
            citation_style: None,
            citation_style_file: None,
            chapters_per_page: 0,
            vertical: false,
            social_cards: true,
            checks: Checks::default(),
            label_table: None,
        }
    }
}

const KEYS: &[&str] = &[
    "title",
    "description",
    "language",
    "base_url",
    "logo",
    "theme",
    "css",
    "header",
    "footer",
    "bibliography",
    "citation_style",
    "menu",
    "personas",
    "labels",
    "checks",
    "export",
];

impl Publication {
    /// Reads the settings and the bibliographies they name. Nothing fails: what is wrong is a diagnostic, and a
    /// default stands in its place.
    pub fn read(snapshot: &Snapshot) -> (Self, Vec<Diagnostic>) {
        let text = snapshot.texts.get(PUBLICATION_FILE);
        text.map_or_else(|| (Self::default(), Vec::new()), |text| Self::of_text(text, snapshot))
    }

    /// The same, were the settings this text.
    pub(crate) fn of_text(text: &str, snapshot: &Snapshot) -> (Self, Vec<Diagnostic>) {
        let (table, errors) = value::from_toml(text);
        let mut diagnostics: Vec<_> = errors.iter().map(|error| fields::syntax_error(error, "TOML")).collect();
        let mut publication = read_settings(&table, snapshot, &mut diagnostics);
        let mut diagnostics: Vec<_> =
            diagnostics.into_iter().map(|diagnostic| diagnostic.in_file(PUBLICATION_FILE)).collect();
        publication.read_bibliographies(&table, snapshot, &mut diagnostics);
        publication.read_style(&table, snapshot, &mut diagnostics);
        publication.look = Look::read(&table, snapshot, &mut diagnostics);
        publication.checks.apply(&mut diagnostics);
        (publication, diagnostics)
    }

    /// Who speaks, in the order of the file.
    pub fn speakers(&self) -> impl Iterator<Item = PersonaFields> {
        self.personas.iter().map(|persona| PersonaFields {
            id: persona.id.clone(),
            name: persona.name.clone(),
            avatar: persona.avatar.clone().unwrap_or_default(),
            side: persona.side,
            voice: persona.voice.clone(),
        })
    }

    /// The file that a shared source stands in.
    pub fn file_of_source(&self, key: &str) -> Option<&str> {
        self.bibliography.get(key).map(|source| source.file.as_str())
    }

    /// The language that Kiku's own words have beside text in `tag`.
    pub(crate) fn labels(&self, language: Language) -> Labels {
        let mut labels = Labels::new(language);
        // An article in another language keeps that language's own words.
        if let Some(table) = self.label_table.as_ref().filter(|_| language == Language::of_tag(&self.language)) {
            labels.set_from(table, &mut Vec::new());
        }
        labels
    }

    /// The persona with this id, and its place among them.
    pub(crate) fn persona(&self, id: &str) -> Option<(usize, &Persona)> {
        self.personas.iter().enumerate().find(|(_, persona)| persona.id == id)
    }

    /// Whether the settings name this file as something to read.
    pub(crate) fn reads(&self, path: &str) -> bool {
        let style = self.citation_style_file.iter();
        self.bibliography_files.iter().chain(style).chain(&self.look.files).any(|file| file == path)
    }

    /// The style of citations in an article of this language.
    pub(crate) fn style(&self, language: &str) -> Option<Style> {
        self.citation_style.clone().or_else(|| Style::house(Language::of_tag(language)))
    }

    /// Whether citations stand in footnotes.
    pub(crate) fn cites_in_notes(&self) -> bool {
        self.citation_style.as_ref().is_some_and(Style::cites_in_notes)
    }

    fn read_style(&mut self, table: &Value, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
        let Some(value) = table.get("citation_style") else { return };
        let Some(name) = value.text() else {
            diagnostics.push(fields::expected_text(value.span).in_file(PUBLICATION_FILE));
            return;
        };
        if !name.ends_with(".csl") {
            self.citation_style = Style::named(name);
            if self.citation_style.is_none() {
                diagnostics.push(unknown_style(name, value.span).in_file(PUBLICATION_FILE));
            }
            return;
        }
        let Target::Inside(path, _) = link::resolve("", name) else {
            diagnostics.push(missing_file(name, value.span).in_file(PUBLICATION_FILE));
            return;
        };
        match snapshot.texts.get(&path).map(|text| Style::from_xml(text)) {
            Some(Ok(style)) => self.citation_style = Some(style),
            Some(Err(error)) => diagnostics.push(broken_style(&error).in_file(&path)),
            // That it cannot be read is reported where it stands.
            None if snapshot.unreadable.contains_key(&path) => {}
            None => diagnostics.push(missing_file(&path, value.span).in_file(PUBLICATION_FILE)),
        }
        self.citation_style_file = Some(path);
    }

    fn read_bibliographies(&mut self, table: &Value, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
        for item in table.get("bibliography").map_or(&[][..], Value::items) {
            let Some(Target::Inside(path, _)) = item.text().map(|path| link::resolve("", path)) else {
                diagnostics.push(fields::expected_text(item.span).in_file(PUBLICATION_FILE));
                continue;
            };
            match snapshot.texts.get(&path) {
                Some(text) => {
                    let references = reference::read_file(&path, text, diagnostics);
                    self.bibliography.add(references, diagnostics);
                }
                // That it cannot be read is reported where it stands.
                None if snapshot.unreadable.contains_key(&path) => {}
                None => diagnostics.push(missing_file(&path, item.span).in_file(PUBLICATION_FILE)),
            }
            self.bibliography_files.push(path);
        }
    }
}

fn read_settings(table: &Value, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) -> Publication {
    let mut fields = Fields { table, diagnostics };
    fields.deny_unknown(KEYS);
    let default = Publication::default();
    let mut publication = Publication {
        title: fields.text("title").unwrap_or_default(),
        description: fields.text("description"),
        language: fields.text("language").unwrap_or(default.language),
        base_url: base_url(&mut fields),
        logo: asset(&mut fields, "logo", snapshot),
        label_table: table.get("labels").cloned(),
        ..Publication::default()
    };
    if publication.title.is_empty() {
        let message = Message::new("The publication has no title.", "刊行物の題名（title）がありません。");
        fields.diagnostics.push(
            Diagnostic::warning("missing-title", crate::Span::new(0, 0), message)
                .hint("Write title = \"…\".", "title = \"…\" の形で書いてください。"),
        );
    }
    publication.menu = table
        .get("menu")
        .map_or(&[][..], Value::items)
        .iter()
        .filter_map(|entry| menu_entry(entry, diagnostics))
        .collect();
    for (key, value) in table.get("personas").map_or(&[][..], Value::entries) {
        publication.personas.push(persona(key, value, snapshot, diagnostics));
    }
    if let Some(labels) = table.get("labels") {
        Labels::new(Language::of_tag(&publication.language)).set_from(labels, diagnostics);
    }
    if let Some(checks) = table.get("checks").filter(|checks| fields::is_table(checks, diagnostics)) {
        publication.checks.set_from(checks, diagnostics);
    }
    if let Some(export) = table.get("export") {
        let mut fields = Fields { table: export, diagnostics };
        fields.deny_unknown(&["chapters_per_page", "writing", "social_cards"]);
        publication.chapters_per_page = fields.number("chapters_per_page").unwrap_or(0);
        publication.vertical = is_vertical(&mut fields);
        publication.social_cards = fields.is_on("social_cards").unwrap_or(true);
    }
    publication
}

fn is_vertical(fields: &mut Fields<'_, '_>) -> bool {
    let Some(writing) = fields.text("writing") else { return false };
    if !matches!(writing.as_str(), "vertical" | "horizontal") {
        let span = fields.value("writing").map_or_else(Default::default, Value::words_span);
        let message = Message::new(
            "Writing is vertical or horizontal.",
            "writing には vertical か horizontal を書いてください。",
        );
        fields.diagnostics.push(
            Diagnostic::warning("bad-writing", span, message)
                .hint("It counts as horizontal.", "どちらでもなければ横書きになります。"),
        );
    }
    writing == "vertical"
}

fn base_url(fields: &mut Fields<'_, '_>) -> Option<String> {
    let address = fields.text("base_url")?;
    if let Target::Web(address) = link::resolve("", &address) {
        return Some(if address.ends_with('/') { address } else { address + "/" });
    }
    let span = fields.value("base_url").map_or_else(Default::default, Value::words_span);
    fields.diagnostics.push(reference::bad_address(&address, span));
    None
}

fn asset(fields: &mut Fields<'_, '_>, name: &str, snapshot: &Snapshot) -> Option<PublicationPath> {
    let address = fields.text(name)?;
    let value = fields.value(name)?;
    match link::resolve("", &address) {
        Target::Inside(path, _) if snapshot.assets.contains_key(&path) => Some(path),
        Target::Inside(path, _) => {
            fields.diagnostics.push(missing_file(&path, value.span));
            None
        }
        _ => {
            fields.diagnostics.push(reference::picture_not_inside(value.span));
            None
        }
    }
}

pub(super) fn missing_file(path: &str, span: crate::Span) -> Diagnostic {
    Diagnostic::error(
        "missing-file",
        span,
        Message::new(format!("There is no file {path}."), format!("ファイル {path} がありません。")),
    )
    .hint("Paths count from this file's folder.", "パスはこのファイルのあるフォルダーから書いてください。")
}

fn unknown_style(name: &str, span: crate::Span) -> Diagnostic {
    let message = Message::new(
        format!("There is no citation style “{name}”; citations are shown in Kiku’s own."),
        format!("引用スタイル「{name}」はありません。Kiku の標準スタイルで表示されます。"),
    );
    Diagnostic::error("unknown-style", span, message).hint(
        "Write the name of a bundled style, such as apa, ieee, chicago-author-date or sist02, or the path of a .csl file.",
        "apa、ieee、chicago-author-date、sist02 などの同梱スタイルの名前か、.csl ファイルのパスを書いてください。",
    )
}

fn broken_style(error: &StyleError) -> Diagnostic {
    let message = match &error.problem {
        Problem::Syntax(words) => {
            Message::new(format!("This is not a CSL style: {words}"), format!("CSL スタイルとして読めません: {words}"))
        }
        Problem::Dependent(parent) => Message::new(
            format!("This style only points to {parent}, which is not bundled."),
            format!("このスタイルは {parent} を参照していますが、同梱されていません。"),
        ),
        Problem::TooLarge => Message::new(
            "This style’s macros call each other without end, or are too many.",
            "このスタイルのマクロは互いを呼び続けているか、多すぎます。",
        ),
    };
    Diagnostic::error("broken-style", error.span, message).hint(
        "Citations are shown in Kiku’s own style. Get an independent style from the CSL project.",
        "引用は Kiku の標準スタイルで表示されます。CSL プロジェクトの独立したスタイルを使ってください。",
    )
}

fn menu_entry(entry: &Value, diagnostics: &mut Vec<Diagnostic>) -> Option<MenuEntry> {
    let mut fields = Fields { table: entry, diagnostics };
    fields.deny_unknown(&["label", "url"]);
    let label = fields.text("label")?;
    let address = fields.text("url")?;
    let target = link::resolve("", &address);
    if target == Target::Refused {
        let span = fields.value("url").map_or(entry.span, Value::words_span);
        fields.diagnostics.push(reference::bad_address(&address, span));
    }
    Some(MenuEntry { label, address, target })
}

fn persona(key: &Key, value: &Value, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) -> Persona {
    let mut fields = Fields { table: value, diagnostics };
    fields.deny_unknown(&["name", "avatar", "side", "voice"]);
    let name = fields.text("name").unwrap_or_else(|| key.name.clone());
    let avatar = asset(&mut fields, "avatar", snapshot);
    let voice = fields.text("voice").unwrap_or_default();
    let side = fields.text("side").map_or(Some(Side::Left), |word| Side::of(&word)).unwrap_or_else(|| {
        let span = value.get("side").map_or(value.span, |side| side.span);
        diagnostics.push(bad_side(span));
        Side::Left
    });
    Persona { id: key.name.clone(), name, avatar, side, voice }
}

/// A `side` that is neither.
pub(super) fn bad_side(span: crate::Span) -> Diagnostic {
    let message = Message::new("A side is left or right.", "side には left か right を書いてください。");
    Diagnostic::warning("bad-side", span, message)
        .hint("Without one of them it is left.", "どちらでもなければ左になります。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Asset;

    fn read(text: &str) -> (Publication, Vec<&'static str>) {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert(PUBLICATION_FILE.into(), text.into());
        snapshot.texts.insert("sources.json".into(), r#"[{"id":"a"}]"#.into());
        snapshot.texts.insert("broken.csl".into(), "<style>\n<macro></text></style>".into());
        snapshot.assets.insert("personas/a.svg".into(), Asset::default());
        let (publication, diagnostics) = Publication::read(&snapshot);
        (publication, diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
    }

    #[test]
    fn every_setting_is_read() {
        let (publication, codes) = read(
            "title = \"菊\"\nlanguage = \"en\"\nbase_url = \"https://example.org\"\nbibliography = [\"sources.json\"]\n\
             citation_style = \"chicago-notes\"\n[[menu]]\nlabel = \"About\"\nurl = \"/about/\"\n[personas.a]\nname = \"A\"\navatar = \"personas/a.svg\"\n\
             side = \"right\"\nvoice = \"plain\"\n[labels]\nread_more = \"More\"\n\
             [checks]\nmissing-alt = \"off\"\n[export]\nchapters_per_page = 2\n",
        );
        assert_eq!(codes, [""; 0]);
        assert_eq!(publication.base_url.as_deref(), Some("https://example.org/"));
        assert_eq!((publication.personas[0].side, publication.chapters_per_page), (Side::Right, 2));
        assert_eq!(publication.labels(Language::En).read_more, "More");
        assert_eq!(publication.labels(Language::Ja).read_more, "さらに読む");
        assert!(publication.bibliography.get("a").is_some());
        assert!(publication.checks.silences("missing-alt"));
        assert!(publication.cites_in_notes());
    }

    #[test]
    fn each_mistake_is_reported_and_the_rest_counts() {
        let (publication, codes) = read(
            "title = \"菊\"\ncolour = 1\nlogo = \"no.svg\"\nbibliography = [\"no.json\"]\nbase_url = \"ftp://x\"\n\
             [personas.a]\nside = \"up\"\navatar = \"../x.svg\"\n[labels]\nnope = \"x\"\n[export]\nchapters_per_page = -1\n",
        );
        assert_eq!(publication.title, "菊");
        let expected = [
            "unknown-key",
            "bad-address",
            "missing-file",
            "image-not-inside",
            "bad-side",
            "unknown-key",
            "wrong-type",
            "missing-file",
        ];
        assert_eq!(codes, expected);
    }

    #[test]
    fn a_style_that_cannot_be_used_is_reported_at_its_place_and_the_default_counts() {
        let cases = [
            ("no-such-style", ["missing-title", "unknown-style"]),
            ("broken.csl", ["missing-title", "broken-style"]),
            ("no.csl", ["missing-title", "missing-file"]),
            ("../no.csl", ["missing-title", "missing-file"]),
        ];
        for (style, expected) in cases {
            let (publication, codes) = read(&format!("citation_style = \"{style}\"\n"));
            assert_eq!(codes, expected, "{style}");
            assert_eq!(publication.style("en"), Style::house(Language::En), "{style}");
        }
        assert!(read("citation_style = \"broken.csl\"\n").0.reads("broken.csl"));
    }

    #[test]
    fn broken_toml_keeps_what_can_be_read() {
        let (publication, codes) = read("title = \"菊\"\nlanguage = \n");
        assert_eq!(publication.title, "菊");
        assert!(codes.contains(&"syntax-error"));
    }
}
