//! A program that lives as long as its test.

use std::process::{Child, Command};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process};

/// A running program, ended when dropped.
pub(crate) struct Process {
    child: Child,
}

impl Process {
    /// Starts `program`, which the system also ends should the test itself be killed.
    pub(crate) fn start(program: &str, set_up: impl FnOnce(&mut Command)) -> Result<Self> {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--", program]);
        set_up(&mut command);
        let child = command.spawn().with_context(|| format!("could not start {program}"))?;
        Ok(Self { child })
    }

    /// The program's end of its pipes.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Asked first, so that it removes its own sockets and lock files.
        if let Some(id) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process(id, Signal::TERM);
        }
        let _ = self.child.wait();
    }
}
