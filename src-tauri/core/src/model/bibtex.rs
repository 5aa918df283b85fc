//! BibTeX and BibLaTeX files: each entry for itself, so that one that cannot be read leaves the others.

use std::collections::BTreeMap;

use biblatex::{
    Bibliography as BibFile, ChunksExt, DateValue, Entry, ParseError, ParseErrorKind, PermissiveType, Person,
};
use biblatex::{Pair, RawBibliography, RawChunk, RawEntry};

use super::date::Date;
use super::fields;
use super::link::{self, Target};
use super::reference::{self, Name, Reference};
use crate::csl::{ItemBuilder, PersonName};
use crate::diagnostic::{Diagnostic, Message};
use crate::parse::value::SyntaxError;
use crate::source::Span;

/// How many times the start of an entry is sought behind an entry that seems to have no end. A line of an abstract may
/// start with `@`.
const MAX_JOINED: usize = 4;

/// Reads the entries of the file `path`.
pub(crate) fn read(path: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Reference> {
    let pieces = pieces(text, diagnostics);
    let entries = resolve(pieces, diagnostics);
    entries.iter().map(|(entry, span)| from_entry(entry, *span, path, diagnostics)).collect()
}

/// A piece of the file that was read for itself, and where it starts.
type Piece<'t> = (RawBibliography<'t>, usize);

/// The file as a whole; or, where it has a mistake, from one line that starts with `@` to the next.
fn pieces<'t>(text: &'t str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Piece<'t>> {
    if let Ok(file) = RawBibliography::parse(text) {
        return vec![(file, 0)];
    }
    let mut starts: Vec<usize> = entry_starts(text).collect();
    starts.push(text.len());
    let mut pieces = Vec::new();
    let mut at = 0;
    while at + 1 < starts.len() {
        let start = starts[at];
        let ends = &starts[at + 1..starts.len().min(at + 1 + MAX_JOINED)];
        let joined = ends
            .iter()
            .enumerate()
            .find_map(|(more, &end)| Some((more, RawBibliography::parse(&text[start..end]).ok()?)));
        match joined {
            Some((more, piece)) => {
                pieces.push((piece, start));
                at += 1 + more;
            }
            None => {
                diagnostics.push(broken_entry(text, start, starts[at + 1]));
                at += 1;
            }
        }
    }
    pieces
}

fn entry_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut line_start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = line_start + line.len() - line.trim_start().len();
        line_start += line.len();
        line.trim_start().starts_with('@').then_some(start)
    })
}

fn broken_entry(text: &str, start: usize, end: usize) -> Diagnostic {
    let message =
        RawBibliography::parse(&text[start..end]).err().map_or_else(String::new, |error| error.kind.to_string());
    let line = text[start..end].lines().next().unwrap_or_default();
    fields::syntax_error(&SyntaxError { span: Span::new(start, start + line.trim_end().len()), message }, "BibTeX")
}

