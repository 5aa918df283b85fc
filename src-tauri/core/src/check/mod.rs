//! What is wrong beyond syntax and meaning: one file a rule, with its tests beside it.

mod subject;
mod survey;

mod chapter_without_body;
mod chapter_without_source;
mod control_characters;
mod dangerous_link;
mod description_too_long;
mod duplicate_heading_id;
mod future_date;
mod heading_level_skipped;
mod image_too_large;
mod image_without_credit;
mod long_sentence;
mod misnested_block;
mod missing_alt;
mod missing_description;
mod missing_image;
mod missing_title;
mod mixed_width_forms;
mod nfd_text;
mod page_break_first_or_last;
mod qa_without_answer;
mod qa_without_question;
mod quote_longer_than_own_words;
mod quote_without_attribution;
mod repeated_word;
mod source_incomplete;
mod source_not_mentioned;
mod takeaways_missing;
mod takeaways_too_many;
mod title_too_long;
mod too_many_sources;
mod unbalanced_brackets;
mod undefined_footnote;
mod unused_reference;

use self::subject::Subject;
pub(crate) use self::survey::{Overview, Survey, Surveyed};
use crate::article::Article;
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::model::publication::Publication;
use crate::model::{Context, Passage};
use crate::parallel;
use crate::parse::is_cjk;
use crate::source::{self, PUBLICATION_FILE, Snapshot, Span, Unreadable};

/// A rule: one way in which an article can be wrong.
struct Rule {
    /// The code of everything it reports.
    code: &'static str,
    /// Reads a passage and reports, with spans of the passage.
    passage: Option<CheckPassage>,
    /// Reads what only the whole article shows and reports, with spans of the file.
    article: Option<CheckArticle>,
}

type CheckPassage = fn(&Subject<'_>, &mut Vec<Diagnostic>);
type CheckArticle = fn(&Overview<'_>, &mut Vec<Diagnostic>);

impl Rule {
    /// A rule that needs no more than a chapter.
    const fn passage(code: &'static str, check: CheckPassage) -> Self {
        Self { code, passage: Some(check), article: None }
    }

    /// A rule that needs the whole article.
    const fn article(code: &'static str, check: CheckArticle) -> Self {
        Self { code, passage: None, article: Some(check) }
    }

    /// A rule with a part for each.
    const fn both(code: &'static str, passage: CheckPassage, article: CheckArticle) -> Self {
        Self { code, passage: Some(passage), article: Some(article) }
    }
}

/// In the order of an article: what it says of itself, its frame, its sources, its pictures, its words.
const RULES: &[Rule] = &[
    missing_title::RULE,
    missing_description::RULE,
    title_too_long::RULE,
    description_too_long::RULE,
    future_date::RULE,
    takeaways_missing::RULE,
    takeaways_too_many::RULE,
    chapter_without_body::RULE,
    chapter_without_source::RULE,
    heading_level_skipped::RULE,
    duplicate_heading_id::RULE,
    page_break_first_or_last::RULE,
    misnested_block::RULE,
    qa_without_question::RULE,
    qa_without_answer::RULE,
    source_incomplete::RULE,
    source_not_mentioned::RULE,
    unused_reference::RULE,
    too_many_sources::RULE,
    quote_without_attribution::RULE,
    quote_longer_than_own_words::RULE,
    missing_image::RULE,
    image_too_large::RULE,
    missing_alt::RULE,
    image_without_credit::RULE,
    dangerous_link::RULE,
    undefined_footnote::RULE,
    long_sentence::RULE,
    mixed_width_forms::RULE,
    repeated_word::RULE,
    unbalanced_brackets::RULE,
    nfd_text::RULE,
    control_characters::RULE,
];

/// What is wrong with a passage, in text order, as grave as the publication and the article say it is, with spans of the
/// passage; and what the rules of the article need to know of it.
pub(crate) fn passage(
    passage: &Passage<'_>,
    context: &Context<'_>,
    snapshot: &Snapshot,
    narrow_words: bool,
) -> (Vec<Diagnostic>, Survey) {
    let levels = &context.meta.checks;
    let subject = Subject::new(passage, context, snapshot);
    let mut diagnostics = passage.diagnostics.clone();
    for rule in RULES.iter().filter(|rule| !levels.silences(rule.code)) {
        if let Some(check) = rule.passage {
            check(&subject, &mut diagnostics);
        }
    }
    levels.apply(&mut diagnostics);
    (in_order(diagnostics), Survey::new(&subject, narrow_words))
}

/// What is wrong with an article as a whole, in text order.
pub(crate) fn overview(article: &Overview<'_>) -> Vec<Diagnostic> {
    let levels = &article.context.meta.checks;
    let mut diagnostics = Vec::new();
    for rule in RULES.iter().filter(|rule| !levels.silences(rule.code)) {
        if let Some(check) = rule.article {
            check(article, &mut diagnostics);
        }
    }
    levels.apply(&mut diagnostics);
    in_order(diagnostics)
}

/// By file, place and code, each once: several articles may report the same source.
pub(crate) fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| a.place().cmp(&b.place()));
    diagnostics.dedup();
    diagnostics
}

