//! Nothing from an article is trusted: no script runs, and the preview cannot reach the app.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Publication, Start, eventually, on, run};

/// Each attempt would leave `ran` in some window, or take the frame elsewhere.
const HOSTILE: &str = r#"---
title: "<img src=x onerror='top.ran=1;window.ran=1'>"
description: "</script><script>window.ran=2</script>"
---

<script>window.ran = 3; parent.postMessage({ ran: 3 }, '*')</script>
<img src="images/none.png" onerror="window.ran = 4">
<svg onload="window.ran = 5"><script>window.ran = 6</script></svg>
<iframe srcdoc="<script>parent.ran = 7</script>"></iframe>
<math><mtext><table><mglyph><style><img src=x onerror="window.ran = 8"></style></mglyph></table></mtext></math>
<meta http-equiv="refresh" content="0;url=https://example.org/">
<base href="https://example.org/">
<form action="javascript:window.ran = 9"><input autofocus onfocus="window.ran = 10"><button id="button">Go</button></form>

## <b onmouseover="window.ran = 11">Chapter</b>

[Link](javascript:window.ran=12) and <a id="raw" href="&#106;avascript:window.ran=13">raw link</a>.

:::figure{src="x\" onerror=\"window.ran=14" alt="<script>window.ran=15</script>"}
Caption <script>window.ran=16</script>
:::

:::note[<script>window.ran=17</script>]{#x" onclick="window.ran=18}
Harmless words at the end.
:::
"#;

#[test]
fn no_script_of_an_article_runs() -> Result<()> {
    on(Publication::of(HOSTILE)?, async |app| {
        app.open("notes").await?;
        app.preview_holds("Harmless words at the end.").await?;
        let click_everything = "for (const element of document.querySelectorAll('a, button, img, input, b, [id]')) {
                for (const kind of ['mouseover', 'focus', 'error', 'load', 'click'])
                    element.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
            }
            return true";
        app.preview(click_everything).await?;
        let dangerous = "const names = [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames());
            const links = [...main.querySelectorAll('[href], [src], [action]')]
                .flatMap(e => ['href', 'src', 'action'].map(name => e.getAttribute(name) ?? ''));
            return {
                ran: window.ran ?? null,
                handlers: names.filter(name => name.startsWith('on')),
                scripts: main.querySelectorAll('script, iframe, object, embed, svg, math, meta, base').length,
                links: links.filter(link => /^\\s*(javascript|data|vbscript|file):/i.test(link)),
            }";
        let none = json!({ "ran": null, "handlers": [], "scripts": 0, "links": [] });
        eventually("what the article brought into the frame", none, async || app.preview(dangerous).await).await?;
        let window = app.run("return [window.ran ?? null, location.protocol]", vec![]).await?;
        ensure!(window[0].is_null(), "a script of the article ran in the app's own window: {window}");
        // The frame is still the preview, so it can still be patched.
        app.place_cursor_after("Harmless words").await?;
        app.type_text(" still").await?;
        app.preview_holds("Harmless words still at the end.").await
    })
}

#[test]
fn the_preview_cannot_reach_the_app() -> Result<()> {
    const TEXT: &str = "---\ntitle: Sealed\n---\n\nSealed.\n";
    on(Publication::of(TEXT)?, async |app| {
        app.open("notes").await?;
        app.preview_holds("Sealed.").await?;
        let reach = "const can = probe => { try { return !!probe(); } catch { return false; } };
            return {
                origin: self.origin,
                parentDocument: can(() => parent.document),
                parentBridge: can(() => parent.__TAURI_INTERNALS__),
                ownBridge: can(() => window.__TAURI_INTERNALS__),
                globalTauri: can(() => window.__TAURI__),
                storage: can(() => window.localStorage),
            }";
        let sealed = json!({
            "origin": "null", "parentDocument": false, "parentBridge": false,
            "ownBridge": false, "globalTauri": false, "storage": false,
        });
        ensure!(app.preview(reach).await? == sealed, "the frame reaches out: {}", app.preview(reach).await?);

        // A command by every way that the app's own page has. None may answer, and none may take effect.
        let call = "window.answers = [];
            const order = JSON.stringify({ slug: 'notes', text: 'broken in' });
            const note = name => () => window.answers.push(name);
            const refused = () => window.answers.push('refused');
            const send = url => fetch(url, { method: 'POST', body: order }).then(note(url), refused);
            send('ipc://localhost/replace_text');
            send('http://ipc.localhost/replace_text');
            send('tauri://localhost/index.html');
            const message = { cmd: 'replace_text', callback: 1, error: 2, payload: JSON.parse(order),
                options: {}, __TAURI_INVOKE_KEY__: 'guessed' };
            try { window.webkit.messageHandlers.ipc.postMessage(JSON.stringify(message)); } catch {}
            parent.postMessage(message, '*');
            return true";
        app.preview(call).await?;
        let answers = json!(["refused", "refused", "refused"]);
        eventually("answers to the frame", answers, async || app.preview("return window.answers").await).await?;

        // This edit goes the same way behind those calls: had one of them worked, it would show by now.
        app.place_cursor_after("Sealed.").await?;
        app.type_text(" Still.").await?;
        app.preview_holds("Sealed. Still.").await?;
        app.editor_shows(&TEXT.replace("Sealed.\n", "Sealed. Still.\n")).await?;
        ensure!(app.publication.read("notes")? == TEXT);
        Ok(())
    })
}

