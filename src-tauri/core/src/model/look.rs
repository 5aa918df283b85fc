//! How a publication looks: its theme, and what of its own it adds: a stylesheet, and HTML at the head and foot of pages.

use super::fields::Fields;
use super::link::{self, Target};
use super::nearest::nearest;
use super::publication::missing_file;
use crate::diagnostic::{Diagnostic, Message};
use crate::parse::css::{self, Load};
use crate::parse::value::Value;
use crate::source::{Font, PUBLICATION_FILE, PublicationPath, Snapshot, Span};

/// The themes that Kiku brings, by their names.
pub(crate) const THEMES: [&str; 3] = ["news", "essay", "manual"];

/// What `theme`, `css`, `header` and `footer` say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// One of [`THEMES`].
    pub(crate) theme: Option<&'static str>,
    pub(crate) css: Option<OwnStyle>,
    pub(crate) header: Option<OwnHtml>,
    pub(crate) footer: Option<OwnHtml>,
    /// The files that are named, whether they are there or not.
    pub(super) files: Vec<PublicationPath>,
}

/// A stylesheet of the publication, as pieces of its text with files between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OwnStyle(Vec<StylePiece>);

/// A part of a stylesheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StylePiece {
    Text(String),
    /// A file of the publication that the style loads, and what followed it (`#fragment`).
    File(PublicationPath, String),
}

/// A piece of HTML of the publication, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OwnHtml {
    /// The folder that its addresses count from.
    pub(crate) folder: String,
    pub(crate) html: String,
}

/// An address that loads nothing.
const NOTHING: &str = "\"data:,\"";

impl OwnStyle {
    /// Its parts, in order. A file stands where an address in quotation marks belongs.
    pub(crate) fn pieces(&self) -> &[StylePiece] {
        &self.0
    }

    /// The style for a file in `folder`; where there is none, without its files.
    pub(crate) fn write(&self, folder: Option<&str>) -> String {
        let mut css = String::new();
        for piece in &self.0 {
            match (piece, folder) {
                (StylePiece::Text(text), _) => css.push_str(text),
                (StylePiece::File(path, rest), Some(folder)) => {
                    css.push_str(&format!("\"{}{rest}\"", link::href(folder, path)));
                }
                (StylePiece::File(..), None) => css.push_str(NOTHING),
            }
        }
        css
    }

    /// The files that it shows.
    pub(crate) fn files(&self) -> impl Iterator<Item = &PublicationPath> {
        self.0.iter().filter_map(|piece| match piece {
            StylePiece::File(path, _) => Some(path),
            StylePiece::Text(_) => None,
        })
    }

    /// Reads the text of the file `path`. What would load from elsewhere is reported and taken out.
    fn read(path: &str, text: &str, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let Ok(loads) = css::loads(text) else {
            diagnostics.push(too_deep().in_file(path));
            return None;
        };
        // All texts are UTF-8 here, and it stands behind others, where browsers would not look for it.
        let charset = text.strip_prefix("@charset \"").and_then(|rest| rest.find(';'));
        let (mut pieces, mut written) = (Vec::new(), charset.map_or(0, |end| "@charset \"".len() + end + 1));
        for load in loads {
            let (span, piece) = match load {
                Load::Import(span) => {
                    diagnostics.push(import(span).in_file(path));
                    (span, StylePiece::Text("@not-imported".to_owned()))
                }
                Load::Address(_, address) | Load::Font(_, address) if is_within_style(&address) => continue,
                Load::Address(span, address) => {
                    (span, loaded(path, &address, span, snapshot, diagnostics, problem_of_image))
                }
                Load::Font(span, address) => {
                    (span, loaded(path, &address, span, snapshot, diagnostics, problem_of_font))
                }
            };
            let before = text.get(written..span.start).unwrap_or_default();
            // Without quotation marks, `url(…)` is one word.
            let is_word = matches!(span.of(text).chars().next(), Some('u' | 'U' | '\\'));
            pieces.push(StylePiece::Text(safe(before) + if is_word { "url(" } else { "" }));
            pieces.push(piece);
            pieces.push(StylePiece::Text(if is_word { ")".to_owned() } else { String::new() }));
            written = span.end;
        }
        pieces.push(StylePiece::Text(safe(text.get(written..).unwrap_or_default())));
        Some(Self(pieces))
    }
}

