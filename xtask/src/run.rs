//! `cargo xtask run`: one command from a fresh clone to the open window.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use crate::console::say;
use crate::packages::{self, Purpose};
use crate::step::Step;
use crate::{toolchain, workspace};

/// What to open, and how to build it.
#[derive(Args)]
pub(crate) struct Options {
    /// The publication to open; without it, the sample in articles/
    path: Option<PathBuf>,
    /// Build as it is shipped: slower to build, faster to use
    #[arg(long)]
    release: bool,
}

/// Opens the app, or exports the publication where no window can be opened.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let publication = match &options.path {
        Some(path) => path.canonicalize().with_context(|| format!("cannot open {}", path.display()))?,
        None => workspace::root().join("articles"),
    };
    if has_display() { open(&publication, options.release) } else { export(&publication) }
}

/// Whether a window can be opened. Linux alone can lack a display.
fn has_display() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn open(publication: &Path, release: bool) -> Result<ExitCode> {
    toolchain::node()?;
    packages::install(Purpose::App)?;
    // The app's build script builds the interface, so that cargo alone decides what is out of date.
    let profile: &[&str] = if release { &["--release"] } else { &[] };
    let cargo = Step::cargo(["run", "--package", "kiku-desktop"]).with(profile).with(["--"]).with([publication]);
    finish(&cargo)
}

/// Shows the engine at work without a window: needs no web view and no Node.
fn export(publication: &Path) -> Result<ExitCode> {
    say(format_args!("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open."));
    say(format_args!("Exporting with the same engine instead."));
    let out = workspace::root().join("target/bundle");
    let kiku = Step::cargo(["run", "--quiet", "--package", "kiku", "--", "export"]);
    let code = finish(&kiku.with([publication]).with(["--out"]).with([&out]))?;
    if code == ExitCode::SUCCESS {
        say(format_args!("The site is in {}: open index.html in a browser.", out.display()));
    }
    Ok(code)
}

/// Runs with the person's own terminal and hands the program's verdict on.
fn finish(step: &Step) -> Result<ExitCode> {
    let status = step.command().status().with_context(|| format!("could not start `{step}`"))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
