//! What can go wrong with files: a stable code for programs, a sentence in each of Kiku's languages for people.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use kiku_core::{Language, Message};

use crate::fingerprint::Fingerprint;

/// The kind of a failure. Programs decide by it; nobody matches message text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// There is no such file or folder.
    NotFound,
    /// The system does not allow it.
    PermissionDenied,
    /// The file system is mounted read-only.
    ReadOnly,
    /// The disk or the quota is full.
    StorageFull,
    /// The folder holds neither a publication nor an article.
    NotAPublication,
    /// There is nothing that Kiku exported.
    NotABundle,
    /// It is there already.
    Exists,
    /// The path is not a regular file.
    NotAFile,
    /// The path is not a folder.
    NotAFolder,
    /// The bytes are not UTF-8.
    NotUtf8,
    /// A text is larger than Kiku reads.
    TooLarge,
    /// A folder holds more files than Kiku walks through.
    TooManyFiles,
    /// The bytes are no image that browsers show.
    NotAnImage,
    /// An image is larger than Kiku stores.
    ImageTooLarge,
    /// Symbolic links lead in a circle.
    LinkLoop,
    /// The file on disk is not the one that was read.
    ChangedOnDisk,
    /// The file that was read is gone.
    DeletedOnDisk,
    /// The target folder holds files that Kiku did not write.
    ForeignFiles,
    /// The target folder is, or holds, the publication itself.
    UnsafeTarget,
    /// A bundle of several files cannot become one.
    NotOneFile,
    /// A path in a bundle leads out of it, or cannot be a file name everywhere.
    UnsafePath,
    /// A file of the publication that a bundle needs leads out of the publication.
    OutsidePublication,
    /// The caller asked to stop.
    Cancelled,
    /// Anything else that the system reports.
    Io,
}

impl Code {
    /// The kind of a failure that the system reports.
    fn of(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::PermissionDenied,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::StorageFull,
            io::ErrorKind::NotADirectory => Self::NotAFolder,
            io::ErrorKind::IsADirectory => Self::NotAFile,
            _ => Self::Io,
        }
    }
}

