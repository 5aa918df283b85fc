//! Articles that come.

use kiku_core::template;
use serde::Deserialize;
use ts_rs::TS;

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
