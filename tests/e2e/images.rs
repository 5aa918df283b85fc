//! Images that are pasted or dropped: stored once, named, described.

use std::fs;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, eventually, on};

const TEXT: &str = "---\ntitle: Images\n---\n\n## 市場の朝\n\nStart\n";

/// Hands a file to the editor as `kind` does (`paste` or `drop`); a picture is drawn in `color`.
async fn hand_over(app: &App, kind: &str, name: &str, color: &str) -> Result<()> {
    let script = "const [kind, name, color, done] = arguments;
        const canvas = Object.assign(document.createElement('canvas'), { width: 24, height: 16 });
        const pen = canvas.getContext('2d');
        pen.fillStyle = color;
        pen.fillRect(0, 0, 24, 16);
        canvas.toBlob((blob) => {
            const bytes = color === 'text' ? ['<html>'] : [blob];
            const data = new DataTransfer();
            data.items.add(new File(bytes, name, { type: 'image/png' }));
            const content = document.querySelector('[data-testid=editor] .cm-content');
            const { left, bottom } = content.lastElementChild.getBoundingClientRect();
            const place = { clientX: left + 4, clientY: bottom - 4, bubbles: true, cancelable: true };
            content.dispatchEvent(kind === 'paste'
                ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
                : new DragEvent('drop', { dataTransfer: data, ...place }));
            done(true);
        })";
    app.run_until_done(script, vec![json!(kind), json!(name), json!(color)]).await?;
    Ok(())
}

async fn describe(app: &App, alt: &str) -> Result<()> {
    app.find("image-alt").await?.send_keys(alt).await?;
    app.click("image-insert").await?;
    app.gone("image-dialog").await
}

fn stored(app: &App) -> Result<Vec<String>> {
    let folder = app.publication.root().join("notes/images");
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

#[test]
fn a_pasted_picture_is_named_after_its_heading_and_stored_once() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start").await?;
        hand_over(app, "paste", "image.png", "teal").await?;
        describe(app, "朝の市場").await?;
        let figure = ":::figure{src=images/市場の朝.png alt=\"朝の市場\"}\n\n:::";
        app.editor_shows(&TEXT.replace("Start", &format!("Start\n\n{figure}"))).await?;
        let width = "return main.querySelector('figure img')?.naturalWidth ?? null";
        eventually("the picture in the preview", json!(24), async || app.preview(width).await).await?;
        hand_over(app, "paste", "other.png", "teal").await?;
        app.click("image-plain").await?;
        describe(app, "again").await?;
        app.preview_holds("Start").await?;
        let text = app.editor_text().await?;
        ensure!(text.contains("![again](images/市場の朝.png)"), "the text: {text}");
        ensure!(stored(app)? == ["市場の朝.png"], "stored: {:?}", stored(app)?);
        Ok(())
    })
}

#[test]
fn a_dropped_file_keeps_its_name_and_may_be_left_out() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        hand_over(app, "drop", "Fish stall (1).png", "crimson").await?;
        app.find("image-alt").await?;
        app.window().press(&["Escape"])?;
        app.gone("image-dialog").await?;
        ensure!(!app.publication.root().join("notes/images").exists(), "nothing was wanted");
        hand_over(app, "drop", "Fish stall (1).png", "crimson").await?;
        app.click("image-plain").await?;
        describe(app, "Fish").await?;
        let shown = "return main.querySelector('img')?.alt ?? null";
        eventually("the picture in the preview", json!("Fish"), async || app.preview(shown).await).await?;
        let text = app.editor_text().await?;
        ensure!(text.contains("![Fish](images/Fish-stall-1.png)"), "the text: {text}");
        ensure!(stored(app)? == ["Fish-stall-1.png"]);
        Ok(())
    })
}

#[test]
fn what_is_no_image_is_refused() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start").await?;
        hand_over(app, "paste", "page.png", "text").await?;
        describe(app, "a").await?;
        app.find_css("[data-testid=toast][data-kind=failed]").await?;
        app.editor_shows(TEXT).await
    })
}
