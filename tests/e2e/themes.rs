//! The look that a publication chooses: the preview has it, and follows its files.

use std::fs;

use anyhow::Result;
use serde_json::json;

use crate::harness::{App, Publication, eventually, on};

const SETTINGS: &str = "title = \"Notes\"\nlanguage = \"en\"\n";
const ARTICLE: &str = "---\ntitle: Notes\n---\n\n## First\n\nWords.\n";

/// Waits until the page has this ground, as CSS says colours.
async fn has_ground(app: &App, what: &str, colour: &str) -> Result<()> {
    let script = "return getComputedStyle(document.documentElement).backgroundColor";
    eventually(what, json!(colour), async || app.preview(script).await).await
}

#[test]
fn the_preview_has_the_theme_and_the_style_of_the_publication_and_follows_both() -> Result<()> {
    on(Publication::of(ARTICLE)?, async |app| {
        let root = app.publication.root();
        let settings = |more: &str| fs::write(root.join("publication.toml"), format!("{SETTINGS}{more}"));
        app.open("notes").await?;
        has_ground(app, "Kiku's own paper", "rgb(253, 251, 246)").await?;
        settings("theme = \"essay\"\n")?;
        has_ground(app, "the theme's paper", "rgb(250, 246, 238)").await?;
        fs::write(root.join("own.css"), ":root { --paper: rgb(1 2 3) }")?;
        fs::write(root.join("head.html"), "<p id=\"own\">Our <b>own</b><script>parent.x = 1</script></p>")?;
        settings("theme = \"essay\"\ncss = \"own.css\"\nheader = \"head.html\"\n")?;
        has_ground(app, "the publication's own paper", "rgb(1, 2, 3)").await?;
        let header = "return document.querySelector('.own-header')?.innerHTML.trim()";
        let cleaned = json!("<p id=\"own\">Our <b>own</b></p>");
        eventually("the publication's own header", cleaned, async || app.preview(header).await).await?;
        fs::write(root.join("own.css"), ":root { --paper: rgb(4 5 6) }")?;
        has_ground(app, "the style as it was saved", "rgb(4, 5, 6)").await
    })
}
