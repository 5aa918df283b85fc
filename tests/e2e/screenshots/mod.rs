//! Pictures of the app for the README and the guide, in both languages and colours: `cargo xtask screenshots`.
//!
//! A picture that cannot be taken fails the run: what the guide shows is what the app does.

mod reduce;

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;

use crate::harness::{App, Publication, Start, run, until};

use reduce::Pixels;

/// Where the pictures of one look go.
struct Album {
    folder: PathBuf,
}

impl Album {
    fn new(language: &str, theme: &str) -> Result<Self> {
        let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/images");
        let folder = images.join(format!("{language}-{theme}"));
        fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    /// Takes a picture once nothing moves.
    async fn take(&self, app: &App, name: &str) -> Result<()> {
        let picture = reduce::png(&still(app).await?).with_context(|| format!("the picture {name}"))?;
        Ok(fs::write(self.folder.join(name).with_extension("png"), picture)?)
    }
}

/// Keeps the cursor from blinking.
const CALM: &str = "
    const style = document.head.appendChild(document.createElement('style'));
    style.textContent = '* { caret-color: transparent !important; animation-duration: 0s !important }'";

/// The pixels of the window once they are the same in two looks.
async fn still(app: &App) -> Result<Pixels> {
    app.run(CALM, vec![]).await?;
    let last = RefCell::new((0, 0, Vec::new()));
    until("the window is still", async || {
        let now = app.window().pixels()?;
        let same = *last.borrow() == now;
        *last.borrow_mut() = now;
        Ok(same.then(|| last.take()))
    })
    .await
}

async fn tour(app: &App, album: &Album, japanese: bool) -> Result<()> {
    let (slug, place) = if japanese {
        ("market-morning", "もう人の声が行き交っています。")
    } else {
        ("harbour-lights", "\n## ")
    };
    app.open(slug).await?;
    app.preview("for (const image of document.images) image.loading = 'eager'; return true").await?;
    app.place_cursor_after(place).await?;
    album.take(app, "writing").await?;
    searching(app, album, japanese).await?;
    dialogs(app, album).await?;
    app.place_cursor_after(place).await?;
    asking(app, album).await?;
    side(app, album, japanese).await?;
    publication(app, album).await?;
    reader(app, album).await?;
    versions(app, album, japanese).await
}

/// What opens while one writes, with nothing of it left in the text.
async fn asking(app: &App, album: &Album) -> Result<()> {
    app.window().press(&["ctrl+shift+p"])?;
    app.find("palette").await?;
    album.take(app, "palette").await?;
    app.window().press(&["Escape"])?;
    app.gone("palette").await?;
    let text = app.editor_text().await?;
    app.window().press(&["End", "Return", "Return", "slash"])?;
    app.find_css(".cm-offer[aria-selected]").await?;
    album.take(app, "blocks").await?;
    app.window().press(&["Escape", "ctrl+z"])?;
    until("the text is as before", async || {
        app.window().press(&["ctrl+z"])?;
        Ok((app.editor_text().await? == text).then_some(()))
    })
    .await?;
    app.click("toolbar-insertSource").await?;
    closed_after(app, album, "source-dialog", "source").await
}

/// The tabs beside the text.
async fn side(app: &App, album: &Album, japanese: bool) -> Result<()> {
    app.click("side-sources").await?;
    app.find("source-search").await?;
    album.take(app, "sources").await?;
    app.click("side-personas").await?;
    app.find_css("[data-testid=persona]").await?.click().await?;
    closed_after(app, album, "persona-dialog", "personas").await?;
    app.click("side-articles").await?;
    app.window().click(app.middle_of("article-item", usize::from(japanese)).await?, 3)?;
    app.find("article-rename").await?;
    album.take(app, "binder").await?;
    app.click("article-rename").await?;
    app.find_css("[data-testid=rename-article-ok]:enabled").await?;
    closed_after(app, album, "rename-article", "rename").await
}

/// What readers get.
async fn reader(app: &App, album: &Album) -> Result<()> {
    app.click("preview-width-phone").await?;
    let narrow = async || Ok((app.preview("return innerWidth < 500").await? == json!(true)).then_some(()));
    until("the page is as wide as a phone", narrow).await?;
    album.take(app, "preview").await?;
    app.click("preview-width-pane").await?;
    app.click("export-button").await?;
    closed_after(app, album, "export-choice", "export").await
}

/// The settings of the publication, once there is a page in each theme.
async fn publication(app: &App, album: &Album) -> Result<()> {
    app.window().press(&["ctrl+alt+comma"])?;
    app.find("publication-dialog").await?;
    let styled = "return document.readyState === 'complete'
        && getComputedStyle(document.documentElement).getPropertyValue('--paper') !== ''";
    for theme in ["none", "news", "essay", "manual"] {
        let shown = async || Ok((app.in_frame(&format!("sample-{theme}"), styled).await? == json!(true)).then_some(()));
        until("a page in each theme", shown).await?;
    }
    closed_after(app, album, "publication-dialog", "publication").await
}

/// A version beside the one before it.
async fn versions(app: &App, album: &Album, japanese: bool) -> Result<()> {
    let (place, words) = if japanese {
        ("もう人の声が行き交っています。", ["魚を運ぶ台車の音も聞こえます。", "空はまだ暗いままです。"])
    } else {
        ("like a spilled box of beads.", [" Nothing moves.", " Only two of them blink."])
    };
    app.place_cursor_after(place).await?;
    for words in words {
        app.type_text(words).await?;
        app.control('s').await?;
        app.is("saved").await?;
    }
    app.window().press(&["ctrl+alt+h"])?;
    app.find_css("[data-testid=comparison] .cm-changedText").await?;
    closed_after(app, album, "history-dialog", "history").await
}

async fn closed_after(app: &App, album: &Album, id: &str, name: &str) -> Result<()> {
    app.find(id).await?;
    album.take(app, name).await?;
    app.window().press(&["Escape"])?;
    app.gone(id).await
}

/// What would take the place of a word in all articles.
async fn searching(app: &App, album: &Album, japanese: bool) -> Result<()> {
    let (words, with) = if japanese { ("朝", "夜明け") } else { ("harbour", "haven") };
    app.window().press(&["ctrl+shift+h"])?;
    app.find("search-words").await?.send_keys(words).await?;
    app.find("search-replacement").await?.send_keys(with).await?;
    app.find_css("[data-testid=search-place] ins").await?;
    album.take(app, "search").await?;
    app.click("search-replacing").await?;
    app.click("side-articles").await
}

async fn dialogs(app: &App, album: &Album) -> Result<()> {
    for (chord, id, name) in [("F1", "shortcuts-dialog", "keys"), ("ctrl+comma", "settings-dialog", "settings")] {
        app.window().press(&[chord])?;
        app.find(id).await?;
        album.take(app, name).await?;
        app.window().press(&["Escape"])?;
        app.gone(id).await?;
    }
    Ok(())
}

async fn beginning(app: &App, album: &Album) -> Result<()> {
    album.take(app, "welcome").await?;
    app.click("new-publication").await?;
    app.find("new-publication-dialog").await?;
    let place = "document.querySelector('dialog output').textContent = arguments[0]";
    app.run(place, vec![json!("~/Documents")]).await?;
    album.take(app, "new-publication").await
}

fn pictures(language: &str, theme: &str) -> Result<()> {
    let album = Album::new(language, theme)?;
    let settings = format!(r#"{{"language": "{language}", "theme": "{theme}"}}"#);
    run(Start::on_nothing(Publication::sample()?).with_settings(&settings), async |app| beginning(app, &album).await)?;
    let start = Start::on(Publication::sample()?).with_settings(&settings);
    run(start, async |app| tour(app, &album, language == "ja").await)
}

#[test]
#[ignore = "writes to docs/images; cargo xtask screenshots"]
fn in_light_japanese() -> Result<()> {
    pictures("ja", "light")
}

#[test]
#[ignore = "writes to docs/images; cargo xtask screenshots"]
fn in_dark_japanese() -> Result<()> {
    pictures("ja", "dark")
}

#[test]
#[ignore = "writes to docs/images; cargo xtask screenshots"]
fn in_light_english() -> Result<()> {
    pictures("en", "light")
}

#[test]
#[ignore = "writes to docs/images; cargo xtask screenshots"]
fn in_dark_english() -> Result<()> {
    pictures("en", "dark")
}
