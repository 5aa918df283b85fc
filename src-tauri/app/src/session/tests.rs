//! The session on real folders, without a window. Notices are awaited with a deadline; nothing sleeps.

mod history;
mod holding;
mod life;
mod outside;
mod publication_form;
mod recovery;
mod replacing;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::*;
use crate::wire::articles::ArticleTemplate;
use crate::wire::{Change, ExportFormat, ExportWork, ExportedArticles, PersonaForm, Revision};

/// Far longer than anything here takes, even on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);

const SETTINGS: &str = "title = \"菊\"\nlanguage = \"ja\"\n";
const PIXEL: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";

fn article(body: &str) -> String {
    format!("---\ntitle: 朝\ndescription: 説明\n---\n\n{body}\n")
}

/// What another program makes of an article where the writer has typed too: at its very start.
fn theirs() -> String {
    format!("their {}", article("theirs"))
}

/// A publication in a folder of its own, opened in a session.
pub(super) struct Desk {
    folder: TempDir,
    /// Where Kiku keeps its own files.
    state: TempDir,
    session: Session,
    notices: Receiver<Notice>,
}

impl Desk {
    /// Articles by slug and body; `publication.toml` is there as well.
    pub(super) fn with(articles: &[(&str, &str)]) -> Self {
        Self::with_hook(articles, || ())
    }

    /// The same; `hook` runs after every notice, on the thread that gave it.
    fn with_hook(articles: &[(&str, &str)], hook: impl Fn() + Send + Sync + 'static) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (send, notices) = channel();
        let send = Mutex::new(send);
        let notify = move |notice| {
            drop(send.lock().unwrap().send(notice));
            hook();
        };
        let state = tempfile::tempdir().unwrap();
        let session = Session::start(Arc::new(notify), Some(state.path())).unwrap();
        let desk = Self { folder, state, session, notices };
        desk.write("publication.toml", SETTINGS);
        for (slug, body) in articles {
            desk.write(&format!("{slug}/article.md"), article(body));
        }
        desk.open(desk.folder.path(), false).unwrap();
        desk
    }

    /// Ends the program and starts it again, on the same folders.
    fn restart(&mut self) {
        self.session.stop();
        let (send, notices) = channel();
        let send = Mutex::new(send);
        let notify = move |notice| drop(send.lock().unwrap().send(notice));
        (self.session, self.notices) = (Session::start(Arc::new(notify), Some(self.state.path())).unwrap(), notices);
        self.open(self.folder.path(), false).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes as other programs do: a new file renamed over the old one.
    pub(super) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let new = self.path(".new");
        fs::write(&new, content).unwrap();
        fs::rename(new, path).unwrap();
    }

    pub(super) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(super) fn ask<T>(&self, event: impl FnOnce(Reply<T>) -> Event) -> Result<T, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(self.session.ask(event))
    }

    fn open(&self, path: &Path, discard: bool) -> Result<PublicationView, Failure> {
        self.ask(|reply| Event::OpenPublication { path: path.to_owned(), discard, reply })
    }

    pub(super) fn open_article(&self, slug: &str) -> OpenedArticle {
        self.ask(|reply| Event::OpenArticle { slug: slug.to_owned(), reply }).unwrap()
    }

    pub(super) fn edit(&self, slug: &str, base: u32, changes: &[(u32, u32, &str)]) -> EditAnswer {
        let changes =
            changes.iter().map(|(from, to, insert)| Change { from: *from, to: *to, insert: (*insert).into() });
        let edit = Edit { slug: slug.to_owned(), base, changes: changes.collect() };
        self.ask(|reply| Event::Edit { edit, reply }).unwrap()
    }

    pub(super) fn type_at_start(&self, slug: &str, base: u32, text: &str) -> Update {
        match self.edit(slug, base, &[(0, 0, text)]) {
            EditAnswer::Applied { update } => update,
            EditAnswer::Resend => panic!("version {base} is current"),
        }
    }

    pub(super) fn save(&self, slug: &str, version: u32) -> Result<SaveAnswer, Failure> {
        self.ask(|reply| Event::Save { slug: slug.to_owned(), version, reply })
    }

    fn resolve(&self, slug: &str, keep: Keep) -> Option<Update> {
        self.ask(|reply| Event::ResolveConflict { slug: slug.to_owned(), keep, reply }).unwrap()
    }

    fn export(&self, out: &Path) -> Result<ExportAnswer, Failure> {
        self.export_as(ExportFormat::Site, ExportedArticles::All, out)
    }

    fn export_as(&self, format: ExportFormat, articles: ExportedArticles, out: &Path) -> Result<ExportAnswer, Failure> {
        let request = ExportRequest { format, articles, out: out.to_owned() };
        self.ask(|reply| Event::Export { request, reply })
    }

    pub(super) fn unsaved(&self) -> Vec<String> {
        self.ask(|reply| Event::Unsaved { reply }).unwrap()
    }

    /// The first notice that `pick` takes, and all that came before it.
    pub(super) fn await_notice<T>(&self, pick: impl Fn(&Notice) -> Option<T>) -> (T, Vec<Notice>) {
        let deadline = Instant::now() + DEADLINE;
        let mut before = Vec::new();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let notice = self.notices.recv_timeout(left).unwrap_or_else(|_| panic!("only {before:?} came"));
            match pick(&notice) {
                Some(picked) => return (picked, before),
                None => before.push(notice),
            }
        }
    }

    fn await_reload(&self) -> (u32, Vec<Change>, Update) {
        let reloaded = |notice: &Notice| match notice {
            Notice::Reloaded { base, changes, update, .. } => Some((*base, changes.clone(), update.clone())),
            _ => None,
        };
        self.await_notice(reloaded).0
    }

    fn await_conflict(&self) -> Option<String> {
        self.await_notice(|notice| match notice {
            Notice::Conflict { disk, .. } => Some(disk.clone()),
            _ => None,
        })
        .0
    }

    fn await_article(&self, slug: &str) -> Vec<Notice> {
        let listed = |notice: &Notice| match notice {
            Notice::Publication { publication } => {
                publication.articles.iter().any(|article| article.slug == slug).then_some(())
            }
            _ => None,
        };
        self.await_notice(listed).1
    }

    /// What was noticed up to now: a new article is written, and its notice awaited.
    pub(super) fn noticed_so_far(&self) -> Vec<Notice> {
        self.write("zz-mark/article.md", article("mark"));
        self.await_article("zz-mark")
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.session.stop();
    }
}

