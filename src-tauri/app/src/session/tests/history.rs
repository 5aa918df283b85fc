//! Every text that was saved is kept, whoever had it saved, and comes back as it was.

use super::*;

impl Desk {
    fn history(&self, slug: &str) -> Vec<Version> {
        let slug = slug.to_owned();
        self.ask(|reply| Event::History(HistoryEvent::List { slug, reply })).unwrap().versions
    }

    fn version_text(&self, slug: &str, version: VersionId) -> Result<String, Failure> {
        let slug = slug.to_owned();
        self.ask(|reply| Event::History(HistoryEvent::Text { slug, version, reply }))
    }

    /// Every text that is kept, the earliest first.
    fn kept(&self, slug: &str) -> Vec<String> {
        let texts = self.history(slug).into_iter().rev().map(|version| self.version_text(slug, version.id).unwrap());
        texts.collect()
    }

    fn keep(&self, slug: &str, name: &str) -> Result<(), Failure> {
        let (slug, name) = (slug.to_owned(), name.to_owned());
        self.ask(|reply| Event::History(HistoryEvent::Keep { slug, name, reply }))
    }

    fn name(&self, slug: &str, number: u32, name: &str) -> Vec<Version> {
        let (slug, name) = (slug.to_owned(), name.to_owned());
        self.ask(|reply| Event::History(HistoryEvent::Name { slug, number, name, reply })).unwrap().versions
    }

    fn history_folder(&self) -> PathBuf {
        self.state.path().join("history")
    }
}

fn names(versions: &[Version]) -> Vec<&str> {
    versions.iter().map(|version| version.name.as_str()).collect()
}

#[test]
fn the_text_before_the_first_save_and_each_saved_one_are_kept() {
    let mut desk = Desk::with(&[("a", "本文")]);
    assert_eq!(desk.history("a"), []);
    desk.open_article("a");
    for version in 0..2 {
        desk.type_at_start("a", version, "朝");
        desk.save("a", version + 1).unwrap();
        // Saved again, it is what was saved.
        desk.save("a", version + 1).unwrap();
    }
    let texts = ["", "朝", "朝朝"].map(|typed| format!("{typed}{}", article("本文")));
    assert_eq!(desk.kept("a"), texts);
    let counts: Vec<_> = desk.history("a").iter().map(|version| (version.added, version.removed)).collect();
    assert_eq!(counts, [(Some(1), Some(0)), (Some(1), Some(0)), (None, None)]);
    desk.restart();
    assert_eq!(desk.kept("a"), texts);
}

#[test]
fn what_somebody_else_wrote_is_kept_before_it_is_written_over_and_what_is_given_up_is_kept_too() {
    for (keep, last) in [(Keep::Mine, "mine"), (Keep::Disk, "theirs")] {
        let desk = Desk::with(&[("a", "本文")]);
        desk.open_article("a");
        let mine = desk.type_at_start("a", 0, "mine ");
        desk.write("a/article.md", theirs());
        desk.await_conflict();
        desk.resolve("a", keep);
        let kept = desk.kept("a");
        let has = |text: &str| kept.iter().any(|kept| kept == text);
        assert!(has(&format!("mine {}", article("本文"))), "{mine:?} {kept:?}");
        assert!(keep == Keep::Disk || has(&theirs()), "{kept:?}");
        assert!(desk.read("a/article.md").starts_with(&last[..4]));
    }
}

#[test]
fn what_kiku_writes_itself_is_kept_too() {
    let desk = Desk::with(&[("a", "本文"), ("b", "[朝](../a/)")]);
    let rename = |slug: &str, to: &str| ArticleEvent::RenameArticle {
        slug: slug.to_owned(),
        to: to.to_owned(),
        shown: None,
        reply: oneshot::channel().0,
    };
    desk.session.tell(Event::Articles(rename("a", "c")));
    let kept = desk.kept("b");
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert!(kept[0].contains("../a/") && kept[1].contains("../c/"));
}

#[test]
fn a_history_follows_its_article_and_outlives_it() {
    let desk = Desk::with(&[("a", "本文"), ("b", "")]);
    desk.keep("a", "初稿").unwrap();
    let (slug, to, shown) = ("a".to_owned(), "朝".to_owned(), None);
    desk.ask(|reply| Event::Articles(ArticleEvent::RenameArticle { slug, to, shown, reply })).unwrap();
    assert_eq!(names(&desk.history("朝")), ["初稿"]);
    assert_eq!(failure(desk.keep("a", "初稿")), FailureCode::NoArticle);
    desk.write("朝/article.md", "last words");
    desk.await_notice(|notice| matches!(notice, Notice::Publication { .. }).then_some(()));
    let (slug, bin) = ("朝".to_owned(), Bin::Folder(desk.path("bin")));
    fs::create_dir(desk.path("bin")).unwrap();
    desk.ask(|reply| Event::Articles(ArticleEvent::ThrowAwayArticle { slug, bin, reply })).unwrap();
    let new = NewArticle { title: "朝".into(), slug: "朝".into(), template: ArticleTemplate::Empty };
    desk.ask(|reply| Event::Articles(ArticleEvent::CreateArticle { new, reply })).unwrap();
    assert_eq!(desk.kept("朝"), [article("本文"), "last words".to_owned()]);
}

