//! An article's citations in reading order: what the formatter is given, and where what comes of it stands.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, OnceLock};

use pulldown_cmark::{Event, Tag, TagEnd};

use super::whole::Whole;
use super::{Block, BlockKind, Facts, Flow, Item, walk};
use crate::csl::{self, Cite, Cluster, Form, Formatted, Input, Style};
use crate::parse::{self, CitationItem};

/// A place that counts for the order of citations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A citation: which of the passage's.
    Cite(usize),
    /// The source of a card or a quotation.
    Card(csl::Item),
    /// The mark of a footnote: which of the passage's.
    Mark(usize),
}

/// The steps of top-level blocks, each with its block.
pub(super) fn steps(blocks: &[Block<'_>]) -> Vec<(usize, Step)> {
    let mut steps = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let mut add = |step| steps.push((at, step));
        block_steps(block, &mut add);
    }
    steps
}

/// The steps of a footnote.
pub(super) fn note_steps(content: &Flow<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    flow_steps(content, &mut |step| steps.push(step));
    steps
}

fn block_steps(block: &Block<'_>, add: &mut impl FnMut(Step)) {
    match &block.kind {
        // A teaser is printed elsewhere, and without markup.
        BlockKind::PageBreak(_) => return,
        BlockKind::Source { source, .. } | BlockKind::Quote { source, .. } if source.listed => {
            add(Step::Card(source.reference.item.clone()));
        }
        _ => {}
    }
    let (words, children) = walk::held(block);
    words.into_iter().for_each(|words| flow_steps(words, add));
    children.iter().for_each(|child| block_steps(child, add));
}

fn flow_steps(flow: &Flow<'_>, add: &mut impl FnMut(Step)) {
    let mut images = 0usize;
    for item in flow {
        match item {
            Item::Event(Event::Start(Tag::Image { .. }), _) => images += 1,
            Item::Event(Event::End(TagEnd::Image), _) => images = images.saturating_sub(1),
            // The words of an image are its alternative text, which can hold no link.
            Item::Citation(_, citation) if images == 0 => add(Step::Cite(*citation)),
            Item::FootnoteMark(mark, _) if images == 0 => add(Step::Mark(*mark)),
            Item::Block(block) => block_steps(block, add),
            _ => {}
        }
    }
}

/// The citations of an article.
#[derive(Debug, Default)]
pub(crate) struct Citing {
    /// Nothing where the article cites and lists nothing.
    input: Option<Input>,
    /// For each cluster of the input, which of the places of its source each cite is, from zero.
    occurrences: Vec<Vec<usize>>,
    /// For each citation in the order of the file, its cluster.
    clusters: Vec<Option<usize>>,
    /// For each source, the pages on which it is cited, in reading order.
    pages: BTreeMap<String, Vec<usize>>,
    formatted: OnceLock<Arc<Formatted>>,
}

impl Citing {
    /// Collects the citations of passages, and of their footnotes where the text refers to them. `whole` numbers the
    /// notes and the pages. What `before` was formatted to is kept where it would be the same.
    pub(super) fn collect(
        passages: &[&Facts],
        whole: &Whole,
        style: Option<Style>,
        language: &str,
        before: Option<&Self>,
    ) -> Self {
        let (citing, clusters, cards) = {
            let mut collector = Collector {
                passages,
                whole,
                noted: BTreeSet::new(),
                waiting: VecDeque::new(),
                page: 0,
                note: None,
                alone: false,
                citing: Self { clusters: vec![None; whole.citations.len()], ..Self::default() },
                clusters: Vec::new(),
                cards: Vec::new(),
            };
            for (passage, facts) in passages.iter().enumerate() {
                for (block, step) in &facts.steps {
                    collector.page = whole.page_of(whole.starts[passage].blocks + block);
                    collector.step(passage, step);
                }
            }
            (collector.citing, collector.clusters, collector.cards)
        };
        citing.with_input(clusters, cards, style, language, before)
    }

