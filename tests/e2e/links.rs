//! Links lead out of the preview only after a look at where.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, eventually, on};

const TEXT: &str = "---\ntitle: Links\n---\n\n\
    [plain](https://example.org/path?query), [disguised](https://example.org@example.net/), \
    [alike](https://\u{435}xample.org/), [mail](mailto:kiku@example.org).\n";

/// Follows the link with these words, as a click in the preview does.
async fn follow(app: &App, words: &str) -> Result<()> {
    let click = format!("[...main.querySelectorAll('a')].find(a => a.textContent === '{words}').click(); return true");
    app.preview(&click).await?;
    app.find("link-dialog").await?;
    Ok(())
}

/// Waits until the question points out this host. WebDriver gives the words of an element that is drawn, and a dialog
/// stands in the document a moment before it is.
async fn points_out(app: &App, host: &str) -> Result<()> {
    let strong = "[data-testid=link-address] strong";
    eventually("the host", host.to_owned(), async || Ok(app.find_css(strong).await?.text().await?)).await
}

async fn close(app: &App) -> Result<()> {
    app.type_text("\u{E00C}").await?;
    app.gone("link-dialog").await
}

#[test]
fn the_question_says_who_would_answer() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        follow(app, "plain").await?;
        ensure!(app.texts("link-address").await? == ["https://example.org/path?query"]);
        points_out(app, "example.org").await?;
        ensure!(app.count("[data-testid=link-letters], [data-testid=link-user]").await? == 0);
        close(app).await?;
        follow(app, "disguised").await?;
        points_out(app, "example.net").await?;
        app.find("link-user").await?;
        close(app).await?;
        follow(app, "alike").await?;
        points_out(app, "xn--xample-2of.org").await?;
        app.find("link-letters").await?;
        close(app).await?;
        follow(app, "mail").await?;
        points_out(app, "example.org").await?;
        Ok(())
    })
}

#[test]
fn an_address_can_be_copied() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        follow(app, "plain").await?;
        app.click("link-copy").await?;
        eventually("the button says so", json!(["Copied"]), async || Ok(json!(app.texts("link-copy").await?))).await
    })
}
