//! The first start: the sample, something new, or a folder.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, Start, eventually, run};

/// Folder dialogs answer with the export folder of a publication that the app knows nothing of.
fn nothing() -> Result<Start> {
    let publication = Publication::sample()?;
    std::fs::create_dir_all(publication.export_folder())?;
    Ok(Start::on_nothing(publication))
}

async fn articles(app: &App, expected: usize) -> Result<()> {
    eventually("articles in the binder", expected, async || app.count("[data-testid=article-item]").await).await
}

#[test]
fn the_sample_opens_as_a_copy_of_one_s_own() -> Result<()> {
    run(nothing()?, async |app| {
        app.click("open-sample").await?;
        articles(app, 3).await?;
        app.find("save-state").await?;
        let copy = app.publication.export_folder().join("Kiku Sample");
        ensure!(copy.join("market-morning/article.md").is_file(), "nothing at {}", copy.display());
        Ok(())
    })
}

#[test]
fn a_new_publication_asks_for_a_title_and_opens() -> Result<()> {
    run(nothing()?, async |app| {
        app.click("new-publication").await?;
        app.find("new-publication-dialog").await?;
        let disabled = "return document.querySelector('[data-testid=new-create]').disabled";
        ensure!(app.run(disabled, vec![]).await? == json!(true), "a publication needs a title");
        app.type_text("Garden Letters").await?;
        app.click("new-place").await?;
        let place = app.publication.export_folder();
        let shown = async || app.run("return document.querySelector('dialog output').textContent", vec![]).await;
        eventually("the place", json!(place), shown).await?;
        app.click("new-create").await?;
        articles(app, 1).await?;
        app.find("save-state").await?;
        let settings = std::fs::read_to_string(place.join("Garden Letters/publication.toml"))?;
        ensure!(settings.contains("Garden Letters") && settings.contains("\"en\""), "{settings}");
        // Articles are written at once: the first one is open.
        app.find_css("[data-testid=editor] .cm-content").await?;
        Ok(())
    })
}

#[test]
fn what_was_open_before_is_one_click_away() -> Result<()> {
    run(nothing()?, async |app| {
        app.click("open-sample").await?;
        articles(app, 3).await?;
        let listed = || std::fs::read_to_string(app.config.join("recent.json")).unwrap_or_default();
        eventually("the list", true, async || Ok(listed().contains("Kiku Sample"))).await?;
        // The way back to the first screen is a fresh start.
        let reload = "localStorage.clear(); return true";
        app.run(reload, vec![]).await?;
        app.click("menu-button").await?;
        app.find("menu-newPublication").await?;
        Ok(())
    })
}
