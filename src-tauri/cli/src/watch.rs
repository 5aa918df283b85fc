//! `kiku watch`: export again on every change.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use clap::Args;
use kiku_core::{Language, Message, Selection};
use kiku_disk::{Code, Loaded, Method, Watcher, Written};

use crate::export::{Kind, write, wrote};
use crate::interrupt::Interrupt;
use crate::report::Report;
use crate::selection::{Chosen, stays_behind};
use crate::{Outcome, output};

const EXAMPLES: &str = "\
Example:
  kiku watch articles --out site      Write all articles, and again whenever one is saved

Ctrl+C ends it.";

/// Write a publication or an article again on every change
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Watch {
    /// A publication's folder, an article's folder or an article.md
    path: PathBuf,

    /// The folder to write; replaced when it is there
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,

    /// What is written
    #[arg(long, value_enum, default_value_t = Kind::Site)]
    format: Kind,

    #[command(flatten)]
    chosen: Chosen,
}

enum Event {
    Changed(Vec<PathBuf>),
    Stop,
}

impl Watch {
    pub(crate) fn run(&self, language: Language) -> anyhow::Result<Outcome> {
        let (events, received) = channel();
        let stop = events.clone();
        // Sending fails only after the receiver is gone, and then the program is ending.
        let interrupt = Interrupt::listen(move || drop(stop.send(Event::Stop)))?;
        let mut loaded = kiku_disk::load(&self.path)?;
        let folder = loaded.watched_folder();
        let watcher = Watcher::new(&folder, move |paths| drop(events.send(Event::Changed(paths))))?;
        // What changed between loading and watching is found by looking at everything once more.
        loaded.refresh(&[folder])?;
        let selection = self.chosen.selection(&loaded);
        Chosen::check(&selection, &loaded)?;
        if let Some(message) = stays_behind(&selection.left_out(&loaded.snapshot)) {
            output::note(&format!("{}\n", message.text(language)));
        }
        match write(&loaded, &selection, self.format, &self.out, &interrupt) {
            Err(error) if error.code() == Code::Cancelled => return Ok(Outcome::Fine),
            result => self.tell(&loaded, &result?, language)?,
        }
        output::print(&format!("{}\n", watching(&self.path, watcher.method()).text(language)))?;
        while let Some(paths) = next_change(&received) {
            if let Err(error) = self.follow(&mut loaded, &selection, &paths, &interrupt, language) {
                if output::is_closed_pipe(&error) {
                    return Err(error);
                }
                // A full disk or a foreign file may be gone by the next change.
                output::fail(&error, language);
            }
        }
        Ok(Outcome::Fine)
    }

    /// Exports again where `paths` hold anything new.
    fn follow(
        &self,
        loaded: &mut Loaded,
        selection: &Selection,
        paths: &[PathBuf],
        interrupt: &Interrupt,
        language: Language,
    ) -> anyhow::Result<()> {
        if loaded.refresh(paths)?.is_empty() {
            return Ok(());
        }
        match write(loaded, selection, self.format, &self.out, interrupt) {
            Err(error) if error.code() == Code::Cancelled => Ok(()),
            result => self.tell(loaded, &result?, language),
        }
    }

    fn tell(&self, loaded: &Loaded, written: &Written, language: Language) -> anyhow::Result<()> {
        let diagnostics = kiku_core::check(&loaded.snapshot);
        let report = Report { loaded, diagnostics: &diagnostics };
        let wrote = wrote(written, &self.out);
        output::print(&format!("{} {}\n", wrote.text(language), report.summary().text(language)))?;
        Ok(())
    }
}

/// Waits for changes and takes all that are there. Nothing when the person asked to stop.
fn next_change(received: &Receiver<Event>) -> Option<Vec<PathBuf>> {
    let mut paths = Vec::new();
    let first = received.recv().ok()?;
    for event in std::iter::once(first).chain(received.try_iter()) {
        match event {
            Event::Changed(changed) => paths.extend(changed),
            Event::Stop => return None,
        }
    }
    Some(paths)
}

fn watching(path: &Path, method: Method) -> Message {
    let path = path.display();
    match method {
        Method::Events => Message::new(
            format!("Watching {path}. Ctrl+C ends."),
            format!("{path} を監視しています。Ctrl+C で終了します。"),
        ),
        Method::Polling => Message::new(
            format!("Looking at {path} every second, because the system cannot watch it. Ctrl+C ends."),
            format!("システムで監視できないため、{path} を 1 秒ごとに確認します。Ctrl+C で終了します。"),
        ),
    }
}
