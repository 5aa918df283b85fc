//! `kiku watch`: export again on every change.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use clap::Args;
use kiku_core::{Language, Message};
use kiku_disk::{Code, Loaded, Method, Watcher};

use crate::export::{Kind, wrote};
use crate::following::{Done, Following, Progress};
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
        let mut following = Following::new(self.format, &self.out, selection, interrupt);
        match following.write(&loaded) {
            Err(error) if error.code() == Code::Cancelled => return Ok(Outcome::Fine),
            result => self.tell(&loaded, &result?, language)?,
        }
        output::print(&format!("{}\n", watching(&self.path, watcher.method()).text(language)))?;
        while let Some(paths) = next_change(&received) {
            if let Err(error) = self.follow(&mut loaded, &mut following, &paths, language) {
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
        following: &mut Following<'_>,
        paths: &[PathBuf],
        language: Language,
    ) -> anyhow::Result<()> {
        let changed = loaded.refresh(paths)?;
        if changed.is_empty() {
            return Ok(());
        }
        match following.follow(loaded, &changed) {
            Err(error) if error.code() == Code::Cancelled => Ok(()),
            result => self.tell(loaded, &result?, language),
        }
    }

    fn tell(&self, loaded: &Loaded, done: &Done, language: Language) -> anyhow::Result<()> {
        let report = Report { loaded, diagnostics: &done.diagnostics };
        let wrote = match &done.written {
            Progress::Whole(written) => {
                if let Some(untitled) = written.untitled() {
                    output::note(&format!("{}\n", untitled.text(language)));
                }
                wrote(written, &self.out)
            }
            Progress::Some { changed, files } => wrote_some(*changed, *files, &self.out),
        };
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

fn wrote_some(changed: usize, files: usize, out: &Path) -> Message {
    let out = out.display();
    Message::new(
        format!("Wrote {changed} of {files} files to {out}."),
        format!("{out} の {files} 個のファイルのうち {changed} 個を書き換えました。"),
    )
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
