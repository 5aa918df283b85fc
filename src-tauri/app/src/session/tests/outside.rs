//! What other programs write meets what the writer has not saved, and texts that are not UTF-8.

use super::*;

const BODY: &str = "一\n\n二\n\n三";

/// The text after the writer put "x" in front of everything, and what the file has become meanwhile.
fn merged_desk() -> (Desk, u32) {
    let desk = Desk::with(&[("a", BODY)]);
    desk.open_article("a");
    desk.type_at_start("a", 0, "x");
    desk.write("a/article.md", article(&BODY.replace('三', "三を外で")));
    let version = desk.await_notice(|notice| match notice {
        Notice::Reloaded { merged: true, update, .. } => Some(update.version),
        _ => None,
    });
    (desk, version.0)
}

#[test]
fn what_two_wrote_in_different_places_is_in_one_text() {
    let (desk, version) = merged_desk();
    let both = format!("x{}", article(&BODY.replace('三', "三を外で")));
    let opened = desk.open_article("a");
    assert_eq!((opened.text.as_str(), opened.dirty), (both.as_str(), true));
    assert_eq!(desk.read("a/article.md"), article(&BODY.replace('三', "三を外で")), "nothing is written unasked");
    assert_eq!(desk.save("a", version), Ok(SaveAnswer::Saved { version }));
    assert_eq!(desk.read("a/article.md"), both);
}

#[test]
fn what_was_taken_in_is_in_the_journal() {
    let (mut desk, _) = merged_desk();
    desk.restart();
    let [draft] =
        <[_; 1]>::try_from(desk.ask(|reply| Event::Recovery(RecoveryEvent::Drafts { reply })).unwrap()).unwrap();
    assert_eq!(draft.text, format!("x{}", article(&BODY.replace('三', "三を外で"))));
    assert!(!draft.file_changed);
}

#[test]
fn what_two_wrote_in_the_same_place_is_asked_about() {
    let desk = Desk::with(&[("a", BODY)]);
    desk.open_article("a");
    desk.type_at_start("a", 0, "x");
    let theirs = format!("y{}", article(BODY));
    desk.write("a/article.md", &theirs);
    assert_eq!(desk.await_conflict(), Some(theirs));
    assert_eq!(desk.open_article("a").text, format!("x{}", article(BODY)));
}

#[test]
fn a_save_that_meets_a_change_takes_it_in_first() {
    let desk = Desk::with_hook(&[("a", BODY)], || ());
    desk.open_article("a");
    desk.type_at_start("a", 0, "x");
    let theirs = article(&BODY.replace('三', "三を外で"));
    fs::write(desk.path("a/article.md"), &theirs).unwrap();
    // Whether the watcher or the save sees it first, the version that was asked for is not the one to save.
    assert_eq!(failure(desk.save("a", 1)), FailureCode::OutOfStep);
    assert_eq!(desk.save("a", 2), Ok(SaveAnswer::Saved { version: 2 }));
    assert_eq!(desk.read("a/article.md"), format!("x{theirs}"));
}

#[test]
fn a_text_in_another_encoding_is_shown_and_converted_on_request() {
    let desk = Desk::with(&[]);
    let shift_jis = b"\x93\xfa\x96{\x8c\xea\x82\xcc\x95\xb6\x8f\xcd\x81B\n";
    desk.write("a/article.md", shift_jis);
    desk.await_article("a");
    let opened = desk.open_article("a");
    assert_eq!((opened.text.as_str(), opened.encoding.as_deref()), ("日本語の文章。\n", Some("Shift_JIS")));
    assert_eq!(opened.read_only.unwrap().code, FailureCode::NotUtf8);
    let edit = Edit { slug: "a".into(), base: 0, changes: vec![] };
    assert_eq!(failure(desk.ask(|reply| Event::Edit { edit, reply })), FailureCode::NotUtf8);
    assert_eq!(fs::read(desk.path("a/article.md")).unwrap(), shift_jis);
    let kept = desk.ask(|reply| Event::Articles(ArticleEvent::ConvertArticle { slug: "a".into(), reply })).unwrap();
    assert_eq!(fs::read(kept).unwrap(), shift_jis);
    assert_eq!(desk.read("a/article.md"), "日本語の文章。\n");
    let opened = desk.open_article("a");
    assert_eq!((opened.text.as_str(), opened.read_only, opened.encoding), ("日本語の文章。\n", None, None));
}
