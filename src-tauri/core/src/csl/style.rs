//! Citation styles: the bundled ones by name, a publication's own from a `.csl` file, and Kiku's own where none is named.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock};

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{self, IndependentStyle, InfoLinkRel, StyleClass};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::diagnostic::Language;
use crate::source::Span;

/// How deep elements may nest and macros may call each other: far beyond any style, and little enough for the stack.
const MAX_DEPTH: usize = 100;
/// How many elements a style may come to when every macro is written out where it is called.
const MAX_EXPANDED: usize = 200_000;

/// Kiku's own author-date style. CSL cannot choose brackets by language, so there is one file for each.
static HOUSE_JA: LazyLock<Option<Style>> = LazyLock::new(|| Style::from_xml(include_str!("house-ja.csl")).ok());
static HOUSE_EN: LazyLock<Option<Style>> = LazyLock::new(|| Style::from_xml(include_str!("house-en.csl")).ok());

/// A citation style, read once and shared.
#[derive(Clone)]
pub(crate) struct Style(Arc<Loaded>);

struct Loaded {
    csl: IndependentStyle,
    /// For citations in a sentence, where a style of notes would end them as it ends a note.
    prose: Option<IndependentStyle>,
    /// Of the style's own text or name: to compare two styles, no more is looked at.
    digest: u64,
}

impl fmt::Debug for Style {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Style").field(&self.0.csl.info.title.value).finish()
    }
}

impl PartialEq for Style {
    fn eq(&self, other: &Self) -> bool {
        self.0.digest == other.0.digest
    }
}

impl Eq for Style {}

impl Hash for Style {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.digest.hash(state);
    }
}

/// Why a `.csl` file is no style, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StyleError {
    pub(crate) span: Span,
    pub(crate) problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The parser's own words, in English.
    Syntax(String),
    /// It only points to this style, which is not bundled.
    Dependent(String),
    /// Its macros call each other in a circle, or come to more than a style can need.
    TooLarge,
}

impl Style {
    /// The style of articles whose publication names none.
    pub(crate) fn house(language: Language) -> Option<Self> {
        match language {
            Language::Ja => HOUSE_JA.clone(),
            Language::En => HOUSE_EN.clone(),
        }
    }

    /// A bundled style, by its file's name in the CSL project's collection.
    pub(crate) fn named(name: &str) -> Option<Self> {
        ArchivedStyle::by_name(name).and_then(Self::archived)
    }

    /// All bundled styles: the shortest name of each, and what people call it.
    pub(crate) fn bundled() -> impl Iterator<Item = (&'static str, &'static str)> {
        ArchivedStyle::all().iter().filter_map(|style| {
            Some((style.names().iter().copied().min_by_key(|name| name.len())?, style.display_name()))
        })
    }

    fn archived(style: ArchivedStyle) -> Option<Self> {
        match style.get() {
            citationberg::Style::Independent(csl) => Some(Self::new(csl, style.csl_id())),
            citationberg::Style::Dependent(_) => None,
        }
    }

    /// Reads the text of a `.csl` file.
    pub(crate) fn from_xml(text: &str) -> Result<Self, StyleError> {
        let root = check(text)?;
        let error = |problem| StyleError { span: root, problem };
        let style = citationberg::Style::from_xml(text).map_err(|found| error(Problem::Syntax(words(&found))))?;
        match style {
            citationberg::Style::Independent(csl) => Ok(Self::new(csl, text)),
            citationberg::Style::Dependent(dependent) => {
                let parent = &dependent.parent_link;
                let found =
                    (parent.rel == InfoLinkRel::IndependentParent).then(|| parent_named(&parent.href)).flatten();
                found.ok_or_else(|| error(Problem::Dependent(parent.href.clone())))
            }
        }
    }

    /// Whether its citations are made to stand in notes.
    pub(crate) fn cites_in_notes(&self) -> bool {
        self.0.csl.settings.class == StyleClass::Note
    }

    pub(super) fn csl(&self) -> &IndependentStyle {
        &self.0.csl
    }

    /// The style for a citation whose author's name belongs to the sentence.
    pub(super) fn in_prose(&self) -> &IndependentStyle {
        self.0.prose.as_ref().unwrap_or(&self.0.csl)
    }

    fn new(csl: IndependentStyle, origin: &str) -> Self {
        let prose = (csl.settings.class == StyleClass::Note).then(|| {
            let mut prose = csl.clone();
            (prose.citation.layout.prefix, prose.citation.layout.suffix) = (None, None);
            prose
        });
        // SipHash with fixed keys: the same in every run.
        let mut hasher = DefaultHasher::new();
        origin.hash(&mut hasher);
        Self(Arc::new(Loaded { csl, prose, digest: hasher.finish() }))
    }
}

fn parent_named(href: &str) -> Option<Style> {
    ArchivedStyle::by_id(href)
        .and_then(Style::archived)
        .or_else(|| Style::named(href.trim_end_matches('/').rsplit('/').next()?))
}

fn words(error: &citationberg::XmlDeError) -> String {
    match &error.path {
        Some(path) => format!("{} ({path})", error.source),
        None => error.source.to_string(),
    }
}

/// The elements of a macro or of the layouts, and the macros that they call.
#[derive(Debug, Default)]
struct Part {
    elements: usize,
    calls: Vec<String>,
}

