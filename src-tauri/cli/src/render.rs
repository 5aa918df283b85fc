//! `kiku render`: the body of one article as an HTML fragment.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::Args;
use kiku_core::{Trust, render_fragment};
use kiku_disk::{TextFile, read_text};

use crate::{Outcome, output};

const EXAMPLES: &str = "\
Examples:
  kiku render market/article.md             Print the article's body
  echo '*Hello*' | kiku render -            Render standard input
  kiku render - --raw < spec.md             Compare with another Markdown program";

/// Print one article as an HTML fragment
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Render {
    /// The article, or - for standard input
    file: PathBuf,

    /// Trust raw HTML, and print no heading ids and no attributes for the editor
    #[arg(long)]
    raw: bool,
}

impl Render {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let text = if self.file == Path::new("-") { standard_input()? } else { read_text(&self.file)?.text };
        let trust = if self.raw { Trust::Raw } else { Trust::Sanitised };
        output::print(&render_fragment(&text, trust))?;
        Ok(Outcome::Fine)
    }
}

fn standard_input() -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes).context("standard input cannot be read")?;
    let text = TextFile::decode(bytes);
    text.map(|file| file.text).map_err(|error| anyhow!("standard input: {error}"))
}
