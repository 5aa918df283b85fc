//! Every check, each by a text that it reports: its place in `docs/checks.md`, its levels, its repair.

use std::collections::BTreeSet;

use kiku_core::diagnostic::Fix;
use kiku_core::{Asset, Diagnostic, Severity, Snapshot, Unreadable, check, unreadable};

/// A check that reports this, and what the repair makes of it.
struct Case {
    code: &'static str,
    /// Stands in `publication.toml` above its tables.
    settings: &'static str,
    article: &'static str,
    /// Nothing where there is no repair.
    fixed: Option<&'static str>,
}

const fn case(code: &'static str, article: &'static str) -> Case {
    Case { code, settings: "", article, fixed: None }
}

const fn mended(code: &'static str, article: &'static str, fixed: &'static str) -> Case {
    Case { code, settings: "", article, fixed: Some(fixed) }
}

const fn setting(code: &'static str, settings: &'static str, fixed: Option<&'static str>) -> Case {
    Case { code, settings, article: "---\ntitle: t\n---\n", fixed }
}

const CASES: &[Case] = &[
    mended("bad-address", ":::source{url=ttps://e.org}\n:::\n", ":::source{url=https://e.org}\n:::\n"),
    setting("bad-address", "base_url = \"http//e.org/\"\n", Some("base_url = \"http://e.org/\"\n")),
    case("bad-address", ":::source{url=images/a.png}\n:::\n"),
    case("bad-date", "---\ndate: 2026-02-30\n---\n"),
    case("bad-side", ":::commentary{by=kiku side=up}\na\n:::\n"),
    setting("bad-writing", "[export]\nwriting = \"up\"\n", None),
    case("chapter-without-body", "## a\n"),
    case("chapter-without-source", "## a\n\n:::source{title=t}\n:::\n\n## b\n\nc\n"),
    mended("control-characters", "a\u{8}b\n", "ab\n"),
    mended("dangerous-link", "[a](htps://e.org)\n", "[a](https://e.org)\n"),
    case("dangerous-link", "[a](javascript:b)\n"),
    case(
        "description-too-long",
        "---\ndescription: 長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明長い説明\n---\n",
    ),
    mended("duplicate-heading-id", "## a {#x}\n\n## b {#x}\n", "## a {#x}\n\n## b {#x-1}\n"),
    mended("duplicate-heading-id", ":::tip{#toc}\na\n:::\n", ":::tip{#toc-1}\na\n:::\n"),
    case("duplicate-reference", "---\nreferences: [{ id: a }, { id: a }]\n---\n"),
    case("empty-block", "::note\n"),
    case("figure-without-image", ":::figure\n:::\n"),
    case("future-date", "---\ndate: 2026-03-01\n---\n"),
    mended("heading-level-skipped", "## a\n\n#### b\n", "## a\n\n### b\n"),
    case("image-not-inside", ":::figure{src=../../a.png}\n:::\n"),
    case("image-too-large", "![a](images/huge.png)\n"),
    case("image-without-credit", ":::figure{src=images/a.png}\n:::\n"),
    case(
        "long-sentence",
        "長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文長い文\n",
    ),
    case("malformed-directive", ":::note a\n"),
    mended("misnested-block", "::::note\n:::tip\na\n::::\n", "::::note\n:::tip\na\n:::\n::::\n"),
    mended("misnested-block", ":::note\n::::tip\na\n:::\n\nb\n", ":::note\n::::tip\na\n::::\n:::\n\nb\n"),
    case("misnested-block", ":::note\n:::takeaways\n- a\n:::\n:::\n"),
    case("misplaced-page-break", ":::note\n::page-break\n:::\n"),
    case("missing-alt", "![](images/a.png)\n"),
    case("missing-description", "---\ntitle: a\n---\n"),
    setting("missing-file", "bibliography = [\"none.bib\"]\n", None),
    mended("missing-front-matter", "a\n", "---\ntitle:\ndescription:\n---\n\na\n"),
    mended("missing-image", "![a](images/A.PNG)\n", "![a](images/a.png)\n"),
    mended("missing-image", ":::figure{src=\"Images/a.png\"}\n:::\n", ":::figure{src=\"images/a.png\"}\n:::\n"),
    case("missing-image", "![a](images/b.png)\n"),
    case("missing-persona", ":::commentary\na\n:::\n"),
    case("missing-title", "---\ndate: 2026\n---\n"),
    mended("mixed-width-forms", "ＡＩとAI。\n", "AIとAI。\n"),
    case("nested-too-deep", include_str!("checks/deep.md")),
    mended("nfd-text", "か\u{3099}\n", "が\n"),
    mended("page-break-first-or-last", "a\n\n::page-break\n", "a\n\n"),
    case("qa-without-answer", ":::qa[a]\n:::\n"),
    case("qa-without-question", ":::qa\na\n:::\n"),
    case("quote-longer-than-own-words", ":::quote{author=a}\nwords\n:::\n"),
    case("quote-without-attribution", ":::quote\na\n:::\n"),
    mended("repeated-word", "in the the hall\n", "in the hall\n"),
    mended("repeated-word", "本をを読む\n", "本を読む\n"),
    case("source-incomplete", ":::source{title=t}\n:::\n"),
    case("source-not-mentioned", ":::source{title=t}\n:::\n"),
    case("source-without-id", "---\nreferences: [{ title: a }]\n---\n"),
    mended("stray-fence", "a\n\n:::\n\nb\n", "a\n\n\nb\n"),
    mended("stray-fence", "a\n:::\nb\n", "a\n\nb\n"),
    mended("stray-fence", "> a\n> :::\n> b\n", "> a\n> \n> b\n"),
    mended("stray-fence", "::::note\na\n:::\n", "::::note\na\n::::\n"),
    case("syntax-error", "---\na: [\n---\n"),
    case("takeaways-missing", "## a\n\nb\n"),
    case("takeaways-too-many", ":::takeaways\n- a\n- b\n- c\n- d\n- e\n- f\n:::\n"),
    case(
        "title-too-long",
        "---\ntitle: 長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名\n---\n",
    ),
    mended("unbalanced-brackets", "菊（花)。\n", "菊（花）。\n"),
    mended("unbalanced-brackets", "菊(花）。\n", "菊（花）。\n"),
    case("unbalanced-brackets", "「菊\n"),
    mended("unclosed-block", ":::note\na\n", ":::note\na\n:::\n"),
    mended("unclosed-block", "::::note\na\n\n## b\n\nc\n", "::::note\na\n::::\n\n## b\n\nc\n"),
    mended("unclosed-block", "> - :::note\n>   a\n\nb\n", "> - :::note\n>   a\n>   :::\n\nb\n"),
    mended(
        "unclosed-block",
        "2. :::note\n   ```\n   a\n   ```\n\nb\n",
        "2. :::note\n   ```\n   a\n   ```\n   :::\n\nb\n",
    ),
    mended("unclosed-block", ":::note", ":::note\n:::"),
    case("unclosed-block", ":::note\n```\na\n"),
    case("unclosed-block", ":::note\n<!--\na\n"),
    case("undefined-footnote", "a[^b]\n"),
    mended("unknown-attribute", ":::quote{autor=a}\nb\n:::\n", ":::quote{author=a}\nb\n:::\n"),
    case("unknown-attribute", ":::note{colour=red}\nb\n:::\n"),
    mended("unknown-block", ":::Qoute{author=a}\nb\n:::\n", ":::quote{author=a}\nb\n:::\n"),
    case("unknown-block", ":::mystery\na\n:::\n"),
    mended("unknown-check", "---\nchecks: { missing-alts: off }\n---\n", "---\nchecks: { missing-alt: off }\n---\n"),
    mended(
        "unknown-check",
        "---\nchecks: { missing-alt: 'eror' }\n---\n",
        "---\nchecks: { missing-alt: 'error' }\n---\n",
    ),
    case("unknown-check", "---\nchecks: { mine: off }\n---\n"),
    setting("unknown-style", "citation_style = \"house\"\n", None),
    setting("broken-style", "citation_style = \"broken.csl\"\n", None),
    setting("unknown-theme", "theme = \"essays\"\n", Some("theme = \"essay\"\n")),
    setting("unknown-theme", "theme = \"dark\"\n", None),
    setting("file-not-inside", "css = \"../own.css\"\n", None),
    setting("style-loads-elsewhere", "css = \"own.css\"\n", None),
    setting("unusable-font", "css = \"font.css\"\n", None),
    setting("broken-css", "css = \"deep.css\"\n", None),
    setting("unknown-key", "langauge = \"ja\"\n", Some("language = \"ja\"\n")),
    mended("unknown-persona", ":::commentary{by=\"kikku\"}\na\n:::\n", ":::commentary{by=\"kiku\"}\na\n:::\n"),
    case("unknown-persona", ":::commentary{by=nobody}\na\n:::\n"),
    case("unknown-reference", "[@a]\n"),
    mended("unknown-status", "---\nstatus: \"publishd\"\n---\n", "---\nstatus: \"published\"\n---\n"),
    case("unknown-status", "---\nstatus: secret\n---\n"),
    case("unused-reference", "---\nreferences: [{ id: a }]\n---\n"),
    case("wrong-type", "---\ntitle: [a]\n---\n"),
];

