//! The publication's settings in a dialog: what is chosen is in the file and on the page, and nothing else is touched.

use std::fs;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, eventually, in_two_programs, on, until};

const SETTINGS: &str =
    "# Ours\ntitle = \"Notes\" # shown\nlanguage = \"en\"\n\n# Who speaks\n[personas.sensei]\nname = \"Sensei\"\n";
const ARTICLE: &str = "---\ntitle: Notes\n---\n\n## First\n\nWords.\n";

fn publication() -> Result<Publication> {
    let publication = Publication::of(ARTICLE)?;
    fs::write(publication.root().join("publication.toml"), SETTINGS)?;
    Ok(publication)
}

fn settings(app: &App) -> Result<String> {
    Ok(fs::read_to_string(app.publication.root().join("publication.toml")).unwrap_or_default())
}

async fn open(app: &App) -> Result<()> {
    app.window().press(&["ctrl+alt+comma"])?;
    app.find_css("#publication-title:focus").await?;
    Ok(())
}

async fn fill(app: &App, id: &str, words: &str) -> Result<()> {
    let field = app.find(id).await?;
    field.clear().await?;
    field.send_keys(words).await?;
    Ok(())
}

/// Goes on with Tab until something has the keyboard.
async fn tab_to(app: &App, id: &str) -> Result<()> {
    let focused = format!("return document.activeElement.matches('[data-testid={id}]')");
    until(id, async || {
        if app.run(&focused, vec![]).await? == json!(true) {
            return Ok(Some(()));
        }
        app.window().press(&["Tab"])?;
        Ok(None)
    })
    .await
}

#[test]
fn a_theme_is_chosen_by_the_keyboard_and_the_page_has_it_at_once() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        open(app).await?;
        // Each sample is the page that the theme makes.
        let shown = "return getComputedStyle(document.documentElement).backgroundColor";
        for (sample, ground) in [("sample-news", "rgb(252, 251, 249)"), ("sample-essay", "rgb(250, 246, 238)")] {
            eventually("the sample's ground", json!(ground), async || app.in_frame(sample, shown).await).await?;
        }
        tab_to(app, "theme-choice-none").await?;
        app.window().press(&["Right", "Right"])?;
        app.find_css("[data-testid=theme-choice-essay]:checked").await?;
        app.window().press(&["Return"])?;
        app.gone("publication-dialog").await?;
        let expected = SETTINGS.replace("\"en\"\n", "\"en\"\ntheme = \"essay\"\n");
        ensure!(settings(app)? == expected, "{}", settings(app)?);
        eventually("the page's ground", json!("rgb(250, 246, 238)"), async || app.preview(shown).await).await?;
        // The same by the mouse, and back.
        app.click("menu-button").await?;
        app.click("menu-publicationSettings").await?;
        app.find_css("[data-testid=theme-choice-essay]:checked").await?;
        app.click("theme-choice-none").await?;
        app.click("publication-save").await?;
        app.gone("publication-dialog").await?;
        ensure!(settings(app)? == SETTINGS, "{}", settings(app)?);
        eventually("the page's ground", json!("rgb(253, 251, 246)"), async || app.preview(shown).await).await
    })
}

