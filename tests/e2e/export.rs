//! Exporting the publication.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::harness::{App, Publication, eventually, on};

#[test]
fn the_bundle_is_whole_when_the_app_says_so() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        export(app).await?;
        app.find("export-done").await?;
        let bundle = app.publication.export_folder();
        let index = read(&bundle, "index.html")?;
        ensure!(index.contains("菊ダイジェスト") && index.contains("market-morning/index.html"), "{index}");
        let (first, second) = (read(&bundle, "market-morning/index.html")?, read(&bundle, "market-morning/2.html")?);
        ensure!(first.contains("<h1") && first.contains("取引は何時に始まるのか") && first.contains("2.html"));
        ensure!(second.contains("見直しで何が変わるのか"));
        ensure!(read(&bundle, "assets/kiku.css")?.contains("main"));
        ensure!(bundle.join("market-morning/images/cover.svg").is_file(), "the cover is missing");
        Ok(())
    })
}

#[test]
fn the_export_has_what_the_editor_shows_also_when_it_is_not_saved() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("harbour-lights").await?;
        app.place_cursor_after("From the sea, at night").await?;
        app.type_text(", unsaved").await?;
        app.preview_holds("From the sea, at night, unsaved").await?;
        export(app).await?;
        app.find("export-done").await?;
        let page = read(&app.publication.export_folder(), "harbour-lights/index.html")?;
        ensure!(page.contains("From the sea, at night, unsaved"));
        Ok(())
    })
}

#[test]
fn files_of_others_are_never_replaced() -> Result<()> {
    let publication = Publication::sample()?;
    let foreign = publication.export_folder().join("thesis.txt");
    fs::create_dir_all(publication.export_folder())?;
    fs::write(&foreign, "years of work")?;
    on(publication, async |app| {
        app.open("market-morning").await?;
        export(app).await?;
        let said = async || Ok(app.texts("export-dialog").await?.iter().any(|text| text.contains("thesis.txt")));
        eventually("the dialog names what is in the way", true, said).await?;
        ensure!(app.count("[data-testid=export-done]").await? == 0);
        ensure!(fs::read_to_string(&foreign)? == "years of work");
        ensure!(fs::read_dir(app.publication.export_folder())?.count() == 1, "something was written");
        Ok(())
    })
}

#[test]
fn an_article_becomes_a_book_and_what_readers_would_stumble_over_is_one_click_away() -> Result<()> {
    on(Publication::sample()?, async |app| {
        fs::create_dir_all(app.publication.export_folder())?;
        app.open("harbour-lights").await?;
        app.place_cursor_after("From the sea, at night").await?;
        app.type_text(" [chart](chart.pdf)").await?;
        app.preview_holds("chart").await?;
        app.click("export-button").await?;
        app.click("export-format-epub").await?;
        app.click("export-one").await?;
        app.click("export-start").await?;
        // A book holds no other files: the link leaves its words, and there is nothing to find.
        app.find("export-checked").await?;
        ensure!(fs::read(app.publication.export_folder().join("harbour-lights.epub"))?.starts_with(b"PK"));
        app.click("export-close").await?;
        fs::remove_file(app.publication.export_folder().join("harbour-lights.epub"))?;
        export(app).await?;
        app.find_css("[data-testid=export-findings] button").await?.click().await?;
        ensure!(app.count("[data-testid=export-dialog]").await? == 0, "the dialog stands in the way");
        eventually("the cursor stands on the line", true, async || {
            let line = app.run("return document.querySelector('.cm-activeLine')?.textContent", vec![]).await?;
            Ok(line.as_str().is_some_and(|line| line.contains("chart.pdf")))
        })
        .await
    })
}

#[test]
fn articles_become_plain_markdown_and_what_that_cannot_say_is_told() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        app.click("export-button").await?;
        app.click("export-format-markdown").await?;
        app.click("export-all").await?;
        app.click("export-start").await?;
        app.find("export-done").await?;
        ensure!(app.count("[data-testid=export-losses] li").await? > 2, "nothing is said to be lost");
        ensure!(app.count("[data-testid=export-checked]").await? == 0, "there are no pages to look at");
        let folder = app.publication.export_folder();
        let text = read(&folder, "market-morning/index.md")?;
        ensure!(text.contains("取引は何時に始まるのか") && !text.contains(":::"), "{text}");
        Ok(())
    })
}

#[test]
fn articles_become_data_in_one_file() -> Result<()> {
    on(Publication::sample()?, async |app| {
        fs::create_dir_all(app.publication.export_folder())?;
        app.open("market-morning").await?;
        app.click("export-button").await?;
        app.click("export-format-json").await?;
        app.click("export-all").await?;
        app.click("export-start").await?;
        app.find("export-done").await?;
        let files = fs::read_dir(app.publication.export_folder())?.collect::<Result<Vec<_>, _>>()?;
        ensure!(files.len() == 1 && files[0].path().extension().is_some_and(|ending| ending == "json"), "{files:?}");
        ensure!(fs::read_to_string(files[0].path())?.contains("\"format\": \"kiku-model\""));
        Ok(())
    })
}

#[test]
fn a_large_export_counts_from_the_beginning_and_stops_at_once() -> Result<()> {
    let publication = Publication::of("---\ntitle: Notes\nstatus: published\n---\n\nText.\n")?;
    let body = "## A chapter\n\nText, and some more of it.\n\n".repeat(100);
    for number in 0..1500 {
        let slug = format!("a{number:04}");
        fs::create_dir_all(publication.root().join(&slug))?;
        publication.write(&slug, &format!("---\ntitle: {slug}\nstatus: published\n---\n\n{body}"))?;
    }
    on(publication, async |app| {
        app.open("notes").await?;
        export(app).await?;
        eventually("articles are counted", true, async || {
            let said = app.texts("export-dialog").await?.join(" ");
            Ok(said.contains("of 1,501 articles") && !app.publication.export_folder().exists())
        })
        .await?;
        app.click("export-cancel").await?;
        eventually("the dialog is gone", 0, async || app.count("[data-testid=export-dialog]").await).await?;
        let folder = app.publication.export_folder();
        ensure!(!folder.exists(), "half an export is there");
        let beside = folder.parent().context("a folder around it")?;
        let names = fs::read_dir(beside)?.map(|entry| Ok(entry?.file_name())).collect::<Result<Vec<_>>>()?;
        ensure!(!names.iter().any(|name| name.to_string_lossy().starts_with(".kiku-")), "{names:?}");
        Ok(())
    })
}

/// Exports everything as a site.
async fn export(app: &App) -> Result<()> {
    app.click("export-button").await?;
    app.click("export-format-site").await?;
    app.click("export-all").await?;
    app.click("export-start").await
}

fn read(bundle: &Path, path: &str) -> Result<String> {
    fs::read_to_string(bundle.join(path)).with_context(|| format!("{path} in the bundle"))
}
