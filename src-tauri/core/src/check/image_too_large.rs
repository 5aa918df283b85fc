//! `image-too-large`: a small file may be an image that fills the memory of whoever looks at it.

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::images;

pub(super) const RULE: Rule = Rule::passage("image-too-large", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for image in images::of_passage(subject.passage, subject.context.slug) {
        let asset = subject.snapshot.assets.get(&image.path).filter(|asset| asset.has_too_many_pixels(&image.path));
        let Some((width, height)) = asset.and_then(|asset| asset.size) else { continue };
        let message = Message::new(
            format!(
                "The image {} has {width} × {height} pixels; none with more than 100 million is shown.",
                image.path
            ),
            format!("画像 {} は {width} × {height} 画素あります。1 億画素を超える画像は表示しません。", image.path),
        );
        out.push(Diagnostic::error(RULE.code, image.span, message).in_file(&image.file).hint(
            "Scale it down: a page seldom needs more than 4,000 pixels across.",
            "縮小してください。ページには幅 4,000 画素もあれば十分です。",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn an_image_of_too_many_pixels_is_named_and_a_drawing_is_not() {
        let text = "![a](images/a.png) ![b](images/huge.png) ![c](images/huge.svg)\n";
        assert_eq!(found(&RULE, text), ["image-too-large \"![b](images/huge.png)\""]);
    }
}
