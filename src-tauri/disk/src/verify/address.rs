//! Where an address of a page leads, as a browser reads it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use url::Url;

/// Where a reader would come.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// To a file of the bundle, and a place in it.
    Within {
        /// Its path.
        file: String,
        /// Without `#`; empty where none is named.
        fragment: String,
    },
    /// To another site, or to a program for mail.
    Web,
    /// To nowhere: what is meant stands in the address.
    Data,
    /// Out of the bundle: to a place on a disk, or to the root of a server.
    Local,
}

/// A place that no bundle knows, deep enough that nothing climbs out of it by mistake.
const BASE: &str = "http://bundle.invalid/";

/// Where `address` leads from the page at `page`.
pub(super) fn resolve(page: &str, address: &str) -> Address {
    let trimmed = address.trim();
    // From the root of a server, or of a disk; `//host` is another server.
    if trimmed.starts_with(['/', '\\']) && !trimmed.starts_with("//") {
        return Address::Local;
    }
    if climbs_out(page, trimmed) {
        return Address::Local;
    }
    let Ok(base) = Url::parse(BASE).and_then(|base| base.join(&encoded(page))) else { return Address::Local };
    let Ok(url) = base.join(trimmed) else { return Address::Local };
    match url.scheme() {
        "data" => Address::Data,
        "http" | "https" if url.host_str() == base.host_str() => {
            let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
            let file = decode(url.path().trim_start_matches('/'));
            Address::Within { file, fragment: url.fragment().map(decode).unwrap_or_default() }
        }
        "http" | "https" | "mailto" => Address::Web,
        _ => Address::Local,
    }
}

/// Browsers stop at a server's root; a file on a disk has folders above it.
fn climbs_out(page: &str, address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    if path.contains(':') {
        return false;
    }
    let mut depth = page.matches('/').count();
    for part in path.split('/') {
        match part {
            ".." if depth == 0 => return true,
            ".." => depth -= 1,
            "" | "." => {}
            _ => depth += 1,
        }
    }
    false
}

/// What of a path may stand in an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_');

fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PLAIN).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(file: &str, fragment: &str) -> Address {
        Address::Within { file: file.to_owned(), fragment: fragment.to_owned() }
    }

    #[test]
    fn addresses_lead_where_browsers_would_go() {
        assert_eq!(resolve("市場/2.html", "index.html#%E5%8F%96"), within("市場/index.html", "取"));
        assert_eq!(resolve("a/b/c.html", "../../x.png?y"), within("x.png", ""));
        assert_eq!(resolve("a/b.html", "#x"), within("a/b.html", "x"));
        assert_eq!(resolve("b.html", "https://example.org/"), Address::Web);
        assert_eq!(resolve("b.html", "//example.org/x.js"), Address::Web);
        assert_eq!(resolve("b.html", "data:,"), Address::Data);
        for local in ["file:///home/x", "/about/", "../x", "C:\\x", "a/../../x", "javascript:x"] {
            assert_eq!(resolve("b.html", local), Address::Local, "{local}");
        }
    }
}
