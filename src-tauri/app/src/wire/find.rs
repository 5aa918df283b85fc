//! Finding words in all articles, and putting others in their place.

use kiku_core::find;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Bilingual, Change, Failure, Position};

/// What is looked for in all articles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FindQuery {
    /// The words, or the regular expression; never empty.
    pub words: String,
    /// Capitals are not small letters.
    pub match_case: bool,
    /// Not within longer words.
    pub whole_word: bool,
    /// The words are a regular expression.
    pub regex: bool,
    /// Any width, and hiragana as katakana.
    pub any_form: bool,
    /// What each match would become, where that is to be shown.
    pub replacement: Option<String>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum FindAnswer {
    /// These, unsaved texts included.
    Found {
        /// Names this search when something is to be replaced.
        search: u32,
        /// The articles with matches, by slug.
        articles: Vec<FoundArticle>,
        /// All matches, shown or not.
        matches: u32,
        /// There are more matches than are counted.
        more: bool,
    },
    /// The words are no regular expression.
    Refused {
        /// Why.
        reason: Bilingual,
    },
    /// A later search has taken its place.
    Superseded,
}

/// The matches in one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FoundArticle {
    /// Which.
    pub slug: String,
    /// How many matches it has.
    pub matches: u32,
    /// The first of them.
    pub shown: Vec<FoundMatch>,
}

/// One match, with the words around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FoundMatch {
    /// Where it starts.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// The end of what stands before it on its line.
    pub before: String,
    /// What was found; shortened where it is long.
    pub words: String,
    /// The start of what stands behind it.
    pub after: String,
    /// What would stand there instead, where that was asked.
    pub replacement: Option<String>,
}

/// Something is to take the place of what was found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReplaceRequest {
    /// The search whose matches these are.
    pub search: u32,
    /// What comes in their place; of a regular expression, with `$1` for its groups.
    pub with: String,
    /// What stays.
    pub except: Vec<ReplaceException>,
    /// The article that the window shows, which changes it itself.
    pub shown: Option<ShownArticle>,
}

/// Matches of an article that stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReplaceException {
    /// Which article.
    pub slug: String,
    /// Indices of its matches; nothing where all of them stay.
    pub matches: Option<Vec<u32>>,
}

/// The article that the window shows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ShownArticle {
    /// Which.
    pub slug: String,
    /// The version that its editor holds.
    pub version: u32,
}

/// What became of a replacement, or of taking one back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum ReplaceAnswer {
    /// Done, but for the article that the window shows.
    Replaced {
        /// What the window is to do to the article that it shows.
        changes: Vec<Change>,
        /// The other articles that were changed.
        articles: u32,
        /// How many places were changed in them.
        places: u32,
        /// How many places, in all articles, hold something else by now, and were left alone.
        skipped: u32,
        /// The articles that could not be written.
        failures: Vec<ArticleFailure>,
        /// The articles that have unsaved work now.
        unsaved: Vec<String>,
    },
    /// The version is not the one that Rust holds. Nothing was done.
    OutOfStep,
    /// There was another search since, or nothing to take back. Nothing was done.
    Gone,
}

/// An article that could not be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ArticleFailure {
    /// Which.
    pub slug: String,
    /// Why.
    pub failure: Failure,
}

impl From<&FindQuery> for find::Query {
    fn from(query: &FindQuery) -> Self {
        Self {
            words: query.words.clone(),
            match_case: query.match_case,
            whole_word: query.whole_word,
            regex: query.regex,
            any_form: query.any_form,
        }
    }
}
