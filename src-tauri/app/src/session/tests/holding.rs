//! Two programs on one publication.

use super::*;

/// Another program on the folders of `desk`.
struct Second {
    session: Session,
}

impl Second {
    fn beside(desk: &Desk) -> Self {
        Self { session: Session::start(Arc::new(|_| ()), Some(desk.state.path())).unwrap() }
    }

    fn ask<T>(&self, event: impl FnOnce(Reply<T>) -> Event) -> Result<T, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(self.session.ask(event))
    }

    fn open(&self, path: &Path) -> PublicationView {
        self.ask(|reply| Event::OpenPublication { path: path.to_owned(), discard: false, reply }).unwrap()
    }
}

impl Drop for Second {
    fn drop(&mut self) {
        self.session.stop();
    }
}

#[test]
fn the_second_program_reads_until_it_takes_over() {
    let desk = Desk::with(&[("a", "本文")]);
    let second = Second::beside(&desk);
    let view = second.open(desk.folder.path());
    assert_eq!(view.holder.map(|holder| holder.pid), Some(std::process::id()));
    let opened = second.ask(|reply| Event::OpenArticle { slug: "a".into(), reply }).unwrap();
    assert_eq!((opened.text, opened.read_only.map(|why| why.code)), (article("本文"), Some(FailureCode::Locked)));
    let new = NewArticle { title: "b".into(), slug: "b".into(), template: ArticleTemplate::Empty };
    let made = second.ask(|reply| Event::Articles(ArticleEvent::CreateArticle { new, reply }));
    assert_eq!(failure(made), FailureCode::Locked);

    desk.open_article("a");
    desk.type_at_start("a", 0, "x");
    assert_eq!(second.ask(|reply| Event::TakeOver { reply }).unwrap().holder, None);
    assert_eq!(failure(desk.save("a", 1)), FailureCode::Locked);
    let told = |notice: &Notice| match notice {
        Notice::Publication { publication } => publication.holder.clone().map(|_| ()),
        _ => None,
    };
    desk.await_notice(told);
    assert_eq!(desk.read("a/article.md"), article("本文"));
    assert_eq!(desk.open_article("a").text, format!("x{}", article("本文")), "what was written is still there");
    let opened = second.ask(|reply| Event::OpenArticle { slug: "a".into(), reply }).unwrap();
    assert_eq!(opened.read_only, None);

    assert_eq!(desk.ask(|reply| Event::TakeOver { reply }).unwrap().holder, None);
    assert_eq!(desk.save("a", 1), Ok(SaveAnswer::Saved { version: 1 }));
}

#[test]
fn a_program_that_ended_leaves_the_publication_free() {
    let mut desk = Desk::with(&[("a", "本文")]);
    desk.restart();
    assert_eq!(desk.ask(|reply| Event::Current { reply }).unwrap().unwrap().holder, None);
}

#[test]
fn an_article_of_the_publication_that_is_open_is_no_other_program() {
    let desk = Desk::with(&[("a", "本文")]);
    assert_eq!(desk.open(&desk.path("a"), false).unwrap().holder, None);
    assert_eq!(desk.open(desk.folder.path(), false).unwrap().holder, None);
}
