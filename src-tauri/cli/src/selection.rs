//! Which articles a bundle takes along: the arguments of `export` and `watch`, and what is said of those left behind.

use anyhow::bail;
use clap::Args;
use kiku_core::{LeftOut, Message, Selection};
use kiku_disk::Loaded;

#[derive(Args)]
pub(crate) struct Chosen {
    /// Take articles along that are not published, too
    #[arg(long)]
    drafts: bool,

    /// Take only these articles, whatever their status: the names of their folders, separated by commas
    #[arg(long, value_name = "ARTICLES", value_delimiter = ',')]
    only: Vec<String>,
}

impl Chosen {
    /// The articles of what was opened: one that is opened by itself is chosen by that.
    pub(crate) fn selection(&self, loaded: &Loaded) -> Selection {
        let only = match loaded.slug() {
            Some(slug) => std::iter::once(slug.to_owned()).collect(),
            None => self.only.iter().cloned().collect(),
        };
        Selection { drafts: self.drafts, only }
    }

    /// Refuses names that no article has.
    pub(crate) fn check(selection: &Selection, loaded: &Loaded) -> anyhow::Result<()> {
        let unknown: Vec<_> = selection.unknown(&loaded.snapshot).collect();
        if !unknown.is_empty() {
            bail!("there is no article {}", unknown.join(", "));
        }
        Ok(())
    }
}

/// What is said of articles that stay behind for their status; nothing where there are none.
pub(crate) fn stays_behind(left_out: &[LeftOut]) -> Option<Message> {
    const NAMED: usize = 5;
    if left_out.is_empty() {
        return None;
    }
    let named = left_out.iter().take(NAMED).map(|LeftOut { slug, status }| format!("{slug} ({status})"));
    let more = if left_out.len() > NAMED { ", …" } else { "" };
    let named = named.collect::<Vec<_>>().join(", ") + more;
    let count = left_out.len();
    let (articles, are) = if count == 1 { ("article", "is") } else { ("articles", "are") };
    Some(Message::new(
        format!("{count} {articles} stayed behind that {are} not published: {named}. --drafts takes them along."),
        format!(
            "公開済み（status: published）でない {count} 件の記事は含めていません: {named}。含めるには --drafts を付けてください。"
        ),
    ))
}
