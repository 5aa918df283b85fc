//! What must hold for every text, sensible or not. `PROPTEST_CASES=20000 cargo test -p kiku-tests --test properties`
//! looks longer than the tests do every day.

#[path = "properties/edits.rs"]
mod edits;
#[path = "properties/finding.rs"]
mod finding;
#[path = "properties/following.rs"]
mod following;
#[path = "properties/page.rs"]
mod page;
#[path = "properties/revising.rs"]
mod revising;
#[path = "properties/texts.rs"]
mod texts;

use edits::{Edit, edits};
use following::{Followed, changes};
use kiku_core::preview::Preview;
use kiku_core::{Snapshot, Trust, check, render_fragment};
use page::{applied, fresh, shown, update};
use proptest::prelude::*;
use texts::{article, noise};

/// The whole suite takes a few seconds with this many.
const CASES: u32 = 192;

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES)
}

/// Articles in the format's own syntax, and pieces thrown together.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => article(), 1 => noise()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn diagnostics_point_into_the_text(text in text()) {
        let update = update(&mut Preview::default(), &text);
        for span in update.diagnostics.iter().flatten().map(|found| found.diagnostic.span) {
            prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
        }
    }

    #[test]
    fn certain_repairs_come_to_an_end(text in text()) {
        let mut repaired = text.clone();
        for round in 0.. {
            let diagnostics = update(&mut Preview::default(), &repaired).diagnostics.unwrap_or_default();
            let diagnostics = diagnostics.iter().map(|located| &located.diagnostic);
            let mut fixes = diagnostics.filter_map(|found| Some((found.code, found.fix.as_ref()?)));
            for (code, fix) in fixes.clone() {
                let is_in_order = fix.edits.is_sorted_by(|a, b| a.span.end <= b.span.start);
                let are_in = fix.edits.iter().all(|edit| repaired.get(edit.span.start..edit.span.end).is_some());
                prop_assert!(is_in_order && are_in, "{code} {fix:?} of {repaired:?}");
            }
            let Some((code, fix)) = fixes.find(|(_, fix)| fix.certain) else { break };
            prop_assert!(round < 100, "{code} of {repaired:?}, which was {text:?}");
            for edit in fix.edits.iter().rev() {
                repaired.replace_range(edit.span.start..edit.span.end, &edit.text);
            }
        }
    }

    #[test]
    fn diagnostics_of_a_publication_point_into_its_files(text in text(), settings in noise()) {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert("a/article.md".into(), text);
        snapshot.texts.insert("publication.toml".into(), settings);
        for found in check(&snapshot) {
            let file = snapshot.texts.get(&found.file).map_or("", String::as_str);
            prop_assert!(file.get(found.span.start..found.span.end).is_some(), "{:?} of {:?}", found, file);
        }
    }

    #[test]
    fn every_line_belongs_to_one_block(text in text()) {
        let lines: u32 = fresh(&text).iter().map(|block| block.lines).sum();
        prop_assert_eq!(lines as usize, text.matches('\n').count() + 1);
    }

    #[test]
    fn the_same_text_gives_the_same_bytes(text in text()) {
        for trust in [Trust::Raw, Trust::Sanitised] {
            prop_assert_eq!(render_fragment(&text, trust), render_fragment(&text, trust));
        }
        prop_assert_eq!(fresh(&text), fresh(&text));
    }

    #[test]
    fn an_edited_page_equals_a_new_one(text in text(), edits in edits()) {
        let mut preview = Preview::default();
        let mut page = applied(Vec::new(), update(&mut preview, &text).patch);
        let mut text = text;
        for edit in edits {
            edit.apply(&mut text);
            page = applied(page, update(&mut preview, &text).patch);
            prop_assert_eq!(shown(&page), shown(&fresh(&text)), "after the edit that makes {:?}", text);
        }
    }

    #[test]
    fn an_edit_and_its_reverse_give_the_first_page(text in text(), edit in any::<Edit>()) {
        let mut preview = Preview::default();
        let page = applied(Vec::new(), update(&mut preview, &text).patch);
        let mut edited = text.clone();
        edit.apply(&mut edited);
        let there = applied(page.clone(), update(&mut preview, &edited).patch);
        let back = applied(there, update(&mut preview, &text).patch);
        prop_assert_eq!(shown(&page), shown(&back));
    }

    #[test]
    fn nothing_that_runs_leaves_the_engine(text in text()) {
        let html = render_fragment(&format!("{text}<script>x</script><a href=\"javascript:x\" onclick=x>"), Trust::Sanitised);
        prop_assert!(!html.contains("<script") && !html.contains("<a href=\"javascript"), "{html}");
    }
}

/// A case of this property writes a dozen sites to a disk.
const FEWER: u32 = 8;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases() / FEWER) })]

    #[test]
    fn a_site_that_follows_its_publication_equals_a_new_one(changes in changes()) {
        let mut followed = Followed::new();
        for (number, change) in changes.iter().enumerate() {
            let [followed, clean] = followed.after(change);
            let differing: Vec<_> = followed.keys().chain(clean.keys())
                .filter(|path| followed.get(*path) != clean.get(*path)).collect();
            prop_assert!(differing.is_empty(), "{differing:?} after {:?}", &changes[..=number]);
        }
    }
}
