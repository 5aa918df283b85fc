//! What an article can name: the publication's personas and the sources within its reach.

use crate::article::Head;
use crate::model::link;
use crate::model::publication::{Persona, Publication, Side};
use crate::model::reference::{Name, Reference};
use crate::source::{PublicationPath, Snapshot};

/// The personas and sources of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resources {
    /// In the order of the settings.
    pub personas: Vec<PersonaEntry>,
    /// By key. An article's own source stands for a shared one with the same key.
    pub sources: Vec<SourceEntry>,
    /// The article's own first, then the others by path.
    pub images: Vec<ImageEntry>,
}

/// An image of the publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageEntry {
    /// Its address for the article's text.
    pub address: String,
    /// Its path in the publication.
    pub path: PublicationPath,
}

/// Someone who comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonaEntry {
    /// What `by` says.
    pub id: String,
    /// What readers see.
    pub name: String,
    /// A picture of the publication.
    pub avatar: Option<PublicationPath>,
    /// Whether the balloon stands on the right where the block does not say.
    pub on_right: bool,
}

/// A source, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEntry {
    /// What `ref` and `@key` say.
    pub key: String,
    /// The title; empty where it has none.
    pub title: String,
    /// The newspaper, journal, publisher or host; empty where none is known.
    pub site: String,
    /// The authors' names.
    pub authors: Vec<String>,
    /// ISO 8601, as exact as it is known; empty where it is not.
    pub issued: String,
    /// The file that it stands in.
    pub file: PublicationPath,
}

impl Resources {
    /// Reads the front matter of the article in folder `slug`, and nothing of its body; the publication's alone where the
    /// snapshot has no such text.
    pub fn read(publication: &Publication, snapshot: &Snapshot, slug: &str) -> Self {
        let head = snapshot.article(slug).map(|text| Head::read(text, slug, publication));
        let own = head.as_ref().map(|head| &head.meta.bibliography);
        let shared = publication.bibliography.iter();
        let shared = shared.filter(|source| own.is_none_or(|own| own.get(&source.id).is_none()));
        let mut sources: Vec<_> =
            own.into_iter().flat_map(|own| own.iter()).chain(shared).map(SourceEntry::from).collect();
        sources.sort_by(|one, other| one.key.cmp(&other.key));
        Self {
            personas: publication.personas.iter().map(PersonaEntry::from).collect(),
            sources,
            images: images(snapshot, slug),
        }
    }
}

fn images(snapshot: &Snapshot, slug: &str) -> Vec<ImageEntry> {
    let entries =
        snapshot.assets.keys().map(|path| ImageEntry { address: link::written(slug, path), path: path.clone() });
    let (own, others): (Vec<_>, Vec<_>) = entries.partition(|image| !image.address.starts_with("../"));
    own.into_iter().chain(others).collect()
}

impl From<&Persona> for PersonaEntry {
    fn from(persona: &Persona) -> Self {
        Self {
            id: persona.id.clone(),
            name: persona.name.clone(),
            avatar: persona.avatar.clone(),
            on_right: persona.side == Side::Right,
        }
    }
}

impl From<&Reference> for SourceEntry {
    fn from(reference: &Reference) -> Self {
        Self {
            key: reference.id.clone(),
            title: reference.title.clone().unwrap_or_default(),
            site: reference.site().unwrap_or_default(),
            authors: reference.authors.iter().map(Name::full).collect(),
            issued: reference.issued.map(|date| date.iso()).unwrap_or_default(),
            file: reference.file.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Asset, PUBLICATION_FILE};

    const SETTINGS: &str = "title = \"t\"\nbibliography = [\"s.json\"]\n[personas.b]\nname = \"B\"\nside = \"right\"\n\
                            avatar = \"b.svg\"\n[personas.a]\n";
    const SHARED: &str = r#"[{"id":"z","title":"Shared"},{"id":"m","title":"Hidden"}]"#;
    const ARTICLE: &str = "---\ntitle: t\nreferences:\n- id: m\n  title: Own\n  container-title: Site\n  issued: 2025-03\n  author: [{family: 菊池, given: 花}]\n---\n";

    fn snapshot() -> Snapshot {
        let mut snapshot = Snapshot::default();
        for (path, text) in [(PUBLICATION_FILE, SETTINGS), ("s.json", SHARED), ("a/article.md", ARTICLE)] {
            snapshot.texts.insert(path.into(), text.into());
        }
        snapshot.assets.insert("b.svg".into(), Asset::default());
        snapshot
    }

    fn read(slug: &str) -> Resources {
        let snapshot = snapshot();
        Resources::read(&Publication::read(&snapshot).0, &snapshot, slug)
    }

    #[test]
    fn an_articles_own_source_hides_the_shared_one() {
        let told: Vec<_> =
            read("a").sources.into_iter().map(|source| (source.key, source.title, source.file)).collect();
        let entry = |key: &str, title: &str, file: &str| (key.to_owned(), title.to_owned(), file.to_owned());
        assert_eq!(told, [entry("m", "Own", "a/article.md"), entry("z", "Shared", "s.json")]);
        assert_eq!(read("nowhere").sources[0].title, "Hidden");
    }

    #[test]
    fn a_source_says_what_tells_it_from_others() {
        let own = &read("a").sources[0];
        assert_eq!((own.site.as_str(), own.issued.as_str()), ("Site", "2025-03"));
        assert_eq!(own.authors, ["菊池花"]);
    }

    #[test]
    fn images_are_named_as_the_articles_text_names_them() {
        let mut snapshot = snapshot();
        for path in ["a/images/朝 1.png", "b/images/x.png"] {
            snapshot.assets.insert(path.into(), Asset::default());
        }
        let read = Resources::read(&Publication::read(&snapshot).0, &snapshot, "a");
        let told: Vec<_> = read.images.iter().map(|image| image.address.as_str()).collect();
        assert_eq!(told, ["images/朝%201.png", "../b.svg", "../b/images/x.png"]);
    }

    #[test]
    fn personas_keep_the_order_of_the_settings() {
        let personas = read("a").personas;
        let told: Vec<_> = personas.iter().map(|one| (one.id.as_str(), one.name.as_str(), one.on_right)).collect();
        assert_eq!(told, [("b", "B", true), ("a", "a", false)]);
        assert_eq!(personas[0].avatar.as_deref(), Some("b.svg"));
    }
}
