//! `page-break-first-or-last`: a break before the first words or after the last makes an empty page.
//! Looks at the whole article.

use super::{Overview, Rule};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("page-break-first-or-last", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let breaks: Vec<_> = article.breaks().collect();
    let blocks = article.whole.pages.last().map_or(0, |page| page.blocks.end);
    let leading = breaks.iter().enumerate().take_while(|(at, (block, _))| at == block).count();
    let rest = breaks[leading..].iter().rev().enumerate();
    let trailing = rest.take_while(|(at, (block, _))| at + block + 1 == blocks).count();
    for (_, span) in breaks[..leading].iter().chain(&breaks[breaks.len() - trailing..]) {
        let message = Message::new(
            "A page break stands between two pages; here it makes an empty one.",
            "ここで改ページすると、空のページができます。",
        );
        let line = whole_line(*span, article.text);
        out.push(
            Diagnostic::warning(RULE.code, *span, message)
                .hint(
                    "Remove it, or write what the other page holds.",
                    "消すか、もう一方のページの中身を書いてください。",
                )
                .fix(
                    Message::new("Remove the page break", "改ページを消す"),
                    vec![TextEdit { span: line, text: String::new() }],
                ),
        );
    }
}

/// The span with the end of its line.
fn whole_line(span: Span, source: &str) -> Span {
    let newline = source[span.end..].starts_with('\n');
    Span::new(span.start, span.end + usize::from(newline))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fixed, found};

    #[test]
    fn a_break_stands_between_two_pages() {
        assert_eq!(found(&RULE, "::page-break[a]\n\nb\n"), ["page-break-first-or-last \"::page-break[a]\""]);
        assert_eq!(found(&RULE, "a\n\n::page-break[b]\n"), ["page-break-first-or-last \"::page-break[b]\""]);
        assert_eq!(found(&RULE, "a\n\n::page-break[b]\n\nc\n"), [""; 0]);
        assert_eq!(found(&RULE, "::page-break\n"), ["page-break-first-or-last \"::page-break\""]);
    }

    #[test]
    fn the_repair_takes_the_line_out() {
        assert_eq!(fixed(&RULE, "a\n\n::page-break[b]\n"), "a\n\n");
    }
}
