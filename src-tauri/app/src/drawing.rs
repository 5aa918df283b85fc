//! How the web view draws.

use tauri::WebviewWindow;

/// Has a web view without a graphics card draw by itself: drawing through OpenGL in software takes three times as long
/// from a key to its pixels. With a card, and on other systems, WebKit's own choice is right.
pub(crate) fn adapt(window: &WebviewWindow) {
    #[cfg(target_os = "linux")]
    if !has_graphics_card() {
        use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
        // A window that is closing draws nothing.
        let _ = window.with_webview(|webview| {
            if let Some(settings) = webview.inner().settings() {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        });
    }
    #[cfg(not(target_os = "linux"))]
    let _ = window;
}

/// Whether the kernel offers a node to render with (Direct Rendering Manager, "render nodes").
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    nodes.into_iter().any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
}