pub(super) fn failure<T: std::fmt::Debug>(result: Result<T, Failure>) -> FailureCode {
    result.unwrap_err().code
}

fn codes(problems: &Option<Vec<crate::wire::Problem>>) -> Vec<&str> {
    problems.iter().flatten().map(|problem| problem.code.as_str()).collect()
}

#[test]
fn an_article_opens_with_its_whole_page() {
    let desk = Desk::with(&[("a", "本文")]);
    let opened = desk.open_article("a");
    assert_eq!(opened.text, article("本文"));
    assert_eq!((opened.update.version, opened.update.sequence, opened.dirty), (0, 0, false));
    assert_eq!(opened.update.patch.remove, [0; 0]);
    assert!(opened.update.patch.insert.iter().any(|insertion| insertion.block.html.contains("本文")));
    assert_eq!(opened.update.title, "朝");
}

#[test]
fn a_publication_and_an_article_are_known_by_the_folder_that_was_opened() {
    let desk = Desk::with(&[("a", "本文"), ("b", "本文")]);
    let root = dunce::canonicalize(desk.folder.path()).unwrap();
    let whole = desk.ask(|reply| Event::Current { reply }).unwrap().unwrap();
    assert_eq!((whole.path, whole.articles.len()), (root.display().to_string(), 2));
    let one = desk.open(&root.join("a/article.md"), false).unwrap();
    assert_eq!((one.path, one.articles.len()), (root.join("a").display().to_string(), 1));
}

#[test]
fn an_edit_changes_the_text_and_the_page() {
    let desk = Desk::with(&[("a", "𠮷野家と菊")]);
    let start =
        u32::try_from(desk.open_article("a").text.encode_utf16().position(|unit| unit == 0xD842).unwrap()).unwrap();
    let EditAnswer::Applied { update } = desk.edit("a", 0, &[(start, start + 2, "吉"), (start + 5, start + 6, "👘")])
    else {
        panic!("version 0 is current")
    };
    assert_eq!((update.version, update.sequence, update.dirty), (1, 1, true));
    assert!(update.patch.replace.iter().any(|block| block.html.contains("吉野家と👘")));
    assert_eq!(desk.open_article("a").text, article("吉野家と👘"));
}

#[test]
fn a_revision_is_worked_out_and_not_made() {
    let desk = Desk::with(&[("a", "𠮷\n\n## A\n\n## B")]);
    let text = desk.open_article("a").text;
    let ask = |version| {
        let request = RevisionRequest { slug: "a".into(), version, revision: Revision::MoveRow { row: 2, before: 1 } };
        desk.ask(|reply| Event::Revise { request, reply }).unwrap()
    };
    let ReviseAnswer::Changes { changes, select } = ask(0) else { panic!("the chapter can be moved") };
    let at = select.unwrap().from;
    assert_eq!(
        text.encode_utf16().skip(at as usize).collect::<Vec<_>>(),
        "## A\n\n## B\n".encode_utf16().collect::<Vec<_>>()
    );
    assert_eq!(desk.open_article("a").text, text);
    let changes: Vec<_> = changes.iter().map(|change| (change.from, change.to, &*change.insert)).collect();
    desk.edit("a", 0, &changes);
    assert!(desk.open_article("a").text.ends_with("𠮷\n\n## B\n\n## A\n"));
    assert_eq!(ask(0), ReviseAnswer::OutOfStep);
}

