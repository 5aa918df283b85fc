//! `missing-image`: an image that is not among the publication's files.

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::model::images::{self, ImageUse};
use crate::source::{Snapshot, Span};

pub(super) const RULE: Rule = Rule { code: "missing-image", check };

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let (article, snapshot) = (subject.article, subject.snapshot);
    for image in images::of_article(article).iter().filter(|image| !snapshot.assets.contains_key(&image.path)) {
        let message =
            Message::new(format!("There is no image {}.", image.path), format!("画像 {} がありません。", image.path));
        let diagnostic = Diagnostic::error(RULE.code, image.span, message)
            .in_file(&image.file)
            .hint("Paths count from the article's folder.", "パスは記事のフォルダーから書いてください。");
        let same = same_but_case(image, snapshot);
        out.push(match same.and_then(|path| rename(image, path, subject)) {
            Some(edit) => {
                let label = Message::new(format!("Write “{}”", edit.text), format!("「{}」と書く", edit.text));
                diagnostic.fix(label, vec![edit])
            }
            None => diagnostic,
        });
    }
}

/// The one file whose path differs in capital letters only: some machines find it, web servers do not.
fn same_but_case<'s>(image: &ImageUse, snapshot: &'s Snapshot) -> Option<&'s str> {
    let wanted = image.path.to_lowercase();
    let mut same = snapshot.assets.keys().filter(|path| path.to_lowercase() == wanted);
    same.next().filter(|_| same.next().is_none()).map(String::as_str)
}

/// Writes `path` where the image is named, provided that its path stands there once and as it is.
fn rename(image: &ImageUse, path: &str, subject: &Subject<'_>) -> Option<TextEdit> {
    let article = subject.article;
    let text = if image.file == article.path { article.source } else { subject.snapshot.texts.get(&image.file)? };
    let folder = image.file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let inside = |path: &str| path.get(folder.len()..).map(|rest| rest.trim_start_matches('/').to_owned());
    let own = image.path.starts_with(folder) && path.starts_with(folder);
    let (written, right) =
        if own { (inside(&image.path)?, inside(path)?) } else { (image.path.clone(), path.to_owned()) };
    let place = image.span.of(text);
    let at = place.rfind(&written).filter(|&at| place.find(&written) == Some(at))?;
    Some(TextEdit { span: Span::new(at, at + written.len()).shifted(image.span.start), text: right })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fixed, found};

    #[test]
    fn capital_letters_are_mended() {
        let text = "![b](Images/A.PNG)\n\n:::figure{src=\"./images/a.PNG\"}\n:::\n";
        let whole = "![b](images/a.png)\n\n:::figure{src=\"./images/a.png\"}\n:::\n";
        assert_eq!(fixed(check, text), whole);
        assert_eq!(found(check, whole), [""; 0]);
    }

    #[test]
    fn images_must_be_there() {
        let text = "![a](images/a.png) ![b](images/b.png)\n\n:::figure{src=images/c.png}\n:::\n";
        assert_eq!(found(check, text), ["missing-image \"![b](images/b.png)\"", "missing-image \"images/c.png\""]);
    }
}
