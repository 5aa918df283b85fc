//! Heading ids: the heading's own letters, unique in the article, and the same as long as the heading is.

use std::collections::BTreeMap;

/// Gives out ids, each once.
#[derive(Debug)]
pub(super) struct Ids {
    /// The ids given, and the number that the next heading of the same words tries first.
    used: BTreeMap<String, usize>,
}

/// What the page itself uses.
const RESERVED: &[&str] = &["main", "toc", "references", "footnotes"];

impl Ids {
    pub(super) fn new() -> Self {
        Self { used: RESERVED.iter().map(|&id| (id.to_owned(), 1)).collect() }
    }

    /// The id for a heading's text, or the one its author asked for.
    pub(super) fn give(&mut self, text: &str, wanted: Option<&str>) -> String {
        let base = wanted.map_or_else(|| slug(text), |wanted| wanted.split_whitespace().collect());
        let base = if base.is_empty() { "section".to_owned() } else { base };
        let Some(mut number) = self.used.get(&base).copied() else {
            self.used.insert(base.clone(), 1);
            return base;
        };
        let mut id = format!("{base}-{number}");
        while self.used.contains_key(&id) {
            number += 1;
            id = format!("{base}-{number}");
        }
        self.used.insert(base, number + 1);
        self.used.insert(id.clone(), 1);
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
