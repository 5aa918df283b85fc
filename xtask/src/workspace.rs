//! Where things are, and which packages are compiled together.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result};

/// The cargo arguments that every build and test of the workspace shares.
///
/// One selection means one set of features, so nothing compiles twice between building, testing and running. The
/// end-to-end tests stay outside: their HTTP client would change the features that the app is compiled with.
pub(crate) const PACKAGES: [&str; 3] = ["--workspace", "--exclude", E2E];

/// The package of the end-to-end tests.
pub(crate) const E2E: &str = "kiku-e2e";

/// The folder of the root `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let mut root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.pop();
    root
}

/// The cargo that started xtask, so that a chosen toolchain (`cargo +nightly xtask …`) stays the chosen one.
pub(crate) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// A program that a build in the development profile put beside this one.
pub(crate) fn built(program: &str) -> Result<PathBuf> {
    let own = env::current_exe().context("the system does not say where xtask itself is")?;
    Ok(own.with_file_name(program).with_extension(env::consts::EXE_EXTENSION))
}
