//! The app's window as the X server knows it: real key and wheel events, and the close button.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, ImageFormat, MapState, Window as Id,
};
use x11rb::rust_connection::RustConnection;

/// A window of the app.
pub(crate) struct Window {
    display: String,
    id: Id,
}

impl Window {
    /// The window on `display` that takes part in closing politely, where the app has opened it already.
    pub(crate) fn find(display: &str) -> Result<Option<Self>> {
        let (connection, screen) = x11rb::connect(Some(display)).context("the display is gone")?;
        let root = connection.setup().roots.get(screen).context("the display has no screen")?.root;
        let protocols = atom(&connection, "WM_PROTOCOLS")?;
        for id in connection.query_tree(root)?.reply()?.children {
            // A window that has gone since the list was made is an error here, and none of ours.
            let shown = connection
                .get_window_attributes(id)?
                .reply()
                .is_ok_and(|window| window.map_state == MapState::VIEWABLE);
            let polite = connection.get_property(false, id, protocols, AtomEnum::ATOM, 0, 1)?.reply();
            if shown && polite.is_ok_and(|answer| answer.value_len > 0) {
                return Ok(Some(Self { display: display.to_owned(), id }));
            }
        }
        Ok(None)
    }

    /// Asks the app to close this window, as a window manager does when its close button is pressed.
    pub(crate) fn ask_to_close(&self) -> Result<()> {
        let (connection, _) = x11rb::connect(Some(&self.display))?;
        let (protocols, delete) = (atom(&connection, "WM_PROTOCOLS")?, atom(&connection, "WM_DELETE_WINDOW")?);
        let message = ClientMessageEvent::new(32, self.id, protocols, [delete, 0, 0, 0, 0]);
        connection.send_event(false, self.id, EventMask::NO_EVENT, message)?.check()?;
        Ok(())
    }

    /// Types `text` on the keyboard.
    pub(crate) fn type_keys(&self, text: &str) -> Result<()> {
        self.focus()?;
        self.xdotool(&["type", "--delay", "20", "--", text])
    }

    /// Presses keys or chords one after another, in xdotool's names: `ctrl+s`, `Return`.
    pub(crate) fn press(&self, chords: &[&str]) -> Result<()> {
        self.focus()?;
        self.xdotool(&[&["key", "--delay", "20"], chords].concat())
    }

    /// Turns the mouse wheel one click towards the reader, over a point of the window.
    pub(crate) fn wheel_down(&self, x: i64, y: i64) -> Result<()> {
        let (id, x, y) = (self.id.to_string(), x.to_string(), y.to_string());
        self.xdotool(&["mousemove", "--window", &id, &x, &y, "click", "5"])
    }

    /// Drags from one point of the window to another with the left button.
    pub(crate) fn drag(&self, from: (i64, i64), to: (i64, i64)) -> Result<()> {
        self.point_at(from)?;
        self.xdotool(&["mousedown", "1"])?;
        // A hand moves through the points between.
        for step in 1..=4 {
            let between = |from: i64, to: i64| from + (to - from) * step / 4;
            self.point_at((between(from.0, to.0), between(from.1, to.1)))?;
        }
        self.xdotool(&["mouseup", "1"])
    }

    /// Clicks with a button: 1 is the left one, 3 the right one.
    pub(crate) fn click(&self, at: (i64, i64), button: u8) -> Result<()> {
        self.point_at(at)?;
        self.xdotool(&["click", &button.to_string()])
    }

    fn point_at(&self, (x, y): (i64, i64)) -> Result<()> {
        self.xdotool(&["mousemove", "--sync", "--window", &self.id.to_string(), &x.to_string(), &y.to_string()])
    }

    /// What the window shows: width, height, and blue, green, red and nothing of every pixel.
    pub(crate) fn pixels(&self) -> Result<(u32, u32, Vec<u8>)> {
        let (connection, _) = x11rb::connect(Some(&self.display))?;
        let size = connection.get_geometry(self.id)?.reply()?;
        let (width, height) = (size.width, size.height);
        let image = connection.get_image(ImageFormat::Z_PIXMAP, self.id, 0, 0, width, height, u32::MAX)?.reply()?;
        Ok((width.into(), height.into(), image.data))
    }

    /// Without a window manager, nobody else gives a window the keyboard.
    pub(super) fn focus(&self) -> Result<()> {
        self.xdotool(&["windowfocus", "--sync", &self.id.to_string()])
    }

    fn xdotool(&self, arguments: &[&str]) -> Result<()> {
        let status = Command::new("xdotool").args(arguments).env("DISPLAY", &self.display).status()?;
        ensure!(status.success(), "xdotool {arguments:?}: {status}");
        Ok(())
    }
}

fn atom(connection: &RustConnection, name: &str) -> Result<u32> {
    Ok(connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
}
