//! Where xtask prints.

use std::fmt;
use std::io::{self, Write};

/// Prints one line. A reader that went away (`cargo xtask test | head`) is no reason to stop the work.
pub(crate) fn say(line: fmt::Arguments<'_>) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
