//! Articles as single files: each a page that needs nothing beside it.

use super::{Bundle, inlined, policy};
use crate::Trust;
use crate::article::Article;
use crate::model::publication::Publication;
use crate::parallel;
use crate::render::page::standalone_page;
use crate::render::style::stylesheet;
use crate::source::Snapshot;

/// Every article as a file of its own. What it would link to in the publication is not there: such links leave their words.
pub(super) fn pages(snapshot: &Snapshot) -> Bundle {
    let (publication, _) = Publication::read(snapshot);
    let style = stylesheet(&publication, None);
    let policy = policy::self_contained(&style);
    let slugs: Vec<&str> = snapshot.slugs().collect();
    let written = parallel::map(&slugs, |slug| {
        let text = snapshot.article(slug).unwrap_or_default();
        let article = Article::written(text, slug, &publication, snapshot, Trust::Alone);
        let html = article.compose(snapshot, Trust::Alone, |composer| standalone_page(composer, &style, &policy));
        (format!("{slug}.html"), inlined::inlined(&html, slug, snapshot))
    });
    Bundle { files: written.into_iter().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{Content, Piece};
    use crate::source::Asset;

    #[test]
    fn a_page_leads_nowhere_but_out_and_holds_its_images() {
        let mut snapshot = Snapshot::default();
        let text = "---\ntitle: A\n---\n[other](../b/article.md) [file](x.pdf) [web](https://example.org/) ![i](i.png)\n\n\
                    ::page-break\n\n## Two\n\n[up](#two)\n";
        snapshot.texts.insert("a/article.md".into(), text.into());
        snapshot.texts.insert("b/article.md".into(), "---\ntitle: B\n---\n".into());
        snapshot.assets.insert("a/i.png".into(), Asset::default());
        let mut bundle = pages(&snapshot);
        let Some(Content::Inlined(pieces)) = bundle.files.remove("a.html") else { panic!() };
        assert!(pieces.contains(&Piece::DataAddress("a/i.png".into())));
        let text = |piece: &Piece| if let Piece::Text(text) = piece { text.clone() } else { String::new() };
        let html: String = pieces.iter().map(text).collect();
        let words = "<p>other file <a href=\"https://example.org/\" rel=\"noopener\">web</a>";
        assert!(html.contains(words) && html.contains("<a href=\"#two\">"), "{html}");
        assert!(!html.contains("class=\"next-page") && !html.contains("<link rel=\"stylesheet"));
    }
}
