use std::fs;
use std::sync::mpsc;

use kiku_disk::{Code, Fingerprint, LineEnd, SaveError, TextFormat, read_text, save_text};

use crate::folder::Folder;

const LF: TextFormat = TextFormat { bom: false, line_end: LineEnd::Lf };

#[test]
fn a_text_is_saved_as_it_was_read() {
    for bytes in ["a\nb", "\u{FEFF}題\r\n本文\r\n", "a\r\nb\nc", ""] {
        let folder = Folder::with(&[("a.md", bytes)]);
        let file = read_text(&folder.at("a.md")).unwrap();
        let saved = save_text(&folder.at("a.md"), &file.text, file.format, Some(file.fingerprint)).unwrap();
        assert_eq!(saved, file.fingerprint);
        assert_eq!(folder.read("a.md"), bytes.as_bytes());
    }
}

#[test]
fn a_save_tells_the_fingerprint_for_the_next() {
    let folder = Folder::with(&[("a.md", "one")]);
    let first = read_text(&folder.at("a.md")).unwrap().fingerprint;
    let second = save_text(&folder.at("a.md"), "two", LF, Some(first)).unwrap();
    save_text(&folder.at("a.md"), "three", LF, Some(second)).unwrap();
    assert_eq!(folder.read("a.md"), b"three");
    assert_eq!(folder.files().len(), 1, "no temporary file stays");
}

#[test]
fn a_change_on_disk_is_never_overwritten() {
    let folder = Folder::with(&[("a.md", "one")]);
    let read = read_text(&folder.at("a.md")).unwrap().fingerprint;
    folder.write("a.md", b"theirs");
    let error = save_text(&folder.at("a.md"), "mine", LF, Some(read)).unwrap_err();
    assert_eq!(error.code(), Code::ChangedOnDisk);
    assert!(matches!(error, SaveError::Changed { found: Some(found), .. } if found == Fingerprint::of(b"theirs")));
    assert_eq!(folder.files(), Folder::with(&[("a.md", "theirs")]).files());
}

#[test]
fn a_deleted_file_does_not_come_back_unasked() {
    let folder = Folder::with(&[("a.md", "one")]);
    let read = read_text(&folder.at("a.md")).unwrap().fingerprint;
    folder.remove("a.md");
    let error = save_text(&folder.at("a.md"), "mine", LF, Some(read)).unwrap_err();
    assert_eq!(error.code(), Code::DeletedOnDisk);
    assert!(folder.files().is_empty());
    save_text(&folder.at("a.md"), "mine", LF, None).unwrap();
    assert_eq!(folder.read("a.md"), b"mine");
}

#[test]
fn a_new_file_does_not_replace_another() {
    let folder = Folder::with(&[("a.md", "theirs")]);
    assert_eq!(save_text(&folder.at("a.md"), "mine", LF, None).unwrap_err().code(), Code::ChangedOnDisk);
    assert_eq!(folder.read("a.md"), b"theirs");
}

#[test]
fn the_same_words_on_disk_are_no_conflict() {
    let folder = Folder::with(&[("a.md", "mine")]);
    save_text(&folder.at("a.md"), "mine", LF, Some(Fingerprint::of(b"older"))).unwrap();
}

#[test]
fn a_folder_in_the_way_is_an_error() {
    let folder = Folder::with(&[("a.md/file", "")]);
    assert_eq!(save_text(&folder.at("a.md"), "mine", LF, None).unwrap_err().code(), Code::NotAFile);
    assert_eq!(save_text(&folder.at("none/a.md"), "mine", LF, None).unwrap_err().code(), Code::NotFound);
}

