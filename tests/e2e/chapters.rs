//! The rows of the open article: moved, renamed, split, merged, copied and deleted, and all of it undone.

use anyhow::Result;

use crate::harness::{App, Publication, eventually, on};

const HEAD: &str = "---\ntitle: Chapters\ndescription: d\n---\n\nIntro.\n\n";
const ONE: &str = "## One\n\nFirst words.\n\n### Part\n\nMore words.";
const TWO: &str = "## 二つ目\n\n次の言葉。";
const THREE: &str = "## Three\n\nLast words.";

fn text(chapters: &[&str]) -> String {
    format!("{HEAD}{}\n", chapters.join("\n\n"))
}

async fn open(app: &App) -> Result<()> {
    app.open("notes").await?;
    rows(app, 5).await
}

/// Waits until the binder lists so many rows of the article.
async fn rows(app: &App, count: usize) -> Result<()> {
    eventually("rows", count, async || app.count("[data-testid=outline-item]").await).await
}

/// Waits for this text in the editor; one undo brings back the first.
async fn is_undone_as_one(app: &App, after: &str) -> Result<()> {
    app.editor_shows(after).await?;
    app.place_cursor_after("Intro.").await?;
    app.control('z').await?;
    app.editor_shows(&text(&[ONE, TWO, THREE])).await
}

#[test]
fn a_chapter_is_dragged_to_another_place() -> Result<()> {
    on(Publication::of(&text(&[ONE, TWO, THREE]))?, async |app| {
        open(app).await?;
        let (from, to) = (app.middle_of("outline-item", 1).await?, app.middle_of("outline-item", 4).await?);
        app.window().drag(from, (to.0, to.1 + 12))?;
        app.editor_shows(&text(&[TWO, THREE, ONE])).await?;
        is_undone_as_one(app, &text(&[TWO, THREE, ONE])).await
    })
}

#[test]
fn a_drag_to_its_own_place_changes_nothing() -> Result<()> {
    on(Publication::of(&text(&[ONE, TWO, THREE]))?, async |app| {
        open(app).await?;
        let (x, y) = app.middle_of("outline-item", 3).await?;
        app.window().drag((x, y), (x, y + 8))?;
        app.gone("drop-line").await?;
        app.is("saved").await
    })
}

#[test]
fn keys_move_the_focused_row_and_the_chapter_at_the_cursor() -> Result<()> {
    on(Publication::of(&text(&[ONE, TWO, THREE]))?, async |app| {
        open(app).await?;
        app.place_cursor_after("次の").await?;
        app.window().press(&["alt+Down"])?;
        app.editor_shows(&text(&[ONE, THREE, TWO])).await?;
        app.type_text("新しい").await?;
        let typed = TWO.replace("次の", "次の新しい");
        app.editor_shows(&text(&[ONE, THREE, &typed])).await?;
        let (x, y) = app.middle_of("outline-item", 4).await?;
        app.window().click((x, y), 1)?;
        app.run("document.querySelectorAll('[data-testid=outline-item]')[4].focus()", vec![]).await?;
        app.window().press(&["alt+Up", "alt+Up"])?;
        app.editor_shows(&text(&[&typed, ONE, THREE])).await
    })
}

#[test]
fn a_row_is_renamed_in_place() -> Result<()> {
    on(Publication::of(&text(&[ONE, TWO, THREE]))?, async |app| {
        open(app).await?;
        app.run("document.querySelectorAll('[data-testid=outline-item]')[3].focus()", vec![]).await?;
        app.window().press(&["F2"])?;
        app.find("row-title").await?;
        app.window().type_keys("Two")?;
        app.window().press(&["Return"])?;
        let after = text(&[ONE, &TWO.replace("二つ目", "Two"), THREE]);
        app.editor_shows(&after).await?;
        app.gone("row-title").await?;
        app.window().press(&["F2"])?;
        app.find("row-title").await?;
        app.window().type_keys("no")?;
        app.window().press(&["Escape"])?;
        app.gone("row-title").await?;
        is_undone_as_one(app, &after).await
    })
}

#[test]
fn the_menu_of_a_row_offers_what_can_be_done() -> Result<()> {
    on(Publication::of(&text(&[ONE, TWO, THREE]))?, async |app| {
        open(app).await?;
        let row = app.middle_of("outline-item", 3).await?;
        app.window().click(row, 3)?;
        app.click("row-merge").await?;
        let merged = format!("{TWO}\n\n#{THREE}");
        is_undone_as_one(app, &text(&[ONE, &merged])).await?;
        rows(app, 5).await?;
        app.window().click(row, 3)?;
        app.click("row-duplicate").await?;
        is_undone_as_one(app, &text(&[ONE, TWO, TWO, THREE])).await?;
        rows(app, 5).await?;
        app.window().click(app.middle_of("outline-item", 2).await?, 3)?;
        app.click("row-raise").await?;
        is_undone_as_one(app, &text(&[&ONE.replace("### Part", "## Part"), TWO, THREE])).await
    })
}

#[test]
fn a_deleted_chapter_comes_back_by_the_button_beside_the_news() -> Result<()> {
    on(Publication::of(&text(&[ONE, TWO, THREE]))?, async |app| {
        open(app).await?;
        app.run("document.querySelectorAll('[data-testid=outline-item]')[1].focus()", vec![]).await?;
        app.window().press(&["Delete"])?;
        app.editor_shows(&text(&[TWO, THREE])).await?;
        app.click("toast-action").await?;
        app.editor_shows(&text(&[ONE, TWO, THREE])).await
    })
}

#[test]
fn a_chapter_is_split_at_the_cursor_and_waits_for_its_name() -> Result<()> {
    on(Publication::of(&text(&[ONE, TWO, THREE]))?, async |app| {
        open(app).await?;
        app.place_cursor_after("First").await?;
        app.window().press(&["ctrl+shift+Return"])?;
        rows(app, 6).await?;
        app.window().type_keys("Half")?;
        app.editor_shows(&text(&[&ONE.replace("First words", "First\n\n## Half\n\n words"), TWO, THREE])).await
    })
}

#[test]
fn headings_are_found_by_a_few_letters() -> Result<()> {
    on(Publication::of(&text(&[ONE, TWO, THREE]))?, async |app| {
        open(app).await?;
        app.window().press(&["ctrl+shift+o"])?;
        app.find("headings").await?;
        app.window().type_keys("thr")?;
        app.window().press(&["Return"])?;
        app.gone("headings").await?;
        app.type_text("# ").await?;
        app.editor_shows(&text(&[ONE, TWO, &format!("# {THREE}")])).await
    })
}
