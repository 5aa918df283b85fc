//! Every payload in every place where text can stand, read by the engine that the app shows its pages with.
//!
//! `canary()` of a payload becomes an assignment: whenever it runs, before or after anybody looks, the window that ran it is marked.

use std::fs;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::harness::{App, Publication, eventually, on};

const PAYLOADS: &str = include_str!("../attacks/payloads.txt");
const ARTICLE: &str = include_str!("../attacks/article.md");

/// What the payload does, in a form that needs neither quotes nor spaces.
const CANARY: &str = "self.tripped=1";

fn payloads() -> Vec<String> {
    PAYLOADS.lines().map(|payload| payload.replace("canary()", CANARY)).collect()
}

/// The payload everywhere; its last words have a number.
fn article(number: usize, payload: &str) -> String {
    let quoted = format!("'{}'", payload.replace('\'', "''"));
    let filled = ARTICLE.replace("{q}", &quoted).replace("{}", payload);
    filled.replace("Harmless words", &format!("Harmless words {number}"))
}

/// Does to every element what a reader could do to it. Links are looked at and not followed: what they lead to is no part of this.
const TOUCH: &str = "for (const element of document.querySelectorAll('main *'))
        for (const kind of ['mouseover', 'focus', 'error', 'load', 'toggle', 'click'])
            if (kind !== 'click' || !element.closest('a[href]'))
                element.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
    return true";

/// Everything in a page that ran, could run, or leads where nothing may lead.
const DANGERS: &str = "const all = [...document.querySelectorAll('main *')];
    const of = (...names) => all.flatMap(e => names.map(name => e.getAttribute(name) ?? ''));
    return {
        tripped: self.tripped ?? null,
        handlers: all.flatMap(e => e.getAttributeNames()).filter(name => name.startsWith('on') || name === 'srcdoc'),
        elements: all.filter(e => e.matches('script, iframe, object, embed, applet, math, meta, base, style, link, form')
            || e.namespaceURI !== 'http://www.w3.org/1999/xhtml').map(e => e.outerHTML),
        links: of('href', 'src', 'action', 'formaction', 'data').filter(link => /^\\W*(javascript|vbscript|file|smb|data:text):/i.test(link)),
    }";

fn harmless() -> Value {
    json!({ "tripped": null, "handlers": [], "elements": [], "links": [] })
}

/// Puts another text into the editor, as one edit.
async fn replace_text(app: &App, text: &str) -> Result<()> {
    let script = "const view = document.querySelector('[data-testid=editor] .cm-content').cmTile.root.view;
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: arguments[0] }, selection: { anchor: 0 } })";
    app.run(script, vec![json!(text)]).await?;
    Ok(())
}

/// Looks at the preview as it is now, before and after everything in it was touched.
async fn preview_is_harmless(app: &App, what: &str) -> Result<()> {
    for touched in [false, true] {
        if touched {
            app.preview(TOUCH).await?;
        }
        let found = app.preview(DANGERS).await?;
        ensure!(found == harmless(), "{what}, touched: {touched}: {found}");
    }
    Ok(())
}

async fn window_is_harmless(app: &App, what: &str) -> Result<()> {
    let look = "const all = [...document.querySelectorAll('body *')];
        return {
            tripped: self.tripped ?? null,
            handlers: all.flatMap(e => e.getAttributeNames()).filter(name => name.startsWith('on')),
            elements: all.filter(e => e.matches('object, embed, applet, math, meta, base, form[action], iframe:not([data-testid])'))
                .map(e => e.outerHTML),
            links: all.map(e => e.getAttribute('href') ?? '').filter(link => /^\\W*(javascript|data):/i.test(link)),
        }";
    let found = app.run(look, vec![]).await?;
    ensure!(found == harmless(), "{what}: {found}");
    Ok(())
}

