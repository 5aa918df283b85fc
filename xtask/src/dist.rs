//! `cargo xtask dist`: the packages that Linux installs, as they are published.
//!
//! Tauri's own bundler makes them of the release build. What belongs to the command line (the program, its manual pages
//! and completions) is put in a folder first, where `tauri.conf.json` names it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::console::say;
use crate::packages::{self, Purpose};
use crate::step::Step;
use crate::{e2e, toolchain, workspace};

/// Tauri's program, which the interface's packages bring.
const TAURI: &str = "ui/node_modules/@tauri-apps/cli/tauri.js";

/// Where the package puts the programs.
const INSTALLED: &str = "/usr/bin";

/// What to do with the packages.
#[derive(Args)]
pub(crate) struct Options {
    /// Install the Debian package, start what it brought, and remove it again; needs root
    #[arg(long)]
    install: bool,
}

/// Builds the packages into target/dist.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    ensure!(cfg!(target_os = "linux"), "packages for this system are made by `npm exec tauri build` in ui/");
    toolchain::node()?;
    packages::install(if options.install { Purpose::Tests } else { Purpose::App })?;
    Step::npm(["ci"]).run()?;
    Step::cargo(["build", "--release", "--package", "kiku-desktop", "--package", "kiku"]).run()?;
    let dist = workspace::root().join("target/dist");
    stage(&dist.join("stage"))?;
    Step::new("node").with([TAURI, "bundle", "--bundles", "deb,rpm"]).run()?;
    let packages = collect(&dist)?;
    if options.install {
        try_out(&packages)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The folder of the release build.
fn release() -> Result<PathBuf> {
    let debug = workspace::built("kiku")?;
    let target = debug.parent().and_then(Path::parent).context("xtask stands in no target folder")?;
    Ok(target.join("release"))
}

/// Puts the program for the command line, and what tells shells and `man` about it, where the bundler looks for them.
fn stage(stage: &Path) -> Result<()> {
    let manual = stage.join("man");
    fs::create_dir_all(&manual)?;
    let kiku = stage.join("kiku");
    fs::copy(release()?.join("kiku"), &kiku).context("there is no release build of kiku")?;
    Step::new(&kiku).with(["manual".as_ref(), manual.as_os_str()]).run()?;
    for (shell, file) in [("bash", "kiku.bash"), ("zsh", "_kiku"), ("fish", "kiku.fish")] {
        let script = Step::new(&kiku).with(["completions", shell]).answer();
        fs::write(stage.join(file), script.with_context(|| format!("no completions for {shell}"))? + "\n")?;
    }
    Ok(())
}

/// Moves the packages to `dist`, and says how large what is in them is.
fn collect(dist: &Path) -> Result<Vec<PathBuf>> {
    let release = release()?;
    for program in ["kiku-desktop", "kiku"] {
        tell_size(&release.join(program))?;
    }
    let mut packages = Vec::new();
    for kind in ["deb", "rpm"] {
        for entry in fs::read_dir(release.join("bundle").join(kind))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == kind) {
                let package = dist.join(path.file_name().unwrap_or_default());
                fs::rename(&path, &package)?;
                tell_size(&package)?;
                packages.push(package);
            }
        }
    }
    Ok(packages)
}

fn tell_size(file: &Path) -> Result<()> {
    let bytes = fs::metadata(file).with_context(|| format!("there is no {}", file.display()))?.len();
    say(format_args!("{:>8.1} MB  {}", bytes as f64 / 1e6, file.display()));
    Ok(())
}

/// Installs the Debian package as a person would, uses both programs, and removes it again whatever came of it.
fn try_out(packages: &[PathBuf]) -> Result<()> {
    let deb = packages.iter().find(|package| package.extension().is_some_and(|extension| extension == "deb"));
    let deb = deb.context("there is no Debian package")?;
    packages::install_file(deb)?;
    let outcome = use_installed();
    packages::remove("kiku")?;
    outcome
}

fn use_installed() -> Result<()> {
    let site = workspace::root().join("target/dist/site");
    let export = ["export".into(), workspace::root().join("articles"), "--out".into(), site];
    Step::new(Path::new(INSTALLED).join("kiku")).with(export).run()?;
    e2e::check_app(&Path::new(INSTALLED).join("kiku-desktop"), "open::")?;
    Ok(())
}
