//! The pages of two versions of an article as one, with what went and what came marked: words within a block that is built the
//! same in both, and otherwise whole blocks.

use imara_diff::{Algorithm, Diff, InternedInput};

use super::markup::{self, write_still, write_tag};
use super::words::{Piece, pieces, visible};
use crate::Trust;
use crate::article::Article;
use crate::model::publication::Publication;
use crate::render::page::{compared_page, whole_article};
use crate::source::Snapshot;

/// The style of what differs, beside that of the page.
pub const STYLESHEET: &str = include_str!("changes.css");

/// The page of two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedPage {
    /// A whole document.
    pub html: String,
    /// How many places differ. Each has an id: `change-1` and so on.
    pub changes: usize,
}

/// The page of the article in folder `slug`, whose text was `before` and is `after`. `stylesheets` are addresses, and `theme` is
/// `light` or `dark`, or nothing for what the system has.
pub fn page(
    publication: &Publication,
    snapshot: &Snapshot,
    slug: &str,
    (before, after): (&str, &str),
    stylesheets: &[&str],
    theme: Option<&str>,
) -> ComparedPage {
    let read = |text| Article::written(text, slug, publication, snapshot, Trust::Sanitised);
    let old = parts(&read(before), snapshot);
    let article = read(after);
    let mut writer = Writer::default();
    writer.all(&old, &parts(&article, snapshot));
    let html = article
        .compose(snapshot, Trust::Sanitised, |composer| compared_page(composer, stylesheets, theme, &writer.html));
    ComparedPage { html, changes: writer.changes }
}

/// The parts of all pages that have anything to show.
fn parts(article: &Article<'_>, snapshot: &Snapshot) -> Vec<String> {
    article.compose(snapshot, Trust::Sanitised, |composer| {
        let written = whole_article(composer).map(|part| {
            let mut html = String::new();
            composer.part(&mut html, part);
            html
        });
        written.filter(|html| !html.trim().is_empty()).collect()
    })
}

#[derive(Default)]
struct Writer {
    html: String,
    changes: usize,
}

impl Writer {
    fn all(&mut self, old: &[String], new: &[String]) {
        let mut input = InternedInput::default();
        input.update_before(old.iter().map(String::as_str));
        input.update_after(new.iter().map(String::as_str));
        let mut at = 0;
        for hunk in Diff::compute(Algorithm::Histogram, &input).hunks() {
            let (from, to) = (hunk.after.start as usize, hunk.after.end as usize);
            new[at..from].iter().for_each(|part| write_still(&mut self.html, part));
            self.hunk(&old[hunk.before.start as usize..hunk.before.end as usize], &new[from..to]);
            at = to;
        }
        new[at..].iter().for_each(|part| write_still(&mut self.html, part));
    }

    /// Parts that gave way to others, in order. One that only says something else stands once, with its words marked; others stand
    /// together as one place, what went before what came.
    fn hunk(&mut self, mut old: &[String], new: &[String]) {
        let mut came: &[String] = &[];
        for (at, part) in new.iter().enumerate() {
            let counterpart = old.iter().enumerate().find_map(|(at, before)| Some((at, marked(before, part)?)));
            let Some((before, html)) = counterpart else {
                came = &new[at - came.len()..=at];
                continue;
            };
            self.place(&old[..before], came);
            let id = self.next_id();
            self.change("div", "changed", &id, |out| out.push_str(&html));
            (old, came) = (&old[before + 1..], &[]);
        }
        self.place(old, came);
    }

    fn place(&mut self, went: &[String], came: &[String]) {
        if went.is_empty() && came.is_empty() {
            return;
        }
        let mut id = self.next_id();
        let parts = went.iter().map(|part| ("del", "went", part)).chain(came.iter().map(|part| ("ins", "came", part)));
        for (element, class, part) in parts {
            self.change(element, class, &std::mem::take(&mut id), |out| write_still(out, part));
        }
    }

    fn next_id(&mut self) -> String {
        self.changes += 1;
        format!(" id=\"change-{}\"", self.changes)
    }

    fn change(&mut self, element: &str, class: &str, id: &str, write: impl FnOnce(&mut String)) {
        self.html.push_str(&format!("<{element} class=\"change {class}\"{id}>"));
        write(&mut self.html);
        self.html.push_str(&format!("</{element}>\n"));
    }
}

