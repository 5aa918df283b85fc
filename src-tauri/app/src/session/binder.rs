//! The list of articles, as the binder shows it.

use std::collections::BTreeSet;

use kiku_core::{Diagnostic, Publication, Severity, Snapshot, Summary, source};

use crate::wire::{ArticleEntry, Problem};

/// The slugs of all articles, those that cannot be read among them.
pub(super) fn slugs(snapshot: &Snapshot) -> BTreeSet<&str> {
    snapshot.slugs().chain(snapshot.unreadable.keys().filter_map(|path| source::slug_of(path))).collect()
}

/// The line for the article in folder `slug`. One that cannot be read has nothing but its error.
pub(super) fn entry(publication: &Publication, snapshot: &Snapshot, slug: &str) -> ArticleEntry {
    let summary = Summary::read(publication, snapshot, slug).unwrap_or_else(|| Summary {
        title: slug.to_owned(),
        status: String::new(),
        date: String::new(),
        diagnostics: unreadable(snapshot, slug).into_iter().collect(),
    });
    let count = |severity| {
        let of_severity = summary.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity);
        u32::try_from(of_severity.count()).unwrap_or(u32::MAX)
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    ArticleEntry {
        slug: slug.to_owned(),
        title: summary.title,
        status: summary.status,
        date: summary.date,
        errors,
        warnings,
    }
}

/// Why the article in folder `slug` cannot be read, where it cannot.
pub(super) fn unreadable(snapshot: &Snapshot, slug: &str) -> Option<Diagnostic> {
    let path = source::article_path(slug);
    snapshot.unreadable.get(&path).map(|reason| kiku_core::unreadable(&path, *reason))
}

/// What is wrong beside the articles: the settings' own `diagnostics`, and files that cannot be read.
pub(super) fn problems(snapshot: &Snapshot, diagnostics: &[Diagnostic]) -> Vec<Problem> {
    let beside_articles = snapshot.unreadable.iter().filter(|(path, _)| source::slug_of(path).is_none());
    let unreadable = beside_articles.map(|(path, reason)| kiku_core::unreadable(path, *reason));
    let all = unreadable.chain(diagnostics.iter().cloned());
    all.map(|diagnostic| Problem::in_snapshot(&diagnostic, snapshot)).collect()
}
