//! HTML with only the differences that readers could see, after the rules of CommonMark's own test runner.

use html5ever::QualName;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The fragment with sorted attributes, single spaces, and no white space at the edges of blocks.
pub(crate) fn normalise(html: &str) -> String {
    let context = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html);
    let mut out = String::new();
    children(&dom.document, false, &mut out);
    out.trim().to_owned()
}

fn children(node: &Handle, preformatted: bool, out: &mut String) {
    node.children.borrow().iter().for_each(|child| write(child, preformatted, out));
}

fn write(node: &Handle, preformatted: bool, out: &mut String) {
    match &node.data {
        NodeData::Text { contents } if preformatted => out.push_str(&contents.borrow()),
        NodeData::Text { contents } => words(&contents.borrow(), out),
        NodeData::Comment { contents } => out.push_str(&format!("<!--{contents}-->")),
        NodeData::Element { name, attrs, .. } => {
            let tag = name.local.to_string();
            let block = BLOCKS.contains(&tag.as_str());
            trim_end_if(block, out);
            let mut attributes: Vec<_> = attrs
                .borrow()
                .iter()
                .map(|attribute| format!(" {}={:?}", attribute.name.local, &*attribute.value))
                .collect();
            attributes.sort();
            out.push_str(&format!("<{tag}{}>", attributes.concat()));
            children(node, preformatted || tag == "pre", out);
            trim_end_if(block && tag != "pre", out);
            out.push_str(&format!("</{tag}>"));
        }
        _ => children(node, preformatted, out),
    }
}

fn trim_end_if(condition: bool, out: &mut String) {
    if condition {
        out.truncate(out.trim_end().len());
    }
}

/// One space for each run of white space, and none behind a block's tag or a line break.
fn words(text: &str, out: &mut String) {
    for character in text.chars() {
        if !character.is_ascii_whitespace() {
            out.push(character);
        } else if !out.is_empty() && !out.ends_with(' ') && !ends_with_block_tag(out) {
            out.push(' ');
        }
    }
}

fn ends_with_block_tag(out: &str) -> bool {
    let Some(tag) = out.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')).map(|(_, tag)| tag) else {
        return false;
    };
    let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
    BLOCKS.contains(&name) || name == "br"
}

const BLOCKS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "iframe",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
];
