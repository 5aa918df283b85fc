//! An article's citations as a whole: numbers, disambiguation and “ibid.” depend on all of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayagriva::citationberg::taxonomy::Locator as Kind;
use hayagriva::citationberg::{IndependentStyle, json};
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, Elem,
    ElemChild, ElemChildren, ElemMeta, LocatorPayload, Rendered, SpecificLocator,
};

use super::html::{self, Links};
use super::locale::{self, Locales};
use super::{Cite, Cluster, Entry, Form, Formatted, Input, Item, MAX_SOURCES, Piece, Style};
use crate::diagnostic::Language;
use crate::render::escape::text;

/// Formats every citation and the list. Without citations and listed sources it does nothing.
pub(crate) fn format(input: &Input) -> Formatted {
    if input.clusters.is_empty() && input.listed.is_empty() {
        return Formatted::default();
    }
    if Sources::of(input).0.len() > MAX_SOURCES {
        return plain(input);
    }
    // The formatter panics on what it has no rule for, such as some combinations of a label and its variable that only
    // a style of one's own can hold. An article must show all the same.
    catch_unwind(AssertUnwindSafe(|| formatted(input))).unwrap_or_else(|_| plain(input))
}

fn formatted(input: &Input) -> Formatted {
    let locales = locale::of_language(&input.language);
    let japanese = Language::of_tag(&input.language) == Language::Ja;
    let sources = Sources::of(input);
    let mut driver = BibliographyDriver::new();
    for cluster in &input.clusters {
        let style = if cluster.alone { input.style.csl() } else { input.style.in_prose() };
        let items = cluster.cites.iter().map(|cite| citation_item(cite, &sources, japanese)).collect();
        driver.citation(request(items, cluster.note, style, &locales));
    }
    let hidden = input.listed.iter().map(|item| CitationItem::new(sources.get(item), None, None, true, None));
    driver.citation(request(hidden.collect(), None, input.style.csl(), &locales));
    let list_style = list_style(&input.style, &input.language);
    let rendered =
        driver.finish(BibliographyRequest::new(list_style.csl(), Some(locales.code.clone()), &locales.files));
    collect(input, rendered, &sources, japanese)
}

/// Some styles of notes have no list. Readers get one all the same, in Kiku's own style.
fn list_style<'s>(style: &'s Style, language: &str) -> Cow<'s, Style> {
    if style.csl().bibliography.is_some() {
        return Cow::Borrowed(style);
    }
    Style::house(Language::of_tag(language)).map_or(Cow::Borrowed(style), Cow::Owned)
}

fn request<'r>(
    items: Vec<CitationItem<'r, json::Item>>,
    note: Option<usize>,
    style: &'r IndependentStyle,
    locales: &'r Locales,
) -> CitationRequest<'r, json::Item> {
    CitationRequest::new(items, style, Some(locales.code.clone()), &locales.files, note)
}

/// What a cite's locator is printed from. In Japanese it stays as it was written: whether a label stands before or after
/// its number depends on what it counts, and the locale's labels, which a style puts before, would read wrongly.
fn locator(cite: &Cite, japanese: bool) -> Option<SpecificLocator<'_>> {
    let locator = cite.locator.as_ref()?;
    let (kind, words) = if japanese { (Kind::Custom, &locator.written) } else { (locator.kind, &locator.value) };
    Some(SpecificLocator(kind, LocatorPayload::Str(words)))
}

fn citation_item<'r>(cite: &'r Cite, sources: &Sources<'r>, japanese: bool) -> CitationItem<'r, json::Item> {
    let purpose = (cite.form == Form::Narrative && cite.item.is_by_someone()).then_some(CitePurpose::Prose);
    CitationItem::new(sources.get(&cite.item), locator(cite, japanese), None, false, purpose)
}

/// One item for each key: the formatter takes items at different addresses for different sources.
struct Sources<'i>(BTreeMap<&'i str, &'i Item>);

