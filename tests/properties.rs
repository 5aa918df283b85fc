//! What must hold for every text, sensible or not.

use kiku_core::preview::{BlockLines, Insertion, Patch, Preview, PreviewBlock, Update};
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
    blocks.retain(|block| !patch.remove.contains(&block.id));
    let place = |blocks: &[PreviewBlock], id: u32| blocks.iter().position(|block| block.id == id).expect("a known id");
    for Insertion { after, block } in patch.insert {
        let at = if after == 0 { 0 } else { place(&blocks, after) + 1 };
        blocks.insert(at, block);
    }
    for block in patch.replace {
        let at = place(&blocks, block.id);
        blocks[at] = block;
    }
    for BlockLines { id, lines } in patch.lines {
        let at = place(&blocks, id);
        blocks[at].lines = lines;
    }
    blocks
}

/// The page of a text without the history of its blocks.
fn page(blocks: Vec<PreviewBlock>) -> Vec<(String, u32)> {
    blocks.into_iter().map(|block| (block.html, block.lines)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1024) })]

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
    fn the_blocks_lines_add_up_to_the_texts(text in text()) {
        let blocks = applied(Vec::new(), update(&mut Preview::default(), &text).patch);
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
        let old = applied(Vec::new(), update(&mut preview, &before).patch);
        let patched = applied(old, update(&mut preview, &after).patch);
        let fresh = applied(Vec::new(), update(&mut Preview::default(), &after).patch);
        prop_assert_eq!(page(patched), page(fresh));
    }

    #[test]
    fn nothing_that_runs_leaves_the_engine(text in text()) {
        let html = render_fragment(&format!("{text}<script>x</script><a href=\"javascript:x\" onclick=x>"), Trust::Sanitised);
        prop_assert!(!html.contains("<script") && !html.contains("<a href=\"javascript"), "{html}");
    }
}
