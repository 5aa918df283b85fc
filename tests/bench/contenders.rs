//! Everything that is measured: the rivals' whole pass, the engine's whole pass, its parts, and its answers to edits.

use std::hint::black_box;

use kiku_core::preview::Preview;
use kiku_core::source::PUBLICATION_FILE;
use kiku_core::{Format, Publication, Selection, Snapshot, Trust, check, export, render_fragment};
use kiku_tests::corpus;

use crate::race::Candidate;

/// The names of the rivals, which the others are compared with.
pub(crate) const PULLDOWN: &str = "pulldown-cmark";
pub(crate) const COMRAK: &str = "comrak";

const SLUG: &str = "a";

/// The page where every code of a check is listed.
const CHECKS: &str = include_str!("../../docs/checks.md");

/// The rivals and the engine's whole pass, for an article without a list of sources: what all three do is the same, but for
/// checks, blocks and sanitising.
pub(crate) fn like_features(text: &str) -> Vec<Candidate<'_>> {
    vec![
        Candidate::new(PULLDOWN, || drop(black_box(pulldown(text)))),
        Candidate::new(COMRAK, || drop(black_box(comrak(text)))),
        whole("parse, check, render (preview)", text),
    ]
}

/// All candidates for one article. Its front matter holds its sources, and a CSL style formats what is cited: the rivals'
/// pass does neither.
pub(crate) fn all(text: &str) -> Vec<Candidate<'_>> {
    let checked = snapshot(text, corpus::PUBLICATION);
    let exported = checked.clone();
    let unchecked = snapshot(text, &format!("{}\n{}", corpus::PUBLICATION, every_check_off()));
    let mut candidates = like_features(text);
    candidates.extend([
        Candidate::new("parse, render (fragment)", || drop(black_box(render_fragment(text, Trust::Sanitised)))),
        Candidate::new("parse, check", move || drop(black_box(check(&checked)))),
        Candidate::new("parse, every check off", move || drop(black_box(check(&unchecked)))),
        Candidate::new("export of the site", move || {
            drop(black_box(export(&exported, Format::Site, &Selection::everything())));
        }),
        edit("edit: a letter in the middle", text, corpus::middle(text), "x"),
        edit("edit: a new line in the middle", text, corpus::middle(text), "\n"),
        edit("edit: a letter in a source card", text, corpus::middle_card(text), "x"),
        edit("edit: a letter at the end", text, text.trim_end().len(), "x"),
    ]);
    candidates
}

/// CommonMark with what the format has of GFM, to HTML.
fn pulldown(text: &str) -> String {
    use pulldown_cmark::{Options, Parser, html};
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut html = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut html, Parser::new_ext(text, options));
    html
}

/// The same with comrak, which also has CJK emphasis and bare addresses as the format has them.
fn comrak(text: &str) -> String {
    let mut options = comrak::Options::default();
    let extension = &mut options.extension;
    extension.table = true;
    extension.footnotes = true;
    extension.strikethrough = true;
    extension.tasklist = true;
    extension.alerts = true;
    extension.autolink = true;
    extension.cjk_friendly_emphasis = true;
    extension.front_matter_delimiter = Some("---".to_owned());
    options.render.r#unsafe = true;
    comrak::markdown_to_html(text, &options)
}

/// A publication with this one article.
fn snapshot(text: &str, settings: &str) -> Snapshot {
    let mut snapshot = Snapshot::default();
    snapshot.texts.insert(PUBLICATION_FILE.to_owned(), settings.to_owned());
    snapshot.texts.insert(format!("{SLUG}/article.md"), text.to_owned());
    snapshot
}

fn every_check_off() -> String {
    let codes = CHECKS.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    codes.fold("[checks]\n".to_owned(), |settings, code| settings + code + " = \"off\"\n")
}

/// What happens when an article is opened.
fn whole<'a>(name: &'static str, text: &'a str) -> Candidate<'a> {
    let snapshot = snapshot(text, corpus::PUBLICATION);
    let (publication, _) = Publication::read(&snapshot);
    Candidate::new(name, move || drop(black_box(Preview::default().update(&publication, &snapshot, SLUG, text))))
}

/// What happens at a key: `typed` comes to stand at the byte `at`, and goes again in the next round.
fn edit<'a>(name: &'static str, text: &'a str, at: usize, typed: &str) -> Candidate<'a> {
    let snapshot = snapshot(text, corpus::PUBLICATION);
    let (publication, _) = Publication::read(&snapshot);
    let mut edited = text.to_owned();
    edited.insert_str(at, typed);
    let mut preview = Preview::default();
    preview.update(&publication, &snapshot, SLUG, text);
    let mut there = false;
    Candidate::new(name, move || {
        there = !there;
        let text = if there { &edited } else { text };
        drop(black_box(preview.update(&publication, &snapshot, SLUG, text)));
    })
}
