//! Durations that are summed up by their percentiles.

use std::time::Duration;

/// Any number of durations, in the order in which they were measured.
#[derive(Default)]
pub(crate) struct Timings(Vec<Duration>);

impl Timings {
    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The duration that `percent` of all do not exceed; 100 is the longest. Zero where there are none.
    pub(crate) fn at(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let index = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(index).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_measured_values() {
        let mut timings = Timings::default();
        (1..=20).rev().for_each(|ms| timings.add(Duration::from_millis(ms)));
        assert_eq!([50, 95, 100].map(|percent| timings.at(percent).as_millis()), [10, 19, 20]);
        assert_eq!(Timings::default().at(95), Duration::ZERO);
    }
}
