//! The schema.org vocabulary that pages use (<https://schema.org/Article> and what it refers to), as JSON-LD.
//!
//! Structs, not maps: their fields keep their order whatever else is built with the same JSON library.

use serde::Serialize;

use crate::model::reference::{Name, Reference};

/// What stands in the page's `<script type="application/ld+json">`.
#[derive(Serialize)]
pub(super) struct Graph<'g> {
    #[serde(rename = "@context")]
    pub(super) context: &'static str,
    #[serde(rename = "@graph")]
    pub(super) graph: Vec<Thing<'g>>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Thing<'g> {
    Article(Box<Article<'g>>),
    Breadcrumbs(BreadcrumbList<'g>),
    Page(WebPage<'g>),
}

#[derive(Serialize)]
pub(super) struct Article<'g> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) headline: &'g str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'g str>,
    #[serde(rename = "inLanguage")]
    pub(super) language: &'g str,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<String>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    pub(super) modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(rename = "mainEntityOfPage", skip_serializing_if = "Option::is_none")]
    pub(super) page: Option<String>,
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    pub(super) authors: Vec<Agent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<Agent>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) keywords: Vec<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<ImageObject<'g>>,
    #[serde(rename = "citation", skip_serializing_if = "Vec::is_empty")]
    pub(super) citations: Vec<CreativeWork<'g>>,
}

/// A person or an organisation.
#[derive(Serialize)]
pub(super) struct Agent {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ImageObject<'g> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    pub(super) caption: &'g str,
    #[serde(rename = "creditText", skip_serializing_if = "Option::is_none")]
    pub(super) credit: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) height: Option<u32>,
}

/// A source of the article.
#[derive(Serialize)]
pub(super) struct CreativeWork<'g> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'g str,
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Agent>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Agent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'g str>,
}

#[derive(Serialize)]
pub(super) struct BreadcrumbList<'g> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "itemListElement")]
    pub(super) items: Vec<ListItem<'g>>,
}

#[derive(Serialize)]
pub(super) struct ListItem<'g> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) position: usize,
    pub(super) name: &'g str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) item: Option<String>,
}

/// A page that lists articles.
#[derive(Serialize)]
pub(super) struct WebPage<'g> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'g str,
    #[serde(rename = "inLanguage")]
    pub(super) language: &'g str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
}

impl<'g> Graph<'g> {
    pub(super) fn new(graph: Vec<Thing<'g>>) -> Self {
        Self { context: "https://schema.org", graph }
    }
}

impl Agent {
    pub(super) fn person(name: &str) -> Self {
        Self { kind: "Person", name: name.to_owned(), logo: None }
    }

    pub(super) fn organisation(name: String, logo: Option<String>) -> Self {
        Self { kind: "Organization", name, logo }
    }

    /// CSL gives institutions a name without a given part.
    fn of_name(name: &Name) -> Self {
        let kind = if name.given.is_empty() { "Organization" } else { "Person" };
        Self { kind, name: name.full(), logo: None }
    }
}

impl<'g> CreativeWork<'g> {
    pub(super) fn of(reference: &'g Reference) -> Self {
        let name = reference.title.as_deref().or(reference.url.as_deref());
        Self {
            kind: "CreativeWork",
            name: name.unwrap_or(&reference.id),
            authors: reference.authors.iter().map(Agent::of_name).collect(),
            published: reference.issued.map(|date| date.iso()),
            publisher: reference.site().map(|name| Agent::organisation(name, None)),
            url: reference.url.as_deref(),
        }
    }
}
