//! `missing-image`: an image that is not among the publication's files.

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::images;

pub(super) const RULE: Rule = Rule { code: "missing-image", check };

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let (article, snapshot) = (subject.article, subject.snapshot);
    for image in images::of_article(article) {
        if !snapshot.assets.contains_key(&image.path) {
            let message = Message::new(
                format!("There is no image {}.", image.path),
                format!("画像 {} がありません。", image.path),
            );
            out.push(
                Diagnostic::error(RULE.code, image.span, message)
                    .in_file(&image.file)
                    .hint("Paths count from the article's folder.", "パスは記事のフォルダーから書いてください。"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn images_must_be_there() {
        let text = "![a](images/a.png) ![b](images/b.png)\n\n:::figure{src=images/c.png}\n:::\n";
        assert_eq!(found(check, text), ["missing-image \"![b](images/b.png)\"", "missing-image \"images/c.png\""]);
    }
}
