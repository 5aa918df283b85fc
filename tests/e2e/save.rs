//! Saving.

use anyhow::{Result, ensure};

use crate::harness::{Publication, eventually, on};

const TEXT: &str = "---\ntitle: Saving\n---\n\nStart\n";

#[test]
fn the_file_holds_what_the_editor_shows() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start").await?;
        app.type_text("ed. 保存する。").await?;
        app.is("dirty").await?;
        ensure!(app.publication.read("notes")? == TEXT, "nothing is written before it is saved");
        app.control('s').await?;
        app.is("saved").await?;
        let expected = TEXT.replace("Start", "Started. 保存する。");
        ensure!(app.publication.read("notes")? == expected, "the file differs from the editor");
        app.editor_shows(&expected).await
    })
}

#[test]
fn undo_goes_back_behind_a_save() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start").await?;
        app.type_text("!").await?;
        app.control('s').await?;
        app.is("saved").await?;
        app.control('z').await?;
        app.editor_shows(TEXT).await?;
        app.is("dirty").await?;
        app.control('s').await?;
        app.is("saved").await?;
        eventually("the file", TEXT.to_owned(), async || app.publication.read("notes")).await
    })
}

#[test]
fn line_ends_of_windows_stay() -> Result<()> {
    let text = TEXT.replace('\n', "\r\n");
    on(Publication::of(&text)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start").await?;
        app.type_text("\nNext").await?;
        app.control('s').await?;
        app.is("saved").await?;
        ensure!(app.publication.read("notes")? == text.replace("Start", "Start\r\nNext"));
        Ok(())
    })
}
