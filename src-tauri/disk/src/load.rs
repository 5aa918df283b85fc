//! A publication's folder as a snapshot, and keeping the snapshot current.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use kiku_core::source::{ARTICLE_FILE, PUBLICATION_FILE, PublicationPath};
use kiku_core::{Asset, Font, Snapshot, Unreadable, parallel};

use crate::bundle::MANIFEST_FILE;
use crate::error::DiskError;
use crate::fingerprint::Fingerprint;
use crate::font;
use crate::pixels;
use crate::save::folder_of;
use crate::text::{NotUtf8, decode, read_bounded};
use crate::walk::{self, Member, Role, Scope};

/// What was opened, and what it holds.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The publication's folder, absolute and without symbolic links. Paths of the snapshot are relative to it.
    pub root: PathBuf,
    /// What the engine reads.
    pub snapshot: Snapshot,
    scope: Scope,
    links: BTreeSet<PublicationPath>,
    /// What images and fonts held when they were looked at last.
    unread: BTreeMap<PublicationPath, Fingerprint>,
    /// Texts that the system did not let be read.
    refused: BTreeSet<PublicationPath>,
}

/// Reads the publication at `path`: its folder, its `publication.toml`, an article's folder or an `article.md`.
///
/// An article's folder gives that article alone, with the settings, references and images of the publication around
/// it; where its parent has no `publication.toml`, nothing outside the article's folder is looked at. A folder
/// without settings is a publication when a folder in it holds an article.
///
/// A text that cannot be read is listed in [`Snapshot::unreadable`]. Folders with a leading dot, `node_modules`, caches
/// (`CACHEDIR.TAG`) and exported bundles are skipped, and symbolic links that lead out of the publication are not
/// followed.
///
/// # Errors
/// Where there is nothing to open, or the folder cannot be read.
pub fn load(path: &Path) -> Result<Loaded, DiskError> {
    let (root, scope) = scope_of(path)?;
    let snapshot = Snapshot { today: Some(today()), ..Snapshot::default() };
    let mut loaded =
        Loaded { root, snapshot, scope, links: BTreeSet::new(), unread: BTreeMap::new(), refused: BTreeSet::new() };
    let members = walk::members(&loaded.root, loaded.scope.start(), &loaded.scope)?;
    loaded.links.extend(members.links);
    for (member, found) in read_all(members.files) {
        loaded.insert(member, found);
    }
    Ok(loaded)
}

/// The writer's own day.
fn today() -> jiff::civil::Date {
    jiff::ZonedDateTime::now().date()
}

/// What `path` asks to open: the publication's folder, canonical, and how much of it.
fn scope_of(path: &Path) -> Result<(PathBuf, Scope), DiskError> {
    let names = |file: &str| path.file_name() == Some(OsStr::new(file)) && path.is_file();
    let names_article = names(ARTICLE_FILE);
    // The file itself may be a link to elsewhere; the folder it is named in is what counts.
    let folder = if names_article || names(PUBLICATION_FILE) { folder_of(path) } else { path };
    let folder = dunce::canonicalize(folder).map_err(|error| DiskError::io(path, error))?;
    if folder.join(PUBLICATION_FILE).is_file() && !names_article {
        return Ok((folder, Scope::Publication));
    }
    match (folder.parent(), folder.file_name().and_then(OsStr::to_str)) {
        (Some(parent), Some(slug)) if folder.join(ARTICLE_FILE).is_file() => {
            let scope = if parent.join(PUBLICATION_FILE).is_file() { Scope::Article } else { Scope::Lone };
            Ok((parent.to_owned(), scope(slug.to_owned())))
        }
        _ if walk::holds_articles(&folder) => Ok((folder, Scope::Publication)),
        _ => Err(DiskError::NotAPublication { path: path.to_owned() }),
    }
}

