//! Every payload in every place where text can stand, exported and read as a browser's parser reads it: nothing that runs, nothing
//! that loads from elsewhere, no link to what Kiku does not open. `tests/e2e/attacks.rs` has WebKit read the same in the app, and
//! `cargo xtask validate` has Chromium read the exports.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use html5ever::serialize::{SerializeOpts, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_document, parse_fragment};
use kiku_core::bundle::Content;
use kiku_core::{Format, Selection, Snapshot, Trust, export, render_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};
use pulldown_cmark::Parser;
use pulldown_cmark::html::push_html;

const PAYLOADS: &str = include_str!("attacks/payloads.txt");

/// Where a payload can stand, each as an article around it; the first one has all places.
const PLACES: &[&str] = &[
    include_str!("attacks/article.md"),
    "---\ntitle: t\n---\n\n{}\n",
    "---\ntitle: t\n---\n\nwords {} words\n",
    "---\ntitle: t\n---\n\n## {}\n\nwords\n",
    "---\ntitle: t\n---\n\n- {}\n\n> {}\n\n| {} | b |\n| --- | --- |\n| {} | c |\n",
    "---\ntitle: {q}\ndescription: {q}\nauthors: [{q}]\ntags: [{q}]\nstatus: {q}\n---\n\nwords\n",
    "---\ntitle: t\nreferences:\n  - id: r\n    title: {q}\n    URL: {q}\n    publisher: {q}\n---\n\n[@r, {}]\n\n:::source{ref=r}\n{}\n:::\n",
    "---\ntitle: t\npersonas:\n  - id: p\n    name: {q}\n    avatar: {q}\n---\n\n:::commentary{by=p}\n{}\n:::\n",
    "---\ntitle: t\n---\n\n:::note[{}]{#{} .{} title=\"{}\"}\n{}\n:::\n\n:::{}\nx\n:::\n",
    "---\ntitle: t\n---\n\n:::figure{src=\"{}\" alt=\"{}\" credit=\"{}\"}\n{}\n:::\n",
    "---\ntitle: t\n---\n\n[{}]({} \"{}\") ![{}]({} \"{}\") `{}` **{}** {漢字|{}}\n\n```{}\n{}\n```\n\nx[^1]\n\n[^1]: {}\n",
    "---\ntitle: t\n---\n\n::page-break[{}]\n\nwords\n",
];

/// The payload in a quoted string of YAML.
fn quoted(payload: &str) -> String {
    format!("'{}'", payload.replace('\'', "''"))
}

/// The texts of an export whose names end so.
fn exported(text: String, format: Format, ending: &str) -> Vec<(String, String)> {
    let mut snapshot = Snapshot::default();
    snapshot.texts.insert("publication.toml".to_owned(), "title = \"t\"\nlanguage = \"en\"\n".to_owned());
    snapshot.texts.insert("a/article.md".to_owned(), text);
    let bundle = export(&snapshot, format, &Selection { drafts: true, only: BTreeSet::new() });
    let files = bundle.files.into_iter().filter(|(path, _)| path.ends_with(ending));
    files
        .filter_map(|(path, content)| match content {
            Content::Text(text) => Some((path, text)),
            _ => None,
        })
        .collect()
}

fn filled(place: &str, payload: &str) -> String {
    place.replace("{q}", &quoted(payload)).replace("{}", payload)
}

fn dangers_in(html: String) -> Vec<String> {
    let mut found = Vec::new();
    dangers(&parse_document(RcDom::default(), ParseOpts::default()).one(html).document, &mut found);
    found
}

#[test]
fn no_payload_in_any_place_runs_in_an_exported_page() {
    for payload in PAYLOADS.lines() {
        for place in PLACES {
            for (path, html) in exported(filled(place, payload), Format::Site, ".html") {
                let found = dangers_in(html);
                assert!(found.is_empty(), "{payload}\nin {place:?}\non {path}: {found:?}");
            }
        }
    }
}