impl<'i> Sources<'i> {
    fn of(input: &'i Input) -> Self {
        let cited = input.clusters.iter().flat_map(|cluster| cluster.cites.iter().map(|cite| &cite.item));
        let mut sources = BTreeMap::new();
        for item in cited.chain(&input.listed) {
            sources.entry(item.key()).or_insert(item);
        }
        Self(sources)
    }

    fn get(&self, item: &'i Item) -> &'i json::Item {
        self.0.get(item.key()).copied().unwrap_or(item).inner()
    }
}

fn collect(input: &Input, rendered: Rendered, sources: &Sources<'_>, japanese: bool) -> Formatted {
    let clusters = input.clusters.iter().zip(rendered.citations);
    let clusters = clusters.map(|(cluster, citation)| pieces(cluster, citation.citation, japanese)).collect();
    let items = rendered.bibliography.map_or_else(Vec::new, |list| list.items);
    let list = items.into_iter().map(|item| entry(item, sources)).collect();
    Formatted { clusters, list }
}

/// A style that has nothing to say of a kind of source leaves its title.
fn entry(item: BibliographyItem, sources: &Sources<'_>) -> Entry {
    let html = html::of_children(&item.content, Links::Written).trim().to_owned();
    match sources.0.get(&*item.key) {
        Some(source) if html.is_empty() => plain_entry(source),
        _ => Entry {
            label: item.first_field.map(|field| html::of_child(&field, Links::Dropped).trim().to_owned()),
            html,
            key: item.key,
        },
    }
}

fn pieces(cluster: &Cluster, children: ElemChildren, japanese: bool) -> Vec<Piece> {
    if let [cite] = &*cluster.cites
        && cite.form == Form::Narrative
        && !cite.item.is_by_someone()
    {
        return vec![Piece::Cite(0, narrative_by_nobody(&cite.item, children, japanese))];
    }
    let mut pieces = Vec::new();
    for child in children.0 {
        match child {
            ElemChild::Elem(Elem { children, meta: Some(ElemMeta::Entry(at)), .. }) => {
                if let Some(cite) = cluster.cites.get(at) {
                    push_cite(&mut pieces, at, cite, children, japanese);
                }
            }
            child => push_words(&mut pieces, html::of_child(&child, Links::Dropped)),
        }
    }
    pieces
}

fn push_cite(pieces: &mut Vec<Piece>, at: usize, cite: &Cite, mut children: ElemChildren, japanese: bool) {
    if cite.form == Form::WithoutAuthor {
        children = without_author(children);
    }
    let words = spaced(html::of_children(&children, Links::Dropped), japanese);
    push_words(pieces, escaped(&cite.prefix));
    pieces.push(Piece::Cite(at, words));
    push_words(pieces, escaped(&cite.suffix));
}

/// The formatter has no author to put before the brackets: what the style prints in the author's place stands there, or
/// the title.
fn narrative_by_nobody(item: &Item, children: ElemChildren, japanese: bool) -> String {
    let mut who = escaped(item.text("title").unwrap_or(item.key()));
    let mut rest = String::new();
    for child in children.0 {
        match child {
            ElemChild::Elem(Elem { mut children, meta: Some(ElemMeta::Entry(_)), .. }) => {
                if let Some(names) = take_names(&mut children.0) {
                    trim_start(&mut children.0);
                    // The comma that parted it from the year may have gone into its quotation marks.
                    who = html::of_child(&names, Links::Dropped).replace(",”", "”");
                }
                rest.push_str(&html::of_children(&children, Links::Dropped));
            }
            child => rest.push_str(&html::of_child(&child, Links::Dropped)),
        }
    }
    spaced(format!("{who} {rest}"), japanese)
}

/// Full-width brackets bring their own space.
fn spaced(words: String, japanese: bool) -> String {
    if japanese { words.replace(" （", "（") } else { words }
}

fn push_words(pieces: &mut Vec<Piece>, words: String) {
    match pieces.last_mut() {
        _ if words.is_empty() => {}
        Some(Piece::Words(last)) => last.push_str(&words),
        _ => pieces.push(Piece::Words(words)),
    }
}

fn escaped(words: &str) -> String {
    let mut out = String::new();
    text(&mut out, words);
    out
}

/// Takes the names off the start of a cite, with what parted them from the rest. What is nothing but names stays.
fn without_author(children: ElemChildren) -> ElemChildren {
    let mut rest = children.clone();
    if take_names(&mut rest.0).is_none() {
        return children;
    }
    trim_start(&mut rest.0);
    if rest.is_empty() { children } else { rest }
}

/// Removes the names that stand first, or what stands in for them.
fn take_names(children: &mut Vec<ElemChild>) -> Option<ElemChild> {
    match children.first_mut()? {
        ElemChild::Elem(elem) if matches!(elem.meta, Some(ElemMeta::Names(_))) => Some(children.remove(0)),
        ElemChild::Elem(elem) => take_names(&mut elem.children.0),
        _ => None,
    }
}

/// Removes white space and separators from the start; whether words are left.
fn trim_start(children: &mut [ElemChild]) -> bool {
    children.iter_mut().any(|child| match child {
        ElemChild::Text(words) => {
            words.text = words.text.trim_start_matches([' ', '\u{a0}', ',', ';', ':', '.', '、', '，']).to_owned();
            !words.text.is_empty()
        }
        ElemChild::Elem(elem) => trim_start(&mut elem.children.0),
        _ => true,
    })
}

/// What readers get where the formatter has failed: keys in brackets, titles in the list.
fn plain(input: &Input) -> Formatted {
    let cluster = |cluster: &Cluster| {
        let mut pieces = vec![Piece::Words("(".to_owned())];
        for (at, cite) in cluster.cites.iter().enumerate() {
            push_words(&mut pieces, if at > 0 { "; ".to_owned() } else { String::new() });
            push_words(&mut pieces, escaped(&cite.prefix));
            pieces.push(Piece::Cite(at, escaped(cite.item.key())));
            let locator = cite.locator.as_ref().map_or_else(String::new, |locator| format!(", {}", locator.written));
            push_words(&mut pieces, escaped(&(locator + &cite.suffix)));
        }
        push_words(&mut pieces, ")".to_owned());
        pieces
    };
    let (mut list, mut keys) = (Vec::new(), BTreeSet::new());
    let cited = input.clusters.iter().flat_map(|cluster| cluster.cites.iter().map(|cite| &cite.item));
    for item in cited.chain(&input.listed) {
        if keys.insert(item.key()) {
            list.push(plain_entry(item));
        }
    }
    Formatted { clusters: input.clusters.iter().map(cluster).collect(), list }
}

fn plain_entry(item: &Item) -> Entry {
    let words = item.text("title").unwrap_or(item.key());
    Entry { key: item.key().to_owned(), label: None, html: escaped(words) }
}

#[cfg(test)]
mod tests {
    use super::super::{ItemBuilder, PersonName, read_locator};
    use super::*;
    use crate::model::date::Date;