#[test]
fn articles_are_made_copied_and_thrown_away() {
    let desk = Desk::with(&[("a", "words")]);
    let listed = || {
        let open = desk.ask(|reply| Event::Current { reply }).unwrap().unwrap();
        open.articles.into_iter().map(|article| format!("{} {}", article.slug, article.title)).collect::<Vec<_>>()
    };
    let new = |slug: &str| NewArticle { title: "夜".into(), slug: slug.into(), template: ArticleTemplate::Empty };
    let make = |slug: &str| desk.ask(|reply| Event::Articles(ArticleEvent::CreateArticle { new: new(slug), reply }));
    make("夜").unwrap();
    assert_eq!(failure(make("a")), FailureCode::Exists);
    assert_eq!(failure(make("../b")), FailureCode::BadName);
    desk.open_article("a");
    desk.type_at_start("a", 0, "x");
    desk.edit("a", 1, &[(0, 1, "")]);
    let title = "写し".to_owned();
    let copy =
        desk.ask(|reply| Event::Articles(ArticleEvent::DuplicateArticle { slug: "a".into(), title, reply })).unwrap();
    assert_eq!((copy.as_str(), listed()), ("a-2", vec!["a 朝".into(), "a-2 写し".into(), "夜 夜".to_owned()]));
    let bin = Bin::Folder(desk.path("bin"));
    fs::create_dir(desk.path("bin")).unwrap();
    desk.ask(|reply| Event::Articles(ArticleEvent::ThrowAwayArticle { slug: "a".into(), bin, reply })).unwrap();
    assert!(desk.read("bin/a/article.md").contains("words"));
    assert_eq!(listed(), ["a-2 写し", "夜 夜"]);
}

#[test]
fn an_edit_of_another_version_is_sent_again_as_a_whole() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    assert_eq!(desk.edit("a", 7, &[(0, 0, "x")]), EditAnswer::Resend);
    assert_eq!(desk.edit("a", 0, &[(0, 9999, "x")]), EditAnswer::Resend);
    let text = article("全文");
    let update = desk.ask(|reply| Event::ReplaceText { slug: "a".into(), text: text.clone(), reply }).unwrap();
    assert_eq!((update.version, update.sequence), (1, 1));
    assert_eq!(desk.open_article("a").text, text);
}

#[test]
fn undoing_back_to_the_file_leaves_nothing_unsaved() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    assert!(desk.type_at_start("a", 0, "x").dirty);
    assert_eq!(desk.unsaved(), ["a"]);
    let EditAnswer::Applied { update } = desk.edit("a", 1, &[(0, 1, "")]) else { panic!("version 1 is current") };
    assert!(!update.dirty);
    assert_eq!(desk.unsaved(), [""; 0]);
}

#[test]
fn a_save_writes_the_version_it_was_asked_for_or_nothing() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    desk.type_at_start("a", 0, "<!-- 書き足し -->\n");
    assert_eq!(failure(desk.save("a", 0)), FailureCode::OutOfStep);
    assert_eq!(desk.read("a/article.md"), article("本文"));
    assert_eq!(desk.save("a", 1), Ok(SaveAnswer::Saved { version: 1 }));
    assert_eq!(desk.read("a/article.md"), format!("<!-- 書き足し -->\n{}", article("本文")));
    assert_eq!(desk.unsaved(), [""; 0]);
}

#[test]
fn line_ends_and_byte_order_mark_survive_a_save() {
    let desk = Desk::with(&[]);
    desk.write("a/article.md", "\u{FEFF}一\r\n二\r\n");
    desk.await_article("a");
    assert_eq!(desk.open_article("a").text, "一\n二\n");
    desk.type_at_start("a", 0, "〇\n");
    desk.save("a", 1).unwrap();
    assert_eq!(desk.read("a/article.md"), "\u{FEFF}〇\r\n一\r\n二\r\n");
}

#[test]
fn own_saves_and_touches_are_no_change() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    desk.type_at_start("a", 0, "x");
    desk.save("a", 1).unwrap();
    desk.type_at_start("a", 1, "y");
    let same = desk.read("a/article.md");
    desk.write("a/article.md", same);
    let noticed = desk.noticed_so_far();
    let quiet = |notice: &Notice| matches!(notice, Notice::Publication { .. });
    assert!(noticed.iter().all(quiet), "{noticed:?}");
    assert_eq!(desk.unsaved(), ["a"]);
}

