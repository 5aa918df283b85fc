//! `cargo xtask bench`: how fast the engine is beside others, exports beside other programs', and the app from a key to its pixels.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::Args;

use crate::packages::{self, Purpose};
use crate::step::Step;
use crate::{toolchain, workspace};

/// What to measure, and how long.
#[derive(Args)]
pub(crate) struct Options {
    /// Fewer rounds: enough to see a factor, not to see a tenth
    #[arg(long)]
    quick: bool,
    /// Measure the release build of the real app on a virtual display instead of the engine
    #[arg(long)]
    pixels: bool,
    /// Export 250, 1,000 and 4,000 articles beside Hugo, Eleventy, mdBook and pandoc, and watch 1,000 of them
    #[arg(long)]
    export: bool,
    /// Count the frames that the release build draws while one types and scrolls
    #[arg(long)]
    frames: bool,
    /// Watch the memory of the release build while two hours of typing go by, compressed in time
    #[arg(long)]
    memory: bool,
}

/// Measures and prints tables. Nothing is judged: a busy machine is no reason to fail.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let quick: &[&str] = if options.quick { &["--quick"] } else { &[] };
    match options {
        Options { frames: true, .. } => watched("frames::")?,
        Options { memory: true, .. } => watched("memory::")?,
        Options { export: true, .. } => export(quick)?,
        Options { pixels: true, .. } => pixels(quick)?,
        Options { .. } => engine(quick)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn engine(quick: &[&str]) -> Result<()> {
    for bench in ["engine", "linear"] {
        Step::cargo(["bench", "--package", "kiku-tests", "--bench", bench, "--"]).with(quick).run()?;
    }
    Ok(())
}

/// The rivals come from PyPI, npm and crates.io, into `target/bench/export`.
fn export(quick: &[&str]) -> Result<()> {
    toolchain::node()?;
    // Among these is what makes Python's environments.
    packages::install(Purpose::Validators)?;
    Step::cargo(["build", "--release", "--package", "kiku"]).run()?;
    let (kiku, tools) = (workspace::root().join("target/release/kiku"), workspace::root().join("target/bench/export"));
    Step::new("python3")
        .with(["tests/bench/export/main.py"])
        .with([kiku, tools])
        .with(["--cards"])
        .with(quick)
        .run()?;
    Ok(())
}

/// Runs what the end-to-end tests of this name do only when they are asked to.
fn watched(name: &str) -> Result<()> {
    let app = release_build()?;
    Step::cargo(["test", "--package", workspace::E2E, "--test", "e2e"])
        .with([name, "--", "--ignored", "--nocapture"])
        .env("KIKU_APP", app)
        .run()?;
    Ok(())
}

/// The app alone: built together with the measurement it would have other features than the one that people run.
fn release_build() -> Result<PathBuf> {
    ensure!(cfg!(target_os = "linux"), "the app is measured on an X server of its own, which needs Linux");
    toolchain::node()?;
    packages::install(Purpose::Tests)?;
    Step::cargo(["build", "--release", "--package", "kiku-desktop"]).run()?;
    Ok(workspace::root().join("target/release/kiku-desktop"))
}

fn pixels(quick: &[&str]) -> Result<()> {
    let app = release_build()?;
    Step::cargo(["run", "--release", "--package", "kiku-pixels", "--"]).with([app]).with(quick).run()?;
    Ok(())
}
