//! The terms of all articles, in scripts small enough to be loaded while a reader types.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::terms::{NOTHING, Pair};
use super::words::{ArticleWords, PlacedPair, PlacedWord};
use crate::parallel;

/// How many entries a shard has on average, before there are twice as many shards: about 100 KB.
const ENTRIES: usize = 16 * 1024;
const MOST: usize = 1024;

/// Some of the terms, each with the chapters it stands in: the numbers of the chapters, counted through all articles, each
/// as the distance from the one before, in base 36.
pub(super) struct Shard(Vec<(String, String)>);

impl Serialize for Shard {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (term, chapters) in &self.0 {
            map.serialize_entry(term, chapters)?;
        }
        map.end()
    }
}

/// Into how many shards the terms of these articles are parted.
pub(super) fn count(articles: &[&ArticleWords]) -> usize {
    let total: usize = articles.iter().map(|article| article.pairs.len() + article.words.len()).sum();
    (total / ENTRIES + 1).next_power_of_two().min(MOST)
}

/// The terms that go into one shard.
#[derive(Default)]
struct Part<'w> {
    pairs: Vec<PlacedPair>,
    words: Vec<PlacedWord<'w>>,
}

/// Articles that stand behind one another, and the number of their first chapter.
type Run<'r> = (u32, &'r [&'r ArticleWords]);

/// Makes the shards of all articles, in their order, and shows each with its number to `write`: all of them, or only some.
pub(super) fn write(
    articles: &[&ArticleWords],
    count: usize,
    only: Option<&BTreeSet<usize>>,
    write: impl Fn(usize, &Shard) + Sync,
) {
    let asked_for = |number: &usize| only.is_none_or(|only| only.contains(number));
    let numbers: Vec<usize> = (0..count).filter(asked_for).collect();
    let parted = parallel::map(&runs(articles), |run| part(run, count, &asked_for));
    parallel::map(&numbers, |&number| {
        let parts = parted.iter().filter_map(|parts| parts.get(number));
        write(number, &shard(parts));
    });
}

/// As many runs as there are threads.
fn runs<'r>(articles: &'r [&'r ArticleWords]) -> Vec<Run<'r>> {
    let mut first = 0;
    let length = articles.len().div_ceil(parallel::threads()).max(1);
    let runs = articles.chunks(length).map(|articles| {
        let start = first;
        let chapters: usize = articles.iter().map(|article| article.chapters.len()).sum();
        first += u32::try_from(chapters).unwrap_or(u32::MAX);
        (start, articles)
    });
    runs.collect()
}

/// The terms of a run by their shards; of those that nobody asked for, none.
fn part<'r>(&(mut first, articles): &Run<'r>, count: usize, asked_for: &impl Fn(&usize) -> bool) -> Vec<Part<'r>> {
    let mut parts: Vec<Part<'_>> = (0..count).map(|_| Part::default()).collect();
    for article in articles {
        for placed in &article.pairs {
            let number = of_pair(placed.pair(), count);
            if let Some(part) = parts.get_mut(number).filter(|_| asked_for(&number)) {
                part.pairs.push(PlacedPair::new(placed.pair(), first + placed.chapter()));
            }
        }
        for placed in article.words.iter() {
            let number = of_word(placed.word, count);
            if let Some(part) = parts.get_mut(number).filter(|_| asked_for(&number)) {
                part.words.push(PlacedWord::new(placed.word, first + placed.chapter));
            }
        }
        first += u32::try_from(article.chapters.len()).unwrap_or(u32::MAX);
    }
    parts
}

/// The shards in which one of two readings of an article has a term that the other does not have.
pub(super) fn touched(before: &ArticleWords, after: &ArticleWords, count: usize) -> BTreeSet<usize> {
    let pairs = differing(before.pairs.iter().copied(), after.pairs.iter().copied());
    let words = differing(before.words.iter(), after.words.iter());
    let pairs = pairs.into_iter().map(|placed| of_pair(placed.pair(), count));
    pairs.chain(words.into_iter().map(|placed| of_word(placed.word, count))).collect()
}

/// What only one of two ordered sequences has.
fn differing<T: Ord + Copy>(one: impl Iterator<Item = T>, other: impl Iterator<Item = T>) -> Vec<T> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    let mut found = Vec::new();
    loop {
        match (one.peek().copied(), other.peek().copied()) {
            (None, None) => return found,
            (Some(left), Some(right)) if left == right => {
                one.next();
                other.next();
            }
            (Some(left), right) if right.is_none_or(|right| left < right) => {
                found.push(left);
                one.next();
            }
            (_, right) => {
                found.extend(right);
                other.next();
            }
        }
    }
}

fn of_pair(pair: Pair, shards: usize) -> usize {
    number(pair.letters(), shards)
}

fn of_word(word: &str, shards: usize) -> usize {
    let mut letters = word.chars();
    number((letters.next().unwrap_or(NOTHING), letters.next().unwrap_or(NOTHING)), shards)
}

/// In which shard a term stands: all terms that start with the same two letters stand in one.
fn number((first, second): (char, char), shards: usize) -> usize {
    (first as usize * 31 + second as usize) % shards
}

fn shard<'p>(parts: impl Iterator<Item = &'p Part<'p>>) -> Shard {
    let (mut pairs, mut words) = (Vec::new(), Vec::new());
    for part in parts {
        pairs.extend_from_slice(&part.pairs);
        words.extend_from_slice(&part.words);
    }
    pairs.sort_unstable();
    words.sort_unstable();
    let pairs = pairs.chunk_by(|one, other| one.pair() == other.pair()).filter_map(|same| {
        let mut term = String::new();
        same.first()?.pair().write(&mut term);
        Some((term, chapters(same.iter().map(|placed| placed.chapter()))))
    });
    let words = words.chunk_by(|one, other| one.cmp_word(other).is_eq()).filter_map(|same| {
        let term = same.first()?.word.to_owned();
        Some((term, chapters(same.iter().map(|placed| placed.chapter))))
    });
    Shard(pairs.chain(words).collect())
}

fn chapters(numbers: impl Iterator<Item = u32>) -> String {
    let (mut out, mut last) = (String::new(), 0);
    for number in numbers {
        if !out.is_empty() {
            out.push(' ');
        }
        base_36(&mut out, number - last);
        last = number;
    }
    out
}

fn base_36(out: &mut String, number: u32) {
    if number >= 36 {
        base_36(out, number / 36);
    }
    let digit = char::from_digit(number % 36, 36).unwrap_or('0');
    // Writing to a String cannot fail.
    let _ = out.write_char(digit);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_distances_in_base_36() {
        assert_eq!(chapters([0, 3, 39, 39 + 36 * 36].into_iter()), "0 3 10 100");
    }

    #[test]
    fn what_only_one_has_is_found() {
        let found = |one: &[i32], other: &[i32]| differing(one.iter().copied(), other.iter().copied());
        assert_eq!(found(&[1, 2, 4], &[2, 3, 4, 5]), [1, 3, 5]);
        assert_eq!(found(&[], &[1]), [1]);
        assert_eq!(found(&[1, 2], &[1, 2]), [0; 0]);
    }
}
