//! Articles come, are found, copied, given a status, and go to the trash.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Publication, eventually, on};

const TEXT: &str = "---\ntitle: Notes\ndescription: d\nstatus: draft\n---\n\nWords.\n";

#[test]
fn a_new_article_is_made_in_a_folder_of_its_title() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.window().press(&["ctrl+n"])?;
        app.find("new-article").await?;
        app.window().type_keys("Evening Walk")?;
        let slug = app.find("new-slug").await?;
        eventually("the folder", Some("evening-walk".to_owned()), async || Ok(slug.prop("value").await?)).await?;
        app.window().press(&["Return"])?;
        app.gone("new-article").await?;
        eventually("articles", 2, async || app.count("[data-testid=article-item]").await).await?;
        let text = app.publication.read("evening-walk")?;
        ensure!(text.starts_with("---\ntitle: Evening Walk\n") && text.contains("status: draft"), "{text}");
        app.editor_shows(&text).await
    })
}

#[test]
fn articles_are_found_by_their_titles() -> Result<()> {
    on(Publication::sample()?, async |app| {
        eventually("articles", 3, async || app.count("[data-testid=article-item]").await).await?;
        app.click("article-filter").await?;
        app.type_text("和紙").await?;
        eventually("articles", 1, async || app.count("[data-testid=article-item]").await).await?;
        app.window().press(&["Escape"])?;
        eventually("articles", 3, async || app.count("[data-testid=article-item]").await).await
    })
}

#[test]
fn a_status_is_chosen_from_the_menu_and_undone() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.window().click(app.middle_of("article-item", 0).await?, 3)?;
        app.click("status-review").await?;
        app.editor_shows(&TEXT.replace("draft", "review")).await?;
        app.place_cursor_after("Words.").await?;
        app.control('z').await?;
        app.editor_shows(TEXT).await
    })
}

#[test]
fn an_article_is_copied_with_what_is_unsaved_and_thrown_away() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        std::fs::create_dir(app.publication.bin())?;
        app.open("notes").await?;
        app.place_cursor_after("Words.").await?;
        app.type_text(" More.").await?;
        app.window().click(app.middle_of("article-item", 0).await?, 3)?;
        app.click("article-duplicate").await?;
        eventually("articles", 2, async || app.count("[data-testid=article-item]").await).await?;
        eventually("the copy", true, async || {
            Ok(app.publication.read("notes-2").is_ok_and(|text| text.contains("Words. More.")))
        })
        .await?;
        app.window().click(app.middle_of("article-item", 0).await?, 3)?;
        app.click("article-throw-away").await?;
        app.click("throw-away-yes").await?;
        eventually("articles", 1, async || app.count("[data-testid=article-item]").await).await?;
        ensure!(app.publication.bin().join("notes/article.md").is_file(), "the article is in the bin");
        ensure!(app.publication.read("notes").is_err(), "the article is gone");
        Ok(())
    })
}

#[test]
fn another_folder_takes_the_links_the_cursor_and_what_is_unsaved_along() -> Result<()> {
    let publication = Publication::of("---\ntitle: Evening Walk\n---\n\nWords. [self](../notes/#x)\n")?;
    publication.write("other", "---\ntitle: Other\n---\n\n[a](../notes/) and `../notes/`\n")?;
    on(publication, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Words.").await?;
        app.type_text(" More.").await?;
        app.window().click(app.middle_of("article-item", 0).await?, 3)?;
        app.click("article-rename").await?;
        let slug = app.find("rename-article-name").await?;
        eventually("the proposal", Some("evening-walk".to_owned()), async || Ok(slug.prop("value").await?)).await?;
        app.window().type_keys("other")?;
        app.window().press(&["Return"])?;
        app.find_css("[data-testid=rename-article-name][aria-invalid=true]").await?;
        app.window().press(&["ctrl+a"])?;
        app.window().type_keys("evening-walk")?;
        app.window().press(&["Return"])?;
        app.gone("rename-article").await?;
        app.find_css("[data-testid=article-item][data-slug=evening-walk][aria-current=page]").await?;
        app.editor_shows("---\ntitle: Evening Walk\n---\n\nWords. More. [self](../evening-walk/#x)\n").await?;
        let other = app.publication.read("other")?;
        ensure!(other.contains("[a](../evening-walk/) and `../notes/`"), "{other}");
        ensure!(app.publication.read("notes").is_err(), "the old folder is gone");
        // The cursor stands where it stood, and what is typed goes to the new place.
        app.run("document.querySelector('.cm-content').focus(); return true", vec![]).await?;
        app.type_text(" On.").await?;
        app.control('s').await?;
        app.is("saved").await?;
        let text = app.publication.read("evening-walk")?;
        ensure!(text.contains("Words. More. On. [self](../evening-walk/#x)"), "{text}");
        for _ in 0..2 {
            app.control('z').await?;
        }
        app.editor_shows("---\ntitle: Evening Walk\n---\n\nWords. More. [self](../notes/#x)\n").await
    })
}

#[test]
fn the_status_of_a_closed_article_is_chosen_on_its_chip_and_written_to_its_file() -> Result<()> {
    let publication = Publication::of(TEXT)?;
    publication.write("other", "---\ntitle: Other\n---\n\nWords.\n")?;
    on(publication, async |app| {
        app.open("notes").await?;
        app.window().click(app.middle_of("article-status", 1).await?, 1)?;
        app.click("status-approved").await?;
        eventually("the file", true, async || {
            Ok(app.publication.read("other")? == "---\ntitle: Other\nstatus: approved\n---\n\nWords.\n")
        })
        .await?;
        app.find_css("[data-slug=other] + .facts .chip.approved").await?;
        // The article that one writes in is still the open one, and its own chip follows the text.
        app.editor_shows(TEXT).await?;
        app.window().click(app.middle_of("article-status", 0).await?, 1)?;
        let in_menu = "return document.activeElement.closest('[role=menu]') !== null";
        eventually("the menu has the keys", json!(true), async || app.run(in_menu, vec![]).await).await?;
        app.window().press(&["Down", "Return"])?;
        app.editor_shows(&TEXT.replace("draft", "review")).await?;
        app.find_css("[data-slug=notes] + .facts .chip.review").await?;
        Ok(())
    })
}
