//! What makes long writing easier: focus, the line in the middle, lengths and targets, larger text, words without spaces.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, eventually, on};

const TEXT: &str = "---\ntitle: Comfort\nlanguage: ja\n---\n\n市場は朝に開く。人の声が行き交う。\n\n次の段落。\n\n## 章\n\n本文が続く。\n";

/// The text on the screen that is not dimmed, without the front matter.
async fn bright(app: &App) -> Result<String> {
    let script = "return [...document.querySelectorAll('.cm-content .cm-line:not(.cm-front-matter)')]
        .map((line) => [...line.childNodes].filter((node) => !node.classList?.contains('cm-dimmed'))
            .map((node) => node.textContent).join('')).join('')";
    Ok(app.run(script, vec![]).await?.as_str().unwrap_or_default().to_owned())
}

#[test]
fn only_the_sentence_or_the_paragraph_stays_bright() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("人の声").await?;
        app.window().press(&["ctrl+shift+j"])?;
        eventually("bright", "人の声が行き交う。".to_owned(), async || bright(app).await).await?;
        app.window().press(&["ctrl+j"])?;
        eventually("bright", "市場は朝に開く。人の声が行き交う。".to_owned(), async || {
            bright(app).await
        })
        .await?;
        app.window().press(&["ctrl+j"])?;
        eventually("dimmed", 0, async || app.count(".cm-dimmed").await).await
    })
}

#[test]
fn keys_jump_and_delete_by_japanese_words() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("---\n\n").await?;
        app.window().press(&["ctrl+Right", "ctrl+Right"])?;
        app.type_text("、").await?;
        app.editor_shows(&TEXT.replace("市場は朝", "市場は、朝")).await?;
        app.window().press(&["ctrl+BackSpace", "ctrl+BackSpace", "ctrl+BackSpace"])?;
        app.editor_shows(&TEXT.replace("市場は朝", "朝")).await
    })
}

#[test]
fn the_selection_is_counted_by_the_engine_s_rule_and_the_target_is_kept() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("本文が続く。").await?;
        app.window().press(&["shift+Home"])?;
        let selected = async || Ok(app.texts("selection-counts").await?.concat());
        eventually("the selection", "Selected: 6 characters".to_owned(), selected).await?;
        app.click("counts").await?;
        eventually("the chapter", vec!["6".to_owned()], async || app.texts("chapter-characters").await).await?;
        app.click("target").await?;
        app.window().type_keys("40")?;
        app.window().press(&["Return"])?;
        let percent = async || Ok(app.texts("counts").await?.concat().contains("% of the target"));
        eventually("the target", true, percent).await?;
        app.load_again().await?;
        eventually("the target is known again", true, percent).await
    })
}

#[test]
fn the_line_that_one_writes_stays_in_the_middle() -> Result<()> {
    let lines: String = (0..80).map(|line| format!("{line}行目\n\n")).collect();
    on(Publication::of(&format!("{TEXT}\n{lines}"))?, async |app| {
        app.open("notes").await?;
        app.window().press(&["ctrl+alt+j"])?;
        app.place_cursor_after("60行目").await?;
        app.window().type_keys("a")?;
        let height = "const view = document.querySelector('[data-testid=editor] .cm-content').cmTile.root.view;
            const { top, height } = view.scrollDOM.getBoundingClientRect();
            const place = (view.coordsAtPos(view.state.selection.main.head).top - top) / height;
            return place > 0.4 && place < 0.6";
        eventually("in the middle", json!(true), async || app.run(height, vec![]).await).await
    })
}

#[test]
fn text_becomes_larger_and_stays_so() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        let size = "return getComputedStyle(document.querySelector('.cm-content')).fontSize";
        ensure!(app.run(size, vec![]).await? == json!("15px"));
        app.place_cursor_after("市場").await?;
        app.window().press(&["ctrl+equal", "ctrl+equal"])?;
        eventually("the size", json!("17px"), async || app.run(size, vec![]).await).await?;
        app.load_again().await?;
        eventually("the size", json!("17px"), async || app.run(size, vec![]).await).await
    })
}
