//! The tags of the HTML that Kiku writes, which is balanced and quotes every value with `"`.

/// Elements that have no end tag in HTML.
pub(super) const VOID: [&str; 6] = ["br", "hr", "img", "input", "wbr", "col"];
/// The length of the tag that `html` starts with; a `>` within quotes does not end it.
pub(super) fn end_of_tag(html: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    html.len()
}

/// The next attribute with its value, and what follows. One without a value has the empty one.
pub(super) fn next_attribute(rest: &str) -> Option<(&str, &str, &str)> {
    let rest = rest.trim_start_matches([' ', '\n', '\t', '/']);
    if rest.is_empty() {
        return None;
    }
    let end = rest.find(['=', ' ']).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let Some(quoted) = after.strip_prefix("=\"") else { return Some((name, "", after.trim_start_matches('='))) };
    let close = quoted.find('"').unwrap_or(quoted.len());
    Some((name, &quoted[..close], quoted.get(close + 1..).unwrap_or_default()))
}