#[test]
fn a_clean_article_follows_its_file() {
    let desk = Desk::with(&[("a", "一\n\n二\n\n三")]);
    let text = desk.open_article("a").text;
    desk.write("a/article.md", article("一\n\n二!\n\n三"));
    let (base, changes, update) = desk.await_reload();
    let place =
        u32::try_from(text.encode_utf16().position(|unit| unit == u16::try_from('二' as u32).unwrap()).unwrap())
            .unwrap()
            + 1;
    assert_eq!((base, changes), (0, vec![Change { from: place, to: place, insert: "!".into() }]));
    assert_eq!((update.version, update.sequence, update.dirty), (1, 1, false));
    assert_eq!(desk.edit("a", 0, &[(0, 0, "x")]), EditAnswer::Resend);
    assert_eq!(desk.open_article("a").text, article("一\n\n二!\n\n三"));
}

#[test]
fn unsaved_work_and_an_outside_change_are_both_kept_until_the_writer_chooses() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    desk.type_at_start("a", 0, "mine ");
    desk.write("a/article.md", theirs());
    assert_eq!(desk.await_conflict(), Some(theirs()));
    assert_eq!(desk.save("a", 1), Ok(SaveAnswer::Conflict { disk: Some(theirs()) }));
    assert_eq!(desk.read("a/article.md"), theirs());
    assert_eq!(desk.open_article("a").text, format!("mine {}", article("本文")));
}

#[test]
fn a_save_notices_a_change_that_nobody_reported_yet() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    desk.type_at_start("a", 0, "mine ");
    // Written in place, so that the save below races the watcher; both must answer the same.
    fs::write(desk.path("a/article.md"), theirs()).unwrap();
    assert_eq!(desk.save("a", 1), Ok(SaveAnswer::Conflict { disk: Some(theirs()) }));
    assert_eq!(desk.read("a/article.md"), theirs());
}

#[test]
fn the_writer_s_text_wins_where_they_say_so() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    desk.type_at_start("a", 0, "mine ");
    desk.write("a/article.md", theirs());
    desk.await_conflict();
    let update = desk.resolve("a", Keep::Mine).unwrap();
    assert!(!update.dirty);
    assert_eq!(desk.read("a/article.md"), format!("mine {}", article("本文")));
}

#[test]
fn the_file_s_text_wins_where_the_writer_says_so() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    desk.type_at_start("a", 0, "mine ");
    desk.write("a/article.md", theirs());
    desk.await_conflict();
    assert_eq!(desk.resolve("a", Keep::Disk), None);
    let (base, _, update) = desk.await_reload();
    assert_eq!((base, update.version, update.dirty), (1, 2, false));
    assert_eq!(desk.open_article("a").text, theirs());
}

#[test]
fn a_conflict_ends_by_itself_when_the_file_is_as_before() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    desk.type_at_start("a", 0, "mine ");
    desk.write("a/article.md", theirs());
    desk.await_conflict();
    desk.write("a/article.md", format!("mine {}", article("本文")));
    let settled = |notice: &Notice| match notice {
        Notice::Updated { update, .. } => Some(update.dirty),
        _ => None,
    };
    assert!(!desk.await_notice(settled).0);
    assert_eq!(desk.unsaved(), [""; 0]);
}

#[test]
fn a_defect_costs_one_answer_and_no_text() {
    let defect = || panic!("a defect, on purpose");
    let desk = Desk::with_hook(&[("a", "本文")], defect);
    desk.open_article("a");
    desk.type_at_start("a", 0, "mine ");
    desk.write("a/article.md", theirs());
    desk.await_conflict();
    assert_eq!(
        failure(desk.ask(|reply| Event::ResolveConflict { slug: "a".into(), keep: Keep::Disk, reply })),
        FailureCode::Internal
    );
    assert_eq!(desk.unsaved(), [""; 0]);
    assert_eq!(desk.open_article("a").text, theirs());
}

#[test]
fn a_deleted_article_is_unsaved_and_can_be_written_again() {
    let desk = Desk::with(&[("a", "本文"), ("b", "本文")]);
    desk.open_article("a");
    fs::remove_dir_all(desk.path("a")).unwrap();
    assert_eq!(desk.await_conflict(), None);
    assert_eq!(desk.unsaved(), ["a"]);
    assert_eq!(desk.save("a", 0), Ok(SaveAnswer::Conflict { disk: None }));
    assert!(!desk.path("a/article.md").exists());
    assert!(!desk.resolve("a", Keep::Mine).unwrap().dirty);
    assert_eq!(desk.read("a/article.md"), article("本文"));
}

