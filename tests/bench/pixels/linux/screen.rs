//! The screen and the keyboard of a display.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use x11rb::connection::Connection;
use x11rb::cookie::Cookie;
use x11rb::protocol::xproto::{
    BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ConnectionExt as _, GetImageReply, ImageFormat, InputFocus,
    KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MOTION_NOTIFY_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// Longer than this nothing takes, or it hangs.
pub(crate) const DEADLINE: Duration = Duration::from_secs(60);

/// The screen is still when it has not changed for so long. Whatever the editor shows late, the preview shows later: a
/// shorter time would count its answer to one key for the next one.
const STILL: Duration = Duration::from_secs(2);

/// So many pixels differ from their neighbours where half a screen of text stands; a window that loads has far fewer.
const WRITTEN: usize = 10_000;

/// A paragraph that is painted anew may differ from itself by so much in each colour, where the edges of its letters are
/// smoothed. A letter differs from the paper by far more.
const SHADE: u8 = 48;

/// Bytes for each pixel of the display.
pub(crate) const DEPTH: usize = 4;

/// Keys that are no characters, by their keysym.
pub(crate) const CONTROL: u32 = 0xFFE3;
pub(crate) const BACK_SPACE: u32 = 0xFF08;
pub(crate) const ENTER: u32 = 0xFF0D;
pub(crate) const ESCAPE: u32 = 0xFF1B;
pub(crate) const RIGHT: u32 = 0xFF53;

/// A part of the screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) x: u16,
    pub(crate) y: u16,
    pub(crate) width: u16,
    pub(crate) height: u16,
}

/// The pixels of an area, row by row.
pub(crate) type Picture = Vec<u8>;

/// A connection to a display.
pub(crate) struct Screen {
    connection: RustConnection,
    root: Window,
    pub(crate) whole: Area,
    /// The keysym of every key without modifiers, from `first_key` on.
    keysyms: Vec<u32>,
    first_key: u8,
}

impl Screen {
    pub(crate) fn open(display: &str) -> Result<Self> {
        let (connection, number) = x11rb::connect(Some(display)).context("the display is gone")?;
        let setup = connection.setup();
        let screen = setup.roots.get(number).context("the display has no screen")?;
        let (root, first_key) = (screen.root, setup.min_keycode);
        let whole = Area { x: 0, y: 0, width: screen.width_in_pixels, height: screen.height_in_pixels };
        let mapping = connection.get_keyboard_mapping(first_key, setup.max_keycode - first_key + 1)?.reply()?;
        let keysyms = mapping.keysyms.chunks(mapping.keysyms_per_keycode.into()).map(|key| key[0]).collect();
        Ok(Self { connection, root, whole, keysyms, first_key })
    }

