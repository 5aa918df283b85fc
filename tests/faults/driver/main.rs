//! Does one thing with files, so that `faults` can have it fail or die at any call. Says by its exit code how it ended.
//!
//! ```text
//! save FILE TEXT        saves the text in the file TEXT to FILE, provided FILE stays as it was at the start
//! churn FILE ONE TWO    saves ONE and TWO in turn, until it is killed
//! remember FILE TEXT FOLDER   the same as `save`, and keeps the text in the history in FOLDER; 3 where only that failed
//! journal FOLDER        records an edit after another until it is killed, and prints how many are certain to be kept
//! work FOLDER SCRIPT    takes the steps of a script with the article in a folder
//! ```

mod step;
mod work;

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kiku_disk::{History, Journal, Origin, Splice, read_text, save_text};

/// How many edits are recorded before they are waited for.
const AT_ONCE: usize = 20;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match *arguments.as_slice() {
        ["save", file, text] => save(Path::new(file), Path::new(text)),
        ["remember", file, text, folder] => match remember(Path::new(file), Path::new(text), Path::new(folder)) {
            Ok(false) => return ExitCode::from(3),
            outcome => outcome.map(drop),
        },
        ["churn", file, one, two] => churn(Path::new(file), [Path::new(one), Path::new(two)]),
        ["journal", folder] => journal(Path::new(folder)),
        ["work", folder, script] => work::work(Path::new(folder), Path::new(script)),
        _ => Err("see the head of this file".into()),
    };
    if outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

fn save(file: &Path, text: &Path) -> Result<(), Box<dyn Error>> {
    let text = read_text(text)?.text;
    let before = read_text(file)?;
    save_text(file, &text, before.format, Some(before.fingerprint))?;
    Ok(())
}

/// Whether the history could be kept.
fn remember(file: &Path, text: &Path, folder: &Path) -> Result<bool, Box<dyn Error>> {
    save(file, text)?;
    let failed = Arc::new(AtomicBool::default());
    let hears = Arc::clone(&failed);
    let history = History::start(folder, move |_, _| hears.store(true, Ordering::Relaxed))?;
    let text = read_text(text)?.text;
    history.of(Path::new("/publication")).keep("a", Origin::Saved, "", move || text);
    history.stop();
    Ok(!failed.load(Ordering::Relaxed))
}

fn churn(file: &Path, texts: [&Path; 2]) -> Result<(), Box<dyn Error>> {
    let texts = [read_text(texts[0])?.text, read_text(texts[1])?.text];
    let mut before = read_text(file)?;
    for text in texts.iter().cycle() {
        before.fingerprint = save_text(file, text, before.format, Some(before.fingerprint))?;
    }
    Ok(())
}

/// The text is `1`, `2`, `3` and so on, a line each.
fn journal(folder: &Path) -> Result<(), Box<dyn Error>> {
    let journal = Journal::start(folder, |_, _| ())?;
    let record = journal.record(Path::new("/publication/a/article.md"), None, String::new);
    let mut length = 0;
    for number in 1.. {
        let insert = format!("{number}\n");
        let (start, end) = (length, length);
        length += insert.len();
        record.edited(vec![Splice { start, end, insert }]);
        if number % AT_ONCE == 0 {
            journal.flush();
            writeln!(std::io::stdout(), "{number}")?;
            std::io::stdout().flush()?;
        }
    }
    Ok(())
}
