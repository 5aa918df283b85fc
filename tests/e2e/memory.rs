//! Memory stays flat over hours of typing, compressed in time: `cargo xtask bench --memory` types for two hours, the tests for some
//! minutes.
//!
//! Every key is an edit of its own, as the editor makes it: it goes to the session, into the journal, and its answer into the page.
//! Now and then a line is cut and the text is saved, so that text and page are as long at the end as in the beginning; whatever
//! grows meanwhile is what somebody forgot to let go of.

use std::env;
use std::io::{Write as _, stdout};

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{App, Memory, Publication, on};

/// Two hours at six keys a second, in steps of which each is one line.
const TWO_HOURS: usize = 2 * 60 * 60 * 6 / KEYS;
/// The steps of the tests' own version.
const SHORT: usize = 60;
/// The keys of one line.
const KEYS: usize = 40;
/// Lines between two saves.
const SAVED: usize = 10;

/// As WebDriver writes it.
const BACKSPACE: &str = "\u{E003}";

/// How much the app itself may have grown, in bytes, when its second half is over.
const APP: u64 = 12 * 1024 * 1024;
/// The same for the process that draws, whose garbage is collected when it likes.
const WEB: u64 = 96 * 1024 * 1024;

fn article() -> String {
    let chapter =
        "\n## 朝の市場\n\n箱を積んだ車が通り、店の人が名前を呼ぶ。Nobody hurries.\n\n:::note\n覚え書き。\n:::\n";
    format!("---\ntitle: Memory\nlanguage: ja\n---\n\nStart\n{}", chapter.repeat(40))
}

/// Types a line key by key behind the first words, and takes it away again.
async fn type_a_line(app: &App) -> Result<()> {
    let script = "const done = arguments[arguments.length - 1], keys = arguments[0];
        const view = document.querySelector('[data-testid=editor] .cm-content').cmTile.root.view;
        const start = view.state.doc.toString().indexOf('Start') + 5;
        (async () => {
            for (let at = start; at < start + keys; at += 1) {
                view.dispatch({ changes: { from: at, insert: '字' }, selection: { anchor: at + 1 }, userEvent: 'input.type' });
                await new Promise(requestAnimationFrame);
            }
            view.dispatch({ changes: { from: start, to: start + keys }, userEvent: 'delete.selection' });
            done(null);
        })()";
    app.run_until_done(script, vec![json!(KEYS)]).await?;
    Ok(())
}

async fn type_for(app: &App, steps: usize) -> Result<()> {
    for step in 0..steps {
        type_a_line(app).await?;
        if step % SAVED == SAVED - 1 {
            app.place_cursor_after("Start").await?;
            for key in ["。", BACKSPACE] {
                app.type_text(key).await?;
                app.control('s').await?;
                app.is("saved").await?;
            }
        }
    }
    app.editor_shows(&article()).await
}

/// Types a part at a time, and tells what the processes hold after each.
async fn measured(app: &App, steps: usize) -> Result<Vec<Memory>> {
    const PARTS: usize = 4;
    app.open("notes").await?;
    let mut found = Vec::new();
    for part in 1..=PARTS {
        type_for(app, steps.div_ceil(PARTS)).await?;
        let memory = app.memory()?;
        let mebibytes = |bytes: u64| bytes / (1024 * 1024);
        writeln!(
            stdout(),
            "after {part} of {PARTS} parts: the app holds {} MiB, the process that draws {} MiB",
            mebibytes(memory.app),
            mebibytes(memory.web)
        )?;
        found.push(memory);
    }
    Ok(found)
}

fn is_flat(found: &[Memory]) -> Result<()> {
    // By the first half everything has been asked for once.
    let (half, end) = (&found[found.len() / 2 - 1], &found[found.len() - 1]);
    ensure!(end.app <= half.app + APP, "the app grows: {found:?}");
    ensure!(end.web <= half.web + WEB, "the process that draws grows: {found:?}");
    Ok(())
}

#[test]
fn memory_stays_flat_while_one_types() -> Result<()> {
    on(Publication::of(&article())?, async |app| is_flat(&measured(app, SHORT).await?))
}

#[test]
#[ignore = "takes as long as it takes to press 43,200 keys"]
fn memory_stays_flat_over_two_hours() -> Result<()> {
    let steps = env::var("KIKU_MEMORY_LINES").ok().and_then(|lines| lines.parse().ok()).unwrap_or(TWO_HOURS);
    on(Publication::of(&article())?, async |app| is_flat(&measured(app, steps).await?))
}
