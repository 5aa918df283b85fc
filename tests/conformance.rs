//! Outside suites, run against the HTML of `kiku render --raw`, compared as normalised documents.

#[path = "conformance/normalise.rs"]
mod normalise;

use kiku_core::{Trust, render_fragment};
use normalise::normalise;
use serde::Deserialize;

#[derive(Deserialize)]
struct Example {
    example: u32,
    markdown: String,
    html: String,
}

impl Example {
    fn passes(&self) -> bool {
        normalise(&render_fragment(&self.markdown, Trust::Raw)) == normalise(&self.html)
    }
}

fn failing(suite: &str) -> (usize, Vec<u32>) {
    let examples: Vec<Example> = serde_json::from_str(suite).unwrap_or_default();
    let failing = examples.iter().filter(|example| !example.passes()).map(|example| example.example).collect();
    (examples.len(), failing)
}

/// The numbers are those that `docs/format.md` names, each with its reason.
#[test]
fn commonmark_0_31_2_but_for_the_documented_deviations() {
    let (count, failing) = failing(include_str!("conformance/commonmark-0.31.2.json"));
    assert_eq!(count, 652);
    assert_eq!(failing, [96, 98, 602, 608, 611, 612]);
}

#[test]
fn emphasis_beside_cjk_text() {
    let (count, failing) = failing(include_str!("conformance/cjk-emphasis.json"));
    assert!(count >= 60, "only {count} examples");
    assert_eq!(failing, [0; 0]);
}