    fn person(family: &str, given: &str) -> PersonName {
        PersonName { family: family.into(), given: given.into(), ..PersonName::default() }
    }

    fn item(key: &str, title: &str, authors: &[(&str, &str)], issued: &str) -> Item {
        let mut item = ItemBuilder::new(key);
        item.text("title", title);
        item.text("type", "book");
        item.names("author", authors.iter().map(|(family, given)| person(family, given)));
        Date::parse(issued).into_iter().for_each(|date| item.date("issued", date, false, None));
        item.finish()
    }

    fn cite(item: &Item, form: Form, locator: &str) -> Cite {
        let (locator, suffix) = read_locator(locator);
        Cite { item: item.clone(), form, prefix: String::new(), locator, suffix: suffix.to_owned() }
    }

    fn full(items: &[&Item]) -> Cluster {
        Cluster { cites: items.iter().map(|item| cite(item, Form::Full, "")).collect(), note: None, alone: false }
    }

    fn run(style: &str, language: &str, clusters: Vec<Cluster>, listed: Vec<Item>) -> (Vec<String>, Vec<String>) {
        let style = match style {
            "house" => Style::house(Language::of_tag(language)).unwrap(),
            name => Style::named(name).unwrap(),
        };
        let formatted = format(&Input { style, language: language.into(), clusters, listed });
        let cluster = |pieces: &Vec<Piece>| {
            let words = pieces.iter().map(|piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::Cite(_, words) => format!("<{words}>"),
            });
            words.collect::<String>()
        };
        let entry = |entry: &Entry| format!("{} {}", entry.label.as_deref().unwrap_or("-"), entry.html);
        (formatted.clusters.iter().map(cluster).collect(), formatted.list.iter().map(entry).collect())
    }

