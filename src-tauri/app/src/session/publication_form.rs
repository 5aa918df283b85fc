//! The settings of the publication in a form: what `publication.toml` says, what is wrong with it, and other values.
//!
//! *Invariant:* what a person did not touch stays as the file has it now, whatever it said when the form was opened.

use std::path::PathBuf;

use kiku_core::preview;
use kiku_core::revise::{Setting, change_setting, setting_problems, settings};
use kiku_core::source::PUBLICATION_FILE;
use kiku_core::{Message, citation_styles};

use super::publication::OpenPublication;
use crate::preview_address;
use crate::wire::{
    Bilingual, CitationStyle, Failure, FailureCode, Notice, PublicationAnswer, PublicationChange, PublicationForm,
    PublicationProblem, Theme, ThemeSample,
};

/// The kinds of files that settings name by their paths.
const NAMED_FILES: [&str; 3] = [".csl", ".css", ".html"];

impl OpenPublication {
    /// What the form shows, with samples of themes in these colours.
    pub(super) fn publication_form(&self, colours: Theme) -> PublicationForm {
        let text = self.settings_text();
        let refused = self.form_refusal().or_else(|| settings(text).err());
        let values: Vec<_> = settings(text).unwrap_or_default();
        let logo = values.iter().find(|(setting, path)| *setting == Setting::Logo && !path.is_empty());
        let logo = logo.filter(|(_, path)| self.loaded.snapshot.assets.contains_key(path));
        let files = self.loaded.snapshot.texts.keys();
        let named = |path: &&String| NAMED_FILES.iter().any(|ending| path.ends_with(ending));
        PublicationForm {
            logo: logo.map(|(_, path)| preview_address::file(path)),
            values: values.into_iter().map(|(setting, words)| (setting.into(), words)).collect(),
            problems: self.problems_of(text),
            refused: refused.as_ref().map(Bilingual::from),
            themes: std::iter::once("").chain(preview::themes()).map(|name| sample(name, colours)).collect(),
            styles: citation_styles()
                .map(|(name, title)| CitationStyle { name: name.to_owned(), title: title.to_owned() })
                .collect(),
            files: files.filter(named).cloned().collect(),
        }
    }

    /// What would be wrong with the settings, were these changes made.
    pub(super) fn publication_problems(&self, changes: &[PublicationChange]) -> Vec<PublicationProblem> {
        let text = changes.iter().fold(self.settings_text().to_owned(), |text, change| {
            change_setting(&text, change.setting.into(), &change.to).unwrap_or(text)
        });
        self.problems_of(&text)
    }

    /// Writes changes into the file as it is now, all of them or none. A file that is missing is made.
    pub(super) fn change_publication(
        &mut self,
        changes: &[PublicationChange],
        notify: &dyn Fn(Notice),
    ) -> Result<PublicationAnswer, Failure> {
        // What was written elsewhere a moment ago may not have been noticed yet.
        self.files_changed(&[self.loaded.file(PUBLICATION_FILE)], notify);
        let before = self.loaded.snapshot.texts.get(PUBLICATION_FILE).cloned();
        let text = before.clone().unwrap_or_default();
        let now = match self.form_refusal().map_or_else(|| settings(&text), Err) {
            Ok(now) => now,
            Err(reason) => return Ok(PublicationAnswer::Refused { reason: Bilingual::from(&reason) }),
        };
        let says = |setting: Setting| now.iter().find(|(one, _)| *one == setting).map_or("", |(_, words)| words);
        let moved = |change: &PublicationChange| {
            let words = says(change.setting.into());
            words != change.from && words != change.to.trim()
        };
        if changes.iter().any(moved) {
            return Ok(PublicationAnswer::Moved);
        }
        let after = changes
            .iter()
            .try_fold(text.clone(), |text, change| change_setting(&text, change.setting.into(), &change.to));
        match after {
            Err(reason) => return Ok(PublicationAnswer::Refused { reason: Bilingual::from(&reason) }),
            Ok(after) if after == text => {}
            Ok(after) => self.write_settings(before.as_deref(), after, notify)?,
        }
        Ok(PublicationAnswer::Changed)
    }

    /// A page in a theme.
    pub(super) fn theme_sample(&self, theme: &str, colours: &str) -> Result<String, Failure> {
        let colours = match colours {
            "system" => None,
            "light" => Some("light"),
            "dark" => Some("dark"),
            _ => return Err(Failure::new(FailureCode::NotFound, colours)),
        };
        let style = preview_address::own(&preview_address::sample_style(known(theme)?.unwrap_or_default()));
        Ok(preview::sample_document(&self.publication, &self.loaded.snapshot, &style, colours))
    }

    /// The stylesheet of a page in a theme.
    pub(super) fn theme_style(&self, theme: &str) -> Result<String, Failure> {
        let folder = preview_address::OWN_FOLDER;
        known(theme).map(|theme| preview::sample_stylesheet(&self.publication, theme, folder))
    }

    /// The file of the settings, or the folder where it would be.
    pub(super) fn settings_file(&self) -> PathBuf {
        let file = self.loaded.file(PUBLICATION_FILE);
        if file.is_file() { file } else { self.loaded.root.clone() }
    }

    fn settings_text(&self) -> &str {
        self.loaded.snapshot.texts.get(PUBLICATION_FILE).map_or("", String::as_str)
    }

    fn problems_of(&self, text: &str) -> Vec<PublicationProblem> {
        let problems = setting_problems(text, &self.loaded.snapshot);
        problems.iter().map(|(setting, problem)| PublicationProblem::new(*setting, problem)).collect()
    }

    /// Why the settings of what is open are not changed here.
    fn form_refusal(&self) -> Option<Message> {
        if self.loaded.slug().is_some() {
            return Some(Message::new(
                "Only one article is open. Open the publication’s folder to change its settings.",
                "開いているのは記事一つだけです。刊行物のフォルダーを開くと、設定を変えられます。",
            ));
        }
        self.loaded.snapshot.unreadable.contains_key(PUBLICATION_FILE).then(|| {
            Message::new(
                "publication.toml cannot be read. Nothing was changed.",
                "publication.toml を読めません。何も変えていません。",
            )
        })
    }

    fn write_settings(&mut self, before: Option<&str>, after: String, notify: &dyn Fn(Notice)) -> Result<(), Failure> {
        match before {
            Some(before) => {
                let rewrite = self.rewrite_as(PUBLICATION_FILE, before, after)?;
                self.write_all(&[rewrite], notify)
            }
            None => self.write_new(PUBLICATION_FILE, &after, notify),
        }
    }
}

/// A theme by its name in an address, where there may be none.
fn known(theme: &str) -> Result<Option<&'static str>, Failure> {
    if theme == preview_address::NO_THEME {
        return Ok(None);
    }
    let known = preview::themes().find(|known| *known == theme);
    known.map(Some).ok_or_else(|| Failure::new(FailureCode::NotFound, theme))
}

fn sample(name: &str, colours: Theme) -> ThemeSample {
    let colours = match colours {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    ThemeSample { name: name.to_owned(), url: preview_address::sample(name, colours) }
}
