//! Starts the desktop app: `kiku-desktop [publication]`.

// Without this, Windows shows a console beside the window.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let path = std::env::args_os().nth(1).map(Into::into);
    match kiku_desktop::run(path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // A closed standard error must not hide the exit code.
            let _ = writeln!(std::io::stderr(), "kiku-desktop: {error}");
            ExitCode::FAILURE
        }
    }
}
