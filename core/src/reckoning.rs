//! What time it really is, and how far that can be trusted: this device's own clocks, weighed against
//! each other and against what servers signed.
//!
//! A wall clock can be set by hand, be dead after a flat battery, or be corrected by the network in the
//! middle of a night. The boot clock cannot be set, but starts anew with each boot. A server's time is
//! signed, but a server may lie. So within one boot everything is counted by the boot clock from one
//! `Base`; what contradicts it widens the answer instead of moving it. Due times are counted from
//! instants that were reckoned here when they were saved, so a clock that is set later moves none of them.

mod growth;
mod server_time;
#[cfg(test)]
mod tests;

use crate::episode::{Exactness, Instant, ServerTime as SavedServerTime};
use crate::moment::Moment;

pub use growth::{Growth, Sighting};
pub use server_time::ServerTime;

/// Within this the time is called exact, in milliseconds: the protocol counts in minutes.
pub const EXACT_WITHIN_MS: u64 = 60_000;

/// Nobody can tell how long a device was off whose clock came back with a time that is over. It is called wrong by a day
/// at least, in milliseconds: a night and the day after are what a flat battery takes.
const OFF_AT_LEAST_MS: u64 = 24 * 60 * 60 * 1000;

/// How far two clocks may drift apart, in parts of a million of the time that passed. Phones keep
/// within 50; a cold or a hot one within this.
const DRIFT_PPM: u64 = 200;

/// A point in time, and what is known about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// Milliseconds since 1970-01-01T00:00:00Z: the best that is known.
    pub ms: i64,
    /// How far the truth may be from that, in milliseconds.
    pub plus_minus_ms: u64,
    /// What is wrong with a clock; none when all agree.
    pub problem: Option<ClockProblem>,
}

impl Reckoned {
    /// Whether the truth is within a minute.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        self.plus_minus_ms <= EXACT_WITHIN_MS
    }

    /// What a person is told: one of three.
    #[must_use]
    pub const fn known(&self) -> Known {
        match (self.problem, self.is_exact()) {
            (Some(problem), true) => Known::Problem { problem, plus_minus_ms: None },
            (Some(problem), false) => Known::Problem { problem, plus_minus_ms: Some(self.plus_minus_ms) },
            (None, true) => Known::Exact,
            (None, false) => Known::Estimated { plus_minus_ms: self.plus_minus_ms },
        }
    }

    /// The same as the record keeps it.
    #[must_use]
    pub const fn instant(&self) -> Instant {
        let how = match self.plus_minus_ms {
            ms if ms <= EXACT_WITHIN_MS => Exactness::Exact,
            plus_minus_ms => Exactness::Estimated { plus_minus_ms },
        };
        Instant { ms: self.ms, how }
    }
}

/// How well the time is known, as a screen says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Within a minute.
    Exact,
    /// Nothing is wrong, and it may be off by so many milliseconds either way.
    Estimated {
        /// How far.
        plus_minus_ms: u64,
    },
    /// A clock is wrong, or nobody can tell whether it is. Somebody has to do something about it.
    Problem {
        /// Which, and how.
        problem: ClockProblem,
        /// How far the time may be off either way; none when it is within a minute all the same.
        plus_minus_ms: Option<u64>,
    },
}

/// Why clocks do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockProblem {
    /// The wall clock was set while the device ran; by so many milliseconds, negative when set back.
    Moved {
        /// What the wall clock says beyond what the boot clock makes of it.
        by_ms: i64,
    },
    /// The wall clock says a time that is surely over, since a restart; by so many milliseconds.
    Behind {
        /// How long that time has been over, at least.
        by_ms: u64,
    },
    /// A server's signed time is so many milliseconds ahead of this device's, and nothing says who is right.
    ServerDiffers {
        /// Server minus device.
        by_ms: i64,
    },
    /// The device was restarted, and no server has told the time since.
    NotChecked,
}

/// What one boot is counted from.
#[derive(Clone, Copy, Debug, Default)]
struct Base {
    /// Both clocks when it was laid.
    at: Moment,
    /// The true time then, as far as known.
    true_ms: i64,
    /// How far that may be off.
    plus_minus_ms: u64,
    /// A server signed it, and nothing contradicted.
    is_signed: bool,
    /// A server said otherwise, by so many milliseconds.
    differs: Option<i64>,
    /// What is wrong since the restart.
    problem: Option<ClockProblem>,
}

/// The clocks of one device as they were read, oldest first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reckoning {
    base: Option<Base>,
    /// A time that has surely passed, in milliseconds since 1970 UTC.
    floor_ms: Option<i64>,
    /// How far the wall clock may have been from the truth when it was last read, in milliseconds. A restart does not
    /// put a clock right.
    doubt_ms: u64,
}

impl Reckoning {
    /// Takes in that the clocks were read: at unlock, and with each save, in order.
    pub fn read(&mut self, when: Moment) {
        self.base = Some(self.base_of(when));
        self.pass(when);
    }

