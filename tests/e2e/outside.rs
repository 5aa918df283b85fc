//! Another program changes the file of the open article.

use anyhow::{Result, ensure};

use crate::harness::{App, Publication, eventually, on};

const TEXT: &str = "---\ntitle: Outside\n---\n\nStart\n\nMiddle\n\nEnd\n";

/// Writes "mine" in the editor and "theirs" to the same line of the file, and waits for the question.
async fn disagree(app: &App) -> Result<(String, String)> {
    app.open("notes").await?;
    app.place_cursor_after("Start").await?;
    app.type_text(" mine").await?;
    app.is("dirty").await?;
    let (mine, theirs) =
        (TEXT.replace("Start", "Start mine"), TEXT.replace("Start", "Start theirs").replace("End", "End theirs"));
    app.publication.write("notes", &theirs)?;
    app.find("conflict-banner").await?;
    app.is("conflict").await?;
    app.editor_shows(&mine).await?;
    Ok((mine, theirs))
}

#[test]
fn a_clean_article_follows_its_file() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        let changed = TEXT.replace("End", "The end, 外から書き換えた。");
        app.publication.write("notes", &changed)?;
        app.editor_shows(&changed).await?;
        app.preview_holds("外から書き換えた。").await?;
        app.is("saved").await
    })
}

#[test]
fn undo_takes_back_the_writer_s_own_work_only() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start").await?;
        app.type_text("!").await?;
        app.control('s').await?;
        app.is("saved").await?;
        let saved = app.publication.read("notes")?;
        app.publication.write("notes", &saved.replace("End", "End theirs"))?;
        app.editor_shows(&saved.replace("End", "End theirs")).await?;
        app.control('z').await?;
        app.editor_shows(&TEXT.replace("End", "End theirs")).await
    })
}

#[test]
fn every_change_is_seen() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        for round in 0..5 {
            let text = TEXT.replace("End", &format!("End {round}"));
            app.publication.write("notes", &text)?;
            app.editor_shows(&text).await?;
        }
        app.is("saved").await
    })
}

#[test]
fn a_conflict_is_asked_about_and_saving_writes_nothing() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        let (mine, theirs) = disagree(app).await?;
        app.place_cursor_after("Start mine").await?;
        app.control('s').await?;
        // The answer to this edit comes after the answer to the save.
        app.type_text("!").await?;
        app.preview_holds("Start mine!").await?;
        ensure!(app.publication.read("notes")? == theirs, "the file was written over");
        app.editor_shows(&mine.replace("mine", "mine!")).await?;
        app.is("conflict").await
    })
}

#[test]
fn keeping_mine_writes_it_over_theirs() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        let (mine, _) = disagree(app).await?;
        app.click("keep-mine").await?;
        app.gone("conflict-banner").await?;
        app.is("saved").await?;
        app.editor_shows(&mine).await?;
        ensure!(app.publication.read("notes")? == mine);
        Ok(())
    })
}

#[test]
fn taking_theirs_can_be_undone() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        let (mine, theirs) = disagree(app).await?;
        app.click("take-disk").await?;
        app.gone("conflict-banner").await?;
        app.is("saved").await?;
        app.editor_shows(&theirs).await?;
        app.preview_holds("End theirs").await?;
        ensure!(app.publication.read("notes")? == theirs);
        app.place_cursor_after("Start").await?;
        app.control('z').await?;
        app.editor_shows(&mine).await?;
        app.is("dirty").await
    })
}

#[test]
fn what_two_wrote_apart_is_put_together() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start").await?;
        app.type_text(" mine").await?;
        app.is("dirty").await?;
        app.publication.write("notes", &TEXT.replace("End", "End, 外から。"))?;
        let both = TEXT.replace("Start", "Start mine").replace("End", "End, 外から。");
        app.editor_shows(&both).await?;
        app.preview_holds("End, 外から。").await?;
        app.is("dirty").await?;
        // The cursor is where it was, and undo takes back the writer's words alone.
        app.type_text("!").await?;
        app.editor_shows(&both.replace("mine", "mine!")).await?;
        app.control('z').await?;
        app.editor_shows(&both).await?;
        app.control('z').await?;
        app.editor_shows(&TEXT.replace("End", "End, 外から。")).await?;
        app.is("saved").await
    })
}

#[test]
fn a_conflict_is_put_together_by_hand() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        let (mine, _) = disagree(app).await?;
        app.click("compare").await?;
        app.find("compare-dialog").await?;
        let take = "[data-testid=comparison] .cm-take";
        eventually("differences that can be taken", 2, async || app.count(take).await).await?;
        app.run(
            "document.querySelectorAll(arguments[0])[1].dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))",
            vec![take.into()],
        )
        .await?;
        eventually("differences that are left", 1, async || app.count(take).await).await?;
        app.click("compare-merge").await?;
        app.gone("compare-dialog").await?;
        app.is("saved").await?;
        let both = mine.replace("End", "End theirs");
        app.editor_shows(&both).await?;
        ensure!(app.publication.read("notes")? == both);
        app.control('z').await?;
        app.editor_shows(&mine).await
    })
}

#[test]
fn a_text_in_shift_jis_is_shown_and_converted_on_request() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        let bytes = b"---\ntitle: Old\n---\n\n\x93\xfa\x96{\x8c\xea\x82\xcc\x95\xb6\x8f\xcd\x81B\n";
        let words = "---\ntitle: Old\n---\n\n日本語の文章。\n";
        std::fs::create_dir(app.publication.root().join("old"))?;
        std::fs::write(app.publication.root().join("old/article.md"), bytes)?;
        app.find_css("[data-testid=article-item][data-slug=old]").await?.click().await?;
        app.is("readonly").await?;
        app.editor_shows(words).await?;
        app.click("convert").await?;
        app.gone("readonly-banner").await?;
        app.is("saved").await?;
        app.preview_holds("日本語の文章。").await?;
        ensure!(app.publication.read("old")? == words);
        ensure!(std::fs::read(app.publication.root().join("old/article.kept-1.md"))? == bytes);
        app.place_cursor_after("文章").await?;
        app.type_text("!").await?;
        app.is("dirty").await
    })
}

#[test]
fn a_new_article_appears_in_the_binder() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.publication.write("second", &TEXT.replace("Outside", "Second"))?;
        eventually("articles in the binder", 2, async || app.count("[data-testid=article-item]").await).await?;
        app.open("second").await?;
        app.preview_shows("h1", "Second").await
    })
}
