//! The preview in a window of its own, for a second screen.
//!
//! Its page is Kiku's own, around the same sandboxed frame as in the main window, and does what the main window's page
//! tells it: both are of one origin and speak over a `BroadcastChannel`. *Invariant:* it may ask Rust for nothing.

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Emitter, Manager, WebviewUrl, WebviewWindowBuilder};

use crate::wire::Notice;
use crate::{NOTICE_EVENT, window};

/// The window's label.
pub(crate) const LABEL: &str = "preview";

/// Its page, in the interface's own assets.
const PAGE: &str = "preview.html";

/// What the window measures before it was ever closed, and at least, in logical pixels.
const USUAL_SIZE: (f64, f64) = (800.0, 900.0);
const LEAST_SIZE: (f64, f64) = (360.0, 320.0);

/// Opens the window where it was before; brings it to the front where it is open.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(LABEL) {
        return window.set_focus();
    }
    let geometry = window::Geometry::of(app, LABEL);
    let (width, height) = geometry.size.unwrap_or(USUAL_SIZE);
    let mut builder = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App(PAGE.into()))
        .title("Kiku")
        .inner_size(width, height)
        .min_inner_size(LEAST_SIZE.0, LEAST_SIZE.1)
        .maximized(geometry.maximized);
    if let Some((x, y)) = geometry.place_on_a_screen(app) {
        builder = builder.position(x, y);
    }
    builder
        .on_navigation(window::may_navigate)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_document_title_changed(|window, title| window::set_title(&window, &title))
        .build()?;
    Ok(())
}

/// Closes the window, where it is open, as when the person does.
pub(crate) fn close(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        window::remember_geometry(&window.as_ref().window());
        // It fails only where the window is gone already.
        let _ = window.destroy();
    }
}

/// The main window shows the preview again.
pub(crate) fn closed(app: &AppHandle) {
    // Where there is no main window any more, there is nobody to tell.
    let _ = app.emit_to(window::LABEL, NOTICE_EVENT, Notice::PreviewWindowClosed);
}
