//! `kiku check`: what is wrong in the articles, for people or for programs.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};
use kiku_core::{Diagnostic, Language, Message, Severity};
use kiku_disk::{Claim, Holder, Lock, claim, state_folder};

use crate::output::Stream;
use crate::report::Report;
use crate::{Outcome, output, repair};

const EXAMPLES: &str = "\
Examples:
  kiku check articles                      Show every problem with its line
  kiku check articles/market               Look at one article
  kiku check articles --deny warnings      Fail on warnings too, as in CI
  kiku check articles --fix                Make the repairs that are certain, and show what is left
  kiku check articles --format json        Print an array for other programs

In JSON, `file` is relative to the publication. `start` and `end` count bytes, `line` and `column`
start at 1; a byte order mark and carriage returns are not counted. `fix` is null or an object
{label, certain, edits: [{start, end, text}]}, whose edits are of the same file.";

/// Show what is wrong in a publication or an article
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    /// A publication's folder, an article's folder or an article.md
    path: PathBuf,

    /// How problems are printed
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,

    /// What makes the command end with 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Deny::Errors)]
    deny: Deny,

    /// Make the repairs that are certain, and show what is left. A file that changes meanwhile is left alone
    #[arg(long)]
    fix: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// The line with the place marked
    Human,
    /// An array of {file, code, severity, message, hint, span: {start, end, line, column}, fix}
    Json,
}

/// The least severe diagnostic that is not accepted.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Deny {
    Errors,
    /// Warnings and errors
    Warnings,
}

impl Deny {
    pub(crate) fn outcome(self, diagnostics: &[Diagnostic]) -> Outcome {
        let denied = |diagnostic: &Diagnostic| match self {
            Self::Errors => diagnostic.severity == Severity::Error,
            Self::Warnings => true,
        };
        if diagnostics.iter().any(denied) { Outcome::Denied } else { Outcome::Fine }
    }
}

impl Check {
    pub(crate) fn run(&self, language: Language) -> anyhow::Result<Outcome> {
        let mut loaded = kiku_disk::load(&self.path)?;
        if self.fix {
            let _lock = hold(&loaded.root, language)?;
            repair::run(&mut loaded, language)?;
        }
        let diagnostics = kiku_core::check(&loaded.snapshot);
        let report = Report { loaded: &loaded, diagnostics: &diagnostics };
        match self.format {
            Form::Human => {
                output::print(&report.human(language, Stream::Out))?;
                output::print(&format!("{}\n", report.summary().text(language)))?;
            }
            Form::Json => output::print(&report.json(language)?)?,
        }
        Ok(self.deny.outcome(&diagnostics))
    }
}

/// Keeps other programs of Kiku's from writing to the publication meanwhile. Where no lock can be made, the files are still
/// compared before they are replaced.
fn hold(root: &Path, language: Language) -> anyhow::Result<Option<Lock>> {
    let claimed = state_folder().and_then(|state| claim(&state, root, "kiku check --fix").ok());
    match claimed {
        Some(Claim::Theirs(Holder { program, pid, .. })) => {
            let root = root.display();
            let message = Message::new(
                format!("{root} is open in {program} (process {pid}). Nothing was changed; close it there first."),
                format!(
                    "{root} は {program} (プロセス {pid}) で開いています。何も変更していません。先にそちらを閉じてください。"
                ),
            );
            bail!("{}", message.text(language))
        }
        Some(Claim::Ours(lock)) => Ok(Some(lock)),
        None => Ok(None),
    }
}