/// Reading or watching failed.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message().text(Language::En))]
pub enum DiskError {
    /// The folder holds neither `publication.toml` nor an article.
    NotAPublication {
        /// The folder or file that was named.
        path: PathBuf,
    },
    /// Nothing that Kiku exported.
    NotABundle {
        /// The folder or file that was named.
        path: PathBuf,
    },
    /// What was to be made is there already.
    Exists {
        /// What is there.
        path: PathBuf,
    },
    /// A folder, a pipe or a device stands where a file was expected.
    NotAFile {
        /// What is not a file.
        path: PathBuf,
    },
    /// The bytes are not UTF-8.
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The number of bytes before the first invalid one.
        valid_up_to: usize,
    },
    /// The file is larger than Kiku reads.
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// The folder holds more files and folders than Kiku walks through.
    TooManyFiles {
        /// The folder.
        path: PathBuf,
        /// The limit.
        limit: usize,
    },
    /// The system refused.
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl DiskError {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// The kind of this failure.
    pub fn code(&self) -> Code {
        match self {
            Self::NotAPublication { .. } => Code::NotAPublication,
            Self::NotABundle { .. } => Code::NotABundle,
            Self::Exists { .. } => Code::Exists,
            Self::NotAFile { .. } => Code::NotAFile,
            Self::NotUtf8 { .. } => Code::NotUtf8,
            Self::TooLarge { .. } => Code::TooLarge,
            Self::TooManyFiles { .. } => Code::TooManyFiles,
            Self::Io { source, .. } => Code::of(source),
        }
    }

    /// The file or folder it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::NotAPublication { path }
            | Self::NotABundle { path }
            | Self::Exists { path }
            | Self::NotAFile { path }
            | Self::NotUtf8 { path, .. }
            | Self::TooLarge { path, .. }
            | Self::TooManyFiles { path, .. }
            | Self::Io { path, .. } => path,
        }
    }

    /// What happened and what to do, for a person.
    pub fn message(&self) -> Message {
        let path = self.path().display();
        match self {
            Self::NotABundle { path } => Message::new(
                format!("{} is nothing that Kiku exported.", path.display()),
                format!("{} は Kiku が書き出したものではありません。", path.display()),
            ),
            Self::NotAPublication { .. } => Message::new(
                format!(
                    "{path} is not a publication: it has no publication.toml and no folder with an article.md. `kiku new` makes one."
                ),
                format!(
                    "{path} には publication.toml も article.md を含むフォルダーもないため、刊行物として開けません。`kiku new` で作成できます。"
                ),
            ),
            Self::Exists { .. } => {
                Message::new(format!("{path} is there already."), format!("{path} はすでにあります。"))
            }
            Self::NotAFile { .. } => {
                Message::new(format!("{path} is not a file."), format!("{path} はファイルではありません。"))
            }
            Self::NotUtf8 { valid_up_to, .. } => Message::new(
                format!(
                    "{path} is not UTF-8 text (byte {}). Nothing was changed; convert the file to UTF-8 first.",
                    valid_up_to + 1
                ),
                format!(
                    "{path} は UTF-8 ではありません({} バイト目)。ファイルは変更していません。UTF-8 に変換してから開いてください。",
                    valid_up_to + 1
                ),
            ),
            Self::TooLarge { limit, .. } => Message::new(
                format!("{path} is larger than {} MiB; Kiku does not read it.", limit / MIB),
                format!("{path} は {} MiB を超えるため読み込めません。", limit / MIB),
            ),
            Self::TooManyFiles { limit, .. } => Message::new(
                format!("{path} holds more than {limit} files and folders. Open the publication's own folder."),
                format!(
                    "{path} には {limit} を超えるファイルとフォルダーがあります。刊行物のフォルダーを直接開いてください。"
                ),
            ),
            Self::Io { source, .. } => {
                let reason = Reason(source);
                Message::new(
                    format!("{path} cannot be read: {reason}."),
                    format!("{path} を読み込めません: {}。", reason.ja()),
                )
            }
        }
    }
}

const MIB: u64 = 1024 * 1024;

/// Saving failed. Whatever the kind, the file on disk is whole: as it was, or as it was asked to be.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message().text(Language::En))]
pub enum SaveError {
    /// The bytes on disk are not the expected ones: someone else wrote, created or removed the file.
    Changed {
        /// The file.
        path: PathBuf,
        /// What stands there now; nothing where the file is gone.
        found: Option<Fingerprint>,
    },
    /// Symbolic links lead in a circle.
    LinkLoop {
        /// The first link.
        path: PathBuf,
    },
    /// A folder, a pipe or a device stands where the file should be.
    NotAFile {
        /// What is not a file.
        path: PathBuf,
    },
    /// The system refused.
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl SaveError {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// The kind of this failure.
    pub fn code(&self) -> Code {
        match self {
            Self::Changed { found: Some(_), .. } => Code::ChangedOnDisk,
            Self::Changed { found: None, .. } => Code::DeletedOnDisk,
            Self::LinkLoop { .. } => Code::LinkLoop,
            Self::NotAFile { .. } => Code::NotAFile,
            Self::Io { source, .. } => Code::of(source),
        }
    }

    /// The file it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Changed { path, .. } | Self::LinkLoop { path } | Self::NotAFile { path } | Self::Io { path, .. } => {
                path
            }
        }
    }

    /// What happened and what was kept safe, for a person.
    pub fn message(&self) -> Message {
        let path = self.path().display();
        match self {
            Self::Changed { found: Some(_), .. } => Message::new(
                format!("{path} was changed by another program. Nothing was overwritten."),
                format!("{path} は別のプログラムによって変更されています。上書きはしていません。"),
            ),
            Self::Changed { found: None, .. } => Message::new(
                format!("{path} no longer exists on disk. Nothing was written."),
                format!("{path} はディスクから削除されています。書き込みはしていません。"),
            ),
            Self::LinkLoop { .. } => Message::new(
                format!("{path} is a symbolic link that leads in a circle. Nothing was written."),
                format!("{path} はシンボリックリンクが循環しています。書き込みはしていません。"),
            ),
            Self::NotAFile { .. } => Message::new(
                format!("{path} is not a file. Nothing was written."),
                format!("{path} はファイルではありません。書き込みはしていません。"),
            ),
            Self::Io { source, .. } => {
                let reason = Reason(source);
                Message::new(
                    format!("{path} could not be saved: {reason}. The text is still in the editor."),
                    format!("{path} を保存できませんでした: {}。本文はエディターに残っています。", reason.ja()),
                )
            }
        }
    }
}

