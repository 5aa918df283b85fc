//! Finished HTML in pieces: tags and the words between them. It comes from the renderer and its sanitiser, so tags are whole and
//! values are quoted.

/// The words before a tag, and the tag; the last piece has no tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'h> {
    pub(super) words: &'h str,
    pub(super) tag: &'h str,
}

/// Takes HTML apart; the pieces joined are the HTML.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let end = start + tag_length(&rest[start..]);
        pieces.push(Piece { words: &rest[..start], tag: &rest[start..end] });
        rest = &rest[end..];
    }
    pieces.push(Piece { words: rest, tag: "" });
    pieces
}

/// A `>` in a quoted value ends no tag.
fn tag_length(html: &str) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    html.len()
}

impl Piece<'_> {
    /// The tag's name, with the slash of one that closes.
    pub(super) fn name(&self) -> &str {
        let tag = self.tag.strip_prefix('<').unwrap_or_default();
        &tag[..tag.find([' ', '>', '\n']).unwrap_or(tag.len())]
    }
}

/// Appends HTML that is only looked at: links lead nowhere, and what folds is open.
pub(super) fn write_still(out: &mut String, html: &str) {
    for piece in pieces(html) {
        out.push_str(piece.words);
        write_tag(out, &piece);
    }
}

pub(super) fn write_tag(out: &mut String, piece: &Piece<'_>) {
    match piece.name() {
        "a" => out.push_str(&without_address(piece.tag)),
        "details" if !piece.tag.contains(" open") => {
            out.push_str("<details open");
            out.push_str(&piece.tag["<details".len()..]);
        }
        _ => out.push_str(piece.tag),
    }
}

fn without_address(tag: &str) -> String {
    let Some(start) = tag.find(" href=\"") else { return tag.to_owned() };
    let value = start + " href=\"".len();
    let end = tag[value..].find('"').map_or(tag.len(), |length| value + length + 1);
    format!("{}{}", &tag[..start], tag.get(end..).unwrap_or(">"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_ends_where_no_value_stands_open() {
        let html = r#"a<b title="1 > 0">c</b><img alt='>'>"#;
        let taken = pieces(html);
        let tags: Vec<_> = taken.iter().map(|piece| (piece.words, piece.tag, piece.name())).collect();
        let expected =
            [("a", r#"<b title="1 > 0">"#, "b"), ("c", "</b>", "/b"), ("", "<img alt='>'>", "img"), ("", "", "")];
        assert_eq!(tags, expected);
        assert_eq!(pieces("<").len(), 2);
    }

    #[test]
    fn what_is_looked_at_leads_nowhere_and_hides_nothing() {
        let mut out = String::new();
        write_still(&mut out, r##"<a class="x" href="https://e.org/" rel="noopener">a</a><details><a id="b">"##);
        assert_eq!(out, r#"<a class="x" rel="noopener">a</a><details open><a id="b">"#);
    }
}
