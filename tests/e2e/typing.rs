//! Typing: every character arrives once, in the editor and in the preview.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, on};

const TEXT: &str = "---\ntitle: Typing\n---\n\nStart\n\n## A chapter\n\nEnd.\n";

/// Waits for `typed` behind "Start" in the editor, and for its last line in the preview.
async fn arrives(app: &App, typed: &str) -> Result<()> {
    app.editor_shows(&TEXT.replace("Start", &format!("Start{typed}"))).await?;
    app.preview_holds(typed.lines().last().unwrap_or_default()).await?;
    app.is("dirty").await
}

#[test]
fn english_and_japanese_arrive_once() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start").await?;
        let typed = "ing with words, then 日本語の文章。「かぎ括弧」も、カタカナも。";
        app.type_text(typed).await?;
        arrives(app, typed).await
    })
}

#[test]
fn a_sentence_in_the_sample_shows_in_its_page() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        let before = app.publication.read("market-morning")?;
        app.place_cursor_after("すぐには分かりません。")
            .await
            .or(app.place_cursor_after("もう人の声が行き交っています。").await)?;
        app.type_text("ここに書き足す。").await?;
        let after = app.editor_text().await?;
        ensure!(after.chars().count() == before.chars().count() + 8, "something else changed");
        app.preview_holds("ここに書き足す。").await
    })
}

#[test]
fn a_real_keyboard_types_lines() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start").await?;
        let typed = "er: The quick brown fox, (jumps) [over] \"the\" lazy dog; 0123456789 times!";
        app.window().type_keys(typed)?;
        arrives(app, typed).await?;
        app.window().press(&["Return", "Return", "a", "b", "BackSpace", "c"])?;
        arrives(app, &format!("{typed}\n\nac")).await
    })
}

#[test]
fn a_fast_typist_loses_nothing() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        app.place_cursor_after("もう人の声が行き交っています。").await?;
        let before = app.publication.read("market-morning")?;
        let typed: String = (0..60).map(|number| format!("{number} ")).collect();
        app.window().type_keys(&typed)?;
        let words = "もう人の声が行き交っています。";
        app.editor_shows(&before.replacen(words, &format!("{words}{typed}"), 1)).await?;
        app.preview_holds(typed.trim_end()).await
    })
}

/// GTK's own input method reads Ctrl+Shift+U and a number as a character: on every machine a composition like any
/// other, with unfinished text that the editor must leave alone.
#[test]
fn composed_text_arrives_once() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start").await?;
        let listen = "window.compositions = 0;
            document.addEventListener('compositionend', () => window.compositions++, true)";
        app.run(listen, vec![]).await?;
        // 菊, 紛 and あ, each ended by another key.
        app.window().press(&["ctrl+shift+u", "8", "3", "c", "a", "Return"])?;
        app.window().press(&["ctrl+shift+u", "7", "d", "1", "b", "space"])?;
        app.window().press(&["ctrl+shift+u", "3", "0", "4", "2", "Return"])?;
        arrives(app, "菊紛あ").await?;
        let composed = app.run("return window.compositions >= 3", vec![]).await?;
        ensure!(composed == json!(true), "the input method did not compose");
        Ok(())
    })
}

/// The key that confirms what was composed chooses nothing from the list that stands open meanwhile.
#[test]
fn enter_that_confirms_a_composition_takes_nothing_from_the_slash_menu() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start").await?;
        app.window().press(&["Return", "Return", "slash"])?;
        let options = ".cm-tooltip-autocomplete [role=option]";
        app.find_css(options).await?;
        let written = |filter: &str| TEXT.replace("Start", &format!("Start\n\n/{filter}"));
        app.window().press(&["ctrl+shift+u", "3", "0", "5", "d"])?;
        app.window().press(&["Return"])?;
        app.editor_shows(&written("そ")).await?;
        app.window().press(&["ctrl+shift+u", "3", "0", "4", "6", "Return"])?;
        app.editor_shows(&written("そう")).await?;
        app.window().press(&["BackSpace"])?;
        app.editor_shows(&written("そ")).await?;
        // The list goes by what was confirmed, and the next key is for it.
        app.find_css(options).await?;
        app.window().press(&["Return"])?;
        app.find("source-dialog").await?;
        Ok(())
    })
}

#[test]
fn a_conflict_leaves_a_composition_alone() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start").await?;
        app.window().press(&["ctrl+shift+u", "8", "3", "c"])?;
        // Unfinished text is text: the article is not clean any more. WebKit may show its last key with the next one.
        app.preview_holds("Startu").await?;
        app.publication.write("notes", &TEXT.replace("Start", "Theirs"))?;
        app.find("conflict-banner").await?;
        app.window().press(&["a", "Return"])?;
        app.editor_shows(&TEXT.replace("Start", "Start菊")).await?;
        app.preview_holds("Start菊").await?;
        app.is("conflict").await
    })
}
