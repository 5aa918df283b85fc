//! The settings of the publication, as a form shows them.

use std::collections::BTreeMap;

use kiku_core::Diagnostic;
use kiku_core::revise::Setting;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Bilingual, Severity};

/// A setting of `publication.toml` that is one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum PublicationSetting {
    /// The site's name.
    Title,
    /// What the site is about.
    Description,
    /// A BCP 47 tag.
    Language,
    /// Where the site will stand.
    BaseUrl,
    /// How pages look.
    Theme,
    /// An image.
    Logo,
    /// A stylesheet of the publication.
    Css,
    /// HTML at the head of pages.
    Header,
    /// HTML at the foot of pages.
    Footer,
    /// How citations are written.
    CitationStyle,
    /// The direction of lines.
    Writing,
    /// After how many chapters a page ends.
    ChaptersPerPage,
    /// `false` where networks are given no pictures of titles.
    SocialCards,
}

/// What the form of the publication's settings shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PublicationForm {
    /// What the file says; empty where it says nothing.
    pub values: BTreeMap<PublicationSetting, String>,
    /// What is wrong with that.
    pub problems: Vec<PublicationProblem>,
    /// Why nothing can be changed here.
    pub refused: Option<Bilingual>,
    /// The address of the logo.
    pub logo: Option<String>,
    /// The looks that one can choose, the first without a theme.
    pub themes: Vec<ThemeSample>,
    /// The bundled citation styles.
    pub styles: Vec<CitationStyle>,
    /// The citation styles, stylesheets and pieces of HTML among the publication's files.
    pub files: Vec<String>,
}

/// What pages look like in a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ThemeSample {
    /// What `theme` says; empty for none.
    pub name: String,
    /// The address of a page in it.
    pub url: String,
}

/// A bundled citation style.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CitationStyle {
    /// What `citation_style` says.
    pub name: String,
    /// What people call it.
    pub title: String,
}

/// What is wrong with a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PublicationProblem {
    /// Which.
    pub setting: PublicationSetting,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong. What to do about it is the form's to say: a hint speaks to who writes the file.
    pub message: Bilingual,
}

/// A setting is to say something else.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PublicationChange {
    /// Which.
    pub setting: PublicationSetting,
    /// What the file said when the person began.
    pub from: String,
    /// What it is to say; empty for nothing.
    pub to: String,
}

/// The answer to changes of the settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum PublicationAnswer {
    /// They are in the file.
    Changed,
    /// The file says something else by now about what was to be changed. Nothing was.
    Moved,
    /// It cannot be done.
    Refused {
        /// Why.
        reason: Bilingual,
    },
}

impl PublicationProblem {
    pub(crate) fn new(setting: Setting, diagnostic: &Diagnostic) -> Self {
        Self {
            setting: setting.into(),
            severity: diagnostic.severity.into(),
            message: Bilingual::from(&diagnostic.message),
        }
    }
}

impl From<Setting> for PublicationSetting {
    fn from(setting: Setting) -> Self {
        match setting {
            Setting::Title => Self::Title,
            Setting::Description => Self::Description,
            Setting::Language => Self::Language,
            Setting::BaseUrl => Self::BaseUrl,
            Setting::Theme => Self::Theme,
            Setting::Logo => Self::Logo,
            Setting::Css => Self::Css,
            Setting::Header => Self::Header,
            Setting::Footer => Self::Footer,
            Setting::CitationStyle => Self::CitationStyle,
            Setting::Writing => Self::Writing,
            Setting::ChaptersPerPage => Self::ChaptersPerPage,
            Setting::SocialCards => Self::SocialCards,
        }
    }
}

impl From<PublicationSetting> for Setting {
    fn from(setting: PublicationSetting) -> Self {
        match setting {
            PublicationSetting::Title => Self::Title,
            PublicationSetting::Description => Self::Description,
            PublicationSetting::Language => Self::Language,
            PublicationSetting::BaseUrl => Self::BaseUrl,
            PublicationSetting::Theme => Self::Theme,
            PublicationSetting::Logo => Self::Logo,
            PublicationSetting::Css => Self::Css,
            PublicationSetting::Header => Self::Header,
            PublicationSetting::Footer => Self::Footer,
            PublicationSetting::CitationStyle => Self::CitationStyle,
            PublicationSetting::Writing => Self::Writing,
            PublicationSetting::ChaptersPerPage => Self::ChaptersPerPage,
            PublicationSetting::SocialCards => Self::SocialCards,
        }
    }
}