fn snapshot(case: &Case, levels: &str) -> Snapshot {
    let settings = format!("title = \"t\"\n{}[personas.kiku]\nname = \"K\"\n{levels}", case.settings);
    let mut snapshot = Snapshot { today: "2026-02-28".parse().ok(), ..Snapshot::default() };
    snapshot.texts.insert("publication.toml".into(), settings);
    snapshot.texts.insert("a/article.md".into(), case.article.into());
    snapshot.texts.insert("broken.csl".into(), "<style>".into());
    snapshot.texts.insert("own.css".into(), "a { b: url(https://example.org/) }".into());
    snapshot.texts.insert("font.css".into(), "@font-face { src: url(a/images/a.png) }".into());
    snapshot.texts.insert("deep.css".into(), "(".repeat(100));
    snapshot.assets.insert("a/images/a.png".into(), Asset { size: Some((2, 1)), ..Asset::default() });
    snapshot.assets.insert("a/images/huge.png".into(), Asset { size: Some((20_000, 5_001)), ..Asset::default() });
    snapshot
}

fn found(case: &Case, snapshot: &Snapshot) -> Vec<Diagnostic> {
    check(snapshot).into_iter().filter(|found| found.code == case.code).collect()
}

fn applied(text: &str, fix: &Fix) -> String {
    let mut text = text.to_owned();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    text
}

