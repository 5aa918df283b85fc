//! Where the addresses that authors write lead: out to the web, to a file of the publication, or nowhere allowed.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use url::Url;

use super::nearest::nearest;
use crate::source::PublicationPath;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// `http`, `https` or `mailto`, as it was written.
    Web(String),
    /// A place on the same page, with its `#`.
    Fragment(String),
    /// A file of the publication, and what followed it (`?query#fragment`).
    Inside(PublicationPath, String),
    /// Neither: a script, a file outside the publication, or nonsense.
    Refused,
}

/// Resolves an address that stands in a file of the folder `folder` (empty for the publication's own).
///
/// Schemes are told apart as browsers do (WHATWG URL), so that no white space or control character hides one.
pub(crate) fn resolve(folder: &str, address: &str) -> Target {
    if is_plainly_web(address) {
        return Target::Web(address.to_owned());
    }
    // Without a colon there is no scheme, and most addresses on pages have none.
    if !address.contains(':') {
        return resolve_relative(folder, address.trim());
    }
    match Url::parse(address) {
        Ok(url) if matches!(url.scheme(), "http" | "https" | "mailto") => Target::Web(address.trim().to_owned()),
        Err(url::ParseError::RelativeUrlWithoutBase) => resolve_relative(folder, address.trim()),
        Ok(_) | Err(_) => Target::Refused,
    }
}

/// Whether an address is so plain that no reader of URLs could find anything else in it: a domain name with a path.
fn is_plainly_web(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let Some((host, path)) = rest.map(|rest| rest.split_once('/').unwrap_or((rest, ""))) else { return false };
    let is_name = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_lowercase())
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    let is_plain = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'=' | b'?' | b'&' | b'#')
    };
    host.contains('.') && host.split('.').all(is_name) && path.bytes().all(is_plain)
}

fn resolve_relative(folder: &str, address: &str) -> Target {
    if address.starts_with('#') {
        return Target::Fragment(address.to_owned());
    }
    if address.starts_with("//") || address.contains(['\\', '\t', '\n', '\r', '\0']) {
        return Target::Refused;
    }
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (path, rest) = address.split_at(end);
    let Ok(path) = percent_decode_str(path).decode_utf8() else { return Target::Refused };
    let base = if path.starts_with('/') { "" } else { folder };
    normalise(base, &path).map_or(Target::Refused, |path| Target::Inside(path, rest.to_owned()))
}

/// Joins a folder and a relative path, without `.` and `..`; nothing where the path leaves the publication.
fn normalise(folder: &str, path: &str) -> Option<PublicationPath> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part if part.contains(['\\', '\0']) => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The address of the publication's file `path` for a page that stands in `folder`.
pub(crate) fn href(folder: &str, path: &str) -> String {
    let within = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).filter(|_| !folder.is_empty());
    let (up, rest) = match within {
        Some(rest) => (0, rest),
        None => (folder.split('/').filter(|part| !part.is_empty()).count(), path),
    };
    let mut href = "../".repeat(up);
    href.extend(utf8_percent_encode(rest, RESERVED));
    href
}

/// The address of the publication's file `path` as a writer would write it in a file of `folder`.
pub(crate) fn written(folder: &str, path: &str) -> String {
    let within = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).filter(|_| !folder.is_empty());
    let parts: Vec<String> = within.unwrap_or(path).split('/').map(|part| segment(part, "")).collect();
    let up = if within.is_some() || folder.is_empty() { "" } else { "../" };
    format!("{up}{}", parts.join("/"))
}

/// A folder's name as a part of an address, written as far in codes as the part that stood there before. It can stand in
/// Markdown, in an attribute and in a value of YAML or TOML alike.
pub(crate) fn segment(name: &str, before: &str) -> String {
    let mut segment = String::with_capacity(name.len());
    for character in name.chars() {
        if character.is_ascii() || before.contains('%') {
            segment.extend(utf8_percent_encode(character.encode_utf8(&mut [0; 4]), IN_MARKUP));
        } else {
            segment.push(character);
        }
    }
    segment
}

/// What of ASCII must not stand literally in a path of a URL.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b':');

/// What must not stand literally in an address wherever a writer may put one.
const IN_MARKUP: &AsciiSet = &RESERVED.add(b'(').add(b')').add(b'[').add(b']').add(b'&').add(b'\'');

/// The web address that a misspelt one was meant to be: `ttps://example.org`, `http//example.org`, `www.example.org`.
pub(crate) fn mended(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = match address.find(|character: char| !character.is_ascii_alphabetic())? {
        3 if address.starts_with("www.") => ("https", address),
        end => {
            let rest = address[end..].trim_start_matches([':', '/', '：', '／']);
            let parted = address.len() - rest.len() > end + 1;
            (nearest(&address[..end], ["http", "https"]).filter(|_| parted)?, rest)
        }
    };
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let mended = format!("{scheme}://{rest}");
    let is_web = rest[..host_end].contains('.') && matches!(resolve("", &mended), Target::Web(_));
    (is_web && mended != address).then_some(mended)
}

/// The name of a site as people know it: the host, without `www.`.
pub(crate) fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_stay_in_the_publication() {
        let inside = |path: &str, rest: &str| Target::Inside(path.to_owned(), rest.to_owned());
        assert_eq!(resolve("market", "images/a%20b.png"), inside("market/images/a b.png", ""));
        assert_eq!(resolve("market", "../personas/a.svg?x#y"), inside("personas/a.svg", "?x#y"));
        assert_eq!(resolve("market", "/logo.svg"), inside("logo.svg", ""));
        for address in ["../../etc/passwd", "%2e%2e/%2e%2e/x", "..\\x", "//example.org/x", "a%00b"] {
            assert_eq!(resolve("market", address), Target::Refused, "{address}");
        }
    }

    #[test]
    fn only_web_and_mail_lead_out() {
        assert_eq!(resolve("", "https://example.org/菊"), Target::Web("https://example.org/菊".into()));
        assert_eq!(resolve("", "mailto:a@example.org"), Target::Web("mailto:a@example.org".into()));
        for address in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            " \u{1}javascript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "smb://host/x",
            "http:",
        ] {
            assert_eq!(resolve("", address), Target::Refused, "{address:?}");
        }
    }

    #[test]
    fn misspelt_schemes_are_mended() {
        for address in ["ttps://e.org/a", "htps://e.org/a", "https:/e.org/a", "https//e.org/a", "https：//e.org/a"] {
            assert_eq!(mended(address).as_deref(), Some("https://e.org/a"), "{address}");
        }
        assert_eq!(mended("www.e.org").as_deref(), Some("https://www.e.org"));
        for address in ["ftp://e.org", "javascript:alert(1)", "images/a.png", "http.png", "https", "", "ttps://x"] {
            assert_eq!(mended(address), None, "{address}");
        }
    }

    #[test]
    fn pages_reach_files_by_relative_addresses() {
        assert_eq!(href("market", "market/images/朝 1.png"), "images/%E6%9C%9D%201.png");
        assert_eq!(href("market", "personas/a.svg"), "../personas/a.svg");
        assert_eq!(href("", "market/index.html"), "market/index.html");
        assert_eq!(href("market", "market-2/a.svg"), "../market-2/a.svg");
    }
}
