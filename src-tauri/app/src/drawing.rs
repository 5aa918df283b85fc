//! How the web view draws.

/// WebKit's own switch: pages reach the window through shared memory, and OpenGL is left alone.
#[cfg(target_os = "linux")]
const WITHOUT_OPENGL: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Has the web view leave OpenGL alone where no graphics card would do the work: in software it takes three times as long
/// from a key to its pixels. WebKit reads the switch when it starts, and a program may not safely change its own
/// environment, so this one begins again in its own place, with the switch set. Where a person has set it, and where there
/// is a card, nothing happens; nor on other systems, whose web views choose well.
pub(crate) fn adapt() {
    #[cfg(target_os = "linux")]
    if std::env::var_os(WITHOUT_OPENGL).is_none() && !has_graphics_card() {
        use std::os::unix::process::CommandExt;
        let Ok(program) = std::env::current_exe() else { return };
        // It comes back only where it failed, and then the window is slower and nothing else.
        let _ = std::process::Command::new(program).args(std::env::args_os().skip(1)).env(WITHOUT_OPENGL, "1").exec();
    }
}

/// Whether the kernel offers a node to render with (Direct Rendering Manager, "render nodes").
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    nodes.into_iter().any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
}