    fn doe() -> Item {
        item("doe", "On Markets", &[("Doe", "Ann")], "2025-03-01")
    }

    #[test]
    fn every_kind_of_style_cites_and_lists() {
        let roe = item("roe", "Fish", &[("Roe", "Bo"), ("Poe", "Al"), ("Moe", "Ed"), ("Foe", "Di")], "2024");
        let clusters = || {
            let cites = vec![cite(&roe, Form::Full, ""), cite(&doe(), Form::Full, "p. 3, in part")];
            let one = |form, locator| Cluster { cites: vec![cite(&doe(), form, locator)], note: None, alone: false };
            vec![
                full(&[&doe()]),
                Cluster { cites, note: None, alone: false },
                one(Form::WithoutAuthor, ""),
                one(Form::Narrative, "第2章"),
            ]
        };
        let cases = [
            ("house", "(<Doe 2025>) (<Roe et al. 2024>; <Doe 2025, p. 3>, in part) (<2025>) <Doe (2025, chap. 2)>"),
            ("apa", "(<Doe, 2025>) (<Doe, 2025, p. 3>, in part; <Roe et al., 2024>) (<2025>) <Doe (2025, Chapter 2)>"),
            ("ieee", "<[1]> <[1, p. 3]>, in part, <[2]> <[1]> <A. Doe [1, Ch. 2]>"),
            ("alphanumeric", "[<doe>] [<doe, 3>, in part, <roe>] [<doe>] <Ann Doe [doe, 2]>"),
            (
                "chicago-author-date",
                "(<Doe 2025>) (<Roe et al. 2024>; <Doe 2025, 3>, in part) (<2025>) <Doe (2025, chap. 2)>",
            ),
        ];
        for (style, expected) in cases {
            let (cited, list) = run(style, "en", clusters(), vec![item("card", "Shown", &[("Cad", "Di")], "2020")]);
            assert_eq!(cited.join(" "), expected, "{style}");
            assert_eq!(list.len(), 3, "{style}: {list:?}");
        }
    }

    #[test]
    fn styles_with_numbers_number_the_list() {
        let (_, list) = run("ieee", "en", vec![full(&[&doe()])], vec![item("card", "Shown", &[], "2020")]);
        assert_eq!(list, ["[1] A. Doe, <i>On Markets</i>. 2025.", "[2] <i>Shown</i>. 2020."]);
    }

