//! The one sanitiser: raw HTML of authors, cleaned by ammonia.

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::model::link::{self, Target};

/// What may stand in an article. SVG and MathML stay out: parsed again, they turn into something else (mXSS).
static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
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
pub(super) fn clean(html: &str) -> String {
    POLICY.clean(html).to_string()
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
