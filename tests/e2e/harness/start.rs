//! How the app starts for one test.

use super::publication::Publication;

/// A start of the app.
pub(crate) struct Start {
    pub(super) publication: Publication,
    /// Whether the app is started on the publication, or on nothing.
    pub(super) opened: bool,
    /// What stands in the settings file; nothing for a person who never chose any.
    pub(super) settings: Option<String>,
    /// Whether every script may run in the preview, which a build for tests allows.
    pub(super) open_frame: bool,
}

impl Start {
    /// On a publication, as a new user.
    pub(crate) fn on(publication: Publication) -> Self {
        Self { publication, opened: true, settings: None, open_frame: false }
    }

    /// On nothing, as a new user. Folder dialogs still answer with the publication's export folder.
    pub(crate) fn on_nothing(publication: Publication) -> Self {
        Self { opened: false, ..Self::on(publication) }
    }

    /// The same with a settings file that holds `text`.
    pub(crate) fn with_settings(self, text: &str) -> Self {
        Self { settings: Some(text.to_owned()), ..self }
    }

    /// The same with a preview in which every script may run.
    pub(crate) fn with_open_frame(self) -> Self {
        Self { open_frame: true, ..self }
    }
}
