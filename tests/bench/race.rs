//! Candidates that take turns.

use std::time::{Duration, Instant};

/// Something that is measured again and again.
pub(crate) struct Candidate<'a> {
    name: &'static str,
    run: Box<dyn FnMut() + 'a>,
}

impl<'a> Candidate<'a> {
    pub(crate) fn new(name: &'static str, run: impl FnMut() + 'a) -> Self {
        Self { name, run: Box::new(run) }
    }

    fn time(&mut self) -> Duration {
        let began = Instant::now();
        (self.run)();
        began.elapsed()
    }
}

/// How long each run of a candidate took, in ascending order.
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn rounds(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn fastest(&self) -> Duration {
        self.0.first().copied().unwrap_or_default()
    }

    pub(crate) fn median(&self) -> Duration {
        self.0.get(self.0.len() / 2).copied().unwrap_or_default()
    }
}

/// The fewest rounds that give a fastest run worth the name.
const FEWEST: usize = 3;

/// Runs all candidates `rounds` times, or fewer once `patience` is used up.
pub(crate) fn race(
    mut candidates: Vec<Candidate<'_>>,
    rounds: usize,
    patience: Duration,
) -> Vec<(&'static str, Times)> {
    let mut times = vec![Vec::with_capacity(rounds); candidates.len()];
    // The first run of each fills caches and tables, and counts for none.
    for candidate in &mut candidates {
        (candidate.run)();
    }
    let began = Instant::now();
    for round in 0..rounds {
        if round >= FEWEST && began.elapsed() > patience {
            break;
        }
        for turn in 0..candidates.len() {
            let turn = (turn + round) % candidates.len();
            times[turn].push(candidates[turn].time());
        }
    }
    candidates.iter().zip(times).map(|(candidate, times)| (candidate.name, sorted(times))).collect()
}

fn sorted(mut times: Vec<Duration>) -> Times {
    times.sort_unstable();
    Times(times)
}
