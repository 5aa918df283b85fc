//! `missing-image`: an image that is not among the publication's files.

use super::{Overview, Rule, Subject};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::model::images::{self, ImageUse};
use crate::source::{Snapshot, Span};

pub(super) const RULE: Rule = Rule::both("missing-image", check, check_article);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let images = images::of_passage(subject.passage, subject.context.slug);
    let own = subject.passage.source;
    out.extend(images.iter().filter_map(|image| missing_image(image, own, subject.context.slug, subject.snapshot)));
}

fn check_article(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let cover = article.context.meta.cover.iter();
    let images = cover.map(|cover| ImageUse { path: cover.path.clone(), span: cover.span, file: String::new() });
    let (own, slug) = (article.text, article.context.slug);
    out.extend(images.filter_map(|image| missing_image(&image, own, slug, article.snapshot)));
}

/// `own` is the text of images that are not of a file of their own.
fn missing_image(image: &ImageUse, own: &str, slug: &str, snapshot: &Snapshot) -> Option<Diagnostic> {
    if snapshot.assets.contains_key(&image.path) {
        return None;
    }
    let message =
        Message::new(format!("There is no image {}.", image.path), format!("画像 {} がありません。", image.path));
    let diagnostic = Diagnostic::error(RULE.code, image.span, message)
        .in_file(&image.file)
        .hint("Paths count from the article's folder.", "パスは記事のフォルダーから書いてください。");
    let (text, folder) = match image.file.as_str() {
        "" => (Some(own), slug),
        file => (snapshot.texts.get(file).map(String::as_str), file.rsplit_once('/').map_or("", |(folder, _)| folder)),
    };
    let edit = same_but_case(image, snapshot).and_then(|path| rename(image, path, text?, folder));
    Some(match edit {
        Some(edit) => {
            let label = Message::new(format!("Write “{}”", edit.text), format!("「{}」と書く", edit.text));
            diagnostic.fix(label, vec![edit])
        }
        None => diagnostic,
    })
}

/// The one file whose path differs in capital letters only: some machines find it, web servers do not.
fn same_but_case<'s>(image: &ImageUse, snapshot: &'s Snapshot) -> Option<&'s str> {
    let wanted = image.path.to_lowercase();
    let mut same = snapshot.assets.keys().filter(|path| path.to_lowercase() == wanted);
    same.next().filter(|_| same.next().is_none()).map(String::as_str)
}

/// Writes `path` where the image is named, provided that its path stands there once and as it is.
fn rename(image: &ImageUse, path: &str, text: &str, folder: &str) -> Option<TextEdit> {
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
        assert_eq!(fixed(&RULE, text), whole);
        assert_eq!(found(&RULE, whole), [""; 0]);
    }

    #[test]
    fn images_must_be_there() {
        let text = "![a](images/a.png) ![b](images/b.png)\n\n:::figure{src=images/c.png}\n:::\n";
        assert_eq!(found(&RULE, text), ["missing-image \"![b](images/b.png)\"", "missing-image \"images/c.png\""]);
    }
}
