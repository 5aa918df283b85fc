//! `dangerous-link`: an address that readers' browsers must not follow is shown without its link.

use pulldown_cmark::{Event, Tag};

use super::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::Item;
use crate::model::link::{self, Target};
use crate::model::walk::{self, Visit};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::passage("dangerous-link", check);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    walk::passage(subject.passage, &mut |visit| {
        let Visit::Flow(flow) = visit else { return };
        for item in flow {
            let Item::Event(Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }), span) = item else {
                continue;
            };
            if link::resolve(subject.context.slug, dest_url) == Target::Refused {
                let message = Message::new(
                    "This address is not one that a page may link to; only its words are shown.",
                    "このアドレスへはリンクできません。文字だけが表示されます。",
                );
                let diagnostic = Diagnostic::error(RULE.code, *span, message).hint(
                    "Use https://, http://, mailto: or a file of this publication.",
                    "https://、http://、mailto: か、この刊行物のファイルを指定してください。",
                );
                let place = span.of(subject.passage.source).rfind(&**dest_url);
                out.push(match place.map(|at| Span::new(at, at + dest_url.len()).shifted(span.start)) {
                    Some(place) => diagnostic.suggest_word(place, link::mended(dest_url)),
                    None => diagnostic,
                });
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fixed, found};

    #[test]
    fn misspelt_addresses_are_mended() {
        assert_eq!(fixed(&RULE, "[ttps://e.org](ttps://e.org)\n"), "[ttps://e.org](https://e.org)\n");
    }

    #[test]
    fn scripts_and_files_are_refused() {
        let text = "[a](javascript:alert(1)) [b](file:///etc) [c](https://example.org) [d](../x.md)";
        assert_eq!(
            found(&RULE, text),
            ["dangerous-link \"[a](javascript:alert(1))\"", "dangerous-link \"[b](file:///etc)\""]
        );
    }
}
