//! Blocks: asking for them, and finding one's way in them.

use anyhow::Result;
use serde_json::json;

use crate::harness::{App, Publication, eventually, on};

const TEXT: &str = "---\ntitle: Blocks\nreferences:\n- id: doe\n  title: On Markets\n---\n\nStart.\n\n";

/// What is marked in the list of what can be written.
const MARKED: &str = ".cm-tooltip-autocomplete li[aria-selected=true]";

/// An article whose cursor stands in its last, empty line.
async fn at_the_end(app: &App) -> Result<()> {
    app.open("notes").await?;
    app.place_cursor_after("Start.").await?;
    app.window().press(&["ctrl+End"])
}

async fn ends_with(app: &App, end: &str) -> Result<()> {
    app.editor_shows(&format!("{TEXT}{end}")).await
}

/// Waits until the marked row of the list holds these words.
async fn offers(app: &App, words: &str) -> Result<()> {
    // For 75 ms after it changed the list takes no key: whoever was quicker meant the text.
    let script = "
        const [selector, words] = arguments;
        const row = document.querySelector(selector);
        if (!row?.textContent.includes(words)) window.offered = null;
        else if (window.offered?.words !== words) window.offered = { words, since: performance.now() };
        return performance.now() - (window.offered?.since ?? Infinity) > 100";
    let marked = async || app.run(script, vec![json!(MARKED), json!(words)]).await;
    eventually(&format!("{words} is marked"), json!(true), marked).await
}

async fn list_is_closed(app: &App) -> Result<()> {
    eventually("open lists", 0, async || app.count(MARKED).await).await
}

/// Text as an input method confirms it.
async fn commit(app: &App, text: &str) -> Result<()> {
    app.run("document.execCommand('insertText', false, arguments[0])", vec![json!(text)]).await?;
    Ok(())
}

#[test]
fn a_button_of_the_toolbar_puts_a_block_around_the_selection() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        at_the_end(app).await?;
        app.window().type_keys("one")?;
        ends_with(app, "one").await?;
        app.window().press(&["shift+Home"])?;
        app.click("toolbar-insertDetails").await?;
        ends_with(app, ":::details[]\none\n:::").await?;
        app.window().press(&["ctrl+z"])?;
        ends_with(app, "one").await
    })
}

#[test]
fn arrows_move_through_the_toolbar() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        at_the_end(app).await?;
        app.run("document.querySelector('[data-testid=toolbar-insertSource]').focus()", vec![]).await?;
        app.window().press(&["Right", "Right", "Right", "Return"])?;
        ends_with(app, ":::qa[]\n\n:::").await
    })
}

#[test]
fn a_stroke_at_the_start_of_a_line_finds_blocks_in_every_spelling() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        at_the_end(app).await?;
        let cases = [
            ("一問一答", ":::qa", ":::qa[]\n\n:::"),
            ("ﾌｷﾀﾞｼ", ":::commentary", ":::commentary{by=\"\"}\n\n:::"),
            ("要点", ":::takeaways", ":::takeaways\n- \n:::"),
            ("page", "::page-break", "::page-break[]"),
        ];
        for (typed, name, written) in cases {
            app.window().press(&["slash"])?;
            app.find_css(MARKED).await?;
            commit(app, typed).await?;
            offers(app, name).await?;
            app.window().press(&["Return"])?;
            ends_with(app, written).await?;
            app.window().press(&["Escape", "ctrl+z"])?;
            ends_with(app, &format!("/{typed}")).await?;
            app.window().press(&["Escape", "shift+Home", "Delete"])?;
            ends_with(app, "").await?;
        }
        Ok(())
    })
}

#[test]
fn escape_leaves_the_stroke() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        at_the_end(app).await?;
        app.window().press(&["slash"])?;
        app.find_css(MARKED).await?;
        app.window().press(&["Escape"])?;
        list_is_closed(app).await?;
        app.window().type_keys("so")?;
        ends_with(app, "/so").await?;
        list_is_closed(app).await?;
        app.window().press(&["Return"])?;
        ends_with(app, "/so\n").await
    })
}

/// GTK's own input method composes あ from a number; Enter ends that, and nothing else.
#[test]
fn composing_opens_no_list_and_enter_confirms_the_text_alone() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        at_the_end(app).await?;
        app.window().press(&["slash"])?;
        app.find_css(MARKED).await?;
        app.window().press(&["ctrl+shift+u", "3", "0"])?;
        list_is_closed(app).await?;
        app.window().press(&["8", "0", "Return"])?;
        // む is in no name of a block; the list stays closed and the text is left alone.
        ends_with(app, "/む").await?;
        app.window().press(&["BackSpace", "ctrl+shift+u", "3", "0", "5", "d", "Return"])?;
        ends_with(app, "/そ").await?;
        offers(app, ":::source").await
    })
}

#[test]
fn an_image_of_the_publication_is_picked_by_its_name() -> Result<()> {
    let text = "---\ntitle: t\n---\n\n:::figure{src=\"\"}\n:::\n";
    let publication = Publication::of(text)?;
    let images = publication.root().join("notes/images");
    std::fs::create_dir(&images)?;
    for name in ["市場の朝.svg", "other.svg"] {
        std::fs::write(images.join(name), "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>")?;
    }
    on(publication, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("src=\"").await?;
        app.window().press(&["ctrl+space"])?;
        eventually("images", 2, async || app.count(".cm-offer-picture").await).await?;
        app.type_text("市場").await?;
        eventually("images", 1, async || app.count(".cm-offer-picture").await).await?;
        app.window().press(&["Return"])?;
        app.editor_shows(&text.replace("src=\"\"", "src=images/市場の朝.svg")).await
    })
}

