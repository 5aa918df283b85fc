//! Answers the preview frame and the window that prints: the document of an article, the frame's style and script, the
//! publication's images and fonts, and nothing else.

use std::borrow::Cow;
use std::path::Path;

use percent_encoding::percent_decode_str;
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{AppHandle, Manager, UriSchemeContext, UriSchemeResponder, Wry};

use crate::preview_address::{
    self, CHANGES, CHANGES_STYLESHEET, DOCUMENT, FRAME_SCRIPT, FRAME_STYLESHEET, ORIGIN, OWN_FOLDER, PRINT,
};
use crate::session::{Event, HistoryEvent, ImageFile, PublicationEvent, Session};
use crate::{media_type, preview_window, print, window};

/// The name under which the protocol is registered.
pub(crate) const SCHEME: &str = "preview";

/// An SVG is an image and never a document: it runs nothing and loads nothing, even if it is opened by itself.
const SVG_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/// The largest image that is shown. A larger one would not be shown on a page either, but fill the memory.
const MAX_IMAGE_BYTES: u64 = 64 * 1024 * 1024;

/// Answers a request of the frame.
pub(crate) fn answer(context: &UriSchemeContext<'_, Wry>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let app = context.app_handle().clone();
    let allowed = [window::LABEL, preview_window::LABEL, print::LABEL].contains(&context.webview_label());
    tauri::async_runtime::spawn(async move {
        let content = match Wanted::of(request.uri().path()) {
            Some(wanted) if allowed => wanted.fetch(&app).await,
            _ => None,
        };
        responder.respond(response(content));
    });
}

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    /// The document that previews the article in this folder.
    Document(String),
    /// The document that prints the article in this folder.
    Print(String),
    /// The document that shows two versions of the article in this folder.
    Changes(String),
    /// The document that shows a theme in some colours.
    Sample(String, String),
    SampleStylesheet(String),
    Stylesheet,
    ChangesStylesheet,
    /// A file that the interface was built with.
    Own(&'static str),
    /// A file of the publication, which the session knows as an image or a font, or not at all.
    Image(String),
}

/// What is sent.
struct Content {
    body: Cow<'static, [u8]>,
    media_type: &'static str,
    policy: Option<String>,
}

impl Content {
    /// A document that is only looked at.
    fn still(document: String) -> Self {
        let body = Cow::Owned(document.into_bytes());
        Self { body, media_type: "text/html; charset=utf-8", policy: Some(still_policy()) }
    }

    fn stylesheet(body: Cow<'static, [u8]>) -> Self {
        Self { body, media_type: "text/css; charset=utf-8", policy: None }
    }
}

impl Wanted {
    /// Reads the path of a request. Nothing in it leads upwards, whichever way it is written.
    fn of(path: &str) -> Option<Self> {
        let path = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
        let parts: Vec<&str> = path.split('/').collect();
        if parts.iter().any(|part| matches!(*part, "" | "." | "..") || part.contains(['\\', '\0'])) {
            return None;
        }
        match parts[..] {
            [OWN_FOLDER, preview_address::STYLESHEET] => Some(Self::Stylesheet),
            [OWN_FOLDER, file] if file.starts_with("sample.") => match file.split('.').collect::<Vec<_>>()[..] {
                [_, theme, "css"] => Some(Self::SampleStylesheet(theme.to_owned())),
                _ => None,
            },
            [file] if file.starts_with("sample.") && file.ends_with(".html") => {
                match file.split('.').collect::<Vec<_>>()[..] {
                    [_, theme, colours, _] => Some(Self::Sample(theme.to_owned(), colours.to_owned())),
                    _ => None,
                }
            }
            [OWN_FOLDER, CHANGES_STYLESHEET] => Some(Self::ChangesStylesheet),
            [OWN_FOLDER, FRAME_STYLESHEET] => Some(Self::Own(FRAME_STYLESHEET)),
            [OWN_FOLDER, FRAME_SCRIPT] => Some(Self::Own(FRAME_SCRIPT)),
            [slug, DOCUMENT] => Some(Self::Document(slug.to_owned())),
            [slug, PRINT] => Some(Self::Print(slug.to_owned())),
            [slug, CHANGES] => Some(Self::Changes(slug.to_owned())),
            _ => Some(Self::Image(path.into_owned())),
        }
    }

