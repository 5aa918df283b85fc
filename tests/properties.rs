//! What must hold for every text, sensible or not.

use kiku_core::preview::{Patch, Preview, PreviewBlock, Update};
use kiku_core::{Publication, Snapshot, Trust, render_fragment};
use proptest::prelude::*;

/// Pieces that mean something in an article, and characters that are hard: wide, combining, beyond the BMP.
const PIECES: &[&str] = &[
    "---\n",
    "title: 題\n",
    "\n",
    "\n\n",
    " ",
    "    ",
    "\t",
    "> ",
    "- ",
    "1. ",
    "## ",
    "### ",
    "```\n",
    "~~~\n",
    ":::",
    "::::",
    ":::note\n",
    ":::source{ref=a}\n",
    ":::commentary{by=x}\n",
    ":::qa[問い]\n",
    "::page-break[次]\n",
    "::改\n",
    ":::\n",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "|",
    "{漢字|かん|じ}",
    "[@a, p. 3]",
    "@a",
    "@",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "<",
    ">",
    "<b>",
    "</b>",
    "<div>\n",
    "<!--",
    "-->",
    "<?",
    "?>",
    "\\",
    "&amp;",
    "&",
    "![x](y.png)",
    "[x](#y)",
    "[^1]",
    "[^1]: n\n",
    "https://example.org/",
    "www.",
    "://",
    "| a | b |\n|---|---|\n",
    "=\n",
    "菊",
    "、",
    "。",
    "「",
    "」",
    "か\u{3099}",
    "𠮷",
    "👩‍👩‍👧",
    "\u{FE0F}",
    "\u{FDD0}",
    "\u{1}",
    "\u{0}",
    "한",
    "a",
    "Z",
    "0",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

fn update(preview: &mut Preview, text: &str) -> Update {
    preview.update(&Publication::default(), &Snapshot::default(), "a", text)
}

fn applied(mut blocks: Vec<PreviewBlock>, patch: Patch) -> Vec<PreviewBlock> {
    blocks.splice(patch.start..patch.start + patch.remove, patch.insert);
    blocks
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1024) })]

    #[test]
    fn diagnostics_and_outline_point_into_the_text(text in text()) {
        let update = update(&mut Preview::default(), &text);
        let spans = update.diagnostics.iter().map(|found| found.span).chain(update.outline.iter().map(|item| item.span));
        for span in spans {
            prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
        }
    }

    #[test]
    fn certain_repairs_come_to_an_end(text in text()) {
        let mut repaired = text.clone();
        for round in 0.. {
            let diagnostics = update(&mut Preview::default(), &repaired).diagnostics;
            let mut fixes = diagnostics.iter().filter_map(|found| Some((found.code, found.fix.as_ref()?)));
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
    fn the_blocks_lines_add_up_to_the_texts(text in text()) {
        let blocks = update(&mut Preview::default(), &text).patch.insert;
        let lines: u32 = blocks.iter().map(|block| block.lines).sum();
        prop_assert_eq!(lines as usize, text.matches('\n').count() + 1);
    }

    #[test]
    fn the_same_text_gives_the_same_bytes(text in text()) {
        for trust in [Trust::Raw, Trust::Sanitised] {
            prop_assert_eq!(render_fragment(&text, trust), render_fragment(&text, trust));
        }
    }

    #[test]
    fn a_patched_page_equals_a_new_one(before in text(), after in text()) {
        let mut preview = Preview::default();
        let old = update(&mut preview, &before).patch.insert;
        let patched = applied(old, update(&mut preview, &after).patch);
        prop_assert_eq!(patched, update(&mut Preview::default(), &after).patch.insert);
    }

    #[test]
    fn nothing_that_runs_leaves_the_engine(text in text()) {
        let html = render_fragment(&format!("{text}<script>x</script><a href=\"javascript:x\" onclick=x>"), Trust::Sanitised);
        prop_assert!(!html.contains("<script") && !html.contains("<a href=\"javascript"), "{html}");
    }
}
