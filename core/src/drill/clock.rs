//! The clock of a drill: runs faster than the real one, stands still, and can be moved on to the next event.

use crate::moment::Moment;

/// Names the one boot of a drill's devices: their clocks never stop and never start anew.
const BOOT: [u8; 16] = *b"a drill's device";
/// How long a drill's devices were running when the story began, in milliseconds.
const RUNNING_MS: u64 = 3_600_000;

/// The clock of one drill. It only ever goes forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrillClock {
    start_ms: i64,
    pace: u32,
    running: bool,
    /// The drill's time at `anchor`.
    shown_ms: i64,
    /// The real moment from which it is counted on.
    anchor: Moment,
}

impl DrillClock {
    /// A clock that stands still at some time of the drill.
    #[must_use]
    pub const fn standing(start_ms: i64, pace: u32, shown_ms: i64, real: Moment) -> Self {
        Self { start_ms, pace, running: false, shown_ms, anchor: real }
    }

    /// The time of the drill at a real moment, in milliseconds since 1970 UTC.
    #[must_use]
    pub fn ms(&self, real: Moment) -> i64 {
        if !self.running {
            return self.shown_ms;
        }
        // A process does not outlive its boot, so the boot clock alone tells what has passed.
        let passed = real.boot_ms.saturating_sub(self.anchor.boot_ms).saturating_mul(u64::from(self.pace));
        self.shown_ms.saturating_add(i64::try_from(passed).unwrap_or(i64::MAX))
    }

    /// The same as both clocks of a drill's device say it.
    #[must_use]
    pub fn now(&self, real: Moment) -> Moment {
        let wall_ms = self.ms(real);
        let since = u64::try_from(wall_ms.saturating_sub(self.start_ms)).unwrap_or(0);
        Moment { wall_ms, boot_id: BOOT, boot_ms: RUNNING_MS.saturating_add(since) }
    }

    /// Minutes of the drill in one minute: 0 while it stands still.
    #[must_use]
    pub const fn pace(&self) -> u32 {
        if self.running { self.pace } else { 0 }
    }

    /// Whether it runs.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.running
    }

    /// Lets it run, or stand still, from a real moment on.
    pub fn run(&mut self, running: bool, real: Moment) {
        *self = Self { running, shown_ms: self.ms(real), anchor: real, ..*self };
    }

    /// Moves it on to a time of the drill; never back.
    pub fn jump(&mut self, to_ms: i64, real: Moment) {
        *self = Self { shown_ms: self.ms(real).max(to_ms), anchor: real, ..*self };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real(boot_ms: u64) -> Moment {
        Moment { wall_ms: 5, boot_id: [1; 16], boot_ms }
    }

    #[test]
    fn it_runs_at_its_pace_stands_still_and_goes_only_forward() {
        let mut clock = DrillClock::standing(1_000_000, 10, 1_000_000, real(50));
        assert_eq!((clock.ms(real(60_050)), clock.pace()), (1_000_000, 0));
        clock.run(true, real(60_050));
        assert_eq!((clock.ms(real(120_050)), clock.pace()), (1_600_000, 10));
        clock.jump(4_000_000, real(120_050));
        assert_eq!(clock.ms(real(120_150)), 4_001_000);
        clock.jump(2_000_000, real(120_150));
        assert_eq!(clock.ms(real(120_150)), 4_001_000, "not back");
        clock.run(false, real(120_150));
        assert_eq!(clock.ms(real(999_999)), 4_001_000);
    }

    #[test]
    fn both_clocks_of_a_device_go_together() {
        let mut clock = DrillClock::standing(1_000_000, 10, 1_000_000, real(0));
        let first = clock.now(real(0));
        clock.run(true, real(0));
        clock.jump(9_000_000, real(100));
        let later = clock.now(real(5_000));
        assert_eq!(later.since(&first), Some(8_049_000));
        assert_eq!(later.wall_jump(&first), Some(0), "nothing looks as if a clock had been set");
    }
}
