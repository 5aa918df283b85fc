//! The sources and personas of the publication. What each article names is kept until the article changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use kiku_core::library::{self, ArticleSources};
use kiku_core::lines::Lines;
use kiku_core::source::{self, Snapshot};
use kiku_core::{Publication, Span, revise};

use super::publication::OpenPublication;
use crate::wire::{
    Bilingual, Failure, FailureCode, FoundSource, Library, LibraryPersona, LibrarySource, Notice, RewriteAnswer,
    SourceQuery,
};

/// What each article names, by slug.
#[derive(Default)]
pub(super) struct Named {
    articles: BTreeMap<String, Arc<ArticleSources>>,
}

impl Named {
    /// An article has become another.
    pub(super) fn forget(&mut self, slug: &str) {
        self.articles.remove(slug);
    }

    /// Reads what is not known.
    fn follow(&mut self, publication: &Publication, snapshot: &Snapshot) {
        self.articles.retain(|slug, _| snapshot.article(slug).is_some());
        for slug in snapshot.slugs() {
            if !self.articles.contains_key(slug) {
                let text = snapshot.article(slug).unwrap_or_default();
                self.articles.insert(slug.to_owned(), Arc::new(ArticleSources::read(text, slug, publication)));
            }
        }
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &ArticleSources)> {
        self.articles.iter().map(|(slug, article)| (slug.as_str(), &**article))
    }
}

impl OpenPublication {
    /// All sources and personas, unsaved texts included.
    pub(super) fn library(&mut self) -> Library {
        let (publication, snapshot) = (&self.publication, &self.loaded.snapshot);
        self.named.follow(publication, snapshot);
        let sources = library::sources(publication, snapshot, self.named.iter());
        let mut speeches = library::speeches(self.named.iter());
        let personas = publication.speakers().map(|fields| {
            let uses = speeches.remove(&fields.id).unwrap_or_default();
            LibraryPersona::new(fields, uses)
        });
        Library {
            personas: personas.collect(),
            sources: sources.into_iter().map(LibrarySource::from).collect(),
            today: snapshot.today.map(|today| today.to_string()).unwrap_or_default(),
        }
    }

    /// The source that is asked for, as the form of the article `slug` shows it.
    pub(super) fn find_source(&mut self, slug: &str, query: SourceQuery) -> Result<Option<FoundSource>, Failure> {
        Ok(match query {
            SourceQuery::Pasted { text } => library::read_pasted(&text).map(|(fields, more)| FoundSource {
                form: fields.into(),
                file: String::new(),
                more: u32::try_from(more).unwrap_or(u32::MAX),
                described: false,
            }),
            SourceQuery::Listed { file, key } => self.listed_source(slug, file, &key),
            SourceQuery::AtLine { line, character } => self.source_at(slug, line, character),
        })
    }

    /// Has an entry of a bibliography that all articles share say something else.
    pub(super) fn change_shared_source(
        &mut self,
        file: &str,
        key: &str,
        fields: &library::SourceFields,
        notify: &dyn Fn(Notice),
    ) -> Result<RewriteAnswer, Failure> {
        // Only what is listed as a bibliography is one.
        if self.publication.file_of_source(key) != Some(file) {
            return Err(Failure::new(FailureCode::NotFound, file));
        }
        let text = self.text_of(file)?;
        match revise::change_shared_source(file, &text, key, fields) {
            Err(reason) => Ok(RewriteAnswer::Refused { reason: Bilingual::from(&reason) }),
            Ok(revised) => {
                let rewrite = self.rewrite(file, &text, &revised)?;
                self.write_all(&[rewrite], notify)?;
                Ok(RewriteAnswer::Changed)
            }
        }
    }

    fn listed_source(&self, slug: &str, file: String, key: &str) -> Option<FoundSource> {
        let fields = library::fields_of(&self.publication, &self.loaded.snapshot, &file, key, slug)?;
        Some(FoundSource { form: fields.into(), file, more: 0, described: false })
    }

    fn source_at(&self, slug: &str, line: u32, character: u32) -> Option<FoundSource> {
        let text = self.loaded.snapshot.article(slug)?;
        let at = byte_at(text, line, character);
        let file = source::article_path(slug);
        if let Some(key) = library::key_at(text, at) {
            let own = self.listed_source(slug, file, &key);
            return own.or_else(|| {
                let shared = self.publication.file_of_source(&key)?;
                self.listed_source(slug, shared.to_owned(), &key)
            });
        }
        let fields = library::described_at(text, slug, at)?;
        Some(FoundSource { form: fields.into(), file, more: 0, described: true })
    }
}

/// The byte of a place that counts in UTF-16; the end of the line where the line is shorter.
pub(super) fn byte_at(text: &str, line: u32, character: u32) -> usize {
    let start = Lines::new(text).start_of(line as usize);
    let rest = Span::new(start, text.len()).of(text);
    let mut units = 0;
    let inside = rest.char_indices().take_while(|(_, letter)| {
        let goes_on = *letter != '\n' && units < character as usize;
        units += letter.len_utf16();
        goes_on
    });
    start + inside.last().map_or(0, |(at, letter)| at + letter.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::byte_at;

    #[test]
    fn places_of_the_editor_are_bytes_of_the_text() {
        let text = "a\n𠮷野\nb";
        assert_eq!(
            [(0, 0), (1, 2), (1, 3), (1, 9), (2, 1), (9, 9)].map(|(line, at)| byte_at(text, line, at)),
            [0, 6, 9, 9, 11, 11]
        );
    }
}
