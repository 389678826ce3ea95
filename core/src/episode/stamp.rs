//! The hybrid logical clock: an order for showing concurrent saves, never evidence of when something happened.

/// How far ahead of our own wall clock another device's stamp may be and still move ours.
pub const MAX_AHEAD_MS: i64 = 15 * 60 * 1000;

const COUNTER_BITS: u32 = 16;
const MAX_MS: u64 = (1 << 48) - 1;

/// 48 bits of milliseconds since 1970 UTC and a 16-bit counter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hlc(pub u64);

impl Hlc {
    /// The first stamp of a millisecond; times outside 1970 to 10889 become the nearest end.
    #[must_use]
    pub fn at(wall_ms: i64) -> Self {
        let ms = u64::try_from(wall_ms).unwrap_or(0).min(MAX_MS);
        Self(ms << COUNTER_BITS)
    }

    /// The milliseconds.
    #[must_use]
    pub fn ms(self) -> i64 {
        // 48 bits always fit.
        i64::try_from(self.0 >> COUNTER_BITS).unwrap_or(i64::MAX)
    }

    /// The counter within the millisecond.
    #[must_use]
    pub const fn counter(self) -> u16 {
        (self.0 & 0xffff) as u16
    }
}

/// The stamps of one device: each later than the last, and than every one it has seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HybridClock {
    last: Hlc,
}

impl HybridClock {
    /// A clock that goes on after the last stamp that this device gave or followed.
    #[must_use]
    pub const fn after(last: Hlc) -> Self {
        Self { last }
    }

    /// The next stamp: the wall clock's, or just after the last one when the wall clock is behind it.
    pub fn tick(&mut self, wall_ms: i64) -> Hlc {
        let next = Hlc(self.last.0.saturating_add(1));
        self.last = next.max(Hlc::at(wall_ms));
        self.last
    }

    /// Follows a stamp that this device gave itself, however far ahead of its wall clock it is now.
    pub fn follow(&mut self, own: Hlc) {
        self.last = self.last.max(own);
    }

    /// Follows another device's stamp, unless it is more than [`MAX_AHEAD_MS`] ahead of our wall
    /// clock: one wrong clock must not carry everybody's into the future. Says whether it was followed.
    pub fn observe(&mut self, other: Hlc, wall_ms: i64) -> bool {
        let near = other.ms().saturating_sub(wall_ms) <= MAX_AHEAD_MS;
        if near {
            self.last = self.last.max(other);
        }
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: i64 = 1_780_000_000_000;

    #[test]
    fn a_clock_set_back_does_not_turn_the_stamps_back() {
        let mut clock = HybridClock::default();
        let before = clock.tick(NOW);
        let after = clock.tick(NOW - 86_400_000);
        assert!(after > before);
        assert_eq!((after.ms(), after.counter()), (NOW, 1));
    }

    #[test]
    fn a_stamp_far_ahead_is_not_followed() {
        let mut clock = HybridClock::default();
        assert!(!clock.observe(Hlc::at(NOW + MAX_AHEAD_MS + 1), NOW));
        assert_eq!(clock.tick(NOW), Hlc::at(NOW));
        assert!(clock.observe(Hlc::at(NOW + MAX_AHEAD_MS), NOW));
        assert!(clock.tick(NOW) > Hlc::at(NOW + MAX_AHEAD_MS));
    }

    proptest! {
        #[test]
        fn stamps_only_ever_grow(walls in proptest::collection::vec(any::<i64>(), 1..40)) {
            let mut clock = HybridClock::default();
            let mut last = Hlc::default();
            for wall in walls {
                clock.observe(Hlc::at(wall / 2), wall);
                let next = clock.tick(wall);
                prop_assert!(next > last || last.0 == u64::MAX);
                last = next;
            }
        }
    }
}
