//! Articles come, are copied and go. All of it happens on disk, and shows in the binder at once.

use kiku_core::{Language, revise, slug, template};
use kiku_disk::Bin;

use super::publication::OpenPublication;
use crate::wire::{Failure, FailureCode, NewArticle, Notice};

impl OpenPublication {
    /// A folder's name for an article called `title`: perhaps the one that it has, where it is the article `own`.
    pub(super) fn propose_slug(&self, title: &str, own: Option<&str>) -> String {
        let snapshot = &self.loaded.snapshot;
        let paths = snapshot.texts.keys().chain(snapshot.assets.keys()).chain(snapshot.unreadable.keys());
        let taken: std::collections::BTreeSet<&str> = paths.filter_map(|path| path.split('/').next()).collect();
        let others = || taken.iter().filter(|taken| Some(**taken) != own);
        slug::propose(title, |name| others().any(|taken| taken.eq_ignore_ascii_case(name)))
    }

    /// Makes an article in a folder of its own.
    pub(super) fn create_article(&mut self, new: &NewArticle, notify: &dyn Fn(Notice)) -> Result<(), Failure> {
        self.may_have(&new.slug)?;
        let language = Language::of_tag(&self.publication.language);
        let text = template::text(new.template.into(), language, new.title.trim(), self.loaded.snapshot.today);
        kiku_disk::create_article(&self.loaded.root, &new.slug, &text).map_err(|error| Failure::from(&error))?;
        self.look_at(&new.slug, notify);
        Ok(())
    }

    /// Copies an article, as it is in the editor, under another title. Gives the copy's folder.
    pub(super) fn duplicate_article(
        &mut self,
        slug: &str,
        title: &str,
        notify: &dyn Fn(Notice),
    ) -> Result<String, Failure> {
        let text = self.loaded.snapshot.article(slug).ok_or_else(|| Failure::new(FailureCode::NoArticle, slug))?;
        // A copy of front matter that cannot be read keeps the title that it has.
        let text = revise::set_field(text, "title", title).unwrap_or_default().apply(text);
        let copy = self.propose_slug(slug, None);
        self.may_have(&copy)?;
        kiku_disk::copy_article(&self.loaded.root, slug, &copy, &text).map_err(|error| Failure::from(&error))?;
        self.look_at(&copy, notify);
        Ok(copy)
    }

    /// Throws an article's folder away. What is unsaved of it goes with it.
    pub(super) fn throw_away_article(&mut self, slug: &str, bin: &Bin, notify: &dyn Fn(Notice)) -> Result<(), Failure> {
        self.file_of(slug)?;
        kiku_disk::throw_away_article(&self.loaded.root, slug, bin).map_err(|error| Failure::from(&error))?;
        self.forget_article(slug);
        self.loaded.snapshot.texts.remove(&kiku_core::source::article_path(slug));
        self.look_at(slug, notify);
        Ok(())
    }

    /// Only a whole publication can take articles in.
    pub(super) fn may_have(&self, slug: &str) -> Result<(), Failure> {
        if self.loaded.slug().is_some() {
            return Err(Failure::new(FailureCode::NotAPublication, self.loaded.root.display().to_string()));
        }
        if slug::is_allowed(slug) { Ok(()) } else { Err(Failure::new(FailureCode::BadName, slug)) }
    }

    pub(super) fn look_at(&mut self, slug: &str, notify: &dyn Fn(Notice)) {
        self.files_changed(&[self.loaded.root.join(slug)], notify);
        self.tell_new_entries(&[kiku_core::source::article_path(slug)], notify);
    }
}
