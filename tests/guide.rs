//! Every link and picture in the documents leads to something.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files should fail loudly")]

use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Parser, Tag};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All documents of the repository.
fn documents() -> Vec<PathBuf> {
    let root = root();
    let top =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"].map(|name| root.join(name));
    top.into_iter().chain(markdown_below(&root.join("docs"))).collect()
}

fn markdown_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries
        .flat_map(|path| match path.extension() {
            _ if path.is_dir() => markdown_below(&path),
            Some(extension) if extension == "md" => vec![path],
            _ => Vec::new(),
        })
        .collect();
    found.sort();
    found
}

/// The addresses in a document that lead to a file of the repository.
fn addresses(text: &str) -> Vec<String> {
    let own = |address: &str| !address.contains(':') && !address.starts_with('#') && !address.is_empty();
    Parser::new(text)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) if own(&dest_url) => {
                dest_url.split('#').next().map(str::to_owned)
            }
            _ => None,
        })
        .collect()
}

#[test]
fn every_link_and_picture_leads_somewhere() {
    let mut broken = Vec::new();
    for document in documents() {
        let text = std::fs::read_to_string(&document).unwrap();
        for address in addresses(&text) {
            if !document.with_file_name("").join(&address).exists() {
                broken.push(format!("{}: {address}", document.strip_prefix(root()).unwrap_or(&document).display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn both_languages_of_the_guide_have_the_same_pages() {
    let names = |language: &str| -> Vec<String> {
        let pages = markdown_below(&root().join("docs/guide").join(language));
        pages.iter().filter_map(|page| Some(page.file_name()?.to_string_lossy().into_owned())).collect()
    };
    assert_eq!(names("ja"), names("en"));
    assert!(names("ja").len() > 5);
}

/// A promise without its test is a wish: every name in code font of `SECURITY.md`'s tables is a test.
#[test]
fn every_promise_names_a_test_that_there_is() {
    let page = std::fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| "));
    let names: Vec<&str> =
        rows.flat_map(|row| row.split('`').skip(1).step_by(2)).filter(|name| *name != "linear").collect();
    assert!(names.len() > 40);
    let mut sources = String::new();
    for folder in ["src-tauri", "tests"] {
        rust_below(&root().join(folder), &mut sources);
    }
    let missing: Vec<_> = names.iter().filter(|name| !sources.contains(&format!("fn {name}("))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn rust_below(folder: &Path, sources: &mut String) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() && !path.ends_with("target") {
            rust_below(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            *sources += &std::fs::read_to_string(path).unwrap();
        }
    }
}
