//! When a server's log had how many entries, as those who saw it say: what bounds the time of each entry from both sides.
//!
//! An entry that names a log of `n` entries was made after the log had come to `n`; it was made before the log held it. Who saw
//! the log is not always right about the time. So only the most sightings that can all be true at once count: a log only grows.

use super::EXACT_WITHIN_MS;

/// At an instant a log had so many entries and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sighting {
    /// How many entries.
    pub size: u64,
    /// When, milliseconds since 1970 UTC, by the clock of whoever saw it.
    pub ms: i64,
}

/// How a log grew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Growth {
    /// By size, ascending, one for each size.
    steps: Vec<Step>,
    contradicting: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    size: u64,
    /// The first time that it was seen with just so many.
    from_ms: i64,
    /// The last.
    until_ms: i64,
}

impl Growth {
    /// What these sightings tell together.
    #[must_use]
    pub fn of(mut seen: Vec<Sighting>) -> Self {
        seen.sort_unstable();
        seen.dedup();
        let kept = most_that_fit(&seen);
        let contradicting = contradicting(&seen, &kept);
        let mut steps: Vec<Step> = Vec::new();
        for sighting in kept.iter().filter_map(|at| seen.get(*at)) {
            match steps.last_mut().filter(|last| last.size == sighting.size) {
                Some(last) => last.until_ms = sighting.ms,
                None => steps.push(Step { size: sighting.size, from_ms: sighting.ms, until_ms: sighting.ms }),
            }
        }
        Self { steps, contradicting }
    }

    /// The last instant at which the log is known to have had fewer than `size` entries, milliseconds since 1970 UTC.
    #[must_use]
    pub fn had_fewer_than(&self, size: u64) -> Option<i64> {
        let fewer = self.steps.partition_point(|step| step.size < size);
        self.steps.get(..fewer)?.last().map(|step| step.until_ms)
    }

    /// The first instant at which the log is known to have held the entry with this number, counted from 0; milliseconds
    /// since 1970 UTC.
    #[must_use]
    pub fn held(&self, leaf: u64) -> Option<i64> {
        let without = self.steps.partition_point(|step| step.size <= leaf);
        self.steps.get(without).map(|step| step.from_ms)
    }

    /// How many sightings cannot be true beside the others, by more than a minute: a clock was wrong, or a server lied.
    #[must_use]
    pub const fn contradicting(&self) -> usize {
        self.contradicting
    }
}

