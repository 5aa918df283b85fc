//! `cargo xtask screenshots`: the pictures of the README and the guide, taken of the real app.

use std::process::ExitCode;

use anyhow::{Result, ensure};

use crate::packages::{self, Purpose};
use crate::step::Step;
use crate::{toolchain, workspace};

/// Builds the app, walks through it in both languages and colours, and writes docs/images.
pub(crate) fn run() -> Result<ExitCode> {
    ensure!(cfg!(target_os = "linux"), "the pictures are taken on a virtual display, which needs Linux");
    toolchain::node()?;
    packages::install(Purpose::Tests)?;
    Step::cargo(["build", "--all-targets"]).with(workspace::PACKAGES).run()?;
    Step::cargo(["test", "--package", workspace::E2E, "--test", "e2e"])
        .with(["screenshots", "--", "--ignored", "--test-threads", "2"])
        .run()?;
    Ok(ExitCode::SUCCESS)
}