/// The later part with its words marked; nothing where the two are built otherwise, or have hardly a word in common.
fn marked(before: &str, after: &str) -> Option<String> {
    let (old, new) = (markup::pieces(before), markup::pieces(after));
    let same_build = old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| old.name() == new.name());
    if !same_build {
        return None;
    }
    let mut html = String::with_capacity(before.len() + after.len());
    let (mut same, mut other) = (0, 0);
    for (old, new) in old.iter().zip(&new) {
        for piece in entities_whole(pieces(old.words, new.words), old.words, new.words) {
            match piece {
                Piece::Same(words) => {
                    same += visible(words);
                    html.push_str(words);
                }
                Piece::Removed(words) => other += mark(&mut html, "del", words),
                Piece::Added(words) => other += mark(&mut html, "ins", words),
            }
        }
        write_tag(&mut html, new);
    }
    // Where no word differs, an address or a picture does, which no mark within would show.
    (other > 0 && same * 2 >= other).then_some(html)
}

/// Marks words, and tells how many characters; white space that came or went is no change that a reader sees.
fn mark(html: &mut String, element: &str, words: &str) -> usize {
    let count = visible(words);
    match (count, element) {
        (0, "del") => {}
        (0, _) => html.push_str(words),
        _ => html.push_str(&format!("<{element}>{words}</{element}>")),
    }
    count
}

/// A mark that would part `&amp;` or another sign that is written in letters marks all of the words instead.
fn entities_whole<'w>(pieces: Vec<Piece<'w>>, before: &'w str, after: &'w str) -> Vec<Piece<'w>> {
    let is_torn = |piece: &Piece<'_>| {
        let words = piece.words();
        words.rfind('&').is_some_and(|at| !words[at..].contains(';')) || words.find(';') < words.find('&')
    };
    if pieces.len() > 1 && (before.contains('&') || after.contains('&')) && pieces.iter().any(is_torn) {
        return vec![Piece::Removed(before), Piece::Added(after)];
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(before: &str, after: &str) -> ComparedPage {
        let (publication, snapshot) = (Publication::default(), Snapshot::default());
        let text = |body: &str| format!("---\ntitle: t\n---\n\n{body}\n");
        page(&publication, &snapshot, "a", (&text(before), &text(after)), &["style.css"], None)
    }

    fn holds(page: &ComparedPage, html: &str) {
        assert!(page.html.contains(html), "{html} is not in {}", page.html);
    }

    #[test]
    fn words_are_marked_within_a_block_and_blocks_as_a_whole() {
        let page = compared("市場は**開始**する。\n\nOld.\n\nStays.", "市場は**開設**する。\n\nStays.\n\n- new");
        holds(
            &page,
            "<div class=\"change changed\" id=\"change-1\"><p>市場は<strong>開<del>始</del><ins>設</ins></strong>する。</p>",
        );
        holds(&page, "<del class=\"change went\" id=\"change-2\"><p>Old.</p>");
        holds(&page, "<ins class=\"change came\" id=\"change-3\"><ul>");
        assert_eq!((page.changes, page.html.matches("<p>Stays.</p>").count()), (3, 1));
    }

    #[test]
    fn the_same_text_has_no_change() {
        assert_eq!(compared("一\n\n二", "一\n\n二").changes, 0);
    }

    #[test]
    fn what_differs_in_more_than_words_stands_there_twice() {
        for (before, after) in
            [("one", "*one*"), ("[a](https://e.org/)", "[a](https://e.com/)"), ("朝", "Night has come")]
        {
            let page = compared(before, after);
            assert_eq!((page.changes, page.html.matches("<del class").count()), (1, 1), "{before} {after}");
        }
    }

    #[test]
    fn signs_that_are_written_in_letters_stay_whole() {
        for (before, after) in [("a & b", "a < b"), ("R&D is here", "R&B is here"), ("x &copy; y; z", "x; & y z")] {
            let page = compared(before, after);
            let words = page.html.replace("<del>", "").replace("</del>", "").replace("<ins>", "").replace("</ins>", "");
            let torn = ["&am<", "&<", "amp<", ">amp", ">;"].iter().any(|torn| page.html.contains(torn));
            assert!(!torn && words.contains("&amp;"), "{}", page.html);
        }
    }

    #[test]
    fn nothing_in_it_runs_or_leads_anywhere() {
        let page = compared("a", "<script>alert(1)</script> [b](https://e.org/) <img src=x onerror=alert(1)>");
        let main = page.html.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
        assert!(!main.contains("script") && !main.contains("onerror") && !main.contains("href"), "{main}");
    }
}
