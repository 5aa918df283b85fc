//! What changed in the reader's page since the last version, block by block.
//!
//! ```text
//! mod       one version after another: reads what an edit touched, and asks the others what follows
//! edit      two texts -> where they differ
//! page      the blocks as the other side has them, and the patch that leads to new ones
//! outline   the binder's lines
//! problems  the diagnostics with their places
//! sample    a page in each theme
//! ```

mod edit;
pub(crate) mod outline;
mod page;
mod problems;
mod sample;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::Trust;
use crate::article::{Article, Head, placed};
use crate::counts;
pub use crate::counts::Counts;
use crate::diagnostic::Diagnostic;
use crate::lines::{EditorPosition, Lines};
use crate::model::Context;
use crate::model::publication::Publication;
use crate::model::whole::Whole;
use crate::reading::{Reader, Reading, Shared, SourceLines};
use crate::render::page::{preview_page, printed_page};
use crate::render::{Composer, Paging, Renderer, Sheet, style};
use crate::source::{Snapshot, Span};

use self::edit::Difference;
use self::outline::Outline;
use self::page::{Changed, Page};
use self::problems::Problems;
pub use self::sample::{sample_document, sample_stylesheet, themes};

/// The stylesheet of the reader's page, as the export writes it, for a file in `folder`: from there it leads to the files
/// of the publication that it shows.
pub fn stylesheet(publication: &Publication, folder: &str) -> String {
    style::stylesheet(publication, Some(folder))
}

/// The reader's page of one article, remembered so that only what changed is read, written and sent.
#[derive(Debug, Default)]
pub struct Preview {
    /// Nothing before the first version, and after [`Preview::refresh`].
    last: Option<Version>,
    shared: Shared,
    page: Page,
    outline: Outline,
    problems: Problems,
}

/// A version of the article.
#[derive(Debug)]
struct Version {
    text: String,
    head: Arc<Head>,
    readings: Vec<Arc<Reading>>,
    whole: Arc<Whole>,
    counts: Counts,
}

/// Tells a block of the page from every other one, for as long as the article is open. No block has the id 0.
pub type BlockId = u32;

/// One top-level block of the page. The page is the concatenation of its blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewBlock {
    /// Which.
    pub id: BlockId,
    /// The block's HTML: the export's own.
    pub html: String,
    /// How many source lines stand from this block's first line to the next block's first line; 0 where the
    /// block has no source of its own (table of contents, references).
    pub lines: u32,
}

/// How the list of blocks changes: some go, then some come in the order of `insert`, then some are replaced where they
/// stand, then some stand for another number of source lines. No block is named twice, and an unnamed one stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// Which blocks go.
    pub remove: Vec<BlockId>,
    /// Which come, in page order.
    pub insert: Vec<Insertion>,
    /// Which have other HTML.
    pub replace: Vec<PreviewBlock>,
    /// Which stand for another number of lines, with the same HTML.
    pub lines: Vec<BlockLines>,
}

/// A block that comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// The block that it stands behind; 0 at the start of the page.
    pub after: BlockId,
    /// What comes.
    pub block: PreviewBlock,
    /// Whether a page starts with it: the title again, which readers see only where a page stands by itself.
    pub starts_page: bool,
}

/// A block that stands for another number of source lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockLines {
    /// Which.
    pub id: BlockId,
    /// As [`PreviewBlock::lines`].
    pub lines: u32,
}

/// A diagnostic and where editors find it in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// The start of its span.
    pub start: EditorPosition,
    /// The end of its span.
    pub end: EditorPosition,
    /// Start and end of each edit of its fix.
    pub edits: Vec<(EditorPosition, EditorPosition)>,
}

impl Located {
    /// A diagnostic of the file that holds `text`, whose line starts are `lines`.
    pub fn new(diagnostic: Diagnostic, text: &str, lines: &Lines) -> Self {
        Self::with(diagnostic, |byte| lines.editor_position(text, byte))
    }

    fn with(diagnostic: Diagnostic, position: impl Fn(usize) -> EditorPosition) -> Self {
        let places = |span: Span| (position(span.start), position(span.end));
        let (start, end) = places(diagnostic.span);
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| places(edit.span)).collect();
        Self { diagnostic, start, end, edits }
    }
}

/// A splice of the outline: from `start`, `remove` items give way to `insert`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutlinePatch {
    /// Index of the first item that changes.
    pub start: usize,
    /// How many of the old items go.
    pub remove: usize,
    /// What stands there instead.
    pub insert: Vec<OutlineItem>,
}