    /// Waits for a window of the app and gives it the keyboard, which without a window manager nobody else does.
    pub(crate) fn focus_the_window(&self) -> Result<()> {
        let began = Instant::now();
        while began.elapsed() < DEADLINE {
            if let Some(window) = self.largest_window()? {
                self.connection.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)?.check()?;
                return Ok(());
            }
            thread::sleep(Duration::from_millis(5));
        }
        bail!("the app has opened no window")
    }

    /// The shown window that fills more than half the screen.
    fn largest_window(&self) -> Result<Option<Window>> {
        for id in self.connection.query_tree(self.root)?.reply()?.children {
            // A window that has gone since the list was made is an error here, and none of ours.
            let shown = self.connection.get_window_attributes(id)?.reply();
            let size = self.connection.get_geometry(id)?.reply();
            let large = size.is_ok_and(|size| size.width > self.whole.width / 2);
            if large && shown.is_ok_and(|window| window.map_state == MapState::VIEWABLE) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// Presses and releases the keys of `keysyms` as one chord: `[CONTROL, 's']`.
    pub(crate) fn press(&self, keysyms: &[u32]) -> Result<()> {
        let codes: Vec<u8> = keysyms.iter().map(|&keysym| self.keycode(keysym)).collect::<Result<_>>()?;
        for &code in &codes {
            self.fake(KEY_PRESS_EVENT, code, 0, 0)?;
        }
        for &code in codes.iter().rev() {
            self.fake(KEY_RELEASE_EVENT, code, 0, 0)?;
        }
        Ok(self.connection.flush()?)
    }

    /// Types lower-case letters, one after another as a fast writer would.
    pub(crate) fn type_letters(&self, letters: &str) -> Result<()> {
        for letter in letters.chars() {
            self.press(&[letter.into()])?;
            thread::sleep(Duration::from_millis(30));
        }
        Ok(())
    }

    /// Clicks at a point.
    pub(crate) fn click(&self, x: u16, y: u16) -> Result<()> {
        self.fake(MOTION_NOTIFY_EVENT, 0, x.cast_signed(), y.cast_signed())?;
        self.fake(BUTTON_PRESS_EVENT, 1, 0, 0)?;
        self.fake(BUTTON_RELEASE_EVENT, 1, 0, 0)?;
        Ok(self.connection.flush()?)
    }

    fn fake(&self, kind: u8, detail: u8, x: i16, y: i16) -> Result<()> {
        self.connection.xtest_fake_input(kind, detail, x11rb::CURRENT_TIME, self.root, x, y, 0)?;
        Ok(())
    }

    fn keycode(&self, keysym: u32) -> Result<u8> {
        let key = self.keysyms.iter().position(|&other| other == keysym).context("the keyboard lacks a key")?;
        Ok(self.first_key + u8::try_from(key)?)
    }

    /// What is on the screen in these areas now. All are asked for before the first answer is awaited.
    pub(crate) fn look<const N: usize>(&self, areas: [Area; N]) -> Result<[Picture; N]> {
        let asked = areas.map(|area| self.ask(area));
        let mut pictures = [const { Picture::new() }; N];
        for (picture, answer) in pictures.iter_mut().zip(asked) {
            *picture = answer?.reply()?.data;
        }
        Ok(pictures)
    }

    fn ask(&self, area: Area) -> Result<Cookie<'_, RustConnection, GetImageReply>> {
        let Area { x, y, width, height } = area;
        let (x, y) = (x.cast_signed(), y.cast_signed());
        Ok(self.connection.get_image(ImageFormat::Z_PIXMAP, self.root, x, y, width, height, u32::MAX)?)
    }

    /// Does something that shows on a still screen, waits until it does, and then until the screen is still again.
    pub(crate) fn after(&self, act: impl FnOnce(&Self) -> Result<()>) -> Result<Picture> {
        let [before] = self.look([self.whole])?;
        act(self)?;
        let began = Instant::now();
        while !differ(&self.look([self.whole])?[0], &before) {
            if began.elapsed() > DEADLINE {
                bail!("a key or a click does not show");
            }
            thread::sleep(Duration::from_millis(20));
        }
        self.still()
    }

    /// Waits until there is text in the left and in the right half of the screen, and the screen is still.
    pub(crate) fn written(&self) -> Result<()> {
        let left = Area { width: self.whole.width / 2, ..self.whole };
        let right = Area { x: left.width, ..left };
        let began = Instant::now();
        while self.look([left, right])?.iter().any(|half| edges(half) < WRITTEN) {
            if began.elapsed() > DEADLINE {
                bail!("the app does not show an article");
            }
            thread::sleep(Duration::from_millis(20));
        }
        self.still().map(drop)
    }

    /// Waits until nothing on the whole screen has changed for a while, and shows it.
    pub(crate) fn still(&self) -> Result<Picture> {
        let began = Instant::now();
        let ([mut last], mut since) = (self.look([self.whole])?, Instant::now());
        while since.elapsed() < STILL {
            thread::sleep(Duration::from_millis(50));
            let [now] = self.look([self.whole])?;
            if differ(&now, &last) {
                (last, since) = (now, Instant::now());
            }
            if began.elapsed() > DEADLINE {
                bail!("the screen does not come to rest");
            }
        }
        Ok(last)
    }
}

/// Whether something has changed that a person would see.
pub(crate) fn differ(picture: &[u8], other: &[u8]) -> bool {
    picture.iter().zip(other).any(|(&byte, &other)| byte.abs_diff(other) > SHADE)
}

/// How many pixels differ from their right neighbours: where there is text, many do.
pub(crate) fn edges(picture: &[u8]) -> usize {
    let pixels = || picture.chunks_exact(DEPTH);
    pixels().zip(pixels().skip(1)).filter(|(pixel, next)| pixel != next).count()
}
