//! Golden files. `SNAPSHOTS=overwrite cargo test -p kiku-tests --test golden` writes them anew, to be read before they
//! are committed.
//!
//! ```text
//! golden/read/*.md     -> *.txt    what the engine finds: outline, lengths, diagnostics with the text they point at
//! golden/render/*.md   -> *.html   the reader's page, block by block
//! golden/cite/*.md     -> *.<style>.html   the same, with citations in each style of STYLES
//! articles/            -> golden/site/   the whole site
//! stress/              -> golden/themed/  a page and the end of the style, with a style, a header and a footer of their own
//! articles/            -> golden/model.json   one article as data
//! ```

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files should fail loudly")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use kiku_core::preview::{OutlineKind, Preview, Update};
use kiku_core::{Asset, Content, Format, Publication, Selection, Snapshot};
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

const PUBLICATION: &str = "title = \"菊\"\nlanguage = \"ja\"\n[personas.sensei]\nname = \"菊先生\"\navatar = \"a.svg\"\n\
                           [personas.pupil]\nname = \"生徒\"\nside = \"right\"\n";

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn assert_golden(actual: &str, path: &Path) {
    let expected = Data::read_from(path, Some(DataFormat::Text));
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(actual), expected.raw());
}

/// Reads every `.md` of a folder as the article `a` of a small publication.
fn each_case(folder: &str, extension: &str, show: impl Fn(&Update, &str) -> String) {
    let mut cases = 0;
    for entry in std::fs::read_dir(root(folder)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = std::fs::read_to_string(&path).unwrap();
            assert_golden(&show(&read(&text), &text), &path.with_extension(extension));
            cases += 1;
        }
    }
    assert!(cases > 0, "{folder} holds no cases");
}

fn read(text: &str) -> Update {
    read_in(PUBLICATION, text)
}

fn read_in(settings: &str, text: &str) -> Update {
    let mut snapshot = Snapshot::default();
    snapshot.texts.insert("publication.toml".into(), settings.into());
    let own = std::fs::read_to_string(root("golden/cite/own.csl")).unwrap();
    snapshot.texts.insert("own.csl".into(), own);
    snapshot.assets.insert("a.svg".into(), Asset { size: Some((112, 112)), ..Asset::default() });
    snapshot.assets.insert("a/images/a.png".into(), Asset { size: Some((640, 480)), ..Asset::default() });
    let (publication, diagnostics) = Publication::read(&snapshot);
    assert_eq!(diagnostics, []);
    Preview::default().update(&publication, &snapshot, "a", text)
}

#[test]
fn outlines_lengths_and_diagnostics() {
    each_case("golden/read", "txt", findings);
}

fn findings(update: &Update, text: &str) -> String {
    let mut out = String::new();
    let counts = update.counts;
    writeln!(out, "{}: {} characters, {} words, {} min", update.title, counts.characters, counts.words, counts.minutes)
        .unwrap();
    for item in &update.outline.insert {
        let mark = match item.kind {
            OutlineKind::Introduction => "introduction",
            OutlineKind::Chapter => "chapter",
            OutlineKind::Section => "section",
            OutlineKind::PageBreak => "page break",
        };
        writeln!(out, "{}{mark} {} ({})", "  ".repeat(usize::from(item.depth)), item.title, item.characters).unwrap();
    }
    for located in update.diagnostics.iter().flatten() {
        let found = &located.diagnostic;
        writeln!(out, "\n{:?} {} at {:?}", found.severity, found.code, found.span.of(text)).unwrap();
        writeln!(out, "  {}\n  {}", found.message.en, found.message.ja).unwrap();
    }
    out
}

#[test]
fn pages_block_by_block() {
    each_case("golden/render", "html", |update, _| page(update));
}

fn page(update: &Update) -> String {
    let inserted = update.patch.insert.iter().map(|insertion| &insertion.block);
    let blocks = inserted.filter(|block| !block.html.is_empty());
    blocks.map(|block| format!("<!-- {} lines -->\n{}", block.lines, block.html)).collect()
}

const STYLES: [&str; 6] = ["apa", "ieee", "chicago-author-date", "chicago-notes", "sist02", "own.csl"];

