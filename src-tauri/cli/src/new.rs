//! `kiku new`: a publication to start from.

use std::path::PathBuf;

use clap::Args;
use kiku_core::{Language, Message};
use kiku_disk::create_publication;

use crate::{Outcome, output};

const EXAMPLES: &str = "\
Examples:
  kiku new digest --title \"菊ダイジェスト\"    In Japanese, like its title
  kiku new digest --title Digest --lang en    In English whatever the system speaks";

/// Make a publication with one small article
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct New {
    /// The folder to make; empty when it is there
    folder: PathBuf,

    /// The publication's title
    #[arg(long)]
    title: String,
}

impl New {
    /// Writes in the `chosen` language, else in the title's, else in the system's.
    pub(crate) fn run(&self, chosen: Option<Language>, system: Language) -> anyhow::Result<Outcome> {
        let language = chosen.unwrap_or_else(|| language_of(&self.title, system));
        create_publication(&self.folder, &self.title, language)?;
        let folder = self.folder.display();
        let message = Message::new(
            format!("Made {folder}. Open it in Kiku, or run: kiku watch {folder} --out site"),
            format!("{folder} を作成しました。Kiku で開くか、kiku watch {folder} --out site を実行してください。"),
        );
        output::print(&format!("{}\n", message.text(chosen.unwrap_or(system))))?;
        Ok(Outcome::Fine)
    }
}

/// Kana are Japanese alone. Other scripts leave the choice to the system, and so do ideographs, which Chinese has too.
fn language_of(title: &str, system: Language) -> Language {
    let is_kana = |character: char| matches!(character, '\u{3041}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}');
    if title.chars().any(is_kana) { Language::Ja } else { system }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_with_kana_is_japanese() {
        for title in ["菊ダイジェスト", "きく", "ｷｸ digest"] {
            assert_eq!(language_of(title, Language::En), Language::Ja, "{title}");
        }
    }
}
