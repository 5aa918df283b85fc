//! `missing-alt`: an image without alternative text says nothing to those who cannot see it (WCAG 2.2, 1.1.1).

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Overview, Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::walk::{self, Visit};
use crate::model::{BlockKind, Flow, Item};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::both("missing-alt", check, check_article);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    walk::passage(subject.passage, &mut |visit| match visit {
        Visit::Block(block) => match &block.kind {
            BlockKind::Figure { figure, .. } if figure.path.is_some() && figure.alt.is_empty() => {
                out.push(missing_alt(figure.span));
            }
            BlockKind::Source { source, .. } => {
                if let Some(image) = source.reference.image.as_ref().filter(|image| image.alt.is_empty()) {
                    out.push(missing_alt(image.span).in_file(&source.reference.file));
                }
            }
            _ => {}
        },
        Visit::Flow(flow) => in_flow(flow, out),
    });
}

fn check_article(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let cover = article.context.meta.cover.iter();
    out.extend(cover.filter(|cover| cover.alt.is_empty()).map(|cover| missing_alt(cover.span)));
}

fn in_flow(flow: &Flow<'_>, out: &mut Vec<Diagnostic>) {
    for pair in flow.windows(2) {
        if let [Item::Event(Event::Start(Tag::Image { .. }), span), Item::Event(Event::End(TagEnd::Image), _)] = pair {
            out.push(missing_alt(*span));
        }
    }
}

fn missing_alt(span: Span) -> Diagnostic {
    let message = Message::new("This image has no alternative text.", "この画像には代替テキスト（alt）がありません。");
    Diagnostic::warning(RULE.code, span, message)
        .hint("Say in a few words what it shows.", "何が写っているかを短く書いてください。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn images_without_words_are_reported() {
        let text = "![](images/a.png) ![a](images/a.png)\n\n:::figure{src=images/a.png}\n:::\n";
        assert_eq!(found(&RULE, text), ["missing-alt \"![](images/a.png)\"", "missing-alt \"images/a.png\""]);
    }
}
