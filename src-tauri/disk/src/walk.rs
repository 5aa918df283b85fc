//! Which files of a folder belong to a publication, and the way to them.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use kiku_core::parallel;
use kiku_core::source::{ARTICLE_FILE, PUBLICATION_FILE, PublicationPath, slug_of};
use walkdir::{DirEntry, FilterEntry, WalkDir};

use crate::bundle::is_bundle;
use crate::error::DiskError;

/// How many files and folders a walk visits at most: far beyond any publication, and few enough that opening a whole
/// disk by mistake ends within seconds.
pub(crate) const MAX_ENTRIES: usize = 200_000;

/// Bibliographies, citation styles, stylesheets and pieces of HTML. The settings say which of them are used.
const SETTING_EXTENSIONS: [&str; 7] = ["json", "bib", "yaml", "yml", "csl", "css", "html"];
const IMAGE_EXTENSIONS: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];
const FONT_EXTENSIONS: [&str; 4] = ["woff2", "woff", "ttf", "otf"];

/// Packages of other tools: large, and never an author's.
const PACKAGES_FOLDER: &str = "node_modules";
/// Marks folders that a tool can make again, such as Cargo's `target` (<https://bford.info/cachedir/>).
const CACHE_TAG: &str = "CACHEDIR.TAG";

/// What was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// A publication with all its articles.
    Publication,
    /// One article of a publication: the others are left out; settings, references and images are there.
    Article(String),
    /// An article's folder that stands in no publication: nothing around it is looked at.
    Lone(String),
}

/// What a file is to a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The engine reads it.
    Text,
    /// An image: only its head is read.
    Image,
    /// A font: only its head is read.
    Font,
}

/// A file that belongs to the publication.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) path: PublicationPath,
    pub(crate) role: Role,
    /// Where it is, or nothing where it cannot be reached: a link that is broken, circular or leads out.
    pub(crate) file: Option<PathBuf>,
}

/// A walk's result.
#[derive(Debug, Default)]
pub(crate) struct Members {
    pub(crate) files: Vec<Member>,
    /// The symbolic links met on the way: what they point to may change without an event at their own place.
    pub(crate) links: Vec<PublicationPath>,
}

impl Scope {
    fn holds(&self, path: &str) -> bool {
        match self {
            Self::Publication => true,
            Self::Article(slug) => slug_of(path).is_none_or(|other| other == slug),
            Self::Lone(slug) => path.strip_prefix(slug.as_str()).is_some_and(|rest| rest.starts_with('/')),
        }
    }

    /// Where a walk of everything starts.
    pub(crate) fn start(&self) -> &str {
        match self {
            Self::Publication | Self::Article(_) => "",
            Self::Lone(slug) => slug,
        }
    }
}

/// The publication's files at or below the path `at` of the folder `root`, which is canonical; `""` is all of them.
pub(crate) fn members(root: &Path, at: &str, scope: &Scope) -> Result<Members, DiskError> {
    members_among(MAX_ENTRIES, root, at, scope)
}

fn members_among(limit: usize, root: &Path, at: &str, scope: &Scope) -> Result<Members, DiskError> {
    if !reachable(root, at) {
        return Ok(Members::default());
    }
    let walk = Walk { root, start: root.join(at), scope, limit, count: AtomicUsize::new(0) };
    let is_entered = |entry: &DirEntry| entry.depth() > 0 || entry.path() == root || enters(root, entry);
    let top = WalkDir::new(&walk.start).follow_links(true).sort_by_file_name().max_depth(1);
    let top: Vec<_> = top.into_iter().filter_entry(is_entered).collect();
    let mut members = Members::default();
    for found in parallel::map(&top, |entry| walk.visit(entry)) {
        members.extend(found?);
    }
    Ok(members)
}

/// Everything at or below `start` that may belong to the publication at `root`, in name order.
pub(crate) fn entries<'r>(
    root: &'r Path,
    start: &Path,
) -> FilterEntry<walkdir::IntoIter, impl FnMut(&DirEntry) -> bool + use<'r>> {
    let walk = WalkDir::new(start).follow_links(true).sort_by_file_name().into_iter();
    walk.filter_entry(move |entry| entry.path() == root || enters(root, entry))
}

/// A walk on all cores: the folders of one folder are walked beside each other.
struct Walk<'w> {
    root: &'w Path,
    start: PathBuf,
    scope: &'w Scope,
    limit: usize,
    count: AtomicUsize,
}