/// What stands in the style of the file `path` for an address that would be loaded. `problem` says what is wrong with a file that it names.
fn loaded(
    path: &str,
    address: &str,
    span: Span,
    snapshot: &Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
    problem: fn(&str, Span, &Snapshot) -> Option<Diagnostic>,
) -> StylePiece {
    let problem = match link::resolve(folder_of(path), address) {
        Target::Inside(file, rest) => match problem(&file, span, snapshot) {
            None => return StylePiece::File(file, rest.replace(['"', '\\', '\n'], "")),
            Some(problem) => problem,
        },
        _ => loads_elsewhere(address, span),
    };
    diagnostics.push(problem.in_file(path));
    StylePiece::Text(NOTHING.to_owned())
}

fn problem_of_image(file: &str, span: Span, snapshot: &Snapshot) -> Option<Diagnostic> {
    (!snapshot.assets.contains_key(file)).then(|| missing_file(file, span))
}

fn problem_of_font(file: &str, span: Span, snapshot: &Snapshot) -> Option<Diagnostic> {
    match snapshot.fonts.get(file) {
        Some(Font::Usable) => None,
        Some(Font::TooLarge { limit }) => Some(font_too_large(file, span, *limit)),
        None if is_named_as_font(file) => Some(missing_file(file, span)),
        // Not whole, or an image, a drawing with letters in it, or what browsers no longer read.
        Some(Font::Broken) | None => Some(unusable_font(file, span)),
    }
}

/// What the files are called that browsers read fonts from.
const FONT_EXTENSIONS: [&str; 4] = ["woff2", "woff", "ttf", "otf"];

fn is_named_as_font(file: &str) -> bool {
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    FONT_EXTENSIONS.iter().any(|font| extension.eq_ignore_ascii_case(font))
}

/// Neither a drawing in the style nor a place in the page is loaded.
fn is_within_style(address: &str) -> bool {
    let address = address.trim();
    address.starts_with('#') || address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// A style may stand in a page, which must not end it: the backslash changes nothing in strings, addresses and comments.
fn safe(css: &str) -> String {
    css.replace("</", "<\\/")
}

impl Look {
    /// Reads the settings and the files that they name.
    pub(super) fn read(table: &Value, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let (mut look, mut own) = (Self::default(), Vec::new());
        let mut fields = Fields { table, diagnostics: &mut own };
        look.theme = theme(&mut fields);
        let css = look.file("css", &mut fields, snapshot);
        look.header = look.file("header", &mut fields, snapshot).map(|(path, html)| OwnHtml::new(&path, html));
        look.footer = look.file("footer", &mut fields, snapshot).map(|(path, html)| OwnHtml::new(&path, html));
        diagnostics.extend(own.into_iter().map(|diagnostic| diagnostic.in_file(PUBLICATION_FILE)));
        look.css = css.and_then(|(path, css)| OwnStyle::read(&path, css, snapshot, diagnostics));
        look
    }

    /// The file that a field names, and its text; nothing, with a reason, where it cannot be had.
    fn file<'s>(
        &mut self,
        name: &str,
        fields: &mut Fields<'_, '_>,
        snapshot: &'s Snapshot,
    ) -> Option<(PublicationPath, &'s str)> {
        let address = fields.text(name)?;
        let span = fields.value(name)?.words_span();
        let Target::Inside(path, _) = link::resolve("", &address) else {
            fields.diagnostics.push(outside(&address, span));
            return None;
        };
        self.files.push(path.clone());
        let text = snapshot.texts.get(&path);
        // That it cannot be read is reported where it stands.
        if text.is_none() && !snapshot.unreadable.contains_key(&path) {
            fields.diagnostics.push(missing_file(&path, span));
        }
        text.map(|text| (path, text.as_str()))
    }
}

impl OwnHtml {
    fn new(path: &str, html: &str) -> Self {
        Self { folder: folder_of(path).to_owned(), html: html.to_owned() }
    }
}

