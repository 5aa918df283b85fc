//! `duplicate-heading-id`: an id that was set by hand and is taken already gets a number, and links to it lead elsewhere
//! (HTML: an id is unique in its document).
//! Looks at the whole article.

use super::{Rule, Subject, offset_in};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::source::Span;

pub(super) const RULE: Rule = Rule { code: "duplicate-heading-id", check };

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let source = subject.article.source;
    let headings = subject.article.headings.iter();
    let named = headings.filter_map(|heading| Some((wanted_id(heading.span, source)?, &heading.id)));
    let blocks = subject.directives().filter_map(|block| Some((subject.first_line(block), block.id.as_ref()?)));
    for (span, id) in named.filter(|(span, id)| span.of(source) != **id) {
        out.push(taken(span, id));
    }
    for (fence, id) in blocks.filter(|(fence, id)| !fence.of(source).contains(id.as_str())) {
        out.push(taken(id_in(fence, id, source).unwrap_or(fence), id));
    }
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

/// Where a block's first line asks for the id that it got with a number.
fn id_in(fence: Span, given: &str, source: &str) -> Option<Span> {
    let (wanted, _) = given.rsplit_once('-')?;
    let line = fence.of(source);
    let at = line.rfind(&format!("#{wanted}"))? + 1;
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
        assert_eq!(found(check, text), ["duplicate-heading-id \"x\"", "duplicate-heading-id \"x\""]);
        assert_eq!(fixed(check, text), "## a {#x}\n\n## b {.wide #x-1}\n\n:::note{#x-2}\nc\n:::\n");
        assert_eq!(found(check, "## a {#toc}\n"), ["duplicate-heading-id \"toc\""], "the page has one of its own");
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
            assert_eq!(found(check, text), [""; 0], "{text}");
        }
    }
}
