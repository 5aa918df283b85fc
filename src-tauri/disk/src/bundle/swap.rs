//! One folder takes another's place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::foreign;
use super::manifest::Manifest;

/// Renames `stage` to `target`, and tells where what stood there is now. Where it fails, the target is as it was.
pub(super) fn put(stage: &Path, target: &Path, exists: bool) -> io::Result<Option<PathBuf>> {
    if !exists {
        return fs::rename(stage, target).map(|()| None);
    }
    match exchange(stage, target) {
        Err(error) if is_unsupported(&error) => put_in_two_steps(stage, target).map(Some),
        result => result.map(|()| Some(stage.to_owned())),
    }
}

/// Both folders change places in one step: no one ever sees the target missing or half new.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(stage: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, stage, CWD, target, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The system or the file system does not know the exchange; some say so with `EINVAL`.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// The old folder steps aside, the new one takes its place. Killed in between, both are complete, beside each other.
fn put_in_two_steps(stage: &Path, target: &Path) -> io::Result<PathBuf> {
    let mut aside = stage.as_os_str().to_owned();
    aside.push("-old");
    let aside = PathBuf::from(aside);
    fs::rename(target, &aside)?;
    if let Err(error) = fs::rename(stage, target) {
        fs::rename(&aside, target)?;
        return Err(error);
    }
    Ok(aside)
}

/// Empties the folder `old`, whose place is now `new`'s: of the files that its manifest names, and of those that `new` has
/// taken over. What else stands there came after the target was looked at, and goes to `new` or stays for its owner.
/// Failures are not reported: the new bundle is in place.
pub(super) fn remove_old(old: &Path, new: &Path) {
    let manifest = Manifest::of_folder(old);
    for entry in WalkDir::new(old).contents_first(true).into_iter().flatten() {
        let path = entry.path().strip_prefix(old).unwrap_or(entry.path());
        if entry.file_type().is_dir() {
            let _ = fs::remove_dir(entry.path());
        } else if manifest.as_ref().is_some_and(|manifest| manifest.names(path)) {
            let _ = fs::remove_file(entry.path());
        } else {
            let _ = foreign::let_go(old, new, path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::MANIFEST_FILE;
    use super::*;

    fn folder_with(parent: &Path, name: &str, content: &str) -> PathBuf {
        let folder = parent.join(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("file"), content).unwrap();
        folder
    }

    #[test]
    fn both_ways_of_swapping_put_the_new_folder_in_place() {
        type Put = fn(&Path, &Path) -> io::Result<PathBuf>;
        let ways: [Put; 2] = [|stage, target| put(stage, target, true).map(Option::unwrap), put_in_two_steps];
        for way in ways {
            let parent = tempfile::tempdir().unwrap();
            let stage = folder_with(parent.path(), "stage", "new");
            let target = folder_with(parent.path(), "target", "old");
            let old = way(&stage, &target).unwrap();
            assert_eq!(fs::read_to_string(target.join("file")).unwrap(), "new");
            assert_eq!(fs::read_to_string(old.join("file")).unwrap(), "old");
        }
    }

    #[test]
    fn only_what_the_manifest_names_is_removed_and_what_came_late_goes_along() {
        let parent = tempfile::tempdir().unwrap();
        let old = folder_with(parent.path(), "old", "ours");
        let new = folder_with(parent.path(), "new", "new");
        let manifest = "{\n  \"generator\": \"Kiku\",\n  \"files\": {\"file\": \"0\", \"../outside\": \"0\"}\n}\n";
        fs::write(old.join(MANIFEST_FILE), manifest).unwrap();
        fs::write(parent.path().join("outside"), "").unwrap();
        folder_with(&old, "late", "theirs");
        let clash = folder_with(&old, "clash", "theirs");
        folder_with(&new, "clash", "other");
        remove_old(&old, &new);
        assert_eq!(fs::read_to_string(new.join("late/file")).unwrap(), "theirs");
        assert_eq!(fs::read_to_string(new.join("clash/file")).unwrap(), "other");
        let left: Vec<_> = fs::read_dir(&old).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(left, [clash], "what nobody may replace stays for its owner");
        assert!(parent.path().join("outside").exists());
    }

    #[test]
    fn a_failed_swap_leaves_the_target() {
        let parent = tempfile::tempdir().unwrap();
        let target = folder_with(parent.path(), "target", "old");
        let missing = parent.path().join("missing");
        assert!(put(&missing, &target, true).is_err());
        assert!(put_in_two_steps(&missing, &target).is_err());
        assert_eq!(fs::read_to_string(target.join("file")).unwrap(), "old");
    }
}
