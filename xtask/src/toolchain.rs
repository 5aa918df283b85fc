//! The tools that must already be there, with what to do when they are not.

use anyhow::{Context, Result, ensure};

use crate::step::Step;

/// The oldest Node that the interface's build tools run on; `engines` of `ui/package.json` says the same.
const NODE: (u32, u32) = (20, 19);

/// Fails with the remedy unless Node and npm are there and new enough.
pub(crate) fn node() -> Result<()> {
    let remedy = format!("install Node {}.{} or newer, with npm", NODE.0, NODE.1);
    let version = Step::new("node").with(["--version"]).answer();
    let version = version.with_context(|| format!("Node is missing; {remedy}"))?;
    ensure!(major_and_minor(&version).is_some_and(|found| found >= NODE), "Node {version} is too old; {remedy}");
    Step::npm(["--version"]).answer().with_context(|| format!("npm is missing; {remedy}"))?;
    Ok(())
}

/// `(20, 19)` of `v20.19.2`.
fn major_and_minor(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??))
}

/// Fails with the remedy unless `cargo fmt` and `cargo clippy` are there.
pub(crate) fn rust_components() -> Result<()> {
    for component in ["fmt", "clippy"] {
        let there = Step::cargo([component, "--version"]).answer().is_some();
        ensure!(there, "`cargo {component}` is missing; run `rustup component add rustfmt clippy`");
    }
    Ok(())
}
