//! `missing-image`: an image that is not among the publication's files.

use super::{Overview, Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::images;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::both("missing-image", check, check_article);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let images = images::of_passage(subject.passage, subject.context.slug);
    let missing = images.iter().filter(|image| !subject.snapshot.assets.contains_key(&image.path));
    out.extend(missing.map(|image| missing_image(&image.path, image.span).in_file(&image.file)));
}

fn check_article(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let cover = article.context.meta.cover.iter();
    let missing = cover.filter(|cover| !article.snapshot.assets.contains_key(&cover.path));
    out.extend(missing.map(|cover| missing_image(&cover.path, cover.span)));
}

fn missing_image(path: &str, span: Span) -> Diagnostic {
    let message = Message::new(format!("There is no image {path}."), format!("画像 {path} がありません。"));
    Diagnostic::error(RULE.code, span, message)
        .hint("Paths count from the article's folder.", "パスは記事のフォルダーから書いてください。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn images_must_be_there() {
        let text = "![a](images/a.png) ![b](images/b.png)\n\n:::figure{src=images/c.png}\n:::\n";
        assert_eq!(found(&RULE, text), ["missing-image \"![b](images/b.png)\"", "missing-image \"images/c.png\""]);
    }
}
