//! Texts to try: articles that use all of the format's syntax, and pieces of it thrown together.

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
    "mailto:",
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
    "\u{FE01}",
    "\u{E0100}",
    "\u{FDD0}",
    "\u{1}",
    "\u{0}",
    "한",
    "a",
    "Z",
    "0",
];

/// What may stand within a line.
const INLINES: &[&str] = &[
    "朝の市場",
    "**早い。**",
    "*a*",
    "_b_",
    "~~「旧」~~",
    "**~~「旧」~~**",
    "`code`",
    "`:::note`",
    "{漢字|かん|じ}",
    "{a|b}",
    "[@a]",
    "[see @a, p. 3; -@b]",
    "@a [p. 4]",
    "@nobody",
    "[link](https://example.org/)",
    "[x][r]",
    "[r]",
    "[r][]",
    "![図](a.png)",
    "[^1]",
    "[^n]",
    "https://example.org/a。",
    "www.example.org",
    "a@example.org",
    "<kbd>k</kbd>",
    "<br>",
    "&amp;",
    "\\*",
    "10:00",
    "a::b",
    "「引用」",
    "English words",
    "한국어",
    "𠮷野",
    "  \n",
    "\\\n",
    "\n",
    " ",
    "<!-- x -->",
];

/// What may stand between the lines of anything: whatever begins, ends or interrupts a block.
const INTERRUPTIONS: &[&str] = &[
    "",
    "---",
    "***",
    "===",
    "```",
    "~~~",
    "    code",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<?",
    ":::",
    "::::",
    ":::note",
    ":::note{a=",
    "::leaf",
    "> quoted",
    "- item",
    "1. item",
    "| a |",
    "|---|",
    "[r]: /url",
    "[^1]: note",
    "<pre>",
];

/// Pieces in any order.
pub(crate) fn noise() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// An article: front matter, most of the time, and blocks.
pub(crate) fn article() -> impl Strategy<Value = String> {
    (prop::option::of(front_matter()), prop::collection::vec(block(), 0..10))
        .prop_map(|(front_matter, blocks)| front_matter.unwrap_or_default() + &blocks.concat())
}

fn front_matter() -> impl Strategy<Value = String> {
    let lines = prop::sample::select(vec![
        "title: 題\n",
        "language: en\n",
        "date: 2026-02-30\n",
        "tags: [a, b]\n",
        "cover: { image: a.png }\n",
        "references:\n  - id: a\n    title: T\n    URL: https://example.org/\n  - { id: b }\n",
        "checks: { missing-title: off }\n",
        "x: [\n",
    ]);
    let end = prop_oneof![9 => Just("---\n"), 1 => Just("")];
    (prop::collection::vec(lines, 0..4), end).prop_map(|(lines, end)| format!("---\n{}{end}", lines.concat()))
}

/// One block, or a block that holds others. Ends with a line end; blank lines come by themselves.
fn block() -> impl Strategy<Value = String> {
    leaf_block().prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            (container(), prop::collection::vec(inner.clone(), 0..4), end())
                .prop_map(|(start, inner, end)| { format!("{start}\n{}{end}", inner.concat()) }),
            inner.clone().prop_map(|inner| prefixed(&inner, "- ", "  ")),
            inner.clone().prop_map(|inner| prefixed(&inner, "12. ", "    ")),
            inner.clone().prop_map(|inner| prefixed(&inner, "[^n]: ", "    ")),
            inner.prop_map(|inner| prefixed(&inner, "> ", "> ")),
        ]
    })
}

fn leaf_block() -> BoxedStrategy<String> {
    prop_oneof![
        4 => line().prop_map(|line| format!("{line}\n\n")),
        1 => line().prop_map(|line| format!("{line}\n")),
        2 => (1..5usize, line(), heading_id())
            .prop_map(|(level, line, id)| format!("{} {}{id}\n", "#".repeat(level), line.replace('\n', " "))),
        1 => line().prop_map(|line| format!("{line}\n---\n")),
        1 => (line(), line()).prop_map(|(a, b)| format!("| {a} | b |\n|:--|--:|\n| {b} |\n\n")),
        1 => line().prop_map(|line| format!("```\n{line}\n:::note\n```\n")),
        1 => line().prop_map(|line| format!("<div>\n{line}\n</div>\n\n")),
        1 => line().prop_map(|line| format!("[^1]: {line}\n\n")),
        1 => line().prop_map(|line| format!("::page-break[{line}]\n")),
        1 => line().prop_map(|line| format!("- [x] {line}\n- [ ] b\n")),
        1 => line().prop_map(|line| format!("> [!TIP]\n> {line}\n\n")),
        1 => Just("[r]: https://example.org/ 'title'\n\n".to_owned()),
        3 => prop::sample::select(INTERRUPTIONS).prop_map(|line| format!("{line}\n")),
    ]
    .boxed()
}

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(INLINES), 0..6).prop_map(|pieces| pieces.concat())
}

fn heading_id() -> impl Strategy<Value = &'static str> {
    prop_oneof![4 => Just(""), 1 => Just(" {#a}"), 1 => Just(" {#a-1 .c}")]
}

fn container() -> impl Strategy<Value = String> {
    let opening = prop::sample::select(vec![
        "note",
        "note[*題*。]{#a .b}",
        "takeaways",
        "qa[**問い。**か]",
        "details[「朝」]",
        "source{ref=a}",
        "source{url=\"https://example.org/\" title='t' site=s published=2025-03}",
        "quote{author=\"a b\"}",
        "commentary{by=x side=right}",
        "figure{src=a.png alt=\"図\"}",
        "recipe[x]",
        "note{a=",
    ]);
    (3..5usize, opening).prop_map(|(colons, opening)| format!("{}{opening}", ":".repeat(colons)))
}

fn end() -> impl Strategy<Value = &'static str> {
    prop_oneof![6 => Just(":::\n"), 3 => Just("::::\n"), 1 => Just("")]
}

/// A block as the content of a list's item, a quote or a note.
fn prefixed(block: &str, first: &str, rest: &str) -> String {
    let mut out = String::new();
    for (number, line) in block.lines().enumerate() {
        out.push_str(if number == 0 { first } else { rest });
        out.push_str(line);
        out.push('\n');
    }
    out
}
