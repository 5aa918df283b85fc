//! What an article was before: every save is kept, can be looked at, named and put back.

use std::process::Command;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, eventually, on};

const TEXT: &str = "---\ntitle: Harbour\n---\n\n市場は朝に開始する。\n\nEnd\n";

/// Saves twice: with a word that came, and with one that became another.
async fn save_twice(app: &App) -> Result<()> {
    app.open("notes").await?;
    app.place_cursor_after("End").await?;
    app.type_text("ing").await?;
    app.control('s').await?;
    app.is("saved").await?;
    app.place_cursor_after("開始").await?;
    app.window().press(&["BackSpace"])?;
    app.type_text("設").await?;
    app.control('s').await?;
    app.is("saved").await
}

fn saved() -> String {
    TEXT.replace("End", "Ending").replace("開始", "開設")
}

async fn open_history(app: &App, versions: usize) -> Result<()> {
    app.window().press(&["ctrl+alt+h"])?;
    app.find("history-dialog").await?;
    eventually("versions", versions, async || app.count("[data-testid=version]").await).await
}

/// The words that are marked in the two texts beside each other.
async fn marked(app: &App, went: &[&str], came: &[&str]) -> Result<()> {
    let script = "const words = side => [...document.querySelectorAll(`.cm-merge-${side} .cm-changedText`)]
        .map(mark => mark.textContent); return [words('a'), words('b')]";
    eventually("marked words", json!([went, came]), async || app.run(script, vec![]).await).await
}

#[test]
fn each_save_is_compared_and_put_back_as_one_step_that_can_be_undone() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        save_twice(app).await?;
        // The text now, two saves, and the file before the first.
        open_history(app, 4).await?;
        // The latest is the text now, so it stands beside the one before.
        marked(app, &["始"], &["設"]).await?;
        app.window().press(&["Down", "Down"])?;
        marked(app, &["始", "End"], &["設", "Ending"]).await?;
        app.click("history-restore").await?;
        app.gone("history-dialog").await?;
        app.editor_shows(TEXT).await?;
        app.is("dirty").await?;
        ensure!(app.publication.read("notes")? == saved(), "restoring saves nothing by itself");
        app.control('z').await?;
        app.editor_shows(&saved()).await?;
        app.is("saved").await
    })
}

#[test]
fn any_two_versions_are_compared() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        save_twice(app).await?;
        open_history(app, 4).await?;
        app.window().press(&["End"])?;
        marked(app, &["始", "End"], &["設", "Ending"]).await?;
        let choose = "const select = document.querySelector('[data-testid=version-other]');
            select.value = 'snapshot-2'; select.dispatchEvent(new Event('change', { bubbles: true })); return true";
        app.run(choose, vec![]).await?;
        marked(app, &["End"], &["Ending"]).await?;
        app.window().press(&["Escape"])?;
        app.gone("history-dialog").await
    })
}

#[test]
fn two_versions_are_one_page_that_runs_nothing() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        save_twice(app).await?;
        open_history(app, 4).await?;
        app.window().press(&["End"])?;
        app.click("version-view-page").await?;
        app.find("compared-page").await?;
        eventually("places", vec!["2 places".to_owned()], async || app.texts("page-changes").await).await?;
        let frame = "return document.querySelector('[data-testid=compared-page]').src.split('#')[1]";
        let place = async || app.run(frame, vec![]).await;
        eventually("the place", json!("change-1"), place).await?;
        app.click("page-next").await?;
        eventually("the place", json!("change-2"), place).await?;
        app.click("page-next").await?;
        eventually("the place", json!("change-1"), place).await?;
        let page = "const frame = document.querySelector('[data-testid=compared-page]');
            return [frame.getAttribute('sandbox'), frame.contentDocument]";
        ensure!(app.run(page, vec![]).await? == json!(["", null]), "the page is of another origin");
        let marked = "return [...document.querySelectorAll('ins, del')].map(mark => mark.textContent.trim())";
        eventually("marked words", json!(["始", "設", "End", "Ending"]), async || {
            app.in_frame("compared-page", marked).await
        })
        .await
    })
}

#[test]
fn commits_of_the_repository_are_versions_too() -> Result<()> {
    let publication = Publication::of(TEXT)?;
    for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "最初の稿"]] {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Hana", "-c", "user.email=h@example.org", "-C"]).arg(publication.root());
        ensure!(git.args(arguments).status()?.success(), "{arguments:?}");
    }
    on(publication, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("End").await?;
        app.type_text("ing").await?;
        open_history(app, 2).await?;
        app.find_css("[data-origin=committed][aria-selected=true]").await?;
        eventually("names", vec!["最初の稿".to_owned()], async || app.texts("version-title").await).await?;
        marked(app, &["End"], &["Ending"]).await?;
        app.click("history-restore").await?;
        app.gone("history-dialog").await?;
        app.editor_shows(TEXT).await
    })
}

#[test]
fn a_commit_says_how_much_it_changed_once_somebody_looks_at_it() -> Result<()> {
    let publication = Publication::of(TEXT)?;
    let git = |arguments: &[&str]| -> Result<()> {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Hana", "-c", "user.email=h@example.org", "-C"]).arg(publication.root());
        ensure!(git.args(arguments).status()?.success(), "{arguments:?}");
        Ok(())
    };
    git(&["init", "--quiet"])?;
    for (text, subject) in [(TEXT, "one"), (&*TEXT.replace("End", "Bending"), "two"), (&*saved(), "three")] {
        publication.write("notes", text)?;
        git(&["add", "."])?;
        git(&["commit", "--quiet", "--message", subject])?;
    }
    on(publication.clone(), async |app| {
        app.open("notes").await?;
        app.window().press(&["ctrl+alt+h"])?;
        app.find_css("[data-origin=committed]").await?;
        let counts = "return [...document.querySelectorAll('[data-origin=committed]')].map(row =>
            [...row.querySelectorAll('[aria-hidden].added, [aria-hidden].removed')].map(count => count.textContent))";
        app.find_css("[data-testid=versions]").await?.click().await?;
        app.window().press(&["Home", "Down", "Down"])?;
        eventually("counts", true, async || {
            let rows = app.run(counts, vec![]).await?;
            Ok(rows[1].to_string().contains('+') && rows[2] == json!([]))
        })
        .await
    })
}

#[test]
fn what_is_not_saved_is_kept_under_a_name_and_can_be_called_otherwise() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        open_history(app, 1).await?;
        app.find("history-empty").await?;
        app.window().press(&["Escape"])?;
        app.gone("history-dialog").await?;
        app.place_cursor_after("End").await?;
        app.type_text("ing").await?;
        app.window().press(&["ctrl+shift+p"])?;
        app.find("palette").await?;
        app.window().type_keys("keep the text")?;
        app.window().press(&["Return"])?;
        app.find("keep-version-name").await?.send_keys("初稿").await?;
        app.click("keep-version-ok").await?;
        app.gone("keep-version").await?;
        ensure!(app.publication.read("notes")? == TEXT, "what is kept is not saved");
        open_history(app, 2).await?;
        let names = async || app.texts("version-title").await;
        eventually("names", vec!["初稿".to_owned()], names).await?;
        app.find("version-name").await?.send_keys(" 二").await?;
        app.click("version-name-ok").await?;
        eventually("names", vec!["初稿 二".to_owned()], names).await
    })
}
