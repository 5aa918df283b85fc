//! Every screen as assistive technology finds it: axe-core's rules, and the keyboard alone.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::harness::{App, Publication, Start, across_a_crash, eventually, run, until};

/// axe-core, from the interface's own packages.
fn axe() -> Result<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file).with_context(|| format!("{}; `npm ci` in ui/ installs it", file.display()))
}

/// What axe finds, one line for each element. What fades in is looked at when it is there.
const LOOK: &str = "
    const done = arguments[arguments.length - 1];
    const still = document.getAnimations().filter(a => a.effect?.getComputedTiming().endTime !== Infinity);
    Promise.allSettled(still.map(a => a.finished))
        .then(() => axe.run(document, { iframes: false, resultTypes: ['violations'] }))
        .then(({ violations }) => done(violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`))),
            error => done([String(error)]));";

/// Nothing is wrong in the window.
async fn is_fine(app: &App, screen: &str) -> Result<()> {
    if app.run("return typeof axe", vec![]).await? != json!("object") {
        app.run(&axe()?, vec![]).await?;
    }
    nothing(screen, &app.run_until_done(LOOK, vec![]).await?)
}

fn nothing(screen: &str, found: &Value) -> Result<()> {
    let found: Vec<&str> = found.as_array().context("axe gave no list")?.iter().filter_map(Value::as_str).collect();
    ensure!(found.is_empty(), "{screen}:\n  {}", found.join("\n  "));
    Ok(())
}

/// Opens something by its keys, looks at it and closes it again.
async fn opened_by(app: &App, chord: &str, id: &str) -> Result<()> {
    app.window().press(&[chord])?;
    app.find(id).await?;
    is_fine(app, id).await?;
    app.window().press(&["Escape"])?;
    app.gone(id).await
}

async fn every_screen(app: &App) -> Result<()> {
    app.open("market-morning").await?;
    is_fine(app, "an article").await?;
    app.click("menu-button").await?;
    app.find("menu-settings").await?;
    is_fine(app, "the menu").await?;
    app.window().press(&["Escape"])?;
    let tabs = app.run("return [...document.querySelectorAll('[role=tab][data-tab]')].map(t => t.dataset.tab)", vec![]);
    for tab in tabs.await?.as_array().into_iter().flatten().filter_map(Value::as_str) {
        app.click(&format!("side-{tab}")).await?;
        is_fine(app, tab).await?;
    }
    searching(app).await?;
    app.click("problems-toggle").await?;
    is_fine(app, "the problems").await?;
    let by_keys = [
        ("ctrl+shift+p", "palette"),
        ("F1", "shortcuts-dialog"),
        ("ctrl+comma", "settings-dialog"),
        ("ctrl+alt+comma", "publication-dialog"),
    ];
    for (chord, id) in by_keys {
        opened_by(app, chord, id).await?;
    }
    Ok(())
}

/// What is found in all articles with what would take its place, and the same above the text.
async fn searching(app: &App) -> Result<()> {
    app.window().press(&["ctrl+shift+h"])?;
    app.find("search-words").await?.send_keys("市場").await?;
    app.find("search-replacement").await?.send_keys("いちば").await?;
    app.find_css("[data-testid=search-place] ins").await?;
    is_fine(app, "what was found").await?;
    app.click("search-replacing").await?;
    app.place_cursor_after(LINE).await?;
    app.window().press(&["ctrl+f"])?;
    app.find_css(".kiku-search [name=search]").await?.send_keys("市場").await?;
    app.find_css(".kiku-search [name=replace]").await?.send_keys("いちば").await?;
    app.find_css(".kiku-search ins").await?;
    is_fine(app, "the search above the text").await?;
    app.window().press(&["Escape"])?;
    eventually("panels", 0, async || app.count(".kiku-search").await).await
}

/// Opens every dialog that something must be done for, looks at it and closes it again.
async fn every_dialog(app: &App) -> Result<()> {
    app.open("market-morning").await?;
    opened_by(app, "ctrl+n", "new-article").await?;
    opened_by(app, "ctrl+e", "export-choice").await?;
    the_history(app).await?;
    app.click("side-sources").await?;
    app.click("source-add").await?;
    closed_again(app, "source-dialog").await?;
    app.click("side-personas").await?;
    app.click("persona-add").await?;
    closed_again(app, "persona-dialog").await?;
    app.click("side-articles").await?;
    for (entry, dialog) in [("article-rename", "rename-article"), ("article-throw-away", "throw-away")] {
        app.window().click(app.middle_of("article-item", 0).await?, 3)?;
        app.find(entry).await?;
        is_fine(app, "the menu of an article").await?;
        app.click(entry).await?;
        closed_again(app, dialog).await?;
    }
    app.window().click(app.middle_of("article-status", 0).await?, 1)?;
    app.find("status-draft").await?;
    is_fine(app, "the menu of the status").await?;
    app.window().press(&["Escape"])?;
    app.run(PICTURE, vec![]).await?;
    closed_again(app, "image-dialog").await?;
    app.preview("main.querySelector('a[href^=http]').click(); return true").await?;
    closed_again(app, "link-dialog").await?;
    app.click("export-button").await?;
    closed_again(app, "export-choice").await?;
    app.click("export-button").await?;
    app.click("export-start").await?;
    app.find("export-done").await?;
    closed_again(app, "export-dialog").await
}

/// Where one writes in the sample, and somebody else does too.
const LINE: &str = "もう人の声が行き交っています。";

/// A file that somebody else wrote into, and both texts beside each other.
async fn a_conflict(app: &App) -> Result<()> {
    app.open("market-morning").await?;
    let theirs = app.publication.read("market-morning")?.replacen(LINE, &format!("{LINE}外から。"), 1);
    app.place_cursor_after(LINE).await?;
    app.type_text("中から。").await?;
    app.is("dirty").await?;
    app.publication.write("market-morning", &theirs)?;
    app.find("conflict-banner").await?;
    is_fine(app, "a conflict").await?;
    app.click("compare").await?;
    app.find_css("[data-testid=comparison] .cm-take").await?;
    closed_again(app, "compare-dialog").await
}

/// A text that can be read and not written.
async fn a_text_to_read(app: &App) -> Result<()> {
    let folder = app.publication.root().join("old");
    fs::create_dir(&folder)?;
    fs::write(folder.join("article.md"), b"---\ntitle: Old\n---\n\n\x93\xfa\x96{\x8c\xea\n")?;
    app.find_css("[data-testid=article-item][data-slug=old]").await?.click().await?;
    app.find("readonly-banner").await?;
    app.is("readonly").await?;
    is_fine(app, "a text to read").await
}

/// The history before there is any, and versions beside each other as text and as a page.
async fn the_history(app: &App) -> Result<()> {
    opened_by(app, "ctrl+alt+h", "history-dialog").await?;
    for text in ["声", "朝"] {
        app.place_cursor_after("もう人の声が行き交っています。").await?;
        app.type_text(text).await?;
        app.control('s').await?;
        app.is("saved").await?;
    }
    app.window().press(&["ctrl+alt+h"])?;
    app.find_css("[data-testid=comparison] .cm-changedText").await?;
    is_fine(app, "two versions as text").await?;
    app.click("version-view-page").await?;
    app.find("compared-page").await?;
    is_fine(app, "two versions as a page").await?;
    app.window().press(&["Escape"])?;
    app.gone("history-dialog").await
}

/// Drops a picture on the text.
const PICTURE: &str = "
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'boat.png', { type: 'image/png' }));
    const content = document.querySelector('.cm-content'), { left, top } = content.getBoundingClientRect();
    const place = { clientX: left + 9, clientY: top + 9, bubbles: true, cancelable: true };
    content.dispatchEvent(new DragEvent('drop', { dataTransfer: data, ...place }))";

async fn closed_again(app: &App, id: &str) -> Result<()> {
    app.find(id).await?;
    is_fine(app, id).await?;
    app.window().press(&["Escape"])?;
    app.gone(id).await
}

/// The reader's page, as its own frame shows it.
async fn the_page(app: &App) -> Result<()> {
    app.open("market-morning").await?;
    app.preview(&axe()?).await?;
    let look = "
        window.axeFound = null;
        axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => {
            window.axeFound = violations.flatMap(({ id, nodes }) =>
                nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
        });
        return true";
    app.preview(look).await?;
    let found = until("axe has looked", async || {
        let found = app.preview("return window.axeFound").await?;
        Ok((!found.is_null()).then_some(found))
    });
    nothing("the reader's page", &found.await?)
}

#[test]
fn axe_finds_nothing_in_any_dialog() -> Result<()> {
    for (language, theme) in [("ja", "dark"), ("en", "light")] {
        in_look(&format!(r#"{{"language": "{language}", "theme": "{theme}"}}"#), every_dialog)?;
    }
    Ok(())
}

#[test]
fn axe_finds_nothing_where_a_file_cannot_be_written() -> Result<()> {
    for (language, theme) in [("ja", "light"), ("en", "dark")] {
        in_look(&format!(r#"{{"language": "{language}", "theme": "{theme}"}}"#), async |app| {
            a_conflict(app).await?;
            a_text_to_read(app).await
        })?;
    }
    Ok(())
}

#[test]
fn axe_finds_nothing_after_a_crash() -> Result<()> {
    for (language, theme) in [("ja", "dark"), ("en", "light")] {
        let settings = format!(r#"{{"language": "{language}", "theme": "{theme}"}}"#);
        let start = Start::on(Publication::sample()?).with_settings(&settings);
        let write = async |app: &App| {
            app.open("market-morning").await?;
            app.place_cursor_after(LINE).await?;
            app.type_text("書きかけ。終").await?;
            eventually("the last character in the journal", true, async || Ok(app.journals()?.contains('終'))).await
        };
        across_a_crash(start, write, async |app| closed_again(app, "recovery-dialog").await)?;
    }
    Ok(())
}

#[test]
fn axe_finds_nothing_in_the_readers_page() -> Result<()> {
    for theme in ["light", "dark"] {
        in_look(&format!(r#"{{"language": "ja", "preview": {{"theme": "{theme}"}}}}"#), the_page)?;
    }
    Ok(())
}

fn in_look<T: AsyncFnOnce(&App) -> Result<()>>(settings: &str, look: T) -> Result<()> {
    run(Start::on(Publication::sample()?).with_settings(settings), look)
}

#[test]
fn axe_finds_nothing_in_light_japanese() -> Result<()> {
    in_look(r#"{"language": "ja", "theme": "light"}"#, every_screen)
}

#[test]
fn axe_finds_nothing_in_dark_english() -> Result<()> {
    in_look(r#"{"language": "en", "theme": "dark"}"#, every_screen)
}

#[test]
fn axe_finds_nothing_before_anything_is_open() -> Result<()> {
    for theme in ["light", "dark"] {
        let settings = format!(r#"{{"language": "ja", "theme": "{theme}"}}"#);
        run(Start::on_nothing(Publication::sample()?).with_settings(&settings), async |app| {
            is_fine(app, "the first screen").await?;
            app.click("new-publication").await?;
            app.find("new-publication-dialog").await?;
            is_fine(app, "a new publication").await
        })?;
    }
    Ok(())
}

/// What has the keyboard: its name, and whether one sees that it has it.
const FOCUSED: &str = "
    const element = document.activeElement;
    const name = element.dataset?.testid || element.id || element.getAttribute('aria-label') || element.tagName;
    const style = getComputedStyle(element), ring = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none';
    const own = element.matches('iframe, .cm-content, input, [role=separator]') || style.boxShadow !== 'none';
    return { name, seen: ring || own, pane: element.closest('[data-pane]')?.tagName ?? null }";

/// Presses a key again and again until the keyboard is back where it was, and tells where it went.
async fn round(app: &App, key: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for _ in 0..80 {
        app.window().press(&[key])?;
        let focused = app.run(FOCUSED, vec![]).await?;
        let name = focused["name"].as_str().unwrap_or_default().to_owned();
        ensure!(focused["seen"] == json!(true), "nothing shows that {name} has the keyboard");
        if names.first() == Some(&name) {
            return Ok(names);
        }
        names.push(name);
    }
    Ok(names)
}

#[test]
fn tab_reaches_everything_in_the_order_in_which_it_stands() -> Result<()> {
    run(Start::on(Publication::sample()?), async |app| {
        app.open("market-morning").await?;
        app.run("document.querySelector('[data-testid=menu-button]').focus(); return true", vec![]).await?;
        // The text keeps Tab for itself, so the walk goes around it: without it, every stop is a control.
        app.window().press(&["ctrl+2"])?;
        app.run("document.querySelector('[data-testid=menu-button]').focus(); return true", vec![]).await?;
        let names = round(app, "Tab").await?;
        let order = ["palette-button", "toggle-editor", "export-button", "side-articles", "article-item"];
        let places = order.map(|name| names.iter().position(|stop| stop == name));
        ensure!(places.iter().all(Option::is_some) && places.is_sorted(), "{order:?} is not the order in {names:?}");
        Ok(())
    })
}

#[test]
fn f6_goes_from_pane_to_pane() -> Result<()> {
    run(Start::on(Publication::sample()?), async |app| {
        app.open("market-morning").await?;
        app.place_cursor_after(LINE).await?;
        let focused = async || app.run("return document.activeElement.closest('[data-pane]').id", vec![]).await;
        app.window().press(&["F6"])?;
        eventually("the pane", json!("pane-preview"), focused).await?;
        app.window().press(&["shift+F6"])?;
        eventually("the pane", json!("pane-editor"), focused).await?;
        let text = app.editor_text().await?;
        app.window().press(&["shift+F6", "F6"])?;
        eventually("the pane", json!("pane-editor"), focused).await?;
        ensure!(app.editor_text().await? == text);
        Ok(())
    })
}