impl Walk<'_> {
    /// What stands at or below an entry of the first folder.
    fn visit(&self, entry: &walkdir::Result<DirEntry>) -> Result<Members, DiskError> {
        let mut members = Members::default();
        match entry {
            Ok(entry) if entry.depth() > 0 && entry.file_type().is_dir() => self.below(entry, &mut members)?,
            Ok(entry) if entry.depth() > 0 && !enters(self.root, entry) => {}
            Ok(entry) => self.take(&mut members, Ok(entry))?,
            Err(error) => self.take(&mut members, Err(error))?,
        }
        Ok(members)
    }

    fn below(&self, folder: &DirEntry, members: &mut Members) -> Result<(), DiskError> {
        let mut walk = entries(self.root, folder.path());
        while let Some(entry) = walk.next() {
            match &entry {
                Ok(entry) if self.leads_back(entry) => {
                    walk.skip_current_dir();
                    self.count()?;
                    members.visit_link(self.root, self.scope, entry.path());
                }
                entry => self.take(members, entry.as_ref())?,
            }
        }
        Ok(())
    }

    fn take(&self, members: &mut Members, entry: Result<&DirEntry, &walkdir::Error>) -> Result<(), DiskError> {
        self.count()?;
        match entry {
            Ok(entry) => members.visit(self.root, self.scope, entry),
            Err(error) if error.path() == Some(self.root) => {
                let kind = error.io_error().map_or(ErrorKind::Other, std::io::Error::kind);
                return Err(DiskError::io(self.root, kind.into()));
            }
            Err(error) => members.visit_unreachable(self.root, self.scope, error),
        }
        Ok(())
    }

    fn count(&self) -> Result<(), DiskError> {
        if self.count.fetch_add(1, Ordering::Relaxed) < self.limit {
            return Ok(());
        }
        Err(DiskError::TooManyFiles { path: self.root.to_owned(), limit: self.limit })
    }

    /// A link to the folder in which the walk began. Of other circles the walk of a folder knows by itself.
    fn leads_back(&self, entry: &DirEntry) -> bool {
        let is_link = entry.path_is_symlink() && entry.file_type().is_dir();
        is_link
            && entry.path().canonicalize().is_ok_and(|end| self.start.canonicalize().is_ok_and(|start| start == end))
    }
}

impl Members {
    fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.links.extend(other.links);
    }

    fn visit(&mut self, root: &Path, scope: &Scope, entry: &DirEntry) {
        let Some(path) = publication_path(root, entry.path()) else { return };
        let outside = entry.path_is_symlink() && leads_out(root, entry.path());
        if entry.path_is_symlink() {
            self.links.push(path.clone());
        }
        if let Some(role) = role_of(&path).filter(|_| scope.holds(&path) && !entry.file_type().is_dir()) {
            let readable = entry.file_type().is_file() && !outside;
            self.files.push(Member { path, role, file: readable.then(|| entry.path().to_owned()) });
        }
    }

    fn visit_unreachable(&mut self, root: &Path, scope: &Scope, error: &walkdir::Error) {
        let Some(place) = error.path() else { return };
        let removed = error.io_error().is_some_and(|error| error.kind() == ErrorKind::NotFound);
        if place.is_symlink() {
            self.visit_link(root, scope, place);
        } else if !removed {
            self.note_unreachable(publication_path(root, place), scope);
        }
    }

    /// A link that cannot be followed.
    fn visit_link(&mut self, root: &Path, scope: &Scope, link: &Path) {
        let path = publication_path(root, link);
        self.links.extend(path.clone());
        self.note_unreachable(path, scope);
    }

    fn note_unreachable(&mut self, path: Option<PublicationPath>, scope: &Scope) {
        let Some(path) = path.filter(|path| scope.holds(path)) else { return };
        if let Some(role) = role_of(&path) {
            self.files.push(Member { path, role, file: None });
        }
    }
}

/// The folders from the root to `at` are all ones that a walk from the root would enter.
fn reachable(root: &Path, at: &str) -> bool {
    let mut folder = root.to_owned();
    at.split('/').filter(|part| !part.is_empty()).all(|part| {
        folder.push(part);
        !is_hidden(part) && !is_generated(&folder)
    })
}

fn enters(root: &Path, entry: &DirEntry) -> bool {
    let path = entry.path();
    let hidden = entry.file_name().to_str().is_none_or(is_hidden);
    let skipped = || is_generated(path) || (entry.path_is_symlink() && leads_out(root, path));
    !(hidden || entry.file_type().is_dir() && skipped())
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name == PACKAGES_FOLDER
}

/// The folder was written by an export or by another tool: its pages and images are not the author's.
fn is_generated(folder: &Path) -> bool {
    is_bundle(folder) || folder.join(CACHE_TAG).is_file()
}

/// A link whose end stands outside the publication is not followed: an article must not be able to show `/etc/passwd`.
fn leads_out(root: &Path, link: &Path) -> bool {
    dunce::canonicalize(link).is_ok_and(|target| !target.starts_with(root))
}

fn role_of(path: &str) -> Option<Role> {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let is_text = path == PUBLICATION_FILE || slug_of(path).is_some() || SETTING_EXTENSIONS.contains(&&*extension);
    if is_text {
        Some(Role::Text)
    } else if IMAGE_EXTENSIONS.contains(&&*extension) {
        Some(Role::Image)
    } else {
        FONT_EXTENSIONS.contains(&&*extension).then_some(Role::Font)
    }
}

/// `file` as a path of the publication at `root`. Names stay as they are, in NFC or NFD: both are different files.
/// Names that are not Unicode have none; no article can name them.
pub(crate) fn publication_path(root: &Path, file: &Path) -> Option<PublicationPath> {
    let parts = file.strip_prefix(root).ok()?.components().map(|component| match component {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
}

/// One of the folders in `folder` holds an article.
pub(crate) fn holds_articles(folder: &Path) -> bool {
    std::fs::read_dir(folder)
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.path().join(ARTICLE_FILE).is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_too_many_files_is_named_and_not_walked_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..20 {
            std::fs::write(folder.path().join(number.to_string()), "").unwrap();
        }
        // The folder itself counts.
        assert!(members_among(21, folder.path(), "", &Scope::Publication).is_ok());
        let error = members_among(20, folder.path(), "", &Scope::Publication).unwrap_err();
        assert!(matches!(error, DiskError::TooManyFiles { limit: 20, .. }));
        let message = error.message();
        assert!(message.en.contains("more than 20 files") && message.ja.contains("20 を超える"), "{message:?}");
    }
}
