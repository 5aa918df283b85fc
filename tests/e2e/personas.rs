//! Personas: added, renamed everywhere, removed.

use std::fs;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, eventually, on};

const SETTINGS: &str = "title = \"Notes\"\nlanguage = \"en\"\n\n# The wise one.\n[personas.sensei]\nname = \"Sensei\" # shown\n\n[export]\nchapters_per_page = 0\n";
const HERE: &str = "---\ntitle: Notes\n---\n\n:::commentary{by=sensei}\nYes.\n:::\n\nEnd\n";
const THERE: &str =
    "---\ntitle: Other\n---\n\n:::commentary{by=\"sensei\"}\nNo.\n:::\n\n```\n:::commentary{by=sensei}\n```\n";

fn publication() -> Result<Publication> {
    let publication = Publication::of(HERE)?;
    fs::write(publication.root().join("publication.toml"), SETTINGS)?;
    publication.write("other", THERE)?;
    Ok(publication)
}

fn settings(app: &App) -> Result<String> {
    Ok(fs::read_to_string(app.publication.root().join("publication.toml"))?)
}

async fn fill(app: &App, id: &str, words: &str) -> Result<()> {
    let field = app.find(id).await?;
    field.clear().await?;
    field.send_keys(words).await?;
    Ok(())
}

#[test]
fn another_id_goes_into_the_settings_and_every_article() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        app.click("side-personas").await?;
        app.find_css("[data-testid=persona][data-id=sensei]").await?.click().await?;
        fill(app, "persona-id", "guru").await?;
        app.click("persona-ok").await?;
        app.editor_shows(&HERE.replace("sensei", "guru")).await?;
        app.find_css("[data-testid=persona][data-id=guru]").await?;
        ensure!(settings(app)? == SETTINGS.replace("personas.sensei", "personas.guru"), "{}", settings(app)?);
        ensure!(app.publication.read("other")? == THERE.replace("by=\"sensei\"", "by=\"guru\""), "the other article");
        // The open article is changed where it is open: it is not saved yet, and can be taken back.
        app.is("dirty").await?;
        app.place_cursor_after("End").await?;
        app.control('z').await?;
        app.editor_shows(HERE).await
    })
}

#[test]
fn a_chosen_picture_is_stored_beside_the_settings_and_shown_everywhere() -> Result<()> {
    on(publication()?, async |app| {
        fs::write(app.publication.export_folder(), include_bytes!("../../src-tauri/app/icons/32x32.png"))?;
        app.open("notes").await?;
        app.click("side-personas").await?;
        app.find_css("[data-testid=persona][data-id=sensei]").await?.click().await?;
        app.click("persona-picture").await?;
        app.find_css("[data-testid=persona-face] img[src^='blob:']").await?;
        app.click("persona-ok").await?;
        app.find_css("[data-testid=persona] img").await?;
        let width = "return main.querySelector('.commentary img')?.naturalWidth ?? null";
        eventually("the picture in the preview", json!(32), async || app.preview(width).await).await?;
        let stored: Vec<_> = fs::read_dir(app.publication.root().join("personas"))?.collect::<Result<_, _>>()?;
        let name = stored[0].file_name().to_string_lossy().into_owned();
        ensure!(stored.len() == 1 && name.ends_with(".png"), "{stored:?}");
        let written = format!("name = \"Sensei\" # shown\navatar = \"personas/{name}\"\n");
        ensure!(settings(app)?.contains(&written), "{}", settings(app)?);
        app.find_css("[data-testid=persona][data-id=sensei]").await?.click().await?;
        app.click("persona-no-picture").await?;
        app.click("persona-ok").await?;
        eventually("the settings", SETTINGS.to_owned(), async || settings(app)).await
    })
}

#[test]
fn someone_new_speaks_at_once_and_can_go_while_nobody_needs_them() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        app.click("side-personas").await?;
        app.click("persona-add").await?;
        fill(app, "persona-name", "Wren").await?;
        fill(app, "persona-id", "wren").await?;
        app.click("persona-ok").await?;
        app.find_css("[data-testid=persona][data-id=wren]").await?;
        ensure!(settings(app)?.contains("\n\n[personas.wren]\nname = \"Wren\"\n\n[export]"), "{}", settings(app)?);
        app.find_css("[data-testid=persona][data-id=sensei]").await?.click().await?;
        app.find_css("[data-testid=persona-remove]:disabled").await?;
        app.window().press(&["Escape"])?;
        app.gone("persona-dialog").await?;
        app.find_css("[data-testid=persona][data-id=wren]").await?.click().await?;
        app.click("persona-remove").await?;
        eventually("the settings", SETTINGS.to_owned(), async || settings(app)).await
    })
}
