//! Extended attributes: what other programs have noted about a file, such as labels, comments or access lists.

use std::fs::File;

/// Gives `to` the attributes of `from`, as far as the system and both file systems let it: the text matters more.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(crate) fn copy_attributes(from: &File, to: &File) {
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fsetxattr};

    let mut names = vec![0; LARGEST];
    let Ok(length) = flistxattr(from, names.as_mut_slice()) else { return };
    let mut value = vec![0; LARGEST];
    for name in names[..length].split(|&byte| byte == 0).filter(|name| !name.is_empty()) {
        if let Ok(length) = fgetxattr(from, name, value.as_mut_slice()) {
            let _ = fsetxattr(to, name, &value[..length], XattrFlags::empty());
        }
    }
}

/// Linux allows no more for all names and for one value.
#[cfg(any(target_os = "linux", target_os = "macos"))]
const LARGEST: usize = 64 * 1024;

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(crate) fn copy_attributes(_: &File, _: &File) {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::fs::{XattrFlags, fgetxattr, fsetxattr};

    use super::*;

    #[test]
    fn what_others_noted_goes_along() {
        let (from, to) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
        if fsetxattr(&from, "user.xdg.comment", "市場".as_bytes(), XattrFlags::empty()).is_err() {
            return;
        }
        fsetxattr(&from, "user.kiku.long", &[7; 2000], XattrFlags::empty()).unwrap();
        copy_attributes(&from, &to);
        let mut value = vec![0; 4096];
        let length = fgetxattr(&to, "user.xdg.comment", value.as_mut_slice()).unwrap();
        assert_eq!(&value[..length], "市場".as_bytes());
        assert_eq!(fgetxattr(&to, "user.kiku.long", value.as_mut_slice()).unwrap(), 2000);
    }
}
