//! Formatting by keys: they toggle, in the text and on the page.

use anyhow::Result;

use crate::harness::{Publication, on};

const TEXT: &str = "---\ntitle: Formatting\n---\n\nこれは市場の話です。\n";

#[test]
fn bold_beside_japanese_brackets_shows_and_goes_again() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("これは市場の話").await?;
        app.window().press(&["shift+Left", "shift+Left", "shift+Left", "shift+Left", "ctrl+b"])?;
        app.editor_shows(&TEXT.replace("市場の話", "**市場の話**")).await?;
        app.preview_shows("strong", "市場の話").await?;
        app.window().press(&["ctrl+b"])?;
        app.editor_shows(TEXT).await
    })
}

#[test]
fn the_cursor_line_becomes_heading_and_list_by_keys() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("これは").await?;
        app.window().press(&["ctrl+alt+2"])?;
        app.editor_shows(&TEXT.replace("これは市場", "## これは市場")).await?;
        app.window().press(&["ctrl+alt+0", "ctrl+alt+8"])?;
        app.editor_shows(&TEXT.replace("これは市場", "- これは市場")).await?;
        app.window().press(&["ctrl+z", "ctrl+z", "ctrl+z"])?;
        app.editor_shows(TEXT).await
    })
}

#[test]
fn a_reading_is_asked_for_and_enter_gives_it() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("これは市場").await?;
        app.window().press(&["ctrl+shift+r"])?;
        app.find("ruby-reading").await?;
        app.window().press(&["Escape"])?;
        app.gone("ruby-reading").await?;
        app.editor_shows(TEXT).await?;
        app.window().press(&["ctrl+shift+r"])?;
        app.find("ruby-reading").await?;
        app.type_text("し じょう\n").await?;
        app.gone("ruby-reading").await?;
        app.editor_shows(&TEXT.replace("市場", "{市場|し|じょう}")).await?;
        app.preview_shows("rt", "し").await?;
        // The keyboard is the text's again.
        app.type_text("!").await?;
        app.editor_shows(&TEXT.replace("市場", "{市場|し|じょう}!")).await
    })
}
