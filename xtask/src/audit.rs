//! `cargo xtask audit`: what Kiku is built from, held to its licences, to where it may come from, and to what is known
//! against it. What lies behind a network that does not answer is named, and fails nothing.

use std::process::ExitCode;

use anyhow::{Result, ensure};

use crate::console::say;
use crate::step::Step;
use crate::{toolchain, workspace};

/// The release of cargo-deny that is fetched where none is installed.
const CARGO_DENY: &str = "0.20.2";

/// Looks at crates and at packages of the interface.
pub(crate) fn run() -> Result<ExitCode> {
    toolchain::node()?;
    crates()?;
    packages()?;
    Ok(ExitCode::SUCCESS)
}

/// Licences, origins and advisories of crates, as deny.toml says.
fn crates() -> Result<()> {
    let Some(deny) = cargo_deny() else {
        unseen("the crates: cargo-deny could not be fetched");
        return Ok(());
    };
    deny.clone().with(["check", "bans", "licenses", "sources"]).run()?;
    if deny.clone().with(["fetch", "db"]).run().is_err() {
        unseen("advisories on crates: their database could not be fetched");
        return Ok(());
    }
    deny.with(["check", "--disable-fetch", "advisories"]).run().map(drop)
}

/// cargo-deny, the installed one or one of Kiku's own.
fn cargo_deny() -> Option<Step> {
    let installed = Step::cargo(["deny"]);
    if installed.clone().with(["--version"]).answer().is_some() {
        return Some(installed);
    }
    let tools = workspace::root().join("target/tools");
    let own = Step::new(tools.join("bin/cargo-deny"));
    if own.clone().with(["--version"]).answer().is_none() {
        let install = Step::cargo(["install", "--locked", "cargo-deny", "--version", CARGO_DENY, "--root"]);
        install.with([&tools]).run().ok()?;
    }
    Some(own)
}

/// Advisories on the packages that the interface is built from.
fn packages() -> Result<()> {
    let audit = Step::npm(["audit", "--package-lock-only"]);
    let (fine, report) = audit.clone().with(["--json"]).outcome()?;
    if report.contains("auditReportVersion") {
        ensure!(fine, "npm knows something against a package; `{audit}` says what");
    } else {
        unseen("advisories on npm packages: the registry gives none");
    }
    Ok(())
}

fn unseen(what: &str) {
    say(format_args!("not looked at: {what}"));
}
