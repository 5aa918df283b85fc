//! Opening the sample publication.

use anyhow::Result;

use crate::harness::{Publication, eventually, on};

const TITLE: &str = "市場はなぜ朝に開くのか";

#[test]
fn the_binder_lists_the_articles() -> Result<()> {
    on(Publication::sample()?, async |app| {
        eventually("articles in the binder", 3, async || app.count("[data-testid=article-item]").await).await?;
        for slug in ["harbour-lights", "market-morning", "washi-paper"] {
            app.find_css(&format!("[data-testid=article-item][data-slug={slug}]")).await?;
        }
        let titles = app.texts("article-item").await?;
        anyhow::ensure!(titles.iter().any(|title| title.contains(TITLE)), "no {TITLE} among {titles:?}");
        Ok(())
    })
}

#[test]
fn an_opened_article_shows_its_chapters_and_its_page() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        app.preview_shows("h1", TITLE).await?;
        app.preview_holds("食卓には何が届くのか").await?;
        app.is("saved").await?;
        for chapter in ["取引は何時に始まるのか", "見直しで何が変わるのか"] {
            let listed = async || Ok(app.texts("outline-item").await?.iter().any(|item| item.contains(chapter)));
            eventually(&format!("{chapter} in the outline"), true, listed).await?;
        }
        Ok(())
    })
}

#[test]
fn pictures_of_the_publication_are_loaded() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        let missing = "const images = [...document.images];
            return images.length === 0 ? ['no image at all']
                : images.filter(i => !(i.complete && i.naturalWidth > 0)).map(i => i.getAttribute('src'))";
        let scroll_to_all = "for (const image of document.images) image.loading = 'eager'; return true";
        app.preview(scroll_to_all).await?;
        eventually("images that did not load", serde_json::json!([]), async || app.preview(missing).await).await
    })
}

#[test]
fn one_article_gives_way_to_another() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        app.open("harbour-lights").await?;
        app.preview_shows("h1", "How a Small Harbour’s Lights Are Read").await?;
        app.open("market-morning").await?;
        app.preview_shows("h1", TITLE).await
    })
}

#[test]
fn another_publication_opens_from_the_menu() -> Result<()> {
    let publication = Publication::sample()?;
    // Folder dialogs answer with this folder.
    std::fs::create_dir_all(publication.export_folder().join("only"))?;
    std::fs::write(publication.export_folder().join("publication.toml"), "title = \"Other\"\n")?;
    std::fs::write(publication.export_folder().join("only/article.md"), "---\ntitle: The only one\n---\n")?;
    on(publication, async |app| {
        app.open("market-morning").await?;
        app.click("menu-button").await?;
        app.click("open-publication").await?;
        app.find_css("[data-testid=article-item][data-slug=only]").await?;
        eventually("articles in the binder", 1, async || app.count("[data-testid=article-item]").await).await
    })
}
