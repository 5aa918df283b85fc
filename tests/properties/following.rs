//! A site that is written again after every change, on a disk, beside one that is exported anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Mutex;

use kiku_core::{Content, Format, Selection, SiteMaker, export};
use kiku_disk::{LiveBundle, Loaded, load, write_bundle, write_folder};
use proptest::prelude::*;
use tempfile::TempDir;

/// Something that a writer does to a publication. Numbers choose among what there is.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// A piece of text at the end of an article.
    Append(u8, &'static str),
    /// Another front matter.
    Describe(u8, &'static str),
    Add(u8),
    Delete(u8),
    Rename(u8, u8),
    Settings(&'static str),
    /// An image that comes, or is drawn again in some size.
    Draw(u8, u8),
    Erase(u8),
}

const PIECES: &[&str] = &[
    "\n市場の朝は早い。\n",
    "\nThe harbour wakes twice a day.\n",
    "\n## 新しい章\n\n本文。\n",
    "\n::page-break[次]\n\n## Another chapter\n\nwords\n",
    "\n![絵](images/0.svg) ![絵](../1/images/0.svg)\n",
    "\n[隣](../1/article.md) [そこ](../2/article.md#新しい章)\n",
    "\n[@a, p. 3]\n\n[^1]\n\n[^1]: 注\n",
];

const FRONTS: &[&str] = &[
    "title: 題\nstatus: published\n",
    "title: 題\nstatus: published\ntags: [朝, 市場]\ndate: 2026-02-01\n",
    "title: Other\nstatus: published\ntags: [市場, tea]\ndate: 2024-05-01\ncover: images/0.svg\n",
    "title: Covered\nstatus: published\ncover: images/0.png\n",
    "title: 別\nstatus: draft\n",
    "title: References\nstatus: published\nreferences:\n  - id: a\n    title: 資料\n    URL: https://example.org/\n",
    "title: [unreadable\n",
];

const SETTINGS: &[&str] = &[
    "title = \"菊\"\n",
    "title = \"Kiku\"\nlanguage = \"en\"\nbase_url = \"https://example.org/\"\n",
    "title = \"菊\"\nbase_url = \"https://example.org/\"\ntheme = \"essay\"\n",
    "title = \"菊\"\n[[menu]]\nlabel = \"一\"\nurl = \"1\"\n[export]\nchapters_per_page = 1\n",
];

pub(crate) fn changes() -> impl Strategy<Value = Vec<Change>> {
    let (article, image) = (0..4_u8, 0..2_u8);
    let change = prop_oneof![
        6 => (article.clone(), prop::sample::select(PIECES)).prop_map(|(at, piece)| Change::Append(at, piece)),
        3 => (article.clone(), prop::sample::select(FRONTS)).prop_map(|(at, front)| Change::Describe(at, front)),
        1 => article.clone().prop_map(Change::Add),
        1 => article.clone().prop_map(Change::Delete),
        1 => (article.clone(), 4..6_u8).prop_map(|(from, to)| Change::Rename(from, to)),
        1 => prop::sample::select(SETTINGS).prop_map(Change::Settings),
        1 => (article.clone(), image).prop_map(|(at, size)| Change::Draw(at, size)),
        1 => article.prop_map(Change::Erase),
    ];
    prop::collection::vec(change, 1..8)
}

impl Change {
    fn apply(&self, root: &Path) {
        let article = |number: u8| root.join(number.to_string()).join("article.md");
        let text = |number| fs::read_to_string(article(number)).unwrap_or_default();
        let write = |file: &Path, text: String| {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        match *self {
            Self::Append(at, piece) => write(&article(at), text(at) + piece),
            Self::Describe(at, front) => {
                let text = text(at);
                let body = text.rsplit("---\n").next().unwrap_or_default();
                write(&article(at), format!("---\n{front}---\n{body}"));
            }
            Self::Add(at) => write(&article(at), format!("---\n{}---\n{}", FRONTS[0], PIECES[0])),
            Self::Delete(at) => drop(fs::remove_dir_all(root.join(at.to_string()))),
            Self::Rename(from, to) => drop(fs::rename(root.join(from.to_string()), root.join(to.to_string()))),
            Self::Settings(settings) => write(&root.join("publication.toml"), settings.to_owned()),
            Self::Draw(at, size) => {
                let image = root.join(format!("{at}/images/0.svg"));
                write(&image, format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}1\" height=\"9\"/>"));
                write(&image.with_extension("png"), format!("no picture, but {size}"));
            }
            Self::Erase(at) => ["svg", "png"].iter().for_each(|kind| {
                drop(fs::remove_file(root.join(format!("{at}/images/0.{kind}"))));
            }),
        }
    }
}

/// A publication, its site, and a folder for the site as a new export writes it.
pub(crate) struct Followed {
    home: TempDir,
    loaded: Loaded,
    maker: SiteMaker,
    live: LiveBundle,
}

impl Followed {
    pub(crate) fn new() -> Self {
        let home = TempDir::new().unwrap();
        let root = home.path().join("publication");
        let start = [Change::Settings(SETTINGS[0]), Change::Add(0), Change::Add(1), Change::Draw(1, 1)];
        start.iter().for_each(|change| change.apply(&root));
        let loaded = load(&root).unwrap();
        let (mut maker, selection) = (SiteMaker::default(), Selection::default());
        let written = write_folder(&root, &home.path().join("site"), |take| {
            maker.make(&loaded.snapshot, &selection, &[], take).map_continue(drop)
        });
        let live = LiveBundle::new(&root, &written.unwrap().path).unwrap();
        Self { home, loaded, maker, live }
    }

    /// Makes the change, has the site follow it, and gives the site's files and those of a new export.
    pub(crate) fn after(&mut self, change: &Change) -> [BTreeMap<String, Vec<u8>>; 2] {
        let root = self.loaded.root.clone();
        change.apply(&root);
        let changed = self.loaded.refresh(std::slice::from_ref(&root)).unwrap();
        let files = Mutex::new(BTreeMap::new());
        let take = |path: String, content: Content| {
            files.lock().unwrap().insert(path, content);
            ControlFlow::Continue(())
        };
        let selection = Selection::default();
        let made = self.maker.make(&self.loaded.snapshot, &selection, &changed, &take);
        let gone = made.continue_value().unwrap().gone;
        self.live.update(&files.into_inner().unwrap(), &gone).unwrap();
        let clean = self.home.path().join("clean");
        let bundle = export(&load(&root).unwrap().snapshot, Format::Site, &selection);
        write_bundle(&bundle, &root, &clean, &mut |_| ControlFlow::Continue(())).unwrap();
        [files_of(&self.home.path().join("site")), files_of(&clean)]
    }
}

fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries: Vec<_> = fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(!entries.is_empty(), "an empty folder stays: {}", next.display());
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}
