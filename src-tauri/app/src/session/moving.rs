//! An article's folder gets another name, and every link to it follows.
//!
//! The article that the window shows is changed there, so that this can be undone; it is `shown` here. All others change on
//! disk, or in their buffers where they hold unsaved work.

use kiku_core::revise::{Revised, follow_folder};
use kiku_core::source::slug_of;

use super::publication::OpenPublication;
use super::rewriting::Rewrite;
use crate::preview_address;
use crate::wire::{Edit, Failure, FollowedLinks, Notice, changes};

/// A file whose links are to follow.
struct Follower {
    path: String,
    text: String,
    revised: Revised,
}

impl OpenPublication {
    /// Gives the article's folder `from` the name `to`. Nothing has moved where that fails because of a name or a file that
    /// is not as it was last seen.
    pub(super) fn rename_article(
        &mut self,
        from: &str,
        to: &str,
        shown: Option<&str>,
        notify: &dyn Fn(Notice),
    ) -> Result<FollowedLinks, Failure> {
        self.may_have(to)?;
        self.file_of(from)?;
        let followers = self.followers(from, to);
        let (mut rewrites, mut in_buffers) = (Vec::new(), Vec::new());
        for follower in &followers {
            let slug = slug_of(&follower.path);
            match slug.and_then(|slug| self.articles.get(slug)).filter(|article| article.is_dirty()) {
                _ if slug.is_some() && slug == shown => {}
                Some(article) => in_buffers.push(Edit {
                    slug: if article.slug == from { to.to_owned() } else { article.slug.clone() },
                    base: article.version(),
                    changes: changes(&follower.text, &follower.revised.edits),
                }),
                None => rewrites.push(self.rewrite(&follower.path, &follower.text, &follower.revised)?),
            }
        }
        kiku_disk::move_article(&self.loaded.root, from, to).map_err(|error| Failure::from(&error))?;
        rewrites.iter_mut().for_each(|rewrite| move_path(rewrite, from, to));
        self.carry_over(from, to, notify);
        for edit in &in_buffers {
            self.edit(edit)?;
        }
        self.write_all(&rewrites, notify)?;
        Ok(counted(&followers))
    }

    /// The files that name the folder.
    fn followers(&self, from: &str, to: &str) -> Vec<Follower> {
        let texts = self.loaded.snapshot.texts.iter();
        let revised = texts.map(|(path, text)| (path, text, follow_folder(path, text, from, to)));
        let named = revised.filter(|(.., revised)| !revised.edits.is_empty());
        named.map(|(path, text, revised)| Follower { path: path.clone(), text: text.clone(), revised }).collect()
    }

    /// The open article goes on under its new name, with what is unsaved of it.
    fn carry_over(&mut self, from: &str, to: &str, notify: &dyn Fn(Notice)) {
        let folders = [self.loaded.root.join(from), self.loaded.root.join(to)];
        self.archive.iter().for_each(|archive| archive.moved(from, to));
        self.finding.renamed(from, to);
        if let Some(mut article) = self.articles.remove(from) {
            article.moved(to, folders[1].join(kiku_core::source::ARTICLE_FILE));
            self.articles.insert(to.to_owned(), article);
        }
        // It comes before the list without the old name, which would close the article.
        let preview_url = preview_address::document(to);
        notify(Notice::Moved { from: from.to_owned(), to: to.to_owned(), preview_url });
        self.files_changed(&folders, notify);
    }
}

fn move_path(rewrite: &mut Rewrite, from: &str, to: &str) {
    if let Some(rest) = rewrite.path.strip_prefix(from).filter(|rest| rest.starts_with('/')) {
        rewrite.path = format!("{to}{rest}");
    }
}

fn counted(followers: &[Follower]) -> FollowedLinks {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    FollowedLinks {
        links: count(followers.iter().map(|follower| follower.revised.edits.len()).sum()),
        articles: count(followers.iter().filter(|follower| slug_of(&follower.path).is_some()).count()),
    }
}

