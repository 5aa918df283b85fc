//! Articles as plain CommonMark: what readers see on the page, in words that any program shows.
//!
//! It is made of the page's HTML, in which links lead where readers may go, citations are formatted and raw HTML is
//! clean.
//!
//! ```text
//! tree      the page's HTML as elements
//! block     paragraphs, lists, quotes, and what is left of Kiku's blocks
//! inline    words, links, emphasis, images
//! loss      what could not be said
//! ```

mod block;
mod inline;
mod loss;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use super::{Bundle, assets};
use crate::Trust;
use crate::article::Article;
use crate::model::publication::Publication;
use crate::parallel;
use crate::render::page::whole_article;
use crate::render::part::Part;
use crate::source::{PublicationPath, Snapshot};

pub use loss::Loss;

/// The text of an article in its folder, beside its images.
const FILE: &str = "index.md";

/// One article, written.
struct Written {
    path: String,
    text: String,
    images: Vec<PublicationPath>,
    lost: BTreeMap<Loss, usize>,
}

/// Every article with its images, and what was lost.
pub(super) fn articles(snapshot: &Snapshot) -> (Bundle, BTreeMap<Loss, usize>) {
    let (publication, _) = Publication::read(snapshot);
    let slugs: Vec<&str> = snapshot.slugs().collect();
    let (mut bundle, mut lost) = (Bundle::default(), BTreeMap::new());
    for article in parallel::map(&slugs, |slug| article(slug, &publication, snapshot)) {
        bundle.text(&article.path, article.text);
        bundle.assets(article.images);
        article.lost.into_iter().for_each(|(loss, count)| *lost.entry(loss).or_default() += count);
    }
    (bundle, lost)
}

fn article(slug: &str, publication: &Publication, snapshot: &Snapshot) -> Written {
    let text = snapshot.article(slug).unwrap_or_default();
    let article = Article::written(text, slug, publication, snapshot, Trust::Book);
    let mut html = String::with_capacity(text.len() * 2);
    article.compose(snapshot, Trust::Book, |composer| {
        let breaks = page_breaks(&article);
        let parts = whole_article(composer).filter(|part| *part != Part::Contents);
        for part in parts {
            if matches!(part, Part::Block(block) if breaks.contains(&block)) {
                html.push_str("<hr>\n");
            }
            // The notes of all pages stand together at the end.
            if !matches!(part, Part::Footnotes(_) | Part::References) {
                composer.part(&mut html, part);
            }
        }
        (0..composer.whole.pages.len()).for_each(|page| composer.footnotes(&mut html, page));
        composer.references(&mut html);
    });
    let mut writer = block::Writer::default();
    let text = writer.document(&tree::read(&html));
    let images = writer.images.iter().filter_map(|address| assets::inside(slug, address, snapshot)).collect();
    Written { path: format!("{slug}/{FILE}"), text, images, lost: writer.lost }
}

