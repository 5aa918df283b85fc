//! The sample publication, which travels inside the program: there is no folder to find, or to miss, wherever Kiku is
//! installed.

use std::path::{Path, PathBuf};

use crate::bundle::{Stage, Target};
use crate::error::WriteError;

macro_rules! file {
    ($path:literal) => {
        ($path, include_bytes!(concat!("../../../../articles/", $path)).as_slice())
    };
}

/// Every file of `articles/`; a test says when one is missing here.
const FILES: &[(&str, &[u8])] = &[
    file!("harbour-lights/article.md"),
    file!("harbour-lights/images/cover.svg"),
    file!("harbour-lights/images/lamp.svg"),
    file!("harbour-lights/images/leading.svg"),
    file!("harbour-lights/images/rhythms.svg"),
    file!("images/fibre-atlas.svg"),
    file!("images/ice-box.svg"),
    file!("images/logo.svg"),
    file!("market-morning/article.md"),
    file!("market-morning/images/auction.svg"),
    file!("market-morning/images/cover.svg"),
    file!("market-morning/images/day.svg"),
    file!("market-morning/images/meeting.svg"),
    file!("personas/mameta.svg"),
    file!("personas/sensei.svg"),
    file!("personas/wren.svg"),
    file!("publication.toml"),
    file!("sources.json"),
    file!("washi-paper/article.md"),
    file!("washi-paper/images/ageing.svg"),
    file!("washi-paper/images/cover.svg"),
    file!("washi-paper/images/fibres.svg"),
    file!("washi-paper/images/texture.png"),
];

/// Makes a copy of the sample publication in the folder `folder`, and tells where it is. The folder must be empty or not
/// exist yet; it is made complete or not at all.
///
/// # Errors
/// [`WriteError::ForeignFiles`] where the folder holds anything, and the machine's refusals.
pub fn create_sample(folder: &Path) -> Result<PathBuf, WriteError> {
    let target = Target::new(folder)?.empty()?;
    let stage = Stage::beside(&target)?;
    for (path, bytes) in FILES {
        stage.write(path, bytes)?;
    }
    stage.swap_in(&target)?;
    Ok(target.folder)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use walkdir::WalkDir;

    use super::*;

    #[test]
    fn the_program_holds_every_file_of_the_sample() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../articles");
        let files = WalkDir::new(&folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        let there: BTreeSet<_> = files.map(|entry| entry.path().strip_prefix(&folder).unwrap().to_owned()).collect();
        let held: BTreeSet<_> = FILES.iter().map(|(path, _)| PathBuf::from(path)).collect();
        assert_eq!(held, there);
    }
}
