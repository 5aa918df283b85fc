//! Links that follow a folder to another name.
//!
//! An address keeps its form, whether it counts from the article (`../old/`) or from the publication (`/old/article.md#x`):
//! only the folder's own part of it is written anew.

use super::{Revised, replace};
use crate::diagnostic::TextEdit;
use crate::library::addresses::{Written, addresses};
use crate::model::link::{self, Target};
use crate::model::reference::folder_of;
use crate::source::{PublicationPath, Span};

/// Has every address in the file at `path` that leads into the folder `from` lead into the folder `to`. One edit is one
/// address. Nothing is changed where the file would then lead anywhere else.
pub fn follow_folder(path: &str, text: &str, from: &str, to: &str) -> Revised {
    let folder = folder_of(path);
    let before = addresses(path, text);
    let mut edits: Vec<TextEdit> = before.iter().filter_map(|one| moved(one, text, folder, from, to)).collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    let revised = Revised { edits, select: None };
    let folder_then = if folder == from { to } else { folder };
    let expected = before.iter().map(|one| lead(folder, &one.address, |path| renamed(&path, from, to)));
    let now = addresses(path, &revised.apply(text));
    let now = now.iter().map(|one| lead(folder_then, &one.address, |path| path));
    if expected.eq(now) { revised } else { Revised::default() }
}

/// Where an address leads, with the path that `follow` makes of one inside.
fn lead(folder: &str, address: &str, follow: impl Fn(PublicationPath) -> PublicationPath) -> Target {
    match link::resolve(folder, address) {
        Target::Inside(path, rest) => Target::Inside(follow(path), rest),
        target => target,
    }
}

fn renamed(path: &str, from: &str, to: &str) -> PublicationPath {
    match path.strip_prefix(from) {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("{to}{rest}"),
        _ => path.to_owned(),
    }
}

/// The edit of one address: of the part of it that names the folder.
fn moved(one: &Written, text: &str, folder: &str, from: &str, to: &str) -> Option<TextEdit> {
    let Target::Inside(path, _) = link::resolve(folder, &one.address) else { return None };
    if path.split('/').next() != Some(from) {
        return None;
    }
    let part = first_part(folder, &one.address)?;
    let at = one.within.start + one.within.of(text).find(&one.address)?;
    let written = Span::new(at + part.start, at + part.end);
    Some(replace(written, link::segment(to, part.of(&one.address))))
}

/// The part of an address that says the first folder of what it leads to; nothing where it need not say it, because the
/// file stands in there itself.
fn first_part(folder: &str, address: &str) -> Option<Span> {
    let path = &address[..address.find(['?', '#']).unwrap_or(address.len())];
    let above =
        if path.trim_start().starts_with('/') { 0 } else { folder.split('/').filter(|one| !one.is_empty()).count() };
    let mut stack: Vec<Option<Span>> = vec![None; above];
    let mut at = 0;
    for part in path.split('/') {
        let span = Span::new(at, at + part.len());
        match part.trim() {
            "" | "." => {}
            ".." => drop(stack.pop()),
            _ => stack.push(Some(span)),
        }
        at = span.end + 1;
    }
    stack.first().copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(path: &str, text: &str, to: &str) -> (String, usize) {
        let revised = follow_folder(path, text, "old", to);
        (revised.apply(text), revised.edits.len())
    }

    #[test]
    fn addresses_follow_in_every_form() {
        let cases = [
            ("[a](../old/)", "[a](../new/)"),
            ("[a](../old)", "[a](../new)"),
            ("[a](/old/article.md#old)", "[a](/new/article.md#old)"),
            ("[old](<../old/index.html> \"old\")", "[old](<../new/index.html> \"old\")"),
            ("![old/](./../old/images/old.png)", "![old/](./../new/images/old.png)"),
            ("[**x** `y`][old]\n\n[old]: ../old/article.md", "[**x** `y`][old]\n\n[old]: ../new/article.md"),
            (":::figure{src=\"../old/a.png\"}\n:::", ":::figure{src=\"../new/a.png\"}\n:::"),
            ("<a href='/old/'>old</a>", "<a href='/new/'>old</a>"),
            ("---\ncover:\n  image: ../old/a.png\n---\n", "---\ncover:\n  image: ../new/a.png\n---\n"),
            ("[a](../%6fld/)", "[a](../new/)"),
        ];
        for (text, expected) in cases {
            assert_eq!(followed("b/article.md", text, "new"), (expected.to_owned(), 1), "{text}");
        }
    }

    #[test]
    fn what_leads_elsewhere_stays() {
        let texts = [
            "[a](old/)",
            "[a](../older/)",
            "[a](../b/../older/old/)",
            "[a](https://example.org/old/)",
            "`[a](../old/)`",
            "```\n[a](../old/)\n```",
            "../old/ in words",
            ":::source{ref=old}\n:::",
            "[a](../../old/)",
        ];
        for text in texts {
            assert_eq!(followed("b/article.md", text, "new"), (text.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn the_article_itself_may_name_its_folder_or_not() {
        let text = "![](images/old.png) [a](../old/#x) [b](/old/)";
        let expected = "![](images/old.png) [a](../new/#x) [b](/new/)";
        assert_eq!(followed("old/article.md", text, "new"), (expected.to_owned(), 2));
    }

    #[test]
    fn any_name_is_written_so_that_it_is_read_back() {
        for (name, written) in
            [("朝の市場", "朝の市場"), ("a(b", "a%28b"), ("a&copy;b'", "a%26copy;b%27"), ("[x]", "%5Bx%5D")]
        {
            let (text, count) = followed("b/article.md", "[a](../old/)", name);
            assert_eq!((text, count), (format!("[a](../{written}/)"), 1));
        }
        // Who writes every letter as a code goes on doing so.
        let text = "[a](../%E6%97%A7/)";
        let revised = follow_folder("b/article.md", text, "旧", "新");
        assert_eq!(revised.apply(text), "[a](../%E6%96%B0/)");
    }

    #[test]
    fn settings_and_sources_follow_too() {
        let settings = "[[menu]]\nlabel = \"old\"\nurl = \"/old/\"\n";
        assert_eq!(followed("publication.toml", settings, "new").0, settings.replace("/old/", "/new/"));
        let sources = "[{\"id\": \"old\", \"custom\": {\"image\": \"old/x.png\"}}]";
        assert_eq!(followed("s.json", sources, "new").0, sources.replace("old/x", "new/x"));
    }
}
