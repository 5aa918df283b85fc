//! What must hold for every text and every edit of it; see `tests/properties.rs`.
//!
//! The input is UTF-8: a text, or `start ␟ old ␟ new ␟ end` with U+001F between the parts, for an edit that puts the new
//! part in the old one's place.

#![no_main]

#[path = "../../properties/page.rs"]
mod page;

use kiku_core::preview::Preview;
use kiku_core::{Trust, render_fragment};
use libfuzzer_sys::fuzz_target;
use page::{applied, fresh, shown, update};

fuzz_target!(|input: &str| {
    let mut parts = input.splitn(4, '\u{1f}');
    let mut part = || parts.next().unwrap_or_default();
    let (start, old, new, end) = (part(), part(), part(), part());
    holds_for(&[start, old, end].concat(), &[start, new, end].concat());
});

fn holds_for(before: &str, after: &str) {
    let mut preview = Preview::default();
    let first = update(&mut preview, before);
    for span in first.diagnostics.iter().flatten().map(|found| found.diagnostic.span) {
        assert!(before.get(span.start..span.end).is_some(), "{span:?}");
    }
    let page = applied(Vec::new(), first.patch);
    let lines: u32 = page.iter().map(|block| block.lines).sum();
    assert_eq!(lines as usize, before.matches('\n').count() + 1);
    for trust in [Trust::Raw, Trust::Sanitised] {
        assert_eq!(render_fragment(before, trust), render_fragment(before, trust));
    }
    let edited = applied(page, update(&mut preview, after).patch);
    assert_eq!(shown(&edited), shown(&fresh(after)));
}
