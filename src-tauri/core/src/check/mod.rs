//! What is wrong beyond syntax and meaning: one file a rule, with its tests beside it.

mod dangerous_link;
mod missing_alt;
mod missing_image;
mod missing_title;

use crate::diagnostic::{Diagnostic, Message};
use crate::model::Article;
use crate::model::publication::Publication;
use crate::parse::Prepared;
use crate::source::{self, PUBLICATION_FILE, Snapshot, Span, Unreadable};

/// A rule: reads an article and reports.
type Rule = fn(&Article<'_>, &Snapshot, &mut Vec<Diagnostic>);

const RULES: &[Rule] = &[missing_title::check, missing_image::check, missing_alt::check, dangerous_link::check];

/// Everything wrong with one article, in text order.
pub(crate) fn article(article: &Article<'_>, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let mut diagnostics = article.diagnostics.clone();
    for rule in RULES {
        let mut found = Vec::new();
        rule(article, snapshot, &mut found);
        diagnostics.extend(found.into_iter().map(|diagnostic| match diagnostic.file.is_empty() {
            true => diagnostic.in_file(&article.path),
            false => diagnostic,
        }));
    }
    diagnostics.sort_by(|a, b| (&a.file, a.span, a.code).cmp(&(&b.file, b.span, b.code)));
    diagnostics.dedup();
    diagnostics
}

/// Every diagnostic of a publication: its settings, its bibliographies and its articles, in file order.
pub fn check(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let (publication, mut diagnostics) = Publication::read(snapshot);
    let unread = snapshot.unreadable.iter().filter(|(path, _)| is_read(path, &publication));
    diagnostics.extend(unread.map(|(path, reason)| unreadable(path, *reason)));
    for slug in snapshot.slugs() {
        if let Some(text) = snapshot.article(slug) {
            let prepared = Prepared::new(text);
            diagnostics.extend(self::article(&Article::read(&prepared, slug, &publication), snapshot));
        }
    }
    diagnostics.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    diagnostics.dedup();
    diagnostics
}

/// Whether the engine reads the file at `path`: a folder may hold other texts, in whatever encoding.
fn is_read(path: &str, publication: &Publication) -> bool {
    path == PUBLICATION_FILE
        || source::slug_of(path).is_some()
        || publication.bibliography_files.iter().any(|file| file == path)
}

/// A file that could not be read as text. Nothing of it is shown, and nothing is written over it.
pub fn unreadable(path: &str, reason: Unreadable) -> Diagnostic {
    let name = source::slug_of(path).unwrap_or(path);
    let (code, message) = match reason {
        Unreadable::NotUtf8 { .. } => (
            "not-utf8",
            Message::new(
                format!("“{name}” is not UTF-8 text and was left out."),
                format!("「{name}」は UTF-8 のテキストではないため読み込めません。"),
            ),
        ),
        Unreadable::Io => {
            ("unreadable", Message::new(format!("“{name}” cannot be read."), format!("「{name}」を読み込めません。")))
        }
    };
    Diagnostic::error(code, Span::new(0, 0), message).in_file(path).hint(
        "Save it as UTF-8 with the program that wrote it. Kiku does not change it.",
        "元のアプリで UTF-8 として保存し直してください。Kiku はこのファイルを変更しません。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_read_must_be_readable() {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert(PUBLICATION_FILE.into(), "title = \"t\"\nbibliography = [\"s.bib\"]\n".into());
        for path in ["a/article.md", "s.bib", "notes.json"] {
            snapshot.unreadable.insert(path.into(), Unreadable::NotUtf8 { valid_up_to: 0 });
        }
        let found: Vec<_> = check(&snapshot).into_iter().map(|found| (found.file, found.code)).collect();
        assert_eq!(found, [("a/article.md".to_owned(), "not-utf8"), ("s.bib".to_owned(), "not-utf8")]);
    }
}

#[cfg(test)]
mod testing {
    use super::*;
    use crate::source::Asset;

    /// Runs one rule over an article and gives each finding as `code "the text it points at"`.
    pub(super) fn found(rule: Rule, text: &str) -> Vec<String> {
        let mut snapshot = Snapshot::default();
        snapshot.assets.insert("a/images/a.png".into(), Asset { size: Some((2, 1)) });
        let prepared = Prepared::new(text);
        let article = Article::read(&prepared, "a", &Publication::default());
        let mut diagnostics = Vec::new();
        rule(&article, &snapshot, &mut diagnostics);
        diagnostics.iter().map(|found| format!("{} {:?}", found.code, found.span.of(text))).collect()
    }
}