    /// Takes in what a server signed. A server that agrees makes the time exact; one that does not
    /// widens it, and moves nothing unless this device's own clock is known to be wrong.
    pub fn server(&mut self, time: &ServerTime) {
        // What the device's own clocks say; that a server differed before makes no second one right.
        let own = Base { differs: None, ..self.base_of(time.at) }.reckon(time.at);
        let server_ms = time.server_ms();
        let unsure = u64::try_from(time.uncertainty_ms).unwrap_or(0);
        let by_ms = server_ms.saturating_sub(own.ms);
        let agrees = by_ms.unsigned_abs() <= own.plus_minus_ms.saturating_add(unsure).max(EXACT_WITHIN_MS);
        let laid = Base { at: time.at, true_ms: server_ms, plus_minus_ms: unsure, ..Base::default() };
        // An own clock that was moved, is behind, or was never checked says less than a signature.
        self.base = Some(if agrees || own.problem.is_some() {
            Base { is_signed: true, ..laid }
        } else {
            Base { true_ms: own.ms, plus_minus_ms: own.plus_minus_ms, differs: Some(by_ms), ..laid }
        });
        self.pass(time.at);
    }

    /// The true time of a moment, as far as it is known. Never fails: where little is known, it says so.
    #[must_use]
    pub fn at(&self, when: Moment) -> Reckoned {
        self.base_of(when).reckon(when)
    }

    /// What a save tells others of the servers' time: none when no server has told it since the restart.
    #[must_use]
    pub fn signed(&self, when: Moment) -> Option<SavedServerTime> {
        let base = self.base.filter(|base| base.is_signed && base.holds(when))?;
        let known = base.reckon(when);
        let offset_ms = known.ms.saturating_sub(when.wall_ms);
        Some(SavedServerTime { offset_ms, uncertainty_ms: known.plus_minus_ms })
    }

    fn base_of(&self, when: Moment) -> Base {
        self.base.filter(|base| base.holds(when)).unwrap_or_else(|| self.after_restart(when))
    }

    /// What is left after a restart: the wall clock, and that some time is surely over.
    fn after_restart(&self, when: Moment) -> Base {
        let base = Base { at: when, true_ms: when.wall_ms, ..Base::default() };
        // The very first reading of a device that never asked a server: there is nothing to doubt it with.
        let Some(floor) = self.floor_ms else { return base };
        let past = when.wall_ms.saturating_sub(floor);
        let by_ms = past.unsigned_abs();
        let doubt_ms = by_ms.max(self.doubt_ms);
        if past < 0 {
            let plus_minus_ms = doubt_ms.max(OFF_AT_LEAST_MS);
            return Base { true_ms: floor, plus_minus_ms, problem: Some(ClockProblem::Behind { by_ms }), ..base };
        }
        // Nobody can tell how long it was off: it may have been set forward by all of that.
        let problem = (doubt_ms > EXACT_WITHIN_MS).then_some(ClockProblem::NotChecked);
        Base { plus_minus_ms: doubt_ms, problem, ..base }
    }

    /// Remembers the earliest that it can be, and how far the wall clock is to be trusted.
    fn pass(&mut self, when: Moment) {
        let now = self.at(when);
        self.doubt_ms = now.plus_minus_ms.max(now.ms.abs_diff(when.wall_ms));
        let least = now.ms.saturating_sub(i64::try_from(now.plus_minus_ms).unwrap_or(i64::MAX));
        self.floor_ms = Some(self.floor_ms.map_or(least, |floor| floor.max(least)));
    }
}

impl Base {
    /// Whether it is the same boot, so that the boot clock can count from here. Where boots have no
    /// names, a boot clock that went on as the wall clock did is the same boot's.
    fn holds(&self, when: Moment) -> bool {
        if when.boot_id != self.at.boot_id {
            return false;
        }
        when.boot_id != [0; 16] || self.moved_by(when).unsigned_abs() <= EXACT_WITHIN_MS
    }

    /// Milliseconds by the boot clock; negative for a moment before.
    fn passed(&self, when: Moment) -> i64 {
        let signed = |ms| i64::try_from(ms).unwrap_or(i64::MAX);
        signed(when.boot_ms).saturating_sub(signed(self.at.boot_ms))
    }

    /// What the wall clock says beyond what the boot clock makes of it.
    fn moved_by(&self, when: Moment) -> i64 {
        when.wall_ms.saturating_sub(self.at.wall_ms).saturating_sub(self.passed(when))
    }

    fn reckon(&self, when: Moment) -> Reckoned {
        let passed = self.passed(when);
        let drift = passed.unsigned_abs().saturating_mul(DRIFT_PPM) / 1_000_000;
        let by_ms = self.moved_by(when);
        let moved = by_ms.unsigned_abs() > EXACT_WITHIN_MS.saturating_add(drift);
        // Set by hand or by the network: either may be the right one, unless a server had said which.
        let doubt = if moved && !self.is_signed { by_ms.unsigned_abs() } else { 0 };
        let differs = self.differs.map_or(0, i64::unsigned_abs);
        let problem = self.problem.or(self.differs.map(|by_ms| ClockProblem::ServerDiffers { by_ms }));
        Reckoned {
            ms: self.true_ms.saturating_add(passed),
            plus_minus_ms: self.plus_minus_ms.max(doubt).max(differs).saturating_add(drift),
            problem: problem.or(moved.then_some(ClockProblem::Moved { by_ms })),
        }
    }
}
