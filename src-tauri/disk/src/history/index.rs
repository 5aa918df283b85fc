//! The index of one article: which texts are kept of it. Appended to, and now and then written anew without what has gone.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::entry::{ANY_HEADER, Entry, HEADER, Snapshot};
use crate::fingerprint::Fingerprint;
use crate::line;
use crate::save::sync_folder;

/// How the names of indexes end.
const EXTENSION: &str = "index";

pub(super) struct Index {
    path: PathBuf,
    file: Option<PathBuf>,
    /// In the order in which they were kept.
    pub(super) snapshots: Vec<Snapshot>,
    /// Whether a part of it could not be read.
    pub(super) damaged: bool,
    /// The last line has no end: what comes next must not become a part of it.
    torn: bool,
}

impl Index {
    /// Where the index of the article in folder `slug` stands. A slug may be as long as a file's name, or differ from another
    /// one only in case.
    pub(super) fn path_of(folder: &Path, slug: &str) -> PathBuf {
        let name = Fingerprint::of(slug.as_bytes()).to_string();
        folder.join(format!("{}.{EXTENSION}", &name[..32]))
    }

    /// All indexes in a folder.
    pub(super) fn all(folder: &Path) -> io::Result<Vec<Self>> {
        let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
        let paths = paths.filter(|path: &io::Result<PathBuf>| {
            path.as_ref().map_or(true, |path| path.extension().is_some_and(|extension| extension == EXTENSION))
        });
        paths.map(|path| Self::read(&path?)).collect()
    }

    /// Reads an index, line by line. One that is not there is empty.
    ///
    /// # Errors
    /// Where it cannot be read, or is of another version.
    pub(super) fn read(path: &Path) -> io::Result<Self> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            read => read?,
        };
        if bytes.starts_with(ANY_HEADER.as_bytes()) && !bytes.starts_with(HEADER.as_bytes()) {
            return Err(io::Error::new(ErrorKind::Unsupported, "another version of the history"));
        }
        let torn = bytes.last().is_some_and(|last| *last != b'\n');
        let mut index = Self { path: path.to_owned(), file: None, snapshots: Vec::new(), damaged: torn, torn };
        let mut snapshots = BTreeMap::new();
        for line in bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| *line != HEADER.as_bytes()) {
            match line::read(line) {
                Some(Entry::Snapshot(snapshot)) => drop(snapshots.insert(snapshot.number, snapshot)),
                Some(Entry::Name { number, name }) => {
                    snapshots.entry(number).and_modify(|snapshot| snapshot.name = name);
                }
                Some(Entry::Article { file }) => index.file = Some(file),
                None => index.damaged = true,
            }
        }
        index.snapshots = snapshots.into_values().collect();
        Ok(index)
    }

    pub(super) fn next_number(&self) -> u64 {
        self.snapshots.last().map_or(1, |last| last.number.saturating_add(1))
    }

    /// Keeps a snapshot of `article`.
    pub(super) fn add(&mut self, article: &Path, snapshot: Snapshot) -> io::Result<()> {
        let whose = (self.file.as_deref() != Some(article)).then(|| Entry::Article { file: article.to_owned() });
        let entries: Vec<Entry> = whose.into_iter().chain([Entry::Snapshot(snapshot.clone())]).collect();
        self.append(&entries)?;
        self.file = Some(article.to_owned());
        self.snapshots.push(snapshot);
        Ok(())
    }

    /// Calls a snapshot something else.
    pub(super) fn name(&mut self, number: u64, name: &str) -> io::Result<()> {
        let named = self.snapshots.iter_mut().find(|snapshot| snapshot.number == number);
        let snapshot = named.ok_or(ErrorKind::NotFound)?;
        name.clone_into(&mut snapshot.name);
        self.append(&[Entry::Name { number, name: name.to_owned() }])
    }

    fn append(&mut self, entries: &[Entry]) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(&self.path).to_owned();
        fs::create_dir_all(&folder)?;
        let mut file = open_to_append(&self.path)?;
        let is_new = file.metadata()?.len() == 0;
        let start = if is_new { HEADER } else { "" };
        let end_of_torn_line = if std::mem::take(&mut self.torn) { "\n" } else { "" };
        let lines: String = entries.iter().map(line::checked).collect();
        file.write_all(format!("{start}{end_of_torn_line}{lines}").as_bytes())?;
        file.sync_data()?;
        if is_new { sync_folder(&folder) } else { Ok(()) }
    }

    /// Puts a new index in the place of the old one, at once: what stands in `snapshots`, and nothing else.
    pub(super) fn rewrite(&mut self) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(&self.path);
        fs::create_dir_all(folder)?;
        let whose = self.file.clone().map(|file| Entry::Article { file });
        let entries = whose.into_iter().chain(self.snapshots.iter().cloned().map(Entry::Snapshot));
        let lines: String = entries.map(|entry| line::checked(&entry)).collect();
        let mut new = tempfile::Builder::new().prefix(".kiku-").suffix(".tmp").tempfile_in(folder)?;
        new.write_all(format!("{HEADER}{lines}").as_bytes())?;
        new.as_file().sync_all()?;
        new.persist(&self.path).map_err(|error| error.error)?;
        (self.torn, self.damaged) = (false, false);
        sync_folder(folder)
    }

    /// Makes this the history of the article `to`, whose file is `article`. What there was of another article by that name comes
    /// first.
    pub(super) fn moved(self, to: &Path, article: &Path) -> io::Result<()> {
        let mut target = Self::read(to)?;
        target.snapshots.extend(self.snapshots);
        target.snapshots.sort_by_key(|snapshot| snapshot.at);
        for (number, snapshot) in (1..).zip(&mut target.snapshots) {
            snapshot.number = number;
        }
        target.file = Some(article.to_owned());
        target.rewrite()?;
        fs::remove_file(self.path)
    }
}

