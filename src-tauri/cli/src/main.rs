//! Kiku without a window: every verb of `kiku`, one file each.
//!
//! ```text
//! check     what is wrong in the articles
//! export    a publication as a folder of pages
//! watch     export again on every change
//! verify    what readers of an export would stumble over
//! render    one article as an HTML fragment
//! new       a publication to start from
//! shell     completions and the manual page
//! ```
//!
//! Verbs read arguments, call kiku-disk and kiku-core, and print through [`output`]. Exit codes: see [`Outcome`].

mod check;
mod export;
mod following;
mod selection;
mod verify;
mod watch;

mod new;
mod render;
mod shell;

mod interrupt;
mod output;
mod repair;
mod report;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use kiku_core::Language;

const EXAMPLES: &str = "\
Examples:
  kiku new digest --title \"菊ダイジェスト\"    Make a publication
  kiku check digest                           Show what is wrong in its articles
  kiku export digest --out site               Write it as a website
  kiku verify site                            Look at it as its readers will
  kiku watch digest --out site                Write it again on every change
  kiku render digest/first-article/article.md Print one article as HTML

Exit codes:
  0  fine
  1  the articles have what --deny forbids, or verify found something
  2  the command or the machine failed";

/// Checks, renders and exports publications written in the Kiku format.
#[derive(Parser)]
#[command(name = "kiku", version, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,

    /// Language of messages; `new` also writes in it [default: the system's]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    lang: Option<Lang>,
}

#[derive(Subcommand)]
enum Verb {
    Check(check::Check),
    Export(export::Export),
    Verify(verify::Verify),
    Watch(watch::Watch),
    Render(render::Render),
    New(new::New),
    Completions(shell::Completions),
    #[command(hide = true)]
    Manual(shell::Manual),
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Ja,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Self::Ja,
            Lang::En => Self::En,
        }
    }
}

/// How a verb that did its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Exit code 0.
    Fine,
    /// The articles have what `--deny` forbids, or readers would stumble: exit code 1. A failure is an error and exits with 2.
    Denied,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let chosen = cli.lang.map(Language::from);
    let system = system_language();
    let language = chosen.unwrap_or(system);
    let result = match &cli.verb {
        Verb::Check(verb) => verb.run(language),
        Verb::Export(verb) => verb.run(language),
        Verb::Verify(verb) => verb.run(language),
        Verb::Watch(verb) => verb.run(language),
        Verb::Render(verb) => verb.run(),
        Verb::New(verb) => verb.run(chosen, system),
        Verb::Completions(verb) => verb.run(),
        Verb::Manual(verb) => verb.run(),
    };
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Denied) => ExitCode::from(1),
        // Whoever closed the pipe has seen what they wanted: `kiku render article.md | head`.
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::fail(&error, language);
            ExitCode::from(2)
        }
    }
}

/// What POSIX gives precedence to: `LC_ALL`, then `LC_MESSAGES`, then `LANG`; an empty one does not count.
fn system_language() -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let tag = names.iter().find_map(|name| std::env::var(name).ok().filter(|tag| !tag.is_empty()));
    Language::of_tag(&tag.unwrap_or_default())
}
