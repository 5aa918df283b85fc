//! The site's own pages, which lead to its articles: the index, its tags, its archive.

use super::escape::{element, text};
use super::page::{self, Frame, Head, PAGE_POLICY, STYLESHEET_PATH, link_to};
use super::{card, metadata, page_file, pager};
use crate::diagnostic::Language;
use crate::model::labels::Labels;
use crate::model::publication::Publication;
use crate::model::site::{Entry, List, Site, Year};
use crate::parallel;
use crate::source::Snapshot;

/// How many cards a page has: rows of two, three and four come out even.
const CARDS: usize = 24;
/// How many articles of each year the archive's front names.
const NEWEST: usize = 12;
/// How many characters of a page's description search engines show, about.
const DESCRIPTION: usize = 120;

/// What the site's own pages are written with.
#[derive(Clone, Copy)]
pub(crate) struct Lists<'l> {
    pub(crate) publication: &'l Publication,
    pub(crate) snapshot: &'l Snapshot,
    pub(crate) site: &'l Site,
    pub(crate) labels: &'l Labels,
}

/// A page of the bundle: where it stands, and its document.
pub(crate) type PageFile = (String, String);

/// A page of a list: the folder, which of the list's pages it is, counted from zero, and how many there are.
#[derive(Clone, Copy)]
struct Place<'p> {
    folder: &'p str,
    number: usize,
    pages: usize,
}

impl<'p> Place<'p> {
    fn only(folder: &'p str) -> Self {
        Self { folder, number: 0, pages: 1 }
    }
}

impl<'l> Lists<'l> {
    /// The pages of the index.
    pub(crate) fn index(&self) -> Vec<PageFile> {
        let title = self.site_title();
        let entries: Vec<&Entry> = self.site.entries.iter().map(AsRef::as_ref).collect();
        let numbers: Vec<usize> = (0..pages_of(&entries)).collect();
        parallel::map(&numbers, |&number| self.cards("", title, &entries, number))
    }

    /// The page of all tags, and the pages of each; nothing where no article has any.
    pub(crate) fn tags(&self) -> Vec<PageFile> {
        if self.site.tags.is_empty() {
            return Vec::new();
        }
        let names = self.site.tags.iter().map(|tag| tag.name.as_str());
        let about = self.description(&self.labels.tags, names);
        let own = self.page(Place::only(&self.site.folders.tags), &self.labels.tags, &about, |out, frame| {
            out.push_str("<ul class=\"tag-list\">\n");
            for tag in &self.site.tags {
                out.push_str("<li>");
                link_to(out, &frame.href(&format!("{}/{}", tag.folder, page_file(0))), &tag.name);
                out.push(' ');
                element(out, "span", "count", &self.count(tag.entries.len()));
                out.push_str("</li>\n");
            }
            out.push_str("</ul>\n");
        });
        std::iter::once(own).chain(parallel::map(&self.site.tags, |tag| self.tag(tag)).into_iter().flatten()).collect()
    }

    fn tag(&self, tag: &'l List) -> Vec<PageFile> {
        let title = self.labels.tagged.replace("{tag}", &tag.name);
        let entries = self.entries(&tag.entries);
        (0..pages_of(&entries)).map(|number| self.cards(&tag.folder, &title, &entries, number)).collect()
    }

    /// The page of all years, and the page of each.
    pub(crate) fn archive(&self) -> Vec<PageFile> {
        let about = self.description(&self.labels.archive, titles(self.site.entries.iter().map(AsRef::as_ref)));
        let own = self.page(Place::only(&self.site.folders.archive), &self.labels.archive, &about, |out, frame| {
            for year in &self.site.years {
                self.newest_of(out, frame, year);
            }
        });
        std::iter::once(own).chain(parallel::map(&self.site.years, |year| self.year(year))).collect()
    }

    fn newest_of(&self, out: &mut String, frame: &Frame<'_>, year: &Year) {
        let href = frame.href(&format!("{}/{}", year.folder, page_file(0)));
        out.push_str("<h2>");
        link_to(out, &href, &self.year_title(year));
        out.push(' ');
        element(out, "span", "count", &self.count(year.entries.len()));
        out.push_str("</h2>\n<ul class=\"lines\">\n");
        self.entries(&year.entries).into_iter().take(NEWEST).for_each(|entry| card::line(out, frame, entry));
        out.push_str("</ul>\n");
        if let Some(number) = year.year.filter(|_| year.entries.len() > NEWEST) {
            out.push_str("<p>");
            link_to(out, &href, &self.labels.whole_year.replace("{year}", &number.to_string()));
            out.push_str("</p>\n");
        }
    }

    fn year(&self, year: &'l Year) -> PageFile {
        let (title, entries) = (self.year_title(year), self.entries(&year.entries));
        let about = self.description(&title, titles(entries.iter().copied()));
        self.page(Place::only(&year.folder), &title, &about, |out, frame| {
            for month in entries.chunk_by(|a, b| month_of(a) == month_of(b)) {
                if let Some(number) = month.first().and_then(|entry| month_of(entry)) {
                    out.push_str("<h2>");
                    text(out, &self.month_title(number));
                    out.push_str("</h2>\n");
                }
                out.push_str("<ul class=\"lines\">\n");
                month.iter().for_each(|entry| card::line(out, frame, entry));
                out.push_str("</ul>\n");
            }
        })
    }