/// The places of the longest row of sightings, ascending by size, whose times never go back.
fn most_that_fit(seen: &[Sighting]) -> Vec<usize> {
    // ends[n] is the sighting with the earliest time that a row of n + 1 can end with.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(seen.len());
    let time = |at: usize| seen.get(at).map_or(i64::MIN, |sighting| sighting.ms);
    for (at, sighting) in seen.iter().enumerate() {
        let long = ends.partition_point(|end| time(*end) <= sighting.ms);
        before.push(long.checked_sub(1).and_then(|last| ends.get(last).copied()));
        match ends.get_mut(long) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut row: Vec<usize> =
        std::iter::successors(ends.last().copied(), |at| before.get(*at).copied().flatten()).collect();
    row.reverse();
    row
}

/// How many of those that were left out lie more than a minute outside their neighbors that count.
fn contradicting(seen: &[Sighting], kept: &[usize]) -> usize {
    let within = i64::try_from(EXACT_WITHIN_MS).unwrap_or(i64::MAX);
    let left_out = (0..seen.len()).filter(|at| kept.binary_search(at).is_err());
    let far = left_out.filter(|at| {
        let next = kept.partition_point(|other| other < at);
        let time =
            |place: Option<usize>| place.and_then(|place| seen.get(*kept.get(place)?)).map(|sighting| sighting.ms);
        let Some(own) = seen.get(*at).map(|sighting| sighting.ms) else { return false };
        let early = time(next.checked_sub(1)).is_some_and(|last| own < last.saturating_sub(within));
        let late = time(Some(next)).is_some_and(|next| own > next.saturating_add(within));
        early || late
    });
    far.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINUTE: i64 = 60_000;

    fn seen(size: u64, ms: i64) -> Sighting {
        Sighting { size, ms }
    }

    #[test]
    fn an_entry_is_between_the_log_that_its_author_saw_and_the_first_that_holds_it() {
        let growth = Growth::of(vec![seen(9, 400), seen(3, 100), seen(5, 200), seen(5, 250)]);
        // Its author saw a log of 6: that is after somebody saw 5, and it is number 6 itself, which the log of 9 holds.
        assert_eq!((growth.had_fewer_than(6), growth.held(6)), (Some(250), Some(400)));
        assert_eq!((growth.had_fewer_than(3), growth.held(2)), (None, Some(100)));
        assert_eq!((growth.had_fewer_than(10), growth.held(9)), (Some(400), None));
        assert_eq!(growth.held(4), Some(200), "the first of two who saw the same");
        assert_eq!(growth.contradicting(), 0);
        assert_eq!(Growth::default().had_fewer_than(7), None);
    }

    #[test]
    fn a_clock_that_is_a_day_ahead_bounds_nothing_and_is_counted() {
        let day = 86_400_000;
        let right = (1..20u32).map(|n| seen(u64::from(n) * 10, i64::from(n) * MINUTE * 30));
        let ahead = [seen(55, 55 * MINUTE * 3 + day), seen(105, 105 * MINUTE * 3 + day)];
        let alone = Growth::of(right.clone().collect());
        let growth = Growth::of(right.chain(ahead).collect());
        assert_eq!(growth.contradicting(), 2);
        for leaf in 0..200 {
            assert_eq!(growth.held(leaf), alone.held(leaf));
            assert_eq!(growth.had_fewer_than(leaf), alone.had_fewer_than(leaf));
        }
    }

    #[test]
    fn two_clocks_that_differ_by_seconds_contradict_nobody() {
        let growth = Growth::of(vec![seen(10, 100_000), seen(11, 98_000), seen(12, 130_000)]);
        assert_eq!(growth.contradicting(), 0);
    }

    proptest! {
        /// A log grows through a night; a few right clocks, each off by less than half a minute, look at it now and then.
        #[test]
        fn bounds_hold_the_true_time(
            gaps in proptest::collection::vec(1_000i64..600_000, 4..60),
            looks in proptest::collection::vec((0usize..60, -MINUTE / 2..=MINUTE / 2, 0i64..1_000), 0..40),
        ) {
            // grown[n]: when the log came to n + 1 entries. Each entry was made half way since the one before.
            let grown: Vec<i64> = gaps.iter().scan(0, |at, gap| { *at += gap; Some(*at) }).collect();
            let look = |(nth, off, part): &(usize, i64, i64)| {
                let nth = nth % grown.len();
                let next = grown.get(nth + 1).copied().unwrap_or(grown[nth] + 600_000);
                let at = grown[nth] + (next - grown[nth] - 1) * part / 1_000;
                seen(nth as u64 + 1, at + off)
            };
            let growth = Growth::of(looks.iter().map(look).collect());
            prop_assert_eq!(growth.contradicting(), 0);
            for (leaf, logged) in (0u64..).zip(&grown) {
                let saw = leaf;
                let made = if leaf == 0 { 0 } else { i64::midpoint(grown[leaf as usize - 1], *logged) };
                prop_assert!(growth.had_fewer_than(saw).is_none_or(|after| after - MINUTE <= made));
                prop_assert!(growth.held(leaf).is_none_or(|by| by + MINUTE >= made));
            }
        }

        #[test]
        fn any_sightings_are_taken_and_no_bound_is_before_the_other(
            looks in proptest::collection::vec((0u64..50, any::<i64>()), 0..50),
        ) {
            let growth = Growth::of(looks.into_iter().map(|(size, ms)| seen(size, ms)).collect());
            for size in 0..51 {
                if let (Some(after), Some(by)) = (growth.had_fewer_than(size), growth.held(size)) {
                    prop_assert!(after <= by);
                }
            }
        }
    }
}
