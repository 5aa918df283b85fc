//! An article: its front matter, its chapters, and what the whole of it comes to.

use serde::Serialize;

use super::block::{Block, Kind, Place};
use super::source::{self, Image};
use crate::Trust;
use crate::article::{self, placed};
use crate::csl::{Cite, Form};
use crate::lines::Lines;
use crate::model::date::Date;
use crate::model::meta::Meta;
use crate::model::publication::Publication;
use crate::model::whole::Whole;
use crate::parse::LinkDefinitions;
use crate::render::Composer;
use crate::render::part::Part;
use crate::source::Snapshot;

#[derive(Serialize)]
pub(super) struct Article {
    slug: String,
    /// The folder's name where the front matter has none.
    title: String,
    language: String,
    status: String,
    front_matter: FrontMatter,
    counts: Counts,
    pages: usize,
    outline: Vec<Entry>,
    /// What stands before the first chapter.
    introduction: Vec<Block>,
    chapters: Vec<Chapter>,
    footnotes: Vec<Footnote>,
    citations: Vec<Citation>,
    references: Vec<Reference>,
    /// Its own, by key.
    sources: Vec<source::Entry>,
}

#[derive(Serialize)]
struct FrontMatter {
    title: Option<String>,
    description: Option<String>,
    date: Option<String>,
    updated: Option<String>,
    authors: Vec<String>,
    tags: Vec<String>,
    cover: Option<Image>,
}

#[derive(Serialize)]
struct Counts {
    characters: usize,
    words: usize,
    minutes: usize,
}

/// A heading of the table of contents.
#[derive(Serialize)]
struct Entry {
    level: u8,
    id: String,
    title: String,
    page: usize,
}

/// A chapter starts with its heading.
#[derive(Serialize)]
struct Chapter {
    id: Option<String>,
    title: String,
    blocks: Vec<Block>,
}

#[derive(Serialize)]
struct Footnote {
    number: usize,
    page: usize,
    html: String,
}

/// A citation in the text, in text order.
#[derive(Serialize)]
struct Citation {
    sources: Vec<Cited>,
    missing: Vec<String>,
    html: String,
}

#[derive(Serialize)]
struct Cited {
    id: String,
    form: &'static str,
    prefix: Option<String>,
    locator: Option<String>,
    suffix: Option<String>,
}

/// An entry of the list of references, in the order of its style.
#[derive(Serialize)]
struct Reference {
    id: String,
    label: Option<String>,
    html: String,
}

pub(super) fn article(slug: &str, publication: &Publication, snapshot: &Snapshot) -> Article {
    let text = snapshot.article(slug).unwrap_or_default();
    let article = article::Article::written(text, slug, publication, snapshot, Trust::Sanitised);
    let counts = article.counts();
    let (whole, meta) = (&article.whole, &article.head.meta);
    let blocks = blocks(text, &article, publication);
    article.compose(snapshot, Trust::Sanitised, |composer| {
        let (introduction, chapters) = chapters(with_html(blocks, composer));
        Article {
            slug: slug.to_owned(),
            title: article.title().to_owned(),
            language: meta.language.clone(),
            status: meta.status.clone(),
            front_matter: front_matter(meta),
            counts: Counts { characters: counts.characters, words: counts.words, minutes: counts.minutes },
            pages: whole.pages.len(),
            outline: outline(whole),
            introduction,
            chapters,
            footnotes: footnotes(composer),
            citations: citations(composer),
            references: references(whole),
            sources: meta.bibliography.iter().map(source::Entry::from).collect(),
        }
    })
}

fn front_matter(meta: &Meta) -> FrontMatter {
    FrontMatter {
        title: meta.title.clone(),
        description: meta.description.clone(),
        date: meta.date.map(Date::iso),
        updated: meta.updated.map(Date::iso),
        authors: meta.authors.clone(),
        tags: meta.tags.clone(),
        cover: meta.cover.as_ref().map(Image::from),
    }
}

/// The blocks of all passages, without HTML.
fn blocks(text: &str, article: &article::Article<'_>, publication: &Publication) -> Vec<Block> {
    let (lines, whole) = (Lines::new(text), &article.whole);
    let context = article.head.context(publication);
    let mut links = LinkDefinitions::default();
    article.readings.iter().for_each(|reading| links.extend(&reading.facts.link_definitions));
    let mut blocks = Vec::new();
    for ((base, reading), starts) in placed(article.head.body, &article.readings).zip(&whole.starts) {
        reading.passage(text, base, &links, &context, |passage| {
            let place = Place { source: passage.source, base, lines: &lines, whole, starts: *starts };
            blocks.extend(passage.blocks.iter().map(|block| place.block(block)));
        });
    }
    blocks
}

fn with_html(mut blocks: Vec<Block>, composer: &Composer<'_>) -> Vec<Block> {
    for (index, block) in blocks.iter_mut().enumerate() {
        block.html = Some(written(|html| composer.part(html, Part::Block(index))));
    }
    blocks
}

/// What stands before the first heading that starts a chapter, and the chapters.
fn chapters(blocks: Vec<Block>) -> (Vec<Block>, Vec<Chapter>) {
    let (mut introduction, mut chapters) = (Vec::new(), Vec::<Chapter>::new());
    for block in blocks {
        if let Kind::Heading { level: 1 | 2, title } = &block.kind {
            chapters.push(Chapter { id: block.id.clone(), title: title.clone(), blocks: vec![block] });
        } else {
            chapters.last_mut().map_or(&mut introduction, |chapter| &mut chapter.blocks).push(block);
        }
    }
    (introduction, chapters)
}

fn outline(whole: &Whole) -> Vec<Entry> {
    let entry = |heading: &crate::model::whole::Heading| Entry {
        level: heading.level as u8,
        id: heading.id.clone(),
        title: heading.text.clone(),
        page: heading.page + 1,
    };
    whole.headings.iter().map(entry).collect()
}

fn footnotes(composer: &Composer<'_>) -> Vec<Footnote> {
    let notes = composer.whole.notes.iter().enumerate();
    let note = |(index, note): (usize, &_)| Footnote {
        number: index + 1,
        page: composer.whole.page_of_note(index) + 1,
        html: written(|html| composer.note(html, note)),
    };
    notes.map(note).collect()
}

fn citations(composer: &Composer<'_>) -> Vec<Citation> {
    let citations = composer.whole.citations.iter().enumerate();
    let citation = |(number, cited): (usize, &crate::model::Cited)| Citation {
        sources: cited.cites.iter().map(cite).collect(),
        missing: cited.missing.clone(),
        html: written(|html| composer.citation(html, number)),
    };
    citations.map(citation).collect()
}

fn cite(cite: &Cite) -> Cited {
    let some = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
    Cited {
        id: cite.item.key().to_owned(),
        form: match cite.form {
            Form::Full => "full",
            Form::WithoutAuthor => "without-author",
            Form::Narrative => "narrative",
        },
        prefix: some(&cite.prefix),
        locator: cite.locator.as_ref().map(|locator| locator.written.clone()),
        suffix: some(&cite.suffix),
    }
}

fn references(whole: &Whole) -> Vec<Reference> {
    let list = whole.citing.formatted().list.iter();
    let entry =
        list.map(|entry| Reference { id: entry.key.clone(), label: entry.label.clone(), html: entry.html.clone() });
    entry.collect()
}

fn written(write: impl FnOnce(&mut String)) -> String {
    let mut html = String::new();
    write(&mut html);
    html
}
