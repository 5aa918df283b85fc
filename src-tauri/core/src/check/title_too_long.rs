//! `title-too-long`: search results cut long titles. The engines publish no limit, they cut by width; practice is about 32
//! full-width characters, or 64 half-width ones.

use super::{Overview, Rule, search_width};
use crate::diagnostic::{Diagnostic, Message};

pub(super) const RULE: Rule = Rule::article("title-too-long", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let meta = article.context.meta;
    let Some(width) = meta.title.as_deref().map(search_width).filter(|&width| width > MOST) else { return };
    let (now, most) = (width.div_ceil(2), MOST / 2);
    let message = Message::new(
        format!("The title is about {width} characters wide; search results show some {MOST}."),
        format!("題名が全角でおよそ{now}字あります。検索結果に表示されるのは{most}字ほどです。"),
    );
    out.push(
        Diagnostic::warning(RULE.code, meta.title_span, message)
            .hint("Put the important words first and leave out the rest.", "大事な言葉を先に置き、短くしてください。"),
    );
}

/// In half-width characters.
const MOST: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn wide_characters_count_twice() {
        let title = |title: &str| found(&RULE, &format!("---\ntitle: {title}\n---\n")).len();
        assert_eq!((title(&"菊".repeat(32)), title(&"菊".repeat(33))), (0, 1));
        assert_eq!((title(&"a".repeat(64)), title(&"a".repeat(65))), (0, 1));
        assert_eq!(found(&RULE, "No front matter.\n"), [""; 0]);
    }
}
