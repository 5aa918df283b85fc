//! The running app, and the article that it has open.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use kiku_tests::corpus::{self, Sources};
use tempfile::TempDir;

use super::display::Display;
use super::process::Process;
use super::screen::{CONTROL, DEADLINE, ENTER, ESCAPE, RIGHT, Screen};

/// Ends the line at whose end letters are typed; nothing else in the article has it.
const MARKER: &str = "kikumarker";

/// A publication with one article, whose text has the marker in its middle.
pub(crate) struct Article {
    folder: TempDir,
    before: String,
    after: String,
}

impl Article {
    /// About so many bytes.
    pub(crate) fn of(bytes: usize) -> Result<Self> {
        let text = corpus::article(bytes, Sources::Listed);
        // A hard break: the letters get a line of their own in both panes, and belong to a paragraph like any other.
        let (before, after) = text.split_at(corpus::middle(&text));
        let before = format!("{before}\\\n{MARKER}");
        let article = Self { folder: TempDir::new()?, before, after: after.to_owned() };
        fs::create_dir(article.folder.path().join("measured"))?;
        fs::write(article.folder.path().join("publication.toml"), corpus::PUBLICATION)?;
        article.restore()?;
        Ok(article)
    }

    /// Puts the original text back.
    pub(crate) fn restore(&self) -> Result<()> {
        Ok(fs::write(self.file(), format!("{}{}", self.before, self.after))?)
    }

    /// Waits until the file holds these letters after the marker, and else what it held before.
    pub(crate) fn await_text_after_marker(&self, letters: &str) -> Result<()> {
        let expected = format!("{}{letters}{}", self.before, self.after);
        let began = Instant::now();
        while fs::read_to_string(self.file())? != expected {
            if began.elapsed() > DEADLINE {
                bail!("keys were lost: the file does not hold what was typed");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("measured/article.md")
    }
}

/// The app on a display of its own. Dropped in this order: without its display no app goes on.
pub(crate) struct App {
    process: Process,
    pub(crate) screen: Screen,
    /// When the app was started.
    pub(crate) began: Instant,
    _home: TempDir,
    _display: Display,
}

impl App {
    /// Starts the app with a new user's settings.
    pub(crate) fn start(program: &Path, article: &Article) -> Result<Self> {
        let (display, home) = (Display::start()?, TempDir::new()?);
        let screen = Screen::open(display.name())?;
        set_up(home.path())?;
        let program = program.canonicalize()?;
        let began = Instant::now();
        let process = Process::start(&program.to_string_lossy(), |command| {
            command.arg(article.folder.path());
            command.env("DISPLAY", display.name()).env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
            command.env("HOME", home.path()).env("KIKU_CONFIG_DIR", home.path().join("kiku"));
            for (variable, folder) in [("CONFIG", "config"), ("DATA", "data"), ("CACHE", "cache"), ("STATE", "state")] {
                command.env(format!("XDG_{variable}_HOME"), home.path().join(folder));
            }
            // Neither input methods nor accessibility services nor a desktop's settings: they differ from machine
            // to machine.
            command.env("LC_ALL", "C.UTF-8").env("GTK_IM_MODULE", "gtk-im-context-simple");
            command.env("NO_AT_BRIDGE", "1").env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        })?;
        Ok(Self { process, screen, began, _home: home, _display: display })
    }

    /// Puts the cursor behind the marker, with the keyboard alone.
    pub(crate) fn go_to_the_marker(&self) -> Result<()> {
        self.screen.focus_the_window()?;
        let whole = self.screen.whole;
        self.screen.after(|screen| screen.click(whole.width * 2 / 5, whole.height / 2))?;
        self.screen.after(|screen| screen.press(&[CONTROL, 'f'.into()]))?;
        self.screen.after(|screen| screen.type_letters(MARKER))?;
        for key in [ENTER, ESCAPE, RIGHT] {
            self.screen.after(|screen| screen.press(&[key]))?;
        }
        Ok(())
    }

    /// Asks for the text to be saved.
    pub(crate) fn save(&self) -> Result<()> {
        self.screen.press(&[CONTROL, 's'.into()])
    }

    /// The memory of the app and of the web view's processes, in bytes; what is shared counts in parts.
    pub(crate) fn memory(&mut self) -> Result<u64> {
        let parents = parents()?;
        let own = self.process.child().id();
        let belongs = |mut process: u32| loop {
            if process == own {
                return true;
            }
            match parents.iter().find(|(id, _)| *id == process) {
                Some((_, parent)) => process = *parent,
                None => return false,
            }
        };
        Ok(parents.iter().filter(|(id, _)| belongs(*id)).map(|(id, _)| proportional_set(*id)).sum())
    }
}

/// A cursor that blinks would count as a change.
fn set_up(home: &Path) -> Result<()> {
    let folder = home.join("config/gtk-3.0");
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join("settings.ini"), "[Settings]\ngtk-cursor-blink=false\n")?)
}

/// Every process with its parent.
fn parents() -> Result<Vec<(u32, u32)>> {
    let entries = fs::read_dir("/proc").context("there is no /proc")?;
    let ids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    Ok(ids.filter_map(|id| Some((id, parent(id)?))).collect())
}

fn parent(id: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The program's name stands in parentheses and may hold anything.
    stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()
}

fn proportional_set(id: u32) -> u64 {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok()).unwrap_or(0) * 1024
}
