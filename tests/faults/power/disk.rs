//! A disk in memory that loses what was not flushed.
//!
//! It promises what POSIX does and no more: what was written to a file is certain once that file was flushed, and which
//! file a name stands for is certain once its folder was. Until then each name may stand for anything that it stood for since, and
//! a file may hold any part of what was written behind the flushed bytes, or zeros in their place.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::calls::Call;

type NodeId = usize;

enum Node {
    File {
        bytes: Vec<u8>,
        flushed: usize,
    },
    /// What each name has stood for since the folder was flushed, the latest last.
    Folder {
        names: BTreeMap<String, Vec<Option<NodeId>>>,
    },
}

/// The files below one folder.
pub(crate) struct Disk {
    root: PathBuf,
    nodes: Vec<Node>,
    open: BTreeMap<u32, NodeId>,
}

/// Decides what is lost: each question has that many answers, of which the last loses least.
pub(crate) type Choose<'a> = &'a mut dyn FnMut(usize) -> usize;

const ROOT: NodeId = 0;

impl Disk {
    /// What stands in the folder `root` now, all of it flushed.
    pub(crate) fn of(root: &Path) -> Self {
        let mut disk = Self { root: root.to_owned(), nodes: Vec::new(), open: BTreeMap::new() };
        disk.take_in(root);
        disk
    }

    fn take_in(&mut self, folder: &Path) -> NodeId {
        let id = self.add(Node::Folder { names: BTreeMap::new() });
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let child = if entry.path().is_dir() {
                self.take_in(&entry.path())
            } else {
                let bytes = fs::read(entry.path()).unwrap();
                let flushed = bytes.len();
                self.add(Node::File { bytes, flushed })
            };
            let Node::Folder { names } = &mut self.nodes[id] else { unreachable!() };
            names.insert(entry.file_name().into_string().unwrap(), vec![Some(child)]);
        }
        id
    }

    fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Does what a program did. What is outside of the folder does not count.
    pub(crate) fn follow(&mut self, call: &Call) {
        match call {
            Call::Open { file, path, creates, truncates } => self.open(*file, path, *creates, *truncates),
            Call::Write { file, bytes: more } => {
                if let Some(Node::File { bytes, .. }) = self.at(*file) {
                    bytes.extend_from_slice(more);
                }
            }
            Call::Flush { file } => match self.at(*file) {
                Some(Node::File { bytes, flushed }) => *flushed = bytes.len(),
                Some(Node::Folder { names }) => {
                    names.values_mut().for_each(|stood| drop(stood.drain(..stood.len() - 1)));
                    names.retain(|_, stood| stood != &[None]);
                }
                None => {}
            },
            Call::Close { file } => drop(self.open.remove(file)),
            Call::Rename { from, to } => {
                let node = self.find(from);
                self.name(from, None);
                self.name(to, node);
            }
            Call::Link { from, to } => {
                let node = self.find(from);
                self.name(to, node);
            }
            Call::Remove { path } => self.name(path, None),
            Call::MakeFolder { path } => {
                let folder = self.add(Node::Folder { names: BTreeMap::new() });
                self.name(path, Some(folder));
            }
            Call::Unknown { file, line } => {
                let file = file.unwrap_or_else(|| unreachable!("not understood: {line}"));
                assert!(!self.open.contains_key(&file), "not understood: {line}");
            }
        }
    }

    fn open(&mut self, file: u32, path: &Path, creates: bool, truncates: bool) {
        let found = self.find(path);
        assert!(!(truncates && found.is_some()), "{} is emptied before it is written", path.display());
        let node = found.or_else(|| {
            let (_, _) = (creates && path.starts_with(&self.root)).then(|| self.parent(path))??;
            let new = self.add(Node::File { bytes: Vec::new(), flushed: 0 });
            self.name(path, Some(new));
            Some(new)
        });
        match node {
            Some(node) => drop(self.open.insert(file, node)),
            None => drop(self.open.remove(&file)),
        }
    }

    fn at(&mut self, file: u32) -> Option<&mut Node> {
        self.open.get(&file).map(|&node| &mut self.nodes[node])
    }

    fn find(&self, path: &Path) -> Option<NodeId> {
        path.strip_prefix(&self.root).ok()?.iter().try_fold(ROOT, |folder, name| match &self.nodes[folder] {
            Node::Folder { names } => *names.get(name.to_str()?)?.last()?,
            Node::File { .. } => None,
        })
    }

    fn parent(&self, path: &Path) -> Option<(NodeId, String)> {
        Some((self.find(path.parent()?)?, path.file_name()?.to_str()?.to_owned()))
    }

    fn name(&mut self, path: &Path, node: Option<NodeId>) {
        let Some((folder, name)) = self.parent(path) else { return };
        let Node::Folder { names } = &mut self.nodes[folder] else { unreachable!() };
        names.entry(name).or_insert_with(|| vec![None]).push(node);
    }

    /// Writes into the empty folder `to` what is there when power comes back.
    pub(crate) fn after_power_failed(&self, choose: Choose<'_>, to: &Path) {
        self.write(ROOT, choose, to);
    }

    fn write(&self, folder: NodeId, choose: Choose<'_>, to: &Path) {
        let Node::Folder { names } = &self.nodes[folder] else { unreachable!() };
        for (name, stood) in names {
            let Some(node) = stood[choose(stood.len())] else { continue };
            match &self.nodes[node] {
                Node::File { bytes, flushed } => fs::write(to.join(name), left_of(bytes, *flushed, choose)).unwrap(),
                Node::Folder { .. } => {
                    fs::create_dir(to.join(name)).unwrap();
                    self.write(node, choose, &to.join(name));
                }
            }
        }
    }
}

/// The flushed bytes, and of the rest a first part, all, or only its length.
fn left_of(bytes: &[u8], flushed: usize, choose: Choose<'_>) -> Vec<u8> {
    let rest = bytes.len() - flushed;
    if rest == 0 {
        return bytes.to_vec();
    }
    match choose(4) {
        0 => bytes[..flushed].to_vec(),
        1 => bytes[..flushed + choose(rest)].to_vec(),
        2 => {
            let mut left = bytes[..flushed + choose(rest)].to_vec();
            left.resize(bytes.len(), 0);
            left
        }
        _ => bytes.to_vec(),
    }
}

#[test]
fn what_was_not_flushed_may_be_gone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("a"), "old").unwrap();
    let call_order = [
        Call::Open { file: 3, path: root.join("b"), creates: true, truncates: false },
        Call::Write { file: 3, bytes: b"new".to_vec() },
        Call::Flush { file: 3 },
        Call::Rename { from: root.join("b"), to: root.join("a") },
    ];
    let mut disk = Disk::of(root);
    call_order.iter().for_each(|call| disk.follow(call));
    let found = |disk: &Disk, choose: Choose<'_>| {
        let after = tempfile::tempdir().unwrap();
        disk.after_power_failed(choose, after.path());
        fs::read_to_string(after.path().join("a")).unwrap()
    };
    assert_eq!(found(&disk, &mut |_| 0), "old");
    assert_eq!(found(&disk, &mut |count| count - 1), "new");
    disk.follow(&Call::Open { file: 4, path: root.to_owned(), creates: false, truncates: false });
    disk.follow(&Call::Flush { file: 4 });
    assert_eq!(found(&disk, &mut |_| 0), "new");
}
