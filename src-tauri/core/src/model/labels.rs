//! The words that blocks and pages print. `[labels]` of `publication.toml` changes any of them.

use crate::diagnostic::{Diagnostic, Language, Message};
use crate::parse::value::Value;

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident: $ja:literal, $en:literal;)*) => {
        /// The printed words, one field for each key of `[labels]`.
        #[derive(Clone, Debug, PartialEq)]
        pub(crate) struct Labels {
            $($(#[$doc])* pub(crate) $name: String,)*
        }

        impl Labels {
            /// The words of a language.
            pub(crate) fn new(language: Language) -> Self {
                match language {
                    Language::Ja => Self { $($name: $ja.to_owned(),)* },
                    Language::En => Self { $($name: $en.to_owned(),)* },
                }
            }

            fn field(&mut self, name: &str) -> Option<&mut String> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)*
                    _ => None,
                }
            }
        }
    };
}

labels! {
    /// Over the list of points.
    takeaways: "この記事で分かること", "What you will learn";
    /// Before the date of publication.
    published: "公開日:", "Published";
    /// Before the date of the last change.
    updated: "更新日:", "Updated";
    /// The reading time; `{minutes}` is the number.
    reading_time: "約{minutes}分で読めます", "{minutes} min read";
    /// The link of a source card.
    read_more: "さらに読む", "Read more";
    /// Before the origin of an image.
    credit: "出典・画像元:", "Credit:";
    /// The link to the next page.
    next_page: "次のページを読む", "Read the next page";
    /// The link to the previous page.
    previous_page: "前のページへ", "Previous page";
    /// The name of the page navigation; `{page}` and `{pages}` are numbers.
    page: "{page} / {pages} ページ", "Page {page} of {pages}";
    /// Over the table of contents.
    contents: "目次", "Contents";
    /// Over the list of references.
    references: "参考資料", "References";
    /// The name of the footnotes.
    footnotes: "脚注", "Footnotes";
    /// The name of the link from a note back to its text.
    back_to_text: "本文に戻る", "Back to the text";
    /// The name of the menu.
    menu: "メニュー", "Menu";
    /// The link over everything else for those who use a keyboard.
    skip: "本文へ移動", "Skip to the text";
    /// The name of the list of articles.
    articles: "記事", "Articles";
    /// How many articles a list has; `{count}` is the number.
    article_count: "{count}件", "{count}";
    /// The page of all tags, and the link to it.
    tags: "タグ", "Tags";
    /// Over the articles of a tag; `{tag}` is its name.
    tagged: "「{tag}」の記事", "Articles on “{tag}”";
    /// The page of all years, and the link to it.
    archive: "アーカイブ", "Archive";
    /// Over the articles of a year; `{year}` is the number.
    year: "{year}年", "{year}";
    /// Over a month of a year; `{month}` is the number, or its name in English.
    month: "{month}月", "{month}";
    /// Over the articles that name no date.
    undated: "日付のない記事", "Without a date";
    /// The link from a year to all of its articles; `{year}` is the number.
    whole_year: "{year}年の記事をすべて見る", "All articles of {year}";
    /// Over the articles that share a tag with this one.
    related: "関連する記事", "Related articles";
    /// The name of the links at the foot of every page.
    site_links: "サイト内のページ", "Pages of this site";
    /// The link to the feed.
    feed: "フィード", "Feed";
    /// The page that searches the site, and the link to it.
    search: "検索", "Search";
    /// The name of the field for what is searched.
    search_words: "探す言葉", "Words to look for";
    /// How many places were found; `{count}` is the number.
    search_found: "{count}件見つかりました", "Found: {count}";
    /// What the search says where nothing was found.
    search_nothing: "見つかりませんでした。言葉を短くするか、別の言い方をお試しください。", "Nothing found. Try fewer or other words.";
    /// What the search says where its files cannot be loaded.
    search_failed: "検索用のファイルを読み込めませんでした。", "The files of the search could not be loaded.";
    /// What the page of the search says where scripts are off.
    search_without_scripts: "検索にはJavaScriptが必要です。タグとアーカイブからも記事を探せます。", "Searching needs JavaScript. Tags and the archive lead to every article as well.";
    /// The title of the page that a server shows where there is none.
    not_found: "ページが見つかりません", "Page not found";
    /// What that page says.
    not_found_hint: "アドレスが変わったか、ページがなくなったようです。", "Its address may have changed, or it is gone.";
    /// The link to the front page.
    home: "トップページへ", "To the front page";
    /// The title of a `note` without one.
    note: "メモ", "Note";
    /// The title of a `tip` without one.
    tip: "ヒント", "Tip";
    /// The title of an `important` without one.
    important: "重要", "Important";
    /// The title of a `warning` without one.
    warning: "注意", "Warning";
    /// The title of a `caution` without one.
    caution: "警告", "Caution";
    /// The summary of a `details` without one.
    details: "詳しく見る", "Details";
    /// The name of a ticked box in a task list.
    done: "完了", "Done";
    /// The name of an empty box in a task list.
    not_done: "未完了", "Not done";
    /// Before the date on which a source was read.
    accessed: "参照日:", "Accessed";
    /// Before the licence of a figure.
    licence: "ライセンス:", "Licence:";
}

impl Labels {
    /// Takes over what a `[labels]` table sets.
    pub(super) fn set_from(&mut self, table: &Value, diagnostics: &mut Vec<Diagnostic>) {
        for (key, value) in table.entries() {
            match (self.field(&key.name), value.text()) {
                (Some(field), Some(words)) => words.clone_into(field),
                (Some(_), None) => diagnostics.push(super::fields::expected_text(value.span)),
                (None, _) => diagnostics.push(unknown_label(key)),
            }
        }
    }

    /// The title of a callout of this kind.
    pub(crate) fn callout(&self, kind: super::CalloutKind) -> &str {
        use super::CalloutKind::{Caution, Important, Note, Tip, Warning};
        match kind {
            Note => &self.note,
            Tip => &self.tip,
            Important => &self.important,
            Warning => &self.warning,
            Caution => &self.caution,
        }
    }
}

fn unknown_label(key: &crate::parse::value::Key) -> Diagnostic {
    let message = Message::new(
        format!("There is no label “{}”.", key.name),
        format!("「{}」というラベルはありません。", key.name),
    );
    Diagnostic::warning("unknown-key", key.span, message)
}
