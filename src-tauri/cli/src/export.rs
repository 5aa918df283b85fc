//! `kiku export`: a publication as a folder that readers can open.

use std::mem::ManuallyDrop;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};
use kiku_core::{Diagnostic, Format, Language, MadeSite, Message, Selection, SiteMaker};
use kiku_disk::{Loaded, WriteError, Written, write_archive, write_bundle, write_file, write_folder};

use crate::check::Deny;
use crate::interrupt::Interrupt;
use crate::output::Stream;
use crate::report::Report;
use crate::selection::{Chosen, stays_behind};
use crate::{Outcome, output};

const EXAMPLES: &str = "\
Examples:
  kiku export articles --out site                     Write all published articles
  kiku export articles --out site --drafts            Write those that are not published, too
  kiku export articles --out site --only market,tea   Write these articles, whatever their status
  kiku export articles/market --out site              Write one article
  kiku export articles --format epub --out book.epub  Write all published articles as an e-book
  kiku export articles --format json --out data.json  Write them as data for other programs
  kiku export articles --format markdown --out plain  Write them as plain Markdown for any program
  kiku export articles --out site --deny warnings     Write only what is without problems

The files are completed in a folder beside --out, which is then swapped in: --out never holds half an
export, and what is as before is not written again. Files of others stay where they are; a folder with
such files is taken only if Kiku exported there before, or if it is a git repository.";

/// Write a publication or an article as a website, a file or an e-book
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Export {
    /// A publication's folder, an article's folder or an article.md
    path: PathBuf,

    /// The folder or file to write; replaced when it is there
    #[arg(long, value_name = "PATH")]
    out: PathBuf,

    /// What is written
    #[arg(long, value_enum, default_value_t = Kind::Site)]
    format: Kind,

    #[command(flatten)]
    chosen: Chosen,

    /// Write nothing and end with 1 when the articles have any of these
    #[arg(long, value_enum, value_name = "SEVERITY")]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// A folder: an index, a page for each part of an article, styles and images
    Site,
    /// The site in one ZIP file
    Zip,
    /// One article as one HTML file with style and images in it; a folder of such files for several
    Page,
    /// An EPUB 3 e-book
    Epub,
    /// One JSON file for other programs: articles with their blocks, sources and citations
    Json,
    /// A folder of plain CommonMark, with images; what it cannot say is told
    Markdown,
}

