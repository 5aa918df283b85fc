//! The one sanitiser: raw HTML of authors, cleaned by ammonia.

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::escape;
use super::html::{Gap, Html};
use crate::model::link::{self, Target};

/// What may stand in an article. SVG and MathML stay out: parsed again, they turn into something else (mXSS).
static POLICY: LazyLock<Builder<'static>> = LazyLock::new(policy);

fn policy() -> Builder<'static> {
    let mut policy = Builder::default();
    policy
        .add_tags(["figure", "figcaption", "section", "input"])
        .rm_tags(["nav"])
        .add_generic_attributes(["class", "id", "lang", "dir", "role", "aria-label", "aria-hidden"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .add_tag_attributes("input", ["type", "disabled", "checked", "aria-label"])
        .add_tag_attributes("a", ["rel"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("details", ["open"])
        .set_tag_attribute_value("input", "type", "checkbox")
        .set_tag_attribute_value("input", "disabled", "")
        .link_rel(None)
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(UrlRelative::PassThrough)
        .attribute_filter(filter);
    policy
}

/// What may stand around pages: the same, and what parts a page's head and foot.
static AROUND_PAGES: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = policy();
    policy.add_tags(["nav", "address"]);
    policy
});

/// Relative addresses may not leave the bundle by `//host` or a backslash, and images load from nowhere else.
fn filter<'v>(tag: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let keep = match (tag, attribute) {
        ("img", "src") => matches!(link::resolve("a/b/c/d", value), Target::Inside(..)),
        (_, "href" | "src" | "cite") => link::resolve("a/b/c/d", value) != Target::Refused,
        _ => true,
    };
    keep.then_some(Cow::Borrowed(value))
}

/// `html` without anything that could run, load from elsewhere or leave its place in the page.
fn clean(html: &str) -> String {
    clean_with(&POLICY, html)
}

/// The same for what a publication puts around its pages.
pub(super) fn around_pages(html: &str) -> String {
    clean_with(&AROUND_PAGES, html)
}

fn clean_with(policy: &Builder<'_>, html: &str) -> String {
    if nests_too_deep(html) {
        let mut words = String::with_capacity(html.len() + html.len() / 4);
        escape::text(&mut words, html);
        return words;
    }
    without_bare_images(policy.clean(html).to_string())
}

