//! Articles as single files: each a page that needs nothing beside it.

use super::{Bundle, Content, Piece, inlined, policy};
use crate::Trust;
use crate::article::Article;
use crate::model::look::StylePiece;
use crate::model::publication::Publication;
use crate::parallel;
use crate::render::page::standalone_page;
use crate::render::style;
use crate::source::Snapshot;

/// Every article as a file of its own. What it would link to in the publication is not there: such links leave their words.
pub(super) fn pages(snapshot: &Snapshot) -> Bundle {
    let (publication, _) = Publication::read(snapshot);
    let style = style_with_files(&publication);
    let policy = policy::self_contained_with(NO_HASH);
    let slugs: Vec<&str> = snapshot.slugs().collect();
    let written = parallel::map(&slugs, |slug| {
        let text = snapshot.article(slug).unwrap_or_default();
        let article = Article::written(text, slug, &publication, snapshot, Trust::Alone);
        let html = article.compose(snapshot, Trust::Alone, |composer| standalone_page(composer, "", &policy));
        (format!("{slug}.html"), Content::Inlined(with_style(&html, &style, slug, snapshot)))
    });
    Bundle { files: written.into_iter().collect() }
}

/// Stands for the hash of the style, which is known once its files are read.
const NO_HASH: &str = "of-the-style";

/// The style of all pages, with its files in it.
fn style_with_files(publication: &Publication) -> Vec<Piece> {
    let mut pieces = vec![Piece::Text(style::without_own(publication))];
    for piece in publication.look.css.iter().flat_map(|own| own.pieces()) {
        match piece {
            StylePiece::Text(text) => pieces.push(Piece::Text(text.clone())),
            StylePiece::File(path, rest) => pieces.extend([
                Piece::Text("\"".to_owned()),
                Piece::DataAddress(path.clone()),
                Piece::Text(format!("{rest}\"")),
            ]),
        }
    }
    pieces
}

/// A page that was written with an empty style, with `style` and its hash in their places: the first of their kind, because the head
/// stands before whatever an author wrote, and holds no tag of theirs.
fn with_style(html: &str, style: &[Piece], slug: &str, snapshot: &Snapshot) -> Vec<Piece> {
    let (before, rest) = html.split_once(NO_HASH).unwrap_or((html, ""));
    let (between, body) = rest.split_once("<style></style>").unwrap_or((rest, ""));
    let mut pieces = vec![Piece::Text(before.to_owned()), Piece::Sha256(style.to_vec())];
    pieces.push(Piece::Text(format!("{between}<style>")));
    pieces.extend_from_slice(style);
    pieces.push(Piece::Text("</style>".to_owned()));
    pieces.extend(inlined::inlined(body, slug, snapshot));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{Content, Piece};
    use crate::source::{Asset, Font};

    #[test]
    fn a_page_holds_the_files_of_its_style_and_allows_that_style_alone() {
        let mut snapshot = Snapshot::default();
        // Words that look like places in the head come behind it, and as words.
        let text = "---\ntitle: of-the-style <style></style>\n---\nof-the-style `<style></style>`\n";
        snapshot.texts.insert("a/article.md".into(), text.into());
        snapshot.texts.insert("publication.toml".into(), "css = \"own.css\"\n".into());
        let css = "@font-face { font-family: x; src: url(x.woff2) } p { background: url(i.svg#y) }";
        snapshot.texts.insert("own.css".into(), css.into());
        snapshot.fonts.insert("x.woff2".into(), Font::Usable);
        snapshot.assets.insert("i.svg".into(), Asset::default());
        let mut bundle = pages(&snapshot);
        let Some(Content::Inlined(pieces)) = bundle.files.remove("a.html") else { panic!() };
        let [Piece::Text(before), Piece::Sha256(hashed), Piece::Text(between), style @ .., Piece::Text(end), body] =
            &pieces[..]
        else {
            panic!("{pieces:?}")
        };
        assert!(before.ends_with("font-src data:; style-src &#39;sha256-"), "{before}");
        assert!(between.starts_with("&#39;; base-uri") && between.ends_with("<style>"));
        assert_eq!((end.as_str(), hashed.as_slice()), ("</style>", style));
        for path in ["x.woff2", "i.svg"] {
            assert!(style.contains(&Piece::DataAddress(path.into())), "{path}");
        }
        assert!(style.contains(&Piece::Text("#y\"".into())));
        assert!(matches!(body, Piece::Text(body) if body.contains("of-the-style <code>&lt;style&gt;")), "{body:?}");
    }

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
