//! The terms of all articles, in scripts small enough to be loaded while a reader types.

use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::terms::Term;
use super::words::ArticleWords;
use crate::bundle::parallel;

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

/// The index of all articles, in their order.
pub(super) fn shards(articles: &[&ArticleWords]) -> Vec<Shard> {
    let total: usize = articles.iter().map(|article| article.terms.len()).sum();
    let count = (total / ENTRIES + 1).next_power_of_two().min(MOST);
    let mut parted: Vec<Vec<(&Term, u32)>> = (0..count).map(|_| Vec::new()).collect();
    let mut first = 0;
    for article in articles {
        for (term, chapter) in &article.terms {
            if let Some(part) = parted.get_mut(number(term, count)) {
                part.push((term, first + chapter));
            }
        }
        first += u32::try_from(article.chapters.len()).unwrap_or(u32::MAX);
    }
    parallel::map(&parted, |part| shard(part.clone()))
}

/// In which shard a term stands: all terms that start with the same two letters stand in one.
fn number(term: &Term, shards: usize) -> usize {
    let (first, second) = term.start();
    (first as usize * 31 + second as usize) % shards
}

fn shard(mut terms: Vec<(&Term, u32)>) -> Shard {
    terms.sort_unstable();
    let entries = terms.chunk_by(|a, b| a.0 == b.0).filter_map(|same| {
        let mut word = String::new();
        same.first()?.0.write(&mut word);
        Some((word, chapters(same.iter().map(|(_, chapter)| *chapter))))
    });
    Shard(entries.collect())
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
}