    fn with_input(
        mut self,
        clusters: Vec<Cluster>,
        cards: Vec<csl::Item>,
        style: Option<Style>,
        language: &str,
        before: Option<&Self>,
    ) -> Self {
        let mut seen: BTreeSet<String> = self.pages.keys().cloned().collect();
        let listed: Vec<_> = cards.into_iter().filter(|item| seen.insert(item.key().to_owned())).collect();
        let cites = !clusters.is_empty() || !listed.is_empty();
        self.input =
            style.filter(|_| cites).map(|style| Input { style, language: language.to_owned(), clusters, listed });
        if let Some(before) = before.filter(|before| before.input == self.input) {
            self.formatted = before.formatted.clone();
        }
        self
    }

    /// The citations and the list as readers get them. They are formatted when they are first asked for, once and as a
    /// whole.
    pub(crate) fn formatted(&self) -> &Formatted {
        self.formatted.get_or_init(|| Arc::new(self.input.as_ref().map(csl::format).unwrap_or_default()))
    }

    /// The cluster that a citation of the article became; nothing where none of its keys is known.
    pub(crate) fn cluster(&self, citation: usize) -> Option<usize> {
        self.clusters.get(citation).copied().flatten()
    }

    /// Which of the places of its source a cite is, from zero.
    pub(crate) fn occurrence(&self, cluster: usize, cite: usize) -> usize {
        self.occurrences.get(cluster).and_then(|cites| cites.get(cite)).copied().unwrap_or(0)
    }

    /// The pages on which a source is cited, one for each place, in reading order.
    pub(crate) fn pages_of(&self, key: &str) -> &[usize] {
        self.pages.get(key).map_or(&[], Vec::as_slice)
    }
}

struct Collector<'c> {
    passages: &'c [&'c Facts],
    whole: &'c Whole,
    /// The notes that have been read.
    noted: BTreeSet<usize>,
    /// The notes that are to be read when the present one has been.
    waiting: VecDeque<usize>,
    page: usize,
    /// The note being read, from one.
    note: Option<usize>,
    /// Whether that note is nothing but a citation.
    alone: bool,
    citing: Citing,
    clusters: Vec<Cluster>,
    /// The sources of cards and quotations.
    cards: Vec<csl::Item>,
}

impl Collector<'_> {
    fn step(&mut self, passage: usize, step: &Step) {
        let starts = self.whole.starts[passage];
        match step {
            Step::Card(item) => self.cards.push(item.clone()),
            Step::Cite(citation) => self.citation(starts.citations + citation),
            Step::Mark(mark) => {
                if let Some((note, _)) = self.whole.marks.get(starts.marks + mark).copied().flatten() {
                    self.footnote(note);
                }
            }
        }
    }

    /// A note is read where the text first refers to it, and one that it refers to itself is read behind it.
    fn footnote(&mut self, note: usize) {
        self.waiting.push_back(note);
        if self.note.is_some() {
            return;
        }
        while let Some(note) = self.waiting.pop_front() {
            if !self.noted.insert(note) {
                continue;
            }
            let Some((passage, index)) = self.whole.notes.get(note).map(|note| note.definition) else { continue };
            let Some(fact) = self.passages.get(passage).and_then(|facts| facts.notes.get(index)) else { continue };
            (self.note, self.alone) = (Some(note + 1), fact.is_citation);
            fact.steps.iter().for_each(|step| self.step(passage, step));
        }
        (self.note, self.alone) = (None, false);
    }

    fn citation(&mut self, citation: usize) {
        let Some(cited) = self.whole.citations.get(citation).filter(|cited| !cited.cites.is_empty()) else { return };
        let citing = &mut self.citing;
        let mut occurrences = Vec::with_capacity(cited.cites.len());
        for cite in &cited.cites {
            let pages = citing.pages.entry(cite.item.key().to_owned()).or_default();
            occurrences.push(pages.len());
            pages.push(self.page);
        }
        citing.occurrences.push(occurrences);
        if let Some(cluster) = citing.clusters.get_mut(citation) {
            *cluster = Some(self.clusters.len());
        }
        self.clusters.push(Cluster { cites: cited.cites.clone(), note: self.note, alone: self.alone });
    }
}

