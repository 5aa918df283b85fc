//! From a key to the pixels of the real app: `cargo xtask bench --pixels`, or
//! `kiku-pixels path/to/kiku-desktop [--quick]`.
//!
//! What a page's own clocks say is not what a person sees: a script may be done after ten milliseconds and its paint come
//! half a second later. So this program is no part of the app. It sends key events through the X server, as a keyboard does,
//! and reads the screen back until the typed letter stands in the editor and in the preview.
//!
//! - The display is an Xvfb of its own. It waits for no vertical sync and has no graphics card; the floor is what
//!   WebKit needs for one frame, which its own 60 Hz timer paces: a paint comes 0 to 17 ms after it was asked for. The row
//!   of 10 KB, where the engine's share is nothing, shows that floor on the machine at hand.
//! - The watched places are found by typing a dozen letters and comparing the screen before and after: the widest change
//!   on the left is the editor's line, the one on the right is the preview's. No colour and no size of the interface is
//!   known here.
//! - A key is pressed only when both places were still for a while, and after an irregular pause, so that keys do not
//!   fall into step with the frames. Time runs on `CLOCK_MONOTONIC` from before the event is sent until after the picture that
//!   differs has been received. How often pictures are taken is printed: a change is seen late by at most that much.
//! - The text grows in the middle of the article, at the end of a paragraph, in a line of its own. After 20 letters they
//!   are deleted again, unmeasured, so that no line wraps. GTK is told not to blink the cursor.
//! - The burst types and deletes without waiting, and then saves: the file must hold exactly what was typed.
//! - A start is measured until half as much text stands in a pane as at the end of an earlier start.

#[cfg(target_os = "linux")]
mod linux;

#[cfg(target_os = "linux")]
fn main() -> anyhow::Result<()> {
    linux::run()
}

#[cfg(not(target_os = "linux"))]
fn main() {}
