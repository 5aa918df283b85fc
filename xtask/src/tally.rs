//! How many tests passed and failed, read from what the test runners print.

use std::fmt;
use std::ops::AddAssign;

/// A number of passed and failed tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed.
    pub(crate) failed: u64,
}

impl Tally {
    /// The numbers of a summary line of libtest (`test result: ok. 3 passed; 0 failed; …`) or of Vitest
    /// (`Tests  1 failed | 3 passed (4)`); zero for every other line.
    pub(crate) fn of_line(line: &str) -> Self {
        let line = line.trim();
        let summary = line.strip_prefix("test result:").or_else(|| line.strip_prefix("Tests "));
        let words: Vec<&str> = summary.unwrap_or_default().split_whitespace().collect();
        let count = |label: &str| {
            let pair = words.windows(2).find(|pair| pair[1].trim_end_matches(';') == label);
            pair.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
        };
        Self { passed: count("passed"), failed: count("failed") }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[track_caller]
    fn check(line: &str, passed: u64, failed: u64) {
        assert_eq!(Tally::of_line(line), Tally { passed, failed }, "{line}");
    }

    #[test]
    fn reads_the_summary_of_libtest() {
        check("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out", 12, 0);
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", 3, 2);
    }

    #[test]
    fn reads_the_summary_of_vitest() {
        check("      Tests  14 passed (14)", 14, 0);
        check("      Tests  1 failed | 13 passed | 2 skipped (16)", 13, 1);
    }

    #[test]
    fn counts_nothing_twice() {
        check(" Test Files  3 passed (3)", 0, 0);
        check("test parse::reads_three ... ok", 0, 0);
        check("4 passed, 0 failed", 0, 0);
    }
}
