//! Words in all articles. A worker looks for them in a copy of the texts while the writer goes on writing; the last of
//! several searches is the one that counts.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use kiku_core::diagnostic::TextEdit;
use kiku_core::find::{Excerpt, Finder};
use kiku_core::lines::Lines;
use kiku_core::source::slug_of;
use kiku_core::{Span, find};

use super::publication::OpenPublication;
use super::rebase::Plan;
use super::{Event, FindEvent, Reply, answer};
use crate::wire::{
    Bilingual, Failure, FailureCode, FindAnswer, FindQuery, FoundArticle, FoundMatch, ReplaceException, changes,
};

/// How many matches are counted: more would need memory for something that nobody looks through.
const MOST_COUNTED: usize = 100_000;
/// How many matches are shown.
const MOST_SHOWN: usize = 600;
/// How many matches of one article are shown.
const MOST_SHOWN_OF_ONE: usize = 200;

/// Searches, and what can be done with the last of them.
#[derive(Default)]
pub(super) struct Finding {
    /// Counts the searches.
    last: u32,
    /// Tells the running search that another one has begun.
    superseded: Arc<AtomicBool>,
    found: Option<Found>,
    /// What takes the last replacement back.
    pub(super) back: Vec<Plan>,
}

/// All matches of a search, and the texts that they stand in.
pub(crate) struct Found {
    search: u32,
    finder: Finder,
    articles: Vec<ArticleMatches>,
    more: bool,
    /// Tells the search from every other, also from those of another publication.
    superseded: Arc<AtomicBool>,
}

struct ArticleMatches {
    slug: String,
    text: String,
    spans: Vec<Span>,
}

impl OpenPublication {
    /// Starts a worker, which answers `reply` itself.
    pub(super) fn find(&mut self, query: FindQuery, reply: Reply<FindAnswer>, events: &Sender<Event>) {
        let finder = match Finder::new(&find::Query::from(&query)) {
            Ok(finder) => finder,
            Err(reason) => return answer(reply, Ok(FindAnswer::Refused { reason: Bilingual::from(&reason) })),
        };
        let (search, superseded) = self.finding.begin();
        let texts = self.loaded.snapshot.texts.clone();
        let events = events.clone();
        // Where the system refuses a thread, the reply is dropped, which is answered as a failure.
        let _ = thread::Builder::new().name("kiku-find".to_owned()).spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| {
                let found = Found::new(search, finder, texts, superseded)?;
                Some((found.answer(query.replacement.as_deref()), found))
            }));
            match result {
                // What was found is there before anybody can ask for it.
                Ok(Some((answer, found))) => {
                    let _ = events.send(Event::Find(FindEvent::Ended { found, answer, reply }));
                }
                Ok(None) => answer(reply, Ok(FindAnswer::Superseded)),
                Err(_) => answer(reply, Err(Failure::new(FailureCode::Internal, ""))),
            }
        });
    }
}

impl Finding {
    /// The search before this one, should it still run, may stop.
    fn begin(&mut self) -> (u32, Arc<AtomicBool>) {
        self.superseded.store(true, Ordering::Relaxed);
        self.superseded = Arc::default();
        self.last += 1;
        (self.last, Arc::clone(&self.superseded))
    }

    /// A search has ended. Answers whether it is the last one.
    pub(super) fn ended(&mut self, found: Found) -> bool {
        let is_last = Arc::ptr_eq(&found.superseded, &self.superseded);
        if is_last {
            self.found = Some(found);
        }
        is_last
    }

    /// An article has another name, under which the last search and the way back from a replacement find it.
    pub(super) fn renamed(&mut self, from: &str, to: &str) {
        let found = self.found.iter_mut().flat_map(|found| &mut found.articles).map(|article| &mut article.slug);
        let back = self.back.iter_mut().map(|plan| &mut plan.slug);
        found.chain(back).filter(|slug| *slug == from).for_each(|slug| *slug = to.to_owned());
    }

    /// What is to be done to the articles; nothing where that search is not the last one.
    pub(super) fn plans(&self, search: u32, with: &str, except: &[ReplaceException]) -> Option<Vec<Plan>> {
        let found = self.found.as_ref().filter(|found| found.search == search)?;
        Some(found.articles.iter().filter_map(|article| article.plan(&found.finder, with, except)).collect())
    }
}

impl Found {
    fn new(search: u32, finder: Finder, texts: BTreeMap<String, String>, superseded: Arc<AtomicBool>) -> Option<Self> {
        let mut articles = Vec::new();
        let mut room = MOST_COUNTED;
        for (path, text) in texts {
            let Some(slug) = slug_of(&path) else { continue };
            let going_on = |_: &Span| !superseded.load(Ordering::Relaxed);
            let spans: Vec<Span> = finder.matches(&text).take_while(going_on).take(room).collect();
            if superseded.load(Ordering::Relaxed) {
                return None;
            }
            room -= spans.len();
            if !spans.is_empty() {
                articles.push(ArticleMatches { slug: slug.to_owned(), text, spans });
            }
        }
        Some(Self { search, finder, articles, more: room == 0, superseded })
    }

    fn answer(&self, replacement: Option<&str>) -> FindAnswer {
        let mut room = MOST_SHOWN;
        let articles = self.articles.iter().map(|article| {
            let shown = article.shown(&self.finder, room.min(MOST_SHOWN_OF_ONE), replacement);
            room -= shown.len();
            FoundArticle { slug: article.slug.clone(), matches: count(article.spans.len()), shown }
        });
        let articles: Vec<FoundArticle> = articles.collect();
        let matches = articles.iter().map(|article| article.matches).sum();
        FindAnswer::Found { search: self.search, articles, matches, more: self.more }
    }
}

impl ArticleMatches {
    fn shown(&self, finder: &Finder, most: usize, replacement: Option<&str>) -> Vec<FoundMatch> {
        let lines = Lines::new(&self.text);
        let place = |byte: usize| lines.editor_position(&self.text, byte).into();
        let shown = self.spans.iter().take(most).map(|span| {
            let Excerpt { before, words, after } = Excerpt::of(&self.text, *span);
            let replacement = replacement.map(|with| finder.replacement(&self.text, *span, with));
            FoundMatch {
                start: place(span.start),
                end: place(span.end),
                before,
                words,
                after,
                replacement: replacement.map(|words| Excerpt::shortened(&words)),
            }
        });
        shown.collect()
    }

    fn plan(&self, finder: &Finder, with: &str, except: &[ReplaceException]) -> Option<Plan> {
        let mut stays: BTreeSet<u32> = BTreeSet::new();
        for exception in except.iter().filter(|exception| exception.slug == self.slug) {
            stays.extend(exception.matches.as_ref()?);
        }
        let replaced = self.spans.iter().enumerate().filter(|(index, _)| !stays.contains(&count(*index)));
        let edits =
            replaced.map(|(_, span)| TextEdit { span: *span, text: finder.replacement(&self.text, *span, with) });
        // What would stay the same is no change.
        let edits: Vec<TextEdit> = edits.filter(|edit| edit.span.of(&self.text) != edit.text).collect();
        let changes = changes(&self.text, &edits);
        (!edits.is_empty()).then(|| Plan { slug: self.slug.clone(), base: self.text.clone(), changes })
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
