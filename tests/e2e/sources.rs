//! Sources: listed, found, put into the text, and changed from there.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, eventually, on};

const TEXT: &str = "---\ntitle: Notes\nreferences:\n  - id: own\n    title: Harbour lights # kept\n    volume: 7\n---\n\nStart [@own]\n\nEnd\n";

/// A publication whose bibliography holds two sources with one address.
fn publication() -> Result<Publication> {
    let publication = Publication::of(TEXT)?;
    let settings = "title = \"Notes\"\nlanguage = \"en\"\nbibliography = [\"sources.json\"]\n";
    std::fs::write(publication.root().join("publication.toml"), settings)?;
    let sources = r#"[{"id":"a","title":"市場ニュース","URL":"https://example.org/x"},
                      {"id":"b","title":"Old news","URL":"http://www.example.org/x/"}]"#;
    std::fs::write(publication.root().join("sources.json"), sources)?;
    Ok(publication)
}

async fn titles(app: &App) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('[data-testid=source] .title')].map(e => e.textContent)";
    let titles = app.run(script, vec![]).await?;
    Ok(titles.as_array().into_iter().flatten().filter_map(|title| title.as_str().map(str::to_owned)).collect())
}

/// Types into the field with this `data-testid`, in place of what it holds.
async fn fill(app: &App, id: &str, words: &str) -> Result<()> {
    let field = app.find(id).await?;
    field.clear().await?;
    field.send_keys(words).await?;
    Ok(())
}

/// Pastes into the field of the dialog that takes whatever one has.
async fn paste(app: &App, text: &str) -> Result<()> {
    let script = "const field = document.querySelector('[data-testid=source-paste]');
        const data = new DataTransfer(); data.setData('text/plain', arguments[0]); field.focus();
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
    app.find("source-paste").await?;
    app.run(script, vec![json!(text)]).await?;
    Ok(())
}

async fn value(app: &App, id: &str) -> Result<String> {
    let script = "return document.querySelector(`[data-testid=${arguments[0]}]`)?.value ?? ''";
    Ok(app.run(script, vec![json!(id)]).await?.as_str().unwrap_or_default().to_owned())
}

#[test]
fn sources_are_found_in_any_width_and_lead_to_where_they_are_used() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        app.click("side-sources").await?;
        eventually("sources", 3, async || app.count("[data-testid=source]").await).await?;
        app.find("source-search").await?.send_keys("ﾆｭｰｽ").await?;
        eventually("titles", vec!["市場ニュース".to_owned()], async || titles(app).await).await?;
        ensure!(app.count("[data-testid=source] .twin").await? == 1, "the same address is not told");
        fill(app, "source-search", "harbour").await?;
        eventually("titles", vec!["Harbour lights".to_owned()], async || titles(app).await).await?;
        app.find_css("[data-testid=source] [data-row]").await?.click().await?;
        app.click("source-use").await?;
        app.type_text("!").await?;
        let expected = TEXT.replace("\nStart", "\n!Start");
        app.editor_shows(&expected).await
    })
}

#[test]
fn the_list_follows_what_is_typed() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        app.click("side-sources").await?;
        app.find_css("[data-testid=source][data-key=a] .chip").await?;
        app.place_cursor_after("Start").await?;
        app.type_text(" [@a]").await?;
        eventually("unused marks of a", 0, async || {
            app.count("[data-testid=source][data-key=a] .chip:not(.twin)").await
        })
        .await
    })
}

#[test]
fn a_pasted_entry_becomes_a_source_and_a_card_in_one_step() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("End").await?;
        app.click("toolbar-insertSource").await?;
        paste(app, "@article{doe, title={Lights: a study}, journaltitle={Tides}, author={Doe, Ann}, date={2025-03-01}, volume={7}}")
            .await?;
        eventually("the title", "Lights: a study".to_owned(), async || value(app, "source-title").await).await?;
        ensure!(value(app, "source-id").await? == "doe", "the key is not kept");
        app.click("source-ok").await?;
        app.gone("source-dialog").await?;
        app.preview_holds("Lights: a study").await?;
        let text = app.editor_text().await?;
        ensure!(
            text.contains("    volume: 7\n  - id: doe\n    type: article-journal\n    title: \"Lights: a study\"\n"),
            "{text}"
        );
        ensure!(text.ends_with("End\n\n:::source{ref=doe}\n\n:::\n"), "{text}");
        app.control('z').await?;
        app.editor_shows(TEXT).await
    })
}

