//! The reader's page changes where the text did, and nowhere else.

use std::fs;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Publication, eventually, on, until};

const TEXT: &str = "\
---
title: Blocks
references:
  - id: first
    type: book
    title: The first book
    issued: 2020
  - id: second
    type: book
    title: The second book
    issued: 2021
---

Start.

Nobody touches this paragraph.

![A picture](images/a.svg) beside words.

The second is cited here [@second].
";

const PICTURE: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>"#;

fn publication() -> Result<Publication> {
    let publication = Publication::of(TEXT)?;
    let images = publication.root().join("notes/images");
    fs::create_dir_all(&images)?;
    fs::write(images.join("a.svg"), PICTURE)?;
    Ok(publication)
}

/// Opens the article and waits for its picture; then every element of the page is marked, and each time that a picture
/// loads is counted.
async fn open_and_mark(app: &App) -> Result<()> {
    app.open("notes").await?;
    let loaded = async || app.preview("return main.querySelector('img')?.naturalWidth ?? 0").await;
    eventually("the width of the picture", json!(40), loaded).await?;
    let mark = "window.loads = 0;
        document.addEventListener('load', event => { if (event.target.localName === 'img') window.loads++; }, true);
        for (const element of main.querySelectorAll('*')) element.known = true;
        return true";
    app.preview(mark).await?;
    Ok(())
}

/// Whether the first element that matches and holds `words` is the one that was marked.
async fn is_known(app: &App, selector: &str, words: &str) -> Result<bool> {
    let script = format!(
        "const found = [...main.querySelectorAll({})].find(element => element.textContent.includes({}));
         return found ? found.known === true : null",
        json!(selector),
        json!(words)
    );
    let known = app.preview(&script).await?;
    ensure!(!known.is_null(), "no {selector} holds {words:?}");
    Ok(known == json!(true))
}

#[test]
fn a_block_that_did_not_change_keeps_its_elements() -> Result<()> {
    on(publication()?, async |app| {
        open_and_mark(app).await?;
        app.place_cursor_after("Start").await?;
        app.type_text("ed\n\nAnother").await?;
        app.preview_holds("Another.").await?;
        ensure!(is_known(app, "p", "Nobody touches").await?, "a block below the edit was made again");
        ensure!(!is_known(app, "p", "Another").await?, "the marks say nothing");
        Ok(())
    })
}

#[test]
fn a_picture_stays_while_one_writes_beside_it() -> Result<()> {
    on(publication()?, async |app| {
        open_and_mark(app).await?;
        app.place_cursor_after("beside words").await?;
        app.type_text(" and more words").await?;
        app.preview_holds("beside words and more words.").await?;
        let kept = "const image = main.querySelector('img');
            return { known: image.known === true, shown: image.complete && image.naturalWidth > 0, loads: window.loads }";
        let expected = json!({ "known": true, "shown": true, "loads": 0 });
        let seen = app.preview(kept).await?;
        ensure!(seen == expected, "the picture was loaded again: {seen}");
        Ok(())
    })
}

#[test]
fn a_citation_at_the_top_changes_the_references_and_nothing_between() -> Result<()> {
    on(publication()?, async |app| {
        open_and_mark(app).await?;
        app.place_cursor_after("Start").await?;
        app.type_text(" [@first]").await?;
        let cited = "return main.querySelector('.references')?.textContent.includes('The first book') ?? null";
        eventually("the new source among the references", json!(true), async || app.preview(cited).await).await?;
        let linked = "return main.querySelectorAll('p a[href^=\"#\"]').length >= 2";
        eventually("both citations lead to the references", json!(true), async || app.preview(linked).await).await?;
        ensure!(is_known(app, "p", "Nobody touches").await?, "a block between was made again");
        Ok(())
    })
}

/// Some 300 KB in 2,000 paragraphs.
fn long_article() -> String {
    let filler = "Words that fill a line and another one, so that the page becomes as long as a book. ".repeat(2);
    let paragraphs = (1..=1800).map(|number| format!("Paragraph {number} begins. {filler}\n\n"));
    format!("---\ntitle: Long\n---\n\n{}", paragraphs.collect::<String>())
}

/// The numbers of the first and the last paragraph in sight.
async fn in_sight(app: &App) -> Result<Option<(i64, i64)>> {
    let script = "const seen = [...main.querySelectorAll('p')].filter(p => {
            const { top, bottom } = p.getBoundingClientRect();
            return bottom > 0 && top < innerHeight && /^Paragraph \\d+ begins/.test(p.textContent);
        }).map(p => Number(/\\d+/.exec(p.textContent)[0]));
        return seen.length > 0 ? [seen[0], seen.at(-1)] : null";
    let seen = app.preview(script).await?;
    Ok(seen[0].as_i64().zip(seen[1].as_i64()))
}

#[test]
fn a_long_article_shows_its_start_and_becomes_complete() -> Result<()> {
    let text = long_article();
    ensure!(text.len() > 300_000, "only {} bytes", text.len());
    on(Publication::of(&text)?, async |app| {
        app.open("notes").await?;
        until("its start is in sight", async || Ok(in_sight(app).await?.filter(|(first, _)| *first == 1))).await?;
        // How many there are, and how many of them stand where they belong.
        let order = "const numbers = [...main.querySelectorAll('p')]
                .flatMap(p => /^Paragraph (\\d+)/.exec(p.textContent)?.[1] ?? []).map(Number);
            return [numbers.length, numbers.filter((number, at) => number === at + 1).length]";
        eventually("paragraphs", json!([1800, 1800]), async || app.preview(order).await).await?;
        let seen = in_sight(app).await?;
        ensure!(seen.is_some_and(|(first, _)| first == 1), "the view moved to {seen:?}");
        Ok(())
    })
}

#[test]
fn the_end_of_a_long_article_is_shown_when_one_goes_there() -> Result<()> {
    on(Publication::of(&long_article())?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Paragraph 1799 begins").await?;
        let there = async || Ok(in_sight(app).await?.filter(|(first, last)| (*first..=*last).contains(&1799)));
        until("the cursor's paragraph is in sight", there).await?;
        app.type_text(" anew").await?;
        app.preview_holds("Paragraph 1799 begins anew").await?;
        app.preview_holds("Paragraph 900 begins").await?;
        let seen = in_sight(app).await?;
        ensure!(seen.is_some_and(|(first, last)| (first..=last).contains(&1799)), "the view moved to {seen:?}");
        Ok(())
    })
}