/// Taking an image into an article failed. Nothing was stored.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message().text(Language::En))]
pub enum PictureError {
    /// The bytes are not those of an image that browsers show.
    NotAnImage,
    /// The image is too large.
    TooLarge {
        /// How many bytes an image may have.
        limit: u64,
    },
    /// The image has more pixels than Kiku shows.
    TooManyPixels {
        /// From left to right.
        width: u32,
        /// From top to bottom.
        height: u32,
    },
    /// The article's folder for images leads out of the publication.
    Outside {
        /// The folder.
        path: PathBuf,
    },
    /// The system refused.
    Disk(DiskError),
}

impl PictureError {
    /// The kind of this failure.
    pub fn code(&self) -> Code {
        match self {
            Self::NotAnImage => Code::NotAnImage,
            Self::TooLarge { .. } | Self::TooManyPixels { .. } => Code::ImageTooLarge,
            Self::Outside { .. } => Code::OutsidePublication,
            Self::Disk(error) => error.code(),
        }
    }

    /// What happened and what was kept safe, for a person.
    pub fn message(&self) -> Message {
        match self {
            Self::NotAnImage => Message::new(
                "This is no image that browsers show. Nothing was stored.",
                "ブラウザーで表示できる画像ではありません。何も保存していません。",
            ),
            Self::TooLarge { limit } => {
                let megabytes = limit / (1024 * 1024);
                Message::new(
                    format!("The image is larger than {megabytes} MB. Nothing was stored."),
                    format!("画像が {megabytes} MB を超えています。何も保存していません。"),
                )
            }
            Self::TooManyPixels { width, height } => Message::new(
                format!("The image has {width} × {height} pixels, more than 100 million. Nothing was stored."),
                format!("画像が {width} × {height} 画素あり、1 億画素を超えています。何も保存していません。"),
            ),
            Self::Outside { path } => Message::new(
                format!("{} leads out of the publication. Nothing was stored.", path.display()),
                format!("{} は刊行物の外を指しています。何も保存していません。", path.display()),
            ),
            Self::Disk(error) => error.message(),
        }
    }
}

