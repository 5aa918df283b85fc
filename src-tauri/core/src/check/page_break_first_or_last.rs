//! `page-break-first-or-last`: a break before the first words or after the last makes an empty page.
//! Looks at the whole article.

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::model::{Block, BlockKind};
use crate::source::Span;

pub(super) const RULE: Rule = Rule { code: "page-break-first-or-last", check };

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let blocks = &subject.article.blocks[..];
    let leading = blocks.iter().take_while(|block| is_break(block)).count();
    let trailing = blocks[leading..].iter().rev().take_while(|block| is_break(block)).count();
    for block in blocks[..leading].iter().chain(&blocks[blocks.len() - trailing..]) {
        let message = Message::new(
            "A page break stands between two pages; here it makes an empty one.",
            "ここで改ページすると、空のページができます。",
        );
        let line = whole_line(block.span, subject.article.source);
        out.push(
            Diagnostic::warning(RULE.code, block.span, message)
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

fn is_break(block: &Block<'_>) -> bool {
    matches!(block.kind, BlockKind::PageBreak(_))
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
        assert_eq!(found(check, "::page-break[a]\n\nb\n"), ["page-break-first-or-last \"::page-break[a]\""]);
        assert_eq!(found(check, "a\n\n::page-break[b]\n"), ["page-break-first-or-last \"::page-break[b]\""]);
        assert_eq!(found(check, "a\n\n::page-break[b]\n\nc\n"), [""; 0]);
        assert_eq!(found(check, "::page-break\n"), ["page-break-first-or-last \"::page-break\""]);
    }

    #[test]
    fn the_repair_takes_the_line_out() {
        assert_eq!(fixed(check, "a\n\n::page-break[b]\n"), "a\n\n");
    }
}
