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

/// The host that the question points out.
async fn host(app: &App) -> Result<String> {
    Ok(app.find_css("[data-testid=link-address] strong").await?.text().await?)
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
        ensure!(host(app).await? == "example.org");
        ensure!(app.count("[data-testid=link-letters], [data-testid=link-user]").await? == 0);
        close(app).await?;
        follow(app, "disguised").await?;
        ensure!(host(app).await? == "example.net");
        app.find("link-user").await?;
        close(app).await?;
        follow(app, "alike").await?;
        ensure!(host(app).await? == "xn--xample-2of.org");
        app.find("link-letters").await?;
        close(app).await?;
        follow(app, "mail").await?;
        ensure!(host(app).await? == "example.org");
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
