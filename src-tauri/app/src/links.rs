//! What is opened outside of Kiku.

use std::path::Path;

use url::Url;

use crate::wire::{Failure, FailureCode};

/// Opens an address in the system's browser or mail program. Articles come from anywhere, so nothing is passed on that
/// could start another program or open a file.
pub(crate) fn open_address(address: &str) -> Result<(), Failure> {
    let url = web_address(address).ok_or_else(|| Failure::new(FailureCode::Refused, address))?;
    open::that_detached(url.as_str()).map_err(|error| Failure::new(FailureCode::Io, error.to_string()))
}

/// Opens a folder in the system's file manager, or the settings of a publication in its program for texts.
pub(crate) fn open_path(path: &Path) -> Result<(), Failure> {
    open::that_detached(path).map_err(|error| Failure::new(FailureCode::Io, error.to_string()))
}

fn web_address(address: &str) -> Option<Url> {
    Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_are_opened() {
        for address in
            ["https://example.org/菊", "http://example.org", "mailto:kiku@example.org", "HTTPS://EXAMPLE.ORG"]
        {
            assert!(web_address(address).is_some(), "{address}");
        }
        let others =
            ["javascript:alert(1)", "file:///etc/passwd", "smb://host", "data:text/html,x", "/etc/passwd", "-h", ""];
        for address in others {
            assert!(web_address(address).is_none(), "{address}");
        }
    }

    #[test]
    fn an_address_is_passed_on_as_it_was_understood() {
        let shown = |address: &str| web_address(address).map(|url| url.to_string());
        assert_eq!(shown(" https://example.org/a b\n").as_deref(), Some("https://example.org/a%20b"));
        assert_eq!(shown("java\nscript:alert(1)"), None);
    }
}
