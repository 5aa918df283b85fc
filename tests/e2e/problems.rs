//! Articles with mistakes.

use anyhow::{Result, ensure};

use crate::harness::{App, Publication, eventually, on};

/// No front matter, an unknown block, an unknown persona, a missing image and a block that is never closed.
const BROKEN: &str = "\
Before.

:::sparkle
Glitter.
:::

:::commentary{by=nobody}
Who speaks?
:::

![A picture](images/gone.png)

:::note
Never closed.
";

async fn at_least(app: &App, problems: usize) -> Result<()> {
    let enough = async || Ok(app.count("[data-testid=problem-item]").await? >= problems);
    eventually(&format!("at least {problems} problems listed"), true, enough).await
}

#[test]
fn a_broken_article_says_what_is_wrong_and_still_shows() -> Result<()> {
    on(Publication::of(BROKEN)?, async |app| {
        app.open("notes").await?;
        for words in ["Before.", "Glitter.", "Who speaks?", "Never closed."] {
            app.preview_holds(words).await?;
        }
        app.click("problems-toggle").await?;
        at_least(app, 4).await?;
        ensure!(app.publication.read("notes")? == BROKEN, "nothing is written over");
        app.is("saved").await
    })
}

#[test]
fn a_problem_leads_to_its_place_and_goes_when_it_is_mended() -> Result<()> {
    let text =
        "---\ntitle: One mistake\ndescription: One.\ndate: 2026-01-01\n---\n\nStart.\n\n:::sparkle\nGlitter.\n:::\n";
    on(Publication::of(text)?, async |app| {
        app.open("notes").await?;
        app.click("problems-toggle").await?;
        at_least(app, 1).await?;
        let listed = app.texts("problem-item").await?;
        ensure!(listed.iter().any(|problem| problem.contains("sparkle")), "no word of the block: {listed:?}");
        app.place_cursor_after(":::").await?;
        for _ in "sparkle".chars() {
            app.window().press(&["Delete"])?;
        }
        app.type_text("note").await?;
        app.editor_shows(&text.replace("sparkle", "note")).await?;
        let gone = async || Ok(app.texts("problem-item").await?.iter().any(|problem| problem.contains("sparkle")));
        eventually("the mended problem is listed", false, gone).await
    })
}

#[test]
fn a_problem_is_repaired_by_its_button_and_undone_as_one_change() -> Result<()> {
    let text = "---\ntitle: Twice\ndescription: One.\ndate: 2026-01-01\nlanguage: en\n---\n\nAll the the best.\n";
    on(Publication::of(text)?, async |app| {
        app.open("notes").await?;
        app.click("problems-toggle").await?;
        let repair = app.find_css("[data-testid=problem-repair][data-code=repeated-word]").await?;
        app.place_cursor_after("best.").await?;
        app.type_text(" Very.").await?;
        app.preview_holds("best. Very.").await?;
        repair.click().await?;
        let repaired = text.replace("the the best.", "the best. Very.");
        app.editor_shows(&repaired).await?;
        app.preview_holds("All the best. Very.").await?;
        let none = "[data-testid=problem-repair][data-code=repeated-word]";
        eventually("buttons for what was repaired", 0, async || app.count(none).await).await?;
        app.control('z').await?;
        app.editor_shows(&text.replace("best.", "best. Very.")).await?;
        app.place_cursor_after("the the").await?;
        app.control('.').await?;
        app.editor_shows(&repaired).await
    })
}

#[test]
fn a_file_that_is_not_utf_8_can_be_neither_edited_nor_written_over() -> Result<()> {
    let publication = Publication::of("---\ntitle: x\n---\n")?;
    let path = publication.root().join("notes/article.md");
    let bytes = b"---\ntitle: \x93\xfa\x96{\x8c\xea\n---\n\nShift_JIS\n";
    std::fs::write(&path, bytes)?;
    on(publication, async |app| {
        app.find_css("[data-testid=article-item][data-slug=notes]").await?.click().await?;
        app.is("readonly").await?;
        app.window().type_keys("abc")?;
        app.control('s').await?;
        app.click("problems-toggle").await?;
        at_least(app, 1).await?;
        ensure!(std::fs::read(&path)? == bytes, "the file was written over");
        Ok(())
    })
}
