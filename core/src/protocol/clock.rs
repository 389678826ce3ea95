//! Clocks with named zeros: where each one's instant comes from, and how sure it is.

use std::collections::BTreeMap;

use super::facts::{Exactness, Facts, Instant, Value};
use super::pack::Pack;
use super::state::Folded;

/// Instants before 1900 and after 2200 are not taken for a time of an episode.
const SANE: std::ops::RangeInclusive<i64> = -2_208_988_800_000..=7_258_118_400_000;

/// Where a clock's instant comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadFrom {
    /// Somebody answered it.
    Answer,
    /// A step that stamps it was done.
    Step {
        /// The step's id.
        step: String,
    },
    /// It has none of its own, and another clock stands in.
    Assumed {
        /// That clock's id.
        clock: String,
    },
}

/// A clock's instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Milliseconds since 1970 UTC.
    pub ms: i64,
    /// Half the width of the estimate; 0 when exact.
    pub plus_minus_ms: i64,
    /// Where it comes from.
    pub from: ReadFrom,
    /// Devices gave different instants; this is the earliest, so that nothing is due too late.
    pub disputed: bool,
}

/// How a clock stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockState<'p> {
    /// The clock's id.
    pub id: &'p str,
    /// Its instant, if it has one.
    pub reading: Option<Reading>,
    /// An answer was given that cannot be a time of an episode, and is not used.
    pub implausible: bool,
}

impl ClockState<'_> {
    /// Its instant, unless another clock stands in for it.
    #[must_use]
    pub fn own(&self) -> Option<&Reading> {
        self.reading.as_ref().filter(|reading| !matches!(reading.from, ReadFrom::Assumed { .. }))
    }
}

/// Reads every clock of a pack, in its order.
pub(crate) fn read<'p>(pack: &'p Pack, facts: &Facts, folded: &BTreeMap<&str, Folded<'_>>) -> Vec<ClockState<'p>> {
    let stamped = stamps(pack, folded);
    let mut states: Vec<ClockState<'p>> =
        pack.clocks.iter().map(|clock| own(&clock.id, &clock.field, facts, &stamped)).collect();
    let assumed: Vec<Option<Reading>> =
        pack.clocks.iter().map(|clock| stand_in(pack, clock.or_else.as_deref(), &states)).collect();
    for (state, assumed) in states.iter_mut().zip(assumed) {
        state.reading = state.reading.take().or(assumed);
    }
    states
}

fn own<'p>(id: &'p str, field: &str, facts: &Facts, stamped: &BTreeMap<&str, (i64, i64, &str)>) -> ClockState<'p> {
    let mut given: Vec<(i64, i64)> = Vec::new();
    let mut implausible = false;
    for side in facts.answer(field).sides() {
        match side {
            super::facts::Seen::Given(Value::Instant(instant)) => match sane(*instant) {
                Some(pair) => given.push(pair),
                None => implausible = true,
            },
            super::facts::Seen::Given(_) => implausible = true,
            _ => {}
        }
    }
    let disputed = given.iter().any(|one| given.first() != Some(one));
    let answered = given.into_iter().min().map(|(ms, plus_minus_ms)| Reading {
        ms,
        plus_minus_ms,
        from: ReadFrom::Answer,
        disputed,
    });
    let by_step = || {
        let (ms, plus_minus_ms, step) = stamped.get(id)?;
        Some(Reading {
            ms: *ms,
            plus_minus_ms: *plus_minus_ms,
            from: ReadFrom::Step { step: (*step).to_owned() },
            disputed: false,
        })
    };
    ClockState { id, reading: answered.or_else(by_step), implausible }
}

/// The first clock along `or_else` that has an instant of its own.
fn stand_in(pack: &Pack, or_else: Option<&str>, states: &[ClockState<'_>]) -> Option<Reading> {
    let mut next = or_else;
    for _ in 0..pack.clocks.len() {
        let id = next?;
        if let Some(reading) = states.iter().find(|state| state.id == id).and_then(|state| state.reading.as_ref()) {
            return Some(Reading { from: ReadFrom::Assumed { clock: id.to_owned() }, ..reading.clone() });
        }
        next = pack.clock(id)?.or_else.as_deref();
    }
    None
}

/// The earliest instant that steps give each clock, with the step.
fn stamps<'f>(pack: &'f Pack, folded: &BTreeMap<&'f str, Folded<'f>>) -> BTreeMap<&'f str, (i64, i64, &'f str)> {
    let mut earliest: BTreeMap<&str, (i64, i64, &str)> = BTreeMap::new();
    let mut note = |clock, instant, step| {
        if let Some((ms, plus_minus)) = sane(instant) {
            let found = (ms, plus_minus, step);
            earliest.entry(clock).and_modify(|known| *known = found.min(*known)).or_insert(found);
        }
    };
    for (id, folded) in folded {
        let Some(step) = pack.step(id) else { continue };
        for event in &folded.done {
            if let Some(clock) = &step.stamps {
                note(clock.as_str(), event.at, step.id.as_str());
            }
            for evidence in &step.evidence {
                if let (Some(clock), Some(Value::Instant(at))) = (&evidence.stamps, event.evidence.get(&evidence.id)) {
                    note(clock.as_str(), *at, step.id.as_str());
                }
            }
        }
    }
    earliest
}

/// The instant and the half width of its estimate, if it can be a time of an episode.
pub(crate) fn sane(instant: Instant) -> Option<(i64, i64)> {
    let plus_minus = match instant.how {
        Exactness::Exact => 0,
        Exactness::Estimated { plus_minus_ms } => {
            i64::try_from(plus_minus_ms).ok().filter(|wide| SANE.contains(wide))?
        }
    };
    SANE.contains(&instant.ms).then_some((instant.ms, plus_minus))
}
