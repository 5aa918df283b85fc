//! Editor and preview follow each other.

use anyhow::{Context, Result, ensure};

use crate::harness::{App, Publication, eventually, on, until};

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

/// Notes in every frame from now on how far both sides are scrolled.
async fn watch(app: &App) -> Result<()> {
    let note = "window.seen = []; const scroller = document.querySelector('[data-testid=editor] .cm-scroller');
        const note = () => { seen.push(Math.round(scroller.scrollTop)); requestAnimationFrame(note); };
        note(); return true";
    app.run(note, vec![]).await?;
    let note = "window.seen = []; const note = () => { seen.push(Math.round(scrollY)); requestAnimationFrame(note); };
        note(); return true";
    app.preview(note).await?;
    Ok(())
}

/// How far each side went back at most from one frame to the next, in pixels: the editor, the preview.
async fn went_back(app: &App) -> Result<(i64, i64)> {
    let most = "return Math.max(0, ...window.seen.map((now, at, all) => (all[at - 1] ?? now) - now))";
    let editor = app.run(most, vec![]).await?.as_i64().context("the editor was not watched")?;
    let preview = app.preview(most).await?.as_i64().context("the preview was not watched")?;
    Ok((editor, preview))
}

/// The upper edge of a paragraph in the preview.
async fn top_in_preview(app: &App, number: i64) -> Result<i64> {
    let script = format!(
        "const found = [...main.querySelectorAll('p')].find(p => p.textContent.startsWith('Paragraph number {number} '));
         return Math.round(found.getBoundingClientRect().top)"
    );
    app.preview(&script).await?.as_i64().context("the paragraph is not there")
}

async fn editor_top(app: &App) -> Result<i64> {
    let script = "return Math.round(document.querySelector('[data-testid=editor] .cm-scroller').scrollTop)";
    app.run(script, vec![]).await?.as_i64().context("the editor does not scroll")
}

/// Makes the page taller above paragraph `number` and within the window, as pictures do that come late, and waits until
/// that is drawn.
async fn pictures_arrive(app: &App, number: i64) -> Result<()> {
    let grow = format!(
        "const paragraphs = [...main.querySelectorAll('p')].filter(p => p.textContent.startsWith('Paragraph'));
         paragraphs[3].style.paddingBottom = '300px';
         paragraphs[{}].style.paddingBottom = '120px';
         window.drawn = 0;
         requestAnimationFrame(() => requestAnimationFrame(() => {{ window.drawn = 1; }}));
         return true",
        number - 3
    );
    app.preview(&grow).await?;
    until("that is drawn", async || Ok(app.preview("return window.drawn").await?.as_i64().filter(|drawn| *drawn == 1)))
        .await?;
    Ok(())
}

#[test]
fn pictures_that_come_late_move_neither_side_while_one_writes() -> Result<()> {
    on(Publication::of(&long_article())?, async |app| {
        app.open("notes").await?;
        app.preview_holds("number 120").await?;
        app.place_cursor_after("number 60").await?;
        app.type_text("x").await?;
        app.preview_holds("number 60x").await?;
        let before = (editor_top(app).await?, top_in_preview(app, 61).await?);
        pictures_arrive(app, 60).await?;
        let after = (editor_top(app).await?, top_in_preview(app, 61).await?);
        ensure!(before.0 == after.0, "the editor went from {} to {}", before.0, after.0);
        ensure!((before.1 - after.1).abs() <= 2, "the page went from {} to {}", before.1, after.1);
        Ok(())
    })
}

#[test]
fn a_line_that_was_scrolled_to_stays_while_pictures_arrive() -> Result<()> {
    on(Publication::of(&long_article())?, async |app| {
        app.open("notes").await?;
        app.preview_holds("number 120").await?;
        wheel_moves_both(app, "[data-testid=editor] .cm-scroller", in_editor).await?;
        let seen = in_preview(app).await?.context("no paragraph in sight")?;
        let editor = editor_top(app).await?;
        pictures_arrive(app, 8).await?;
        ensure!(editor_top(app).await? == editor, "the editor moved");
        let now = in_preview(app).await?.context("no paragraph in sight")?;
        ensure!((now - seen).abs() <= 1, "paragraph {now} stands where {seen} stood");
        Ok(())
    })
}