/// Finds what the style's parser has no place for or would never come back from, and where the root element is.
fn check(text: &str) -> Result<Span, StyleError> {
    let mut reader = Reader::from_str(text);
    let mut root = None;
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    let (mut depth, mut current) = (0usize, String::new());
    loop {
        let start = position(reader.buffer_position(), text);
        let event = reader.read_event();
        let span = Span::new(start, position(reader.buffer_position(), text));
        let (tag, level) = match event {
            Ok(Event::Start(tag)) => {
                depth += 1;
                (tag, depth)
            }
            Ok(Event::Empty(tag)) => (tag, depth + 1),
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Ok(Event::Eof) => break,
            Ok(_) => continue,
            Err(error) => {
                let at = position(reader.error_position(), text);
                let end = at + text[at..].lines().next().map_or(0, str::len);
                return Err(StyleError { span: Span::new(at, end), problem: Problem::Syntax(error.to_string()) });
            }
        };
        if level > MAX_DEPTH {
            return Err(StyleError { span, problem: Problem::TooLarge });
        }
        root.get_or_insert(span);
        if level == 2 {
            current = macro_name(&tag).unwrap_or_default();
        }
        let part = parts.entry(current.clone()).or_default();
        part.elements += 1;
        part.calls.extend(attribute(&tag, "macro"));
    }
    let root = root.unwrap_or_default();
    match expanded("", &parts, 0, &mut BTreeMap::new()) {
        Some(size) if size <= MAX_EXPANDED => Ok(root),
        _ => Err(StyleError { span: root, problem: Problem::TooLarge }),
    }
}

fn position(offset: u64, text: &str) -> usize {
    let offset = usize::try_from(offset).unwrap_or(text.len());
    text.floor_char_boundary(offset.min(text.len()))
}

fn macro_name(tag: &BytesStart<'_>) -> Option<String> {
    (tag.local_name().as_ref() == "macro").then(|| attribute(tag, "name"))?
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    Some(tag.try_get_attribute(name).ok()??.value.into_owned())
}

/// How many elements a part comes to with its macros written out; nothing where they go round in a circle.
fn expanded(
    name: &str,
    parts: &BTreeMap<String, Part>,
    depth: usize,
    known: &mut BTreeMap<String, Option<usize>>,
) -> Option<usize> {
    if let Some(size) = known.get(name) {
        return *size;
    }
    let Some(part) = parts.get(name) else { return Some(0) };
    if depth > MAX_DEPTH {
        return None;
    }
    // While it is being counted, a part that comes up again is in a circle.
    known.insert(name.to_owned(), None);
    let calls = part.calls.iter().map(|call| expanded(call, parts, depth + 1, known));
    let size = calls.sum::<Option<usize>>().map(|calls| part.elements.saturating_add(calls));
    known.insert(name.to_owned(), size);
    size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(macros: &str) -> String {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\">\n<info><title>T</title>\
             <id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>{macros}\n<citation><layout>\
             <text macro=\"a\"/></layout></citation></style>"
        )
    }

    #[test]
    fn bundled_styles_and_the_house_style_are_read() {
        let format = include_str!("../../../../docs/format.md");
        for name in ArchivedStyle::all().iter().map(|style| style.names()[0]) {
            assert!(Style::named(name).is_some(), "{name}");
            assert!(format.contains(&format!("`{name}`")), "{name} is not in docs/format.md");
        }
        assert!(Style::bundled().all(|(name, called)| Style::named(name).is_some() && !called.is_empty()));
        assert!(Style::bundled().any(|(name, _)| name == "apa"));
        assert_eq!(Style::named("no-such-style"), None);
        assert!(Style::house(Language::Ja).is_some() && Style::house(Language::En).is_some());
        assert_ne!(Style::house(Language::Ja), Style::house(Language::En));
    }

    #[test]
    fn a_style_of_ones_own_is_read() {
        let text = style("<macro name=\"a\"><text variable=\"title\"/></macro>");
        let read = Style::from_xml(&text).unwrap();
        assert!(!read.cites_in_notes());
        assert_eq!(Style::from_xml(&text), Ok(read));
    }

    #[test]
    fn a_dependent_style_is_its_parent() {
        let dependent = |parent: &str| {
            format!(
                "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\"><info><title>T</title><id>t</id>\
                 <link href=\"http://www.zotero.org/styles/{parent}\" rel=\"independent-parent\"/>\
                 <updated>2026-01-01T00:00:00+00:00</updated></info></style>"
            )
        };
        assert_eq!(Style::from_xml(&dependent("apa")), Ok(Style::named("apa").unwrap()));
        let error = Style::from_xml(&dependent("no-such-style")).unwrap_err();
        assert!(matches!(error.problem, Problem::Dependent(_)));
    }

    #[test]
    fn broken_files_say_where() {
        let text = "<style>\n<macro name=\"a\"></text></style>";
        let error = Style::from_xml(text).unwrap_err();
        assert!(error.span.of(text).starts_with("</text>"), "{:?}", error.span.of(text));
        for text in ["", "plain words", "<html><body/></html>", "{\"a\": 1}"] {
            assert!(matches!(Style::from_xml(text).unwrap_err().problem, Problem::Syntax(_)), "{text}");
        }
    }

    #[test]
    fn styles_that_would_never_end_are_refused() {
        let circle = "<macro name=\"a\"><text macro=\"b\"/></macro><macro name=\"b\"><text macro=\"a\"/></macro>";
        let mut doubling: String = (0..40)
            .map(|n| format!("<macro name=\"m{n}\"><text macro=\"m{0}\"/><text macro=\"m{0}\"/></macro>", n + 1))
            .collect();
        doubling += "<macro name=\"a\"><text macro=\"m0\"/></macro>";
        let deep = format!("<macro name=\"a\">{}{}</macro>", "<group>".repeat(50_000), "</group>".repeat(50_000));
        for macros in [circle, &doubling, &deep] {
            assert_eq!(Style::from_xml(&style(macros)).unwrap_err().problem, Problem::TooLarge);
        }
    }
}
