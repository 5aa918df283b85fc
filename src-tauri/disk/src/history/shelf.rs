//! The history of one publication: an index for each article, and the texts that they name.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use kiku_core::compare;

use super::entry::{Change, Origin, Snapshot};
use super::index::Index;
use super::objects::Objects;
use super::thinning::leaving;
use crate::fingerprint::Fingerprint;

/// How many bytes the texts of a publication may take, compressed. Past that, the oldest go, save for those with a name.
pub(super) const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// An index is written anew when this many of its snapshots may go.
const BATCH: usize = 16;

pub(super) struct Shelf {
    folder: PathBuf,
    objects: Objects,
    most: u64,
    /// How many bytes the texts take; nothing before somebody has looked.
    size: Option<u64>,
}

/// A text that is to be kept.
pub(super) struct New {
    pub(super) at: u64,
    pub(super) origin: Origin,
    pub(super) name: String,
    pub(super) text: String,
}

impl Shelf {
    pub(super) fn in_folder(folder: &Path, most: u64) -> Self {
        Self { folder: folder.to_owned(), objects: Objects::in_folder(folder), most, size: None }
    }

    /// Keeps a text of an article, unless it is the latest that was kept: that one then has the name.
    pub(super) fn keep(&mut self, slug: &str, article: &Path, new: New) -> io::Result<()> {
        let mut index = self.index(slug)?;
        let object = Fingerprint::of(new.text.as_bytes()).to_string();
        let latest = index.snapshots.last();
        if let Some(latest) = latest.filter(|latest| latest.object == object) {
            // A damaged text is whole again.
            self.grow(self.objects.put(&object, &new.text)?);
            let number = latest.number;
            let renamed = !new.name.is_empty() && latest.name != new.name;
            return if renamed { index.name(number, &new.name) } else { Ok(()) };
        }
        let change = latest.and_then(|latest| self.objects.get(&latest.object).ok());
        let change = change.map(|before| changed(&before, &new.text));
        self.grow(self.objects.put(&object, &new.text)?);
        let characters = kiku_core::count(&new.text).characters;
        let (number, New { at, origin, name, .. }) = (index.next_number(), new);
        index.add(article, Snapshot { number, at, origin, name, object, characters, change })?;
        self.thin(&mut index, at)?;
        self.make_room()
    }

    pub(super) fn name(&self, slug: &str, number: u64, name: &str) -> io::Result<()> {
        self.index(slug)?.name(number, name)
    }

    /// The article in folder `from` is in folder `to` now.
    pub(super) fn moved(&self, from: &str, to: &str, article: &Path) -> io::Result<()> {
        let index = self.index(from)?;
        if index.snapshots.is_empty() {
            return Ok(());
        }
        index.moved(&Index::path_of(&self.folder, to), article)
    }

    pub(super) fn index(&self, slug: &str) -> io::Result<Index> {
        Index::read(&Index::path_of(&self.folder, slug))
    }

    pub(super) fn text(&self, object: &str) -> io::Result<String> {
        self.objects.get(object)
    }

    /// Lets go of what is too close to others for its age.
    fn thin(&mut self, index: &mut Index, now: u64) -> io::Result<()> {
        let leaving = leaving(&index.snapshots, now);
        if leaving.len() < BATCH {
            return Ok(());
        }
        self.drop_from(index, &leaving)?;
        self.sweep()
    }

    /// Lets go of the oldest, over all articles, where there is too much.
    fn make_room(&mut self) -> io::Result<()> {
        if *self.size.get_or_insert_with(|| self.objects.size()) <= self.most {
            return Ok(());
        }
        // What nobody names takes room as well, as after a program was killed.
        self.sweep()?;
        let mut indexes = Index::all(&self.folder)?;
        let leaving = self.oldest(&indexes);
        for (index, leaving) in indexes.iter_mut().zip(&leaving).filter(|(_, leaving)| !leaving.is_empty()) {
            self.drop_from(index, leaving)?;
        }
        self.sweep()
    }