#[test]
fn mistakes_are_told_before_anything_is_written() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        app.click("toolbar-insertSource").await?;
        for (id, words) in
            [("source-title", "T"), ("source-url", "javascript:x"), ("source-published", "soon"), ("source-id", "a")]
        {
            fill(app, id, words).await?;
        }
        app.click("source-ok").await?;
        for id in ["source-url", "source-published", "source-id"] {
            app.find_css(&format!("[data-testid={id}][aria-invalid=true]")).await?;
        }
        app.window().press(&["Escape"])?;
        app.gone("source-dialog").await?;
        app.editor_shows(TEXT).await
    })
}

#[test]
fn a_source_is_changed_from_a_citation_and_keeps_what_the_form_does_not_show() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("[@ow").await?;
        app.window().press(&["ctrl+shift+p"])?;
        app.find("palette").await?;
        app.window().type_keys("edit the source")?;
        app.find_css("[data-testid=picker-choice][data-id=editSource]").await?;
        app.window().press(&["Return"])?;
        app.find("source-dialog").await?;
        fill(app, "source-title", "Lamps").await?;
        fill(app, "source-id", "lamps").await?;
        app.click("source-ok").await?;
        let expected = TEXT
            .replace("id: own\n    title: Harbour lights # kept", "id: lamps\n    title: Lamps")
            .replace("[@own]", "[@lamps]");
        app.editor_shows(&expected).await
    })
}

#[test]
fn a_source_of_the_library_is_picked_by_its_words() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("End").await?;
        app.click("toolbar-insertSource").await?;
        app.find("pick-search").await?.send_keys("にゅーす").await?;
        eventually("offers", 1, async || app.count("[data-testid=pick]").await).await?;
        app.window().press(&["Return"])?;
        app.editor_shows(&format!("{TEXT}\n:::source{{ref=a}}\n\n:::\n")).await
    })
}

#[test]
fn a_card_is_changed_from_within_it_and_from_the_preview() -> Result<()> {
    let text = format!("{TEXT}\n:::source{{ref=own}}\n- a point\n:::\n");
    let publication = publication()?;
    publication.write("notes", &text)?;
    on(publication, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("a point").await?;
        app.window().press(&["alt+Return"])?;
        eventually("the title", "Harbour lights".to_owned(), async || value(app, "source-title").await).await?;
        app.window().press(&["Escape"])?;
        app.gone("source-dialog").await?;
        let twice = "main.querySelector('.source li').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))";
        app.preview(twice).await?;
        eventually("the title", "Harbour lights".to_owned(), async || value(app, "source-title").await).await
    })
}

#[test]
fn a_slash_asks_for_a_source_and_the_pencil_for_another_wording() -> Result<()> {
    on(publication()?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start [@own]\n\n").await?;
        app.window().type_keys("/sour")?;
        app.find_css(".cm-offer[aria-selected]").await?;
        app.window().press(&["Return"])?;
        app.find("source-dialog").await?;
        app.editor_shows(TEXT).await?;
        fill(app, "source-title", "Morning").await?;
        app.click("source-ok").await?;
        app.gone("source-dialog").await?;
        eventually("the card", true, async || Ok(app.editor_text().await?.contains(":::source{ref=morning}"))).await?;
        app.click("edit-source").await?;
        eventually("the title", "Morning".to_owned(), async || value(app, "source-title").await).await
    })
}

#[test]
fn a_shared_source_is_changed_in_its_file_for_all_articles() -> Result<()> {
    let publication = publication()?;
    publication.write("notes", &TEXT.replace("Start [@own]", "Start [@b]"))?;
    on(publication, async |app| {
        let file = app.publication.root().join("sources.json");
        let before = std::fs::read_to_string(&file)?;
        app.open("notes").await?;
        app.place_cursor_after("[@b").await?;
        app.window().press(&["alt+Return"])?;
        app.find("source-elsewhere").await?;
        fill(app, "source-title", "Older news").await?;
        app.click("source-ok").await?;
        let expected = before.replace("Old news", "Older news");
        eventually("the file", expected, async || Ok(std::fs::read_to_string(&file)?)).await?;
        app.preview_holds("Older news").await?;
        app.is("saved").await
    })
}