/// One line of the binder: the introduction, a chapter, a section or a page break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    /// What it is.
    pub kind: OutlineKind,
    /// The words: the heading's plain text, or the page break's teaser. Empty for the introduction.
    pub title: String,
    /// How many lines below the item before it the item stands; for the first, below the first line of the file.
    pub distance: u32,
    /// Depth below the article: 0 introduction, chapter, page break; 1 for `###`, and so on.
    pub depth: u8,
    /// Characters without white space from here to the next item; 0 for page breaks.
    pub characters: usize,
}

/// The kinds of [`OutlineItem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineKind {
    /// What stands before the first `##`.
    Introduction,
    /// A `##`.
    Chapter,
    /// A `###` or deeper.
    Section,
    /// A `::page-break`.
    PageBreak,
}

/// The answer to one version of an article's text.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// What changed in the page.
    pub patch: Patch,
    /// Everything wrong with this article, in text order; nothing where that is what it was in the update before.
    pub diagnostics: Option<Vec<Located>>,
    /// What changed in the binder.
    pub outline: OutlinePatch,
    /// The lengths.
    pub counts: Counts,
    /// The article's title, or its folder's name where it has none.
    pub title: String,
}

impl Preview {
    /// Reads `text` as the article in folder `slug` and says what changed since the last call.
    ///
    /// `snapshot` gives the images and the other articles; its own text of this article is not looked at. Where anything
    /// but the text has changed since the last call, [`Preview::refresh`] must be called before.
    pub fn update(&mut self, publication: &Publication, snapshot: &Snapshot, slug: &str, text: &str) -> Update {
        let mut last = self.last.take();
        let head = match &last {
            Some(last) if last.has_head(text) => Arc::clone(&last.head),
            _ => Arc::new(Head::read(text, slug, publication)),
        };
        let context = head.context(publication);
        let reader = Reader {
            context: &context,
            snapshot,
            trust: Trust::Sanitised,
            writes: true,
            source_lines: SourceLines::default(),
        };
        let kept = last.as_ref().filter(|last| last.head.reads_like(&head)).map(|last| last.kept(text, head.body));
        let readings = reader.read_all(text, head.body, &mut self.shared, kept.unwrap_or_default());
        let whole = match &last {
            Some(last) if last.means_the_same(&readings) => Arc::clone(&last.whole),
            last => {
                let facts = readings.iter().map(|reading| &reading.facts);
                Arc::new(Whole::new(facts, &context, last.as_ref().map(|last| &*last.whole)))
            }
        };
        let counts = counts::total(readings.iter().map(|reading| &reading.tally));
        let own = last.as_mut().map(|last| std::mem::take(&mut last.text)).unwrap_or_default();
        let version = Version { text: rewritten(own, text), head: Arc::clone(&head), readings, whole, counts };
        let everything = Changed { whole: true, frame: true, notes: true };
        let changed = last.map_or(everything, |last| version.changed_since(&last));
        let update = self.show(&version, &context, snapshot, changed);
        self.last = Some(version);
        update
    }

    fn show(&mut self, version: &Version, context: &Context<'_>, snapshot: &Snapshot, changed: Changed) -> Update {
        let Version { text, head, readings, whole, counts } = version;
        let sheets: Vec<&Sheet> = readings.iter().map(|reading| &reading.sheet).collect();
        let composer = Composer {
            renderer: Renderer { context, snapshot, trust: Trust::Sanitised, anchors: &[] },
            whole,
            sheets: &sheets,
            minutes: counts.minutes,
            paging: Paging::OneDocument,
            site: None,
        };
        Update {
            patch: self.page.replace(&composer, readings, head_lines(text, head.body), changed),
            diagnostics: self.problems.replace(text, head, context, snapshot, whole, readings),
            outline: self.outline.replace(text, head.body, readings),
            counts: *counts,
            title: context.title().to_owned(),
        }
    }

    /// Has the next update look at everything again, because something beside the text changed: the settings, a shared
    /// source, an image, which articles there are.
    pub fn refresh(&mut self) {
        self.last = None;
    }

    /// Has the next update say everything that is wrong, changed or not.
    pub fn forget_diagnostics(&mut self) {
        self.problems = Problems::default();
    }
}

impl Version {
    /// Whether `text` has the same front matter.
    fn has_head(&self, text: &str) -> bool {
        let head = &self.text[..self.head.body];
        !head.is_empty() && text.starts_with(head)
    }

    /// The passages that stand in `text` as well, by where they start there. A passage ends where a chapter starts, so the
    /// first bytes of what follows must be the same, too.
    fn kept(&self, text: &str, body: usize) -> BTreeMap<usize, Arc<Reading>> {
        let (old, new) = (&self.text[self.head.body..], &text[body..]);
        let Difference { prefix, suffix } = Difference::between(old, new);
        let reused = placed(0, &self.readings).filter_map(|(start, reading)| {
            let end = start + reading.length;
            if end + CHAPTER_MARK.len() <= prefix || (end == old.len() && prefix == old.len() && old.len() == new.len())
            {
                return Some((body + start, Arc::clone(reading)));
            }
            let place = (start + suffix).checked_sub(old.len())?;
            Some((body + new.len() - suffix + place, Arc::clone(reading)))
        });
        reused.collect()
    }