/// An image whose address was taken out leaves its description, as one of Markdown does.
fn without_bare_images(html: String) -> String {
    const START: &str = "<img";
    if !html.contains(START) {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some(start) = rest.find(START) {
        let (before, tag) = rest.split_at(start);
        out.push_str(before);
        // The sanitiser escapes neither `>` in values nor writes values without quotes.
        let mut quoted = false;
        let is_end = |letter: char| {
            quoted ^= letter == '"';
            letter == '>' && !quoted
        };
        let end = tag.find(is_end).map_or(tag.len(), |end| end + 1);
        let (tag, after) = tag.split_at(end);
        match tag.split_once(" alt=\"").and_then(|(_, rest)| rest.split_once('"')) {
            _ if tag.contains(" src=\"") => out.push_str(tag),
            Some((alt, _)) => out.push_str(&format!("<span class=\"missing-image\">{alt}</span>")),
            None => {}
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// How many tags of one piece may stay open. HTML's rules for misnested formatting take the square of their number, and a
/// person writes a few. More than that is shown as text.
const MAX_OPEN: usize = 512;

fn nests_too_deep(html: &str) -> bool {
    let tags = memchr::memchr_iter(b'<', html.as_bytes()).map(|at| html.as_bytes().get(at + 1));
    let (mut opened, mut closed) = (0usize, 0usize);
    for next in tags {
        match next {
            Some(b'/') => closed += 1,
            Some(byte) if byte.is_ascii_alphabetic() => opened += 1,
            _ => {}
        }
    }
    opened > closed + MAX_OPEN
}

/// Stands on both sides of a gap's number while HTML is cleaned: a noncharacter, which is text to every parser.
const MARK: char = '\u{FDD1}';

/// The same for HTML with gaps. They go through the sanitiser as marks, so that each stays where it was, or goes with the
/// element that held it. HTML that could spell such a mark itself loses its gaps: what fills one is not cleaned any more.
pub(super) fn clean_html(html: &Html) -> Html {
    if !html.has_gaps() || could_spell_mark(html.as_str()) {
        return clean(html.as_str()).into();
    }
    let (pieces, rest) = html.pieces();
    let (mut marked, mut gaps) = (String::with_capacity(html.len() + 64), Vec::new());
    for (before, gap) in pieces {
        marked.push_str(before);
        // What is no address of a place would not stay in `href`.
        let prefix = if matches!(gap, Gap::Place(_)) { "#" } else { "" };
        marked.push_str(&format!("{prefix}{MARK}{}{MARK}", gaps.len()));
        gaps.push(gap.clone());
    }
    marked.push_str(rest);
    let mut cleaned = Html::default();
    let marked = clean(&marked);
    for (at, piece) in marked.split(MARK).enumerate() {
        match piece.parse::<usize>().ok().and_then(|number| gaps.get(number)).filter(|_| at % 2 == 1) {
            Some(gap) => {
                if matches!(gap, Gap::Place(_)) {
                    cleaned.pop();
                }
                cleaned.gap(gap.clone());
            }
            None => cleaned.push_str(piece),
        }
    }
    cleaned
}

/// Whether HTML holds the mark, or a number by which a character reference could mean it.
fn could_spell_mark(html: &str) -> bool {
    html.contains(MARK)
        || (html.contains("&#") && (html.contains("64977") || html.to_ascii_lowercase().contains("fdd1")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_survives() {
        let payloads = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href=\"java&#10;script:alert(1)\">x</a>",
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "<math><mtext></p><style><img src onerror=alert(1)></style></mtext></math>",
            "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
            "<form action=https://example.org><input name=q><button>x</button></form>",
            "<p style=\"background:url(https://example.org/x)\">x</p>",
            "<img src=//example.org/x.png>",
            "<img src=https://example.org/x.png>",
            "<base href=https://example.org/><meta http-equiv=refresh content=0>",
        ];
        for payload in payloads {
            let cleaned = clean(payload);
            for forbidden in
                ["script", "onerror", "style", "src=\"h", "src=\"/", "<svg", "<math", "<form", "<meta", "<base"]
            {
                assert!(!cleaned.contains(forbidden), "{payload} became {cleaned}");
            }
            assert_eq!(clean(&cleaned), cleaned, "cleaning {payload} twice");
        }
    }

    #[test]
    fn what_is_clean_is_cleaned_to_itself() {
        for payload in include_str!("../../../../tests/attacks/payloads.txt").lines() {
            for html in [payload.to_owned(), format!("<p title=\"{payload}\">{payload}</p>"), payload.repeat(3)] {
                let cleaned = clean(&html);
                assert_eq!(clean(&cleaned), cleaned, "cleaning {html} twice");
            }
        }
    }

    fn with_gap(before: &str, gap: Gap, after: &str) -> Html {
        let mut html = Html::from(before.to_owned());
        html.gap(gap);
        html.push_str(after);
        html
    }

    #[test]
    fn what_nests_too_deep_is_text() {
        let html = "<b><div>\n".repeat(MAX_OPEN);
        assert!(clean(&html).starts_with("&lt;b&gt;&lt;div&gt;\n&lt;b&gt;"));
        let table = format!("<table>{}</table>", "<tr><td>a</td></tr>".repeat(MAX_OPEN));
        assert_eq!(clean(&table).matches("<td>a</td>").count(), MAX_OPEN);
    }

    #[test]
    fn gaps_stay_where_they_are_or_go_with_what_held_them() {
        for (before, gap, after) in [
            ("<p>a", Gap::Mark(3, "a".into()), "b<b>c</b></p>"),
            ("<h2 id=\"", Gap::Id(0), "\">a<b>c</b></h2>"),
            ("<p><a href=\"", Gap::Place("#x".into()), "\">a</a><b>c</b></p>"),
        ] {
            let html = with_gap(before, gap, after);
            assert_eq!(clean_html(&html), html);
        }
        assert_eq!(
            clean_html(&with_gap("<script>", Gap::Mark(0, "a".into()), "</script>a")),
            Html::from("a".to_owned())
        );
    }

    #[test]
    fn nobody_can_spell_a_gap() {
        for forged in ["\u{FDD1}0\u{FDD1}", "&#xfdd1;0&#xFDD1;", "&#64977;0&#0064977;"] {
            let cleaned = clean_html(&with_gap("<p>", Gap::Citation(0), &format!("<b title=\"{forged}\">x</b></p>")));
            assert!(!cleaned.has_gaps(), "{forged}");
        }
    }

    #[test]
    fn an_image_from_elsewhere_leaves_its_description() {
        let html = "<p>a<img src=\"https://example.org/x.png\" alt=\"a &gt; b\">b<img src=//e.org/x><img src=\"y.png\" alt=\"src=\"></p>";
        let cleaned = "<p>a<span class=\"missing-image\">a &gt; b</span>b<img src=\"y.png\" alt=\"src=\"></p>";
        assert_eq!(clean(html), cleaned);
        assert_eq!(clean(cleaned), cleaned);
    }

    #[test]
    fn what_authors_use_survives() {
        for html in [
            "<details open=\"\"><summary>x</summary>y</details>",
            "<kbd>Ctrl</kbd> <ruby>菊<rt>きく</rt></ruby> <sub>2</sub>",
            "<a href=\"https://example.org/\" rel=\"noopener\">x</a>",
            "<img src=\"images/a.png\" alt=\"a\" width=\"10\">",
        ] {
            assert_eq!(clean(html), html);
        }
    }
}
