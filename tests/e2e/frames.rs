//! The frames that the window draws while one types and scrolls in an article of 100 KB: `cargo xtask bench --frames`.
//!
//! The page counts its own animation frames. One that comes more than half a frame late has left out another at 60 Hz. On a
//! virtual display without a graphics card all drawing is the processor's, so that this is the worst case.

use std::io::{Write as _, stdout};
use std::time::Instant;

use anyhow::Result;

use crate::harness::{App, Publication, on};

/// The time from one frame to the next at 60 Hz, in milliseconds.
const FRAME: f64 = 1000.0 / 60.0;

const WATCH: &str = "
    window.kikuFrames = [];
    if (!window.kikuWatches) {
        window.kikuWatches = true;
        const watch = (at) => { window.kikuFrames.push(at); requestAnimationFrame(watch); };
        requestAnimationFrame(watch);
    }
    return true";

fn article() -> String {
    let sentence =
        "朝の市場では、もう人の声が行き交っています。Boxes of fish stand on the wet floor, and nobody hurries. ";
    let mut text = "---\ntitle: Frames\nlanguage: ja\n---\n\nStart.\n".to_owned();
    for chapter in 0.. {
        if text.len() > 100_000 {
            break;
        }
        text += &format!("\n## Chapter {chapter}\n\n{}\n\n:::note\n{sentence}\n:::\n", sentence.repeat(6));
    }
    text
}

async fn measured(app: &App, what: &str, doing: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
    app.run(WATCH, vec![]).await?;
    let start = Instant::now();
    doing().await?;
    let seconds = start.elapsed().as_secs_f64();
    let times = app.run("return window.kikuFrames", vec![]).await?;
    let times: Vec<f64> = times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect();
    let mut gaps: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_by(f64::total_cmp);
    let at = |part: usize| gaps.get(gaps.len().saturating_sub(1) * part / 100).copied().unwrap_or_default();
    let late: f64 = gaps.iter().map(|gap| ((gap / FRAME).round() - 1.0).max(0.0)).sum();
    let share = 100.0 * late / (late + gaps.len() as f64).max(1.0);
    writeln!(
        stdout(),
        "{what}: {} frames in {seconds:.1} s, p50 {:.0} ms, p95 {:.0} ms, longest {:.0} ms, {late:.0} left out ({share:.1} %)",
        times.len(),
        at(50),
        at(95),
        at(100),
    )?;
    Ok(())
}

#[test]
#[ignore = "measures, and judges nothing; cargo xtask bench --frames"]
fn while_typing_and_scrolling() -> Result<()> {
    on(Publication::of(&article())?, async |app| {
        app.open("notes").await?;
        app.place_cursor_after("Start.").await?;
        let second = "return await new Promise(done => setTimeout(() => done(true), 2000))";
        measured(app, "at rest", async || app.run(second, vec![]).await.map(drop)).await?;
        let words = "the quick brown fox jumps over the lazy dog ".repeat(4);
        measured(app, "typing", async || app.window().type_keys(&words)).await?;
        let (x, y) = (500, 500);
        let wheel = async || (0..60).try_for_each(|_| app.window().wheel_down(x, y));
        measured(app, "scrolling", wheel).await
    })
}
