//! An export over an older one, while one call after another fails or kills.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::{kiku, rounds, strace};

type Tree = BTreeMap<PathBuf, Vec<u8>>;

fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn write_article(folder: &Path, words: &str) {
    let article = folder.join("publication/a");
    fs::create_dir_all(&article).unwrap();
    fs::write(folder.join("publication/publication.toml"), "title = \"菊\"\nlanguage = \"ja\"\n").unwrap();
    let text = format!("---\ntitle: {words}\nstatus: published\n---\n\n{words}\n");
    fs::write(article.join("article.md"), text).unwrap();
}

fn export(folder: &Path) -> Command {
    let mut command = Command::new(kiku());
    command.arg("export").arg(folder.join("publication")).arg("--out").arg(folder.join("work/site"));
    command
}

fn exported(folder: &Path) -> Tree {
    let status = export(folder).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success());
    tree(&folder.join("work/site"))
}

/// Puts a bundle where the export goes, and nothing beside it.
fn reset(folder: &Path, bundle: &Tree) {
    let work = folder.join("work");
    let _ = fs::remove_dir_all(&work);
    for (path, bytes) in bundle {
        let file = work.join("site").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

#[test]
fn every_call_of_an_export_may_fail_or_kill() {
    if !strace::is_usable() || !kiku().is_file() {
        return;
    }
    let home = TempDir::new().unwrap();
    let folder = home.path();
    fs::create_dir(folder.join("work")).unwrap();
    write_article(folder, "前の記事");
    let old = exported(folder);
    write_article(folder, "新しい記事");
    let new = exported(folder);
    assert_ne!(old, new);
    reset(folder, &old);
    let faults = strace::faults(&export(folder));
    let step = faults.len().div_ceil(rounds(60)).max(1);
    for fault in faults.iter().step_by(step) {
        reset(folder, &old);
        let code = strace::run(&export(folder), fault);
        let found = tree(&folder.join("work/site"));
        // Between two renames there is no bundle for a moment: then the old one stands beside, and the next export ends it.
        let is_whole = found == old || found == new || (code.is_none() && found.is_empty());
        let other = |bundle: &Tree| {
            found.iter().filter(|file| bundle.get(file.0) != Some(file.1)).map(|file| file.0).collect::<Vec<_>>()
        };
        assert!(
            is_whole,
            "{fault:?}: neither bundle; unlike the old {:?}, unlike the new {:?}",
            other(&old),
            other(&new)
        );
        match code {
            Some(0) => assert!(found == new, "{fault:?}: success was told"),
            Some(_) => {
                let beside = fs::read_dir(folder.join("work")).unwrap().count();
                assert_eq!(beside, 1, "{fault:?}: something stays beside the bundle");
            }
            None => {}
        }
        assert_eq!(exported(folder), new, "{fault:?}: the next export");
    }
}
