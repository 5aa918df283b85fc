//! Articles that come, and that get another name.

use kiku_core::template;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Bilingual;

/// An article that is to be made.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewArticle {
    /// Its title.
    pub title: String,
    /// The name of its folder.
    pub slug: String,
    /// What it starts with.
    pub template: ArticleTemplate,
}

/// What followed an article's folder to another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FollowedLinks {
    /// How many links and images lead elsewhere now.
    pub links: u32,
    /// How many articles they stand in.
    pub articles: u32,
}

/// What became of a file that was to say something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum RewriteAnswer {
    /// It does.
    Changed,
    /// Nothing was changed.
    Refused {
        /// Why not.
        reason: Bilingual,
    },
}

/// What an article starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ArticleTemplate {
    /// Front matter and nothing else.
    Empty,
    /// Takeaways, a chapter, a source.
    Explainer,
    /// Questions and answers.
    Questions,
}

impl From<ArticleTemplate> for template::Template {
    fn from(template: ArticleTemplate) -> Self {
        match template {
            ArticleTemplate::Empty => Self::Empty,
            ArticleTemplate::Explainer => Self::Explainer,
            ArticleTemplate::Questions => Self::Questions,
        }
    }
}
