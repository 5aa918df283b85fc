//! Files under faults: every call fails or kills in turn, the disk is full, the program dies at any moment. What must hold is
//! that a file is the whole old or the whole new one, and that a failure is told.
//!
//! `strace` injects the faults into the real programs: the disk layer's own small `driver`, and `kiku`. Where it is not
//! allowed, or a file system cannot be mounted, the test says so and passes. `KIKU_FAULT_ROUNDS=500` looks longer.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says why")]

mod export;
mod full;
mod history;
mod killed;
mod power;
mod protected;
mod save;
#[path = "driver/step.rs"]
mod step;
mod strace;

use std::path::PathBuf;
use std::process::Command;

/// How often what happens at random is tried.
fn rounds(usual: usize) -> usize {
    std::env::var("KIKU_FAULT_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

/// The driver, with its arguments.
fn driver() -> Command {
    Command::new(env!("CARGO_BIN_EXE_kiku-fault-driver"))
}

/// The command-line program that was built beside this test.
fn kiku() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    own.parent().and_then(|folder| folder.parent()).unwrap().join("kiku")
}