/// Writing a bundle or a new publication failed. The target is as it was.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message().text(Language::En))]
pub enum WriteError {
    /// The target folder holds files that Kiku did not write.
    ForeignFiles {
        /// The target folder.
        folder: PathBuf,
        /// Some of them, relative to the folder.
        files: Vec<PathBuf>,
    },
    /// The target is the publication or a folder around it.
    UnsafeTarget {
        /// The target folder.
        folder: PathBuf,
    },
    /// A file stands where the target folder should be.
    NotAFolder {
        /// The target.
        path: PathBuf,
    },
    /// A folder, or a file of the publication, stands where the target file should be.
    NotAFile {
        /// The target.
        path: PathBuf,
    },
    /// Only a bundle of one file can become that file.
    NotOneFile,
    /// A path in the bundle leads out of it, or cannot be a file name everywhere.
    UnsafePath {
        /// The path as the bundle has it.
        path: String,
    },
    /// A file of the publication leads out of it by a symbolic link.
    OutsidePublication {
        /// The file.
        path: PathBuf,
    },
    /// The caller asked to stop.
    Cancelled,
    /// The system refused.
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl WriteError {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// The kind of this failure.
    pub fn code(&self) -> Code {
        match self {
            Self::ForeignFiles { .. } => Code::ForeignFiles,
            Self::UnsafeTarget { .. } => Code::UnsafeTarget,
            Self::NotAFolder { .. } => Code::NotAFolder,
            Self::NotAFile { .. } => Code::NotAFile,
            Self::NotOneFile => Code::NotOneFile,
            Self::UnsafePath { .. } => Code::UnsafePath,
            Self::OutsidePublication { .. } => Code::OutsidePublication,
            Self::Cancelled => Code::Cancelled,
            Self::Io { source, .. } => Code::of(source),
        }
    }

    /// What happened and what was kept safe, for a person.
    pub fn message(&self) -> Message {
        match self {
            Self::ForeignFiles { folder, files } => {
                let (folder, files) = (folder.display(), listed(files));
                Message::new(
                    format!(
                        "{folder} holds files that Kiku did not write ({files}). Nothing was changed; choose an empty or a new folder."
                    ),
                    format!(
                        "{folder} には Kiku が書き出したものではないファイルがあります({files})。何も変更していません。空のフォルダーか新しいフォルダーを選んでください。"
                    ),
                )
            }
            Self::UnsafeTarget { folder } => Message::new(
                format!(
                    "{} is, or holds, the publication itself. Nothing was changed; choose another folder.",
                    folder.display()
                ),
                format!(
                    "{} は刊行物そのもの、またはそれを含むフォルダーです。何も変更していません。別のフォルダーを選んでください。",
                    folder.display()
                ),
            ),
            Self::NotAFolder { path } => Message::new(
                format!("{} is not a folder. Nothing was changed.", path.display()),
                format!("{} はフォルダーではありません。何も変更していません。", path.display()),
            ),
            Self::NotAFile { path } => Message::new(
                format!(
                    "{} is a folder, or a file of the publication. Nothing was changed; choose another name.",
                    path.display()
                ),
                format!(
                    "{} はフォルダー、または刊行物のファイルです。何も変更していません。別の名前を選んでください。",
                    path.display()
                ),
            ),
            Self::NotOneFile => Message::new(
                "There are several articles, and one file cannot hold their pages. Nothing was changed; choose one article, or a folder.",
                "記事が複数あるため、1 つのファイルにはできません。何も変更していません。記事を 1 つ選ぶか、フォルダーを指定してください。",
            ),
            Self::UnsafePath { path } => Message::new(
                format!("{path:?} cannot be a file name in a bundle. Nothing was changed."),
                format!("{path:?} は書き出すファイルの名前にできません。何も変更していません。"),
            ),
            Self::OutsidePublication { path } => Message::new(
                format!(
                    "{} is a symbolic link that leads out of the publication. Nothing was changed.",
                    path.display()
                ),
                format!("{} は刊行物の外を指すシンボリックリンクです。何も変更していません。", path.display()),
            ),
            Self::Cancelled => Message::new("Stopped. Nothing was changed.", "中止しました。何も変更していません。"),
            Self::Io { path, source } => {
                let (path, reason) = (path.display(), Reason(source));
                Message::new(
                    format!("{path} could not be written: {reason}. What stood in the target folder is unchanged."),
                    format!("{path} を書き込めませんでした: {}。書き出し先の内容は変わっていません。", reason.ja()),
                )
            }
        }
    }
}

fn listed(files: &[PathBuf]) -> String {
    files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// Why the system refused, in words; for rare kinds, the system's own.
struct Reason<'a>(&'a io::Error);

impl fmt::Display for Reason<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Code::of(self.0) {
            Code::NotFound => formatter.write_str("there is no such file or folder"),
            Code::PermissionDenied => formatter.write_str("permission denied"),
            Code::ReadOnly => formatter.write_str("the file system is read-only"),
            Code::StorageFull => formatter.write_str("the disk is full"),
            _ => self.0.fmt(formatter),
        }
    }
}

impl Reason<'_> {
    fn ja(&self) -> String {
        match Code::of(self.0) {
            Code::NotFound => "ファイルまたはフォルダーがありません".to_owned(),
            Code::PermissionDenied => "アクセス権がありません".to_owned(),
            Code::ReadOnly => "読み取り専用のファイルシステムです".to_owned(),
            Code::StorageFull => "ディスクの空き容量がありません".to_owned(),
            _ => self.0.to_string(),
        }
    }
}
