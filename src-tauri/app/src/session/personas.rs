//! Who speaks: `publication.toml`, and every article that names someone under another id.
//!
//! The article that the window shows is changed there, so that this can be undone; it is `shown` here. All others change on
//! disk, or in their buffers where they hold unsaved work.

use kiku_core::revise::{PersonaChange, Revised, change_personas, rename_speaker};
use kiku_core::source::{PUBLICATION_FILE, article_path, slug_of};

use super::publication::OpenPublication;
use crate::wire::{Bilingual, Edit, Failure, FailureCode, Notice, PersonaAnswer, changes};

impl OpenPublication {
    /// Makes a change of who speaks, everywhere but in the article `shown`.
    pub(super) fn change_personas(
        &mut self,
        shown: Option<&str>,
        change: &PersonaChange,
        notify: &dyn Fn(Notice),
    ) -> Result<PersonaAnswer, Failure> {
        let settings = self.text_of(PUBLICATION_FILE)?;
        let revised = match change_personas(&settings, change) {
            Ok(revised) => revised,
            Err(reason) => return Ok(PersonaAnswer::Refused { reason: Bilingual::from(&reason) }),
        };
        let mut rewrites = Vec::new();
        let mut in_buffers = Vec::new();
        if let PersonaChange::Change(from, fields) = change
            && *from != fields.id
        {
            for (slug, text, renamed) in self.speeches_of(from, &fields.id) {
                match self.articles.get(&slug).filter(|article| article.is_dirty()) {
                    _ if shown == Some(&slug) => {}
                    Some(article) => {
                        let changes = changes(&text, &renamed.edits);
                        in_buffers.push(Edit { slug, base: article.version(), changes });
                    }
                    None => rewrites.push(self.rewrite(&article_path(&slug), &text, &renamed)?),
                }
            }
        }
        rewrites.push(self.rewrite(PUBLICATION_FILE, &settings, &revised)?);
        for edit in &in_buffers {
            self.edit(edit)?;
        }
        self.write_all(&rewrites, notify)?;
        Ok(PersonaAnswer::Changed)
    }

    /// The articles that let `from` speak, with their texts and what is to change in them.
    fn speeches_of(&self, from: &str, to: &str) -> Vec<(String, String, Revised)> {
        let articles = self.loaded.snapshot.texts.iter().filter_map(|(path, text)| Some((slug_of(path)?, text)));
        let renamed = articles.map(|(slug, text)| (slug.to_owned(), text.clone(), rename_speaker(text, from, to)));
        renamed.filter(|(.., renamed)| !renamed.edits.is_empty()).collect()
    }

    pub(super) fn text_of(&self, path: &str) -> Result<String, Failure> {
        let text = self.loaded.snapshot.texts.get(path);
        text.cloned().ok_or_else(|| Failure::new(FailureCode::NotFound, path))
    }
}