/// The blocks that are page breaks: each leaves a line. Pages that end for their length leave none.
fn page_breaks(article: &Article<'_>) -> BTreeSet<usize> {
    let passages = article.readings.iter().zip(&article.whole.starts);
    passages.flat_map(|(reading, starts)| reading.facts.breaks.iter().map(|fact| starts.blocks + fact.block)).collect()
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;
    use crate::bundle::{Content, Format, Selection, export, lost_in_markdown};
    use crate::source::Asset;

    const ALL: Selection = Selection { drafts: true, only: BTreeSet::new() };

    fn snapshot(body: &str) -> Snapshot {
        let mut snapshot = Snapshot::default();
        let settings = "title = \"菊\"\n[personas.a]\nname = \"菊先生\"\navatar = \"a.svg\"\n";
        snapshot.texts.insert("publication.toml".into(), settings.into());
        let front = "---\ntitle: 茶\nlanguage: ja\nreferences:\n  - { id: cha, type: book, title: 茶の本, issued: 2020, URL: 'https://example.org/' }\n---\n";
        snapshot.texts.insert("tea/article.md".into(), format!("{front}{body}"));
        snapshot.texts.insert("ice/article.md".into(), "---\ntitle: Ice\n---\n".into());
        for path in ["a.svg", "tea/cup & saucer.png", "tea/unused.png"] {
            snapshot.assets.insert(path.into(), Asset::default());
        }
        snapshot
    }

    /// What is written below the title and the byline.
    fn written(body: &str) -> String {
        let mut bundle = export(&snapshot(body), Format::Markdown, &ALL);
        let Some(Content::Text(text)) = bundle.files.remove("tea/index.md") else { panic!() };
        text.splitn(3, "\n\n").nth(2).unwrap_or_default().to_owned()
    }

    #[test]
    fn blocks_become_what_any_reader_shows() {
        let cases = [
            (":::takeaways\n- 一\n- 二\n:::", "**この記事で分かること**\n\n- 一\n- 二\n"),
            (":::qa[なぜ？]\n答え。\n:::", "**なぜ？**\n\n答え。\n"),
            (":::commentary{by=a}\n一。\n\n二。\n:::", "**菊先生:** 一。\n\n二。\n"),
            (":::commentary{by=a}\n- 一\n:::", "**菊先生:**\n\n- 一\n"),
            (":::tip[こつ]\n待つ。\n:::", "> **こつ**\n>\n> 待つ。\n"),
            ("> [!NOTE]\n> 待つ。", "> **メモ**\n>\n> 待つ。\n"),
            (":::figure{src='cup & saucer.png' alt='茶碗'}\n茶碗。\n:::", "![茶碗](cup%20&%20saucer.png)\n\n茶碗。\n"),
            ("{漢字|かん|じ}を読む。", "漢字（かんじ）を読む。\n"),
            ("一\n\n::page-break\n\n二", "一\n\n***\n\n二\n"),
            ("[氷](../ice/article.md)と[上](#top)", "[氷](../ice/index.md)と上\n"),
            ("1. 一\n\n   :::note\n   深い。\n   :::\n2. 二", "1. 一\n\n   > **メモ**\n   >\n   > 深い。\n\n2. 二\n"),
            ("| a | b |\n|---|---|\n| `x\\|y` | z |", "| a | b |\n| --- | --- |\n| `x\\|y` | z |\n"),
            ("注[^a]。\n\n[^a]: 印。", "注\\[1\\]。\n\n**脚注**\n\n1. 印。\n"),
            ("**太字**と**「太字」**は", "**太字**と「太字」は\n"),
            ("<script>alert(1)</script><b onclick=x>太</b>\n\n[x](javascript:x)", "**太**\n\nx\n"),
        ];
        for (body, expected) in cases {
            assert_eq!(written(body), expected, "{body}");
        }
    }

    #[test]
    fn what_stands_too_deep_keeps_its_words() {
        let text = written(&format!("{} 深い\n\n後", ">".repeat(20_000)));
        assert!(text.contains("深い\n") && text.ends_with("\n\n後\n"));
    }

    #[test]
    fn a_citation_is_words_and_its_source_stands_at_the_end() {
        let text = written(":::source{ref=cha}\n- 点\n:::\n\n待つ[@cha, p. 3]。");
        assert!(
            text.starts_with("> **[茶の本](https://example.org/)**\n>\n> example.org 2020年\n>\n> - 点\n\n待つ（"),
            "{text}"
        );
        assert!(text.contains("p. 3）。\n\n## 参考資料\n\n1. ") && !text.contains("さらに読む"), "{text}");
    }

    #[test]
    fn images_go_along_where_they_show_and_what_is_lost_is_counted() {
        let snapshot = snapshot(":::commentary{by=a}\n![](<cup & saucer.png>)\n:::\n\n{茶|ちゃ} {湯|ゆ}");
        let files = export(&snapshot, Format::Markdown, &ALL).files;
        assert_eq!(files.keys().collect::<Vec<_>>(), ["ice/index.md", "tea/cup & saucer.png", "tea/index.md"]);
        let lost = lost_in_markdown(&snapshot, &ALL);
        assert_eq!(lost, BTreeMap::from([(Loss::Speaker, 1), (Loss::Ruby, 2)]));
    }

    #[test]
    fn no_word_of_a_text_becomes_markup() {
        let words = [
            "*a* _b_ __c__ `d` ~~e~~ <f> &amp; &#65; [g](h) ![i](j) \\k ||",
            "# a",
            "## b #",
            "- a",
            "+ a",
            "* a",
            "1. a",
            "12) a",
            "> a",
            "=== a",
            "---",
            "***",
            "___",
            "~~~",
            "```",
            "[a]: b",
            "a\\",
            "snake_case a_b_",
            "&copy;",
            "a | b",
            "<!-- a -->",
            "https://example.org/a_b_",
        ];
        for words in words {
            let typed: String = words
                .chars()
                .flat_map(|letter| [Some('\\').filter(|_| letter.is_ascii_punctuation()), Some(letter)])
                .flatten()
                .collect();
            let text = written(&typed);
            let events: Vec<_> =
                Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).collect();
            let read: String = events
                .iter()
                .filter_map(|event| if let Event::Text(text) = event { Some(&**text) } else { None })
                .collect();
            assert_eq!(read, words, "{text}");
            let ends = |event: &&Event<'_>| {
                !matches!(event, Event::Text(_) | Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph))
            };
            assert_eq!(events.iter().find(ends), None, "{text}");
        }
    }
}
