//! What the web view does for the keyboard beyond its standard: text that is being composed, and spelling.

use tauri::WebviewWindow;

/// Shows unfinished text of an input method within the line, and has the words of languages checked that the system
/// has dictionaries for. Where the web view can do neither, everything else works all the same.
pub(crate) fn adapt(window: &WebviewWindow) {
    // Fails only for a window that is gone.
    let _ = window.with_webview(|view| system::adapt(&view));
}

#[cfg(target_os = "linux")]
mod system {
    use tauri::webview::PlatformWebview;
    use webkit2gtk::{InputMethodContextExt, WebContextExt, WebViewExt};

    pub(super) fn adapt(view: &PlatformWebview) {
        let view = view.inner();
        if let Some(context) = view.input_method_context() {
            context.set_enable_preedit(true);
        }
        if let Some(context) = view.context() {
            context.set_spell_checking_languages(&["en_US"]);
            context.set_spell_checking_enabled(true);
        }
    }
}

/// Elsewhere web views do both by themselves.
#[cfg(not(target_os = "linux"))]
mod system {
    use tauri::webview::PlatformWebview;

    pub(super) fn adapt(_: &PlatformWebview) {}
}
