//! Kiku's engine: text in; model, diagnostics, HTML and bundles out.

pub mod bundle;
pub mod diagnostic;
pub mod lines;
pub mod model;
pub mod preview;
pub mod source;

pub use bundle::{Bundle, Content, Format};
pub use diagnostic::{Diagnostic, Language, Message, Severity};
pub use model::publication::Publication;
pub use source::{Asset, Snapshot, Span, Unreadable};

/// Every diagnostic of a publication: its settings, its bibliographies and its articles, in file order.
pub fn check(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let _ = snapshot;
    Vec::new()
}

/// The bundle of a publication in one format.
pub fn export(snapshot: &Snapshot, format: Format) -> Bundle {
    let _ = (snapshot, format);
    Bundle::default()
}

/// How [`render_fragment`] writes HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Raw HTML is sanitised; headings have ids. What readers get.
    Sanitised,
    /// Raw HTML is trusted; no heading ids: comparable with outside CommonMark suites.
    Raw,
}

/// The body of one article as an HTML fragment, without page, header or references from elsewhere.
pub fn render_fragment(text: &str, trust: Trust) -> String {
    let _ = (text, trust);
    String::new()
}
