//! Works on one article as the app does, and tells of each step when it begins and when it is done.

use std::error::Error;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use kiku_disk::{Fingerprint, Journal, Record, SaveError, Splice, TextFormat, drafts, read_text, save_text};

use crate::step::Step;

type Outcome = Result<(), Box<dyn Error>>;

/// An article that is open.
struct Desk {
    file: PathBuf,
    text: String,
    /// What the file was last seen to hold.
    seen: Fingerprint,
    journal: Journal,
    /// There is one exactly while something is unsaved.
    record: Option<Record>,
}

/// Takes the steps in the file `script`, one after another.
pub(crate) fn work(folder: &Path, script: &Path) -> Outcome {
    let steps: Vec<Step> = serde_json::from_slice(&fs::read(script)?)?;
    let file = folder.join("publication/article.md");
    let before = read_text(&file)?;
    let journal = Journal::start(&folder.join("state/recovery"), |_, _| ())?;
    let mut desk = Desk { file, text: before.text, seen: before.fingerprint, journal, record: None };
    for (number, step) in steps.into_iter().enumerate() {
        tell("begin", number)?;
        desk.take(step)?;
        tell("done", number)?;
    }
    desk.journal.stop();
    Ok(())
}

fn tell(what: &str, number: usize) -> Outcome {
    writeln!(std::io::stdout(), "{what} {number}")?;
    Ok(std::io::stdout().flush()?)
}

impl Desk {
    fn take(&mut self, step: Step) -> Outcome {
        match step {
            Step::Edit { start, end, insert } => self.edit(Splice { start, end, insert }),
            Step::Flush => self.journal.flush(),
            Step::Save => self.save(self.seen)?,
            Step::Outside { text } => write_as_others_do(&self.file, &text)?,
            Step::KeepMine => self.save(read_text(&self.file)?.fingerprint)?,
            Step::TakeTheirs => {
                let theirs = read_text(&self.file)?;
                (self.text, self.seen) = (theirs.text, theirs.fingerprint);
                self.settle();
            }
            Step::Restore { text } => self.restore(text),
        }
        Ok(())
    }

    fn edit(&mut self, splice: Splice) {
        self.text.replace_range(splice.start..splice.end, &splice.insert);
        match &self.record {
            Some(record) => record.edited(vec![splice]),
            None => self.record(),
        }
    }

    fn record(&mut self) {
        let text = self.text.clone();
        self.record = Some(self.journal.record(&self.file, Some(self.seen), || text));
    }

    fn save(&mut self, expected: Fingerprint) -> Outcome {
        match save_text(&self.file, &self.text, TextFormat::default(), Some(expected)) {
            Ok(fingerprint) => {
                self.seen = fingerprint;
                self.settle();
                Ok(())
            }
            Err(SaveError::Changed { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn settle(&mut self) {
        if let Some(record) = self.record.take() {
            record.settled();
        }
    }

    /// The draft goes behind the edit that brings its text back.
    fn restore(&mut self, text: String) {
        let left = drafts(self.journal.folder());
        self.text = text;
        self.record();
        left.iter().for_each(|draft| self.journal.remove(&draft.journal));
        self.journal.flush();
    }
}

fn write_as_others_do(file: &Path, text: &str) -> Outcome {
    let beside = file.with_extension("other");
    // An earlier one may have been interrupted.
    let _ = fs::remove_file(&beside);
    let mut new = File::create_new(&beside)?;
    new.write_all(text.as_bytes())?;
    new.sync_all()?;
    fs::rename(&beside, file)?;
    Ok(File::open(file.parent().ok_or("no folder")?)?.sync_all()?)
}
