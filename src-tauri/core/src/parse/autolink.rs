//! Bare addresses in text, after GFM's extended autolinks: `https://…`, `http://…`, `www.…` and `name@example.org`.
//!
//! Two differences, both for Japanese, which has no spaces around an address: any character that is not a letter or
//! digit of ASCII may stand before one, and CJK punctuation ends one.

use super::cjk::is_cjk;

/// A bare address: its range in the text, and what it links to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) range: std::ops::Range<usize>,
    pub(super) destination: String,
}

/// The address around the `:` of `://` at byte `at`.
pub(super) fn with_scheme(text: &str, at: usize) -> Option<Address> {
    let start = ["https", "http"].iter().find_map(|scheme| {
        let start = at.checked_sub(scheme.len())?;
        (text.get(start..at)?.eq_ignore_ascii_case(scheme) && may_start(text, start)).then_some(start)
    })?;
    let rest = text.get(at..)?.strip_prefix("://")?;
    rest.starts_with(|c: char| c.is_alphanumeric()).then_some(())?;
    let range = start..at + 3 + address_length(rest);
    Some(Address { destination: text[range.clone()].to_owned(), range })
}

/// The address that starts with the `www.` at byte `at`.
pub(super) fn with_www(text: &str, at: usize) -> Option<Address> {
    let rest = text.get(at..)?;
    // Tested before the address is measured, so that many half addresses cost no more than their length.
    let named = rest.get("www.".len()..)?.starts_with(|c: char| c.is_alphanumeric());
    if !named || !may_start(text, at) {
        return None;
    }
    let length = address_length(rest);
    Some(Address { range: at..at + length, destination: format!("http://{}", &rest[..length]) })
}

/// The mail address around the `@` at byte `at`.
pub(super) fn mail(text: &str, at: usize) -> Option<Address> {
    let local = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    let start =
        text[..at].rfind(|c: char| !local(c)).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let domain = text.get(at + 1..)?;
    let length = domain.find(|c: char| !(c.is_ascii_alphanumeric() || ".-_".contains(c))).unwrap_or(domain.len());
    let domain = domain[..length].trim_end_matches('.');
    let valid = start < at && domain.contains('.') && !domain.contains("..") && !domain.ends_with(['-', '_']);
    let end = at + 1 + domain.len();
    let destination = format!("mailto:{}", &text[start..end]);
    valid.then(|| Address { range: start_of_scheme(text, start)..end, destination })
}

/// Where the `mailto:` starts that an address at byte `at` may follow, or else `at`.
fn start_of_scheme(text: &str, at: usize) -> usize {
    let start = text[..at].strip_suffix("mailto:").map(str::len);
    start.filter(|&start| may_start(text, start)).unwrap_or(at)
}

fn may_start(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| !c.is_ascii_alphanumeric())
}

/// How far an address goes: to white space, `<` or CJK punctuation, less closing punctuation, a parenthesis that it
/// did not open, or an entity at its end (GFM 6.9, "extended autolink path validation").
fn address_length(text: &str) -> usize {
    let end =
        text.find(|c: char| c.is_whitespace() || c == '<' || (is_cjk(c) && !c.is_alphanumeric())).unwrap_or(text.len());
    let mut address = &text[..end];
    let count = |wanted: char| address.matches(wanted).count();
    let mut unopened = count(')').saturating_sub(count('('));
    loop {
        address = match address.chars().next_back() {
            Some('?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"') => &address[..address.len() - 1],
            Some(')') if unopened > 0 => {
                unopened -= 1;
                &address[..address.len() - 1]
            }
            Some(';') => match entity_at_end(address) {
                Some(start) => &address[..start],
                None => return address.len(),
            },
            _ => return address.len(),
        };
    }
}

/// Where an entity starts that ends a text: the `&` of `&amp;`.
fn entity_at_end(text: &str) -> Option<usize> {
    let name = text.strip_suffix(';')?.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    name.ends_with('&').then(|| name.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        let address = match text.find("://") {
            Some(at) => with_scheme(text, at),
            None => text.find("www.").map_or_else(|| mail(text, text.find('@')?), |at| with_www(text, at)),
        };
        address.map(|address| &text[address.range])
    }

    #[test]
    fn addresses_end_where_gfm_says() {
        assert_eq!(found("see https://example.org/a_(b), then"), Some("https://example.org/a_(b)"));
        assert_eq!(found("(www.example.org/?q=a&amp;)"), Some("www.example.org/?q=a"));
        assert_eq!(found("mail a.b@example.org."), Some("a.b@example.org"));
        assert_eq!(found("to mailto:a@example.org."), Some("mailto:a@example.org"));
        assert_eq!(found("xmailto:a@example.org"), Some("a@example.org"));
        assert_eq!(found("www."), None);
        assert_eq!(found("xhttps://example.org"), None);
        assert_eq!(found("a@b"), None);
    }

    #[test]
    fn japanese_text_may_touch_an_address() {
        assert_eq!(found("詳細はhttps://example.org/菊。次に"), Some("https://example.org/菊"));
        assert_eq!(found("（https://example.org/）"), Some("https://example.org/"));
    }
}
