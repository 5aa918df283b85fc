//! What is wrong with a bundle, and where.

use kiku_core::Message;

/// Something that a reader of the bundle would meet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file of the bundle.
    pub file: String,
    /// The line of the file, counted from one; 0 where the whole file is meant.
    pub line: u64,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong. Addresses are as the page has them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// The manifest names a file that is not there, or cannot be read.
    MissingFile,
    /// The file is not what the manifest says.
    ChangedFile,
    /// The address leads to no file of the bundle.
    BrokenLink(String),
    /// The page has no such place.
    BrokenAnchor(String),
    /// The image cannot be shown.
    BrokenImage,
    /// Not well-formed.
    BrokenXml,
    /// The page has readers' browsers ask another server.
    ThirdParty(String),
    /// The address is one of the writer's own disk, or leads out of the bundle.
    LocalAddress(String),
    /// The page does not say what it may load.
    NoPolicy,
    /// A script stands in the page itself.
    InlineScript,
}

impl Finding {
    pub(super) fn of_file(file: &str, problem: Problem) -> Self {
        Self { file: file.to_owned(), line: 0, problem }
    }
}

impl Problem {
    /// A name that stays the same, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MissingFile => "missing-file",
            Self::ChangedFile => "changed-file",
            Self::BrokenLink(_) => "broken-link",
            Self::BrokenAnchor(_) => "broken-anchor",
            Self::BrokenImage => "broken-image",
            Self::BrokenXml => "broken-xml",
            Self::ThirdParty(_) => "third-party",
            Self::LocalAddress(_) => "local-address",
            Self::NoPolicy => "no-policy",
            Self::InlineScript => "inline-script",
        }
    }

    /// The address that it is about.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::BrokenLink(address)
            | Self::BrokenAnchor(address)
            | Self::ThirdParty(address)
            | Self::LocalAddress(address) => Some(address),
            _ => None,
        }
    }

    /// The same for a person.
    pub fn message(&self) -> Message {
        match self {
            Self::MissingFile => Message::new("The file is missing.", "ファイルがありません。"),
            Self::ChangedFile => {
                Message::new("The file is not as it was exported.", "書き出したときから内容が変わっています。")
            }
            Self::BrokenLink(address) => Message::new(
                format!("The link {address} leads nowhere."),
                format!("リンク {address} の先がありません。"),
            ),
            Self::BrokenAnchor(address) => Message::new(
                format!("The page that {address} leads to has no such place."),
                format!("{address} が指す場所がページにありません。"),
            ),
            Self::BrokenImage => Message::new("The image cannot be shown.", "画像として表示できません。"),
            Self::BrokenXml => Message::new("The file is not well-formed XML.", "XML として正しくありません。"),
            Self::ThirdParty(address) => Message::new(
                format!("The page asks another server for {address}."),
                format!("ページがほかのサーバーの {address} を読み込みます。"),
            ),
            Self::LocalAddress(address) => Message::new(
                format!("{address} is an address that readers cannot reach."),
                format!("{address} は読者が開けないアドレスです。"),
            ),
            Self::NoPolicy => Message::new(
                "The page does not say what it may load.",
                "読み込みを制限する指定（Content-Security-Policy）がありません。",
            ),
            Self::InlineScript => Message::new("A script stands in the page.", "ページの中にスクリプトがあります。"),
        }
    }
}
