//! Editor and preview follow each other.

use anyhow::{Context, Result};

use crate::harness::{App, Publication, on, until};

fn long_article() -> String {
    let paragraphs = (1..=120).map(|n| format!("Paragraph number {n} says something, and then a little more.\n\n"));
    format!("---\ntitle: Long\n---\n\n{}", paragraphs.collect::<String>())
}

/// The number of the paragraph at the middle of the editor.
async fn in_editor(app: &App) -> Result<Option<i64>> {
    number(
        &app.run(
            "const box = document.querySelector('[data-testid=editor] .cm-scroller').getBoundingClientRect();
             const lines = [...document.querySelectorAll('.cm-line')].filter(line => /number \\d+/.test(line.textContent));
             const middle = box.top + box.height / 2;
             return lines.find(line => line.getBoundingClientRect().bottom > middle)?.textContent ?? ''",
            vec![],
        )
        .await?,
    )
}

/// The number of the paragraph at the middle of the preview.
async fn in_preview(app: &App) -> Result<Option<i64>> {
    number(
        &app.preview(
            "const paragraphs = [...main.querySelectorAll('p')].filter(p => /number \\d+/.test(p.textContent));
             return paragraphs.find(p => p.getBoundingClientRect().bottom > innerHeight / 2)?.textContent ?? ''",
        )
        .await?,
    )
}

fn number(text: &serde_json::Value) -> Result<Option<i64>> {
    let digits = |text: &str| text.split_whitespace().nth(2).and_then(|word| word.parse().ok());
    Ok(text.as_str().and_then(digits))
}

/// The middle of an element of the window.
async fn middle_of(app: &App, selector: &str) -> Result<(i64, i64)> {
    let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)]";
    let point = app.run(script, vec![selector.into()]).await?;
    let coordinate = |index: usize| point[index].as_i64().context("the element is nowhere");
    Ok((coordinate(0)?, coordinate(1)?))
}

/// Turns the wheel over `selector` until what is `under` it has moved well away from the start. Then both sides must come
/// to rest at the same place.
async fn wheel_moves_both(app: &App, selector: &str, under: impl AsyncFn(&App) -> Result<Option<i64>>) -> Result<()> {
    let (x, y) = middle_of(app, selector).await?;
    let start = under(app).await?.context("no paragraph in sight")?;
    until(&format!("{selector} scrolls"), async || {
        // Click by click: WebKit scrolls in a thread that hears of a new frame only when that has been painted.
        app.window().wheel_down(x, y)?;
        Ok(under(app).await?.filter(|now| *now > start + 8))
    })
    .await?;
    until("both sides show the same place", async || {
        let both = in_editor(app).await?.zip(in_preview(app).await?);
        Ok(both.filter(|(editor, preview)| *editor > start + 8 && (editor - preview).abs() <= 2))
    })
    .await?;
    Ok(())
}

#[test]
fn the_preview_follows_the_editor() -> Result<()> {
    on(Publication::of(&long_article())?, async |app| {
        app.open("notes").await?;
        app.preview_holds("number 120").await?;
        wheel_moves_both(app, "[data-testid=editor] .cm-scroller", in_editor).await
    })
}

#[test]
fn the_editor_follows_the_preview() -> Result<()> {
    on(Publication::of(&long_article())?, async |app| {
        app.open("notes").await?;
        app.preview_holds("number 120").await?;
        wheel_moves_both(app, "[data-testid=preview-frame]", in_preview).await
    })
}
