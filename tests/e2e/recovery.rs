//! The app is killed, and what was not saved is still there.

use std::fs;

use anyhow::{Result, ensure};

use crate::harness::{App, Publication, Start, across_a_crash, eventually, on, until};

const TEXT: &str = "---\ntitle: Recovery\n---\n\nStart\n\nEnd\n";

/// Types behind "Start" and waits until the journal holds it.
async fn write_something(app: &App) -> Result<()> {
    app.open("notes").await?;
    app.place_cursor_after("Start").await?;
    app.type_text("ed, 書きかけ、改行\nして、もう一行。終").await?;
    eventually("the last character in the journal", true, async || Ok(app.journals()?.contains('終'))).await
}

fn written() -> String {
    TEXT.replace("Start", "Started, 書きかけ、改行\nして、もう一行。終")
}

#[test]
fn what_was_typed_before_a_crash_can_be_put_into_the_editor() -> Result<()> {
    across_a_crash(Start::on(Publication::of(TEXT)?), write_something, async |app| {
        app.find("recovery-dialog").await?;
        app.editor_shows(TEXT).await?;
        ensure!(app.publication.read("notes")? == TEXT, "a crash changed the file");
        app.click("recovery-restore").await?;
        app.gone("recovery-dialog").await?;
        app.editor_shows(&written()).await?;
        app.is("dirty").await?;
        app.preview_holds("もう一行。終").await?;
        app.control('z').await?;
        app.editor_shows(TEXT).await?;
        app.is("saved").await?;
        app.control('y').await?;
        app.editor_shows(&written()).await?;
        app.control('s').await?;
        app.is("saved").await?;
        ensure!(app.publication.read("notes")? == written());
        eventually("journals", String::new(), async || app.journals()).await
    })
}

#[test]
fn a_draft_beside_a_newer_file_can_be_left() -> Result<()> {
    const NEWER: &str = "---\ntitle: Recovery\n---\n\nNewer\n";
    let before = async |app: &App| {
        write_something(app).await?;
        app.publication.write("notes", NEWER)?;
        app.is("conflict").await
    };
    across_a_crash(Start::on(Publication::of(TEXT)?), before, async |app| {
        app.find("recovery-dialog").await?;
        app.editor_shows(NEWER).await?;
        app.click("recovery-later").await?;
        app.gone("recovery-dialog").await?;
        ensure!(app.journals()?.contains('終'), "nobody has decided yet");
        app.window().press(&["ctrl+shift+p"])?;
        app.window().type_keys("not saved")?;
        app.window().press(&["Return"])?;
        app.click("recovery-copy").await?;
        app.gone("recovery-dialog").await?;
        let copy = app.publication.root().join("notes/article.kept-1.md");
        eventually("the copy", written(), async || Ok(fs::read_to_string(&copy).unwrap_or_default())).await?;
        ensure!(app.publication.read("notes")? == NEWER);
        eventually("journals", String::new(), async || app.journals()).await
    })
}

#[test]
fn the_text_outlives_the_process_that_draws_the_window() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        write_something(app).await?;
        app.kill_web_process()?;
        // The driver speaks with the process that is gone, so the rest is done by keys.
        until("the window is back and saves", async || {
            app.window().press(&["ctrl+s"])?;
            Ok((app.publication.read("notes")? == written()).then_some(()))
        })
        .await
    })
}

#[test]
fn closing_without_saving_leaves_nothing_to_recover() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        write_something(app).await?;
        app.window().ask_to_close()?;
        app.click_and_end("close-discard").await?;
        eventually("journals", String::new(), async || app.journals()).await
    })
}
