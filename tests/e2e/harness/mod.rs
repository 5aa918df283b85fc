//! Starts the app for one test and leaves nothing behind.

mod app;
mod display;
mod driver;
mod family;
mod process;
mod publication;
mod start;
mod wait;
mod window;

use std::any::type_name;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, anyhow, ensure};

pub(crate) use app::{App, Memory};
pub(crate) use publication::Publication;
pub(crate) use start::Start;
pub(crate) use wait::{eventually, until};

use display::Display;
use driver::Driver;

/// Opens `publication` in the app and runs `test`. A failure leaves a picture and the app's output in `target/e2e`.
pub(crate) fn on<T: AsyncFnOnce(&App) -> Result<()>>(publication: Publication, test: T) -> Result<()> {
    run(Start::on(publication), test)
}

/// The same for an app that starts in another way than on a publication as a new user.
pub(crate) fn run<T: AsyncFnOnce(&App) -> Result<()>>(start: Start, test: T) -> Result<()> {
    let program = program()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // Dropped in the opposite order, also when a test panics: without its display no app goes on.
    let display = Display::start()?;
    let driver = Driver::start(&display, &start)?;
    runtime.block_on(async {
        let app = App::start(&program, &driver, &display, start).await?;
        let outcome = test(&app).await;
        let outcome = match outcome {
            Ok(()) => Ok(()),
            Err(error) => Err(with_evidence(&error, &name_of::<T>(), app.screenshot().await, &driver)),
        };
        app.quit().await;
        outcome
    })
}

/// Runs `before` on an app that is then killed, and `after` on the next one, which finds everything as it was left.
pub(crate) fn across_a_crash<B, A>(start: Start, before: B, after: A) -> Result<()>
where
    B: AsyncFnOnce(&App) -> Result<()>,
    A: AsyncFnOnce(&App) -> Result<()>,
{
    let program = program()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let display = Display::start()?;
    let driver = Driver::start(&display, &start)?;
    let (publication, outcome) = runtime.block_on(async {
        let app = App::start(&program, &driver, &display, start).await?;
        let outcome = before(&app).await;
        let outcome = match outcome {
            Ok(()) => Ok(()),
            Err(error) => Err(with_evidence(&error, &name_of::<B>(), app.screenshot().await, &driver)),
        };
        anyhow::Ok((app.publication, outcome))
    })?;
    let home = driver.kill_app()?;
    outcome?;
    let start = Start::on(publication);
    let driver = Driver::start_in(home, &display, &start)?;
    runtime.block_on(async {
        let app = App::start(&program, &driver, &display, start).await?;
        let outcome = match after(&app).await {
            Ok(()) => Ok(()),
            Err(error) => Err(with_evidence(&error, &name_of::<A>(), app.screenshot().await, &driver)),
        };
        app.quit().await;
        outcome
    })
}

/// Runs `test` on two apps of one person, which have the same publication open; the first one had it first.
pub(crate) fn in_two_programs<T: AsyncFnOnce(&App, &App) -> Result<()>>(
    publication: Publication,
    test: T,
) -> Result<()> {
    let program = program()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let displays = [Display::start()?, Display::start()?];
    let starts = [Start::on(publication.clone()), Start::on(publication)];
    let driver = Driver::start(&displays[0], &starts[0])?;
    let second_driver = Driver::start_in(driver.home(), &displays[1], &starts[1])?;
    let [start, second_start] = starts;
    runtime.block_on(async {
        let first = App::start(&program, &driver, &displays[0], start).await?;
        let second = App::start(&program, &second_driver, &displays[1], second_start).await?;
        let outcome = match test(&first, &second).await {
            Ok(()) => Ok(()),
            Err(error) => {
                let error =
                    with_evidence(&error, &format!("{}-first", name_of::<T>()), first.screenshot().await, &driver);
                Err(with_evidence(&error, &name_of::<T>(), second.screenshot().await, &second_driver))
            }
        };
        first.quit().await;
        second.quit().await;
        outcome
    })
}

/// `KIKU_APP`, or the app that a build in the same profile put beside this test.
fn program() -> Result<PathBuf> {
    let built = || env::current_exe().ok().and_then(|own| Some(own.parent()?.parent()?.join("kiku-desktop")));
    let program = env::var_os("KIKU_APP").map(PathBuf::from).or_else(built).context("where is the app?")?;
    ensure!(program.is_file(), "there is no {}; `cargo xtask e2e` builds it", program.display());
    Ok(program)
}

/// `module-test`, out of the type of the test's own closure.
fn name_of<T>() -> String {
    type_name::<T>().trim_start_matches("e2e::").trim_end_matches("::{{closure}}").replace("::", "-")
}

/// The error with the paths of a picture of the window and of what the app printed.
fn with_evidence(error: &Error, name: &str, picture: Result<Vec<u8>>, driver: &Driver) -> Error {
    let window = keep(name, "png", picture);
    let output = keep(name, "log", driver.output());
    anyhow!("{error:#}\n  the window:   {window}\n  the output:   {output}")
}

/// Writes evidence to `target/e2e` and says where it is, or why there is none.
fn keep(name: &str, extension: &str, evidence: Result<Vec<u8>>) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/e2e").join(name).with_extension(extension);
    let kept = evidence.and_then(|bytes| {
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        fs::write(&path, bytes)?;
        Ok(path.canonicalize()?)
    });
    kept.map_or_else(|error| format!("none: {error:#}"), |path| path.display().to_string())
}