#[test]
fn no_payload_in_any_place_runs_in_the_preview() -> Result<()> {
    let plain = article(0, "plain");
    let publication = Publication::of(&plain)?;
    let body: String = payloads().iter().map(|payload| format!("{payload}\n\nwords {payload} words\n\n")).collect();
    publication.write("loaded", &format!("---\ntitle: Loaded\n---\n\n{body}Harmless words at the end.\n"))?;
    on(publication, async |app| {
        app.open("notes").await?;
        for (number, payload) in payloads().iter().enumerate() {
            replace_text(app, &article(number, payload)).await?;
            app.preview_holds(&format!("Harmless words {number} at the end.")).await?;
            preview_is_harmless(app, payload).await?;
            window_is_harmless(app, payload).await?;
        }
        ensure!(app.publication.read("notes")? == plain, "something saved by itself");
        replace_text(app, &plain).await?;
        app.is("saved").await?;
        // A document that is loaded is parsed in another way than a block that is put into one.
        app.open("loaded").await?;
        app.preview_holds("Harmless words at the end.").await?;
        preview_is_harmless(app, "a document with all payloads").await
    })
}

#[test]
fn no_payload_runs_where_it_is_pasted() -> Result<()> {
    const TEXT: &str = "---\ntitle: Paste\n---\n\nHere\n";
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        for (number, payload) in payloads().iter().enumerate() {
            replace_text(app, TEXT).await?;
            app.place_cursor_after("Here").await?;
            let html = format!("<p>before</p>{payload}<p title=\"{payload}\">{payload}</p><p>after {number}</p>");
            let paste = "const data = new DataTransfer();
                data.setData('text/plain', 'plain'); data.setData('text/html', arguments[0]);
                const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
                document.querySelector('[data-testid=editor] .cm-content').dispatchEvent(event)";
            app.run(paste, vec![json!(html)]).await?;
            eventually("something was pasted", true, async || Ok(app.editor_text().await? != TEXT)).await?;
            // Words that follow a payload may have become a part of it; these come after everything.
            let end = format!("\n\n:::note\nEnd {number}.\n:::\n");
            let text = format!("{}{end}", app.editor_text().await?);
            replace_text(app, &text).await?;
            app.preview_holds(&format!("End {number}.")).await?;
            preview_is_harmless(app, payload).await?;
            window_is_harmless(app, payload).await?;
        }
        Ok(())
    })
}

#[test]
fn no_payload_runs_in_the_lists_around_the_text() -> Result<()> {
    let publication = Publication::of(&article(0, "plain"))?;
    let mut named = 0;
    for (number, payload) in payloads().iter().enumerate() {
        publication.write(&format!("a{number}"), &article(number, payload))?;
        // A folder may be called nearly anything.
        if !payload.contains('/') {
            publication.write(payload, &article(number, payload))?;
            named += 1;
        }
    }
    ensure!(named > 10, "only {named} payloads can be names");
    let images = publication.root().join("notes/images");
    fs::create_dir_all(&images)?;
    fs::write(images.join("<img src=x onerror=self.tripped=1>.png"), b"no image")?;
    on(publication, async |app| {
        for slug in ["notes", "a0", "a10", "a18", "a60"] {
            app.open(slug).await?;
            window_is_harmless(app, slug).await?;
            let tabs = app
                .run("return [...document.querySelectorAll('[role=tab][data-tab]')].map(t => t.dataset.tab)", vec![]);
            for tab in tabs.await?.as_array().into_iter().flatten().filter_map(Value::as_str) {
                app.click(&format!("side-{tab}")).await?;
                window_is_harmless(app, tab).await?;
            }
            app.click("side-articles").await?;
        }
        app.window().press(&["ctrl+shift+p"])?;
        app.find("picker-field").await?.send_keys("tripped").await?;
        eventually("articles in the palette", true, async || Ok(app.count("[data-testid=picker-choice]").await? > 5))
            .await?;
        window_is_harmless(app, "the palette").await?;
        let touch = "for (const element of document.querySelectorAll('body *'))
                for (const kind of ['mouseover', 'error', 'load', 'toggle'])
                    element.dispatchEvent(new MouseEvent(kind, { cancelable: true }))";
        app.run(touch, vec![]).await?;
        window_is_harmless(app, "the palette, touched").await
    })
}