#[test]
fn a_mistake_is_told_beside_its_field_and_is_not_written() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        open(app).await?;
        fill(app, "publication-baseUrl", "example").await?;
        fill(app, "publication-title", "Our notes").await?;
        app.window().press(&["Return"])?;
        app.find_css("#publication-baseUrl:focus[aria-invalid=true]").await?;
        let said = "return document.querySelector('#publication-baseUrl-said').textContent.trim().split('.')[0]";
        eventually("what is wrong", json!("This is not a web address"), async || app.run(said, vec![]).await).await?;
        ensure!(settings(app)? == SETTINGS, "{}", settings(app)?);
        fill(app, "publication-baseUrl", "https://example.org/notes").await?;
        app.click("publication-save").await?;
        app.gone("publication-dialog").await?;
        let expected = SETTINGS
            .replace("\"Notes\"", "\"Our notes\"")
            .replace("\"en\"\n", "\"en\"\nbase_url = \"https://example.org/notes\"\n");
        ensure!(settings(app)? == expected, "{}", settings(app)?);
        let name = "return document.querySelector('.site-title').textContent";
        eventually("the name on the page", json!("Our notes"), async || app.preview(name).await).await
    })
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_kept_and_shown() -> Result<()> {
    on(publication()?, async |app| {
        open(app).await?;
        fill(app, "publication-title", "Mine").await?;
        let theirs = SETTINGS.replace("\"Notes\"", "\"Theirs\"").replace("\"en\"\n", "\"en\"\ntheme = \"news\"\n");
        fs::write(app.publication.root().join("publication.toml"), &theirs)?;
        app.click("publication-save").await?;
        app.find("publication-note").await?;
        app.find_css("[data-testid=theme-choice-news]:checked").await?;
        let said = "return document.querySelector('#publication-title-said').textContent";
        ensure!(app.run(said, vec![]).await?.to_string().contains("Theirs"));
        ensure!(settings(app)? == theirs, "{}", settings(app)?);
        app.click("publication-save").await?;
        app.gone("publication-dialog").await?;
        ensure!(settings(app)? == theirs.replace("Theirs", "Mine"), "{}", settings(app)?);
        Ok(())
    })
}

#[test]
fn who_leaves_with_something_unsaved_is_asked() -> Result<()> {
    on(publication()?, async |app| {
        open(app).await?;
        app.window().press(&["Escape"])?;
        app.gone("publication-dialog").await?;
        open(app).await?;
        fill(app, "publication-title", "Other").await?;
        app.window().press(&["Escape"])?;
        app.find_css("#publication-go-on:focus").await?;
        app.window().press(&["Escape"])?;
        app.find_css("#publication-title:focus").await?;
        app.window().press(&["Escape"])?;
        app.click("publication-discard").await?;
        app.gone("publication-dialog").await?;
        ensure!(settings(app)? == SETTINGS, "{}", settings(app)?);
        Ok(())
    })
}

#[test]
fn a_logo_is_stored_and_stands_on_the_page() -> Result<()> {
    on(publication()?, async |app| {
        fs::write(app.publication.export_folder(), include_bytes!("../../src-tauri/app/icons/32x32.png"))?;
        app.open("notes").await?;
        open(app).await?;
        app.click("publication-choose-logo").await?;
        app.find_css("[data-testid=publication-logo] img[src^='blob:']").await?;
        app.click("publication-save").await?;
        app.gone("publication-dialog").await?;
        let width = "return document.querySelector('.site-logo')?.naturalWidth ?? null";
        eventually("the logo on the page", json!(32), async || app.preview(width).await).await?;
        ensure!(settings(app)?.contains("\"en\"\nlogo = \"images/"), "{}", settings(app)?);
        open(app).await?;
        app.find_css("[data-testid=publication-logo] img[src^='preview:']").await?;
        app.click("publication-no-logo").await?;
        app.click("publication-save").await?;
        app.gone("publication-dialog").await?;
        ensure!(settings(app)? == SETTINGS, "{}", settings(app)?);
        Ok(())
    })
}

#[test]
fn a_publication_without_settings_gets_them() -> Result<()> {
    on(publication()?, async |app| {
        fs::remove_file(app.publication.root().join("publication.toml"))?;
        open(app).await?;
        fill(app, "publication-title", "New").await?;
        app.click("publication-save").await?;
        app.gone("publication-dialog").await?;
        ensure!(settings(app)? == "title = \"New\"\n", "{}", settings(app)?);
        let name = async || Ok(app.texts("publication-menu").await?.join(""));
        eventually("the name in the bar", "New".to_owned(), name).await
    })
}

#[test]
fn who_may_not_write_may_look() -> Result<()> {
    in_two_programs(publication()?, async |_, second| {
        second.find("holder-banner").await?;
        second.window().press(&["ctrl+alt+comma"])?;
        second.find("publication-note").await?;
        second.find_css("[data-testid=publication-save]:disabled").await?;
        second.find_css("[data-testid=publication-title]:disabled").await?;
        second.find_css("[data-testid=theme-choice-news]:disabled").await?;
        second.find_css("dialog .button:focus").await?;
        second.window().press(&["Escape"])?;
        second.gone("publication-dialog").await
    })
}
