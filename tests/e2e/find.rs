//! Finding and replacing: in all articles from beside the text, and in the open one above it.

use std::fs;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::harness::{App, Publication, eventually, on};

const HERE: &str = "---\ntitle: Here\n---\n\nThe market opens.\n\n## Markets\n\nEnd\n";
const THERE: &str = "\u{FEFF}---\r\ntitle: There\r\n---\r\n\r\nA market, two markets.\r\n";

fn publication() -> Result<Publication> {
    let publication = Publication::of(HERE)?;
    publication.write("there", THERE)?;
    publication.write("other", "---\ntitle: Other\n---\n\nNothing to see.\n")?;
    Ok(publication)
}

async fn fill(app: &App, id: &str, words: &str) -> Result<()> {
    let field = app.find(id).await?;
    field.click().await?;
    field.clear().await?;
    field.send_keys(words).await?;
    Ok(())
}

async fn summary(app: &App, expected: &str) -> Result<()> {
    eventually("the count", vec![expected.to_owned()], async || app.texts("search-summary").await).await
}

/// Asks by its keys for a search with replacing, and waits for what it finds.
async fn replacing(app: &App, words: &str, with: &str, found: &str) -> Result<()> {
    app.window().press(&["ctrl+shift+h"])?;
    fill(app, "search-words", words).await?;
    fill(app, "search-replacement", with).await?;
    summary(app, found).await
}

async fn focused(app: &App) -> Result<Value> {
    let script =
        "const e = document.activeElement; return e.dataset.testid ?? (e.closest('.cm-editor') ? 'text' : e.tagName)";
    app.run(script, vec![]).await
}

async fn selected(app: &App, words: &str) -> Result<()> {
    let selection = async || app.run("return getSelection().toString()", vec![]).await;
    eventually("the selection", json!(words), selection).await
}

#[test]
fn words_are_found_in_all_articles_and_reached_by_keys() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("The ").await?;
        app.window().press(&["ctrl+shift+Right"])?;
        app.window().press(&["ctrl+shift+f"])?;
        eventually("the words", json!("market"), async || {
            app.run("return document.querySelector('[data-testid=search-words]')?.value.trim()", vec![]).await
        })
        .await?;
        fill(app, "search-words", "market").await?;
        summary(app, "4 matches in 2 articles").await?;
        // What is not saved yet is found as well.
        app.place_cursor_after("End").await?;
        app.type_text(" market").await?;
        summary(app, "5 matches in 2 articles").await?;
        app.window().press(&["ctrl+shift+f"])?;
        eventually("the focus", json!("search-words"), async || focused(app).await).await?;
        // From the field into the list: the article, its first match.
        app.window().press(&["Down", "Down", "Return"])?;
        eventually("the focus", json!("text"), async || focused(app).await).await?;
        selected(app, "market").await?;
        app.window().press(&["F4"])?;
        selected(app, "Market").await?;
        app.window().press(&["shift+F4", "shift+F4"])?;
        selected(app, "market").await?;
        eventually("the article", true, async || Ok(app.editor_text().await?.contains("A market, two"))).await?;
        app.window().press(&["ctrl+shift+f"])?;
        eventually("the focus", json!("search-words"), async || focused(app).await).await?;
        app.window().press(&["Escape"])?;
        eventually("the focus", json!("text"), async || focused(app).await).await
    })
}

#[test]
fn replacing_reaches_files_and_the_open_text_and_is_taken_back_as_one() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        replacing(app, "market", "bazaar", "4 matches in 2 articles").await?;
        let first = async || Ok(app.texts("search-place").await?.into_iter().next());
        eventually("the first place", Some("The marketbecomesbazaar opens.".to_owned()), first).await?;
        app.click("search-replace-all").await?;
        let here = HERE.replace("market", "bazaar").replace("Market", "bazaar");
        app.editor_shows(&here).await?;
        let there = THERE.replace("market", "bazaar");
        eventually("the file", there.clone(), async || app.publication.read("there")).await?;
        app.is("dirty").await?;
        summary(app, "Nothing found").await?;
        // The open text by itself has its own step.
        app.place_cursor_after("End").await?;
        app.control('z').await?;
        app.editor_shows(HERE).await?;
        app.window().press(&["ctrl+shift+z"])?;
        app.editor_shows(&here).await?;
        app.click("search-take-back").await?;
        app.editor_shows(HERE).await?;
        eventually("the file", THERE.to_owned(), async || app.publication.read("there")).await?;
        app.is("saved").await?;
        app.gone("search-take-back").await
    })
}

#[test]
fn what_is_left_out_stays_as_it_is() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        replacing(app, "market", "bazaar", "4 matches in 2 articles").await?;
        app.window().press(&["Down", "Down", "Delete"])?;
        app.find_css("[data-testid=search-article][data-slug=there] [data-testid=search-include-article]")
            .await?
            .click()
            .await?;
        eventually("the button", vec!["Replace it".to_owned()], async || app.texts("search-replace-all").await).await?;
        app.click("search-replace-all").await?;
        app.editor_shows(&HERE.replace("Markets", "bazaars")).await?;
        ensure!(app.publication.read("there")? == THERE, "an article that was left out was changed");
        Ok(())
    })
}

