//! The project's own verbs. `cargo xtask` lists them.
//!
//! A verb does all of its set-up itself: a machine with Rust, Node and (on Debian or Ubuntu) apt is enough.

mod audit;
mod bench;
mod dist;
mod e2e;
mod run;
mod screenshots;
mod test;
mod validate;

mod step;

mod console;
mod packages;
mod tally;
mod toolchain;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::console::say;

/// The project's own verbs.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Open the app on the sample publication, or on PATH
    Run(run::Options),
    /// Check everything: formatting, lints, types, unit tests, the real app
    Test(test::Options),
    /// Drive the real app through WebDriver, on virtual displays
    E2e(e2e::Options),
    /// Hold exports to validators of HTML, accessibility, search engines and EPUB
    Validate,
    /// Look at the licences, origins and advisories of what Kiku is built from
    Audit,
    /// Take the pictures of the README and the guide, docs/images
    Screenshots,
    /// Build the packages for Linux, target/dist
    Dist(dist::Options),
    /// Measure: the engine beside other programs, or the real app's pixels
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().verb {
        Verb::Run(options) => run::run(&options),
        Verb::Test(options) => test::run(&options),
        Verb::E2e(options) => e2e::run(&options),
        Verb::Validate => validate::run(),
        Verb::Audit => audit::run(),
        Verb::Screenshots => screenshots::run(),
        Verb::Dist(options) => dist::run(&options),
        Verb::Bench(options) => bench::run(&options),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            say(format_args!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}