#[test]
fn a_deleted_article_can_be_let_go() {
    let desk = Desk::with(&[("a", "本文"), ("b", "本文")]);
    desk.open_article("a");
    fs::remove_dir_all(desk.path("a")).unwrap();
    desk.await_conflict();
    assert_eq!(desk.resolve("a", Keep::Disk), None);
    let gone = |notice: &Notice| match notice {
        Notice::Publication { publication } => Some(publication.articles.iter().all(|article| article.slug != "a")),
        _ => None,
    };
    assert!(desk.await_notice(gone).0);
    assert_eq!(failure(desk.ask(|reply| Event::OpenArticle { slug: "a".into(), reply })), FailureCode::NoArticle);
}

#[test]
fn a_file_that_comes_back_is_followed_again() {
    let desk = Desk::with(&[("a", "本文"), ("b", "本文")]);
    desk.open_article("a");
    fs::remove_file(desk.path("a/article.md")).unwrap();
    desk.await_conflict();
    desk.write("a/article.md", article("新しい本文"));
    assert!(!desk.await_reload().2.dirty);
    assert_eq!(desk.unsaved(), [""; 0]);
}

#[test]
fn unsaved_work_is_kept_while_another_article_is_shown() {
    let desk = Desk::with(&[("a", "一"), ("b", "二")]);
    desk.open_article("a");
    desk.open_article("b");
    // The edit was on its way when the writer turned to the other article.
    desk.type_at_start("a", 0, "a! ");
    desk.type_at_start("b", 0, "b! ");
    assert_eq!(desk.save("b", 1), Ok(SaveAnswer::Saved { version: 1 }));
    assert_eq!(
        (desk.read("a/article.md"), desk.read("b/article.md")),
        (article("一"), format!("b! {}", article("二")))
    );
    let again = desk.open_article("a");
    assert_eq!((again.text, again.dirty, again.update.version), (format!("a! {}", article("一")), true, 1));
    assert_eq!((again.update.sequence, again.update.patch.remove), (0, Vec::new()));
    assert_eq!(desk.unsaved(), ["a"]);
}

#[test]
fn a_new_article_is_listed() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.write("b/article.md", article("本文"));
    desk.await_article("b");
    assert_eq!(desk.open_article("b").text, article("本文"));
}

#[test]
fn a_saved_title_is_listed() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    let text = article("本文").replace("朝", "夜");
    desk.ask(|reply| Event::ReplaceText { slug: "a".into(), text, reply }).unwrap();
    desk.save("a", 1).unwrap();
    let title = |notice: &Notice| match notice {
        Notice::Publication { publication } => Some(publication.articles[0].title.clone()),
        _ => None,
    };
    assert_eq!(desk.await_notice(title).0, "夜");
}

#[test]
fn new_settings_are_followed_and_load_the_frame_again() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    desk.write("publication.toml", SETTINGS.replace('菊', "桜"));
    let updated = |notice: &Notice| match notice {
        Notice::Updated { reload_frame, update, .. } => Some((*reload_frame, update.sequence)),
        _ => None,
    };
    assert_eq!(desk.await_notice(updated).0, (true, 1));
    let title = |notice: &Notice| match notice {
        Notice::Publication { publication } => Some(publication.title.clone()),
        _ => None,
    };
    assert_eq!(desk.await_notice(title).0, "桜");
    let document = desk.ask(|reply| Event::Document { slug: "a".into(), reply }).unwrap();
    assert!(document.contains("桜") && document.contains("/.kiku/frame.js"));
}

#[test]
fn a_rewritten_bibliography_or_style_is_shown() {
    let desk = Desk::with(&[("a", "本文[@doe]。")]);
    let bibliography = |year: u16| format!("@book{{doe, title={{T}}, author={{Doe, Ann}}, date={{{year}}}}}\n");
    let style = |bracket: char| {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\"><info><title>T</title>\
             <id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info><citation><layout prefix=\"{bracket}\">\
             <date variable=\"issued\"><date-part name=\"year\"/></date></layout></citation></style>"
        )
    };
    desk.write("sources.bib", bibliography(2024));
    desk.write("own.csl", style('‹'));
    desk.write("publication.toml", format!("{SETTINGS}bibliography = \"sources.bib\"\ncitation_style = \"own.csl\"\n"));
    desk.open_article("a");
    let shows = |words: &'static str| {
        move |notice: &Notice| match notice {
            Notice::Updated { update, .. } => {
                update.patch.replace.iter().any(|block| block.html.contains(words)).then_some(())
            }
            _ => None,
        }
    };
    desk.write("sources.bib", bibliography(2025));
    desk.await_notice(shows("2025"));
    desk.write("own.csl", style('«'));
    desk.await_notice(shows("«"));
}