impl Loaded {
    /// The slug of the article, where an article's folder was opened and not a whole publication.
    pub fn slug(&self) -> Option<&str> {
        match &self.scope {
            Scope::Publication => None,
            Scope::Article(slug) | Scope::Lone(slug) => Some(slug),
        }
    }

    /// The folder whose changes matter, for a [`Watcher`](crate::Watcher).
    pub fn watched_folder(&self) -> PathBuf {
        self.root.join(self.scope.start())
    }

    /// Where the file at a path of the snapshot is.
    pub fn file(&self, path: &str) -> PathBuf {
        // With the system's own separators: people read it.
        self.root.join(path).components().collect()
    }

    /// The path in the snapshot of a file, or nothing where the file is outside of the publication.
    pub fn publication_path(&self, file: &Path) -> Option<PublicationPath> {
        walk::publication_path(&self.root, file)
    }

    /// Whether everything could be read. What is shown may lack a text and say so; what is published may not.
    ///
    /// # Errors
    /// With the first text that the system did not let be read.
    pub fn complete(&self) -> Result<(), DiskError> {
        let Some(path) = self.refused.first() else { return Ok(()) };
        let file = self.file(path);
        read_bounded(&file)?;
        Err(DiskError::io(&file, io::ErrorKind::Interrupted.into()))
    }

    /// Reads again what stands at `paths`, which are absolute as a [`Watcher`](crate::Watcher) reports them, and
    /// tells which files of the publication are new, different or gone, in path order.
    ///
    /// A folder stands for everything below it. Content is compared, not times: a file that was touched or written
    /// with the same bytes is not reported. An image or a font counts as different the first time it is named here,
    /// because loading does not read all of it.
    ///
    /// # Errors
    /// Where the publication's folder itself cannot be read. The snapshot is then as before.
    pub fn refresh(&mut self, paths: &[PathBuf]) -> Result<Vec<PublicationPath>, DiskError> {
        let places = self.places_of(paths).into_iter();
        let found = places.map(|at| walk::members(&self.root, &at, &self.scope).map(|members| (at, members)));
        let found = found.collect::<Result<Vec<_>, _>>()?;
        let changed: BTreeSet<_> =
            found.into_iter().flat_map(|(at, members)| self.replace_below(&at, members)).collect();
        // A window may stay open past midnight.
        self.snapshot.today = Some(today());
        Ok(changed.into_iter().collect())
    }

    /// The places to read again, without those that stand below others. Links are always among them: what they point
    /// to changes at its own place.
    fn places_of(&self, paths: &[PathBuf]) -> Vec<PublicationPath> {
        let start = self.scope.start();
        let named = paths.iter().filter_map(|path| {
            let marks_folder = path.file_name() == Some(OsStr::new(MANIFEST_FILE));
            let at = self.publication_path(if marks_folder { path.parent()? } else { path })?;
            if is_at_or_below(start, &at) { Some(start.to_owned()) } else { is_at_or_below(&at, start).then_some(at) }
        });
        let mut places: Vec<PublicationPath> = Vec::new();
        let mut sorted: Vec<_> = named.collect();
        if !sorted.is_empty() {
            sorted.extend(self.links.iter().cloned());
        }
        sorted.sort_by(|a, b| a.split('/').cmp(b.split('/')));
        for place in sorted {
            if !places.last().is_some_and(|last| is_at_or_below(&place, last)) {
                places.push(place);
            }
        }
        places
    }

