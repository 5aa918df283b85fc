//! The person's settings, as they stand in `settings.json`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Failure;

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
    /// How the preview shows the reader's page.
    #[serde(deserialize_with = "lenient")]
    pub preview: PreviewLook,
    /// When texts are saved by themselves.
    #[serde(deserialize_with = "lenient")]
    pub autosave: Autosave,
    /// What of the text stays bright while one writes.
    #[serde(deserialize_with = "lenient")]
    pub focus: Focus,
    /// Whether the line that one writes stays in the middle.
    #[serde(deserialize_with = "lenient")]
    pub typewriter: bool,
    /// How the text looks while one writes it.
    #[serde(deserialize_with = "lenient")]
    pub editor: EditorLook,
    /// Whether words are left unchecked.
    #[serde(deserialize_with = "lenient")]
    pub spelling_off: bool,
}

/// How the preview shows the reader's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct PreviewLook {
    /// How wide the page is.
    #[serde(deserialize_with = "lenient")]
    pub width: PreviewWidth,
    /// Light or dark, whatever the window is.
    #[serde(deserialize_with = "lenient")]
    pub theme: PreviewTheme,
    /// How large it is drawn.
    #[serde(deserialize_with = "lenient")]
    pub zoom: Zoom,
    /// Whether each page stands by itself, as readers get it, or all stand one after another.
    #[serde(deserialize_with = "lenient")]
    pub paged: bool,
}

/// The screen that the reader's page is shown for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum PreviewWidth {
    /// As wide as the pane.
    #[default]
    Pane,
    /// A phone's.
    Phone,
    /// A tablet's.
    Tablet,
    /// A desktop's.
    Desktop,
}

/// The colours of the reader's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum PreviewTheme {
    /// Those of the window.
    #[default]
    Window,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// A size in percent, from half to double.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(try_from = "u32")]
#[ts(type = "number")]
pub(crate) struct Zoom(u32);

impl Default for Zoom {
    fn default() -> Self {
        Self(100)
    }
}

impl TryFrom<u32> for Zoom {
    type Error = &'static str;

    fn try_from(percent: u32) -> Result<Self, Self::Error> {
        if (50..=200).contains(&percent) { Ok(Self(percent)) } else { Err("a zoom is 50 to 200 percent") }
    }
}

/// The settings at the start of the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LoadedSettings {
    /// What holds.
    pub settings: Settings,
    /// Why it is as usual, where the file could not be understood; `detail` says where its copy is.
    pub damaged: Option<Failure>,
}

/// When texts are saved by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Autosave {
    /// Only when the writer says so: a file is what they decided it to be.
    #[default]
    Off,
    /// A moment after the last key.
    Pause,
    /// When the window or the text is left.
    Blur,
}

/// What stays bright while one writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Focus {
    /// Everything.
    #[default]
    Off,
    /// The sentence at the cursor.
    Sentence,
    /// The paragraph at the cursor.
    Paragraph,
}

/// A family of letters for the editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum EditorFont {
    /// Even strokes, with Latin letters of their own widths or of one.
    #[default]
    Gothic,
    /// Strokes as of a brush, and a serif.
    Mincho,
    /// Every letter as wide as the next.
    Mono,
    /// What the system uses itself.
    System,
}

/// How the text looks while one writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct EditorLook {
    /// The letters.
    pub font: EditorFont,
    /// Their size in CSS pixels.
    pub size: u16,
    /// The height of a line in hundredths of the size.
    pub line_height: u16,
    /// The width of the text in full-width letters.
    pub measure: u16,
}

impl Default for EditorLook {
    fn default() -> Self {
        Self { font: EditorFont::default(), size: 15, line_height: 170, measure: 42 }
    }
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

    #[test]
    fn the_preview_has_a_look_of_its_own() {
        let look = |text: &str| read(&format!("{{\"preview\": {text}}}")).preview;
        assert_eq!(look("7"), PreviewLook::default());
        let wanted = PreviewLook { width: PreviewWidth::Phone, zoom: Zoom(125), paged: true, ..Default::default() };
        assert_eq!(look(r#"{"width": "phone", "theme": 1, "zoom": 125, "paged": true}"#), wanted);
        for zoom in ["0", "49", "201", "-100", "1.5", "\"100\""] {
            assert_eq!(look(&format!("{{\"zoom\": {zoom}}}")).zoom, Zoom(100), "{zoom}");
        }
    }
}
