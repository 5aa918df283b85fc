//! A virtual display for one test.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use super::process::Process;

/// A running X server without a screen.
pub(crate) struct Display {
    name: String,
    _server: Process,
}

impl Display {
    /// Starts a server on a display number that it finds free itself.
    pub(crate) fn start() -> Result<Self> {
        let mut server = Process::start("Xvfb", |command| {
            command.args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"]);
            command.stdout(Stdio::piped()).stderr(Stdio::null());
        })?;
        let output = server.child().stdout.take().context("Xvfb has no output")?;
        // The number is written when the server accepts clients; a server that cannot start closes the pipe.
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number)?;
        ensure!(!number.is_empty(), "Xvfb did not start");
        Ok(Self { name: format!(":{}", number.trim()), _server: server })
    }

    /// The value for `DISPLAY`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}
