//! Articles come, are copied and go. All of it happens on disk, and shows in the binder at once.

use std::path::PathBuf;

use kiku_core::source::article_path;
use kiku_core::{Language, revise, slug, template};
use kiku_disk::{Bin, Origin};

use super::publication::OpenPublication;
use crate::wire::{Bilingual, Edit, Failure, FailureCode, NewArticle, Notice, RewriteAnswer, changes};

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

    /// Gives a field of the front matter another value: in the buffer where there is unsaved work, in the file where there is
    /// none. The article that the window shows is changed there.
    pub(super) fn set_field(
        &mut self,
        slug: &str,
        name: &str,
        to: &str,
        notify: &dyn Fn(Notice),
    ) -> Result<RewriteAnswer, Failure> {
        let text = self.loaded.snapshot.article(slug).ok_or_else(|| Failure::new(FailureCode::NoArticle, slug))?;
        let revised = match revise::set_field(text, name, to) {
            Ok(revised) => revised,
            Err(reason) => return Ok(RewriteAnswer::Refused { reason: Bilingual::from(&reason) }),
        };
        let path = article_path(slug);
        match self.articles.get(slug).filter(|article| article.is_dirty()) {
            Some(article) => {
                let (base, changes) = (article.version(), changes(text, &revised.edits));
                self.edit(&Edit { slug: slug.to_owned(), base, changes })?;
                self.tell_new_entries(&[path], notify);
            }
            None => {
                let rewrite = self.rewrite(&path, text, &revised)?;
                self.write_all(&[rewrite], notify)?;
            }
        }
        Ok(RewriteAnswer::Changed)
    }

    /// Writes an article as UTF-8 that is in another encoding. Gives the copy of the original.
    pub(super) fn convert_article(&mut self, slug: &str, notify: &dyn Fn(Notice)) -> Result<PathBuf, Failure> {
        let file = self.file_of(slug)?;
        let kept = kiku_disk::convert_to_utf8(&file).map_err(|error| Failure::from(&error))?;
        // It could only be read until now, so nothing of it is unsaved. It is opened again as what it has become.
        self.forget_article(slug);
        self.look_at(slug, notify);
        Ok(kept)
    }

    /// Throws an article's folder away. What is unsaved of it goes with it.
    pub(super) fn throw_away_article(&mut self, slug: &str, bin: &Bin, notify: &dyn Fn(Notice)) -> Result<(), Failure> {
        let file = self.file_of(slug)?;
        // Another article of this name will find it in its history.
        if let Ok(file) = kiku_disk::read_text(&file) {
            self.remember(&article_path(slug), &[(Origin::Found, &file.text)]);
        }
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
        self.tell_new_entries(&[article_path(slug)], notify);
    }
}

#[cfg(test)]
mod tests {
    use crate::session::tests::{Desk, failure};
    use crate::session::{ArticleEvent, Event};
    use crate::wire::{Failure, FailureCode, RewriteAnswer};

    fn set_status(desk: &Desk, slug: &str, to: &str) -> Result<RewriteAnswer, Failure> {
        let (slug, name, to) = (slug.to_owned(), "status".to_owned(), to.to_owned());
        desk.ask(|reply| Event::Articles(ArticleEvent::SetField { slug, name, to, reply }))
    }

    fn listed(desk: &Desk, slug: &str) -> String {
        let open = desk.ask(|reply| Event::Current { reply }).unwrap().unwrap();
        open.articles.into_iter().find(|article| article.slug == slug).unwrap().status
    }

    #[test]
    fn a_status_reaches_the_file_or_the_unsaved_text() {
        let desk = Desk::with(&[("closed", "words"), ("unsaved", "words")]);
        desk.open_article("unsaved");
        desk.type_at_start("unsaved", 0, "");
        let length = u32::try_from(desk.open_article("unsaved").text.encode_utf16().count()).unwrap();
        desk.edit("unsaved", 1, &[(length, length, "typed")]);
        for slug in ["closed", "unsaved"] {
            assert_eq!(set_status(&desk, slug, "review"), Ok(RewriteAnswer::Changed));
            assert_eq!(listed(&desk, slug), "review");
        }
        assert!(desk.read("closed/article.md").contains("\nstatus: review\n---\n\nwords\n"));
        assert!(!desk.read("unsaved/article.md").contains("status"));
        let unsaved = desk.open_article("unsaved");
        assert!(unsaved.dirty && unsaved.text.contains("status: review") && unsaved.text.ends_with("typed"));
        assert_eq!(failure(set_status(&desk, "none", "review")), FailureCode::NoArticle);
    }

    #[test]
    fn front_matter_that_cannot_be_read_is_left_alone() {
        let desk = Desk::with(&[("a", "")]);
        desk.write("b/article.md", "---\ntitle: [\n---\n");
        desk.await_notice(|notice| matches!(notice, crate::wire::Notice::Publication { .. }).then_some(()));
        assert!(matches!(set_status(&desk, "b", "review"), Ok(RewriteAnswer::Refused { .. })));
        assert_eq!(desk.read("b/article.md"), "---\ntitle: [\n---\n");
    }
}
