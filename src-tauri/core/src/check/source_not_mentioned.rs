//! `source-not-mentioned`: a card that the chapter's text never comes back to is decoration; under Article 32 of the
//! Japanese Copyright Act a quotation serves the author's own text. A citation, a quotation, a link, the title, the
//! site or an author's name counts as a mention. Not legal advice.

use memchr::memmem;

use super::subject::{Chapter, Piece, Prose};
use super::{Overview, Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::reference::Reference;
use crate::parse::joins_lines;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::article("source-not-mentioned", check);

fn check(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    for (passage, chapter) in article.chapters() {
        for card in &chapter.unmentioned {
            if !article.notes_of(passage, chapter).any(|note| note.mentions(card)) {
                out.push(not_mentioned(card.span.shifted(article.passages[passage].base)));
            }
        }
    }
}

/// A source card that the text of its chapter does not come back to; a footnote still may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unmentioned {
    pub(super) span: Span,
    pub(super) key: String,
    pub(super) url: Option<String>,
    /// Title, site and authors, in lower case.
    pub(super) names: Vec<String>,
}

/// The cards of a chapter that its text does not mention.
pub(super) fn unmentioned(subject: &Subject<'_>, chapter: &Chapter<'_>) -> Vec<Unmentioned> {
    let cards = subject.cards(chapter.directives.iter().copied());
    let unlinked = cards.filter(|(_, source)| !is_linked(chapter, &source.reference)).take(SEARCHED_CARDS);
    let mut words = None;
    let cards = unlinked.map(|(span, source)| card(span, &source.reference));
    cards
        .filter(|card| {
            let words = words.get_or_insert_with(|| words_of(subject.prose_of(chapter)));
            !card.names.iter().any(|name| memmem::find(words.as_bytes(), name.as_bytes()).is_some())
        })
        .collect()
}

/// How many cards of a chapter are searched for by name: the time stays proportional to the text.
const SEARCHED_CARDS: usize = 32;

/// Whether the chapter cites, quotes or links to a source.
fn is_linked(chapter: &Chapter<'_>, reference: &Reference) -> bool {
    let has_key = !reference.id.is_empty() && chapter.cited.contains(reference.id.as_str());
    has_key || reference.url.as_deref().is_some_and(|url| chapter.links.contains(url))
}

/// Words outside of source cards, in lower case, with a line break as a space where readers see one.
pub(super) fn words_of<'p>(paragraphs: impl Iterator<Item = Prose<'p>>) -> String {
    let mut words = String::new();
    for prose in paragraphs.filter(|prose| !prose.in_source) {
        let mut broken = false;
        for piece in prose.pieces {
            match piece {
                Piece::Text(span) => {
                    let text = prose.text(*span);
                    if std::mem::take(&mut broken) && !joins(&words, text) {
                        words.push(' ');
                    }
                    words.push_str(text);
                }
                Piece::Break => broken = true,
                Piece::Other => words.push(' '),
            }
        }
        words.push('\n');
    }
    words.make_ascii_lowercase();
    words
}

fn joins(before: &str, after: &str) -> bool {
    let ends = before.chars().next_back().zip(after.chars().next());
    ends.is_some_and(|(before, after)| joins_lines(before, after))
}

fn card(span: Span, reference: &Reference) -> Unmentioned {
    let names = [reference.title.clone(), reference.site()].into_iter().flatten();
    let names = names.chain(reference.authors.iter().map(|author| author.family.clone()));
    let names = names.filter(|name| !name.is_empty()).map(|name| name.to_ascii_lowercase()).collect();
    Unmentioned { span, key: reference.id.clone(), url: reference.url.clone(), names }
}

fn not_mentioned(fence: Span) -> Diagnostic {
    let message =
        Message::new("The chapter's text never mentions this source.", "この章の本文では、この資料に触れていません。");
    Diagnostic::warning(RULE.code, fence, message).hint(
        "Say in your own words what it means for the chapter, and name or cite it there.",
        "資料から何が言えるのかを自分の言葉で書き、資料名か引用を添えてください。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    const CARD: &str =
        ":::source{url=https://e.org/1 title=\"The Late Market\" site=\"Market News\" author=菊田}\n- 菊田\n:::\n";

    fn missed(text: &str) -> usize {
        found(&RULE, &format!("---\nreferences:\n- id: k\n---\n## a\n{CARD}\n{text}\n")).len()
    }

    #[test]
    fn a_card_that_the_chapter_never_mentions_is_reported() {
        assert_eq!(missed("Something else."), 1);
        assert_eq!(missed("## b\nThe Late Market"), 1, "another chapter does not count");
        assert_eq!(found(&RULE, ":::source{ref=none}\n:::\n"), [""; 0], "an unknown key is reported as such");
    }

    #[test]
    fn every_kind_of_mention_counts() {
        for text in [
            "As the late\nmarket says.",
            "*Market News* wrote it.",
            "菊田さんの記事。",
            "菊\n田さんの記事。",
            "[it](https://e.org/1)",
            ":::commentary{by=x}\nMarket News!\n:::",
            "A note[^1].\n\n[^1]: Market News.",
        ] {
            assert_eq!(missed(text), 0, "{text}");
        }
        let cited = "---\nreferences:\n- id: k\n---\n:::source{ref=k}\n- a\n:::\n";
        assert_eq!(found(&RULE, cited), ["source-not-mentioned \":::source{ref=k}\""]);
        assert_eq!(found(&RULE, &format!("{cited}\nSee [@k].\n")), [""; 0]);
        assert_eq!(found(&RULE, &format!("{cited}\n:::quote{{ref=k}}\nx\n:::\n")), [""; 0]);
    }
}
