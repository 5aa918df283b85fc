//! Heading ids: the heading's own letters, unique in the article, and the same as long as the heading is.

use std::collections::BTreeSet;

/// Gives out ids, each once.
#[derive(Debug)]
pub(super) struct Ids {
    used: BTreeSet<String>,
}

/// What the page itself uses.
const RESERVED: &[&str] = &["main", "toc", "references", "footnotes"];

impl Ids {
    pub(super) fn new() -> Self {
        Self { used: RESERVED.iter().map(|&id| id.to_owned()).collect() }
    }

    /// The id for a heading's text, or the one its author asked for.
    pub(super) fn give(&mut self, text: &str, wanted: Option<&str>) -> String {
        let base = wanted.map_or_else(|| slug(text), |wanted| wanted.split_whitespace().collect());
        let base = if base.is_empty() { "section".to_owned() } else { base };
        let mut id = base.clone();
        let mut number = 1;
        while !self.used.insert(id.clone()) {
            id = format!("{base}-{number}");
            number += 1;
        }
        id
    }
}

/// Letters and digits of every script in lower case; white space becomes a hyphen; the rest goes (GitHub's rule).
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            c if c.is_whitespace() => slug.push('-'),
            c if c.is_alphanumeric() || matches!(c, '-' | '_') => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_keep_the_letters_and_stay_unique() {
        let mut ids = Ids::new();
        assert_eq!(ids.give("取引は何時に始まるのか?", None), "取引は何時に始まるのか");
        assert_eq!(ids.give("Big News: Day 2", None), "big-news-day-2");
        assert_eq!(ids.give("Big news day 2", None), "big-news-day-2-1");
        assert_eq!(ids.give("Toc", None), "toc-1");
        assert_eq!(ids.give("！", None), "section");
        assert_eq!(ids.give("x", Some("mine")), "mine");
    }
}
