//! Builds the interface and what Tauri generates, so that a plain `cargo run` shows the whole app.

use std::process::{Command, ExitCode};

/// What the interface is made of. `ui/dist` is not among it, because this script writes it.
const UI_SOURCES: [&str; 9] = [
    "ui/src",
    "ui/index.html",
    "ui/preview.html",
    "ui/package.json",
    "ui/package-lock.json",
    "ui/tsconfig.json",
    "ui/svelte.config.js",
    "ui/vite.config.ts",
    "ui/vite.frame.config.ts",
];

/// Takes `ui/dist` as it stands: for packagers who build the interface apart, and for work on the Rust side alone.
const SKIP_UI: &str = "KIKU_SKIP_UI";

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("cargo::error={message}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    println!("cargo::rerun-if-env-changed={SKIP_UI}");
    println!("cargo::rerun-if-changed=src-tauri/app/icons");
    if std::env::var_os(SKIP_UI).is_some() {
        println!("cargo::rerun-if-changed=ui/dist");
    } else if !tauri_build::is_dev() {
        build_interface()?;
    }
    tauri_build::try_build(tauri_build::Attributes::new()).map_err(|error| format!("{error:#}"))?;
    // Schemas for editing capability files, which Kiku has none of.
    let _ = std::fs::remove_dir_all("gen");
    Ok(())
}

fn build_interface() -> Result<(), String> {
    for source in UI_SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    if !installed_packages_are_current() {
        npm(&["ci", "--no-audit", "--no-fund"])?;
    }
    npm(&["run", "build"])
}

/// npm writes this file last, so an interrupted installation counts as none.
fn installed_packages_are_current() -> bool {
    let modified = |path: &str| std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let installed = modified("ui/node_modules/.package-lock.json");
    installed.is_some() && installed >= modified("ui/package-lock.json")
}

fn npm(arguments: &[&str]) -> Result<(), String> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let shown = format!("npm {}", arguments.join(" "));
    let status = Command::new(program).args(arguments).current_dir("ui").status().map_err(|error| {
        format!(
            "cannot run `{shown}`: {error}. Kiku's interface needs Node.js 20 or newer with npm (https://nodejs.org)."
        )
    })?;
    status.success().then_some(()).ok_or_else(|| format!("`{shown}` failed in ui/; its own words stand above."))
}
