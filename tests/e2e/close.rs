//! Closing the window.

use anyhow::{Result, ensure};

use crate::harness::{App, Publication, on};

const TEXT: &str = "---\ntitle: Closing\n---\n\nStart\n";

async fn write_something(app: &App) -> Result<()> {
    app.open("notes").await?;
    app.place_cursor_after("Start").await?;
    app.type_text("ed").await?;
    app.is("dirty").await
}

#[test]
fn saved_work_closes_at_once() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        write_something(app).await?;
        app.control('s').await?;
        app.is("saved").await?;
        app.window().ask_to_close()?;
        app.ended().await
    })
}

#[test]
fn unsaved_work_asks_first_and_can_go_on() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        write_something(app).await?;
        app.window().ask_to_close()?;
        app.find("close-dialog").await?;
        app.window().press(&["Escape"])?;
        app.gone("close-dialog").await?;
        app.editor_shows(&TEXT.replace("Start", "Started")).await?;
        app.is("dirty").await?;
        ensure!(app.publication.read("notes")? == TEXT);
        Ok(())
    })
}

#[test]
fn closing_can_save_first() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        write_something(app).await?;
        app.window().ask_to_close()?;
        app.click_and_end("close-save").await?;
        ensure!(app.publication.read("notes")? == TEXT.replace("Start", "Started"));
        Ok(())
    })
}

#[test]
fn unsaved_work_is_let_go_only_on_purpose() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        write_something(app).await?;
        app.window().ask_to_close()?;
        app.click_and_end("close-discard").await?;
        ensure!(app.publication.read("notes")? == TEXT);
        Ok(())
    })
}
