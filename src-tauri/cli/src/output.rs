//! The only place that writes to the terminal.

use std::io::{self, IsTerminal, Write};

use kiku_core::{Language, Message};
use kiku_disk::{DiskError, SaveError, WriteError};
use terminal_size::terminal_size_of;

/// Where text for people goes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stream {
    Out,
    Err,
}

impl Stream {
    /// A person looks at it and has not asked for plain text (<https://no-color.org>).
    pub(crate) fn has_colours(self) -> bool {
        let is_terminal = match self {
            Self::Out => io::stdout().is_terminal(),
            Self::Err => io::stderr().is_terminal(),
        };
        is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
    }

    /// The terminal's width in columns; nothing where a file or a program reads.
    pub(crate) fn width(self) -> Option<usize> {
        let size = match self {
            Self::Out => terminal_size_of(io::stdout()),
            Self::Err => terminal_size_of(io::stderr()),
        };
        size.map(|(width, _)| usize::from(width.0))
    }
}

/// Writes to standard output, at once.
///
/// # Errors
/// A closed pipe is an error as any other; the program's end is decided where all errors meet.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Writes to standard error. Where that is closed there is no one left to tell.
pub(crate) fn note(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Tells of the failure that ends the program, or that `watch` goes on after.
pub(crate) fn fail(error: &anyhow::Error, language: Language) {
    note(&format!("kiku: {}\n", message_of(error).text(language)));
}

pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn message_of(error: &anyhow::Error) -> Message {
    if let Some(error) = error.downcast_ref::<DiskError>() {
        error.message()
    } else if let Some(error) = error.downcast_ref::<SaveError>() {
        error.message()
    } else if let Some(error) = error.downcast_ref::<WriteError>() {
        error.message()
    } else {
        let words = format!("{error:#}");
        Message::new(words.clone(), words)
    }
}