#[test]
fn an_image_that_arrives_is_shown() {
    let desk = Desk::with(&[("a", "![菊](images/a.svg)")]);
    let opened = desk.open_article("a");
    assert!(codes(&opened.update.problems).contains(&"missing-image"), "{:?}", opened.update.problems);
    let find = || desk.ask(|reply| Event::Image { path: "a/images/a.svg".into(), reply });
    assert_eq!(failure(find()), FailureCode::NotFound);
    desk.write("a/images/a.svg", PIXEL);
    let updated = |notice: &Notice| match notice {
        Notice::Updated { reload_frame, update, .. } => {
            Some((*reload_frame, codes(&update.problems).contains(&"missing-image")))
        }
        _ => None,
    };
    assert_eq!(desk.await_notice(updated).0, (true, false));
    assert_eq!(find().unwrap().file, dunce::canonicalize(desk.path("a/images/a.svg")).unwrap());
}

#[test]
fn a_font_that_arrives_is_shown_and_one_that_is_none_is_not() {
    let desk = Desk::with(&[("a", "菊")]);
    desk.write("own.css", "@font-face { font-family: x; src: url(x.woff2), url(y.woff2) }");
    desk.write("publication.toml", "title = \"t\"\ncss = \"own.css\"\n");
    desk.open_article("a");
    desk.write("y.woff2", "no font");
    let font = [b"wOF2\0\x01\0\0".as_slice(), &48u32.to_be_bytes(), &[0; 36]].concat();
    desk.write("x.woff2", font);
    let style = || desk.ask(|reply| Event::Stylesheet { reply }).unwrap();
    desk.await_notice(|notice| match notice {
        Notice::Updated { reload_frame, .. } => (*reload_frame && style().contains("x.woff2")).then_some(()),
        _ => None,
    });
    let find = |path: &str| desk.ask(|reply| Event::Image { path: path.into(), reply });
    assert_eq!(find("x.woff2").unwrap().file, dunce::canonicalize(desk.path("x.woff2")).unwrap());
    assert_eq!(failure(find("y.woff2")), FailureCode::NotFound);
    assert!(!style().contains("y.woff2"));
}

/// A few bytes that promise four billion pixels: the web view would make room for all of them.
#[test]
fn an_image_of_too_many_pixels_is_not_shown() {
    let desk = Desk::with(&[("a", "![菊](images/a.png)")]);
    desk.open_article("a");
    desk.write("a/images/a.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xFF\xFF\0\0\xFF\xFF\x08\x02\0\0\0");
    desk.await_notice(|notice| matches!(notice, Notice::Updated { .. }).then_some(()));
    let opened = desk.open_article("a");
    assert!(codes(&opened.update.problems).contains(&"image-too-large"), "{:?}", opened.update.problems);
    let found = desk.ask(|reply| Event::Image { path: "a/images/a.png".into(), reply });
    assert_eq!(failure(found), FailureCode::ImageTooLarge);
}

#[test]
fn only_images_of_the_publication_are_found() {
    let desk = Desk::with(&[("a", "本文")]);
    for path in ["a/article.md", "publication.toml", "../a.svg", "/etc/passwd", "nowhere.svg"] {
        let found = desk.ask(|reply| Event::Image { path: path.into(), reply });
        assert_eq!(failure(found), FailureCode::NotFound, "{path}");
    }
}

#[test]
fn a_file_that_is_not_utf8_is_shown_and_never_written() {
    let desk = Desk::with(&[("a", "本文")]);
    let bytes = b"---\ntitle: \x83J\n---\n";
    desk.write("sjis/article.md", bytes);
    desk.await_article("sjis");
    let opened = desk.open_article("sjis");
    assert_eq!(opened.read_only.map(|failure| failure.code), Some(FailureCode::NotUtf8));
    assert_eq!((opened.text.as_str(), codes(&opened.update.problems)), ("---\ntitle: カ\n---\n", vec!["not-utf8"]));
    let edit = Edit { slug: "sjis".into(), base: 0, changes: Vec::new() };
    assert_eq!(failure(desk.ask(|reply| Event::Edit { edit, reply })), FailureCode::NotUtf8);
    assert_eq!(failure(desk.save("sjis", 0)), FailureCode::NotUtf8);
    assert_eq!(fs::read(desk.path("sjis/article.md")).unwrap(), bytes);
    desk.write("sjis/article.md", article("カ"));
    assert!(desk.await_reload().2.patch.insert.iter().any(|insertion| insertion.block.html.contains('カ')));
    desk.type_at_start("sjis", 1, "書ける");
}

#[test]
fn unsaved_work_keeps_another_publication_from_being_opened() {
    let desk = Desk::with(&[("a", "本文")]);
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("publication.toml"), SETTINGS).unwrap();
    desk.open_article("a");
    desk.type_at_start("a", 0, "x");
    assert_eq!(failure(desk.open(other.path(), false)), FailureCode::UnsavedWork);
    assert_eq!(desk.open(desk.folder.path(), false).unwrap().articles.len(), 1);
    assert_eq!(desk.unsaved(), ["a"]);
    assert_eq!(desk.open(other.path(), true).unwrap().articles, []);
    assert_eq!(desk.unsaved(), [""; 0]);
}