impl Export {
    pub(crate) fn run(&self, language: Language) -> anyhow::Result<Outcome> {
        let interrupt = Interrupt::listen(|| {})?;
        // The program ends behind this: the system takes all memory at once, which giving it back piece by piece takes long.
        let loaded = ManuallyDrop::new(kiku_disk::load(&self.path)?);
        loaded.complete()?;
        let selection = self.chosen.selection(&loaded);
        Chosen::check(&selection, &loaded)?;
        let mut denied = false;
        let mut judge = |diagnostics: &[Diagnostic]| {
            denied = self.tell(&Report { loaded: &loaded, diagnostics }, language);
            if denied { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let written = self.write(&loaded, &selection, &interrupt, &mut judge, language);
        if denied {
            return Ok(Outcome::Denied);
        }
        let written = written?;
        if self.format == Kind::Markdown {
            for (loss, count) in kiku_core::lost_in_markdown(&loaded.snapshot, &selection) {
                output::note(&format!("{}\n", loss.message(count).text(language)));
            }
        }
        if let Some(untitled) = written.untitled() {
            output::note(&format!("{}\n", untitled.text(language)));
        }
        output::print(&format!("{}\n", wrote(&written, &self.out).text(language)))?;
        Ok(Outcome::Fine)
    }

    /// Says what is wrong in the articles, and whether that is denied.
    fn tell(&self, report: &Report<'_>, language: Language) -> bool {
        output::note(&report.human(language, Stream::Err));
        let denied = self.deny.map(|deny| deny.outcome(report.diagnostics)) == Some(Outcome::Denied);
        if denied {
            let nothing = Message::new("Nothing was written.", "書き出しは行いませんでした。");
            output::note(&format!("{} {}\n", report.summary().text(language), nothing.text(language)));
        }
        denied
    }

    /// Writes what `judge` does not stop. A site is checked while it is made, so that no article is read twice.
    fn write(
        &self,
        loaded: &Loaded,
        selection: &Selection,
        interrupt: &Interrupt,
        judge: &mut dyn FnMut(&[Diagnostic]) -> ControlFlow<()>,
        language: Language,
    ) -> anyhow::Result<Written> {
        let left_out = selection.left_out(&loaded.snapshot);
        let nothing = left_out.len() == loaded.snapshot.slugs().count();
        let is_made_first = self.format == Kind::Site && !nothing;
        if !is_made_first && judge(&kiku_core::check(&loaded.snapshot)).is_break() {
            return Err(WriteError::Cancelled.into());
        }
        if let Some(message) = stays_behind(&left_out) {
            output::note(&format!("{}\n", message.text(language)));
        }
        if nothing {
            bail!("{}", nothing_published().text(language));
        }
        Ok(if is_made_first {
            let judge = |made: &MadeSite| judge(&made.diagnostics);
            let mut maker = ManuallyDrop::new(SiteMaker::default());
            write_site(&mut maker, loaded, selection, &self.out, interrupt, judge)?
        } else {
            write(loaded, selection, self.format, &self.out, interrupt)?
        })
    }
}

/// Writes the whole site, each page as soon as it is made, unless `judge` stops it in the end.
pub(crate) fn write_site(
    maker: &mut SiteMaker,
    loaded: &Loaded,
    selection: &Selection,
    out: &Path,
    interrupt: &Interrupt,
    judge: impl FnOnce(&MadeSite) -> ControlFlow<()>,
) -> Result<Written, WriteError> {
    write_folder(&loaded.root, out, |take| {
        let made = maker.make(&loaded.snapshot, selection, &[], &|path, content| {
            interrupt.step()?;
            take(path, content)
        })?;
        judge(&made)
    })
}

/// Exports what is loaded to `out`.
pub(crate) fn write(
    loaded: &Loaded,
    selection: &Selection,
    kind: Kind,
    out: &Path,
    interrupt: &Interrupt,
) -> Result<Written, WriteError> {
    let make = |format| kiku_core::export(&loaded.snapshot, format, selection);
    let step = &mut |_| interrupt.step();
    match kind {
        Kind::Site => {
            let judge = |_: &MadeSite| ControlFlow::Continue(());
            write_site(&mut SiteMaker::default(), loaded, selection, out, interrupt, judge)
        }
        Kind::Zip => write_archive(&make(Format::Site), &loaded.root, out, step),
        Kind::Epub => write_archive(&make(Format::Epub), &loaded.root, out, step),
        Kind::Markdown => write_bundle(&make(Format::Markdown), &loaded.root, out, step),
        Kind::Json => write_file(&make(Format::Json), &loaded.root, out),
        Kind::Page if is_page(out) => write_file(&make(Format::Page), &loaded.root, out),
        Kind::Page => write_bundle(&make(Format::Page), &loaded.root, out, step),
    }
}

fn is_page(out: &Path) -> bool {
    out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("html"))
}

fn nothing_published() -> Message {
    Message::new(
        "no article is published, so nothing was written; write `status: published` in one, or add --drafts",
        "公開済みの記事がないため、書き出しは行いませんでした。記事に status: published と書くか、--drafts を付けてください",
    )
}

pub(crate) fn wrote(written: &Written, out: &Path) -> Message {
    let (files, size, out) = (written.files, size(written.bytes), out.display());
    if written.path.is_dir() {
        Message::new(
            format!("Wrote {files} files to {out} ({size})."),
            format!("{out} に {files} 個のファイルを書き出しました（{size}）。"),
        )
    } else {
        Message::new(format!("Wrote {out} ({size})."), format!("{out} を書き出しました（{size}）。"))
    }
}

/// In the units of file managers, which count in thousands.
fn size(bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1000);
    if kilobytes < 1000 {
        format!("{kilobytes} kB")
    } else {
        format!("{}.{} MB", kilobytes / 1000, kilobytes % 1000 / 100)
    }
}