#[test]
fn of_two_that_save_at_once_one_is_told() {
    let folder = Folder::with(&[("a.md", "old")]);
    let read = read_text(&folder.at("a.md")).unwrap().fingerprint;
    let (sender, results) = mpsc::channel();
    std::thread::scope(|scope| {
        for name in ["one", "two"] {
            let (path, sender) = (folder.at("a.md"), sender.clone());
            scope.spawn(move || sender.send((name, save_text(&path, name, LF, Some(read)))).unwrap());
        }
    });
    drop(sender);
    let kept = String::from_utf8(folder.read("a.md")).unwrap();
    let saved: Vec<_> = results.iter().filter(|(_, result)| result.is_ok()).map(|(name, _)| name).collect();
    assert!(saved.contains(&kept.as_str()), "{kept} stands there, {saved:?} were saved");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    use super::*;

    fn mode(folder: &Folder, path: &str) -> u32 {
        fs::symlink_metadata(folder.at(path)).unwrap().mode() & 0o7777
    }

    #[test]
    fn the_mode_is_kept() {
        let folder = Folder::with(&[("a.md", "one")]);
        for wanted in [0o600, 0o644, 0o664] {
            fs::set_permissions(folder.at("a.md"), fs::Permissions::from_mode(wanted)).unwrap();
            let read = read_text(&folder.at("a.md")).unwrap().fingerprint;
            save_text(&folder.at("a.md"), &format!("{wanted}"), LF, Some(read)).unwrap();
            assert_eq!(mode(&folder, "a.md"), wanted);
        }
    }

    /// A backup made of links must not change because the article does.
    #[test]
    fn other_names_of_a_file_keep_the_old_text() {
        let folder = Folder::with(&[("a.md", "one")]);
        fs::hard_link(folder.at("a.md"), folder.at("backup.md")).unwrap();
        let read = read_text(&folder.at("a.md")).unwrap().fingerprint;
        save_text(&folder.at("a.md"), "two", LF, Some(read)).unwrap();
        assert_eq!((folder.read("a.md"), folder.read("backup.md")), (b"two".to_vec(), b"one".to_vec()));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_other_programs_noted_about_a_file_is_kept() {
        use rustix::fs::{XattrFlags, getxattr, setxattr};
        let folder = Folder::with(&[("a.md", "one")]);
        if setxattr(folder.at("a.md"), "user.xdg.tags", b"draft", XattrFlags::empty()).is_err() {
            return;
        }
        let read = read_text(&folder.at("a.md")).unwrap().fingerprint;
        save_text(&folder.at("a.md"), "two", LF, Some(read)).unwrap();
        let mut value = vec![0; 64];
        let length = getxattr(folder.at("a.md"), "user.xdg.tags", value.as_mut_slice()).unwrap();
        assert_eq!(&value[..length], b"draft");
    }

    #[test]
    fn a_new_file_has_the_mode_of_any_new_file() {
        let folder = Folder::with(&[("plain", "")]);
        save_text(&folder.at("a.md"), "one", LF, None).unwrap();
        assert_eq!(mode(&folder, "a.md"), mode(&folder, "plain"));
    }

    #[test]
    fn links_stay_links_and_their_end_is_written() {
        let folder = Folder::with(&[("real/a.md", "one")]);
        folder.link("relative.md", "chained/link.md");
        folder.link("chained/link.md", folder.at("real/a.md"));
        let read = read_text(&folder.at("relative.md")).unwrap().fingerprint;
        save_text(&folder.at("relative.md"), "two", LF, Some(read)).unwrap();
        assert_eq!(folder.read("real/a.md"), b"two");
        assert!(folder.at("relative.md").is_symlink() && folder.at("chained/link.md").is_symlink());
    }

    #[test]
    fn a_dangling_link_gets_its_file() {
        let folder = Folder::with(&[("real/other", "")]);
        folder.link("a.md", "real/a.md");
        save_text(&folder.at("a.md"), "one", LF, None).unwrap();
        assert_eq!(folder.read("real/a.md"), b"one");
        assert!(folder.at("a.md").is_symlink());
    }

    #[test]
    fn a_loop_of_links_is_an_error() {
        let folder = Folder::new();
        folder.link("a.md", "b.md");
        folder.link("b.md", "a.md");
        assert_eq!(save_text(&folder.at("a.md"), "one", LF, None).unwrap_err().code(), Code::LinkLoop);
    }
}
