//! Which articles of a publication are taken along.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::article::Head;
use crate::model::publication::Publication;
use crate::parallel;
use crate::source::Snapshot;

/// The status of an article that readers may see.
const PUBLISHED: &str = "published";

/// Which articles leave Kiku.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Whether those that are not published go along.
    pub drafts: bool,
    /// The slugs of those that go, whatever their status. Where there are none, the status decides.
    pub only: BTreeSet<String>,
}

/// An article that stays behind, because it is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its folder.
    pub slug: String,
    /// `draft`, `review`, `approved`, or what its author wrote.
    pub status: String,
}

impl Selection {
    /// All articles.
    pub fn everything() -> Self {
        Self { drafts: true, only: BTreeSet::new() }
    }

    /// Those that stay behind for their status alone, by slug.
    pub fn left_out(&self, snapshot: &Snapshot) -> Vec<LeftOut> {
        if self.drafts || !self.only.is_empty() {
            return Vec::new();
        }
        // What the settings say does not change a status; reading bibliographies for it would take long.
        let publication = Publication::default();
        let articles: Vec<_> = snapshot.slugs().filter_map(|slug| Some((slug, snapshot.article(slug)?))).collect();
        let statuses = parallel::map(&articles, |(slug, text)| {
            let status = Head::read(text, slug, &publication).meta.status;
            LeftOut { slug: (*slug).to_owned(), status }
        });
        statuses.into_iter().filter(|article| article.status != PUBLISHED).collect()
    }

    /// The names in `only` that no article has.
    pub fn unknown<'s>(&'s self, snapshot: &'s Snapshot) -> impl Iterator<Item = &'s str> {
        self.only.iter().map(String::as_str).filter(|slug| snapshot.article(slug).is_none())
    }

    /// The publication with all other articles withheld.
    pub(super) fn apply<'s>(&self, snapshot: &'s Snapshot) -> Cow<'s, Snapshot> {
        let withheld: BTreeSet<String> = if self.only.is_empty() {
            self.left_out(snapshot).into_iter().map(|article| article.slug).collect()
        } else {
            snapshot.slugs().filter(|slug| !self.only.contains(*slug)).map(str::to_owned).collect()
        };
        without(snapshot, withheld)
    }

    /// Whether an article with this status goes along.
    pub(super) fn takes(&self, slug: &str, status: &str) -> bool {
        if self.only.is_empty() { self.drafts || status == PUBLISHED } else { self.only.contains(slug) }
    }
}

/// The publication with these articles withheld.
pub(super) fn without(snapshot: &Snapshot, withheld: BTreeSet<String>) -> Cow<'_, Snapshot> {
    if withheld.is_empty() {
        return Cow::Borrowed(snapshot);
    }
    let mut chosen = snapshot.clone();
    chosen.withheld.extend(withheld);
    Cow::Owned(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot() -> Snapshot {
        let mut snapshot = Snapshot::default();
        for (slug, status) in [("a", "status: published"), ("b", "status: review"), ("c", "title: c")] {
            snapshot.texts.insert(format!("{slug}/article.md"), format!("---\n{status}\n---\n"));
        }
        snapshot
    }

    fn chosen(selection: &Selection) -> Vec<String> {
        selection.apply(&snapshot()).slugs().map(str::to_owned).collect()
    }

    #[test]
    fn only_published_articles_go_unless_more_is_asked_for() {
        assert_eq!(chosen(&Selection::default()), ["a"]);
        assert_eq!(chosen(&Selection::everything()), ["a", "b", "c"]);
        let left_out: Vec<_> = Selection::default().left_out(&snapshot()).into_iter().map(|out| out.status).collect();
        assert_eq!(left_out, ["review", "draft"]);
    }

    #[test]
    fn a_named_article_goes_whatever_its_status() {
        let selection = Selection { drafts: false, only: ["b".to_owned(), "nope".to_owned()].into() };
        assert_eq!(chosen(&selection), ["b"]);
        assert_eq!(selection.unknown(&snapshot()).collect::<Vec<_>>(), ["nope"]);
        assert_eq!(selection.left_out(&snapshot()), []);
    }
}
