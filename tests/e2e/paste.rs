//! What is pasted: HTML becomes Markdown, addresses become links or sources.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, eventually, on};

const TEXT: &str = "---\ntitle: Paste\n---\n\n市場の朝\n\n\n\nEnd\n";

/// Pastes what another program put on the clipboard.
async fn paste(app: &App, text: &str, html: &str) -> Result<()> {
    let script = "const data = new DataTransfer();
        data.setData('text/plain', arguments[0]);
        if (arguments[1]) data.setData('text/html', arguments[1]);
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        document.querySelector('[data-testid=editor] .cm-content').dispatchEvent(event)";
    app.run(script, vec![json!(text), json!(html)]).await?;
    Ok(())
}

#[test]
fn html_arrives_as_markdown_and_runs_nothing() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("市場の朝").await?;
        app.run("window.ran = false; window.alert = () => { window.ran = true }", vec![]).await?;
        let html = "<b style='font-weight:normal' id='docs-internal-guid-7'><p><span style='font-weight:700'>強い
            </span>言葉</p><ul><li><p>一</p></li></ul><img src=x onerror='window.ran = true'>
            <script>window.ran = true</script></b>";
        paste(app, "強い言葉", html).await?;
        app.editor_shows(&TEXT.replace("市場の朝", "市場の朝\n\n**強い** 言葉\n\n- 一")).await?;
        app.preview_shows("strong", "強い").await?;
        ensure!(app.run("return window.ran", vec![]).await? == json!(false), "something of the HTML ran");
        app.control('z').await?;
        app.editor_shows(TEXT).await
    })
}

#[test]
fn an_address_becomes_the_link_of_selected_words() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("市場の朝").await?;
        app.window().press(&["shift+Left", "shift+Left", "shift+Left", "shift+Left"])?;
        paste(app, "https://example.org/a", "").await?;
        app.editor_shows(&TEXT.replace("市場の朝", "[市場の朝](https://example.org/a)")).await
    })
}

#[test]
fn an_address_on_an_empty_line_may_become_a_source() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("市場の朝\n\n").await?;
        paste(app, "https://example.org/a", "").await?;
        app.editor_shows(&TEXT.replace("朝\n\n", "朝\n\nhttps://example.org/a")).await?;
        app.find("offer-source").await?;
        // Whoever types on wants the address.
        app.type_text(".").await?;
        app.gone("offer-source").await?;
        app.window().press(&["ctrl+z", "ctrl+z"])?;
        app.editor_shows(TEXT).await?;
        paste(app, "https://example.org/a", "").await?;
        app.click("offer-source").await?;
        app.find("source-dialog").await?;
        let url = app.find("source-url").await?.prop("value").await?;
        ensure!(url.as_deref() == Some("https://example.org/a"), "{url:?}");
        // Who thinks better of it still has the address.
        app.window().press(&["Escape"])?;
        app.gone("source-dialog").await?;
        app.editor_shows(&TEXT.replace("朝\n\n", "朝\n\nhttps://example.org/a")).await?;
        app.control('z').await?;
        paste(app, "https://example.org/a", "").await?;
        app.window().press(&["ctrl+Return"])?;
        app.find("source-title").await?.send_keys("The market").await?;
        app.click("source-ok").await?;
        app.gone("source-dialog").await?;
        eventually("the card", true, async || {
            let text = app.editor_text().await?;
            Ok(text.contains(":::source{ref=example}") && !text.contains("\nhttps://"))
        })
        .await
    })
}
