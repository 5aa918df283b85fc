//! The person's settings, in one plain file.

use std::path::Path;

use crate::config_file;
use crate::wire::Settings;

const FILE: &str = "settings.json";

/// The settings as the file has them.
pub(crate) fn read(folder: &Path) -> Settings {
    config_file::read(folder, FILE)
}

/// Writes the settings; true where the file holds them.
pub(crate) fn write(folder: &Path, settings: &Settings) -> bool {
    config_file::change(folder, FILE, |value: &mut Settings| value.clone_from(settings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Theme;

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { theme: Theme::Dark, ..Settings::default() };
        assert!(write(folder.path(), &settings));
        assert_eq!(read(folder.path()), settings);
    }
}
