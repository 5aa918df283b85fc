//! `too-many-sources`: formatting compares every source of an article with every other one, so there is an end to it.
//! Looks at the whole article.

use super::{Overview, Rule};
use crate::csl::MAX_SOURCES;
use crate::diagnostic::{Diagnostic, Message};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("too-many-sources", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let count = article.whole.references.len();
    if count <= MAX_SOURCES {
        return;
    }
    let message = Message::new(
        format!("The article uses {count} sources. Beyond {MAX_SOURCES}, they are listed without the style."),
        format!("この記事は資料を {count} 件使っています。{MAX_SOURCES} 件を超えると、書式なしで並べます。"),
    );
    let place = Span::new(article.body, article.body);
    out.push(
        Diagnostic::warning(RULE.code, place, message)
            .hint("Split the article, or cite fewer sources.", "記事を分けるか、使う資料を減らしてください。"),
    );
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::check::testing::found;

    fn article(count: usize) -> String {
        let (mut references, mut body) = ("---\nreferences:\n".to_owned(), String::new());
        for number in 0..count {
            writeln!(references, "- id: s{number}\n  title: t{number}").unwrap();
            writeln!(body, "[@s{number}]").unwrap();
        }
        format!("{references}---\n{body}")
    }

    #[test]
    fn beyond_the_bound_the_article_says_so_and_is_still_shown() {
        assert_eq!(found(&RULE, &article(MAX_SOURCES + 1)), ["too-many-sources \"\""]);
        assert_eq!(found(&RULE, &article(3)), [""; 0]);
    }
}
