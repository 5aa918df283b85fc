//! `docs/format.md` runs: every `markdown example` renders to the `html` that follows it.
//!
//! `UPDATE=1 cargo test -p kiku-tests --test format` writes what the engine gives into the document, to be read.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files should fail loudly")]

use kiku_core::{Trust, render_fragment};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use std::path::Path;

const EXAMPLE: &str = "markdown example";

/// One example and where its expected HTML stands in the document.
#[derive(Debug)]
struct Example {
    markdown: String,
    expected: Range<usize>,
}

#[test]
fn every_example_of_the_format_renders_as_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/format.md");
    let document = std::fs::read_to_string(&path).unwrap();
    let examples = examples(&document);
    assert!(examples.len() >= 20, "only {} examples were found", examples.len());
    if std::env::var_os("UPDATE").is_some() {
        return std::fs::write(&path, updated(&document, &examples)).unwrap();
    }
    for example in examples {
        let html = render_fragment(&example.markdown, Trust::Sanitised);
        assert_eq!(html, &document[example.expected], "of the example\n{}", example.markdown);
    }
}

fn updated(document: &str, examples: &[Example]) -> String {
    let mut out = document.to_owned();
    for example in examples.iter().rev() {
        out.replace_range(example.expected.clone(), &render_fragment(&example.markdown, Trust::Sanitised));
    }
    out
}

fn examples(document: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut pending: Option<String> = None;
    let mut block: Option<(String, Option<Range<usize>>, usize)> = None;
    for (event, range) in Parser::new_ext(document, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let body = range.start + document[range.clone()].find('\n').unwrap() + 1;
                block = Some((info.to_string(), None, body));
            }
            Event::Text(_) => {
                if let Some((_, text, _)) = &mut block {
                    let start = text.as_ref().map_or(range.start, |text| text.start);
                    *text = Some(start..range.end);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let Some((info, text, body)) = block.take() else { continue };
                let text = text.unwrap_or(body..body);
                match (info.as_str(), pending.take()) {
                    (EXAMPLE, _) => pending = Some(document[text].to_owned()),
                    ("html", Some(markdown)) => examples.push(Example { markdown, expected: text }),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    examples
}