/// The entries of all pieces, with abbreviations and cross-references put in, and where their keys stand.
fn resolve(pieces: Vec<Piece<'_>>, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Entry, Span)> {
    let mut file = RawBibliography { preamble: String::new(), entries: Vec::new(), abbreviations: Vec::new() };
    let mut spans: BTreeMap<String, Span> = BTreeMap::new();
    for (piece, start) in pieces {
        file.abbreviations.extend(piece.abbreviations);
        for entry in piece.entries {
            let key = &entry.v.key;
            let span = Span::from(key.span.clone()).shifted(start);
            if spans.insert(key.v.to_owned(), span).is_some() {
                diagnostics.push(reference::duplicate(key.v, span));
                // The last one counts.
                file.entries.retain(|other: &biblatex::Spanned<RawEntry<'_>>| other.v.key.v != key.v);
            }
            file.entries.push(entry);
        }
    }
    cut_circles(&mut file);
    let entries = match BibFile::from_raw(file.clone()) {
        Ok(entries) => entries.into_vec(),
        Err(_) => one_by_one(&file, &spans, diagnostics),
    };
    let place = |entry: Entry| {
        let span = spans.get(&entry.key).copied().unwrap_or_default();
        (entry, span)
    };
    entries.into_iter().map(place).collect()
}

/// How many entries one may inherit from. More is a circle or close to one, and the parser would not come back from it.
const MAX_INHERITED: usize = 100;

/// Takes the cross-references off the entries that inherit in a circle.
fn cut_circles(file: &mut RawBibliography<'_>) {
    let parents: BTreeMap<String, Vec<String>> =
        file.entries.iter().map(|entry| (entry.v.key.v.to_owned(), parents(&entry.v))).collect();
    let mut known = BTreeMap::new();
    for entry in file.entries.iter_mut().filter(|entry| !parents[entry.v.key.v].is_empty()) {
        if inherited(entry.v.key.v, &parents, 0, &mut known).is_none_or(|count| count > MAX_INHERITED) {
            entry.v.fields.retain(|field| !is_cross_reference(field));
        }
    }
}

fn parents(entry: &RawEntry<'_>) -> Vec<String> {
    let fields = entry.fields.iter().filter(|field| is_cross_reference(field));
    let chunks = fields.flat_map(|field| &field.value.v).map(|chunk| match chunk.v {
        RawChunk::Normal(words) | RawChunk::Abbreviation(words) => words,
    });
    chunks.flat_map(|words| words.split(',')).map(|key| key.trim().to_owned()).collect()
}

fn is_cross_reference(field: &Pair<'_>) -> bool {
    ["crossref", "xdata"].iter().any(|name| field.key.v.eq_ignore_ascii_case(name))
}

/// How many entries one inherits from, counted as often as they are met; nothing where they go round in a circle.
fn inherited(
    key: &str,
    parents: &BTreeMap<String, Vec<String>>,
    depth: usize,
    known: &mut BTreeMap<String, Option<usize>>,
) -> Option<usize> {
    if let Some(count) = known.get(key) {
        return *count;
    }
    let Some(above) = parents.get(key) else { return Some(0) };
    if depth > MAX_INHERITED {
        return None;
    }
    // While it is being counted, an entry that comes up again is in a circle.
    known.insert(key.to_owned(), None);
    let counts = above.iter().map(|parent| Some(1usize.saturating_add(inherited(parent, parents, depth + 1, known)?)));
    let count = counts.sum::<Option<usize>>();
    known.insert(key.to_owned(), count);
    count
}

/// The entries that can be read without the others. Cross-references are lost with that, so it is the second try.
fn one_by_one(
    file: &RawBibliography<'_>,
    spans: &BTreeMap<String, Span>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Entry> {
    let alone = |entry: &biblatex::Spanned<RawEntry<'_>>| {
        let mut alone = RawBibliography {
            preamble: String::new(),
            entries: vec![entry.clone()],
            abbreviations: file.abbreviations.clone(),
        };
        alone.entries[0].v.fields.retain(|field| !is_cross_reference(field));
        BibFile::from_raw(alone)
    };
    let (mut good, mut entries) = (file.clone(), Vec::new());
    good.entries.clear();
    for entry in &file.entries {
        match alone(entry) {
            Ok(read) => {
                good.entries.push(entry.clone());
                entries.extend(read.into_vec());
            }
            Err(error) => diagnostics.push(unresolved(&error, spans.get(entry.v.key.v).copied().unwrap_or_default())),
        }
    }
    BibFile::from_raw(good).map_or(entries, BibFile::into_vec)
}

fn unresolved(error: &ParseError, span: Span) -> Diagnostic {
    match &error.kind {
        ParseErrorKind::UnknownAbbreviation(word) => Diagnostic::error(
            "syntax-error",
            span,
            Message::new(
                format!("This entry uses “{word}”, which no @string defines."),
                format!("この項目の「{word}」は @string で定義されていません。"),
            ),
        )
        .hint("Put words in braces: {…}.", "文字列は {…} で囲んでください。"),
        kind => fields::syntax_error(&SyntaxError { span, message: kind.to_string() }, "BibTeX"),
    }
}

/// An entry being read: its words by field.
struct Fields<'e> {
    entry: &'e Entry,
}

