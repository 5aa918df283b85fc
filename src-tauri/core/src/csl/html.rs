//! The formatter's tree as HTML, through the one way from text to HTML.

use hayagriva::citationberg::{Display, FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemChildren, Formatted, Formatting};

use crate::model::link::{self, Target};
use crate::render::escape::{close, element, text, url_attribute};

/// Whether addresses become links. A citation is a link itself, and links do not nest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    Written,
    Dropped,
}

pub(super) fn of_children(children: &ElemChildren, links: Links) -> String {
    let mut out = String::new();
    write_children(&mut out, children, links);
    out
}

pub(super) fn of_child(child: &ElemChild, links: Links) -> String {
    let mut out = String::new();
    write_child(&mut out, child, links);
    out
}

fn write_children(out: &mut String, children: &ElemChildren, links: Links) {
    children.0.iter().for_each(|child| write_child(out, child, links));
}

fn write_child(out: &mut String, child: &ElemChild, links: Links) {
    match child {
        ElemChild::Text(words) => write_words(out, words),
        ElemChild::Elem(elem) => write_elem(out, elem, links),
        ElemChild::Link { text: words, url } => match link::resolve("", url) {
            Target::Web(address) if links == Links::Written => {
                out.push_str("<a");
                url_attribute(out, "href", &address);
                out.push_str(" rel=\"noopener\">");
                write_words(out, words);
                out.push_str("</a>");
            }
            _ => write_words(out, words),
        },
        // Markup is Typst's own and never comes from a CSL item; transparent locators are never asked for.
        ElemChild::Markup(words) => text(out, words),
        ElemChild::Transparent { .. } => {}
    }
}

/// Fields that a style sets apart stand one after another, with a space: how a list is laid out is the stylesheet's.
fn write_elem(out: &mut String, elem: &Elem, links: Links) {
    let apart = matches!(elem.display, Some(Display::Block | Display::Indent | Display::RightInline));
    if apart && !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
    write_children(out, &elem.children, links);
}

fn write_words(out: &mut String, words: &Formatted) {
    let tags = tags(&words.formatting);
    for tag in &tags {
        out.push('<');
        out.push_str(tag);
        out.push('>');
    }
    if words.formatting.font_variant == FontVariant::SmallCaps {
        element(out, "span", "small-caps", &words.text);
    } else {
        text(out, &words.text);
    }
    for tag in tags.iter().rev() {
        close(out, tag);
    }
}

fn tags(formatting: &Formatting) -> Vec<&'static str> {
    let tags = [
        (formatting.font_style == FontStyle::Italic, "i"),
        (formatting.font_weight == FontWeight::Bold, "b"),
        (formatting.text_decoration == TextDecoration::Underline, "u"),
        (formatting.vertical_align == VerticalAlign::Sup, "sup"),
        (formatting.vertical_align == VerticalAlign::Sub, "sub"),
    ];
    tags.into_iter().filter_map(|(set, tag)| set.then_some(tag)).collect()
}
