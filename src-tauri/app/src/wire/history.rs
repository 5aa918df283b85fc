//! What an article was before.

use kiku_core::compare::Counted;
use kiku_disk::{Change, Commit, Origin, Snapshot};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is kept of an article.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ArticleHistory {
    /// The latest first.
    pub versions: Vec<Version>,
    /// Whether a part of the list could not be read.
    pub damaged: bool,
}

/// What an article was at some time.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Version {
    /// Which.
    pub id: VersionId,
    /// When, in milliseconds since 1970.
    pub at: f64,
    /// How it came to be kept.
    pub origin: VersionOrigin,
    /// What the writer calls it, or what they wrote about the commit; empty for nothing.
    pub name: String,
    /// Who made the commit; empty for what Kiku kept.
    pub author: String,
    /// How many characters came since the version before it in Kiku's history, where that is known. Commits are counted one by
    /// one, when somebody looks.
    pub added: Option<u32>,
    /// How many went.
    pub removed: Option<u32>,
}

/// Names a version of an article in every call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum VersionId {
    /// The text as it is now, saved or not.
    Current,
    /// One that Kiku kept.
    Snapshot {
        /// Its number among those of the article.
        number: u32,
    },
    /// One of the repository that the article stands in.
    Commit {
        /// Names the text there.
        blob: String,
    },
}

/// How a version came to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum VersionOrigin {
    /// It was saved.
    Saved,
    /// It stood in the file before something else was saved there.
    Found,
    /// The writer asked for it.
    Kept,
    /// It was unsaved when the writer took what the file held.
    Aside,
    /// It was committed to a repository.
    Committed,
}

/// Two versions as readers see them, on one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ComparedPages {
    /// Where a frame loads the page from.
    pub url: String,
    /// How many places differ; the first has the id `change-1`.
    pub changes: u32,
}

/// How much differs between two texts, in characters without white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Difference {
    /// How much came.
    pub added: u32,
    /// How much went.
    pub removed: u32,
}

impl From<Counted> for Difference {
    fn from(Counted { added, removed }: Counted) -> Self {
        Self { added: count(added), removed: count(removed) }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl From<&Snapshot> for Version {
    fn from(snapshot: &Snapshot) -> Self {
        let (added, removed) = snapshot.change.map(|Change { added, removed }| (count(added), count(removed))).unzip();
        #[expect(clippy::cast_precision_loss, reason = "milliseconds fit for many thousand years")]
        let at = snapshot.at as f64;
        let id = VersionId::Snapshot { number: u32::try_from(snapshot.number).unwrap_or(u32::MAX) };
        let (origin, name, author) = (snapshot.origin.into(), snapshot.name.clone(), String::new());
        Self { id, at, origin, name, author, added, removed }
    }
}

impl From<Commit> for Version {
    fn from(commit: Commit) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds fit for many thousand years")]
        let at = commit.at as f64;
        Self {
            id: VersionId::Commit { blob: commit.blob },
            at,
            origin: VersionOrigin::Committed,
            name: commit.subject,
            author: commit.author,
            added: None,
            removed: None,
        }
    }
}

impl From<Origin> for VersionOrigin {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::Saved => Self::Saved,
            Origin::Found => Self::Found,
            Origin::Kept => Self::Kept,
            Origin::Aside => Self::Aside,
        }
    }
}
