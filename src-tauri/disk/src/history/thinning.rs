//! Which snapshots go as they grow old: the older they are, the further apart they may stand.

use std::collections::BTreeSet;

use super::entry::{Origin, Snapshot};

const MINUTE: u64 = 60 * 1000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Up to which age one snapshot stays for each stretch of this length, in milliseconds. Of the last two hours, all stay; what is
/// older than five years goes.
const TIERS: [(u64, u64); 5] =
    [(2 * HOUR, 1), (DAY, 10 * MINUTE), (7 * DAY, HOUR), (365 * DAY, DAY), (5 * 365 * DAY, 30 * DAY)];

/// The numbers of the snapshots that may go `now`, of an article's, in the order in which they were kept. What has a name stays,
/// and so does the latest.
pub(super) fn leaving(snapshots: &[Snapshot], now: u64) -> BTreeSet<u64> {
    let mut taken = BTreeSet::new();
    let mut leaving = BTreeSet::new();
    for (behind, snapshot) in snapshots.iter().rev().enumerate() {
        let age = now.saturating_sub(snapshot.at);
        let tier = TIERS.iter().find(|(until, _)| age < *until);
        // What a save replaced stands a moment before it, and is what one would look for.
        let rescued = matches!(snapshot.origin, Origin::Found | Origin::Aside);
        let first_of_its_stretch = tier
            .is_some_and(|(until, stretch)| *stretch == 1 || taken.insert((*until, snapshot.at / stretch, rescued)));
        if behind > 0 && snapshot.name.is_empty() && !first_of_its_stretch {
            leaving.insert(snapshot.number);
        }
    }
    leaving
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 20_000 * DAY;

    fn snapshot(number: u64, age: u64) -> Snapshot {
        let (origin, name, object) = (Origin::Saved, String::new(), String::new());
        Snapshot { number, at: NOW - age, origin, name, object, characters: 0, change: None }
    }

    /// The ages that stay of snapshots of these ages, the oldest first.
    fn staying(ages: impl IntoIterator<Item = u64>) -> Vec<u64> {
        let snapshots: Vec<_> = (1..).zip(ages).map(|(number, age)| snapshot(number, age)).collect();
        let leaving = leaving(&snapshots, NOW);
        snapshots.iter().filter(|one| !leaving.contains(&one.number)).map(|one| NOW - one.at).collect()
    }

    #[test]
    fn of_the_last_hours_all_stay() {
        let ages: Vec<u64> = (0..119).rev().map(|minute| minute * MINUTE).collect();
        assert_eq!(staying(ages.clone()), ages);
    }

    #[test]
    fn the_older_the_fewer() {
        let each_minute =
            |from: u64, to: u64| staying((from / MINUTE..to / MINUTE).rev().map(|age| age * MINUTE)).len();
        assert!((132..=134).contains(&each_minute(2 * HOUR, DAY)));
        assert!((143..=146).contains(&each_minute(DAY, 7 * DAY)));
        let each_hour = |from: u64, to: u64| staying((from / HOUR..to / HOUR).rev().map(|age| age * HOUR)).len();
        assert!((357..=360).contains(&each_hour(7 * DAY, 365 * DAY)));
        assert!((48..=51).contains(&each_hour(365 * DAY, 5 * 365 * DAY)));
    }

    #[test]
    fn the_latest_and_what_has_a_name_stay_for_ever() {
        assert_eq!(staying([7000 * DAY, 6000 * DAY]), [6000 * DAY]);
        let mut named = [snapshot(1, 7000 * DAY), snapshot(2, 6000 * DAY)];
        named[0].name = "初稿".to_owned();
        assert!(leaving(&named, NOW).is_empty());
    }

    #[test]
    fn what_a_save_replaced_stays_beside_it() {
        let mut pair = [snapshot(1, 10 * DAY), snapshot(2, 10 * DAY - 1), snapshot(3, 0)];
        assert_eq!(leaving(&pair, NOW), BTreeSet::from([1]));
        pair[0].origin = Origin::Found;
        assert!(leaving(&pair, NOW).is_empty());
    }

    #[test]
    fn a_clock_that_was_set_back_loses_nothing() {
        assert!(leaving(&[snapshot(1, 0), snapshot(2, 0)], NOW - DAY).is_empty());
    }
}
