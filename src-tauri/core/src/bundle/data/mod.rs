//! The model as JSON, for programs that build on what Kiku reads: `docs/model.schema.json` describes it.
//!
//! ```text
//! article   an article: front matter, chapters, notes, citations
//! block     a block: what it is, its attributes, its Markdown, its HTML
//! source    a source as an item of CSL
//! ```
//!
//! Every field is always there; one that says nothing is null. A field that goes or means something else raises
//! [`VERSION`]; a new one does not.

mod article;
mod block;
mod source;

use serde::Serialize;

use super::Bundle;
use crate::model::publication::{Publication, Side};
use crate::parallel;
use crate::source::{PublicationPath, Snapshot};

/// What tells the file from other JSON.
const FORMAT: &str = "kiku-model";
const VERSION: u32 = 1;
/// The one file of the bundle.
const FILE: &str = "model.json";

#[derive(Serialize)]
struct Model {
    format: &'static str,
    version: u32,
    publication: Settings,
    articles: Vec<article::Article>,
}

/// What `publication.toml` and the bibliographies say.
#[derive(Serialize)]
struct Settings {
    title: String,
    language: String,
    base_url: Option<String>,
    personas: Vec<Persona>,
    /// Those of all articles, by key.
    sources: Vec<source::Entry>,
}

/// Someone who comments. The note on how they speak is the writer's own and stays behind.
#[derive(Serialize)]
struct Persona {
    id: String,
    name: String,
    avatar: Option<PublicationPath>,
    side: &'static str,
}

/// The model of every article, by folder.
pub(super) fn model(snapshot: &Snapshot) -> Bundle {
    let (publication, _) = Publication::read(snapshot);
    let slugs: Vec<&str> = snapshot.slugs().collect();
    let articles = parallel::map(&slugs, |slug| article::article(slug, &publication, snapshot));
    let model = Model { format: FORMAT, version: VERSION, publication: settings(&publication), articles };
    let mut bundle = Bundle::default();
    // Structs, lists and texts, which JSON can always say.
    bundle.text(FILE, serde_json::to_string_pretty(&model).unwrap_or_default() + "\n");
    bundle
}

fn settings(publication: &Publication) -> Settings {
    let personas = publication.personas.iter().map(|persona| Persona {
        id: persona.id.clone(),
        name: persona.name.clone(),
        avatar: persona.avatar.clone(),
        side: side(persona.side),
    });
    Settings {
        title: publication.title.clone(),
        language: publication.language.clone(),
        base_url: publication.base_url.clone(),
        personas: personas.collect(),
        sources: publication.bibliography.iter().map(source::Entry::from).collect(),
    }
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::bundle::{Content, Format, Selection, export};
    use crate::source::Snapshot;

    fn model(article: &str) -> Value {
        let mut snapshot = Snapshot::default();
        let settings = "title = \"菊\"\n[personas.a]\nname = \"A\"\nside = \"right\"\nvoice = \"secret\"\n";
        snapshot.texts.insert("publication.toml".into(), settings.into());
        snapshot.texts.insert("tea/article.md".into(), article.into());
        let mut bundle = export(&snapshot, Format::Json, &Selection::everything());
        let Some(Content::Text(text)) = bundle.files.remove("model.json") else { panic!() };
        assert!(!text.contains("secret"), "how a persona speaks is the writer's own");
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn chapters_hold_their_blocks_with_their_place_and_what_they_say() {
        let text = "---\ntitle: 茶\n---\nBefore[^n].\n\n## One {#one}\n\n:::commentary{by=a .wide}\nYes.\n:::\n\n\
                    ## Two\n\n> [!TIP]\n> Sip.\n\n::page-break[More]\n\n[^n]: A *note*.\n";
        let model = model(text);
        let article = &model["articles"][0];
        assert_eq!(article["introduction"][0]["line"], 4);
        let commentary = &article["chapters"][0]["blocks"][1];
        assert_eq!((&commentary["kind"], &commentary["line"]), (&"commentary".into(), &8.into()));
        assert_eq!((&commentary["name"], &commentary["side"]), (&"A".into(), &"right".into()));
        assert_eq!((&commentary["class"], &commentary["blocks"][0]["markdown"]), (&"wide".into(), &"Yes.".into()));
        assert_eq!(article["chapters"][0]["id"], "one");
        let second = article["chapters"][1]["blocks"].as_array().unwrap();
        let kinds: Vec<_> = second.iter().map(|block| block["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["heading", "callout", "page-break"]);
        assert_eq!(article["footnotes"][0]["html"], "<p>A <em>note</em>.</p>\n");
        assert_eq!(article["outline"][1]["id"], "two");
    }

    #[test]
    fn the_html_of_all_blocks_is_the_body_of_the_page() {
        let text = "---\ntitle: T\n---\nOne [two].\n\n```\n## code\n```\n\n## Chapter\n\n:::note\nunclosed\n\n## Last\n\n\
                    [two]: https://example.org/\n\n::page-break\n\n- end\n";
        let model = model(text);
        let article = &model["articles"][0];
        let chapters = article["chapters"].as_array().unwrap().iter().map(|chapter| &chapter["blocks"]);
        let blocks = std::iter::once(&article["introduction"]).chain(chapters);
        let html: String =
            blocks.flat_map(|blocks| blocks.as_array().unwrap()).map(|block| block["html"].as_str().unwrap()).collect();
        assert_eq!(html, crate::render_fragment(text, crate::Trust::Sanitised));
    }
}
