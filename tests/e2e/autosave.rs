//! Texts that are saved by themselves, and where one finds oneself again.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, eventually, on};

const TEXT: &str = "---\ntitle: Autosave\n---\n\nStart\n";

/// Runs a command by its name in the palette.
async fn command(app: &App, name: &str) -> Result<()> {
    app.window().press(&["ctrl+shift+p"])?;
    app.find_css("dialog[open] input").await?;
    app.type_text(name).await?;
    app.find_css("dialog[open] [role=option][aria-selected=true]").await?;
    app.type_text("\n").await?;
    eventually("open dialogs", 0, async || app.count("dialog[open]").await).await
}

async fn file_becomes(app: &App, text: &str) -> Result<()> {
    eventually("the file", text.to_owned(), async || app.publication.read("notes")).await
}

#[test]
fn after_a_pause_the_file_holds_the_text_and_nothing_is_reloaded() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        command(app, "Autosave: after a pause").await?;
        app.place_cursor_after("Start").await?;
        app.type_text("ed 保存").await?;
        app.is("saved").await?;
        file_becomes(app, &TEXT.replace("Start", "Started 保存")).await?;
        // The cursor, and what can be undone, are where they were.
        app.type_text("!").await?;
        app.is("saved").await?;
        file_becomes(app, &TEXT.replace("Start", "Started 保存!")).await?;
        app.control('z').await?;
        app.control('z').await?;
        app.editor_shows(TEXT).await?;
        file_becomes(app, TEXT).await
    })
}

#[test]
fn what_is_being_composed_is_not_saved() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        command(app, "Autosave: after a pause").await?;
        app.place_cursor_after("Start").await?;
        app.window().press(&["ctrl+shift+u", "8", "3", "c"])?;
        app.preview_holds("Startu").await?;
        // A saving window would have saved by the time that a later edit of another text is saved.
        let waited = "setTimeout(arguments[0], 2500, true)";
        app.run_until_done(waited, vec![]).await?;
        ensure!(app.publication.read("notes")? == TEXT, "unfinished text was saved");
        app.window().press(&["a", "Return"])?;
        app.editor_shows(&TEXT.replace("Start", "Start菊")).await?;
        file_becomes(app, &TEXT.replace("Start", "Start菊")).await
    })
}

#[test]
fn turning_to_another_article_saves_the_one_that_is_left() -> Result<()> {
    let publication = Publication::of(TEXT)?;
    publication.write("other", &TEXT.replace("Autosave", "Other"))?;
    on(publication, async |app| {
        app.open("notes").await?;
        command(app, "Autosave: on leaving").await?;
        app.place_cursor_after("Start").await?;
        app.type_text("ed").await?;
        app.is("dirty").await?;
        app.open("other").await?;
        file_becomes(app, &TEXT.replace("Start", "Started")).await
    })
}

#[test]
fn the_cursor_is_where_it_was_after_the_window_was_loaded_again() -> Result<()> {
    let lines: String = (0..200).map(|line| format!("Line {line}\n\n")).collect();
    on(Publication::of(&format!("{TEXT}\n{lines}"))?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Line 150").await?;
        app.type_text("!").await?;
        app.control('s').await?;
        app.is("saved").await?;
        app.load_again().await?;
        let place = "const view = document.querySelector('[data-testid=editor] .cm-content').cmTile.root.view;
            const { head } = view.state.selection.main;
            const rect = view.coordsAtPos(head);
            return [view.state.doc.lineAt(head).text, Boolean(rect) && rect.top > 0 && rect.bottom < innerHeight]";
        eventually("the cursor's line, in sight", json!(["Line 150!", true]), async || app.run(place, vec![]).await)
            .await
    })
}
