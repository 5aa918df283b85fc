//! `cargo xtask test`: everything that must hold, cheapest first, stopping at the first failure.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use crate::console::say;
use crate::packages::{self, Purpose};
use crate::step::{Failed, Step};
use crate::tally::Tally;
use crate::{e2e, toolchain, workspace};

/// How much to check.
#[derive(Args)]
pub(crate) struct Options {
    /// Leave out the tests of the real app
    #[arg(long)]
    fast: bool,
}

/// Checks everything and ends with one line of counts, which CI reads.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let began = Instant::now();
    let mut tally = Tally::default();
    let outcome = check(options, &mut tally);
    say(format_args!("\n{:.0} s in all", began.elapsed().as_secs_f64()));
    if let Err(error) = &outcome {
        say(format_args!("error: {error:#}"));
        // A failed lint or build counts as one failed test: the last line must never look green.
        tally.failed = tally.failed.max(1);
    }
    say(format_args!("{tally}"));
    Ok(if outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn check(options: &Options, tally: &mut Tally) -> Result<()> {
    section("Tools and system packages");
    toolchain::rust_components()?;
    toolchain::node()?;
    packages::install(if options.fast { Purpose::App } else { Purpose::Tests })?;
    for (title, steps) in plan() {
        section(title);
        for step in steps {
            count(step.run(), tally)?;
        }
    }
    if !options.fast {
        section("The real app");
        count(e2e::check(&[], 1), tally)?;
    }
    Ok(())
}

/// The commands of every section but the last. What takes seconds stands before what takes minutes.
fn plan() -> [(&'static str, Vec<Step>); 4] {
    let npm = |script| Step::npm(["run", script]);
    let clippy = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    // All targets at once: the app's own program is then compiled with the same features as the tests, and once.
    let build = Step::cargo(["build", "--all-targets"]).with(workspace::PACKAGES);
    [
        ("Formatting", vec![Step::cargo(["fmt", "--all", "--check"])]),
        ("Interface", vec![Step::npm(["ci"]), npm("check"), npm("lint"), npm("test"), npm("build")]),
        ("Lints", vec![Step::cargo(clippy)]),
        ("Rust", vec![build, Step::cargo(["test"]).with(workspace::PACKAGES)]),
    ]
}

fn section(title: &str) {
    say(format_args!("\n── {title} {}", "─".repeat(60_usize.saturating_sub(title.len()))));
}

/// Adds the counts of a step, also of one that failed.
fn count(outcome: Result<Tally>, sum: &mut Tally) -> Result<()> {
    match &outcome {
        Ok(tally) => *sum += *tally,
        Err(error) => *sum += error.downcast_ref::<Failed>().map(|failed| failed.tally).unwrap_or_default(),
    }
    outcome.map(|_| ())
}
