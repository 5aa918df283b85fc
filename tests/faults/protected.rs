//! Files and folders that are protected against writing, met by a person and not by root, who is never refused.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::driver;

/// Whoever owns nothing on this machine.
const NOBODY: &str = "65534";

/// A folder of that person, with an article, a text to save and the driver, all within reach.
struct Desk {
    _home: TempDir,
    folder: PathBuf,
    driver: PathBuf,
    is_root: bool,
}

impl Desk {
    /// Nothing where a root cannot become somebody else.
    fn new() -> Option<Self> {
        let home = tempfile::tempdir().unwrap();
        let is_root = home.path().metadata().unwrap().uid() == 0;
        let (folder, program) = (home.path().join("a"), home.path().join("driver"));
        fs::create_dir(&folder).unwrap();
        fs::copy(driver().get_program(), &program).unwrap();
        fs::write(folder.join("article.md"), "old\n").unwrap();
        fs::write(home.path().join("new"), "new\n").unwrap();
        if is_root {
            let owned = Command::new("chown").arg("-R").arg(format!("{NOBODY}:{NOBODY}")).arg(home.path()).status();
            let able = Command::new("setpriv").args(as_nobody()).arg("true").status();
            if !owned.is_ok_and(|status| status.success()) || !able.is_ok_and(|status| status.success()) {
                eprintln!("skipped: root cannot act as somebody else here");
                return None;
            }
        }
        Some(Self { _home: home, folder, driver: program, is_root })
    }

    /// Saves as an ordinary person; tells whether that was said to have worked.
    fn saves(&self) -> bool {
        let mut command = if self.is_root { Command::new("setpriv") } else { Command::new(&self.driver) };
        if self.is_root {
            command.args(as_nobody()).arg(&self.driver);
        }
        let new = self.folder.with_file_name("new");
        command.arg("save").arg(self.folder.join("article.md")).arg(new).status().unwrap().success()
    }

    fn protect(&self, path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    fn files(&self) -> Vec<String> {
        let names = fs::read_dir(&self.folder).unwrap();
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn text(&self) -> String {
        fs::read_to_string(self.folder.join("article.md")).unwrap()
    }
}

fn as_nobody() -> [String; 3] {
    [format!("--reuid={NOBODY}"), format!("--regid={NOBODY}"), "--clear-groups".to_owned()]
}

#[test]
fn protection_against_writing_is_respected() {
    let Some(desk) = Desk::new() else { return };
    let article = desk.folder.join("article.md");
    // A rename would pass over the first one, and a write in place over the second.
    for (protected, mode, usual) in [(&article, 0o444, 0o640), (&desk.folder, 0o555, 0o755)] {
        desk.protect(protected, mode);
        assert!(!desk.saves(), "{} was written", protected.display());
        assert_eq!((desk.text().as_str(), desk.files().as_slice()), ("old\n", ["article.md".to_owned()].as_slice()));
        assert_eq!(protected.metadata().unwrap().permissions().mode() & 0o777, mode);
        desk.protect(protected, usual);
    }
    assert!(desk.saves(), "without the protection it can be saved");
    assert_eq!((desk.text().as_str(), desk.files().len()), ("new\n", 1));
    assert_eq!(article.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}

/// Who may write a file of somebody else replaces it by one of their own; what its group was allowed stays with that group.
#[test]
fn a_file_of_another_group_gives_that_group_s_rights_to_no_other() {
    let Some(desk) = Desk::new() else { return };
    if !desk.is_root {
        eprintln!("skipped: only root can make a file of somebody else");
        return;
    }
    let article = desk.folder.join("article.md");
    assert!(Command::new("chown").arg("0:0").arg(&article).status().unwrap().success());
    desk.protect(&article, 0o676);
    assert!(desk.saves());
    let after = article.metadata().unwrap();
    assert_eq!((after.uid(), after.gid(), after.mode() & 0o777), (65_534, 65_534, 0o666));
}