/// A source as a citation names it.
pub(super) fn cite(item: &CitationItem<'_>, source: csl::Item, narrative: bool) -> Cite {
    let form = match (narrative, item.suppress_author) {
        (true, _) => Form::Narrative,
        (false, true) => Form::WithoutAuthor,
        (false, false) => Form::Full,
    };
    let (locator, rest) = csl::read_locator(item.locator);
    let suffix = match (&locator, rest) {
        (None, words) if !words.is_empty() => format!("{}{words}", if starts_wide(words) { "、" } else { ", " }),
        (_, rest) => rest.to_owned(),
    };
    let gap =
        if item.prefix.is_empty() || item.prefix.chars().next_back().is_some_and(parse::is_cjk) { "" } else { " " };
    Cite { item: source, form, prefix: format!("{}{gap}", item.prefix), locator, suffix }
}

fn starts_wide(words: &str) -> bool {
    words.chars().next().is_some_and(parse::is_cjk)
}

#[cfg(test)]
mod tests {
    use crate::Snapshot;
    use crate::preview::Preview;
    use crate::{Publication, preview::Update};

    const SOURCES: &str = "references:\n- { id: a, title: A }\n- { id: b, title: B }\n- { id: c, title: C }\n";

    fn update(body: &str) -> Update {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert("publication.toml".into(), "citation_style = \"ieee\"\n".into());
        let (publication, _) = Publication::read(&snapshot);
        Preview::default().update(&publication, &snapshot, "a", &format!("---\ntitle: t\n{SOURCES}---\n\n{body}"))
    }

    fn page(body: &str) -> String {
        update(body).patch.insert.iter().map(|insertion| insertion.block.html.as_str()).collect()
    }

    /// The keys of the list, in order.
    fn listed(body: &str) -> Vec<String> {
        page(body).split("id=\"ref-").skip(1).map(|rest| rest[..1].to_owned()).collect()
    }

    #[test]
    fn numbers_follow_the_reader_through_notes_and_cards() {
        let notes = "[^1]: In a note [@b].\n\nText[^1] and [@a].\n\n:::source{ref=c}\n:::\n";
        assert_eq!(listed(notes), ["b", "a", "c"]);
        assert_eq!(listed(":::source{ref=c}\n:::\n\nText [@a].\n\n[^1]: Never referred to [@b].\n"), ["a", "c"]);
        assert_eq!(listed("- [@b]\n\n  :::note[[@a]]\n  [@c]\n  :::\n"), ["b", "a", "c"]);
        assert_eq!(listed("No source.\n"), [""; 0]);
    }

    #[test]
    fn every_link_back_finds_its_citation() {
        let html = page(
            "# [@a]\n\n![[@a]](x.png) [@a; @b]\n\n::page-break[[@a]]\n\n[^n]: [@b] and[^m]\n[^m]: @a\n\nText[^n].\n",
        );
        let targets: Vec<_> = html.split("href=\"#cite-").skip(1).map(|rest| &rest[..3]).collect();
        assert_eq!(targets, ["a-1", "a-2", "a-3", "b-1", "b-2"]);
        for target in targets {
            assert_eq!(html.matches(&format!("id=\"cite-{target}\"")).count(), 1, "{target}");
        }
    }

    #[test]
    fn notes_that_lead_to_notes_do_not_pile_up() {
        let chain: String = (0..4_000).map(|n| format!("[^{n}]: x[^{}]\n\n", n + 1)).collect();
        assert!(page(&format!("[@a] x[^0]\n\n{chain}")).contains("cite-a-1"));
    }
}