/// The rows of the reference: code, level, whether there is a repair.
fn rows() -> impl Iterator<Item = (&'static str, &'static str, bool)> {
    let lines = include_str!("../docs/checks.md").lines();
    lines.filter_map(|line| {
        let (code, rest) = line.strip_prefix("| `")?.split_once("` | ")?;
        Some((code, rest.split_once(" |")?.0, rest.contains("*Fix")))
    })
}

/// What stands of files that cannot be read; no text shows these.
const OF_FILES: [&str; 3] = ["not-utf8", "text-too-large", "unreadable"];

/// What only long texts show; its own test makes one.
const OF_LENGTH: &str = "too-many-sources";

#[test]
fn every_check_of_the_reference_has_a_case_with_its_level_and_its_repair() {
    let cases: BTreeSet<_> = CASES.iter().map(|case| case.code).collect();
    for (code, levels, has_fix) in rows().filter(|(code, ..)| !OF_FILES.contains(code) && *code != OF_LENGTH) {
        assert!(cases.contains(code), "{code}");
        let mut found = CASES.iter().filter(|case| case.code == code).flat_map(|case| found(case, &snapshot(case, "")));
        let level = if levels.starts_with("error") { Severity::Error } else { Severity::Warning };
        assert_eq!(found.next().map(|found| found.severity), Some(level), "{code}");
        let is_mended = CASES.iter().any(|case| case.code == code && case.fixed.is_some());
        assert_eq!(has_fix, is_mended, "{code} has a repair");
    }
    let explained: BTreeSet<_> = rows().map(|(code, ..)| code).collect();
    assert!(cases.is_subset(&explained), "{:?}", cases.difference(&explained));
}

