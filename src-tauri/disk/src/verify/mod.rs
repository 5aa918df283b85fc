//! Looks at a finished bundle as its readers will: everything that a page names is there, and nothing else is asked for.
//!
//! ```text
//! files    a folder, an archive or one page -> its files
//! page     a page      -> what it names, and the places in it that can be named
//! style    a stylesheet -> what it names
//! address  what is named -> a file of the bundle, the web, or nothing that readers can reach
//! image    an image    -> whether it can be shown
//! finding  what is wrong, where
//! ```
//!
//! It knows nothing of how bundles are made: a mistake there must not excuse itself here.

mod address;
mod files;
mod finding;
mod image;
mod page;
mod style;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use kiku_core::parallel;

use crate::bundle::{MANIFEST_FILE, Progress};
use crate::error::DiskError;
use crate::fingerprint::Fingerprint;

use self::address::Address;
use self::files::Files;
use self::page::Page;

pub use finding::{Finding, Problem};

/// What a bundle was found to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many files were looked at.
    pub files: usize,
    /// How many of them are pages.
    pub pages: usize,
    /// How large they are together.
    pub bytes: u64,
    /// What is wrong, by file and line.
    pub findings: Vec<Finding>,
}

/// Looks at the bundle at `path`: a folder with its manifest, a ZIP file, an e-book, or a page that stands by itself. Files
/// of a folder that its manifest does not name are not Kiku's, and not looked at.
///
/// # Errors
/// Where there is nothing that could be a bundle, or it cannot be read.
pub fn verify(path: &Path) -> Result<Verified, DiskError> {
    let verified = verify_while(path, &|_| ControlFlow::Continue(()))?;
    Ok(verified.continue_value().unwrap_or_default())
}

/// The same, with `progress` asked before every file, from whichever thread looks at it; a break ends it.
///
/// # Errors
/// The same.
pub fn verify_while(
    path: &Path,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<ControlFlow<(), Verified>, DiskError> {
    let files = Files::open(path)?;
    let paths: Vec<&str> = files.paths().collect();
    let begun = AtomicUsize::new(0);
    let looked = parallel::map(&paths, |file| {
        progress(Progress { written: begun.fetch_add(1, Ordering::Relaxed), total: paths.len() })?;
        ControlFlow::Continue(look(&files, file))
    });
    let looked = looked.into_iter().map(ControlFlow::continue_value).collect::<Option<Vec<_>>>();
    Ok(looked.map_or(ControlFlow::Break(()), |looked| ControlFlow::Continue(judge(&files, &paths, looked))))
}

/// What follows from what was found in each of the files.
fn judge(files: &Files, paths: &[&str], looked: Vec<Looked>) -> Verified {
    let mut verified = Verified { files: paths.len(), ..Verified::default() };
    let mut pages = BTreeMap::new();
    for (path, looked) in paths.iter().zip(looked) {
        verified.bytes += looked.bytes;
        verified.findings.extend(looked.problem.map(|problem| Finding::of_file(path, problem)));
        pages.extend(looked.page.map(|page| (*path, page)));
    }
    verified.pages = pages.len();
    for (path, page) in &pages {
        names(files, &pages, path, page, &mut verified.findings);
    }
    verified.findings.sort();
    verified.findings.dedup();
    verified
}

/// What one file is found to be.
#[derive(Default)]
struct Looked {
    bytes: u64,
    problem: Option<Problem>,
    page: Option<Page>,
}

fn look(files: &Files, path: &str) -> Looked {
    let Ok(bytes) = files.read(path) else {
        return Looked { problem: Some(Problem::MissingFile), ..Looked::default() };
    };
    let mut looked = Looked { bytes: bytes.len() as u64, ..Looked::default() };
    if files.digest(path).is_some_and(|digest| Fingerprint::of(&bytes).to_string() != digest) {
        looked.problem = Some(Problem::ChangedFile);
    }
    match extension(path).as_str() {
        "html" | "xhtml" => looked.page = Some(Page::read(&String::from_utf8_lossy(&bytes))),
        "css" => looked.page = Some(Page::of_style(&String::from_utf8_lossy(&bytes))),
        "xml" | "opf" if !image::is_xml(&bytes) => looked.problem = Some(Problem::BrokenXml),
        extension if image::is_image(extension) && !image::can_be_shown(extension, &bytes) => {
            looked.problem = Some(Problem::BrokenImage);
        }
        _ => {}
    }
    looked
}

/// Looks up everything that a page names.
fn names(files: &Files, pages: &BTreeMap<&str, Page>, path: &str, page: &Page, findings: &mut Vec<Finding>) {
    if page.is_document && !page.has_policy && extension(path) == "html" {
        findings.push(Finding::of_file(path, Problem::NoPolicy));
    }
    for line in &page.inline_scripts {
        findings.push(Finding { file: path.to_owned(), line: *line, problem: Problem::InlineScript });
    }
    for name in &page.names {
        let problem = match address::resolve(path, &name.address) {
            Address::Within { file, fragment } => within(files, pages, &file, &fragment, &name.address),
            Address::Web if name.is_loaded => Some(Problem::ThirdParty(name.address.clone())),
            Address::Web | Address::Data => None,
            Address::Local => Some(Problem::LocalAddress(name.address.clone())),
        };
        findings.extend(problem.map(|problem| Finding { file: path.to_owned(), line: name.line, problem }));
    }
}

fn within(files: &Files, pages: &BTreeMap<&str, Page>, file: &str, fragment: &str, address: &str) -> Option<Problem> {
    let index =
        if file.is_empty() { "index.html".to_owned() } else { format!("{}/index.html", file.trim_end_matches('/')) };
    let found = if files.holds(file) { file } else { index.as_str() };
    if !files.holds(found) && file != MANIFEST_FILE {
        return Some(Problem::BrokenLink(address.to_owned()));
    }
    let known = fragment.is_empty() || pages.get(found).is_none_or(|page| page.ids.contains(fragment));
    (!known).then(|| Problem::BrokenAnchor(address.to_owned()))
}

fn extension(path: &str) -> String {
    path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}
