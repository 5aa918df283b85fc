//! The person's settings, as they stand in `settings.json`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything that a person can set for the app as a whole. What a file does not say is as usual; what it says and
/// this version does not know is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Settings {
    /// `ja` or `en`; the system's language where nothing is chosen.
    #[serde(deserialize_with = "lenient")]
    pub language: Option<InterfaceLanguage>,
    /// Light or dark.
    #[serde(deserialize_with = "lenient")]
    pub theme: Theme,
}

/// A language that the interface speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum InterfaceLanguage {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// A value that does not fit is as usual, and takes none of the other settings with it.
fn lenient<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::de::DeserializeOwned + Default,
{
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Settings {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn what_is_not_said_is_as_usual() {
        assert_eq!(read("{}"), Settings::default());
    }

    #[test]
    fn one_value_that_does_not_fit_leaves_the_others() {
        let settings = read(r#"{"language": "ja", "theme": "green", "later": 1}"#);
        assert_eq!((settings.language, settings.theme), (Some(InterfaceLanguage::Ja), Theme::System));
    }
}