#[cfg(test)]
mod tests {
    use crate::session::tests::{Desk, failure};
    use crate::session::{ArticleEvent, Event};
    use crate::wire::{Failure, FailureCode, FollowedLinks, Notice};

    fn rename(desk: &Desk, slug: &str, to: &str, shown: Option<&str>) -> Result<FollowedLinks, Failure> {
        let (slug, to, shown) = (slug.to_owned(), to.to_owned(), shown.map(str::to_owned));
        desk.ask(|reply| Event::Articles(ArticleEvent::RenameArticle { slug, to, shown, reply }))
    }

    #[test]
    fn links_follow_in_files_and_unsaved_work_and_the_shown_article_is_left_to_the_window() {
        let link = "[a](../a/) ![](/a/x.svg)";
        let desk = Desk::with(&[("a", "[self](../a/#x)"), ("closed", link), ("shown", link), ("unsaved", link)]);
        desk.write("a/x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
        desk.open_article("shown");
        desk.open_article("unsaved");
        desk.type_at_start("unsaved", 0, "");
        desk.edit("unsaved", 1, &[(0, 0, "typed\n")]);
        assert_eq!(rename(&desk, "a", "朝", Some("shown")), Ok(FollowedLinks { links: 7, articles: 4 }));
        let followed = "[a](../朝/) ![](/朝/x.svg)";
        assert!(desk.read("朝/article.md").contains("[self](../朝/#x)"));
        assert!(desk.read("朝/x.svg").starts_with("<svg"));
        assert!(desk.read("closed/article.md").contains(followed));
        assert!(desk.read("unsaved/article.md").contains(link) && desk.read("shown/article.md").contains(link));
        let unsaved = desk.open_article("unsaved");
        assert!(unsaved.dirty && unsaved.text.starts_with("typed\n") && unsaved.text.contains(followed));
        assert!(desk.open_article("shown").text.contains(link));
    }

    #[test]
    fn an_open_article_goes_on_under_its_new_name_with_what_is_unsaved() {
        let desk = Desk::with(&[("a", "words"), ("b", "")]);
        desk.open_article("a");
        desk.type_at_start("a", 0, "typed");
        rename(&desk, "a", "c", Some("a")).unwrap();
        assert_eq!(desk.unsaved(), ["c"]);
        assert!(desk.open_article("c").text.starts_with("typed"));
        desk.save("c", 1).unwrap();
        assert!(desk.read("c/article.md").starts_with("typed"));
        assert_eq!(failure(desk.save("a", 1)), FailureCode::NoArticle);
        // The window hears of the name before it hears that the old one is gone, and of no conflict.
        let notices = desk.noticed_so_far();
        assert!(matches!(&notices[0], Notice::Moved { from, to, .. } if from == "a" && to == "c"), "{notices:?}");
        assert!(!notices.iter().any(|notice| matches!(notice, Notice::Conflict { .. })), "{notices:?}");
    }

    #[test]
    fn nothing_moves_where_the_name_is_taken_or_is_none() {
        let desk = Desk::with(&[("a", "[a](../a/)"), ("b", "[a](../a/)")]);
        assert_eq!(failure(rename(&desk, "a", "b", None)), FailureCode::Exists);
        assert_eq!(failure(rename(&desk, "a", "../c", None)), FailureCode::BadName);
        assert_eq!(failure(rename(&desk, "none", "c", None)), FailureCode::NoArticle);
        assert!(desk.read("a/article.md").contains("../a/") && desk.read("b/article.md").contains("../a/"));
    }

    #[test]
    fn a_name_is_taken_back_by_renaming_again() {
        let desk = Desk::with(&[("a", ""), ("b", "[a](../a/)")]);
        let before = desk.read("b/article.md");
        rename(&desk, "a", "A", None).unwrap();
        assert_eq!(rename(&desk, "A", "a", None), Ok(FollowedLinks { links: 1, articles: 1 }));
        assert_eq!(desk.read("b/article.md"), before);
    }
}