    /// One page of a list of cards.
    fn cards(&self, folder: &'l str, title: &str, entries: &[&Entry], number: usize) -> PageFile {
        let pages = pages_of(entries);
        let shown = entries.iter().skip(number * CARDS).take(CARDS).copied();
        let own = self.publication.description.clone().filter(|_| folder.is_empty() && number == 0);
        let about = own.unwrap_or_else(|| self.description(title, titles(shown.clone())));
        self.page(Place { folder, number, pages }, title, &about, |out, frame| {
            card::cards(out, frame, shown);
            self.page_links(out, number, pages);
        })
    }

    fn page_links(&self, out: &mut String, current: usize, pages: usize) {
        if pages < 2 {
            return;
        }
        out.push_str("<nav class=\"page-nav\"");
        let label = self.labels.page.replace("{page}", &(current + 1).to_string());
        super::escape::attribute(out, "aria-label", &label.replace("{pages}", &pages.to_string()));
        out.push_str(">\n");
        pager::numbers(out, current, pages, page_file);
        out.push_str("</nav>\n");
    }

    /// A page with this heading and this description.
    fn page(&self, place: Place<'l>, title: &str, about: &str, main: impl FnOnce(&mut String, &Frame<'_>)) -> PageFile {
        let Place { folder, number, pages } = place;
        let frame = self.frame(folder);
        let file = page_file(number);
        let path = if folder.is_empty() { file } else { format!("{folder}/{file}") };
        let head = Head {
            title: self.document_title(title, number),
            description: Some(about),
            canonical: frame.address(&path),
            stylesheets: vec![frame.href(STYLESHEET_PATH)],
            previous: number.checked_sub(1).map(page_file),
            next: (number + 1 < pages).then(|| page_file(number + 1)),
            policy: Some(PAGE_POLICY),
            metadata: metadata::of_list(&frame, title, about, &path),
            ..Head::default()
        };
        let html = page::document(&frame, &head, "index", |out| {
            element(out, "h1", "index-title", title);
            out.push('\n');
            main(out, &frame);
        });
        (path, html)
    }

    /// What a list is said to be about: its heading, and the first of what it names.
    fn description<'n>(&self, title: &str, names: impl Iterator<Item = &'n str>) -> String {
        let language = Language::of_tag(&self.publication.language);
        let colon = if language == Language::Ja { "：" } else { ": " };
        let mut description = title.to_owned();
        for (number, name) in names.enumerate() {
            if number > 0 && description.chars().count() + name.chars().count() > DESCRIPTION {
                description.push('…');
                break;
            }
            description.push_str(if number == 0 { colon } else { language.comma() });
            description.push_str(name);
        }
        description
    }

    pub(super) fn frame(&self, folder: &'l str) -> Frame<'l> {
        Frame {
            publication: self.publication,
            snapshot: self.snapshot,
            folder,
            language: &self.publication.language,
            labels: self.labels,
            class: if folder.is_empty() { "index front" } else { "index" },
            site: Some(self.site),
        }
    }

    /// `題名 (2) | 菊ダイジェスト`, and the site's name alone for the front page.
    pub(super) fn document_title(&self, title: &str, number: usize) -> String {
        let own = self.site_title();
        let number = if number == 0 { String::new() } else { format!(" ({})", number + 1) };
        if title == own { format!("{title}{number}") } else { format!("{title}{number} | {own}") }
    }

    fn site_title(&self) -> &'l str {
        let title = &self.publication.title;
        if title.is_empty() { &self.labels.articles } else { title }
    }

    fn entries(&self, numbers: &[usize]) -> Vec<&'l Entry> {
        numbers.iter().filter_map(|&number| self.site.entries.get(number)).map(AsRef::as_ref).collect()
    }

    fn count(&self, number: usize) -> String {
        self.labels.article_count.replace("{count}", &number.to_string())
    }

    fn year_title(&self, year: &Year) -> String {
        match year.year {
            Some(number) => self.labels.year.replace("{year}", &number.to_string()),
            None => self.labels.undated.clone(),
        }
    }

    fn month_title(&self, month: i8) -> String {
        let names = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let name = usize::try_from(month - 1).ok().and_then(|at| names.get(at));
        match (Language::of_tag(&self.publication.language), name) {
            (Language::En, Some(name)) => self.labels.month.replace("{month}", name),
            _ => self.labels.month.replace("{month}", &month.to_string()),
        }
    }
}

/// How many pages a list of cards has; one where it has no card, too.
fn pages_of(entries: &[&Entry]) -> usize {
    entries.len().div_ceil(CARDS).max(1)
}

fn titles<'e>(entries: impl Iterator<Item = &'e Entry>) -> impl Iterator<Item = &'e str> {
    entries.map(|entry| entry.title.as_str())
}

fn month_of(entry: &Entry) -> Option<i8> {
    entry.meta.date.and_then(|date| date.month())
}
