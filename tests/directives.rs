//! `tests/conformance/directives.txt`: how blocks are read, case by case, with the HTML and the diagnostics.
//!
//! ```text
//! ======== the case's name
//! the text, with → for a tab
//! -------- html
//! what readers get
//! -------- diagnostics
//! a code and the text it points at, line by line
//! ```
//!
//! `SNAPSHOTS=overwrite cargo test -p kiku-tests --test directives` writes the answers anew, to be read before they are
//! committed: a new case needs its name and text only.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files should fail loudly")]

use std::fmt::Write as _;
use std::path::Path;

use kiku_core::{Snapshot, Trust, render_fragment};
use kiku_disk::TextFile;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

const CASE: &str = "======== ";
const HTML: &str = "-------- html\n";
const DIAGNOSTICS: &str = "-------- diagnostics\n";

/// What this suite is about. Other checks have their own tests.
const CODES: &[&str] = &[
    "unclosed-block",
    "misnested-block",
    "stray-fence",
    "malformed-directive",
    "nested-too-deep",
    "unknown-block",
    "unknown-attribute",
    "misplaced-page-break",
    "empty-block",
    "missing-persona",
    "bad-side",
];

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance/directives.txt")
}

/// The names and texts of the cases.
fn cases(suite: &str) -> Vec<(&str, String)> {
    let cases = suite.split(CASE).skip(1).map(|case| {
        let (name, rest) = case.split_once('\n').unwrap();
        let text = rest.split(HTML).next().unwrap();
        (name, text.replace('→', "\t"))
    });
    cases.collect()
}

fn diagnostics(text: &str) -> String {
    let mut snapshot = Snapshot::default();
    snapshot.texts.insert("a/article.md".into(), text.into());
    let mut out = String::new();
    for found in kiku_core::check(&snapshot).iter().filter(|found| CODES.contains(&found.code)) {
        writeln!(out, "{} {:?}", found.code, found.span.of(text)).unwrap();
    }
    out
}

#[test]
fn blocks_are_read_as_the_suite_says() {
    let suite = std::fs::read_to_string(path()).unwrap();
    let mut actual = suite.split(CASE).next().unwrap().to_owned();
    for (name, text) in cases(&suite) {
        let html = render_fragment(&text, Trust::Sanitised);
        let end = if html.is_empty() || html.ends_with('\n') { "" } else { "\n" };
        let source = text.replace('\t', "→");
        write!(actual, "{CASE}{name}\n{source}{HTML}{html}{end}{DIAGNOSTICS}{}", diagnostics(&text)).unwrap();
    }
    let expected = Data::read_from(&path(), Some(DataFormat::Text));
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(actual), expected.raw());
}

#[test]
fn line_ends_of_windows_make_no_difference() {
    let suite = std::fs::read_to_string(path()).unwrap();
    for (name, text) in cases(&suite) {
        let read = TextFile::decode(text.replace('\n', "\r\n").into_bytes()).unwrap();
        assert_eq!(read.text, text, "{name}");
        let html = |text: &str| render_fragment(text, Trust::Sanitised);
        assert_eq!(html(&read.text), html(&text), "{name}");
        assert_eq!(diagnostics(&read.text), diagnostics(&text), "{name}");
    }
}