#[test]
fn a_folder_that_is_no_publication_is_refused_by_name() {
    let desk = Desk::with(&[("a", "本文")]);
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(failure(desk.open(empty.path(), false)), FailureCode::NotAPublication);
    assert_eq!(failure(desk.open(&empty.path().join("nowhere"), false)), FailureCode::NotFound);
    assert!(desk.ask(|reply| Event::Current { reply }).unwrap().is_some());
}

#[test]
fn an_export_has_the_texts_as_the_writer_sees_them() {
    let desk = Desk::with(&[("a", "本文")]);
    desk.open_article("a");
    let text = article("まだ保存していない本文");
    desk.ask(|reply| Event::ReplaceText { slug: "a".into(), text, reply }).unwrap();
    let target = tempfile::tempdir().unwrap();
    let ExportAnswer::Done { path, pages, files, bytes, findings, .. } =
        desk.export(&target.path().join("site")).unwrap()
    else {
        panic!("nobody cancelled")
    };
    assert!((pages, files) >= (2, 3) && bytes > 0);
    assert_eq!(findings, []);
    let page = fs::read_to_string(Path::new(&path).join("a/index.html")).unwrap();
    assert!(page.contains("まだ保存していない本文"));
    assert_eq!(desk.read("a/article.md"), article("本文"));
    assert_eq!(desk.ask(|reply| Event::LastExport { reply }).unwrap(), Some(PathBuf::from(path)));
}

#[test]
fn an_export_counts_from_its_first_step_to_its_last() {
    for (format, name) in [(ExportFormat::Site, "site"), (ExportFormat::Zip, "site.zip")] {
        let desk = Desk::with(&[("a", "本文"), ("b", "本文")]);
        let target = tempfile::tempdir().unwrap();
        desk.export_as(format, ExportedArticles::All, &target.path().join(name)).unwrap();
        let last = |notice: &Notice| match notice {
            Notice::ExportProgress { work: ExportWork::Articles, done: 2, total: 2 } => Some(()),
            _ => None,
        };
        let ((), before) = desk.await_notice(last);
        let first = before.iter().find(|notice| matches!(notice, Notice::ExportProgress { .. }));
        let begins = Notice::ExportProgress { work: ExportWork::Articles, done: 1, total: 2 };
        assert_eq!(first, Some(&begins), "{name}");
    }
}

#[test]
fn what_readers_would_stumble_over_is_found_where_it_was_written() {
    let desk = Desk::with(&[("a", "本文\n\n[先](gone.pdf)")]);
    let target = tempfile::tempdir().unwrap();
    let out = target.path().join("site");
    let ExportAnswer::Done { findings, .. } = desk.export(&out).unwrap() else { panic!("nobody cancelled") };
    let [finding] = &findings[..] else { panic!("{findings:?}") };
    let line = article("本文\n\n[先](gone.pdf)").lines().position(|line| line.contains("gone.pdf")).unwrap();
    assert_eq!((finding.file.as_str(), finding.slug.as_deref()), ("a/index.html", Some("a")));
    assert_eq!(finding.line, Some(u32::try_from(line).unwrap()));
}

#[test]
fn an_article_can_be_exported_by_itself_and_in_other_forms() {
    let desk = Desk::with(&[("a", "本文"), ("b", "別の本文")]);
    let target = tempfile::tempdir().unwrap();
    let one = || ExportedArticles::One { slug: "b".to_owned() };
    let formats = [
        (ExportFormat::Page, "b.html"),
        (ExportFormat::Epub, "b.epub"),
        (ExportFormat::Zip, "b.zip"),
        (ExportFormat::Json, "b.json"),
    ];
    for (format, name) in formats {
        let out = target.path().join(name);
        let ExportAnswer::Done { findings, .. } = desk.export_as(format, one(), &out).unwrap() else {
            panic!("{name}")
        };
        assert!(findings.is_empty() && out.is_file(), "{name}");
    }
    let page = fs::read_to_string(target.path().join("b.html")).unwrap();
    assert!(page.contains("別の本文"));
}

#[test]
fn what_plain_markdown_cannot_say_is_told() {
    let desk = Desk::with(&[("a", "{漢字|かん|じ}\n\n:::details[もっと]\n中\n:::")]);
    let target = tempfile::tempdir().unwrap();
    let (all, out) = (ExportedArticles::All, target.path().join("plain"));
    let answer = desk.export_as(ExportFormat::Markdown, all, &out).unwrap();
    let ExportAnswer::Done { pages: 0, losses, findings, .. } = answer else { panic!("{answer:?}") };
    assert!(losses.len() == 2 && findings.is_empty(), "{losses:?}");
    let ExportAnswer::Done { losses, .. } = desk.export(&target.path().join("site")).unwrap() else { panic!() };
    assert_eq!(losses, []);
}

