//! An article's chapters and the terms in each.

use std::cmp::Ordering;

use pulldown_cmark::HeadingLevel;

use super::terms::{Pair, Terms};
use crate::Trust;
use crate::article::Article;
use crate::render::part::Part;
use crate::source::Snapshot;

/// What the index holds of an article.
#[derive(Debug)]
pub(in crate::bundle::site) struct ArticleWords {
    /// The introduction first, with an empty title.
    pub(super) chapters: Vec<Chapter>,
    /// Each once for each chapter, which is given by its number in `chapters`. In order.
    pub(super) pairs: Vec<PlacedPair>,
    pub(super) words: WordList,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chapter {
    pub(super) title: String,
    /// The heading's; empty for the introduction.
    pub(super) id: String,
    pub(super) page: usize,
}

/// A pair and the chapter it stands in, which takes the bits that the pair leaves: four million chapters are more than any site has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PlacedPair(u64);

const CHAPTER_BITS: u32 = 22;
const LAST_CHAPTER: u32 = (1 << CHAPTER_BITS) - 1;

impl PlacedPair {
    pub(super) fn new(pair: Pair, chapter: u32) -> Self {
        Self(pair.bits() << CHAPTER_BITS | u64::from(chapter.min(LAST_CHAPTER)))
    }

    pub(super) fn pair(self) -> Pair {
        Pair::of_bits(self.0 >> CHAPTER_BITS)
    }

    pub(super) fn chapter(self) -> u32 {
        u32::try_from(self.0 & u64::from(LAST_CHAPTER)).unwrap_or(LAST_CHAPTER)
    }
}

/// Words with their chapters, each once for each chapter, in order.
#[derive(Debug, Default)]
pub(super) struct WordList {
    letters: String,
    places: Vec<(usize, usize, u32)>,
}

/// A word and the chapter it stands in. The first bytes of a word are compared as one number, and of almost all words they are all.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlacedWord<'w> {
    start: u128,
    pub(super) word: &'w str,
    pub(super) chapter: u32,
}

impl<'w> PlacedWord<'w> {
    pub(super) fn new(word: &'w str, chapter: u32) -> Self {
        let mut start = [0; START];
        start.iter_mut().zip(word.bytes()).for_each(|(to, from)| *to = from);
        Self { start: u128::from_be_bytes(start), word, chapter }
    }

    /// In the order of words alone. No word holds a zero, with which short ones are filled up.
    pub(super) fn cmp_word(&self, other: &Self) -> Ordering {
        let is_whole = self.word.len() <= START && other.word.len() <= START;
        let rest = || if is_whole { Ordering::Equal } else { self.word.cmp(other.word) };
        self.start.cmp(&other.start).then_with(rest)
    }
}

/// How many bytes of a word are compared as one number.
const START: usize = 16;

impl Ord for PlacedWord<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.cmp_word(other).then(self.chapter.cmp(&other.chapter))
    }
}

impl PartialEq for PlacedWord<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for PlacedWord<'_> {}

impl PartialOrd for PlacedWord<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl WordList {
    fn new(mut words: Vec<PlacedWord<'_>>) -> Self {
        words.sort_unstable();
        words.dedup();
        let mut list = Self { letters: String::new(), places: Vec::with_capacity(words.len()) };
        for same in words.chunk_by(|one, other| one.cmp_word(other).is_eq()) {
            let start = list.letters.len();
            list.letters.push_str(same.first().map_or("", |first| first.word));
            let end = list.letters.len();
            list.places.extend(same.iter().map(|placed| (start, end, placed.chapter)));
        }
        list
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = PlacedWord<'_>> {
        self.places.iter().map(|&(start, end, chapter)| PlacedWord::new(&self.letters[start..end], chapter))
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }
}

/// Finds the terms of an article that is written.
pub(in crate::bundle::site) fn words_of(article: &Article<'_>) -> ArticleWords {
    let headings = article.whole.headings.iter().filter(|heading| heading.level == HeadingLevel::H2);
    let introduction = Chapter { title: String::new(), id: String::new(), page: 0 };
    let (mut chapters, mut starts) = (vec![introduction], vec![0]);
    for heading in headings {
        chapters.push(Chapter { title: heading.text.clone(), id: heading.id.clone(), page: heading.page });
        starts.push(heading.block);
    }
    let terms = terms_of(article, &starts);
    let mut pairs = Vec::with_capacity(terms.iter().map(|terms| terms.pairs.len()).sum());
    let mut words = Vec::new();
    for (terms, chapter) in terms.iter().zip(0_u32..) {
        pairs.extend(terms.pairs.iter().map(|pair| PlacedPair::new(*pair, chapter)));
        words.extend(terms.words().map(|word| PlacedWord::new(word, chapter)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.shrink_to_fit();
    ArticleWords { chapters, pairs, words: WordList::new(words) }
}

/// The terms of each chapter, which starts at a block.
fn terms_of(article: &Article<'_>, starts: &[usize]) -> Vec<Terms> {
    let mut all: Vec<Terms> = starts.iter().map(|_| Terms::default()).collect();
    let meta = &article.head.meta;
    let front = std::iter::once(article.title()).chain(meta.description.as_deref());
    let front = front.chain(meta.tags.iter().chain(&meta.authors).map(String::as_str));
    if let Some(introduction) = all.first_mut() {
        front.for_each(|words| introduction.add(words));
    }
    let blocks = article.whole.pages.last().map_or(0, |page| page.blocks.end);
    let ends = starts.iter().skip(1).copied().chain([blocks]);
    let (mut html, mut words) = (String::new(), String::new());
    // Words are the same wherever the places they link to stand; nothing of the publication is asked for them.
    article.compose(&Snapshot::default(), Trust::Sanitised, |composer| {
        for ((terms, &start), end) in all.iter_mut().zip(starts).zip(ends) {
            html.clear();
            (start..end).for_each(|block| composer.part(&mut html, Part::Block(block)));
            words.clear();
            text_of(&html, &mut words);
            terms.add(&words);
        }
    });
    all
}

/// Appends what a reader of `html` reads. Readings over characters are left out: they would stand within words.
fn text_of(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(start) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        if rest.starts_with('&') {
            let end = rest.find(';').map_or(1, |end| end + 1);
            out.push_str(character(&rest[..end]));
            rest = &rest[end..];
            continue;
        }
        let skipped = if rest.starts_with("<rt>") { rest.find("</rt>") } else { Some(0) };
        rest = &rest[skipped.unwrap_or(0)..];
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        if !is_within_words(&rest[..end]) {
            out.push(' ');
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
}

/// The character that a reference stands for, of those that are written here.
fn character(reference: &str) -> &str {
    match reference {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        _ => " ",
    }
}

/// A tag that a word may go on behind.
fn is_within_words(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(name.len());
    matches!(&name[..end], "a" | "b" | "em" | "i" | "mark" | "ruby" | "rt" | "rp" | "strong" | "span" | "u" | "wbr")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_on_across_marks_and_end_with_blocks() {
        let mut words = String::new();
        text_of("<p>市<ruby>場<rt>ば</rt></ruby>の<strong>朝</strong></p><p>a &amp; b &lt;c</p>", &mut words);
        assert_eq!(words, " 市場の朝  a & b <c ");
    }
}
