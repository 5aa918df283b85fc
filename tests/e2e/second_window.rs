//! The preview in a window of its own.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, eventually, on};

const TEXT: &str = "---\ntitle: Two windows\n---\n\nFirst words.\n\n## Second\n\nMore words.\n";

/// Opens the article and moves its preview to a window of its own, where the test goes on.
async fn move_out(app: &App) -> Result<()> {
    app.open("notes").await?;
    app.click("preview-window").await?;
    app.gone("preview-frame").await?;
    app.go_to_other_window().await?;
    app.preview_holds("First words.").await
}

#[test]
fn the_preview_moves_and_follows_what_is_written() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        move_out(app).await?;
        app.go_to_main_window().await?;
        app.place_cursor_after("More words").await?;
        app.type_text(" and still more").await?;
        app.go_to_other_window().await?;
        app.preview_holds("More words and still more.").await
    })
}

#[test]
fn a_click_in_it_puts_the_cursor_there() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        move_out(app).await?;
        let click = "const words = [...main.querySelectorAll('p')].find(p => p.textContent.startsWith('More'));
            const { top } = words.getBoundingClientRect();
            words.dispatchEvent(new MouseEvent('click', { clientY: top + 2, bubbles: true }));
            return true";
        app.preview(click).await?;
        app.go_to_main_window().await?;
        let line = async || app.run("return document.querySelector('.cm-activeLine')?.textContent", vec![]).await;
        eventually("the cursor's line", json!("More words."), line).await
    })
}

#[test]
fn its_buttons_and_keys_do_what_the_main_window_s_do() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        move_out(app).await?;
        app.click("preview-width-phone").await?;
        eventually("the width", json!(390), async || app.preview("return innerWidth").await).await?;
        // The window may be gone before the driver hears that the key is up again.
        let _ = app.type_text("\u{E00C}").await;
        app.go_to_main_window().await?;
        app.preview_holds("First words.").await?;
        eventually("windows", 1, async || app.windows().await).await
    })
}

#[test]
fn it_comes_back_to_where_it_was() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        move_out(app).await?;
        // The same here, of the click.
        let _ = app.find("preview-window").await?.click().await;
        app.go_to_main_window().await?;
        app.preview_holds("First words.").await
    })
}

#[test]
fn the_main_window_finds_it_again_after_it_was_loaded_anew() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        move_out(app).await?;
        app.go_to_main_window().await?;
        app.load_again().await?;
        app.editor_shows(TEXT).await?;
        app.place_cursor_after("More words").await?;
        app.type_text(" and still more").await?;
        ensure!(app.count("[data-testid=preview-frame]").await? == 0, "the preview is in both windows");
        app.go_to_other_window().await?;
        app.preview_holds("More words and still more.").await
    })
}

#[test]
fn it_goes_with_the_main_window() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        move_out(app).await?;
        app.go_to_main_window().await?;
        app.window().ask_to_close()?;
        app.ended().await
    })
}

#[test]
fn its_page_may_ask_for_nothing() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        move_out(app).await?;
        let ask = "const done = arguments[arguments.length - 1];
            const invoke = window.__TAURI_INTERNALS__.invoke;
            const ask = (name, what) => invoke(name, what).then(() => 'answered', () => 'refused');
            Promise.all([
                ask('replace_text', { slug: 'notes', text: 'broken in' }),
                ask('open_link', { url: 'https://example.org/' }),
                ask('plugin:event|listen', { event: 'kiku', target: { kind: 'Any' }, handler: 1 }),
            ]).then(done)";
        let answers = app.run_until_done(ask, vec![]).await?;
        ensure!(answers == json!(["refused", "refused", "refused"]), "{answers}");
        let sandbox = app.find("preview-frame").await?.attr("sandbox").await?;
        ensure!(sandbox.as_deref() == Some("allow-scripts"), "the frame's sandbox is {sandbox:?}");
        app.go_to_main_window().await?;
        app.editor_shows(TEXT).await
    })
}