    /// What of the page is not as it was, beside the blocks of the text.
    fn changed_since(&self, last: &Self) -> Changed {
        let whole = !Arc::ptr_eq(&self.whole, &last.whole);
        let notes = |readings: &[Arc<Reading>]| readings.iter().any(|reading| !reading.facts.notes.is_empty());
        let (start, end) = alike(&last.readings, &self.readings, Arc::ptr_eq);
        let notes = notes(&last.readings[start..last.readings.len() - end])
            || notes(&self.readings[start..self.readings.len() - end]);
        let head = !Arc::ptr_eq(&self.head, &last.head) || self.counts.minutes != last.counts.minutes;
        Changed { whole, frame: whole || head, notes }
    }

    fn means_the_same(&self, readings: &[Arc<Reading>]) -> bool {
        self.readings.len() == readings.len()
            && self.readings.iter().zip(readings).all(|(old, new)| Arc::ptr_eq(old, new) || old.facts == new.facts)
    }
}

/// `text` in the place of `old`: memory that is new costs more than what is written to it.
fn rewritten(mut old: String, text: &str) -> String {
    old.clear();
    old.push_str(text);
    old
}

/// What a line starts with that a passage ends before.
const CHAPTER_MARK: &str = "## ";

/// How many lines stand before the body.
fn head_lines(text: &str, body: usize) -> u32 {
    count(memchr::memchr_iter(b'\n', &text.as_bytes()[..body]).count())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How many items at the start and at the end of two lists are alike, none of them counted twice.
fn alike<A, B>(old: &[A], new: &[B], same: impl Fn(&A, &B) -> bool) -> (usize, usize) {
    let start = old.iter().zip(new).take_while(|(old, new)| same(old, new)).count();
    let (old, new) = (&old[start..], &new[start..]);
    (start, old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| same(old, new)).count())
}

/// The document that the preview frame loads, without blocks: the export's page with an empty
/// `<main class="article">`. `stylesheets` and `script` are addresses.
pub fn document(
    publication: &Publication,
    snapshot: &Snapshot,
    slug: &str,
    stylesheets: &[&str],
    script: &str,
) -> String {
    let head = Head::read(snapshot.article(slug).unwrap_or_default(), slug, publication);
    preview_page(&head.context(publication), snapshot, stylesheets, script)
}

