//! From kiku-disk's errors to the wire's. The interface has the sentences; here are the codes and the details.

use kiku_disk::{Code, DiskError, Picture, PictureError, SaveError, WriteError};

use super::{Failure, FailureCode, StoredImage};

impl Failure {
    /// A failure of kind `code` about something that has a name.
    pub(crate) fn new(code: FailureCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }
}

impl From<Code> for FailureCode {
    fn from(code: Code) -> Self {
        match code {
            Code::NotFound | Code::DeletedOnDisk => Self::NotFound,
            Code::PermissionDenied | Code::ReadOnly => Self::Permission,
            Code::StorageFull => Self::DiskFull,
            Code::NotAPublication | Code::NotAFolder => Self::NotAPublication,
            Code::NotUtf8 => Self::NotUtf8,
            Code::TooLarge | Code::TooManyFiles => Self::TooLarge,
            Code::ForeignFiles => Self::ForeignFiles,
            Code::Exists => Self::Exists,
            Code::UnsafeTarget => Self::UnsafeTarget,
            Code::NotAnImage => Self::NotAnImage,
            Code::ImageTooLarge => Self::ImageTooLarge,
            Code::OutsidePublication => Self::Refused,
            _ => Self::Io,
        }
    }
}

impl From<&DiskError> for Failure {
    fn from(error: &DiskError) -> Self {
        let detail = match error {
            DiskError::Io { path, source } => with_reason(path, source),
            error => error.path().display().to_string(),
        };
        Self::new(error.code().into(), detail)
    }
}

impl From<&SaveError> for Failure {
    fn from(error: &SaveError) -> Self {
        let detail = match error {
            SaveError::Io { path, source } => with_reason(path, source),
            error => error.path().display().to_string(),
        };
        Self::new(error.code().into(), detail)
    }
}

impl From<&PictureError> for Failure {
    fn from(error: &PictureError) -> Self {
        match error {
            PictureError::Disk(error) => Self::from(error),
            PictureError::Outside { path } => Self::new(error.code().into(), path.display().to_string()),
            PictureError::NotAnImage | PictureError::TooLarge { .. } | PictureError::TooManyPixels { .. } => {
                Self::new(error.code().into(), "")
            }
        }
    }
}

impl From<&kiku_disk::Holder> for super::Holder {
    fn from(holder: &kiku_disk::Holder) -> Self {
        Self { program: holder.program.clone(), host: holder.host.clone(), pid: holder.pid }
    }
}

impl From<Picture> for StoredImage {
    fn from(picture: Picture) -> Self {
        let (width, height) = picture.size.unzip();
        Self { path: picture.path, width, height, known: picture.known }
    }
}

impl From<&WriteError> for Failure {
    fn from(error: &WriteError) -> Self {
        let detail = match error {
            WriteError::Io { path, source } => with_reason(path, source),
            WriteError::ForeignFiles { files, .. } => {
                files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ")
            }
            WriteError::UnsafeTarget { folder } => folder.display().to_string(),
            WriteError::NotAFolder { path }
            | WriteError::NotAFile { path }
            | WriteError::OutsidePublication { path } => path.display().to_string(),
            WriteError::UnsafePath { path } => path.clone(),
            WriteError::Cancelled | WriteError::NotOneFile => String::new(),
        };
        Self::new(error.code().into(), detail)
    }
}

fn with_reason(path: &std::path::Path, reason: &std::io::Error) -> String {
    format!("{}: {reason}", path.display())
}
