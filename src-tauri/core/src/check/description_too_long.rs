//! `description-too-long`: search results cut long descriptions. The engines publish no limit; practice is about 120
//! full-width characters, or 240 half-width ones, on a wide screen.

use super::{Overview, Rule, search_width};
use crate::diagnostic::{Diagnostic, Message};

pub(super) const RULE: Rule = Rule::article("description-too-long", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let meta = article.context.meta;
    let Some(width) = meta.description.as_deref().map(search_width).filter(|&width| width > MOST) else { return };
    let (now, most) = (width.div_ceil(2), MOST / 2);
    let message = Message::new(
        format!("The description is about {width} characters wide; search results show some {MOST}."),
        format!("説明が全角でおよそ{now}字あります。検索結果に表示されるのは{most}字ほどです。"),
    );
    out.push(Diagnostic::warning(RULE.code, meta.description_span, message).hint(
        "Say in one or two sentences what readers will find.",
        "読者が何を得られるかを、一、二文で書いてください。",
    ));
}

/// In half-width characters.
const MOST: usize = 240;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn wide_characters_count_twice() {
        let description = |text: &str| found(&RULE, &format!("---\ndescription: {text}\n---\n")).len();
        assert_eq!((description(&"菊".repeat(120)), description(&"菊".repeat(121))), (0, 1));
        assert_eq!((description(&"a".repeat(240)), description(&"a".repeat(241))), (0, 1));
    }
}
