//! What a list of articles shows of each.

use crate::article::Article;
use crate::diagnostic::Diagnostic;
use crate::model::date::Date;
use crate::model::publication::Publication;
use crate::source::Snapshot;

/// One article, read and checked but not rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The title, or the folder's name where there is none.
    pub title: String,
    /// `draft`, `review`, `approved` or `published`.
    pub status: String,
    /// The day it was published, or last changed where it says so, as `2026-02-28`; empty where it names none.
    pub date: String,
    /// Everything wrong with it, in text order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Summary {
    /// Reads the article in folder `slug`; nothing where the snapshot has no such text.
    pub fn read(publication: &Publication, snapshot: &Snapshot, slug: &str) -> Option<Self> {
        let article = Article::checked(snapshot.article(slug)?, slug, publication, snapshot);
        let meta = &article.head.meta;
        let (title, status) = (article.title().to_owned(), meta.status.clone());
        let date = meta.updated.or(meta.date).map(Date::iso).unwrap_or_default();
        Some(Self { title, status, date, diagnostics: article.diagnostics(snapshot) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_summed_up_by_its_front_matter_and_its_problems() {
        let mut snapshot = Snapshot::default();
        let text = "---\ntitle: 朝\nstatus: review\n---\n\n![](missing.png)\n";
        snapshot.texts.insert("a/article.md".into(), text.into());
        let summary = Summary::read(&Publication::default(), &snapshot, "a").unwrap();
        assert_eq!((summary.title.as_str(), summary.status.as_str()), ("朝", "review"));
        assert!(summary.diagnostics.iter().any(|diagnostic| diagnostic.code == "missing-image"));
        assert_eq!(Summary::read(&Publication::default(), &snapshot, "b"), None);
    }
}