/// The document that is printed: all pages of the article in folder `slug` one after another, and no script.
pub fn print_document(
    publication: &Publication,
    snapshot: &Snapshot,
    slug: &str,
    text: &str,
    stylesheet: &str,
) -> String {
    let article = Article::written(text, slug, publication, snapshot, Trust::Sanitised);
    article.compose(snapshot, Trust::Sanitised, |composer| printed_page(composer, stylesheet))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "---\ntitle: t\ndescription: d\nreferences:\n- { id: a, title: A, URL: https://e.org/a }\n\
                           - { id: b, title: B, URL: https://e.org/b }\n---\n\nIntro[^n] and [a link].\n\n## One\n\n\
                           First.\n\nSecond [@b].\n\n## Two\n\nThird.\n\n[^n]: A note.\n\n[a link]: https://e.org/x\n";

    /// A page and the last answer about it.
    struct Desk {
        preview: Preview,
        html: BTreeMap<BlockId, String>,
        update: Update,
    }

    impl Desk {
        fn new() -> Self {
            let mut desk = Self { preview: Preview::default(), html: BTreeMap::new(), update: Update::default() };
            desk.see(ARTICLE);
            desk
        }

        /// Shows a text and gives the HTML of the blocks that came or changed.
        fn see(&mut self, text: &str) -> Vec<String> {
            self.update = self.preview.update(&Publication::default(), &Snapshot::default(), "a", text);
            let patch = &self.update.patch;
            patch.remove.iter().for_each(|id| drop(self.html.remove(id)));
            let fresh: Vec<_> = patch.insert.iter().map(|insertion| &insertion.block).chain(&patch.replace).collect();
            self.html.extend(fresh.iter().map(|block| (block.id, block.html.clone())));
            fresh.iter().map(|block| block.html.clone()).collect()
        }

        fn edit(&mut self, old: &str, new: &str) -> Vec<String> {
            self.see(&ARTICLE.replacen(old, new, 1))
        }
    }

    #[test]
    fn a_word_changes_its_own_block() {
        let mut desk = Desk::new();
        assert_eq!(desk.edit("First.", "First, indeed."), ["<p>First, indeed.</p>\n"]);
        assert_eq!(desk.update.diagnostics, None, "nothing that is wrong has changed");
        assert_eq!(desk.update.outline.insert.len(), 1, "the count of its chapter");
    }

    #[test]
    fn a_line_changes_no_html() {
        let mut desk = Desk::new();
        assert_eq!(desk.edit("First.\n", "First.\n\n"), [""; 0]);
        let Patch { remove, lines, .. } = &desk.update.patch;
        assert_eq!((remove.len(), lines.len()), (0, 1));
    }

    #[test]
    fn what_follows_elsewhere_changes_too_and_nothing_between() {
        let mut desk = Desk::new();
        let changed = desk.edit("Intro", "Intro [@a]");
        assert_eq!(
            changed.iter().filter(|html| html.contains("cite-a-1")).count(),
            2,
            "citation and list: {changed:?}"
        );
        assert!(!changed.iter().any(|html| html.contains("First") || html.contains("Third")), "{changed:?}");
        let changed = desk.edit("A note.", "Another note.");
        assert!(changed.iter().any(|html| html.contains("footnotes") && html.contains("Another note.")), "{changed:?}");
        let changed = desk.edit("e.org/x", "e.org/y");
        assert!(changed.iter().any(|html| html.contains("Intro") && html.contains("e.org/y")), "{changed:?}");
    }

    #[test]
    fn a_page_break_moves_what_stands_at_the_end_of_pages() {
        let mut desk = Desk::new();
        let changed = desk.edit("## Two", "::page-break\n\n## Two");
        assert!(changed.iter().any(|html| html.contains("page-nav") && html.contains("page-2")), "{changed:?}");
        let changed = desk.see(ARTICLE);
        assert!(!changed.iter().any(|html| html.contains("First") || html.contains("Second")), "{changed:?}");
    }

    /// What stands within the `<main>` of a document, but for where links lead: pages are files there and places here.
    fn without_addresses(html: &str) -> String {
        let mut pieces = html.split(" href=\"");
        let first = pieces.next().unwrap().to_owned();
        let rest = pieces.map(|piece| piece.split_once('"').unwrap().1).collect::<String>();
        (first + &rest).replace(" id=\"page-2\"", "")
    }

    #[test]
    fn a_page_by_itself_is_the_page_of_the_export() {
        let text = ARTICLE.replacen("## Two", "::page-break\n\n## Two", 1);
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert("a/article.md".into(), text.clone());
        let bundle = crate::export(&snapshot, crate::Format::Site, &crate::Selection::everything());
        let mut pages = vec![String::new()];
        for insertion in Preview::default().update(&Publication::default(), &snapshot, "a", &text).patch.insert {
            if insertion.starts_page {
                pages.push(String::new());
            }
            pages.last_mut().unwrap().push_str(&insertion.block.html);
        }
        assert_eq!(pages.len(), 2);
        for (page, file) in pages.iter().zip(["a/index.html", "a/2.html"]) {
            let crate::Content::Text(document) = &bundle.files[file] else { panic!("{file} is text") };
            let main = document.split_once("id=\"main\">\n").unwrap().1.split_once("</main>").unwrap().0;
            assert_eq!(without_addresses(page), without_addresses(main));
        }
    }

    #[test]
    fn code_takes_chapters_in_and_lets_them_go() {
        let mut desk = Desk::new();
        let changed = desk.edit("First.", "```\nFirst.");
        assert!(changed.iter().any(|html| html.contains("<code>First.") && html.contains("## Two")), "{changed:?}");
        desk.see(ARTICLE);
        let fresh: Vec<_> = Desk::new().html.into_values().collect();
        let mut back: Vec<_> = desk.html.into_values().collect();
        back.sort();
        assert_eq!(back.len(), fresh.len());
        assert!(fresh.iter().all(|html| back.binary_search(html).is_ok()));
    }

    #[test]
    fn what_is_not_the_texts_is_looked_at_after_a_refresh() {
        let mut desk = Desk::new();
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert("publication.toml".into(), "title = \"t\"\ncitation_style = \"ieee\"\n".into());
        let (publication, _) = Publication::read(&snapshot);
        desk.preview.refresh();
        let update = desk.preview.update(&publication, &snapshot, "a", ARTICLE);
        let changed: Vec<_> = update.patch.replace.iter().map(|block| block.html.as_str()).collect();
        assert!(changed.iter().any(|html| html.contains("Second") && html.contains("[1]")), "{changed:?}");
        assert!(!changed.iter().any(|html| html.contains("First")), "{changed:?}");
    }
}
