//! `source-incomplete`: readers find a source again by its title, address, date and site (SIST 02, the Japanese
//! standard for references, asks for the same). A source that is printed only has no address: turn the check off there.
//! A source that several chapters use is reported once: looks at the whole article.

use super::{Overview, Rule, Subject};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::reference::Reference;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::both("source-incomplete", check, check_article);

fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for (fence, source) in subject.cards(subject.directives()).filter(|(_, source)| !source.listed) {
        report(&source.reference, fence, out);
    }
}

/// The sources of the list of references.
fn check_article(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    for reference in &article.whole.references {
        report(reference, reference.span, out);
    }
}

fn report(reference: &Reference, span: Span, out: &mut Vec<Diagnostic>) {
    let (en, ja): (Vec<_>, Vec<_>) = missing(reference).unzip();
    if en.is_empty() {
        return;
    }
    let message = Message::new(
        format!("This source lacks: {}.", en.join(", ")),
        format!("この資料に不足している項目があります: {}。", ja.join("、")),
    );
    out.push(Diagnostic::warning(RULE.code, span, message).in_file(&reference.file).hint(
        "Readers find a source by its title, address, date and site.",
        "題名、アドレス、公開日、サイト名があると、読者が資料を確かめられます。",
    ));
}

/// What a source lacks, in English and Japanese. The host of an address names the site, too.
fn missing(reference: &Reference) -> impl Iterator<Item = (&'static str, &'static str)> {
    let fields = [
        (reference.title.is_none(), ("title", "題名")),
        (reference.url.is_none(), ("address", "アドレス")),
        (reference.issued.is_none(), ("date", "公開日")),
        (reference.site().is_none(), ("site", "サイト名")),
    ];
    fields.into_iter().filter(|(missing, _)| *missing).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn a_source_has_title_address_date_and_site() {
        let whole = ":::source{url=https://e.org title=t published=2025}\n- a\n:::\n";
        assert_eq!(found(&RULE, whole), [""; 0]);
        assert_eq!(
            found(&RULE, ":::source{title=t site=s}\n:::\n"),
            ["source-incomplete \":::source{title=t site=s}\""]
        );
        let listed = "---\nreferences:\n- id: a\n  title: t\n- id: b\n---\n[@a] and [@a]\n";
        assert_eq!(found(&RULE, listed), ["source-incomplete \"a\""]);
    }

    #[test]
    fn what_is_missing_is_named() {
        let reference = Reference { url: Some("https://e.org".into()), ..Reference::default() };
        assert_eq!(missing(&reference).map(|field| field.0).collect::<Vec<_>>(), ["title", "date"]);
    }

    #[test]
    fn an_unknown_key_is_reported_once() {
        assert_eq!(found(&RULE, ":::source{ref=none}\n:::\n"), [""; 0]);
    }
}
