//! An article's front matter.

use super::checks::Checks;
use super::date::Date;
use super::fields::{self, Fields};
use super::nearest::nearest;
use super::publication::Publication;
use super::reference::{self, Bibliography, Picture};
use crate::diagnostic::{Diagnostic, Message, TextEdit};
use crate::parse::value::{self, Value};
use crate::source::Span;

/// What an article says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Meta {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    /// Where they are written.
    pub(crate) title_span: Span,
    pub(crate) description_span: Span,
    /// BCP 47; the publication's where the article names none.
    pub(crate) language: String,
    pub(crate) date: Option<Date>,
    pub(crate) updated: Option<Date>,
    /// Where they are written.
    pub(crate) date_span: Span,
    pub(crate) updated_span: Span,
    pub(crate) authors: Vec<String>,
    pub(crate) tags: Vec<String>,
    /// `draft`, `review`, `approved` or `published`.
    pub(crate) status: String,
    pub(crate) cover: Option<Picture>,
    /// Between the `---` lines; empty at the start of the file where there are none.
    pub(crate) span: Span,
    /// The article's own sources.
    pub(crate) bibliography: Bibliography,
    /// The publication's levels, and over them the article's own.
    pub(crate) checks: Checks,
}

const STATUSES: &[&str] = &["draft", "review", "approved", "published"];

/// Reads the front matter at `span` of the article at `path`.
pub(crate) fn read(
    text: &str,
    span: Option<Span>,
    path: &str,
    publication: &Publication,
    diagnostics: &mut Vec<Diagnostic>,
) -> Meta {
    let span_of_yaml = span.unwrap_or_default();
    let mut meta = Meta {
        language: publication.language.clone(),
        status: "draft".to_owned(),
        span: span_of_yaml,
        checks: publication.checks.clone(),
        ..Meta::default()
    };
    let Some(span) = span else {
        diagnostics.push(missing_front_matter(text));
        return meta;
    };
    match value::from_yaml(span.of(text), span.start) {
        Ok(table) if fields::is_table(&table, diagnostics) => meta.take(&table, path, diagnostics),
        Ok(_) => {}
        Err(error) => diagnostics.push(fields::syntax_error(&error, "YAML")),
    }
    meta
}

impl Meta {
    fn take(&mut self, table: &Value, path: &str, diagnostics: &mut Vec<Diagnostic>) {
        let mut fields = Fields { table, diagnostics };
        self.title = fields.text("title");
        self.description = fields.text("description");
        let span_of = |name: &str| table.get(name).map_or(self.span, |value| value.span);
        (self.title_span, self.description_span) = (span_of("title"), span_of("description"));
        self.date = fields.date("date");
        self.updated = fields.date("updated");
        (self.date_span, self.updated_span) = (span_of("date"), span_of("updated"));
        self.authors = fields.texts("authors");
        self.tags = fields.texts("tags");
        if let Some(language) = fields.text("language").or_else(|| fields.text("lang")) {
            self.language = language;
        }
        if let Some(status) = fields.text("status") {
            if !STATUSES.contains(&status.as_str()) {
                let span = fields.value("status").map_or(self.span, Value::words_span);
                fields.diagnostics.push(unknown_status(&status, span));
            }
            self.status = status;
        }
        let folder = reference::folder_of(path);
        self.cover = fields.value("cover").and_then(|cover| {
            let keys = ["image", "alt", "credit"];
            fields::is_table(cover, diagnostics)
                .then(|| reference::picture(&mut Fields { table: cover, diagnostics }, folder, keys))
                .flatten()
        });
        if let Some(checks) = table.get("checks").filter(|checks| fields::is_table(checks, diagnostics)) {
            self.checks.set_from(checks, diagnostics);
        }
        if let Some(list) = table.get("references") {
            let references = reference::read_items(list, path, diagnostics);
            self.bibliography.add(references, diagnostics);
        }
    }
}

fn missing_front_matter(text: &str) -> Diagnostic {
    let first_line = text.lines().next().unwrap_or_default();
    Diagnostic::error(
        "missing-front-matter",
        Span::new(0, first_line.len()),
        Message::new("The article has no front matter.", "記事に前書き（front matter）がありません。"),
    )
    .hint(
        "Start the file with a line ---, then title: and description:, then a line ---.",
        "ファイルの先頭に --- の行、title: と description: の行、もう一つ --- の行を書いてください。",
    )
    .suggest(
        Message::new("Add front matter to fill in", "前書きの枠を加える"),
        vec![TextEdit { span: Span::new(0, 0), text: "---\ntitle:\ndescription:\n---\n\n".to_owned() }],
    )
}

fn unknown_status(status: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(
        "unknown-status",
        span,
        Message::new(format!("There is no status “{status}”."), format!("「{status}」という状態はありません。")),
    )
    .hint("Use draft, review, approved or published.", "draft、review、approved、published のどれかを書いてください。")
    .suggest_word(span, nearest(status, STATUSES.iter().copied()))
}