#[test]
fn citations_style_by_style() {
    each_case("golden/cite", "kiku.html", |update, _| page(update));
    for style in STYLES {
        let settings = format!("citation_style = \"{style}\"\n{PUBLICATION}");
        each_case("golden/cite", &format!("{style}.html"), |_, text| page(&read_in(&settings, text)));
    }
}

#[test]
fn the_sample_site() {
    let loaded = kiku_disk::load(&root("../articles")).unwrap();
    assert_eq!(kiku_core::check(&loaded.snapshot), [], "the sample must be without diagnostics");
    let bundle = kiku_core::export(&loaded.snapshot, Format::Site, &Selection::everything());
    let golden = root("golden/site");
    let mut listing = String::new();
    for (path, content) in &bundle.files {
        match content {
            Content::Text(text) if is_golden(path) => assert_golden(text, &golden.join(path)),
            Content::Text(_) | Content::Inlined(_) | Content::Variant { .. } => writeln!(listing, "{path}").unwrap(),
            Content::Card(card) => {
                assert_golden(
                    &(serde_json::to_string_pretty(card).unwrap() + "\n"),
                    &golden.join(path).with_extension("json"),
                );
                writeln!(listing, "{path}").unwrap();
            }
            Content::Asset(asset) => writeln!(listing, "{path} = {asset}").unwrap(),
        }
    }
    assert_golden(&listing, &golden.join("files.txt"));
}

#[test]
fn a_site_with_a_look_of_its_own() {
    let loaded = kiku_disk::load(&root("stress")).unwrap();
    let bundle = kiku_core::export(&loaded.snapshot, Format::Site, &Selection::everything());
    let Some(Content::Text(page)) = bundle.files.get("english/index.html") else { panic!("{:?}", bundle.files.keys()) };
    assert_golden(page, &root("golden/themed/english.html"));
    let Some(Content::Text(style)) = bundle.files.get("assets/kiku.css") else { panic!("{:?}", bundle.files.keys()) };
    let own = style.rfind("\n/* A style").unwrap();
    assert_golden(&style[own..], &root("golden/themed/own.css"));
    assert!(style.contains("@layer theme {\n/*\n * Essay"));
    assert!(bundle.files.contains_key("every-block/images/a&b.png"));
}

fn model(publication: &str, selection: &Selection) -> String {
    let loaded = kiku_disk::load(&root(publication)).unwrap();
    let mut bundle = kiku_core::export(&loaded.snapshot, Format::Json, selection);
    match bundle.files.pop_first() {
        Some((_, Content::Text(text))) if bundle.files.is_empty() => text,
        other => unreachable!("a model is one text: {other:?}"),
    }
}

#[test]
fn an_article_as_data() {
    let selection = Selection { drafts: false, only: ["market-morning".to_owned()].into() };
    assert_golden(&model("../articles", &selection), &root("golden/model.json"));
}

#[test]
fn data_is_as_its_schema_says() {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let schema = compiler.compile(root("../docs/model.schema.json").to_str().unwrap(), &mut schemas).unwrap();
    for publication in ["../articles", "stress"] {
        let mut model: serde_json::Value = serde_json::from_str(&model(publication, &Selection::everything())).unwrap();
        if let Err(error) = schemas.validate(&model, schema) {
            panic!("{publication}: {error:#}");
        }
        model["articles"][1]["introduction"][0]["undescribed"] = true.into();
        assert!(schemas.validate(&model, schema).is_err(), "every field is described");
    }
}

/// Pages and what machines read of them. The search index would change with every word, and has tests of its own.
fn is_golden(path: &str) -> bool {
    let is_kind = [".html", ".xml", ".txt"].iter().any(|ending| path.ends_with(ending));
    // The style stands in it, which is looked at where it is written.
    is_kind && path != "404.html"
}

#[test]
fn the_sample_site_uses_every_image_it_has() {
    let loaded = kiku_disk::load(&root("../articles")).unwrap();
    let bundle = kiku_core::export(&loaded.snapshot, Format::Site, &Selection::everything());
    let exported: BTreeSet<_> = bundle.files.keys().filter(|path| loaded.snapshot.assets.contains_key(*path)).collect();
    assert_eq!(exported, loaded.snapshot.assets.keys().collect());
}
