//! What plain Markdown cannot say.

use crate::diagnostic::Message;

/// Something of an article that plain Markdown says in other words, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// Boxes: takeaways, questions, cards of sources, callouts. They leave headings, quotes and lists.
    Box,
    /// The pictures and sides of those who comment. Their names stand before their words.
    Speaker,
    /// Folds, which stand open.
    Fold,
    /// Readings above words, which stand in brackets behind them.
    Ruby,
    /// Links to a place in an article, which leave their words.
    Place,
    /// Emphasis where no reader of CommonMark would see it, beside brackets in Chinese, Japanese and Korean.
    Emphasis,
}

impl Loss {
    /// What is told of it, with how many times it happened.
    pub fn message(self, count: usize) -> Message {
        let (en, ja) = match self {
            Self::Box => ("boxes are headings, quotes and lists", "囲みは見出し・引用・リストに"),
            Self::Speaker => ("comments have a name and no picture", "吹き出しは名前だけに"),
            Self::Fold => ("folds stand open", "折りたたみは開いた状態に"),
            Self::Ruby => ("readings stand in brackets", "ルビは括弧書きに"),
            Self::Place => ("links to a place in an article are words", "記事内リンクは文字だけに"),
            Self::Emphasis => ("emphasis beside punctuation is gone", "約物に隣り合う強調はなく"),
        };
        Message::new(
            format!("In plain Markdown, {en} ({count})."),
            format!("プレーンなMarkdownでは、{ja}なります（{count}件）。"),
        )
    }
}
