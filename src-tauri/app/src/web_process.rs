//! The process that draws the window may die, by a defect of its own or for want of memory. The text is not in it: the page
//! is loaded again, and finds everything as Rust holds it.

use tauri::WebviewWindow;

/// Brings the page back whenever its process is gone.
#[cfg(target_os = "linux")]
pub(crate) fn bring_back(window: &WebviewWindow) {
    use webkit2gtk::WebViewExt;
    // Fails only for a window that is gone.
    let _ = window.with_webview(|view| {
        view.inner().connect_web_process_terminated(|view, _| view.reload());
    });
}

/// Other systems' web views do so themselves, or offer to.
#[cfg(not(target_os = "linux"))]
pub(crate) fn bring_back(_: &WebviewWindow) {}
