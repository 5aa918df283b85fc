//! `misnested-block`: a block inside of one that cannot hold it. The points, the picture's caption and somebody else's
//! words are no place for a card; a balloon holds what its speaker says. A block that is still open where the block
//! around it is closed has the same code, and is reported by the parser.

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::BlockKind;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::passage("misnested-block", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let mut around: Vec<(Span, &str)> = Vec::new();
    for block in subject.directives() {
        while around.pop_if(|(outer, _)| block.span.start < outer.start || outer.end < block.span.end).is_some() {}
        let name = name(&block.kind);
        if let Some((_, outer)) = around.last().filter(|(_, outer)| !may_hold(outer, name)) {
            out.push(misnested(subject.first_line(block), name, outer));
        }
        around.push((block.span, name));
    }
}

/// The blocks that no block of a kind may hold directly. A page break in any block is reported as `misplaced-page-break`.
fn may_hold(outer: &str, inner: &str) -> bool {
    match inner {
        "takeaways" => false,
        "source" | "commentary" => !matches!(outer, "takeaways" | "source" | "quote" | "commentary" | "figure"),
        "qa" => !matches!(outer, "takeaways" | "source" | "quote" | "commentary" | "figure" | "qa"),
        _ => !matches!(outer, "takeaways" | "figure"),
    }
}

/// As the author writes it, for the kinds that matter here.
fn name(kind: &BlockKind<'_>) -> &'static str {
    match kind {
        BlockKind::Takeaways { .. } => "takeaways",
        BlockKind::Qa { .. } => "qa",
        BlockKind::Source { .. } => "source",
        BlockKind::Quote { .. } => "quote",
        BlockKind::Commentary { .. } => "commentary",
        BlockKind::Details { .. } => "details",
        BlockKind::Figure { .. } => "figure",
        BlockKind::Callout { kind, .. } => kind.name(),
        BlockKind::Markdown(_) | BlockKind::Heading(..) | BlockKind::PageBreak(_) | BlockKind::Unknown { .. } => "",
    }
}

fn misnested(fence: Span, inner: &str, outer: &str) -> Diagnostic {
    let message = Message::new(
        format!("The block “{inner}” does not belong into “{outer}”."),
        format!("ブロック「{inner}」は「{outer}」の中には置けません。"),
    );
    Diagnostic::warning(RULE.code, fence, message)
        .hint("Move it before or after the other block.", "外側のブロックの前か後に移してください。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn blocks_hold_what_belongs_into_them() {
        for (outer, inner) in [
            ("commentary", "source"),
            ("source", "takeaways"),
            ("takeaways", "note"),
            ("qa", "qa"),
            ("note", "takeaways"),
            ("figure", "quote"),
            ("quote", "commentary"),
        ] {
            let text = format!("::::{outer}\n:::{inner}\na\n:::\n::::\n\n:::{inner}\nb\n:::\n");
            assert_eq!(found(&RULE, &text), [format!("misnested-block {:?}", format!(":::{inner}"))], "{text}");
        }
    }

    #[test]
    fn other_blocks_nest_as_they_like() {
        for (outer, inner) in [
            ("details", "source"),
            ("source", "quote"),
            ("commentary", "quote"),
            ("note", "commentary"),
            ("quote", "quote"),
            ("mystery", "source"),
            ("details", "qa"),
        ] {
            let text = format!("::::{outer}\n- a\n\n  :::{inner}\n  b\n  :::\n::::\n\n:::takeaways\n- c\n:::\n");
            assert_eq!(found(&RULE, &text), [""; 0], "{text}");
        }
    }
}
