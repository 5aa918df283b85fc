//! Outside suites, run against the HTML of `kiku render --raw`, compared as normalised documents.
//!
//! An example that is not rendered as its suite says states in the suite's own file why, and what is rendered instead.
//! `docs/format.md` names the same examples. Neither a new deviation nor one that has gone passes unnoticed.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files should fail loudly")]

#[path = "conformance/normalise.rs"]
mod normalise;

use std::collections::BTreeSet;

use kiku_core::{Trust, render_fragment};
use normalise::normalise;
use serde::Deserialize;

const FORMAT: &str = include_str!("../docs/format.md");

#[derive(Deserialize)]
struct Example {
    example: u32,
    markdown: String,
    html: String,
    deviates: Option<Deviation>,
}

#[derive(Deserialize)]
struct Deviation {
    why: String,
    html: String,
}

impl Example {
    /// What is not as the suite's file states it.
    fn complaint(&self) -> Option<String> {
        let actual = normalise(&render_fragment(&self.markdown, Trust::Raw));
        let standard = normalise(&self.html);
        let words = match &self.deviates {
            None if actual == standard => return None,
            None => "does not pass, and no deviation is declared",
            Some(_) if actual == standard => "passes, and is declared to deviate",
            Some(declared) if declared.why.is_empty() => "deviates without a reason",
            Some(declared) if actual == normalise(&declared.html) => return None,
            Some(_) => "deviates in another way than is declared",
        };
        Some(format!("{} {words}\n{}\ngives\n{actual}\nfor\n{standard}\n", self.example, self.markdown))
    }
}

fn suite(json: &str, count: usize) -> Vec<Example> {
    let examples: Vec<Example> = serde_json::from_str(json).unwrap();
    assert_eq!(examples.len(), count, "of the suite's examples were read");
    examples
}

/// Runs a suite that `docs/format.md` calls `name`.
fn assert_suite(name: &str, json: &str, count: usize) {
    let examples = suite(json, count);
    let complaints: Vec<_> = examples.iter().filter_map(Example::complaint).collect();
    assert!(complaints.is_empty(), "{name}: {} examples\n{}", complaints.len(), complaints.join("\n"));
    let declared: BTreeSet<_> =
        examples.iter().filter(|example| example.deviates.is_some()).map(|example| example.example).collect();
    assert_eq!(declared, documented(name, FORMAT), "the deviations from {name} in the suite and in docs/format.md");
}

/// The numbers that a document gives after the name of a suite: `name 1, 2`.
fn documented(name: &str, document: &str) -> BTreeSet<u32> {
    let name = format!("{name} ");
    document.split(&name).skip(1).flat_map(|list| list.split(", ").map_while(leading_number)).collect()
}

fn leading_number(text: &str) -> Option<u32> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..digits].parse().ok()
}

#[test]
fn commonmark() {
    assert_suite("CommonMark example", include_str!("conformance/commonmark-0.31.2.json"), 652);
}

#[test]
fn the_extensions_of_the_gfm_specification() {
    assert_suite("GFM example", include_str!("conformance/gfm-0.29.json"), 24);
}

#[test]
fn the_extension_tests_of_cmark_gfm() {
    assert_suite("cmark-gfm example", include_str!("conformance/gfm-extensions.json"), 29);
}

#[test]
fn emphasis_beside_cjk_text() {
    assert_suite("CJK example", include_str!("conformance/cjk-emphasis.json"), 138);
}

#[test]
fn a_suite_notices_undeclared_and_outdated_deviations() {
    let complaint = |html: &str, deviates: Option<(&str, &str)>| {
        let deviates = deviates.map(|(why, html)| Deviation { why: why.into(), html: html.into() });
        let example = Example { example: 1, markdown: "*a*".into(), html: html.into(), deviates };
        example.complaint().unwrap_or_default()
    };
    let (right, wrong) = ("<p><em>a</em></p>", "<p>a</p>");
    assert_eq!(complaint(right, None), "");
    assert_eq!(complaint(wrong, Some(("why", right))), "");
    assert!(complaint(wrong, None).contains("no deviation is declared"));
    assert!(complaint(right, Some(("why", wrong))).contains("passes, and is declared"));
    assert!(complaint(wrong, Some(("why", "<p>b</p>"))).contains("in another way"));
    assert!(complaint(wrong, Some(("", right))).contains("without a reason"));
    assert_eq!(documented("CommonMark example", "(CommonMark example 1, 22), CommonMark example 3"), [1, 3, 22].into());
}
