//! The reader's page as different screens show it, page by page, in the reader's own colours.

use anyhow::Result;
use serde_json::{Value, json};

use crate::harness::{App, Publication, eventually, on};

const PAGES: &str = "\
---
title: Pages
---

## First

Words of the first page, which [lead on](#third).

::page-break{teaser=\"What comes next\"}

## Second

Words of the second page.

## Third

Words of the third chapter.
";

/// Waits until a script in the frame answers `expected`.
async fn page_says(app: &App, what: &str, script: &str, expected: Value) -> Result<()> {
    eventually(what, expected, async || app.preview(script).await).await
}

/// Waits until the frame's page is so wide in its own pixels.
async fn is_wide(app: &App, pixels: u32) -> Result<()> {
    page_says(app, "the width of the page", "return innerWidth", json!(pixels)).await
}

async fn shows_pages(app: &App, first: bool, second: bool) -> Result<()> {
    let script = "return ['first', 'second'].map(page => main.textContent.includes(`Words of the ${page} page`))";
    page_says(app, "the pages that are shown", script, json!([first, second])).await
}

#[test]
fn the_page_goes_by_the_width_of_the_screen_it_is_shown_for() -> Result<()> {
    on(Publication::of(PAGES)?, async |app| {
        app.open("notes").await?;
        app.click("preview-width-phone").await?;
        is_wide(app, 390).await?;
        let wide = "return matchMedia('(min-width: 48rem)').matches";
        page_says(app, "what the page takes the screen for", wide, json!(false)).await?;
        app.click("preview-width-desktop").await?;
        is_wide(app, 1280).await?;
        page_says(app, "what the page takes the screen for", wide, json!(true)).await?;
        // Drawn smaller, all of it stands in the pane.
        let fits = "const frame = document.querySelector('[data-testid=preview-frame]').getBoundingClientRect();
            const pane = document.querySelector('#pane-preview').getBoundingClientRect();
            return frame.left >= pane.left && frame.right <= pane.right";
        eventually("all of the screen is in sight", json!(true), async || app.run(fits, vec![]).await).await?;
        app.load_again().await?;
        app.find_css("[data-testid=preview-width-desktop][aria-checked=true]").await?;
        Ok(())
    })
}

#[test]
fn zoom_gives_the_page_fewer_pixels_and_its_keys_work_in_the_preview() -> Result<()> {
    on(Publication::of(PAGES)?, async |app| {
        app.open("notes").await?;
        let width = app.preview("return innerWidth").await?;
        app.click("preview-larger").await?;
        page_says(app, "fewer pixels", &format!("return innerWidth < {width}"), json!(true)).await?;
        let key =
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '0', ctrlKey: true, bubbles: true }));
            return true";
        app.preview(key).await?;
        page_says(app, "the usual size", "return innerWidth", width).await
    })
}

#[test]
fn the_page_has_the_window_s_colours_or_its_own() -> Result<()> {
    let dark = "return matchMedia('(prefers-color-scheme: dark)').matches
        || getComputedStyle(document.documentElement).colorScheme === 'dark'";
    on(Publication::of(PAGES)?, async |app| {
        app.open("notes").await?;
        page_says(app, "the page is dark", dark, json!(false)).await?;
        app.click("menu-button").await?;
        app.click("theme-dark").await?;
        page_says(app, "the page is dark with the window", dark, json!(true)).await?;
        app.click("preview-theme").await?;
        app.click("preview-theme-light").await?;
        page_says(app, "the page is dark", dark, json!(false)).await
    })
}

#[test]
fn page_by_page_one_sees_what_readers_get() -> Result<()> {
    on(Publication::of(PAGES)?, async |app| {
        app.open("notes").await?;
        shows_pages(app, true, true).await?;
        app.click("preview-pages").await?;
        shows_pages(app, true, false).await?;
        page_says(app, "titles", "return main.querySelectorAll('h1').length", json!(1)).await?;
        app.preview("main.querySelector('.next-page').click(); return true").await?;
        shows_pages(app, false, true).await?;
        app.preview_shows(".continued h1", "Pages").await?;
        app.preview("main.querySelector('.page-numbers a').click(); return true").await?;
        shows_pages(app, true, false).await?;
        app.preview("[...main.querySelectorAll('p a')].at(-1).click(); return true").await?;
        shows_pages(app, false, true).await?;
        app.click("preview-previous").await?;
        shows_pages(app, true, false).await
    })
}

#[test]
fn the_page_turns_to_where_one_writes() -> Result<()> {
    on(Publication::of(PAGES)?, async |app| {
        app.open("notes").await?;
        app.click("preview-pages").await?;
        shows_pages(app, true, false).await?;
        app.place_cursor_after("Words of the third chapter").await?;
        shows_pages(app, false, true).await?;
        app.type_text(" and more").await?;
        app.preview_holds("Words of the third chapter and more.").await?;
        app.place_cursor_after("Words of the first").await?;
        shows_pages(app, true, false).await
    })
}
