//! `image-without-credit`: who made a picture, or where it is from, belongs beside it (Article 48 of the Japanese
//! Copyright Act for pictures of others; Article 19 gives authors the right to be named). A licence that is named is
//! enough for a figure. Plain Markdown images have no place for a credit. Not legal advice.

use super::{Overview, Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::BlockKind;
use crate::model::reference::Picture;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::both("image-without-credit", check, check_article);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for block in subject.directives() {
        match &block.kind {
            BlockKind::Figure { figure, .. }
                if figure.path.is_some() && figure.credit.is_none() && figure.licence.is_none() =>
            {
                out.push(without_credit(figure.span));
            }
            BlockKind::Source { source, .. } => {
                if let Some(image) = source.reference.image.as_ref().filter(|image| lacks_credit(image)) {
                    out.push(without_credit(image.span).in_file(&source.reference.file));
                }
            }
            _ => {}
        }
    }
}

fn check_article(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let cover = article.context.meta.cover.iter();
    out.extend(cover.filter(|cover| lacks_credit(cover)).map(|cover| without_credit(cover.span)));
}

fn lacks_credit(picture: &Picture) -> bool {
    picture.credit.is_none()
}

fn without_credit(span: Span) -> Diagnostic {
    let message = Message::new("This image does not say where it is from.", "この画像には出典（credit）がありません。");
    Diagnostic::warning(RULE.code, span, message).hint(
        "Write credit= with an address or words; for one of your own, your name.",
        "credit にアドレスか作者名を書いてください。自作の画像なら自分の名前を書きます。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn pictures_say_where_they_are_from() {
        let text = "---\ncover: { image: images/a.png }\n---\n:::figure{src=images/b.png}\n:::\n:::source{image=images/c.png}\n:::\n";
        assert_eq!(
            found(&RULE, text),
            [
                "image-without-credit \"images/a.png\"",
                "image-without-credit \"images/b.png\"",
                "image-without-credit \"images/c.png\""
            ]
        );
    }

    #[test]
    fn a_credit_or_a_licence_is_enough() {
        let text = "---\ncover: { image: images/a.png, credit: 自作 }\n---\n:::figure{src=images/a.png credit=自作}\n:::\n\
                    :::figure{src=images/a.png licence=CC0}\n:::\n![a](images/a.png)\n";
        assert_eq!(found(&RULE, text), [""; 0]);
    }
}