#[test]
fn a_card_that_no_font_can_set_is_told() {
    let mut desk = Desk::with(&[("a", "本文")]);
    desk.write("publication.toml", format!("{SETTINGS}base_url = \"https://example.org/\"\n"));
    // A letter that is too new for fonts.
    desk.write("a/article.md", article("本文").replace('朝', "\u{16d43}"));
    desk.restart();
    let target = tempfile::tempdir().unwrap();
    let answer = desk.export(&target.path().join("site")).unwrap();
    let ExportAnswer::Done { losses, .. } = answer else { panic!("{answer:?}") };
    assert!(losses.len() == 1 && losses[0].en.contains("no font"), "{losses:?}");
}

#[test]
fn an_export_over_foreign_files_is_refused() {
    let desk = Desk::with(&[("a", "本文")]);
    let target = tempfile::tempdir().unwrap();
    fs::write(target.path().join("thesis.txt"), "years of work").unwrap();
    assert_eq!(failure(desk.export(target.path())), FailureCode::ForeignFiles);
    assert_eq!(failure(desk.export(desk.folder.path())), FailureCode::UnsafeTarget);
    assert_eq!(desk.ask(|reply| Event::LastExport { reply }).unwrap(), None);
    assert!(desk.export(&target.path().join("site")).is_ok());
}

#[test]
fn one_export_runs_at_a_time_and_can_be_cancelled() {
    let (go_on, wait) = channel::<()>();
    let wait = Mutex::new(wait);
    // The worker waits after its first notice until the test has seen what it wants.
    let desk = Desk::with_hook(&[("a", "本文")], move || {
        let _ = wait.lock().unwrap().recv();
    });
    let target = tempfile::tempdir().unwrap();
    let out = target.path().join("site");
    let (reply, first) = oneshot::channel();
    let request = ExportRequest { format: ExportFormat::Site, articles: ExportedArticles::All, out: out.clone() };
    desk.session.tell(Event::Export { request, reply });
    desk.notices.recv_timeout(DEADLINE).unwrap();
    assert_eq!(failure(desk.export(&target.path().join("other"))), FailureCode::Busy);
    desk.session.tell(Event::CancelExport);
    assert_eq!(desk.unsaved(), [""; 0]);
    drop(go_on);
    assert_eq!(first.blocking_recv().unwrap(), Ok(ExportAnswer::Cancelled));
    assert!(!out.exists());
    assert_eq!(fs::read_dir(target.path()).unwrap().count(), 0);
}

/// Asks for another id for the one persona of `desk`.
fn rename_persona(desk: &Desk, shown: Option<&str>) -> Result<PersonaAnswer, Failure> {
    let form = PersonaForm { id: "guru".into(), ..PersonaForm::default() };
    let request = PersonaRequest::Change { id: "a".into(), form };
    let shown = shown.map(str::to_owned);
    desk.ask(|reply| Event::Library(LibraryEvent::ChangePersonas { shown, request, reply }))
}

#[test]
fn a_personas_other_id_reaches_files_and_unsaved_work_and_leaves_the_shown_article_to_the_window() {
    let speaks = ":::commentary{by=a}\nx\n:::";
    let desk = Desk::with(&[("closed", speaks), ("shown", speaks), ("unsaved", speaks)]);
    desk.write("publication.toml", format!("{SETTINGS}[personas.a]\n"));
    desk.open(desk.folder.path(), true).unwrap();
    let desk_settings = || desk.ask(|reply| Event::Library(LibraryEvent::List { reply })).unwrap().personas.len();
    let end = Instant::now() + DEADLINE;
    while desk_settings() == 0 && Instant::now() < end {
        thread::yield_now();
    }
    desk.open_article("shown");
    desk.open_article("unsaved");
    desk.type_at_start("unsaved", 0, "");
    let text = desk.open_article("unsaved").text;
    let length = u32::try_from(text.encode_utf16().count()).unwrap();
    desk.edit("unsaved", 1, &[(length, length, "typed\n")]);
    assert_eq!(rename_persona(&desk, Some("shown")), Ok(PersonaAnswer::Changed));
    assert_eq!(desk.read("publication.toml"), format!("{SETTINGS}[personas.guru]\n"));
    assert!(desk.read("closed/article.md").contains("by=guru"));
    assert!(desk.read("shown/article.md").contains("by=a"));
    assert!(desk.read("unsaved/article.md").contains("by=a"));
    let unsaved = desk.open_article("unsaved");
    assert!(unsaved.dirty && unsaved.text.contains("by=guru") && unsaved.text.ends_with("typed\n"));
    assert!(desk.open_article("shown").text.contains("by=a"));
}