/// How much room a text takes in a list of search results: two for each wide character, one for any other.
fn search_width(text: &str) -> usize {
    text.chars().map(|character| 1 + usize::from(is_cjk(character))).sum()
}

/// The byte at which `part`, a slice of `whole`, starts in it.
fn offset_in(whole: &str, part: &str) -> usize {
    part.as_ptr().addr() - whole.as_ptr().addr()
}

/// Where the first of some edits is, and how many there are.
fn first_and_count(edits: &[TextEdit]) -> Option<(Span, usize)> {
    edits.first().map(|edit| (edit.span, edits.len()))
}

/// Every diagnostic of a publication: its settings, its bibliographies and its articles, in file order.
pub fn check(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let (publication, mut diagnostics) = settings(snapshot);
    let slugs: Vec<&str> = snapshot.slugs().collect();
    let found = parallel::map(&slugs, |slug| {
        let text = snapshot.article(slug).unwrap_or_default();
        Article::checked(text, slug, &publication, snapshot).diagnostics(snapshot)
    });
    diagnostics.extend(found.into_iter().flatten());
    in_order(diagnostics)
}

/// The settings, and what is wrong with them, with the bibliographies, and with files that cannot be read.
pub(crate) fn settings(snapshot: &Snapshot) -> (Publication, Vec<Diagnostic>) {
    let (publication, mut diagnostics) = Publication::read(snapshot);
    let unread = snapshot.unreadable.iter().filter(|(path, _)| is_read(path, &publication));
    let mut unread: Vec<_> = unread.map(|(path, reason)| unreadable(path, *reason)).collect();
    publication.checks.apply(&mut unread);
    diagnostics.append(&mut unread);
    (publication, diagnostics)
}

/// Whether the engine reads the file at `path`: a folder may hold other texts, in whatever encoding.
fn is_read(path: &str, publication: &Publication) -> bool {
    path == PUBLICATION_FILE || source::slug_of(path).is_some() || publication.reads(path)
}