    async fn fetch(self, app: &AppHandle) -> Option<Content> {
        match self {
            Self::Document(slug) => {
                let document = app.state::<Session>().ask(|reply| Event::Document { slug, reply }).await.ok()?;
                let body = Cow::Owned(document.into_bytes());
                Some(Content { body, media_type: "text/html; charset=utf-8", policy: Some(document_policy()) })
            }
            Self::Print(slug) => {
                let document = app.state::<Session>().ask(|reply| Event::PrintDocument { slug, reply }).await.ok()?;
                Some(Content::still(document))
            }
            Self::Changes(slug) => {
                let event = |reply| Event::History(HistoryEvent::Document { slug, reply });
                Some(Content::still(app.state::<Session>().ask(event).await.ok()?))
            }
            Self::Sample(theme, colours) => {
                let event = |reply| Event::Publication(PublicationEvent::Sample { theme, colours, reply });
                Some(Content::still(app.state::<Session>().ask(event).await.ok()?))
            }
            Self::SampleStylesheet(theme) => {
                let event = |reply| Event::Publication(PublicationEvent::SampleStyle { theme, reply });
                let style = app.state::<Session>().ask(event).await.ok()?;
                Some(Content::stylesheet(Cow::Owned(style.into_bytes())))
            }
            Self::Stylesheet => {
                let style = app.state::<Session>().ask(|reply| Event::Stylesheet { reply }).await.ok()?;
                Some(Content::stylesheet(Cow::Owned(style.into_bytes())))
            }
            Self::ChangesStylesheet => {
                Some(Content::stylesheet(Cow::Borrowed(kiku_core::compare::STYLESHEET.as_bytes())))
            }
            Self::Own(file) => {
                let asset = app.asset_resolver().get(file.to_owned())?;
                let script = file == FRAME_SCRIPT;
                let media_type = if script { "text/javascript; charset=utf-8" } else { "text/css; charset=utf-8" };
                Some(Content { body: Cow::Owned(asset.bytes), media_type, policy: None })
            }
            Self::Image(path) => {
                let media_type = media_type::of(&path)?;
                let image = app.state::<Session>().ask(|reply| Event::Image { path, reply }).await.ok()?;
                let read = tauri::async_runtime::spawn_blocking(move || read_image(&image));
                let policy = (media_type == media_type::SVG).then(|| SVG_POLICY.to_owned());
                Some(Content { body: Cow::Owned(read.await.ok()??), media_type, policy })
            }
        }
    }
}

/// Has builds for tests let every script run in the frame and ask whom it likes, to show that even then it reaches nothing. No
/// build that people get knows of it.
#[cfg(debug_assertions)]
fn is_open_for_a_test() -> bool {
    std::env::var_os("KIKU_TEST_OPEN_FRAME").is_some()
}

#[cfg(not(debug_assertions))]
fn is_open_for_a_test() -> bool {
    false
}

/// One script and two stylesheets by their full addresses, images and fonts of the publication, and nothing else. The frame's
/// sandbox has an opaque origin, so `'self'` would match nothing.
fn document_policy() -> String {
    if is_open_for_a_test() {
        return "default-src * preview: data: blob: ipc: tauri: 'unsafe-inline' 'unsafe-eval'".to_owned();
    }
    let script = preview_address::own(FRAME_SCRIPT);
    let styles = preview_address::own("");
    format!(
        "default-src 'none'; script-src {script}; style-src {styles}; img-src {ORIGIN} data:; font-src {ORIGIN} data:; base-uri 'none'; form-action 'none'"
    )
}

/// A stylesheet, images and fonts. No script, and no origin that anything could be allowed for.
fn still_policy() -> String {
    let styles = preview_address::own("");
    format!(
        "default-src 'none'; style-src {styles}; img-src {ORIGIN} data:; font-src {ORIGIN} data:; base-uri 'none'; \
         form-action 'none'; sandbox"
    )
}

/// The bytes of an image, unless it has become a way out of the publication since it was listed.
fn read_image(image: &ImageFile) -> Option<Vec<u8>> {
    let file = dunce::canonicalize(&image.file).ok()?;
    let small =
        |path: &Path| path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() <= MAX_IMAGE_BYTES);
    (file.starts_with(&image.root) && small(&file)).then(|| std::fs::read(file).ok())?
}