    /// For each index, the numbers of the oldest, as many as there must go to be well below what they may take.
    fn oldest(&self, indexes: &[Index]) -> Vec<BTreeSet<u64>> {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let mut oldest = Vec::new();
        for (place, index) in indexes.iter().enumerate() {
            for snapshot in &index.snapshots {
                *names.entry(&snapshot.object).or_default() += 1;
            }
            let earlier = index.snapshots.split_last().map_or(&[][..], |(_, earlier)| earlier);
            let may_go = earlier.iter().filter(|snapshot| snapshot.name.is_empty());
            oldest.extend(may_go.map(|snapshot| (snapshot.at, place, snapshot)));
        }
        oldest.sort_by_key(|(at, place, _)| (*at, *place));
        let mut over = self.size.unwrap_or_default().saturating_sub(self.most / 10 * 9);
        let mut leaving = vec![BTreeSet::new(); indexes.len()];
        for (_, place, snapshot) in oldest {
            if over == 0 {
                break;
            }
            leaving[place].insert(snapshot.number);
            if let Some(left) = names.get_mut(snapshot.object.as_str()) {
                *left -= 1;
                over = if *left == 0 { over.saturating_sub(self.objects.size_of(&snapshot.object)) } else { over };
            }
        }
        leaving
    }

    /// Takes snapshots out of an index. Whatever follows one that goes is compared with the one before that.
    fn drop_from(&self, index: &mut Index, leaving: &BTreeSet<u64>) -> io::Result<()> {
        let mut staying: Vec<Snapshot> = Vec::with_capacity(index.snapshots.len());
        let mut gap = false;
        for mut snapshot in std::mem::take(&mut index.snapshots) {
            if leaving.contains(&snapshot.number) {
                gap = true;
                continue;
            }
            if std::mem::take(&mut gap) {
                let texts = staying.last().map(|before| (self.text(&before.object), self.text(&snapshot.object)));
                snapshot.change = match texts {
                    Some((Ok(before), Ok(after))) => Some(changed(&before, &after)),
                    _ => None,
                };
            }
            staying.push(snapshot);
        }
        index.snapshots = staying;
        index.rewrite()
    }

    /// Removes the texts that no index names. An index that cannot be read may name any of them.
    fn sweep(&mut self) -> io::Result<()> {
        let indexes = Index::all(&self.folder)?;
        let snapshots = indexes.iter().flat_map(|index| &index.snapshots);
        self.objects.sweep(&snapshots.map(|snapshot| snapshot.object.as_str()).collect());
        self.size = Some(self.objects.size());
        Ok(())
    }

    fn grow(&mut self, bytes: u64) {
        self.size = self.size.map(|size| size + bytes);
    }
}