    fn replace_below(&mut self, at: &str, members: walk::Members) -> Vec<PublicationPath> {
        let before = self.take_below(at);
        self.refused.retain(|path| !is_at_or_below(path, at));
        self.links.retain(|link| !is_at_or_below(link, at));
        self.links.extend(members.links);
        let mut paths: BTreeSet<PublicationPath> = before.texts.keys().cloned().collect();
        paths.extend(before.unreadable.keys().chain(before.assets.keys()).chain(before.fonts.keys()).cloned());
        let mut redrawn = BTreeSet::new();
        for member in members.files {
            paths.insert(member.path.clone());
            if member.role != Role::Text && self.unread_differs(&member) {
                redrawn.insert(member.path.clone());
            }
            let found = Found::of(&member);
            self.insert(member, found);
        }
        let now = &self.snapshot;
        self.unread.retain(|path, _| now.assets.contains_key(path) || now.fonts.contains_key(path));
        let differs = |path: &PublicationPath| {
            before.texts.get(path) != now.texts.get(path)
                || before.assets.get(path) != now.assets.get(path)
                || before.fonts.get(path) != now.fonts.get(path)
                || before.unreadable.get(path) != now.unreadable.get(path)
        };
        paths.into_iter().filter(|path| differs(path) || redrawn.contains(path)).collect()
    }

    fn take_below(&mut self, at: &str) -> Snapshot {
        fn take<T>(map: &mut BTreeMap<PublicationPath, T>, at: &str) -> BTreeMap<PublicationPath, T> {
            map.extract_if(.., |path, _| is_at_or_below(path, at)).collect()
        }
        Snapshot {
            texts: take(&mut self.snapshot.texts, at),
            assets: take(&mut self.snapshot.assets, at),
            fonts: take(&mut self.snapshot.fonts, at),
            unreadable: take(&mut self.snapshot.unreadable, at),
            ..Snapshot::default()
        }
    }

    fn unread_differs(&mut self, member: &Member) -> bool {
        let Some(fingerprint) = member.file.as_deref().and_then(|file| Fingerprint::of_file(file).ok()) else {
            return false;
        };
        self.unread.insert(member.path.clone(), fingerprint) != Some(fingerprint)
    }

    fn insert(&mut self, member: Member, found: Found) {
        let Snapshot { texts, assets, fonts, unreadable, .. } = &mut self.snapshot;
        match found {
            Found::Text(text) => drop(texts.insert(member.path, text)),
            Found::Image(asset) => drop(assets.insert(member.path, asset)),
            Found::Font(font) => drop(fonts.insert(member.path, font)),
            Found::Unreadable(reason) => {
                if reason == Unreadable::Io && member.file.is_some() {
                    self.refused.insert(member.path.clone());
                }
                unreadable.insert(member.path, reason);
            }
            Found::Nothing => {}
        }
    }
}

/// What stands at a place.
enum Found {
    Text(String),
    Image(Asset),
    Font(Font),
    Unreadable(Unreadable),
    /// An image or a font that cannot be reached is missing, and the engine says so where it is used.
    Nothing,
}

impl Found {
    fn of(member: &Member) -> Self {
        match (member.role, &member.file) {
            (Role::Text, None) => Self::Unreadable(Unreadable::Io),
            (Role::Text, Some(file)) => read_text_of(file).map_or_else(Self::Unreadable, Self::Text),
            (Role::Image | Role::Font, None) => Self::Nothing,
            (Role::Image, Some(file)) => Self::Image(pixels::asset(file)),
            (Role::Font, Some(file)) => Self::Font(font::look(file)),
        }
    }
}

/// Reads files on all cores.
fn read_all(members: Vec<Member>) -> Vec<(Member, Found)> {
    let found = parallel::map(&members, Found::of);
    members.into_iter().zip(found).collect()
}

fn read_text_of(file: &Path) -> Result<String, Unreadable> {
    let bytes = read_bounded(file).map_err(|error| match error {
        DiskError::TooLarge { limit, .. } => Unreadable::TooLarge { limit },
        _ => Unreadable::Io,
    })?;
    decode(bytes).map(|(text, _)| text).map_err(|NotUtf8 { valid_up_to }| Unreadable::NotUtf8 { valid_up_to })
}

/// `path` is `at` or stands below it; everything stands below `""`.
fn is_at_or_below(path: &str, at: &str) -> bool {
    at.is_empty() || path.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
