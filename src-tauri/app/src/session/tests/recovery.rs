//! What is unsaved survives the program, and is offered and never applied.

use super::*;
use crate::wire::Draft;

impl Desk {
    fn drafts(&self) -> Vec<Draft> {
        self.ask(|reply| Event::Recovery(RecoveryEvent::Drafts { reply })).unwrap()
    }

    fn only_draft(&self) -> Draft {
        <[Draft; 1]>::try_from(self.drafts()).unwrap().into_iter().next().unwrap()
    }

    fn journals(&self) -> usize {
        fs::read_dir(self.state.path().join("recovery")).map_or(0, Iterator::count)
    }
}

/// A session that was ended while "x" stood unsaved at the start of article `a`.
fn ended_in_the_middle() -> Desk {
    let mut desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    desk.type_at_start("a", 0, "x");
    assert_eq!(desk.drafts(), [], "what is open is no draft");
    desk.restart();
    desk
}

#[test]
fn unsaved_work_is_offered_beside_its_file_and_not_applied() {
    let desk = ended_in_the_middle();
    let draft = desk.only_draft();
    assert_eq!((draft.slug.as_str(), draft.title.as_str()), ("a", "朝"));
    assert_eq!((draft.text, draft.disk), (format!("x{}", article("本文")), Some(article("本文"))));
    assert!(!draft.file_changed && !draft.damaged && draft.written > 0.0);
    let opened = desk.open_article("a");
    assert_eq!((opened.text, opened.dirty), (article("本文"), false));
}

#[test]
fn a_draft_stays_until_somebody_decides() {
    let mut desk = ended_in_the_middle();
    desk.restart();
    let draft = desk.only_draft();
    desk.ask(|reply| Event::Recovery(RecoveryEvent::Forget { draft: draft.id, reply })).unwrap();
    desk.restart();
    assert_eq!((desk.drafts(), desk.journals()), (vec![], 0));
}

#[test]
fn a_file_that_changed_since_is_shown_as_it_is() {
    let desk = ended_in_the_middle();
    desk.write("a/article.md", article("外で"));
    let draft = desk.only_draft();
    assert_eq!((draft.disk, draft.file_changed), (Some(article("外で")), true));
}

#[test]
fn writing_on_does_not_touch_an_older_draft() {
    let mut desk = ended_in_the_middle();
    desk.open_article("a");
    desk.type_at_start("a", 0, "y");
    desk.restart();
    let texts: Vec<_> = desk.drafts().into_iter().map(|draft| draft.text.chars().next()).collect();
    assert_eq!(texts.len(), 2);
    assert!(texts.contains(&Some('x')) && texts.contains(&Some('y')));
}

#[test]
fn saved_undone_and_let_go_work_is_no_draft() {
    let mut desk = Desk::with(&[("a", "一"), ("b", "二"), ("c", "三")]);
    for slug in ["a", "b", "c"] {
        desk.open_article(slug);
        desk.type_at_start(slug, 0, "x");
    }
    desk.save("a", 1).unwrap();
    desk.edit("b", 1, &[(0, 1, "")]);
    assert_eq!(desk.unsaved(), ["c"]);
    desk.ask(|reply| Event::Recovery(RecoveryEvent::LetGo { reply })).unwrap();
    desk.restart();
    assert_eq!((desk.drafts(), desk.journals()), (vec![], 0));
}

#[test]
fn opening_another_publication_keeps_only_what_was_not_let_go() {
    let (desk, other) = (Desk::with(&[("a", "一")]), Desk::with(&[("a", "他")]));
    desk.open_article("a");
    desk.type_at_start("a", 0, "x");
    assert_eq!(failure(desk.open(other.folder.path(), false)), FailureCode::UnsavedWork);
    desk.open(other.folder.path(), true).unwrap();
    desk.open(desk.folder.path(), false).unwrap();
    assert_eq!(desk.drafts(), []);
}

#[test]
fn the_text_of_a_deleted_file_is_kept_and_can_become_an_article() {
    let mut desk = Desk::with(&[("a", "本文"), ("b", "二")]);
    desk.open_article("a");
    fs::remove_dir_all(desk.path("a")).unwrap();
    assert_eq!(desk.await_conflict(), None);
    desk.restart();
    let draft = desk.only_draft();
    assert_eq!((&draft.text, &draft.disk), (&article("本文"), &None));
    let made = desk.ask(|reply| Event::Recovery(RecoveryEvent::MakeArticle { draft: draft.id, reply })).unwrap();
    assert_eq!((made.as_str(), desk.read("a/article.md")), ("a", article("本文")));
    assert_eq!(desk.drafts(), []);
}

#[test]
fn a_draft_can_be_put_beside_its_file() {
    let desk = ended_in_the_middle();
    let draft = desk.only_draft().id;
    let copy = desk.ask(|reply| Event::Recovery(RecoveryEvent::SaveCopy { draft, reply })).unwrap();
    assert_eq!(copy, dunce::canonicalize(desk.path("a")).unwrap().join("article.kept-1.md"));
    assert_eq!(desk.read("a/article.kept-1.md"), format!("x{}", article("本文")));
    assert_eq!((desk.read("a/article.md"), desk.drafts()), (article("本文"), vec![]));
}

#[test]
fn nobody_reaches_the_drafts_of_another_publication() {
    let (mut desk, other) = (ended_in_the_middle(), Desk::with(&[("a", "他")]));
    let id = desk.only_draft().id;
    desk.open(other.folder.path(), false).unwrap();
    assert_eq!(desk.drafts(), []);
    for draft in [id.clone(), "../settings.json".to_owned()] {
        let forgotten = desk.ask(|reply| Event::Recovery(RecoveryEvent::Forget { draft, reply }));
        assert_eq!(failure(forgotten), FailureCode::NotFound);
    }
    desk.restart();
    assert_eq!(desk.only_draft().id, id);
}