impl Fields<'_> {
    fn words(&self, field: &str) -> Option<String> {
        let words = self.entry.get(field)?.format_verbatim();
        Some(words.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty())
    }

    fn first_of(&self, fields: &[&str]) -> Option<String> {
        fields.iter().find_map(|field| self.words(field))
    }

    fn names(&self, field: &str) -> Vec<Person> {
        self.entry.get_as(field).unwrap_or_default()
    }
}

fn from_entry(entry: &Entry, span: Span, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Reference {
    let fields = Fields { entry };
    let mut item = ItemBuilder::new(&entry.key);
    let url = address(&fields, span, diagnostics);
    let issued = date(entry, "date", span, diagnostics).or_else(|| issued_in_parts(entry));
    let accessed = date(entry, "urldate", span, diagnostics);
    url.iter().for_each(|url| item.text("URL", url));
    for (variable, date) in [("issued", issued), ("accessed", accessed)] {
        date.into_iter().for_each(|date| item.date(variable, date, false, None));
    }
    set_words(&mut item, &fields);
    for (variable, field) in NAMES {
        item.names(variable, fields.names(field).into_iter().filter_map(person));
    }
    let title = title(&fields);
    let container = fields.first_of(&["journaltitle", "journal", "booktitle", "maintitle"]);
    let publisher = fields.first_of(PUBLISHERS);
    let authors = fields.names("author").into_iter().filter_map(person).map(Name::from).collect();
    Reference {
        id: entry.key.clone(),
        title,
        container,
        publisher,
        authors,
        issued,
        accessed,
        url,
        image: None,
        item: item.finish(),
        file: path.to_owned(),
        span,
    }
}

const PUBLISHERS: &[&str] = &["publisher", "institution", "school", "organization"];

const NAMES: &[(&str, &str)] = &[
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("container-author", "bookauthor"),
    ("director", "director"),
    ("recipient", "recipient"),
];

/// The variables that are one field, or the first of several.
const WORDS: &[(&str, &[&str])] = &[
    ("title-short", &["shorttitle"]),
    ("container-title", &["journaltitle", "journal", "booktitle", "maintitle"]),
    ("container-title-short", &["shortjournal"]),
    ("collection-title", &["series"]),
    ("volume", &["volume"]),
    ("number-of-volumes", &["volumes"]),
    ("number-of-pages", &["pagetotal"]),
    ("chapter-number", &["chapter"]),
    ("edition", &["edition"]),
    ("version", &["version"]),
    ("publisher", PUBLISHERS),
    ("publisher-place", &["location", "address"]),
    ("event-title", &["eventtitle"]),
    ("event-place", &["venue"]),
    ("genre", &["type"]),
    ("language", &["langid", "language"]),
    ("DOI", &["doi"]),
    ("ISBN", &["isbn"]),
    ("ISSN", &["issn"]),
    ("annote", &["annotation", "annote"]),
    ("note", &["note"]),
];

fn set_words(item: &mut ItemBuilder, fields: &Fields<'_>) {
    let entry = fields.entry;
    let raw_kind = entry.entry_type.to_string().to_ascii_lowercase();
    let kind = csl_type(&raw_kind, fields);
    item.text("type", kind);
    title(fields).iter().for_each(|title| item.text("title", title));
    for (variable, names) in WORDS {
        fields.first_of(names).iter().for_each(|words| item.text(variable, words));
    }
    // BibTeX writes a range with two hyphens, which its parser reads as a dash.
    fields
        .words("pages")
        .iter()
        .for_each(|pages| item.text("page", &pages.replace(['–', '—'], "-").replace("--", "-")));
    let number = match kind {
        "report" | "patent" | "standard" => "number",
        _ if kind.starts_with("article") => "issue",
        _ => "collection-number",
    };
    fields.words("number").iter().for_each(|words| item.text(number, words));
    fields.words("issue").iter().for_each(|words| item.text("issue", words));
    if !item.has("genre") {
        match &*raw_kind {
            "phdthesis" => item.text("genre", "PhD thesis"),
            "mastersthesis" => item.text("genre", "Master’s thesis"),
            _ => {}
        }
    }
}

/// What the formats' manuals say that an entry type is, in CSL's words.
fn csl_type(kind: &str, fields: &Fields<'_>) -> &'static str {
    match kind {
        "article" | "suppperiodical" => match fields.words("entrysubtype").as_deref() {
            Some("newspaper") => "article-newspaper",
            Some("magazine") => "article-magazine",
            _ => "article-journal",
        },
        "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "mvproceedings" | "reference"
        | "mvreference" | "manual" => "book",
        "inbook" | "bookinbook" | "suppbook" | "incollection" | "suppcollection" => "chapter",
        "inproceedings" | "conference" => "paper-conference",
        "inreference" => "entry-encyclopedia",
        "booklet" => "pamphlet",
        "periodical" => "periodical",
        "thesis" | "phdthesis" | "mastersthesis" => "thesis",
        "report" | "techreport" => "report",
        "unpublished" => "manuscript",
        "patent" => "patent",
        "online" | "electronic" | "www" => "webpage",
        "software" => "software",
        "dataset" => "dataset",
        "standard" => "standard",
        "legislation" => "legislation",
        "jurisdiction" => "legal_case",
        "letter" => "personal_communication",
        "video" | "movie" => "motion_picture",
        "audio" | "music" => "song",
        "image" | "artwork" => "graphic",
        "performance" => "performance",
        "review" => "review",
        // The item's own rule: a web page where there is an address.
        _ => "",
    }
}

fn title(fields: &Fields<'_>) -> Option<String> {
    let title = fields.words("title")?;
    Some(match fields.words("subtitle") {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    })
}

/// The address, or that of the preprint.
fn address(fields: &Fields<'_>, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let Some(address) = fields.words("url") else {
        let archive = fields.first_of(&["eprinttype", "archiveprefix"])?;
        let eprint = fields.words("eprint").filter(|_| archive.eq_ignore_ascii_case("arxiv"))?;
        return Some(format!("https://arxiv.org/abs/{eprint}"));
    };
    match link::resolve("", &address) {
        Target::Web(address) => Some(address),
        _ => {
            diagnostics.push(reference::no_web_address(span));
            None
        }
    }
}

fn date(entry: &Entry, field: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Date> {
    entry.get(field)?;
    let date = entry.get_as::<PermissiveType<biblatex::Date>>(field).ok().and_then(|date| first_day(&date));
    if date.is_none() {
        diagnostics.push(fields::bad_date(span));
    }
    date
}

/// `year`, `month` and `day`, as BibTeX has them; a year such as “in press” is none.
fn issued_in_parts(entry: &Entry) -> Option<Date> {
    entry.get("year")?;
    entry.date().ok().and_then(|date| first_day(&date))
}

fn first_day(date: &PermissiveType<biblatex::Date>) -> Option<Date> {
    let date = match date {
        PermissiveType::Typed(date) => date,
        PermissiveType::Chunks(chunks) => return Date::parse(&chunks.format_verbatim()),
    };
    let (DateValue::At(day) | DateValue::After(day) | DateValue::Before(day) | DateValue::Between(day, _)) = date.value;
    let one_based = |part: Option<u8>| part.map(|part| i16::from(part) + 1);
    let mut parts = vec![i16::try_from(day.year).ok()?];
    parts.extend(one_based(day.month));
    parts.extend(day.month.and_then(|_| one_based(day.day)));
    Date::from_parts(&parts)
}

/// A person or an institution; `and others` is nobody.
fn person(person: Person) -> Option<PersonName> {
    let others = person.name == "others" && person.given_name.is_empty();
    (!others && !person.name.is_empty()).then_some(PersonName {
        family: person.name,
        given: person.given_name,
        particle: person.prefix,
        dropping_particle: String::new(),
        suffix: person.suffix,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> (Vec<Reference>, Vec<(&'static str, &str)>) {
        let mut diagnostics = Vec::new();
        let references = read("s.bib", text, &mut diagnostics);
        (references, diagnostics.iter().map(|found| (found.code, found.span.of(text))).collect())
    }

    fn keys(references: &[Reference]) -> Vec<&str> {
        references.iter().map(|reference| reference.id.as_str()).collect()
    }

    #[test]
    fn a_broken_entry_leaves_the_others() {
        let text = "@string{jm = {Journal of Markets}}\n@article{a, title={A}, journal=jm, year=2020}\n\
                    @book{b, title={No end\n@book{c, title={C, with\n@home in it}, year=2021}\n@book{d title={No comma}}\n\
                    @misc{e, title={E}}\n";
        let (references, found) = read_all(text);
        assert_eq!(keys(&references), ["a", "c", "e"]);
        assert_eq!(references[0].container.as_deref(), Some("Journal of Markets"));
        assert_eq!(found, [("syntax-error", "@book{b, title={No end"), ("syntax-error", "@book{d title={No comma}}")]);
    }

    #[test]
    fn what_is_wrong_within_an_entry_is_found_at_its_key() {
        let text = "@article{a, title={A}, journal=nowhere, year=2020}\n@misc{b, title={B}, date={2020-13-01}, \
                    url={javascript:x}}\n@misc{c, title={C}}\n@misc{c, title={C again}}\n";
        let (references, found) = read_all(text);
        assert_eq!(keys(&references), ["b", "c"]);
        assert_eq!(references[1].title.as_deref(), Some("C again"));
        let expected = [("duplicate-reference", "c"), ("syntax-error", "a"), ("bad-address", "b"), ("bad-date", "b")];
        assert_eq!(found, expected);
    }

    #[test]
    fn entries_inherit_unless_they_go_round_in_a_circle() {
        let text = "@inproceedings{a, title={A}, crossref={p}}\n@proceedings{p, title={P}, year=2020}\n\
                    @misc{x, title={X}, crossref={y}}\n@misc{y, title={Y}, crossref={x}}\n@misc{z, xdata={z, z}}\n";
        let (references, found) = read_all(text);
        assert_eq!(found, []);
        assert_eq!(keys(&references), ["a", "p", "x", "y", "z"]);
        assert_eq!(references[0].container.as_deref(), Some("P"));
    }

    #[test]
    fn fields_become_csl_variables() {
        let text = "@article{a, title={T{\\\"o}ne: {BIG}}, author={van der Berg, Jan and {Ministry of Trade} and others}, \
                    journaltitle={J}, volume=3, number=2, pages={10--20}, doi={10.1/x}, date={2025-03}}\n\
                    @phdthesis{p, title={P}, author={Doe, Ann}, school={Tokyo University}, year=2019}\n\
                    @inproceedings{c, title={C}, booktitle={Proc}, editor={Roe, Bo}, address={Kyoto}, year=2018}\n";
        let (references, found) = read_all(text);
        assert_eq!(found, []);
        let text_of = |at: usize, variable: &str| references[at].item.text(variable).unwrap_or_default();
        let shown = ["type", "title", "container-title", "volume", "issue", "page", "DOI"].map(|name| text_of(0, name));
        assert_eq!(shown, ["article-journal", "Töne: BIG", "J", "3", "2", "10-20", "10.1/x"]);
        assert_eq!(
            references[0].authors.iter().map(Name::full).collect::<Vec<_>>(),
            ["Jan van der Berg", "Ministry of Trade"]
        );
        assert_eq!(
            (text_of(1, "type"), text_of(1, "genre"), text_of(1, "publisher")),
            ("thesis", "PhD thesis", "Tokyo University")
        );
        assert_eq!((text_of(2, "type"), text_of(2, "publisher-place")), ("paper-conference", "Kyoto"));
    }
}