fn theme(fields: &mut Fields<'_, '_>) -> Option<&'static str> {
    let name = fields.text("theme")?;
    let theme = THEMES.into_iter().find(|theme| *theme == name);
    if theme.is_none() {
        let span = fields.value("theme").map_or_else(Span::default, Value::words_span);
        fields.diagnostics.push(unknown_theme(&name, span));
    }
    theme
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn unknown_theme(name: &str, span: Span) -> Diagnostic {
    let message = Message::new(
        format!("There is no theme “{name}”; pages have Kiku’s own look."),
        format!("テーマ「{name}」はありません。Kiku の標準の見た目になります。"),
    );
    Diagnostic::error("unknown-theme", span, message)
        .hint(
            "The themes are news, essay and manual; docs/themes.md shows how to write a style of one’s own.",
            "使えるテーマは news、essay、manual です。独自の見た目は css で作れます（docs/themes.md）。",
        )
        .suggest_word(span, nearest(name, THEMES))
}

fn outside(address: &str, span: Span) -> Diagnostic {
    let message = Message::new(
        format!("{address} is not a file of the publication."),
        format!("{address} は刊行物のフォルダーの外を指しています。"),
    );
    Diagnostic::error("file-not-inside", span, message).hint(
        "Put the file into the publication’s folder, and write its path from there.",
        "ファイルを刊行物のフォルダーに入れ、そこからのパスを書いてください。",
    )
}

fn loads_elsewhere(address: &str, span: Span) -> Diagnostic {
    let message = Message::new(
        format!("{address} would be loaded from elsewhere; readers’ browsers do not ask strangers. It is left out."),
        format!("{address} は外部から読み込まれるため、使われません。読者のブラウザーは第三者に接続しません。"),
    );
    Diagnostic::error("style-loads-elsewhere", span, message).hint(
        "Put the file into the publication’s folder, and name it from there.",
        "ファイルを刊行物のフォルダーに入れ、そのパスを書いてください。",
    )
}

fn unusable_font(file: &str, span: Span) -> Diagnostic {
    let message = Message::new(
        format!("{file} is not a font that browsers can read; it is left out."),
        format!("{file} はブラウザーが読めるフォントではないため、使われません。"),
    );
    Diagnostic::error("unusable-font", span, message).hint(
        "Use a whole WOFF2, WOFF, TrueType or OpenType file. WOFF2 is the smallest.",
        "WOFF2・WOFF・TrueType・OpenType のいずれかの、壊れていないファイルを使ってください。WOFF2 が最も小さくなります。",
    )
}

fn font_too_large(file: &str, span: Span, limit: u64) -> Diagnostic {
    let limit = limit / (1024 * 1024);
    let message = Message::new(
        format!("{file} is larger than {limit} MiB, too large for readers to load; it is left out."),
        format!("{file} は {limit} MiB を超えています。読者が読み込むには大きすぎるため、使われません。"),
    );
    Diagnostic::error("unusable-font", span, message).hint(
        "Make a WOFF2 of it, or take only the letters that the publication uses.",
        "WOFF2 に変換するか、刊行物で使う文字だけを取り出したフォント（サブセット）を使ってください。",
    )
}

fn import(span: Span) -> Diagnostic {
    let message = Message::new(
        "@import is not followed: a publication has one stylesheet of its own.",
        "@import は使えません。刊行物のスタイルシートは一つです。",
    );
    Diagnostic::error("style-loads-elsewhere", span, message)
        .hint("Copy what it would bring into this file.", "読み込みたい内容を、このファイルに書き写してください。")
}

