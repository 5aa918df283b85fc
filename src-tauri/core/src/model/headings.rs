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

    /// The id that is asked for, or the same with a number.
    pub(super) fn give(&mut self, wanted: &str) -> String {
        let Some(mut number) = self.used.get(wanted).copied() else {
            self.used.insert(wanted.to_owned(), 1);
            return wanted.to_owned();
        };
        let base = wanted;
        let mut id = format!("{base}-{number}");
        while self.used.contains_key(&id) {
            number += 1;
            id = format!("{base}-{number}");
        }
        self.used.insert(base.to_owned(), number + 1);
        self.used.insert(id.clone(), 1);
        id
    }
}

/// The id that a heading asks for: its author's, or one of its text.
pub(super) fn wanted_id(text: &str, by_author: Option<&str>) -> String {
    let id = by_author.map_or_else(|| slug(text), |id| id.split_whitespace().collect());
    if id.is_empty() { "section".to_owned() } else { id }
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
        let mut give = |text: &str, by_author| ids.give(&wanted_id(text, by_author));
        assert_eq!(give("取引は何時に始まるのか?", None), "取引は何時に始まるのか");
        assert_eq!(give("Big News: Day 2", None), "big-news-day-2");
        assert_eq!(give("Big news day 2", None), "big-news-day-2-1");
        assert_eq!(give("Toc", None), "toc-1");
        assert_eq!(give("！", None), "section");
        assert_eq!(give("x", Some("mine")), "mine");
    }
}
