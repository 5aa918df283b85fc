//! `kiku verify`: a finished export as its readers will meet it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use kiku_core::{Language, Message};
use kiku_disk::{Finding, Verified};
use serde::Serialize;

use crate::{Outcome, output};

const EXAMPLES: &str = "\
Examples:
  kiku verify site                    Look at an exported folder
  kiku verify book.epub               Look at an e-book, a ZIP file or a single page
  kiku verify site --format json      For other programs

Every link and every place it names is looked up, every image is decoded, and every file is compared with
manifest.json. Pages must say what they may load, and must not ask other servers or the writer's own disk.";

/// Look for what readers of an export would stumble over
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Verify {
    /// What kiku export wrote: a folder, a ZIP file, an e-book or a page
    bundle: PathBuf,

    /// How findings are printed
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A line each
    Human,
    /// An array of objects
    Json,
}

/// One finding as `--format json` prints it.
#[derive(Serialize)]
struct Record<'a> {
    file: &'a str,
    /// Counted from one; 0 for the whole file.
    line: u64,
    code: &'a str,
    message: &'a str,
    address: Option<&'a str>,
}

impl Verify {
    pub(crate) fn run(&self, language: Language) -> anyhow::Result<Outcome> {
        let verified = kiku_disk::verify(&self.bundle)?;
        let text = match self.format {
            Form::Human => human(&verified, language),
            Form::Json => json(&verified.findings, language)?,
        };
        output::print(&text)?;
        Ok(if verified.findings.is_empty() { Outcome::Fine } else { Outcome::Denied })
    }
}

fn human(verified: &Verified, language: Language) -> String {
    let mut lines: String = verified.findings.iter().map(|finding| line(finding, language)).collect();
    let (files, pages, count) = (verified.files, verified.pages, verified.findings.len());
    let findings = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
    let summary = Message::new(
        format!("{files} files, {pages} of them pages: {findings}."),
        format!("ファイル {files} 個（うちページ {pages}）: 見つかった問題 {count} 件。"),
    );
    lines.push_str(summary.text(language));
    lines.push('\n');
    lines
}

fn line(finding: &Finding, language: Language) -> String {
    let Finding { file, line, problem } = finding;
    let place = if *line == 0 { file.clone() } else { format!("{file}:{line}") };
    format!("{place}: [{}] {}\n", problem.code(), problem.message().text(language))
}

fn json(findings: &[Finding], language: Language) -> serde_json::Result<String> {
    let messages: Vec<_> = findings.iter().map(|finding| finding.problem.message()).collect();
    let record = |(finding, message): (&'_ Finding, &'_ Message)| -> serde_json::Result<serde_json::Value> {
        serde_json::to_value(Record {
            file: &finding.file,
            line: finding.line,
            code: finding.problem.code(),
            message: message.text(language),
            address: finding.problem.address(),
        })
    };
    let records: serde_json::Result<Vec<_>> = findings.iter().zip(&messages).map(record).collect();
    Ok(serde_json::to_string_pretty(&records?)? + "\n")
}
