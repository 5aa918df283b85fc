//! The main window: its size, its title, where its page may go, and what happens when it is to close.

use serde::{Deserialize, Serialize};
use tauri::utils::config::WindowConfig;
use tauri::webview::NewWindowResponse;
use tauri::{
    App, AppHandle, LogicalPosition, LogicalSize, Manager, Url, WebviewWindow, WebviewWindowBuilder, Window,
    WindowEvent,
};

use crate::session::{Event, Session};
use crate::wire::Notice;
use crate::{NOTICE_EVENT, config_file, preview_address, preview_window, print, text_input, web_process};

/// The window's label in `tauri.conf.json`.
pub(crate) const LABEL: &str = "main";

/// What a window looked like when it was last closed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Geometry {
    /// Width and height in logical pixels; nothing before the first time.
    pub(crate) size: Option<(f64, f64)>,
    /// The upper left corner in logical pixels, where the system tells.
    place: Option<(f64, f64)>,
    pub(crate) maximized: bool,
}

impl Geometry {
    /// The geometry of the window with this label.
    pub(crate) fn of(app: &AppHandle, label: &str) -> Self {
        config_file::read(&config_file::folder(app), &Self::file(label))
    }

    fn file(label: &str) -> String {
        if label == LABEL { "window.json".to_owned() } else { format!("{label}-window.json") }
    }

    /// The place, unless the screen that it was on is gone.
    pub(crate) fn place_on_a_screen(&self, app: &AppHandle) -> Option<(f64, f64)> {
        let (x, y) = self.place?;
        let screens = app.available_monitors().unwrap_or_default();
        let on_a_screen = screens.iter().any(|screen| {
            let corner = screen.position().to_logical::<f64>(screen.scale_factor());
            let size = screen.size().to_logical::<f64>(screen.scale_factor());
            let inside = |at: f64, start: f64, length: f64| at >= start && at < start + length;
            inside(x, corner.x, size.width) && inside(y, corner.y, size.height)
        });
        on_a_screen.then_some((x, y))
    }
}

/// Opens the window as the configuration describes it, in the size it had before.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let geometry = Geometry::of(app.handle(), LABEL);
    let config = app.config().app.windows.iter().find(|window| window.label == LABEL);
    let mut config: WindowConfig = config.cloned().unwrap_or_default();
    (config.width, config.height) = geometry.size.unwrap_or((config.width, config.height));
    config.maximized = geometry.maximized;
    let window = WebviewWindowBuilder::from_config(app, &config)?
        .on_navigation(may_navigate)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_document_title_changed(|window, title| set_title(&window, &title))
        .build()?;
    text_input::adapt(&window);
    web_process::bring_back(&window);
    Ok(())
}

/// The page names the window, since it knows the language and what is shown.
pub(crate) fn set_title(window: &WebviewWindow, title: &str) {
    // A window that is closing needs no title.
    let _ = window.set_title(title);
}

/// Neither the page nor the frame in it ever leaves Kiku: links are opened by command, in the system's browser.
pub(crate) fn may_navigate(url: &Url) -> bool {
    let dev_server = tauri::is_dev() && url.host_str() == Some("localhost");
    let own = matches!(url.scheme(), "tauri" | "preview") || url.host_str() == Some("tauri.localhost");
    own || dev_server || url.as_str() == "about:blank" || url.as_str().starts_with(preview_address::ORIGIN)
}

/// Keeps the main window open while there is unsaved work, and has its page ask. The other windows go when it goes.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let app = window.app_handle();
    match (window.label(), event) {
        (LABEL, WindowEvent::CloseRequested { api, .. }) => {
            api.prevent_close();
            remember_geometry(window);
            tauri::async_runtime::spawn(close_or_ask(app.clone()));
        }
        (LABEL, WindowEvent::Destroyed) => {
            preview_window::close(app);
            print::close(app);
        }
        (preview_window::LABEL, WindowEvent::CloseRequested { .. }) => remember_geometry(window),
        (preview_window::LABEL, WindowEvent::Destroyed) => preview_window::closed(app),
        _ => {}
    }
}

async fn close_or_ask(app: AppHandle) {
    let unsaved = app.state::<Session>().ask(|reply| Event::Unsaved { reply }).await.unwrap_or_default();
    let Some(window) = app.get_webview_window(LABEL) else { return };
    // Both fail only where the window is gone already.
    let _ = if unsaved.is_empty() {
        window.destroy()
    } else {
        tauri::Emitter::emit(&window, NOTICE_EVENT, Notice::CloseRequested { unsaved })
    };
}

pub(crate) fn remember_geometry(window: &Window) {
    let maximized = window.is_maximized().unwrap_or(false);
    let scale = window.scale_factor().unwrap_or(1.0);
    let size = window.inner_size().ok().map(|size| size.to_logical(scale));
    let place = window.outer_position().ok().map(|place| place.to_logical(scale));
    let file = Geometry::file(window.label());
    config_file::change(&config_file::folder(window.app_handle()), &file, |geometry: &mut Geometry| {
        geometry.maximized = maximized;
        // Where a maximised window was counts: it says on which screen.
        geometry.place = place.map(|LogicalPosition { x, y }| (x, y));
        // The size of a maximised window is the screen's, and nothing to come back to.
        if let (false, Some(LogicalSize { width, height })) = (maximized, size) {
            geometry.size = Some((width, height));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_with_kiku() {
        let inside =
            ["tauri://localhost/", "http://tauri.localhost/", "about:blank", "preview://localhost/a/index.html"];
        let outside = [
            "https://example.org/",
            "file:///etc/passwd",
            "data:text/html,x",
            "http://localhost:1420/",
            "javascript:0",
        ];
        let may = |address: &str| may_navigate(&address.parse().unwrap());
        for address in inside {
            assert!(may(address), "{address}");
        }
        for address in outside {
            assert!(!may(address), "{address}");
        }
    }
}