/// The sanitiser and the policy are two walls before the third: here both are down, and a script of the page does its worst.
#[test]
fn a_script_that_runs_in_the_preview_reaches_nothing() -> Result<()> {
    const TEXT: &str = "---\ntitle: Sealed\n---\n\nSealed.\n";
    run(Start::on(Publication::of(TEXT)?).with_open_frame(), async |app| {
        app.open("notes").await?;
        app.preview_holds("Sealed.").await?;
        // Put into the page as an article would have it, so that it is the page's own script that runs.
        let break_out = r#"window.worst = () => {
                window.answers = {};
                const order = JSON.stringify({ slug: 'notes', text: 'broken in' });
                const headers = { 'Content-Type': 'application/json', 'Tauri-Callback': '1', 'Tauri-Error': '2', 'Tauri-Invoke-Key': 'guessed' };
                const send = (name, url, options) => fetch(url, { method: 'POST', body: order, ...options })
                    .then(async answer => { window.answers[name] = answer.type === 'opaque' ? 'opaque' : answer.ok ? 'answered' : 'refused'; })
                    .catch(() => { window.answers[name] = 'refused'; });
                send('plain', 'ipc://localhost/replace_text');
                send('signed', 'ipc://localhost/replace_text', { headers });
                send('opaque', 'ipc://localhost/replace_text', { mode: 'no-cors' });
                send('http', 'http://ipc.localhost/replace_text', { headers });
                const message = { cmd: 'replace_text', callback: 1, error: 2, payload: JSON.parse(order), options: {}, __TAURI_INVOKE_KEY__: 'guessed' };
                try { window.webkit.messageHandlers.ipc.postMessage(JSON.stringify(message)); } catch {}
                try { window.__TAURI_INTERNALS__.invoke('replace_text', JSON.parse(order)).then(() => { window.answers.bridge = 'answered'; }); } catch {}
                for (const target of [parent, top]) target.postMessage(message, '*');
                try { top.location = 'https://example.org/'; } catch {}
                try { window.answers.opened = window.open('tauri://localhost/') === null ? 'refused' : 'answered'; } catch { window.answers.opened = 'refused'; }
                const inner = document.createElement('iframe');
                inner.srcdoc = `<script>parent.postMessage({ inner: Boolean(window.__TAURI_INTERNALS__) }, '*')</` + 'script>';
                addEventListener('message', event => { if (event.data && 'inner' in event.data) window.answers.inner = event.data.inner ? 'answered' : 'refused'; });
                document.body.append(inner);
            };
            main.insertAdjacentHTML('beforeend', '<img src="none:" onerror="worst()">');
            return true"#;
        app.preview(break_out).await?;
        // The frame within the frame answers only if its script runs, which this engine does not let it.
        let tried = "const names = ['http', 'opaque', 'opened', 'plain', 'signed'];
            return names.every(name => name in (window.answers ?? {}))";
        eventually("everything was tried", json!(true), async || app.preview(tried).await).await?;
        let answers = app.preview("return window.answers").await?;
        let let_in = answers.as_object().is_none_or(|all| all.values().any(|answer| answer == "answered"));
        ensure!(!let_in, "the frame got in: {answers}");
        // This edit goes the same way behind those calls: had one of them worked, it would show by now.
        app.place_cursor_after("Sealed.").await?;
        app.type_text(" Still.").await?;
        app.editor_shows(&TEXT.replace("Sealed.\n", "Sealed. Still.\n")).await?;
        app.preview_holds("Sealed. Still.").await?;
        app.control('s').await?;
        app.is("saved").await?;
        ensure!(app.publication.read("notes")? == TEXT.replace("Sealed.\n", "Sealed. Still.\n"));
        Ok(())
    })
}

#[test]
fn the_app_s_own_page_offers_no_way_in() -> Result<()> {
    on(Publication::of("---\ntitle: Page\n---\n\nText.\n")?, async |app| {
        app.open("notes").await?;
        let global = app.run("return '__TAURI__' in window", vec![]).await?;
        ensure!(global == json!(false), "there is a global Tauri object");
        let inline = "const script = document.createElement('script');
            script.textContent = 'window.inlineRan = true'; document.head.append(script);
            return window.inlineRan ?? null";
        ensure!(app.run(inline, vec![]).await?.is_null(), "the policy lets inline scripts run");
        let fetched = "const done = arguments[arguments.length - 1];
            fetch('https://example.org/').then(() => done('answered'), () => done('refused'))";
        ensure!(app.run_until_done(fetched, vec![]).await? == json!("refused"), "the page reaches the network");
        let sandbox = app.find("preview-frame").await?.attr("sandbox").await?;
        ensure!(sandbox.as_deref() == Some("allow-scripts"), "the frame's sandbox is {sandbox:?}");
        Ok(())
    })
}
