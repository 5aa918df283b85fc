//! Nothing jumps: what stands in the window keeps its place while something loads or opens beside it.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::harness::{App, Publication, on};

/// From now on, notes at every frame where the panes and the buttons of the bar are.
const WATCH: &str = "
    const seen = window.kikuSeen = new Map();
    const boxes = () => {
        for (const element of document.querySelectorAll('[data-pane], header button, footer button')) {
            const { x, y, width, height } = element.getBoundingClientRect();
            const name = element.dataset.testid ?? (element.id || element.className);
            const places = seen.get(name) ?? seen.set(name, new Set()).get(name);
            // The lengths of the text take the room that their words need; nothing stands behind them.
            const room = name === 'counts' ? [x, y, height] : [x, y, width, height];
            places.add(room.map(Math.round).join(' '));
        }
        requestAnimationFrame(boxes);
    };
    boxes();
    return true";

/// What was at more than one place.
const MOVED: &str = "return [...window.kikuSeen].filter(([, places]) => places.size > 1)
    .map(([name, places]) => `${name}: ${[...places].join(' -> ')}`)";

async fn nothing_moved(app: &App) -> Result<()> {
    let moved = app.run(MOVED, vec![]).await?;
    ensure!(moved == json!([]), "moved: {moved:#}");
    let watched = app.run("return window.kikuSeen.size", vec![]).await?;
    ensure!(watched.as_u64() > Some(8), "only {watched} elements were watched");
    Ok(())
}

#[test]
fn nothing_moves_while_articles_open_and_text_is_typed() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        app.run(WATCH, vec![]).await?;
        app.open("harbour-lights").await?;
        app.open("washi-paper").await?;
        app.open("market-morning").await?;
        app.place_cursor_after("もう人の声が行き交っています。").await?;
        app.type_text("abc").await?;
        app.preview_holds("行き交っています。abc").await?;
        // The counts and the state of saving change their words, and nothing else its place.
        app.is("dirty").await?;
        nothing_moved(app).await
    })
}

#[test]
fn a_dialog_moves_nothing_behind_it() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        app.run(WATCH, vec![]).await?;
        for (chord, id) in [("ctrl+shift+p", "palette"), ("ctrl+comma", "settings-dialog"), ("F1", "shortcuts-dialog")]
        {
            app.window().press(&[chord])?;
            app.find(id).await?;
            app.window().press(&["Escape"])?;
            app.gone(id).await?;
        }
        let focused = app.run("return document.activeElement.tagName", vec![]).await?;
        ensure!(focused != Value::Null);
        nothing_moved(app).await
    })
}