#[test]
fn what_is_not_saved_can_be_kept_under_a_name_and_names_change() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    desk.type_at_start("a", 0, "unsaved ");
    desk.keep("a", "初稿").unwrap();
    assert_eq!(desk.kept("a"), [format!("unsaved {}", article("本文"))]);
    assert_eq!(desk.read("a/article.md"), article("本文"));
    assert_eq!(names(&desk.name("a", 1, "第一稿")), ["第一稿"]);
    assert_eq!(names(&desk.name("a", 1, "")), [""]);
    assert_eq!(failure(desk.version_text("a", VersionId::Snapshot { number: 9 })), FailureCode::NotFound);
    assert!(desk.version_text("a", VersionId::Current).unwrap().starts_with("unsaved"));
}

#[test]
fn a_history_that_cannot_be_written_fails_no_save() {
    let desk = Desk::with(&[("a", "本文")]);
    fs::write(desk.history_folder(), "in the way").unwrap();
    desk.open_article("a");
    desk.type_at_start("a", 0, "x");
    desk.save("a", 1).unwrap();
    assert_eq!(desk.read("a/article.md"), format!("x{}", article("本文")));
    desk.await_notice(|notice| matches!(notice, Notice::NoHistory { .. }).then_some(()));
    assert!(desk.keep("a", "初稿").is_err());
}

#[test]
fn one_damaged_text_is_told_and_hides_no_other() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    desk.type_at_start("a", 0, "x");
    desk.save("a", 1).unwrap();
    let version = &desk.history("a")[0].id;
    let publication = fs::read_dir(desk.history_folder()).unwrap().next().unwrap().unwrap().path();
    for folder in fs::read_dir(publication.join("objects")).unwrap() {
        for object in fs::read_dir(folder.unwrap().path()).unwrap() {
            fs::write(object.unwrap().path(), "damaged").unwrap();
        }
    }
    assert_eq!(failure(desk.version_text("a", version.clone())), FailureCode::Damaged);
    desk.type_at_start("a", 1, "y");
    desk.save("a", 2).unwrap();
    assert_eq!(desk.version_text("a", desk.history("a")[0].id.clone()), Ok(format!("yx{}", article("本文"))));
}

#[test]
fn two_versions_are_one_page_until_another_is_asked_for() {
    let desk = Desk::with(&[("a", "本文"), ("b", "")]);
    let compare = |after: &str| {
        let (slug, texts, theme) = ("a".to_owned(), (article("開始する"), article(after)), Theme::Dark);
        desk.ask(|reply| Event::History(HistoryEvent::ComparePages { slug, texts, theme, reply })).unwrap()
    };
    let document = |slug: &str| {
        let slug = slug.to_owned();
        desk.ask(|reply| Event::History(HistoryEvent::Document { slug, reply }))
    };
    assert_eq!(failure(document("a")), FailureCode::NotFound);
    let (first, second) = (compare("開始する"), compare("開設する"));
    assert_eq!((first.changes, second.changes), (0, 1));
    assert_ne!(first.url, second.url);
    let html = document("a").unwrap();
    assert!(html.contains("開<del>始</del><ins>設</ins>する") && html.contains("data-theme=\"dark\""), "{html}");
    assert_eq!(failure(document("b")), FailureCode::NotFound);
}

#[test]
fn commits_of_the_article_are_listed_and_read() {
    let desk = Desk::with(&[("a", "本文")]);
    let git = |arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.args(["-c", "user.name=h", "-c", "user.email=h@example.org", "-C"]).arg(desk.folder.path());
        assert!(git.args(arguments).status().unwrap().success());
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "最初"]);
    let commits = |slug: &str| {
        let slug = slug.to_owned();
        desk.ask(|reply| Event::History(HistoryEvent::Commits { slug, reply }))
    };
    let found = commits("a").unwrap();
    assert_eq!(names(&found), ["最初"]);
    assert_eq!(desk.version_text("a", found[0].id.clone()), Ok(article("本文")));
    assert_eq!(failure(commits("../a")), FailureCode::NoArticle);
}