#[test]
fn a_file_that_changed_since_keeps_what_it_holds_now() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        replacing(app, "market", "bazaar", "4 matches in 2 articles").await?;
        // Faster than any watcher: the file changes and the button is pressed in one go.
        let (changed, path) = (THERE.replace("A market", "No shop"), app.publication.root().join("there/article.md"));
        app.run("window.pressed = () => document.querySelector('[data-testid=search-replace-all]').click()", vec![])
            .await?;
        fs::write(path, &changed)?;
        app.run("window.pressed()", vec![]).await?;
        let expected = changed.replace("market", "bazaar");
        eventually("the file", expected, async || app.publication.read("there")).await
    })
}

#[test]
fn an_expression_replaces_by_groups_and_says_what_is_wrong_with_it() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        replacing(app, "(m", "$1-", "Nothing found").await?;
        app.click("search-regex").await?;
        let mistake = "A round bracket is not closed (character 1).".to_owned();
        eventually("the mistake", vec![mistake], async || app.texts("search-mistake").await).await?;
        fill(app, "search-words", "(m)arket(s?)").await?;
        fill(app, "search-replacement", "$1-$2").await?;
        summary(app, "4 matches in 2 articles").await?;
        // Going to a match and back does not make words of the expression.
        app.window().press(&["Down", "Down", "Return"])?;
        selected(app, "market").await?;
        app.window().press(&["ctrl+shift+f"])?;
        eventually("the focus", json!("search-words"), async || focused(app).await).await?;
        let words = app.run("return document.activeElement.value", vec![]).await?;
        ensure!(words == json!("(m)arket(s?)"), "{words}");
        app.click("search-replace-all").await?;
        app.editor_shows(&HERE.replace("market", "m-").replace("Markets", "M-s")).await?;
        eventually("the file", THERE.replace("markets", "m-s").replace("market", "m-"), async || {
            app.publication.read("there")
        })
        .await
    })
}

// ---- The panel above the open text

const PANEL: &str = "---\ntitle: Here\n---\n\nstart one two\n\none, One\n\nlast one 菊 菊\n";

async fn count(app: &App, expected: &str) -> Result<()> {
    let count = async || app.run("return document.querySelector('.kiku-search output')?.value ?? null", vec![]).await;
    eventually("the count", json!(expected), count).await
}

async fn note(app: &App, expected: &str) -> Result<()> {
    let note = async || app.run("return document.querySelector('.kiku-search p').textContent", vec![]).await;
    eventually("the note", json!(expected), note).await
}

async fn press_flag(app: &App, label: &str) -> Result<()> {
    app.find_css(&format!(".kiku-search [aria-label=\"{label}\"]")).await?.click().await?;
    Ok(())
}

async fn fill_panel(app: &App, name: &str, words: &str) -> Result<()> {
    let field = app.find_css(&format!(".kiku-search [name={name}]")).await?;
    field.clear().await?;
    field.send_keys(words).await?;
    Ok(())
}

#[test]
fn the_panel_counts_steps_and_replaces() -> Result<()> {
    on(Publication::of(PANEL)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("start ").await?;
        app.window().press(&["ctrl+f"])?;
        fill_panel(app, "search", "one").await?;
        count(app, "1 / 4").await?;
        app.window().press(&["Return", "Return"])?;
        count(app, "3 / 4").await?;
        app.window().press(&["shift+Return"])?;
        count(app, "2 / 4").await?;
        press_flag(app, "Match case").await?;
        count(app, "2 / 3").await?;
        fill_panel(app, "replace", "$1").await?;
        note(app, "one → $1").await?;
        app.window().press(&["Return"])?;
        app.editor_shows(&PANEL.replace("one,", "$1,")).await?;
        count(app, "2 / 2").await?;
        press_flag(app, "Replace all").await?;
        app.editor_shows(&PANEL.replace("one", "$1")).await?;
        note(app, "Replaced 2 matches").await?;
        app.window().press(&["Escape"])?;
        eventually("the focus", json!("text"), async || focused(app).await).await?;
        app.control('z').await?;
        app.editor_shows(&PANEL.replace("one,", "$1,")).await
    })
}

#[test]
fn the_panel_explains_expressions_and_keeps_to_a_selection() -> Result<()> {
    on(Publication::of(PANEL)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("two\n\n").await?;
        app.window().press(&["shift+Down", "ctrl+f"])?;
        fill_panel(app, "search", "(o").await?;
        press_flag(app, "Regular expression").await?;
        note(app, "This does not read as a regular expression yet.").await?;
        fill_panel(app, "search", "(o)ne").await?;
        count(app, "2 / 4").await?;
        fill_panel(app, "replace", "$1-").await?;
        note(app, "one → o-").await?;
        app.window().press(&["Escape"])?;
        app.place_cursor_after("two\n\n").await?;
        app.window().press(&["shift+Down", "ctrl+f"])?;
        press_flag(app, "In the selection").await?;
        count(app, "– / 2").await?;
        press_flag(app, "Replace all").await?;
        app.editor_shows(&PANEL.replace("one, One", "o-, O-")).await
    })
}

#[test]
fn the_end_of_a_composition_steps_nowhere() -> Result<()> {
    on(Publication::of(PANEL)?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("start ").await?;
        app.window().press(&["ctrl+f"])?;
        // GTK's own input method: 菊, ended by Enter.
        app.window().press(&["ctrl+shift+u", "8", "3", "c", "a", "Return"])?;
        count(app, "1 / 2").await?;
        app.window().press(&["Return"])?;
        count(app, "2 / 2").await
    })
}
