//! `quote-longer-than-own-words`: in a quotation the author's own text is the main thing and the quoted words serve it
//! (Supreme Court of Japan, 28 March 1980, on what is now Article 32 of the Copyright Act). Length is one sign of it,
//! not the only one. Not legal advice.

use super::subject::{Chapter, Prose};
use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::BlockKind;

pub(super) const RULE: Rule = Rule::passage("quote-longer-than-own-words", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for chapter in &subject.chapters {
        let mut quotes = chapter.directives.iter().filter(|block| matches!(block.kind, BlockKind::Quote { .. }));
        let Some(first) = quotes.next() else { continue };
        let (quoted, own) = lengths(subject, chapter);
        if quoted <= own {
            continue;
        }
        let message = Message::new(
            format!("The quotations of this chapter are longer than its own words ({quoted} to {own} characters)."),
            format!("この章では、引用（{quoted}字）が自分の文章（{own}字）より長くなっています。"),
        );
        out.push(Diagnostic::warning(RULE.code, subject.first_line(first), message).hint(
            "Quote less, or say more of your own. This is no legal advice.",
            "引用を短くするか、自分の説明を増やしてください（法的な助言ではありません）。",
        ));
    }
}

/// The characters of others and of the author, without white space, code and the heading.
fn lengths(subject: &Subject<'_>, chapter: &Chapter<'_>) -> (usize, usize) {
    let (mut quoted, mut own) = (0, 0);
    for prose in subject.prose_of(chapter) {
        *(if prose.quoted { &mut quoted } else { &mut own }) += length(&prose);
    }
    (quoted, own)
}

fn length(prose: &Prose<'_>) -> usize {
    prose.texts().map(|(text, _)| characters(text)).sum()
}

/// Without spaces and the indentation of a paragraph. Every byte that does not continue a character starts one.
fn characters(text: &str) -> usize {
    let text = text.trim_start_matches('\u{3000}');
    text.bytes().filter(|&byte| (byte & 0xC0 != 0x80) & (byte != b' ') & (byte != b'\t')).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn own_words_outweigh_quotations() {
        let quote = ":::quote{author=a}\n長い長い引用文です。\n:::\n";
        assert_eq!(
            found(&RULE, &format!("## a\n短い。\n{quote}")),
            ["quote-longer-than-own-words \":::quote{author=a}\""]
        );
        assert_eq!(found(&RULE, &format!("## a\n自分の言葉はもっと長い。\n{quote}")), [""; 0]);
    }

    #[test]
    fn each_chapter_counts_by_itself() {
        let text = ":::quote{author=a}\nquoted words\n:::\n\n## b\n\nMany, many words of the author's own.\n";
        assert_eq!(found(&RULE, text).len(), 1);
        assert_eq!(found(&RULE, "A sentence of my own.\n\n:::note\n:::quote{author=a}\nshort\n:::\n:::\n"), [""; 0]);
    }
}