/// A file that nobody else may read.
fn open_to_append(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::super::entry::Origin;
    use super::*;

    const ARTICLE: &str = "/p/a/article.md";

    fn snapshot(number: u64) -> Snapshot {
        let (origin, name, object) = (Origin::Saved, String::new(), format!("object {number}"));
        Snapshot { number, at: number * 1000, origin, name, object, characters: 7, change: None }
    }

    fn filled(folder: &Path) -> PathBuf {
        let path = Index::path_of(folder, "a");
        let mut index = Index::read(&path).unwrap();
        for number in 1..=3 {
            assert_eq!(index.next_number(), number);
            index.add(Path::new(ARTICLE), snapshot(number)).unwrap();
        }
        path
    }

    fn numbers(index: &Index) -> Vec<u64> {
        index.snapshots.iter().map(|snapshot| snapshot.number).collect()
    }

    #[test]
    fn what_was_appended_is_read_and_names_change() {
        let folder = tempfile::tempdir().unwrap();
        let path = filled(folder.path());
        let mut index = Index::read(&path).unwrap();
        index.name(2, "初稿").unwrap();
        assert_eq!(index.name(9, "none").unwrap_err().kind(), ErrorKind::NotFound);
        let again = Index::read(&path).unwrap();
        assert_eq!((again.snapshots[1].name.as_str(), again.damaged), ("初稿", false));
        assert_eq!(again.snapshots, index.snapshots);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(ARTICLE).count(), 1, "{text}");
    }

    #[test]
    fn a_damaged_line_hides_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = filled(folder.path());
        let whole = fs::read_to_string(&path).unwrap();
        fs::write(&path, whole.replace("object 2", "object X").replace("kiku-history 1", "kiku-hist\0ry 1")).unwrap();
        let index = Index::read(&path).unwrap();
        assert_eq!((numbers(&index), index.damaged), (vec![1, 3], true));
    }

    #[test]
    fn nothing_is_appended_to_a_torn_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = filled(folder.path());
        let whole = fs::read(&path).unwrap();
        let third = whole.len() - 40;
        for cut in third..whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            let mut index = Index::read(&path).unwrap();
            assert_eq!((numbers(&index), index.damaged), (vec![1, 2], true), "cut at {cut}");
            index.add(Path::new(ARTICLE), snapshot(3)).unwrap();
            index.add(Path::new(ARTICLE), snapshot(4)).unwrap();
            assert_eq!(numbers(&Index::read(&path).unwrap()), [1, 2, 3, 4], "cut at {cut}");
        }
    }

    #[test]
    fn another_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = Index::path_of(folder.path(), "a");
        fs::write(&path, "kiku-history 2\n…").unwrap();
        assert_eq!(Index::read(&path).err().map(|error| error.kind()), Some(ErrorKind::Unsupported));
    }

    #[test]
    fn a_history_that_moves_comes_behind_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = filled(folder.path());
        let to = Index::path_of(folder.path(), "b");
        Index::read(&to).unwrap().add(Path::new("/p/b/article.md"), Snapshot { at: 1, ..snapshot(1) }).unwrap();
        Index::read(&path).unwrap().moved(&to, Path::new("/p/b/article.md")).unwrap();
        let moved = Index::read(&to).unwrap();
        assert_eq!((numbers(&moved), moved.snapshots[0].at), (vec![1, 2, 3, 4], 1));
        assert!(!path.exists());
    }
}
