//! `duplicate-heading-id`: an id that was set by hand and is taken already gets a number, and links to it lead elsewhere
//! (HTML: an id is unique in its document).
//! Looks at the whole article.

use super::{Overview, Rule, Subject, offset_in};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("duplicate-heading-id", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    for (passage, starts) in article.passages.iter().zip(&article.whole.starts) {
        for &(anchor, span) in &passage.survey.ids_by_hand {
            let wanted = passage.facts.anchors.get(anchor).map(|anchor| &anchor.wanted);
            let given = article.whole.ids.get(starts.ids + anchor);
            if let (Some(wanted), Some(given)) = (wanted, given)
                && wanted != given
            {
                out.push(taken(span.shifted(passage.base), given));
            }
        }
    }
}

/// The anchors of a passage whose ids their author set, and where.
pub(super) fn ids_by_hand(subject: &Subject<'_>) -> Vec<(usize, Span)> {
    let passage = subject.passage;
    let headings = passage.facts.headings.iter().zip(&passage.places.headings);
    let named = headings.filter_map(|(heading, span)| Some((heading.anchor, wanted_id(*span, passage.source)?)));
    let blocks = subject.directives().filter_map(|block| {
        let (anchor, fence) = (block.anchor?, subject.first_line(block));
        let wanted = &passage.facts.anchors.get(anchor)?.wanted;
        Some((anchor, id_in(fence, wanted, passage.source).unwrap_or(fence)))
    });
    named.chain(blocks).collect()
}

/// The id that a heading asks for in the braces at its end.
fn wanted_id(heading: Span, source: &str) -> Option<Span> {
    let line = heading.of(source).lines().next()?.trim_end();
    let open = line.rfind('{').filter(|&open| !line[..open].ends_with('\\'))?;
    let inner = line[open + 1..].strip_suffix('}')?;
    let word = inner.split_whitespace().find_map(|word| word.strip_prefix('#').filter(|id| !id.is_empty()))?;
    let at = heading.start + offset_in(line, word);
    Some(Span::new(at, at + word.len()))
}

/// Where a block's first line asks for the id that one of its anchors has.
fn id_in(fence: Span, wanted: &str, source: &str) -> Option<Span> {
    let at = fence.of(source).rfind(&format!("#{wanted}"))? + 1;
    Some(Span::new(at, at + wanted.len()).shifted(fence.start))
}

fn taken(span: Span, given: &str) -> Diagnostic {
    let message = Message::new(
        format!("This id is taken already; here it is “{given}”."),
        format!("この ID はすでに使われているため、「{given}」になります。"),
    );
    // The same id as before the repair: nothing that leads to it changes.
    let edit = TextEdit { span, text: given.to_owned() };
    Diagnostic::warning(RULE.code, span, message)
        .hint("Choose another id.", "別の ID を付けてください。")
        .fix(Message::new(format!("Write “{given}”"), format!("「{given}」と書く")), vec![edit])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fixed, found};

    #[test]
    fn an_id_is_given_once() {
        let text = "## a {#x}\n\n## b {.wide #x}\n\n:::note{#x}\nc\n:::\n";
        assert_eq!(found(&RULE, text), ["duplicate-heading-id \"x\"", "duplicate-heading-id \"x\""]);
        assert_eq!(fixed(&RULE, text), "## a {#x}\n\n## b {.wide #x-1}\n\n:::note{#x-2}\nc\n:::\n");
        assert_eq!(found(&RULE, "## a {#toc}\n"), ["duplicate-heading-id \"toc\""], "the page has one of its own");
    }

    #[test]
    fn other_braces_and_equal_words_are_fine() {
        for text in [
            "## a {#x}\n\n## b {#y}\n",
            "## a\n\n## a\n",
            "## `{#a}`\n",
            "## a \\{#b}\n",
            "## a {#}\n",
            ":::note{#x}\n:::\n",
        ] {
            assert_eq!(found(&RULE, text), [""; 0], "{text}");
        }
    }
}
