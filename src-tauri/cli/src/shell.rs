//! `kiku completions` and `kiku manual`: the program's own arguments, told to shells and to `man`.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::{Cli, Outcome, output};

const EXAMPLES: &str = "\
Examples:
  kiku completions bash > ~/.local/share/bash-completion/completions/kiku
  kiku completions zsh > ~/.zfunc/_kiku
  kiku completions fish > ~/.config/fish/completions/kiku.fish";

/// Print what a shell needs to complete arguments of kiku
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "kiku", &mut script);
        output::print(std::str::from_utf8(&script)?)?;
        Ok(Outcome::Fine)
    }
}

/// Write the manual pages, one for each verb, for `man`
#[derive(Args)]
pub(crate) struct Manual {
    /// The folder to write them to, which must be there
    folder: PathBuf,
}

impl Manual {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        clap_mangen::generate_to(Cli::command(), &self.folder)?;
        Ok(Outcome::Fine)
    }
}