    #[test]
    fn japanese_articles_read_as_japanese() {
        let kiku = item("kiku", "市場の朝", &[("菊池", "花"), ("山田", "太郎")], "2023-05");
        let cites = vec![cite(&kiku, Form::Full, "12頁参照"), cite(&doe(), Form::Full, "p. 4")];
        let narrative = Cluster { cites: vec![cite(&kiku, Form::Narrative, "第2章")], note: None, alone: false };
        let (cited, list) = run("house", "ja", vec![Cluster { cites, note: None, alone: false }, narrative], vec![]);
        assert_eq!(cited, ["（<菊池・山田 2023, 12頁>参照；<Doe 2025, p. 4>）", "<菊池・山田（2023, 第2章）>"]);
        assert_eq!(list[0], "- 菊池花、山田太郎。『市場の朝』。2023年5月。");
    }

    #[test]
    fn ambiguous_years_get_letters_also_in_the_list() {
        let one = item("one", "First", &[("Doe", "Ann")], "2025");
        let two = item("two", "Second", &[("Doe", "Ann")], "2025");
        let (cited, list) = run("house", "en", vec![full(&[&one]), full(&[&two])], vec![]);
        assert_eq!(cited, ["(<Doe 2025a>)", "(<Doe 2025b>)"]);
        assert_eq!(list, ["- Doe, Ann. <i>First</i>. 2025 (a).", "- Doe, Ann. <i>Second</i>. 2025 (b)."]);
    }

    #[test]
    fn names_keep_their_particles_and_institutions_their_words() {
        let mut gogh = ItemBuilder::new("gogh");
        gogh.text("title", "Letters");
        let vincent = PersonName { particle: "van".into(), suffix: "Jr.".into(), ..person("Gogh", "Vincent") };
        gogh.names("author", [vincent]);
        let mut office = ItemBuilder::new("office");
        office.text("title", "Figures");
        office.names("author", [person("Office for National Statistics", "")]);
        let (cited, list) = run("apa", "en", vec![full(&[&gogh.finish(), &office.finish()])], vec![]);
        assert_eq!(cited, ["(<Office for National Statistics, n.d.>; <van Gogh, n.d.>)"]);
        assert_eq!(list[1], "- van Gogh, V., Jr. (n.d.). <i>Letters</i>.");
    }

    #[test]
    fn notes_say_less_the_second_time() {
        let note = |number, item: &Item| Cluster { note: Some(number), alone: true, ..full(&[item]) };
        let (cited, list) = run("chicago-notes", "en", vec![note(1, &doe()), note(2, &doe())], vec![]);
        assert_eq!(cited[0], "<Ann Doe, <i>On Markets</i> (2025)>.");
        assert!(cited[1].len() < cited[0].len(), "{}", cited[1]);
        assert_eq!(list, ["- Doe, Ann. <i>On Markets</i>. 2025."]);
        let narrative = Cluster { cites: vec![cite(&doe(), Form::Narrative, "p. 3")], note: None, alone: false };
        assert_eq!(run("chicago-notes", "en", vec![narrative], vec![]).0, ["<Ann Doe (<i>On Markets</i> (2025), 3)>"]);
    }

    #[test]
    fn a_source_by_nobody_is_named_by_what_stands_in_for_its_author() {
        let mut news = ItemBuilder::new("news");
        news.text("title", "The market opens late");
        news.text("container-title", "Market Gazette");
        news.text("type", "article-newspaper");
        let news = news.finish();
        let narrative =
            || vec![Cluster { cites: vec![cite(&news, Form::Narrative, "p. 3")], note: None, alone: false }];
        let cases = [
            ("house", "<Market Gazette (n.d., p. 3)>"),
            ("apa", "<“The Market Opens Late” (n.d., p. 3)>"),
            ("ieee", "<The market opens late [1, p. 3]>"),
        ];
        for (style, expected) in cases {
            assert_eq!(run(style, "en", narrative(), vec![]).0, [expected], "{style}");
        }
    }

