//! What images are called in the book: white space in a name is allowed and often not understood (EPUBCheck, PKG-010).

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{PublicationPath, Snapshot};

/// The images that are called otherwise than in the publication.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<PublicationPath, String>);

impl Names {
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let (mut names, mut taken) = (BTreeMap::new(), BTreeSet::new());
        for path in snapshot.assets.keys().filter(|path| path.contains(char::is_whitespace)) {
            let mut name = path.replace(char::is_whitespace, "-");
            while snapshot.assets.contains_key(&name) || !taken.insert(name.clone()) {
                let file = name.rfind('/').map_or(0, |slash| slash + 1);
                name.insert(file, '-');
            }
            names.insert(path.clone(), name);
        }
        Self(names)
    }

    /// Where the image at a path of the publication stands in the book's folder.
    pub(super) fn of<'n>(&'n self, path: &'n str) -> &'n str {
        self.0.get(path).map_or(path, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Asset;

    #[test]
    fn names_have_no_white_space_and_are_told_apart() {
        let mut snapshot = Snapshot::default();
        let paths = ["a/b c.png", "a/b\u{3000}c.png", "a/b-c.png", "a/d.png"];
        snapshot.assets.extend(paths.map(|path| (path.to_owned(), Asset::default())));
        let names = Names::new(&snapshot);
        assert_eq!(paths.map(|path| names.of(path)), ["a/-b-c.png", "a/--b-c.png", "a/b-c.png", "a/d.png"]);
    }
}
