//! `cargo xtask e2e`: the real app, driven through WebDriver.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::Args;

use crate::console::say;
use crate::packages::{self, Purpose};
use crate::step::Step;
use crate::tally::Tally;
use crate::{toolchain, workspace};

/// Which tests, how often.
#[derive(Args)]
pub(crate) struct Options {
    /// Run only the tests with this in their name
    filter: Option<String>,
    /// Repeat, to find what passes only sometimes
    #[arg(long, value_name = "N", default_value_t = 1)]
    rounds: u32,
}

/// Builds the app and runs its tests.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    toolchain::node()?;
    packages::install(Purpose::Tests)?;
    Step::cargo(["build", "--all-targets"]).with(workspace::PACKAGES).run()?;
    let tally = check(options.filter.as_slice(), options.rounds)?;
    say(format_args!("{tally}"));
    Ok(ExitCode::SUCCESS)
}

/// Runs the tests with this in their name on another program than the one of this build.
pub(crate) fn check_app(app: &Path, filter: &str) -> Result<Tally> {
    Step::cargo(["test", "--package", workspace::E2E, "--test", "e2e", filter]).env("KIKU_APP", app).run()
}

/// Runs the tests of the app as it was last built, `rounds` times or until one fails.
pub(crate) fn check(filter: &[String], rounds: u32) -> Result<Tally> {
    ensure!(cfg!(target_os = "linux"), "the end-to-end tests need Linux; use `cargo xtask test --fast` here");
    let app = workspace::built("kiku-desktop")?;
    ensure!(app.is_file(), "there is no {}; build the app first", app.display());
    let mut sum = Tally::default();
    for round in 1..=rounds {
        if rounds > 1 {
            say(format_args!("round {round} of {rounds}"));
        }
        sum += Step::cargo(["test", "--package", workspace::E2E, "--test", "e2e"]).with(filter).run()?;
    }
    Ok(sum)
}