fn changed(before: &str, after: &str) -> Change {
    let compare::Counted { added, removed } = compare::counted(before, after);
    Change { added, removed }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u64 = 24 * 60 * 60 * 1000;

    struct Desk {
        _folder: tempfile::TempDir,
        shelf: Shelf,
    }

    impl Desk {
        fn holding(most: u64) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let shelf = Shelf::in_folder(folder.path(), most);
            Self { _folder: folder, shelf }
        }

        fn keep(&mut self, slug: &str, at: u64, name: &str, text: &str) {
            let new = New { at, origin: Origin::Saved, name: name.to_owned(), text: text.to_owned() };
            self.shelf.keep(slug, &Path::new("/p").join(slug), new).unwrap();
        }

        /// The texts that are kept of an article.
        fn texts(&self, slug: &str) -> Vec<String> {
            let index = self.shelf.index(slug).unwrap();
            index.snapshots.iter().map(|snapshot| self.shelf.text(&snapshot.object).unwrap()).collect()
        }

        fn snapshots(&self, slug: &str) -> Vec<Snapshot> {
            self.shelf.index(slug).unwrap().snapshots
        }
    }

    /// A text that takes about as much room as it is long.
    fn noise(seed: u32) -> String {
        let digest = |part: u32| Fingerprint::of(&[seed.to_le_bytes(), part.to_le_bytes()].concat()).to_string();
        (0..16).map(digest).collect()
    }

    #[test]
    fn the_same_text_is_kept_once_in_a_row_and_stored_once_altogether() {
        let mut desk = Desk::holding(MAX_BYTES);
        for text in ["一", "一", "二", "一"] {
            desk.keep("a", 1, "", text);
        }
        assert_eq!(desk.texts("a"), ["一", "二", "一"]);
        assert_eq!(desk.shelf.objects.size(), desk.shelf.size.unwrap());
        desk.keep("a", 2, "初稿", "一");
        let names: Vec<_> = desk.snapshots("a").into_iter().map(|snapshot| snapshot.name).collect();
        assert_eq!(names, ["", "", "初稿"]);
    }

    #[test]
    fn how_much_changed_is_counted_and_counted_again_over_a_gap() {
        let mut desk = Desk::holding(MAX_BYTES);
        for minute in 0..40 {
            desk.keep("a", minute * 60_000, "", &"字".repeat(usize::try_from(minute).unwrap() + 1));
        }
        assert_eq!(desk.snapshots("a")[39].change, Some(Change { added: 1, removed: 0 }));
        desk.keep("a", DAY / 2, "", "終");
        let snapshots = desk.snapshots("a");
        let lengths: Vec<_> = snapshots.iter().map(|snapshot| snapshot.characters).collect();
        assert_eq!(lengths, [10, 20, 30, 40, 1]);
        assert_eq!(snapshots[1].change, Some(Change { added: 10, removed: 0 }));
        assert_eq!(snapshots[4].change, Some(Change { added: 1, removed: 40 }));
        assert_eq!(desk.shelf.objects.size(), desk.shelf.size.unwrap());
        assert_eq!(desk.texts("a").len(), 5);
    }

    #[test]
    fn past_its_room_the_oldest_go_and_named_ones_stay() {
        let mut desk = Desk::holding(8_000);
        desk.keep("b", 0, "", &noise(100));
        desk.keep("a", 1, "初稿", &noise(0));
        for round in 1..40 {
            desk.keep("a", u64::from(round) + 1, "", &noise(round));
            assert!(desk.shelf.objects.size() <= 8_000, "round {round}");
        }
        let texts = desk.texts("a");
        assert_eq!((texts.first(), texts.last()), (Some(&noise(0)), Some(&noise(39))));
        assert!(texts.len() > 5, "{}", texts.len());
        assert_eq!(desk.texts("b"), [noise(100)], "the latest of an article stays");
    }

    #[test]
    fn a_damaged_text_hides_no_other_and_is_whole_again_when_it_is_saved_again() {
        let mut desk = Desk::holding(MAX_BYTES);
        desk.keep("a", 1, "", "一");
        desk.keep("a", 2, "", "二");
        let object = desk.snapshots("a")[1].object.clone();
        let path = desk.shelf.folder.join("objects").join(&object[..2]).join(&object[2..]);
        std::fs::write(&path, "x").unwrap();
        assert!(desk.shelf.text(&object).is_err());
        assert_eq!(desk.shelf.text(&desk.snapshots("a")[0].object).unwrap(), "一");
        desk.keep("a", 3, "", "三");
        assert_eq!(desk.snapshots("a")[2].change, None);
        desk.keep("a", 4, "", "二");
        assert_eq!(desk.shelf.text(&object).unwrap(), "二");
    }

    #[test]
    fn a_history_follows_its_article() {
        let mut desk = Desk::holding(MAX_BYTES);
        desk.keep("a", 1, "初稿", "一");
        desk.shelf.moved("a", "b", Path::new("/p/b/article.md")).unwrap();
        desk.shelf.moved("none", "c", Path::new("/p/c/article.md")).unwrap();
        desk.keep("b", 2, "", "二");
        assert_eq!((desk.texts("a").len(), desk.texts("b")), (0, vec!["一".to_owned(), "二".to_owned()]));
    }

    #[test]
    fn an_index_of_another_version_keeps_every_text() {
        let mut desk = Desk::holding(1);
        desk.keep("a", 1, "", "一");
        let object = desk.snapshots("a")[0].object.clone();
        std::fs::write(Index::path_of(&desk.shelf.folder, "a"), "kiku-history 2\n").unwrap();
        let new = New { at: 2, origin: Origin::Saved, name: String::new(), text: "二".to_owned() };
        assert!(desk.shelf.keep("b", Path::new("/p/b"), new).is_err());
        assert_eq!(desk.shelf.text(&object).unwrap(), "一");
    }
}