fn response(content: Option<Content>) -> Response<Cow<'static, [u8]>> {
    let status = if content.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let Content { body, media_type, policy } =
        content.unwrap_or(Content { body: Cow::Borrowed(b""), media_type: "text/plain; charset=utf-8", policy: None });
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media_type)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        // Files change while they are looked at, and come from the same machine.
        .header(header::CACHE_CONTROL, "no-store");
    if media_type.starts_with("font/") {
        // A font is only given to the origin that it comes from, and the frame has none.
        response = response.header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
    if let Some(policy) = policy {
        response = response.header(header::CONTENT_SECURITY_POLICY, policy);
    }
    response.body(body).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(path: &str) -> Option<Wanted> {
        Some(Wanted::Image(path.to_owned()))
    }

    #[test]
    fn addresses_of_the_frame_are_understood() {
        assert_eq!(Wanted::of("/%E5%B8%82%E5%A0%B4/index.html"), Some(Wanted::Document("市場".to_owned())));
        assert_eq!(Wanted::of("/a/print.html"), Some(Wanted::Print("a".to_owned())));
        assert_eq!(Wanted::of("/a/changes.html"), Some(Wanted::Changes("a".to_owned())));
        assert_eq!(Wanted::of("/.kiku/style.css"), Some(Wanted::Stylesheet));
        let sample = Wanted::Sample("news".to_owned(), "dark".to_owned());
        assert_eq!(Wanted::of("/sample.news.dark.html"), Some(sample));
        assert_eq!(Wanted::of("/.kiku/sample.none.css"), Some(Wanted::SampleStylesheet("none".to_owned())));
        assert_eq!(Wanted::of("/sample.news.png"), image("sample.news.png"));
        assert_eq!(Wanted::of("/.kiku/frame.js"), Some(Wanted::Own("frame.js")));
        assert_eq!(Wanted::of("/a/images/a%20b.svg"), image("a/images/a b.svg"));
        assert_eq!(Wanted::of("/.kiku/index.html"), Some(Wanted::Document(".kiku".to_owned())));
    }

    #[test]
    fn no_address_leads_out_of_the_publication() {
        let ways_out = [
            "/../secret.png",
            "/a/../../secret.png",
            "/%2e%2e/secret.png",
            "/a/%2E%2E%2F%2e%2e/secret.png",
            "/a%2f..%2f..%2fsecret.png",
            "/..%5Csecret.png",
            "/a\\..\\secret.png",
            "//etc/passwd",
            "/%2Fetc/passwd",
            "/a/./b.png",
            "/a//b.png",
            "/a%00.png",
            "/%FF.png",
            "/",
            "",
            "relative.png",
        ];
        for path in ways_out {
            assert_eq!(Wanted::of(path), None, "{path}");
        }
    }

    #[test]
    fn an_encoded_percent_sign_is_decoded_once() {
        assert_eq!(Wanted::of("/%252e%252e/secret.png"), image("%2e%2e/secret.png"));
    }

    #[test]
    fn the_document_runs_the_frame_s_script_and_nothing_else() {
        let policy = document_policy();
        let sources: Vec<&str> = policy.split("; ").collect();
        assert!(sources.contains(&"default-src 'none'"));
        assert!(sources.contains(&format!("script-src {ORIGIN}/.kiku/frame.js").as_str()));
        assert!(!policy.contains("unsafe"));
    }

    #[test]
    fn what_is_printed_or_compared_runs_nothing() {
        let policy = still_policy();
        assert!(policy.starts_with("default-src 'none'; ") && policy.ends_with("; sandbox"), "{policy}");
        assert!(!policy.contains("script") && !policy.contains("unsafe"));
    }

    #[test]
    fn a_font_and_nothing_else_is_given_to_a_frame_without_an_origin() {
        let is_given = |media_type| {
            let content = Content { body: Cow::Borrowed(b""), media_type, policy: None };
            response(Some(content)).headers().contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
        };
        assert!(is_given("font/woff2") && !is_given("image/png") && !is_given("text/html; charset=utf-8"));
        for policy in [document_policy(), still_policy()] {
            assert!(policy.contains(&format!("; font-src {ORIGIN} data:;")), "{policy}");
        }
    }

    #[test]
    fn an_svg_runs_nothing() {
        assert!(SVG_POLICY.contains("default-src 'none'") && !SVG_POLICY.contains("script-src"));
        assert_eq!(media_type::of("a/b.SVG"), Some(media_type::SVG));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_publication_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let root = dunce::canonicalize(folder.path()).unwrap().join("publication");
        std::fs::create_dir(&root).unwrap();
        std::fs::write(folder.path().join("secret.png"), "secret").unwrap();
        std::fs::write(root.join("own.png"), "own").unwrap();
        std::os::unix::fs::symlink("../secret.png", root.join("out.png")).unwrap();
        std::os::unix::fs::symlink("own.png", root.join("in.png")).unwrap();
        let read = |name: &str| read_image(&ImageFile { file: root.join(name), root: root.clone() });
        assert_eq!((read("in.png"), read("out.png"), read("none.png")), (Some(b"own".to_vec()), None, None));
    }
}
