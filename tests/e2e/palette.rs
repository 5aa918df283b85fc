//! The palette: every command, article and heading by a few typed words.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, eventually, on};

async fn open_palette(app: &App) -> Result<()> {
    app.window().press(&["ctrl+shift+p"])?;
    app.find("palette").await?;
    Ok(())
}

/// What the first row offers; empty where there is none.
async fn first_choice(app: &App) -> Result<String> {
    let script = "return document.querySelector('[data-testid=picker-choice]')?.dataset.id ?? ''";
    Ok(app.run(script, vec![]).await?.as_str().unwrap_or_default().to_owned())
}

async fn focused(app: &App, selector: &str) -> Result<()> {
    let script = "return document.activeElement.matches(arguments[0])";
    let is_focused = async || app.run(script, vec![json!(selector)]).await;
    eventually(&format!("{selector} has the focus"), json!(true), is_focused).await
}

#[test]
fn a_command_is_found_in_either_language_and_given_by_enter() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        for typed in ["preview", "プレビュー", "purebyu", "ﾌﾟﾚ"] {
            let before = app.count("#pane-preview.shown").await?;
            open_palette(app).await?;
            // WebDriver composes nothing: these are the characters as an input method has confirmed them.
            app.run("document.execCommand('insertText', false, arguments[0])", vec![json!(typed)]).await?;
            eventually(&format!("the first choice for {typed}"), "preview".to_owned(), async || {
                first_choice(app).await
            })
            .await?;
            app.window().press(&["Return"])?;
            app.gone("palette").await?;
            eventually("preview panes", 1 - before, async || app.count("#pane-preview.shown").await).await?;
        }
        Ok(())
    })
}

#[test]
fn what_was_picked_last_stands_first() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        for (typed, name) in [("problem", "problems"), ("keyboard", "shortcuts")] {
            open_palette(app).await?;
            app.type_text(typed).await?;
            let listed = async || Ok(app.count(&format!("[data-testid=picker-choice][data-id={name}]")).await?);
            eventually(name, 1, listed).await?;
            app.find_css(&format!("[data-testid=picker-choice][data-id={name}]")).await?.click().await?;
            app.gone("palette").await?;
        }
        app.find("shortcuts-dialog").await?;
        app.window().press(&["Escape"])?;
        app.gone("shortcuts-dialog").await?;
        open_palette(app).await?;
        eventually("the first choice", "shortcuts".to_owned(), async || first_choice(app).await).await
    })
}

#[test]
fn articles_and_headings_are_reached_by_their_titles() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        open_palette(app).await?;
        app.type_text("harbour").await?;
        eventually("the choice", "article:harbour-lights".to_owned(), async || first_choice(app).await).await?;
        app.window().press(&["Return"])?;
        app.editor_shows(&app.publication.read("harbour-lights")?).await?;
        let headings = app.texts("outline-item").await?;
        ensure!(headings.len() > 2, "too few headings: {headings:?}");
        open_palette(app).await?;
        app.window().press(&["Up", "Return"])?;
        app.gone("palette").await?;
        focused(app, ".cm-content").await
    })
}

#[test]
fn escape_gives_the_keyboard_back_to_the_text() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        app.place_cursor_after("もう人の声が行き交っています。").await?;
        let before = app.editor_text().await?;
        open_palette(app).await?;
        focused(app, "[data-testid=picker-field]").await?;
        app.window().press(&["x", "Down", "Down", "Up", "Escape"])?;
        app.gone("palette").await?;
        focused(app, ".cm-content").await?;
        ensure!(app.editor_text().await? == before, "the palette's keys went into the text");
        Ok(())
    })
}

/// GTK's own input method composes with Ctrl+Shift+U and ends with Enter.
#[test]
fn enter_that_confirms_a_composition_gives_no_command() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        open_palette(app).await?;
        // 問, as in 問題.
        app.window().press(&["ctrl+shift+u", "5", "5", "4", "f", "Return"])?;
        let typed = async || app.run("return document.activeElement.value", vec![]).await;
        eventually("the field", json!("問"), typed).await?;
        ensure!(app.count("[data-testid=palette]").await? == 1, "Enter did more than to confirm");
        ensure!(app.count("[data-testid=picker-choice]").await? > 0, "問 finds nothing");
        app.window().press(&["Return"])?;
        app.gone("palette").await
    })
}

#[test]
fn the_list_of_keys_opens_by_a_question_mark_outside_texts() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        app.place_cursor_after("もう人の声が行き交っています。").await?;
        app.window().type_keys("?")?;
        app.is("dirty").await?;
        ensure!(app.count("[data-testid=shortcuts-dialog]").await? == 0, "a question mark belongs to the text");
        app.run("document.querySelector('[data-testid=menu-button]').focus()", vec![]).await?;
        app.window().type_keys("?")?;
        app.find("shortcuts-dialog").await?;
        app.type_text("F8").await?;
        let rows = async || app.count("[data-testid=shortcuts-dialog] dt").await;
        eventually("rows about F8", 2, rows).await
    })
}