#[test]
fn writing_at_the_end_moves_both_sides_forwards_only() -> Result<()> {
    on(Publication::of(&long_article())?, async |app| {
        app.open("notes").await?;
        app.preview_holds("number 120").await?;
        app.place_cursor_after("Paragraph number 120 says something, and then a little more.").await?;
        app.type_text("x").await?;
        app.preview_holds("more.x").await?;
        until("the end is in sight", async || Ok((top_in_preview(app, 120).await? < 900).then_some(()))).await?;
        watch(app).await?;
        for number in 121..=128 {
            app.type_text(&format!("\n\nParagraph number {number} says something.")).await?;
        }
        app.preview_holds("Paragraph number 128 says something.").await?;
        let (editor, preview) = went_back(app).await?;
        ensure!(editor <= 1 && preview <= 1, "the editor went back by {editor}, the preview by {preview}");
        let below = top_in_preview(app, 128).await?;
        ensure!((0..900).contains(&below), "what was written last stands at {below}");
        Ok(())
    })
}

/// The upper edge of a paragraph's line in the editor; nothing where the editor has not drawn it.
async fn top_in_editor(app: &App, number: i64) -> Result<Option<i64>> {
    let script = "const line = [...document.querySelectorAll('.cm-line')]
            .find(line => line.textContent.startsWith(`Paragraph number ${arguments[0]}`));
        return line ? Math.round(line.getBoundingClientRect().top) : null";
    Ok(app.run(script, vec![number.into()]).await?.as_i64())
}

/// Gives a command from the palette.
async fn give(app: &App, command: &str, typed: &str) -> Result<()> {
    app.window().press(&["ctrl+shift+p"])?;
    app.find("palette").await?;
    app.window().type_keys(typed)?;
    let first = "return document.querySelector('[data-testid=picker-choice]')?.dataset.id ?? ''";
    eventually("the first choice", serde_json::json!(command), async || app.run(first, vec![]).await).await?;
    app.window().press(&["Return"])?;
    app.gone("palette").await
}

#[test]
fn folds_above_move_neither_side() -> Result<()> {
    let block = |n: i64| format!(":::note\nNote {n}.\n\nWith a second line.\n:::\n\n");
    let blocks: String = (1..=20).map(block).collect();
    let text = long_article().replace("Paragraph number 9 ", &format!("{blocks}Paragraph number 9 "));
    on(Publication::of(&text)?, async |app| {
        app.open("notes").await?;
        app.preview_holds("number 120").await?;
        app.place_cursor_after("number 60").await?;
        app.type_text("x").await?;
        app.preview_holds("number 60x").await?;
        let stands = async || Ok(top_in_editor(app, 60).await?.zip(Some(top_in_preview(app, 61).await?)));
        let before = until("the paragraph is drawn", stands).await?;
        for (command, typed, folded) in [("foldBlocks", "fold all", true), ("unfoldAll", "unfold every", false)] {
            let height = "return document.querySelector('[data-testid=editor] .cm-content').scrollHeight";
            let tall = app.run(height, vec![]).await?.as_i64().context("no height")?;
            give(app, command, typed).await?;
            until("the blocks folded or unfolded", async || {
                let now = app.run(height, vec![]).await?.as_i64().unwrap_or(tall);
                Ok(((now < tall - 500) == folded && (now > tall + 500) != folded).then_some(()))
            })
            .await?;
            let after = until("the paragraph is drawn", stands).await?;
            let moved = ((before.0 - after.0).abs(), (before.1 - after.1).abs());
            ensure!(moved.0 <= 2 && moved.1 <= 2, "{command} moved the editor by {}, the page by {}", moved.0, moved.1);
        }
        Ok(())
    })
}
