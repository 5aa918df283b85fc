//! Printing, and PDF, through the system's own print dialog.
//!
//! A window that nobody sees loads the reader's page and nothing else, without any script, and is printed when its
//! pictures are there. The preview frame could print itself only if its sandbox let it open dialogs; so it stays closed.

use std::sync::Mutex;

use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindowBuilder};
use tokio::sync::oneshot;

use crate::preview_address;
use crate::wire::{Failure, FailureCode};

/// The window's label.
pub(crate) const LABEL: &str = "print";

/// Hears how it ended.
type Done = oneshot::Sender<Result<(), Failure>>;

/// Has the person print the article in folder `slug`. Ends when it is printed, or when the person decided otherwise.
///
/// # Errors
/// Where the system gives no window, or the printer refuses.
pub(crate) async fn print(app: &AppHandle, slug: &str) -> Result<(), Failure> {
    if let Some(window) = app.get_webview_window(LABEL) {
        // One page at a time: the dialog of the other is still open.
        return window.set_focus().map_err(|error| internal(&error));
    }
    let address: Url = preview_address::print(slug).parse().map_err(|_| Failure::new(FailureCode::NotFound, slug))?;
    let (done, ended) = oneshot::channel();
    open(app, address, slug, done).map_err(|error| internal(&error))?;
    // A window that goes without a word was closed by the person.
    ended.await.unwrap_or(Ok(()))
}

fn open(app: &AppHandle, address: Url, slug: &str, done: Done) -> tauri::Result<()> {
    let done = Mutex::new(Some(done));
    let (own, name) = (address.clone(), slug.to_owned());
    let builder = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::CustomProtocol(address))
        .title("Kiku")
        .on_navigation(move |url| *url == own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_page_load(move |window, load| {
            if matches!(load.event(), PageLoadEvent::Started) {
                return;
            }
            if let Some(done) = done.lock().ok().and_then(|mut done| done.take()) {
                system::print(&window, &name, done);
            }
        });
    // Windows prints by a script of the web view's own; the page's policy forbids all others there, too.
    let builder = if cfg!(windows) { builder } else { builder.disable_javascript() };
    builder.visible(!system::PRINTS_UNSEEN).build().map(drop)
}

/// Closes the window, where it is open.
pub(crate) fn close(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // It fails only where the window is gone already.
        let _ = window.destroy();
    }
}

fn internal(error: &tauri::Error) -> Failure {
    Failure::new(FailureCode::Internal, error.to_string())
}

/// WebKitGTK prints a page that is not shown, and says when it is done.
#[cfg(target_os = "linux")]
mod system {
    use std::cell::Cell;
    use std::path::Path;
    use std::rc::Rc;

    use gtk::{PageSetup, PrintSettings, Unit};
    use tauri::{AppHandle, Manager, WebviewWindow};
    use webkit2gtk::{PrintOperation, PrintOperationExt, PrintOperationResponse};

    use super::{Done, Failure, FailureCode, close};
    use crate::{dialogs, window};

    pub(super) const PRINTS_UNSEEN: bool = true;

    /// A file that is printed to is called `name`, until the person thinks of another.
    pub(super) fn print(window: &WebviewWindow, name: &str, done: Done) {
        let (app, name) = (window.app_handle().clone(), name.to_owned());
        // Where the window is gone already, whoever waits hears of it.
        let _ = window.with_webview(move |webview| {
            let operation = PrintOperation::new(&webview.inner());
            operation.set_page_setup(&sheet());
            finish_with(&operation, &app, done);
            let settings = PrintSettings::new();
            settings.set("output-basename", Some(&name));
            let answer = dialogs::test_answer();
            if let Some(file) = &answer {
                to_file(&settings, &file.with_extension("pdf"));
            }
            operation.set_print_settings(&settings);
            if answer.is_some() { operation.print() } else { ask(&operation, &app) }
        });
    }

    fn ask(operation: &PrintOperation, app: &AppHandle) {
        let parent = app.get_webview_window(window::LABEL).and_then(|window| window.gtk_window().ok());
        if operation.run_dialog(parent.as_ref()) == PrintOperationResponse::Cancel {
            close(app);
        }
    }

    /// Says how it ended, and closes the window.
    fn finish_with(operation: &PrintOperation, app: &AppHandle, done: Done) {
        let done = Rc::new(Cell::new(Some(done)));
        let (failed, app) = (Rc::clone(&done), app.clone());
        operation.connect_failed(move |_, error| {
            if let Some(done) = failed.take() {
                let _ = done.send(Err(Failure::new(FailureCode::Io, error.to_string())));
            }
        });
        // This follows a failure, too.
        operation.connect_finished(move |_| {
            if let Some(done) = done.take() {
                let _ = done.send(Ok(()));
            }
            close(&app);
        });
    }

    /// The margins that the page's stylesheet wants: WebKitGTK takes them from here alone.
    fn sheet() -> PageSetup {
        let sheet = PageSetup::new();
        sheet.set_top_margin(18.0, Unit::Mm);
        sheet.set_bottom_margin(20.0, Unit::Mm);
        sheet.set_left_margin(16.0, Unit::Mm);
        sheet.set_right_margin(16.0, Unit::Mm);
        sheet
    }

    fn to_file(settings: &PrintSettings, path: &Path) {
        settings.set_printer("Print to File");
        settings.set("output-file-format", Some("pdf"));
        settings.set("output-uri", Some(&format!("file://{}", path.display())));
    }
}

/// Elsewhere the dialog belongs to a window that is seen, and the person closes both.
#[cfg(not(target_os = "linux"))]
mod system {
    use tauri::WebviewWindow;

    use super::{Done, internal};

    pub(super) const PRINTS_UNSEEN: bool = false;

    pub(super) fn print(window: &WebviewWindow, _name: &str, done: Done) {
        let _ = done.send(window.print().map_err(|error| internal(&error)));
    }
}
