//! One command of a verb: shown, run, timed, and quoted when it fails.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::console::say;
use crate::tally::Tally;
use crate::workspace;

/// A command line with the folder it runs in.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    program: OsString,
    arguments: Vec<OsString>,
    folder: &'static str,
    variables: Vec<(&'static str, OsString)>,
}

impl Step {
    /// `program` with no arguments, in the root of the workspace.
    pub(crate) fn new(program: impl Into<OsString>) -> Self {
        Self { program: program.into(), arguments: Vec::new(), folder: "", variables: Vec::new() }
    }

    /// `cargo` with `arguments`, in the root of the workspace.
    pub(crate) fn cargo<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Self {
        Self::new(workspace::cargo()).with(arguments)
    }

    /// `npm` with `arguments`, in `ui/`.
    pub(crate) fn npm<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Self {
        // npm is a batch file on Windows, and only the full name is found there.
        let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
        Self { folder: "ui", ..Self::new(program).with(arguments) }
    }

    /// The same with more arguments.
    pub(crate) fn with<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    /// The same with a variable in its environment.
    pub(crate) fn env(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// Runs the command, passing everything it prints on, and counts the tests it reports.
    pub(crate) fn run(&self) -> Result<Tally> {
        let (status, tally) = self.watch()?;
        if !status.success() {
            bail!(Failed { step: self.clone(), tally });
        }
        Ok(tally)
    }

    /// What the command prints, where it can be started and ends well.
    pub(crate) fn answer(&self) -> Option<String> {
        self.outcome().ok().and_then(|(fine, text)| fine.then_some(text))
    }

    /// Whether the command ends well, and what it prints meanwhile.
    pub(crate) fn outcome(&self) -> Result<(bool, String)> {
        let output =
            self.command().stderr(Stdio::null()).output().with_context(|| format!("could not start `{self}`"))?;
        Ok((output.status.success(), String::from_utf8_lossy(&output.stdout).trim().to_owned()))
    }

    fn watch(&self) -> Result<(ExitStatus, Tally)> {
        say(format_args!("$ {self}"));
        let began = Instant::now();
        let mut child = self.spawn()?;
        let tally = pass_on(&mut child);
        let status = child.wait().with_context(|| format!("waiting for `{self}`"))?;
        say(format_args!("  {:.1} s", began.elapsed().as_secs_f64()));
        Ok((status, tally))
    }

    fn spawn(&self) -> Result<Child> {
        let mut command = self.command();
        // Colours would hide the summary lines from the tally.
        command.env("NO_COLOR", "1").env_remove("FORCE_COLOR");
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        command.spawn().with_context(|| format!("could not start `{self}`"))
    }

    /// The command with the terminal's own input and output, for programs that talk with the person.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).current_dir(self.place());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    fn place(&self) -> PathBuf {
        workspace::root().join(self.folder)
    }
}

/// Prints the child's lines as they come. Ends when the child closes its output.
fn pass_on(child: &mut Child) -> Tally {
    let mut tally = Tally::default();
    let Some(output) = child.stdout.take() else { return tally };
    let mut lines = BufReader::new(output);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let text = String::from_utf8_lossy(&line);
        say(format_args!("{}", text.trim_end()));
        tally += Tally::of_line(&text);
        line.clear();
    }
    tally
}

/// The command as a person types it in the root of the workspace.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let program = Path::new(&self.program).file_stem().unwrap_or(&self.program);
        let words = std::iter::once(program).chain(self.arguments.iter().map(OsString::as_os_str));
        let variables = self.variables.iter().map(|(name, value)| format!("{name}={}", quoted(value)));
        let line = variables.chain(words.map(quoted)).collect::<Vec<_>>().join(" ");
        if self.folder.is_empty() { f.write_str(&line) } else { write!(f, "(cd {} && {line})", self.folder) }
    }
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_alphanumeric() || "-_./=:@+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.into_owned() } else { format!("'{word}'") }
}

/// A command that ended badly, and what it counted until then.
#[derive(Debug)]
pub(crate) struct Failed {
    step: Step,
    /// The tests it reported.
    pub(crate) tally: Tally,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this failed; repeat it alone with\n\n    {}\n", self.step)
    }
}

impl std::error::Error for Failed {}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn a_step_prints_as_it_would_be_typed() {
        assert_eq!(Step::cargo(["test", "--", "a b"]).to_string(), "cargo test -- 'a b'");
        assert_eq!(Step::new("a").env("B", "c d").to_string(), "B='c d' a");
        assert_eq!(Step::npm(["run", "check"]).to_string(), "(cd ui && npm run check)");
    }
}
