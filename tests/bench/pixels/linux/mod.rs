//! The measurement as a whole: which articles, in which order, and the table.

mod app;
mod keys;
mod places;
mod screen;
mod timings;

#[path = "../../../e2e/harness/display.rs"]
mod display;
#[path = "../../../e2e/harness/process.rs"]
mod process;

use std::env;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use app::{App, Article};
use keys::{Burst, Keys};
use places::{Columns, Places};
use timings::Timings;

const SIZES: [(&str, usize); 3] = [("10 KB", 10_000), ("100 KB", 100_000), ("1 MB", 1_000_000)];

/// How much is measured.
#[derive(Clone, Copy)]
struct Plan {
    keys: usize,
    burst: Duration,
    starts: usize,
}

const FULL: Plan = Plan { keys: 100, burst: Duration::from_secs(60), starts: 5 };
const QUICK: Plan = Plan { keys: 20, burst: Duration::from_secs(5), starts: 1 };

/// Measures the app that is named on the command line and prints the table.
pub(crate) fn run() -> Result<()> {
    let program =
        env::args_os().nth(1).map(PathBuf::from).context("usage: kiku-pixels path/to/kiku-desktop [--quick]")?;
    ensure!(program.is_file(), "there is no {}", program.display());
    let plan = if env::args().any(|argument| argument == "--quick") { QUICK } else { FULL };
    for (index, (name, bytes)) in SIZES.into_iter().enumerate() {
        let article = Article::of(bytes)?;
        let (places, typing) = typing(&program, &article, plan).with_context(|| format!("with {name}"))?;
        let starts = starts(&program, &article, plan, &places)?;
        if index == 0 {
            say(format_args!("{}", heading()));
        }
        say(format_args!("{}", line(name, &typing, &starts)));
    }
    Ok(())
}

/// What one running app showed.
struct Typing {
    keys: Keys,
    burst: Burst,
    memory: u64,
}

/// Opens the article and types, first one key at a time and then in a burst.
fn typing(program: &Path, article: &Article, plan: Plan) -> Result<(Places, Typing)> {
    let mut app = App::start(program, article)?;
    app.screen.written()?;
    app.go_to_the_marker()?;
    let places = Places::find(&app.screen)?;
    let keys = keys::one_by_one(&app.screen, &places, plan.keys)?;
    let memory = app.memory()?;
    let burst = keys::burst(&app.screen, &places, plan.burst)?;
    app.save()?;
    article.await_text_after_marker(&burst.left)?;
    Ok((places, Typing { keys, burst, memory }))
}

/// How long the editor and the preview took to show the top of the article, each time from nothing.
fn starts(program: &Path, article: &Article, plan: Plan, places: &Places) -> Result<[Timings; 2]> {
    article.restore()?;
    let columns = Columns::of(&App::start(program, article)?, places)?;
    let mut times = [Timings::default(), Timings::default()];
    for _ in 0..plan.starts {
        let app = App::start(program, article)?;
        for (times, time) in times.iter_mut().zip(columns.appear(&app)?) {
            times.add(time);
        }
    }
    Ok(times)
}

fn heading() -> String {
    let groups = ["key to editor", "key to preview", "longest gap in burst", "start"];
    let [editor, preview, burst, start] = groups.map(|group| format!("{group:^24}"));
    let percentiles = format!("{:>8}{:>8}{:>8}", "p50", "p95", "max");
    let panes = format!("{:>12}{:>12}", "editor", "preview");
    format!(
        "{:<8}{editor}{preview}{burst}{start}{:>8}{:>8}\n{:<8}{percentiles}{percentiles}{panes}{panes}{:>8}{:>8}",
        "ms", "memory", "looks", "", "PSS MB", "p95"
    )
}

/// One line of the table.
fn line(name: &str, typing: &Typing, starts: &[Timings; 2]) -> String {
    let Typing { keys, burst, memory } = typing;
    let three = |times: &Timings| [50, 95, 100].map(|percent| format!("{:>8}", ms(times.at(percent)))).concat();
    let two = |times: [Duration; 2]| times.map(|time| format!("{:>12}", ms(time))).concat();
    let (editor, preview) = (three(&keys.editor), three(&keys.preview));
    let (gaps, starts) = (two([burst.editor, burst.preview]), two([starts[0].at(50), starts[1].at(50)]));
    let (memory, looks) = (memory / 1_000_000, ms(keys.looks.at(95)));
    format!("{name:<8}{editor}{preview}{gaps}{starts}{memory:>8}{looks:>8}")
}

/// Milliseconds with one digit.
fn ms(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}

/// Prints one line. A reader that went away is no reason to stop.
fn say(line: fmt::Arguments<'_>) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}
