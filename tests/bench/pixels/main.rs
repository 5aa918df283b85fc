//! From a key to the pixels of the real app: `cargo xtask bench --pixels`, or
//! `kiku-pixels path/to/kiku-desktop [--quick]`.
//!
//! What a page's own clocks say is not what a person sees: a script may be done after ten milliseconds and its paint come
//! half a second later. So this program is no part of the app. It sends key events through the X server, as a keyboard does,
//! and reads the screen back until the typed letter stands in the editor and in the preview.
//!
//! - The display is an Xvfb of its own. It waits for no vertical sync; the floor is what WebKit needs for one frame, which
//!   it paces itself. The row of 10 KB, where the engine's share is next to nothing, shows that floor on the machine at
//!   hand. Where there is no graphics card, WebKit draws through OpenGL in software, and that may be most of the time:
//!   `WEBKIT_DISABLE_DMABUF_RENDERER=1` in the environment reaches the app and takes that way out.
//! - The watched places are found by typing a dozen letters and comparing the screen before and after: of the two wide
//!   changes the left one is the editor's line, the right one the preview's. No colour and no size of the interface is known
//!   here.
//! - A key is pressed only when both places were still for a while, and after an irregular pause, so that keys do not
//!   fall into step with the frames. Time runs on `CLOCK_MONOTONIC` from before the event is sent until after the picture that
//!   differs has been received. How often pictures are taken is printed: a change is seen late by at most that much.
//! - The text grows in the middle of the article, at the end of a paragraph, in a line of its own. After 20 letters they
//!   are deleted again, unmeasured, so that no line wraps. GTK is told not to blink the cursor.
//! - The burst types and deletes twelve times a second without waiting, and then saves: the file must hold exactly what was
//!   typed. Its gaps count from one change of a pane to the next, so that 83 ms are no stall at all.
//! - A start is measured until half as much text stands in a pane as at the end of an earlier start.

#[cfg(target_os = "linux")]
mod linux;

#[cfg(target_os = "linux")]
fn main() -> anyhow::Result<()> {
    linux::run()
}

#[cfg(not(target_os = "linux"))]
fn main() {}