#[test]
fn exported_pages_say_what_they_may_load_and_ask_nobody() {
    const TEXT: &str =
        "---\ntitle: t\n---\n\n[a](https://example.org/) <https://example.org/> ![b](https://example.org/b.png)\n
<a href=https://example.org/>c</a> <img src=https://example.org/d.png alt=d>\n
:::source{title=e url=\"https://example.org/e\" image=\"https://example.org/e.png\"}\n:::\n";
    for (path, html) in exported(TEXT.to_owned(), Format::Site, ".html") {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
        let mut seen = Seen::default();
        look(&dom.document, &mut seen);
        assert!(seen.policy.starts_with("default-src 'none'"), "{path}: {}", seen.policy);
        assert!(!seen.policy.contains("unsafe") && !seen.policy.contains("http"), "{path}: {}", seen.policy);
        assert_eq!(seen.asked, [""; 0], "{path}");
        assert_eq!(seen.unguarded, [""; 0], "{path}");
        assert!(seen.loaded_before_policy == 0, "{path} loads something before it says what it may load");
    }
}

/// What a page says of itself, and what it asks of others.
#[derive(Default)]
struct Seen {
    policy: String,
    loaded_before_policy: usize,
    /// Addresses of others that a browser would load by itself.
    asked: Vec<String>,
    /// Links that open another window without `noopener`, or lead elsewhere and tell that window's page about this one.
    unguarded: Vec<String>,
}

fn look(node: &Handle, seen: &mut Seen) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attrs = attrs.borrow();
        let value =
            |wanted: &str| attrs.iter().find(|attr| &*attr.name.local == wanted).map(|attr| attr.value.to_string());
        let is_foreign = |address: &String| address.starts_with("//") || address.starts_with("http");
        let loads = match &*name.local {
            "a" => None,
            "link" if value("rel").is_some_and(|rel| rel != "stylesheet" && rel != "icon") => None,
            _ => value("src").or_else(|| value("href")).or_else(|| value("srcset")),
        };
        match &*name.local {
            "meta" if value("http-equiv").as_deref() == Some("Content-Security-Policy") => {
                seen.policy = value("content").unwrap_or_default();
            }
            "a" if value("href").as_ref().is_some_and(is_foreign) => {
                let is_guarded = value("rel").is_some_and(|rel| rel.split(' ').any(|word| word == "noopener"));
                // Without a target, the page is left and nobody opens anything.
                if value("target").is_some() && !is_guarded {
                    seen.unguarded.push(format!("{attrs:?}"));
                }
            }
            _ => {}
        }
        seen.loaded_before_policy += usize::from(loads.is_some() && seen.policy.is_empty());
        seen.asked.extend(loads.filter(is_foreign));
    }
    node.children.borrow().iter().for_each(|child| look(child, seen));
}

/// Whoever takes the Markdown along may have a reader that lets raw HTML through.
#[test]
fn exported_markdown_runs_nothing_where_others_read_it() {
    for payload in PAYLOADS.lines() {
        for place in PLACES {
            for (path, markdown) in exported(filled(place, payload), Format::Markdown, ".md") {
                let mut html = String::new();
                push_html(&mut html, Parser::new(&markdown));
                let found = dangers_in(html);
                assert!(found.is_empty(), "{payload}\nin {place:?}\nin {path}: {found:?}\n{markdown}");
            }
        }
    }
}

/// What a parser makes of clean HTML and writes again is read as the same once more (no mXSS).
#[test]
fn clean_html_stays_what_it_is_however_often_it_is_parsed() {
    for payload in PAYLOADS.lines() {
        for place in PLACES {
            let html = render_fragment(&filled(place, payload), Trust::Sanitised);
            let once = written_again(&html);
            let twice = written_again(&once);
            assert_eq!(once, twice, "{payload}\nin {place:?}");
            let found = dangers_in(once);
            assert!(found.is_empty(), "{payload}\nin {place:?}: {found:?}");
        }
    }
}

/// HTML as `innerHTML` would give it back.
fn written_again(html: &str) -> String {
    let name = QualName::new(None, ns!(html), local_name!("main"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), name, Vec::new(), false).one(html);
    let mut bytes = Vec::new();
    let root = dom.document.children.borrow()[0].clone();
    serialize(&mut bytes, &SerializableHandle::from(root), SerializeOpts::default()).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Everything in a page that could run or lead where it should not.
fn dangers(node: &Handle, found: &mut Vec<String>) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attrs = attrs.borrow();
        let value =
            |wanted: &str| attrs.iter().find(|attr| &*attr.name.local == wanted).map(|attr| attr.value.to_string());
        let element = name.local.to_string();
        let own_script =
            value("src").is_some_and(|src| src.ends_with(".js") && !src.contains(':') && !src.starts_with("//"));
        let data = value("type").is_some_and(|kind| kind == "application/ld+json");
        match element.as_str() {
            "script" if !own_script && !data => found.push(format!("script {attrs:?}")),
            "iframe" | "object" | "embed" | "applet" | "base" | "math" | "foreignobject" | "marquee" => {
                found.push(element);
            }
            "meta" if value("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh")) => {
                found.push(element);
            }
            _ => {}
        }
        for attr in attrs.iter() {
            let (name, value) = (attr.name.local.to_string(), attr.value.trim().to_ascii_lowercase());
            let value: String = value.chars().filter(|character| !character.is_control()).collect();
            let leads =
                matches!(name.as_str(), "href" | "src" | "action" | "formaction" | "srcset" | "data" | "poster");
            let forbidden = ["javascript:", "vbscript:", "file:", "smb:", "data:text"]
                .iter()
                .any(|scheme| value.starts_with(scheme));
            if name.starts_with("on") || name == "srcdoc" || (leads && forbidden) {
                found.push(format!("{name}={value}"));
            }
        }
    }
    for child in node.children.borrow().iter() {
        dangers(child, found);
    }
}

#[test]
fn the_check_itself_finds_what_runs() {
    let html =
        "<script>canary()</script><a href=' java\tscript:x' onclick=y>x</a><iframe srcdoc=x></iframe><base href=x>";
    let found = dangers_in(html.to_owned());
    assert_eq!(found.len(), 6, "{found:?}");
    assert_eq!(written_again("<p>x<b>y</p>"), "<p>x<b>y</b></p>");
}