    #[test]
    fn nothing_gets_out_as_markup_and_links_lead_only_to_the_web() {
        let mut item = ItemBuilder::new("a\"><script>");
        for variable in ["title", "container-title", "publisher", "note", "genre", "volume", "page", "DOI", "annote"] {
            item.text(variable, "<script>alert(1)</script> & \"x\"");
        }
        item.text("URL", "javascript:alert(1)");
        item.names("author", [person("<b>Doe</b>", "<i>A</i>")]);
        let item = item.finish();
        let cluster = Cluster {
            cites: vec![Cite {
                prefix: "<u>see</u> ".into(),
                suffix: "<s>x</s>".into(),
                ..cite(&item, Form::Full, "p. <3>")
            }],
            note: None,
            alone: false,
        };
        for style in ["house", "apa", "ieee", "chicago-notes", "sist02", "alphanumeric"] {
            let style_of = if style == "house" { Style::house(Language::En) } else { Style::named(style) };
            let (style_of, clusters) = (style_of.unwrap(), vec![cluster.clone()]);
            let formatted = format(&Input { style: style_of, language: "en".into(), clusters, listed: vec![] });
            let html: String = formatted.list.iter().map(|entry| &*entry.html).collect();
            let html = html + &std::format!("{:?}", formatted.clusters);
            for tag in ["<script", "<b>Doe", "<u>", "<s>", "<3>", "\"javascript"] {
                assert!(!html.contains(tag), "{style}: {html}");
            }
        }
    }

    #[test]
    fn addresses_are_links_in_the_list_and_words_in_notes() {
        let mut item = ItemBuilder::new("a");
        item.text("title", "T");
        item.text("URL", "https://example.org/a?b=1&c=2");
        let item = item.finish();
        let (cited, list) = run("chicago-notes", "en", vec![full(&[&item])], vec![]);
        assert!(cited[0].contains("https://example.org") && !cited[0].contains("<a"), "{}", cited[0]);
        let link =
            "<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noopener\">https://example.org/a?b=1&amp;c=2</a>";
        assert!(list[0].contains(link), "{}", list[0]);
    }

    #[test]
    fn strange_values_are_printed_or_left_out() {
        let strange =
            ["", "-", "99999999999999999999", "10-", "1-2-3", "iv–x, 3 & 7", "第3巻", "\u{0}", "٣", "1st", "2^10"];
        for style in ["house", "apa", "ieee", "chicago-notes", "nature", "sist02"] {
            for value in strange {
                let mut item = ItemBuilder::new("a");
                for variable in ["volume", "issue", "page", "edition", "number", "number-of-pages", "chapter-number"] {
                    item.text(variable, value);
                }
                item.text("type", "article-journal");
                item.text("title", "T");
                let cites = vec![cite(&item.finish(), Form::Full, value)];
                let (cited, list) = run(style, "en", vec![Cluster { cites, note: None, alone: false }], vec![]);
                assert!(list.len() == 1 && list[0].contains('T') && !cited[0].is_empty(), "{style} {value:?} {list:?}");
            }
        }
    }

    #[test]
    fn what_the_formatter_has_no_rule_for_leaves_plain_words() {
        let style = Style::named("apa").unwrap();
        let input = Input { style, language: "en".into(), clusters: vec![full(&[&doe()])], listed: vec![doe()] };
        let plain = plain(&input);
        assert_eq!(plain.list.iter().map(|entry| &*entry.html).collect::<Vec<_>>(), ["On Markets"]);
        assert_eq!(plain.clusters[0].len(), 3);
    }

    #[test]
    fn the_same_input_gives_the_same_output() {
        let items: Vec<_> =
            (0..20).map(|n| item(&std::format!("k{n}"), "T", &[("Doe", "Ann"), ("Roe", "Bo")], "2025")).collect();
        let input = Input {
            style: Style::named("apa").unwrap(),
            language: "en".into(),
            clusters: items.iter().map(|item| full(&[item])).collect(),
            listed: vec![],
        };
        let first = format(&input);
        for _ in 0..5 {
            assert_eq!(format(&input), first);
        }
        assert_eq!(format(&Input { clusters: vec![], ..input }), Formatted::default());
    }
}