#[test]
fn colons_complete_names_sources_and_attributes() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        at_the_end(app).await?;
        app.window().type_keys(":::sou")?;
        offers(app, ":::source").await?;
        app.window().press(&["Tab"])?;
        offers(app, "On Markets").await?;
        ends_with(app, ":::source{ref=\"\"}\n- \n:::").await?;
        app.window().press(&["Return"])?;
        ends_with(app, ":::source{ref=doe}\n- \n:::").await?;
        app.window().type_keys(" loc")?;
        list_is_closed(app).await?;
        app.window().press(&["BackSpace", "BackSpace", "BackSpace"])?;
        app.window().type_keys("ti")?;
        offers(app, "title").await?;
        app.window().press(&["Return"])?;
        ends_with(app, ":::source{ref=doe title=\"\"}\n- \n:::").await
    })
}

#[test]
fn a_citation_finds_its_source_by_title() -> Result<()> {
    on(Publication::of(TEXT)?, async |app| {
        at_the_end(app).await?;
        app.window().type_keys("So it is [@mark")?;
        offers(app, "On Markets").await?;
        app.window().press(&["Return"])?;
        ends_with(app, "So it is [@doe]").await?;
        app.window().type_keys(", p. 3")?;
        ends_with(app, "So it is [@doe, p. 3]").await
    })
}

#[test]
fn a_speaker_is_offered_by_name_and_picture() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        app.place_cursor_after("もう人の声が行き交っています。").await?;
        app.window().press(&["Return"])?;
        app.window().type_keys(":::commentary{by=")?;
        offers(app, "菊先生").await?;
        app.find_css(&format!("{MARKED} img[src*=sensei]")).await?;
        app.window().press(&["Down", "Return"])?;
        eventually("the speaker", true, async || {
            Ok(app.editor_text().await?.contains("行き交っています。\n:::commentary{by=mameta"))
        })
        .await
    })
}

async fn folded(app: &App, count: usize) -> Result<()> {
    eventually("folds", count, async || app.count(".cm-folded").await).await
}

#[test]
fn a_block_folds_by_keys_and_stays_folded_while_another_article_is_shown() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        app.place_cursor_after("市場の時刻は、").await?;
        app.window().press(&["ctrl+shift+bracketleft"])?;
        folded(app, 1).await?;
        app.open("washi-paper").await?;
        folded(app, 0).await?;
        app.open("market-morning").await?;
        folded(app, 1).await?;
        app.find_css(".cm-content").await?.click().await?;
        app.place_cursor_after(":::takeaways").await?;
        app.window().press(&["ctrl+shift+bracketright"])?;
        folded(app, 0).await
    })
}

#[test]
fn a_block_folds_by_the_button_beside_it() -> Result<()> {
    on(Publication::of(&format!("{TEXT}:::note\none\n:::\n"))?, async |app| {
        app.open("notes").await?;
        let button = "[data-testid=editor] .cm-fold-button:has(svg)";
        app.find_css(button).await?.click().await?;
        folded(app, 1).await?;
        app.find_css(button).await?.click().await?;
        folded(app, 0).await
    })
}

#[test]
fn two_keys_change_who_speaks() -> Result<()> {
    on(Publication::sample()?, async |app| {
        app.open("market-morning").await?;
        app.place_cursor_after(":::commentary{by=mameta").await?;
        let before = app.editor_text().await?;
        let spoken_by = |by: &str| before.replacen("commentary{by=mameta", &format!("commentary{{by={by}"), 1);
        for (keys, by) in [("alt+bracketright", "wren"), ("alt+bracketright", "sensei"), ("alt+bracketleft", "wren")] {
            app.window().press(&[keys])?;
            app.editor_shows(&spoken_by(by)).await?;
        }
        app.window().press(&["alt+semicolon"])?;
        app.editor_shows(&spoken_by("wren side=right")).await
    })
}

/// Clicks in the page on the left edge of the first letter of these words.
const CLICK: &str = "
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf('WORDS');
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        const { left, top, height } = range.getBoundingClientRect();
        const [clientX, clientY] = [left + 1, top + height / 2];
        const target = document.elementFromPoint(clientX, clientY);
        target.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX, clientY }));
        return true;
    }
    return false";

#[test]
fn a_click_in_the_page_puts_the_cursor_there_and_its_block_is_outlined() -> Result<()> {
    let text = format!("{TEXT}:::note\nMuch is **said**, and the target stands here.\n:::\n");
    on(Publication::of(&text)?, async |app| {
        app.open("notes").await?;
        app.preview_holds("target").await?;
        app.preview(&CLICK.replace("WORDS", "target")).await?;
        let script = "const { doc, selection } = document.querySelector('[data-testid=editor] .cm-content').cmTile.root.view.state;
            return doc.sliceString(selection.main.head, selection.main.head + 6)";
        eventually("the words at the cursor", json!("target"), async || app.run(script, vec![]).await).await?;
        let outlined = "const box = (element) => element.getBoundingClientRect();
            const [outline, block] = [box(document.querySelector('#kiku-cursor')), box(document.querySelector('.note'))];
            const { borderTopStyle } = getComputedStyle(document.querySelector('#kiku-cursor'));
            return borderTopStyle === 'solid' && outline.top < block.top && outline.bottom > block.bottom
                && outline.left < block.left && outline.right > block.right && outline.height - block.height < 40";
        eventually("the outline is around the block", json!(true), async || app.preview(outlined).await).await
    })
}
