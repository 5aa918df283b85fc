//! Edits, saves, edits by others, power failures and new starts, against a simple model.
//!
//! The driver does its work for real, once, under `strace`. From the log every state can be made that a disk may be in if power fails
//! at any moment: what was not flushed is lost, in part or as a whole. Each such state is looked at as the next start of the app
//! would, and from one of them the work goes on.

mod calls;
mod disk;
mod world;

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::step::Step;
use crate::{driver, rounds, strace};
use calls::Call;
use disk::Disk;
use world::{Deed, World};

/// How many moments of one run are looked at, twice each.
const MOMENTS: usize = 40;

/// From one start to the failure that ends it.
#[derive(Clone, Debug)]
struct Run {
    deeds: Vec<Deed>,
    /// When power fails, in parts of 65536 of all calls.
    moment: u16,
    /// Decides what is lost.
    seed: u64,
}

fn run() -> impl Strategy<Value = Run> {
    let deeds = prop::collection::vec(Deed::any(), 1..14);
    (deeds, any::<u16>(), any::<u64>()).prop_map(|(deeds, moment, seed)| Run { deeds, moment, seed })
}

/// Numbers that look as if by chance.
fn dice(mut state: u64) -> impl FnMut(usize) -> usize {
    move |sides| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % sides.max(1)
    }
}

#[test]
fn nothing_certain_is_lost_and_nothing_is_mixed_whenever_power_fails() {
    if !strace::is_usable() {
        return;
    }
    let config = ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 60,
        ..ProptestConfig::with_cases(u32::try_from(rounds(12)).unwrap())
    };
    proptest!(config, |(runs in prop::collection::vec(run(), 1..4))| live(&runs));
}

/// A journal that has grown long is begun again in the place of the old one.
#[test]
fn a_journal_that_starts_again_loses_nothing() {
    if !strace::is_usable() {
        return;
    }
    let deeds = [Deed::Paste, Deed::Flush, Deed::CutMost].repeat(6);
    live(&[Run { deeds, moment: u16::MAX, seed: 1 }]);
}

fn live(runs: &[Run]) {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().canonicalize().unwrap();
    fs::create_dir(root.join("publication")).unwrap();
    fs::write(root.join("publication/article.md"), world::FIRST).unwrap();
    let mut known = vec![world::FIRST.to_owned()];
    for run in runs {
        let past = known.len();
        let (worlds, steps) = plan(&root, run, &mut known);
        let mut disk = Disk::of(&root);
        let calls = work(&root, &steps);
        let ends = moments(calls.len(), run);
        let mut told = Told::default();
        for (index, call) in calls.iter().enumerate() {
            disk.follow(call);
            told.hear(call);
            for seed in ends.iter().filter(|(end, _)| *end == index).map(|(_, seed)| *seed) {
                let after = tempfile::tempdir().unwrap();
                fail(&disk, seed, after.path());
                let can_be_known = past + told.begun;
                world::check(&worlds, &told, &known[..can_be_known], after.path());
                if (index, seed) == (ends[0].0, ends[0].1) {
                    // Here the work goes on.
                    replace(&root, after.path());
                }
            }
        }
    }
}

/// What happens in this run, and the world after each step; the first one is the world before all.
fn plan(root: &Path, run: &Run, known: &mut Vec<String>) -> (Vec<World>, Vec<Step>) {
    let (mut world, restore) = World::at_start(root, known);
    let mut worlds = vec![world.clone()];
    let mut steps = Vec::new();
    let deeds = run.deeds.iter().map(|deed| (Some(deed), None));
    for (deed, step) in restore.map(|step| (None, Some(step))).into_iter().chain(deeds) {
        let Some(step) = step.or_else(|| world.step(deed?, known.len())) else { continue };
        world.take(&step);
        known.push(world.text.clone());
        worlds.push(world.clone());
        steps.push(step);
    }
    (worlds, steps)
}

fn work(root: &Path, steps: &[Step]) -> Vec<Call> {
    let script = tempfile::NamedTempFile::new().unwrap();
    fs::write(script.path(), serde_json::to_vec(steps).unwrap()).unwrap();
    let mut program = driver();
    program.arg("work").arg(root).arg(script.path());
    calls::of(&program)
}

/// Moments by the number of the last call, with what decides about losses. The first one is the run's own.
fn moments(calls: usize, run: &Run) -> Vec<(usize, u64)> {
    let own = calls.saturating_sub(1) * usize::from(run.moment) / usize::from(u16::MAX);
    let step = calls.div_ceil(MOMENTS).max(1);
    let spread = (0..calls).rev().step_by(step).flat_map(|at| [(at, 0), (at, run.seed ^ at as u64)]);
    std::iter::once((own, run.seed)).chain(spread).collect()
}

/// With the seed 0, everything is lost that may be.
fn fail(disk: &Disk, seed: u64, to: &Path) {
    let mut chance = dice(seed);
    disk.after_power_failed(&mut |sides| if seed == 0 { 0 } else { chance(sides) }, to);
}

/// Puts what stands in `from` in the place of everything in `to`.
fn replace(to: &Path, from: &Path) {
    fs::remove_dir_all(to).unwrap();
    copy(from, to);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// How far the driver has come, by its own words.
#[derive(Default)]
pub(crate) struct Told {
    /// The number of steps that have begun.
    pub(crate) begun: usize,
    /// The number of steps that are done.
    pub(crate) done: usize,
}

impl Told {
    fn hear(&mut self, call: &Call) {
        let Call::Write { file: 1, bytes } = call else { return };
        let words = String::from_utf8_lossy(bytes);
        match words.trim().split_once(' ') {
            Some(("begin", _)) => self.begun += 1,
            Some(("done", _)) => self.done += 1,
            _ => {}
        }
    }
}
