//! `future-date`: a day that has not come is most often a slip of the year; nobody can have read a source on it. Without
//! [`Snapshot::today`](crate::Snapshot) nothing is reported.
//! A source that several chapters use is reported once, with the whole article.

use jiff::civil;

use super::{Overview, Rule, Subject};
use crate::diagnostic::{Diagnostic, Language, Message};
use crate::model::BlockKind;
use crate::model::date::Date;
use crate::model::reference::Reference;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::both("future-date", check, check_article);

/// The dates that a block itself gives to its source. Those of a listed one are looked at with the list.
fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let Some(today) = subject.snapshot.today else { return };
    for block in subject.directives() {
        let (BlockKind::Source { source, .. } | BlockKind::Quote { source, .. }) = &block.kind else { continue };
        let Reference { id, issued, accessed, .. } = &source.reference;
        for date in [*issued, *accessed].into_iter().filter_map(|date| future(date, today)) {
            let listed = subject.context.reference(id).filter(|_| source.listed);
            if listed.is_none_or(|listed| ![listed.issued, listed.accessed].contains(&Some(date))) {
                out.push(not_yet(date, place(date, subject.first_line(block), subject)));
            }
        }
    }
}

fn check_article(article: &Overview<'_>, out: &mut Vec<Diagnostic>) {
    let Some(today) = article.snapshot.today else { return };
    let meta = article.context.meta;
    for (date, span) in [(meta.date, meta.date_span), (meta.updated, meta.updated_span)] {
        out.extend(future(date, today).map(|date| not_yet(date, span)));
    }
    for reference in &article.whole.references {
        let dates = [reference.issued, reference.accessed].into_iter();
        let late = dates.filter_map(|date| future(date, today));
        out.extend(late.map(|date| not_yet(date, reference.span).in_file(&reference.file)));
    }
}

/// Where a block's first line names the date.
fn place(date: Date, fence: Span, subject: &Subject<'_>) -> Span {
    let iso = date.iso();
    let at = fence.of(subject.passage.source).find(&iso);
    at.map_or(fence, |at| Span::new(at, at + iso.len()).shifted(fence.start))
}

fn future(date: Option<Date>, today: civil::Date) -> Option<Date> {
    date.filter(|date| date.is_after(today))
}

fn not_yet(date: Date, span: Span) -> Diagnostic {
    let message = Message::new(
        format!("{} has not come yet.", date.for_readers(Language::En)),
        format!("{}はまだ来ていません。", date.for_readers(Language::Ja)),
    );
    Diagnostic::warning(RULE.code, span, message).hint(
        "Look at the year. An article may bear the day on which it is to appear.",
        "年を確かめてください。公開予定日であればこのままで構いません。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found_on;

    const TODAY: &str = "2026-02-28";

    #[test]
    fn days_to_come_are_reported_where_they_are_written() {
        let text = "---\ndate: 2026-03-01\nupdated: 2027\nreferences:\n- id: a\n  issued: 2026-03\n---\n[@a]\n\
                    :::source{title=t published=2026-12-24}\n:::\n:::quote{ref=a accessed=2026-03-02}\nx\n:::\n";
        let expected = ["2026-03-01", "2027", "a", "2026-12-24", "2026-03-02"];
        assert_eq!(found_on(TODAY, &RULE, text), expected.map(|marked| format!("future-date {marked:?}")));
    }

    #[test]
    fn today_and_what_has_begun_are_fine() {
        let text = "---\ndate: 2026-02-28\nupdated: 2026-02\n---\n:::source{published=2026}\n:::\n";
        assert_eq!(found_on(TODAY, &RULE, text), [""; 0]);
    }

    #[test]
    fn without_a_day_nothing_is_in_the_future() {
        assert_eq!(crate::check::testing::found(&RULE, "---\ndate: 9999-12-31\n---\n"), [""; 0]);
    }
}
