//! An article as a whole: its front matter, its passages, and what they come to.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::Trust;
use crate::check::{self, Overview, Surveyed};
use crate::counts::{self, Counts};
use crate::diagnostic::{Diagnostic, Language};
use crate::model::labels::Labels;
use crate::model::meta::{self, Meta};
use crate::model::publication::Publication;
use crate::model::site::Site;
use crate::model::whole::Whole;
use crate::model::{Context, path_of};
use crate::parse::split_front_matter;
use crate::reading::{Reader, Reading, Shared, SourceLines};
use crate::render::{Composer, Paging, Renderer, Sheet, page};
use crate::source::{PublicationPath, Snapshot};

/// One article, read.
pub(crate) struct Article<'t> {
    text: &'t str,
    pub(crate) head: Head,
    publication: &'t Publication,
    pub(crate) readings: Vec<Arc<Reading>>,
    pub(crate) whole: Whole,
}

/// What stands before the body, and what follows from it.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    /// The article's folder.
    pub(crate) slug: String,
    /// Its file.
    pub(crate) path: PublicationPath,
    pub(crate) meta: Meta,
    /// The words that its blocks print.
    pub(crate) labels: Labels,
    /// Where the body starts.
    pub(crate) body: usize,
    /// What is wrong with the front matter.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Head {
    /// Reads the front matter of the article in folder `slug`.
    pub(crate) fn read(text: &str, slug: &str, publication: &Publication) -> Self {
        let (span, body) = split_front_matter(text).map_or((None, 0), |(span, body)| (Some(span), body));
        let path = path_of(slug);
        let mut diagnostics = Vec::new();
        let meta = meta::read(text, span, &path, publication, &mut diagnostics);
        meta.checks.apply(&mut diagnostics);
        let labels = publication.labels(Language::of_tag(&meta.language));
        Self { slug: slug.to_owned(), path, meta, labels, body, diagnostics }
    }

    pub(crate) fn context<'c>(&'c self, publication: &'c Publication) -> Context<'c> {
        Context { slug: &self.slug, publication, meta: &self.meta, labels: &self.labels }
    }

    /// Whether passages read the same under another head.
    pub(crate) fn reads_like(&self, other: &Self) -> bool {
        let (one, other_meta) = (&self.meta, &other.meta);
        (&self.slug, &one.language) == (&other.slug, &other_meta.language)
            && one.checks == other_meta.checks
            && one.bibliography == other_meta.bibliography
    }

    /// Whether there is front matter that can be read.
    fn is_readable(&self) -> bool {
        let unread = |code| matches!(code, "missing-front-matter" | "syntax-error");
        !self.diagnostics.iter().any(|found| unread(found.code))
    }
}

impl<'t> Article<'t> {
    /// Reads, checks and writes an article.
    pub(crate) fn written(
        text: &'t str,
        slug: &str,
        publication: &'t Publication,
        snapshot: &Snapshot,
        trust: Trust,
    ) -> Self {
        Self::read(text, slug, publication, snapshot, trust, true)
    }

    /// Reads and checks an article, without writing HTML.
    pub(crate) fn checked(text: &'t str, slug: &str, publication: &'t Publication, snapshot: &Snapshot) -> Self {
        Self::read(text, slug, publication, snapshot, Trust::Sanitised, false)
    }

    fn read(
        text: &'t str,
        slug: &str,
        publication: &'t Publication,
        snapshot: &Snapshot,
        trust: Trust,
        writes: bool,
    ) -> Self {
        let head = Head::read(text, slug, publication);
        let context = head.context(publication);
        let reader = Reader { context: &context, snapshot, trust, writes, source_lines: SourceLines::default() };
        let readings = reader.read_all(text, head.body, &mut Shared::default(), BTreeMap::new());
        let whole = Whole::new(readings.iter().map(|reading| &reading.facts), &context, None);
        Self { text, head, publication, readings, whole }
    }

    /// Everything wrong with it, in text order.
    pub(crate) fn diagnostics(&self, snapshot: &Snapshot) -> Vec<Diagnostic> {
        let context = self.head.context(self.publication);
        let mut diagnostics = overview(self.text, &self.head, &context, snapshot, &self.whole, &self.readings);
        for (base, reading) in placed(self.head.body, &self.readings) {
            diagnostics.extend(reading.diagnostics.iter().map(|found| found.diagnostic.clone().shifted(base)));
        }
        let path = &self.head.path;
        diagnostics.iter_mut().filter(|found| found.file.is_empty()).for_each(|found| found.file.clone_from(path));
        check::in_order(diagnostics)
    }

    pub(crate) fn title(&self) -> &str {
        self.head.meta.title.as_deref().unwrap_or(&self.head.slug)
    }

    pub(crate) fn counts(&self) -> Counts {
        counts::total(self.readings.iter().map(|reading| &reading.tally))
    }

    /// Shows what puts its pages together to `write`.
    pub(crate) fn compose<T>(&self, snapshot: &Snapshot, trust: Trust, write: impl FnOnce(&Composer<'_>) -> T) -> T {
        let context = self.head.context(self.publication);
        let sheets: Vec<&Sheet> = self.readings.iter().map(|reading| &reading.sheet).collect();
        let renderer = Renderer { context: &context, snapshot, trust, anchors: &[] };
        let minutes = self.counts().minutes;
        let (whole, paging) = (&self.whole, Paging::OneDocument);
        write(&Composer { renderer, whole, sheets: &sheets, minutes, paging, site: None })
    }

    /// The documents of its pages in a site, in order.
    pub(crate) fn pages(&self, snapshot: &Snapshot, site: &Site) -> Vec<String> {
        self.compose(snapshot, Trust::Sanitised, |composer| {
            (0..self.whole.pages.len()).map(|number| page::article_page(composer, site, number)).collect()
        })
    }
}

/// Each reading with the byte at which it starts in the file.
pub(crate) fn placed(body: usize, readings: &[Arc<Reading>]) -> impl Iterator<Item = (usize, &Arc<Reading>)> {
    readings.iter().scan(body, |at, reading| {
        let start = *at;
        *at += reading.length;
        Some((start, reading))
    })
}

/// What is wrong with the front matter and with the article as a whole.
pub(crate) fn overview(
    text: &str,
    head: &Head,
    context: &Context<'_>,
    snapshot: &Snapshot,
    whole: &Whole,
    readings: &[Arc<Reading>],
) -> Vec<Diagnostic> {
    let passages: Vec<_> = placed(head.body, readings)
        .map(|(base, reading)| {
            let Reading { facts, places, survey, .. } = &**reading;
            Surveyed { base, facts, places, survey }
        })
        .collect();
    let overview = Overview {
        context,
        snapshot,
        text,
        body: head.body,
        has_front_matter: head.is_readable(),
        whole,
        passages: &passages,
    };
    let mut diagnostics = head.diagnostics.clone();
    diagnostics.extend(check::overview(&overview));
    diagnostics
}
