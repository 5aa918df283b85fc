//! WebKit's own WebDriver server, which starts the app.

use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddrV4, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::rc::Rc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use rustix::process::{Signal, kill_process};
use serde_json::json;
use tempfile::TempDir;

use super::display::Display;
use super::family::only_child;
use super::process::Process;
use super::start::Start;
use super::wait::DEADLINE;

/// A running WebKitWebDriver. The app that it starts inherits its environment.
pub(crate) struct Driver {
    address: SocketAddrV4,
    home: Rc<TempDir>,
    server_id: u32,
    _server: Process,
}

impl Driver {
    /// Starts a driver whose apps show on `display`, know no other settings than a new user's, and answer folder
    /// dialogs with the publication's export folder.
    pub(crate) fn start(display: &Display, start: &Start) -> Result<Self> {
        Self::start_in(Rc::new(TempDir::new()?), display, start)
    }

    /// The same for apps that know what others left in `home`.
    pub(crate) fn start_in(home: Rc<TempDir>, display: &Display, start: &Start) -> Result<Self> {
        let address = free_address()?;
        if let Some(settings) = &start.settings {
            fs::create_dir_all(config(home.path()))?;
            fs::write(config(home.path()).join("settings.json"), settings)?;
        }
        let log = File::options().create(true).append(true).open(home.path().join("output"))?;
        let error_log = log.try_clone()?;
        let mut server = Process::start("WebKitWebDriver", |command| {
            command.arg(format!("--host={}", address.ip())).arg(format!("--port={}", address.port()));
            command.env("DISPLAY", display.name()).env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
            command.envs(folders(home.path())).env("LC_ALL", "C.UTF-8");
            command.env("KIKU_TEST_DIALOG", start.publication.export_folder());
            command.env("KIKU_TEST_TRASH", start.publication.bin());
            command.env("TAURI_WEBVIEW_AUTOMATION", "true");
            if start.open_frame {
                command.env("KIKU_TEST_OPEN_FRAME", "1");
            }
            // The web view collects its garbage as on a small machine; otherwise it would let gigabytes lie on a large one.
            command.env("JSC_forceRAMSize", "209715200");
            // GTK's own input method composes with Ctrl+Shift+U on every machine.
            command.env("GTK_IM_MODULE", "gtk-im-context-simple");
            // Neither accessibility services nor a desktop's settings: they differ from machine to machine.
            command.env("NO_AT_BRIDGE", "1").env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
            command.stdin(Stdio::null()).stdout(log).stderr(error_log);
        })?;
        await_answer(&mut server, address)?;
        Ok(Self { address, home, server_id: server.child().id(), _server: server })
    }

    /// Starts `program` on `folder`, or on nothing, and connects to its web view.
    pub(crate) async fn session(&self, program: &Path, folder: Option<&Path>) -> Result<Client> {
        let options = json!({ "binary": program, "args": folder.as_slice() });
        let capabilities = [("webkitgtk:browserOptions".to_owned(), options)].into_iter().collect();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let session = builder.capabilities(capabilities).connect(&format!("http://{}", self.address)).await;
        session.context("the app did not start")
    }

    /// The driver's process, which starts the app.
    pub(crate) fn id(&self) -> u32 {
        self.server_id
    }

    /// Kills the app at once, as a crash or a power failure ends it, and gives the folder of its own files.
    pub(crate) fn kill_app(self) -> Result<Rc<TempDir>> {
        let app = only_child(self.id())?;
        kill_process(app, Signal::KILL)?;
        Ok(self.home)
    }

    /// What this driver's apps and those of others share, as the programs of one person do.
    pub(crate) fn home(&self) -> Rc<TempDir> {
        Rc::clone(&self.home)
    }

    /// Where the app keeps its own files.
    pub(crate) fn config(&self) -> PathBuf {
        config(self.home.path())
    }

    /// What the driver and the app printed.
    pub(crate) fn output(&self) -> Result<Vec<u8>> {
        Ok(fs::read(self.home.path().join("output"))?)
    }
}

fn config(home: &Path) -> PathBuf {
    home.join("kiku")
}

/// Where a program of the free desktop keeps what; each test has its own.
fn folders(home: &Path) -> [(&'static str, PathBuf); 6] {
    [
        ("HOME", home.to_owned()),
        ("KIKU_CONFIG_DIR", config(home)),
        ("XDG_CONFIG_HOME", home.join("config")),
        ("XDG_DATA_HOME", home.join("data")),
        ("XDG_CACHE_HOME", home.join("cache")),
        ("XDG_STATE_HOME", home.join("state")),
    ]
}

/// A loopback address that no other test has, so that a port found free on it stays free.
fn free_address() -> Result<SocketAddrV4> {
    static NEXT: AtomicU8 = AtomicU8::new(1);
    let [_, _, high, low] = process::id().to_be_bytes();
    let ip = Ipv4Addr::new(127, high, low, NEXT.fetch_add(1, Ordering::Relaxed));
    let port = TcpListener::bind((ip, 0))?.local_addr()?.port();
    Ok(SocketAddrV4::new(ip, port))
}

fn await_answer(server: &mut Process, address: SocketAddrV4) -> Result<()> {
    let began = Instant::now();
    while TcpStream::connect(address).is_err() {
        if let Some(status) = server.child().try_wait()? {
            bail!("WebKitWebDriver ended at once: {status}");
        }
        if began.elapsed() > DEADLINE {
            bail!("WebKitWebDriver does not listen on {address}");
        }
        thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}