/// A file that could not be read as text. Nothing of it is shown, and nothing is written over it.
pub fn unreadable(path: &str, reason: Unreadable) -> Diagnostic {
    let name = source::slug_of(path).unwrap_or(path);
    let error =
        |code, en: String, ja: String| Diagnostic::error(code, Span::new(0, 0), Message::new(en, ja)).in_file(path);
    match reason {
        Unreadable::NotUtf8 { .. } => error(
            "not-utf8",
            format!("“{name}” is not UTF-8 text and was left out."),
            format!("「{name}」は UTF-8 のテキストではないため読み込めません。"),
        )
        .hint(
            "Save it as UTF-8 with the program that wrote it. Kiku does not change it.",
            "元のアプリで UTF-8 として保存し直してください。Kiku はこのファイルを変更しません。",
        ),
        Unreadable::TooLarge { limit } => {
            let limit = limit / (1024 * 1024);
            error(
                "text-too-large",
                format!("“{name}” is larger than {limit} MiB and was left out."),
                format!("「{name}」は {limit} MiB を超えるため読み込めません。"),
            )
            .hint("Split it into several files.", "複数のファイルに分けてください。")
        }
        Unreadable::Io => {
            error("unreadable", format!("“{name}” cannot be read."), format!("「{name}」を読み込めません。")).hint(
                "See whether you are allowed to read it, and whether a link leads to it. Kiku does not change it.",
                "読み取る権限があるか、リンク切れでないかを確かめてください。Kiku はこのファイルを変更しません。",
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::model::checks::CODES;

    fn codes(publication: &str, article: &str) -> Vec<(&'static str, Severity)> {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert(PUBLICATION_FILE.into(), format!("title = \"t\"\n{publication}"));
        snapshot.texts.insert("a/article.md".into(), article.into());
        check(&snapshot).into_iter().map(|found| (found.code, found.severity)).collect()
    }

    #[test]
    fn publication_and_article_set_the_level_of_every_check() {
        let article = |checks: &str| format!("---\ntitle: t\n{checks}---\n:::mystery\n:::\n");
        let (unknown, missing) = (("unknown-block", Severity::Warning), ("missing-description", Severity::Warning));
        assert_eq!(codes("", &article("")), [missing, unknown]);
        let publication = "[checks]\nunknown-block = \"error\"\nmissing-description = \"off\"\n";
        assert_eq!(codes(publication, &article("")), [("unknown-block", Severity::Error)]);
        assert_eq!(codes(publication, &article("checks: { unknown-block: off }\n")), []);
        assert_eq!(codes(publication, &article("checks:\n  missing-description: warning\n"))[0], missing);
        let settings = codes("colour = 1\n[checks]\nunknown-key = \"error\"\n", "---\n---\n");
        assert!(settings.contains(&("unknown-key", Severity::Error)), "{settings:?}");
    }

    #[test]
    fn levels_of_checks_that_do_not_exist_are_reported() {
        let article = "---\ntitle: t\ndescription: d\nchecks: { no-such: off, missing-alt: loud }\n---\n";
        let unknown = ("unknown-check", Severity::Warning);
        assert_eq!(codes("[checks]\nnothing = \"off\"\n", article), [unknown, unknown, unknown]);
    }

    #[test]
    fn every_code_is_known_and_explained() {
        let reference = include_str!("../../../../docs/checks.md");
        for code in CODES {
            assert!(reference.contains(&format!("`{code}`")), "{code} is not in docs/checks.md");
        }
        for rule in RULES {
            assert!(CODES.contains(&rule.code), "{} is not in CODES", rule.code);
        }
    }

    #[test]
    fn files_that_are_read_must_be_readable() {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert(PUBLICATION_FILE.into(), "title = \"t\"\nbibliography = [\"s.bib\"]\n".into());
        for path in ["a/article.md", "s.bib", "notes.json"] {
            snapshot.unreadable.insert(path.into(), Unreadable::NotUtf8 { valid_up_to: 0 });
        }
        let found: Vec<_> = check(&snapshot).into_iter().map(|found| (found.file, found.code)).collect();
        assert_eq!(found, [("a/article.md".to_owned(), "not-utf8"), ("s.bib".to_owned(), "not-utf8")]);
    }
}

#[cfg(test)]
mod testing {
    use super::*;
    use crate::diagnostic::Language;
    use crate::model::meta::Meta;
    use crate::parse::{LinkDefinitions, Prepared, parse_all};
    use crate::source::Asset;

    fn snapshot() -> Snapshot {
        let mut snapshot = Snapshot::default();
        snapshot.assets.insert("a/images/a.png".into(), Asset { size: Some((2, 1)), ..Asset::default() });
        snapshot.assets.insert("a/images/huge.png".into(), Asset { size: Some((65_535, 65_535)), ..Asset::default() });
        snapshot.assets.insert("a/images/huge.svg".into(), Asset { size: Some((65_535, 65_535)), ..Asset::default() });
        snapshot
    }

    /// Shows an article of one passage, which stands in a publication of its own, to `look`.
    pub(super) fn with_subject<T>(text: &str, look: impl FnOnce(&Subject<'_>) -> T) -> T {
        let publication = Publication::default();
        let (meta, labels) = (Meta::default(), publication.labels(Language::Ja));
        let context = Context { slug: "a", publication: &publication, meta: &meta, labels: &labels };
        let prepared = Prepared::new(text);
        let passage = Passage::read(text, parse_all(&prepared, &LinkDefinitions::default()), &context);
        look(&Subject::new(&passage, &context, &snapshot()))
    }

    /// What one rule finds in an article, which stands in a publication of its own.
    fn diagnostics(rule: &Rule, text: &str, snapshot: &Snapshot) -> Vec<Diagnostic> {
        let publication = Publication::default();
        let article = Article::checked(text, "a", &publication, snapshot);
        let mut diagnostics = article.diagnostics(snapshot);
        diagnostics.retain(|found| found.code == rule.code);
        diagnostics
    }

    /// The same as [`found`] on a day.
    pub(super) fn found_on(today: &str, rule: &Rule, text: &str) -> Vec<String> {
        shown(&diagnostics(rule, text, &Snapshot { today: today.parse().ok(), ..Snapshot::default() }), text)
    }

    /// Runs one rule over an article and gives each finding as `code "the text it points at"`.
    pub(super) fn found(rule: &Rule, text: &str) -> Vec<String> {
        shown(&diagnostics(rule, text, &snapshot()), text)
    }

    fn shown(diagnostics: &[Diagnostic], text: &str) -> Vec<String> {
        diagnostics.iter().map(|found| format!("{} {:?}", found.code, found.span.of(text))).collect()
    }

    /// The article after every repair of one rule.
    pub(super) fn fixed(rule: &Rule, text: &str) -> String {
        let mut edits: Vec<_> = diagnostics(rule, text, &snapshot())
            .into_iter()
            .flat_map(|found| found.fix.expect("a repair").edits)
            .collect();
        edits.sort_by_key(|edit| edit.span);
        let mut text = text.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.start..edit.span.end, &edit.text);
        }
        text
    }
}
