//! Does one thing with files, so that `faults` can have it fail or die at any call. Says by its exit code how it ended.
//!
//! ```text
//! save FILE TEXT        saves the text in the file TEXT to FILE, provided FILE stays as it was at the start
//! churn FILE ONE TWO    saves ONE and TWO in turn, until it is killed
//! journal FOLDER        records an edit after another until it is killed, and prints how many are certain to be kept
//! work FOLDER SCRIPT    takes the steps of a script with the article in a folder
//! ```

mod step;
mod work;

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use kiku_disk::{Journal, Splice, read_text, save_text};

/// How many edits are recorded before they are waited for.
const AT_ONCE: usize = 20;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match *arguments.as_slice() {
        ["save", file, text] => save(Path::new(file), Path::new(text)),
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
