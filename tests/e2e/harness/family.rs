//! The processes that another one has started.

use std::fs;

use anyhow::{Context, Result};
use rustix::process::Pid;

/// The program that this one has started and that still runs.
pub(crate) fn only_child(parent: u32) -> Result<Pid> {
    children(i64::from(parent))?.next().with_context(|| format!("process {parent} has no child"))
}

/// The program of this name, cut to 15 characters as the system does, that `parent` has started.
pub(crate) fn child_called(parent: Pid, name: &str) -> Result<Pid> {
    let is_called = |child: &Pid| {
        let called = fs::read_to_string(format!("/proc/{}/comm", child.as_raw_nonzero()));
        called.is_ok_and(|called| called.trim_end() == name)
    };
    children(parent.as_raw_nonzero().get().into())?.find(is_called).with_context(|| format!("no {name} runs"))
}

/// The bytes that a process holds of the memory, with its share of what it has in common with others.
pub(crate) fn memory_of(process: Pid) -> Result<u64> {
    let path = format!("/proc/{}/smaps_rollup", process.as_raw_nonzero());
    let rollup = fs::read_to_string(&path).with_context(|| path.clone())?;
    let share =
        rollup.lines().find_map(|line| line.strip_prefix("Pss:")).and_then(|rest| rest.split_whitespace().next());
    let kibibytes: u64 = share.context("the system does not say")?.parse()?;
    Ok(kibibytes * 1024)
}

/// The children of all threads of a process.
fn children(parent: i64) -> Result<impl Iterator<Item = Pid>> {
    let threads = fs::read_dir(format!("/proc/{parent}/task"))?.collect::<Result<Vec<_>, _>>()?;
    let lists = threads.into_iter().filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let children: Vec<Pid> =
        lists.collect::<String>().split_whitespace().filter_map(|id| Pid::from_raw(id.parse().ok()?)).collect();
    Ok(children.into_iter())
}
