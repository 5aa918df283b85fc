//! An article's citations in reading order: what the formatter is given, and where what comes of it stands.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::OnceLock;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Block, BlockKind, Cited, Flow, Footnote, Item, Page, Source, walk};
use crate::csl::{self, Cite, Cluster, Form, Formatted, Input, Style};
use crate::parse::{self, CitationItem};

/// The citations of an article.
#[derive(Debug, Default)]
pub(crate) struct Citing {
    /// Nothing where the article cites and lists nothing.
    pub(crate) input: Option<Input>,
    /// For each cluster of the input, which of the places of its source each cite is, from zero.
    occurrences: Vec<Vec<usize>>,
    /// For each citation in the order of the file, its cluster.
    clusters: Vec<Option<usize>>,
    /// For each source, the pages on which it is cited, in reading order.
    pages: BTreeMap<String, Vec<usize>>,
    formatted: OnceLock<Formatted>,
}

impl Citing {
    /// The citations and the list as readers get them. They are formatted when they are first asked for, once and as a
    /// whole.
    pub(crate) fn formatted(&self) -> &Formatted {
        self.formatted.get_or_init(|| self.input.as_ref().map(csl::format).unwrap_or_default())
    }

    /// The cluster that a citation became; nothing where none of its keys is known.
    pub(crate) fn cluster(&self, cited: &Cited<'_>) -> Option<usize> {
        self.clusters.get(cited.number).copied().flatten()
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

/// Collects the citations of an article's blocks, and of its footnotes where the text refers to them.
pub(super) fn collect(
    blocks: &[Block<'_>],
    footnotes: &[Footnote<'_>],
    pages: &[Page],
    style: Option<Style>,
    language: &str,
) -> Citing {
    let mut collector = Collector {
        footnotes,
        noted: BTreeSet::new(),
        waiting: VecDeque::new(),
        page: 0,
        note: None,
        alone: false,
        citing: Citing::default(),
        clusters: Vec::new(),
        cards: Vec::new(),
    };
    for (number, page) in pages.iter().enumerate() {
        collector.page = number;
        collector.blocks(blocks.get(page.blocks.clone()).unwrap_or_default());
    }
    let Collector { mut citing, clusters, cards, .. } = collector;
    let mut seen: BTreeSet<String> = citing.pages.keys().cloned().collect();
    let listed: Vec<_> = cards.into_iter().filter(|item| seen.insert(item.key().to_owned())).collect();
    let cites = !clusters.is_empty() || !listed.is_empty();
    citing.input =
        style.filter(|_| cites).map(|style| Input { style, language: language.to_owned(), clusters, listed });
    citing
}

struct Collector<'c, 'a> {
    footnotes: &'c [Footnote<'a>],
    /// The notes that have been read.
    noted: BTreeSet<usize>,
    /// The notes that are to be read when the present one has been.
    waiting: VecDeque<usize>,
    page: usize,
    /// The note being read.
    note: Option<usize>,
    /// Whether that note is nothing but a citation.
    alone: bool,
    citing: Citing,
    clusters: Vec<Cluster>,
    /// The sources of cards and quotations.
    cards: Vec<csl::Item>,
}

impl Collector<'_, '_> {
    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            match &block.kind {
                // A teaser is printed elsewhere, and without markup.
                BlockKind::PageBreak(_) => continue,
                BlockKind::Source { source, .. } | BlockKind::Quote { source, .. } => self.card(source),
                _ => {}
            }
            let (words, children) = walk::held(block);
            words.into_iter().for_each(|words| self.flow(words));
            self.blocks(children);
        }
    }

    fn card(&mut self, source: &Source) {
        if source.listed {
            self.cards.push(source.reference.item.clone());
        }
    }

    fn flow(&mut self, flow: &Flow<'_>) {
        let mut images = 0usize;
        for item in flow {
            match item {
                Item::Event(Event::Start(Tag::Image { .. }), _) => images += 1,
                Item::Event(Event::End(TagEnd::Image), _) => images = images.saturating_sub(1),
                // The words of an image are its alternative text, which can hold no link.
                Item::Citation(cited) if images == 0 => self.citation(cited),
                Item::FootnoteMark(note, _) if images == 0 => self.footnote(*note),
                Item::Block(block) => self.blocks(std::slice::from_ref(block)),
                _ => {}
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
            if let Some(footnote) = self.footnotes.get(note).filter(|_| self.noted.insert(note)) {
                self.note = Some(note + 1);
                self.alone = matches!(&*footnote.content, [_, Item::Citation(_), _]);
                self.flow(&footnote.content);
            }
        }
        (self.note, self.alone) = (None, false);
    }

    fn citation(&mut self, cited: &Cited<'_>) {
        let cites: Vec<_> = (cited.citation.items.iter().zip(&cited.references))
            .filter_map(|(item, reference)| {
                Some(cite(item, reference.as_ref()?.item.clone(), cited.citation.narrative))
            })
            .collect();
        if cites.is_empty() {
            return;
        }
        let citing = &mut self.citing;
        let mut occurrences = Vec::with_capacity(cites.len());
        for cite in &cites {
            let pages = citing.pages.entry(cite.item.key().to_owned()).or_default();
            occurrences.push(pages.len());
            pages.push(self.page);
        }
        citing.occurrences.push(occurrences);
        if citing.clusters.len() <= cited.number {
            citing.clusters.resize(cited.number + 1, None);
        }
        citing.clusters[cited.number] = Some(self.clusters.len());
        self.clusters.push(Cluster { cites, note: self.note, alone: self.alone });
    }
}

fn cite(item: &CitationItem<'_>, source: csl::Item, narrative: bool) -> Cite {
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
        update(body).patch.insert.iter().map(|block| block.html.as_str()).collect()
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