fn too_deep() -> Diagnostic {
    let message = Message::new(
        "This stylesheet nests too deep; it is not used.",
        "スタイルシートの入れ子が深すぎるため、使われません。",
    );
    Diagnostic::error("broken-css", Span::default(), message)
        .hint("Look for a bracket that is not closed.", "閉じていない括弧がないか確かめてください。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::publication::Publication;
    use crate::source::Asset;

    fn read(settings: &str, css: &str) -> (Look, Vec<(&'static str, String)>) {
        let mut snapshot = Snapshot::default();
        snapshot.texts.insert(PUBLICATION_FILE.into(), format!("title = \"t\"\n{settings}"));
        snapshot.texts.insert("style/own.css".into(), css.into());
        snapshot.texts.insert("head.html".into(), "<p>Hello</p>".into());
        snapshot.assets.insert("style/a b.png".into(), Asset::default());
        snapshot.assets.insert("style/drawn.svg".into(), Asset::default());
        snapshot.fonts.insert("fonts/mincho.woff2".into(), Font::Usable);
        snapshot.fonts.insert("fonts/no.ttf".into(), Font::Broken);
        snapshot.fonts.insert("fonts/all.otf".into(), Font::TooLarge { limit: 32 * 1024 * 1024 });
        let (publication, diagnostics) = Publication::read(&snapshot);
        let told = diagnostics.iter().map(|found| {
            let text = snapshot.texts.get(&found.file).map_or("", String::as_str);
            (found.code, found.span.of(text).to_owned())
        });
        (publication.look, told.collect())
    }

    #[test]
    fn a_theme_and_files_are_read() {
        let (look, told) = read("theme = \"essay\"\ncss = \"style/own.css\"\nheader = \"head.html\"\n", "a { b: c }");
        assert_eq!(told, []);
        assert_eq!(look.theme, Some("essay"));
        assert_eq!(look.css.unwrap().write(None), "a { b: c }");
        assert_eq!(look.header.unwrap().html, "<p>Hello</p>");
        assert_eq!(look.files, ["style/own.css", "head.html"]);
    }

    #[test]
    fn what_cannot_be_used_is_reported_where_it_stands() {
        let told = read("theme = \"eassy\"\ncss = \"../own.css\"\nfooter = \"no.html\"\n", "").1;
        let expected = [("unknown-theme", "eassy"), ("file-not-inside", "../own.css"), ("missing-file", "no.html")];
        assert_eq!(told, expected.map(|(code, words)| (code, words.to_owned())));
    }

    #[test]
    fn a_style_loads_files_of_the_publication_and_nothing_else() {
        let css = "@charset \"utf-8\";@import 'https://example.org/x.css'; a { b: url(a%20b.png#x); c: url('//example.org/y'); \
                   d: url(no.png); e: url(data:image/png;base64,AA); f: url(#g) }</style><script>";
        let (look, told) = read("css = \"style/own.css\"\n", css);
        let expected = [
            ("style-loads-elsewhere", "@import"),
            ("style-loads-elsewhere", "'//example.org/y'"),
            ("missing-file", "url(no.png)"),
        ];
        assert_eq!(told, expected.map(|(code, words)| (code, words.to_owned())));
        let style = look.css.unwrap();
        assert_eq!(style.files().collect::<Vec<_>>(), ["style/a b.png"]);
        let written = style.write(Some("assets"));
        assert!(
            written.starts_with("@not-imported 'https://example.org/x.css'; a { b: url(\"../style/a%20b.png#x\");")
        );
        assert!(written.contains("c: url(\"data:,\")"), "{written}");
        assert!(!written.contains("</style"), "{written}");
        assert!(style.write(None).contains("b: url(\"data:,\")"));
    }

    #[test]
    fn fonts_are_files_of_the_publication_that_browsers_can_read() {
        let css = "@font-face { font-family: a; src: url(../fonts/mincho.woff2) format('woff2'), url(\"../fonts/no.ttf\"), \
                   url(../fonts/all.otf), url(../fonts/none.woff), url(drawn.svg#a), url(old.eot?#iefix), url(https://example.org/x.woff2), \
                   url(../../../etc/x.ttf), url(/x.ttf), url(file:///x.ttf), url(data:font/woff2;base64,AA) } p { background: url(../fonts/mincho.woff2) }";
        let (look, told) = read("css = \"style/own.css\"\n", css);
        let expected = [
            ("unusable-font", "\"../fonts/no.ttf\""),
            ("unusable-font", "url(../fonts/all.otf)"),
            ("missing-file", "url(../fonts/none.woff)"),
            ("unusable-font", "url(drawn.svg#a)"),
            ("unusable-font", "url(old.eot?#iefix)"),
            ("style-loads-elsewhere", "url(https://example.org/x.woff2)"),
            ("style-loads-elsewhere", "url(../../../etc/x.ttf)"),
            ("missing-file", "url(/x.ttf)"),
            ("style-loads-elsewhere", "url(file:///x.ttf)"),
            ("missing-file", "url(../fonts/mincho.woff2)"),
        ];
        assert_eq!(told, expected.map(|(code, words)| (code, words.to_owned())));
        let style = look.css.unwrap();
        assert_eq!(style.files().collect::<Vec<_>>(), ["fonts/mincho.woff2"]);
        let written = style.write(Some("assets"));
        assert!(written.contains("src: url(\"../fonts/mincho.woff2\") format('woff2'), url(\"data:,\")"), "{written}");
        assert_eq!(written.matches("data:,").count(), expected.len());
    }
}