#[test]
fn every_diagnostic_speaks_both_languages() {
    for case in CASES {
        for found in found(case, &snapshot(case, "")) {
            assert!(found.hint.is_some(), "{} says what to do", case.code);
            let label = found.fix.map(|fix| fix.label);
            for message in [Some(found.message), found.hint, label].into_iter().flatten() {
                let japanese = |text: &str| text.chars().any(|character| ('ぁ'..='龠').contains(&character));
                assert!(!message.en.is_empty() && japanese(&message.ja) && message.en != message.ja, "{}", case.code);
            }
        }
    }
}

#[test]
fn a_repair_mends_what_it_is_offered_for_and_nothing_else() {
    for case in CASES {
        let before = snapshot(case, "");
        let found = found(case, &before);
        let fixes: Vec<_> = found.iter().filter_map(|found| Some((found, found.fix.as_ref()?))).collect();
        let Some(fixed) = case.fixed else {
            assert!(fixes.is_empty(), "{} {:?}", case.code, case.article);
            continue;
        };
        let [(found, fix)] = fixes[..] else { panic!("{} {:?}: {fixes:?}", case.code, case.article) };
        let mut after = before.clone();
        let text = after.texts.get_mut(&found.file).unwrap();
        *text = applied(text, fix);
        let expected =
            if case.settings.is_empty() { fixed } else { &before.texts[&found.file].replace(case.settings, fixed) };
        assert_eq!(text, expected, "{}", case.code);
        let left = check(&after).into_iter().filter(|left| left.code == case.code && left.file == found.file);
        assert_eq!(left.count(), 0, "{} {:?}", case.code, case.article);
    }
}

#[test]
fn publication_and_article_set_the_level_of_every_check() {
    let severities = |case: &Case, snapshot: &Snapshot| -> BTreeSet<_> {
        found(case, snapshot).into_iter().map(|found| found.severity).collect()
    };
    for case in CASES {
        let code = case.code;
        for (level, severity) in [("error", Some(Severity::Error)), ("warning", Some(Severity::Warning)), ("off", None)]
        {
            let expected: BTreeSet<_> = severity.into_iter().collect();
            let in_publication = snapshot(case, &format!("[checks]\n{code} = \"{level}\"\n"));
            assert_eq!(severities(case, &in_publication), expected, "{code} = {level}");
            let Some(article) = with_level(case, level) else { continue };
            let mut in_article = snapshot(case, "");
            in_article.texts.insert("a/article.md".into(), article);
            assert_eq!(severities(case, &in_article), expected, "{code}: {level} in the article");
        }
    }
}

/// The case's article with a level of its own; nothing where it cannot say so.
fn with_level(case: &Case, level: &str) -> Option<String> {
    let (code, article) = (case.code, case.article);
    if !case.settings.is_empty() || matches!(code, "missing-front-matter" | "syntax-error") {
        return None;
    }
    Some(match article.strip_prefix("---\nchecks: { ") {
        Some(rest) => format!("---\nchecks: {{ {code}: {level}, {rest}"),
        None => match article.strip_prefix("---\n") {
            Some(rest) => format!("---\nchecks: {{ {code}: {level} }}\n{rest}"),
            None => format!("---\nchecks: {{ {code}: {level} }}\n---\n{article}"),
        },
    })
}

#[test]
fn the_publication_sets_the_level_of_files_that_cannot_be_read() {
    let reasons = [Unreadable::NotUtf8 { valid_up_to: 0 }, Unreadable::TooLarge { limit: 1 }, Unreadable::Io];
    for (code, reason) in OF_FILES.into_iter().zip(reasons) {
        assert_eq!(unreadable("b/article.md", reason).code, code);
        let mut off = Snapshot::default();
        off.unreadable.insert("b/article.md".into(), reason);
        assert_eq!(check(&off).len(), 1, "{code}");
        off.texts.insert("publication.toml".into(), format!("title = \"t\"\n[checks]\n{code} = \"off\"\n"));
        assert_eq!(check(&off), [], "{code}");
    }
}
