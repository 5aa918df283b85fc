//! Changes to a text, like those that are typed, pasted and undone.

use proptest::prelude::*;
use proptest::sample::Index;

/// What is typed or pasted: above all what changes the meaning of text far away.
const INSERTED: &[&str] = &[
    "",
    "",
    "a",
    "。",
    "菊",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "`",
    "```\n",
    "\n```\n",
    "~~~\n",
    ":::note\n",
    "\n:::note\n",
    ":::\n",
    "\n:::\n",
    "::::\n",
    "## 章\n",
    "\n## b\n",
    "### c {#a}\n",
    "::page-break[次]\n",
    "\n::page-break\n",
    "[r]: /url\n\n",
    "\n\n[r]: https://example.org/\n\n",
    "[^1]: note\n\n",
    "\n\n[^n]: note\n\n",
    "[^1]",
    "[r]",
    "[@a]",
    "@a",
    "---\n",
    "---\ntitle: t\nlanguage: en\n---\n",
    "title: u\n",
    "> ",
    "- ",
    "    ",
    "<div>\n",
    "<!--",
    "-->",
    "{漢|かん}",
    "|",
    "\n|---|\n",
    "https://example.org/",
    "\\",
    "\u{FE0F}",
    "👩‍👩‍👧",
];

/// Some of the text gives way to something else.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    at: Index,
    /// Whole lines, or single characters.
    lines: bool,
    removed: usize,
    inserted: &'static str,
}

pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(any::<Edit>(), 1..6)
}

impl Arbitrary for Edit {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (any::<Index>(), any::<bool>(), 0..4usize, prop::sample::select(INSERTED))
            .prop_map(|(at, lines, removed, inserted)| Self { at, lines, removed, inserted })
            .boxed()
    }
}

impl Edit {
    pub(crate) fn apply(&self, text: &mut String) {
        let is_place =
            |at: &usize| text.is_char_boundary(*at) && (!self.lines || *at == 0 || text[..*at].ends_with('\n'));
        let mut places: Vec<usize> = (0..text.len()).filter(is_place).collect();
        places.push(text.len());
        let start = self.at.index(places.len());
        let end = (start + self.removed).min(places.len() - 1);
        text.replace_range(places[start]..places[end], self.inserted);
    }
}
