//! A point in time as the outermost caller read it. Nothing else in the notebook reads a clock.

use std::time::SystemTime;

/// The wall clock and the boot clock, read together.
///
/// The boot clock counts through sleep (`CLOCK_BOOTTIME` on Linux and Android, `CLOCK_MONOTONIC` on Apple systems) and
/// starts anew with each boot, so two moments can be compared exactly when their `boot_id` agrees,
/// whatever was done to the wall clock in between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z by the device's wall clock; may be wrong.
    pub wall_ms: i64,
    /// Names the boot that `boot_ms` counts from; all zero where the system gives no name.
    pub boot_id: [u8; 16],
    /// Milliseconds since that boot, sleep included.
    pub boot_ms: u64,
}

impl Moment {
    /// Reads both clocks. For the shell, the terminal and the tests' outermost line only:
    /// everything inside takes the moment as an argument.
    #[must_use]
    pub fn read() -> Self {
        Self { wall_ms: wall_ms(), boot_id: boot_id(), boot_ms: boot_ms() }
    }

    /// How many milliseconds passed since `earlier`, when both were read in the same boot.
    ///
    /// `None` when the device was restarted in between, or does not name its boots: then only
    /// the wall clock can tell, and it may have been set.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Option<u64> {
        let same_boot = self.boot_id == earlier.boot_id && self.boot_id != [0; 16];
        same_boot.then(|| self.boot_ms.saturating_sub(earlier.boot_ms))
    }

    /// By how many milliseconds the wall clock was moved since `earlier`, beyond the time that
    /// really passed: negative when it was set back. `None` across a restart.
    #[must_use]
    pub fn wall_jump(&self, earlier: &Self) -> Option<i64> {
        let passed = i64::try_from(self.since(earlier)?).unwrap_or(i64::MAX);
        Some(self.wall_ms.saturating_sub(earlier.wall_ms).saturating_sub(passed))
    }
}

#[expect(clippy::disallowed_methods, reason = "the one home of the wall clock")]
fn wall_ms() -> i64 {
    let since_epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn boot_ms() -> u64 {
    milliseconds(rustix::time::clock_gettime(rustix::time::ClockId::Boottime))
}

/// On Apple systems this clock goes on while the device sleeps, as `mach_continuous_time` does: clock_gettime(3) says of
/// `CLOCK_MONOTONIC` that it "will continue to increment while the system is asleep". The one that stops is
/// `CLOCK_UPTIME_RAW`, which is `mach_absolute_time` and Rust's `Instant`. Read in Apple's documents; not measured on
/// one of their devices by anybody yet.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn boot_ms() -> u64 {
    milliseconds(rustix::time::clock_gettime(rustix::time::ClockId::Monotonic))
}

fn milliseconds(time: rustix::time::Timespec) -> u64 {
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let nanoseconds = u64::try_from(time.tv_nsec).unwrap_or(0);
    seconds.saturating_mul(1000).saturating_add(nanoseconds / 1_000_000)
}

/// Linux and Android name each boot; elsewhere the name is zero and comparisons stay with the wall clock.
fn boot_id() -> [u8; 16] {
    let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    text.trim().parse::<uuid::Uuid>().map(uuid::Uuid::into_bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(wall_ms: i64, boot: u8, boot_ms: u64) -> Moment {
        Moment { wall_ms, boot_id: [boot; 16], boot_ms }
    }

    #[test]
    fn a_wall_clock_set_back_is_seen_within_one_boot() {
        let day = 86_400_000;
        assert_eq!(at(1_000_000 - day, 1, 60_000).wall_jump(&at(1_000_000, 1, 0)), Some(-day - 60_000));
        assert_eq!(at(1_060_000, 1, 60_000).wall_jump(&at(1_000_000, 1, 0)), Some(0));
    }

    #[test]
    fn a_restart_or_an_unnamed_boot_proves_nothing() {
        assert_eq!(at(5, 2, 5).since(&at(0, 1, 0)), None);
        assert_eq!(at(5, 0, 5).since(&at(0, 0, 0)), None);
    }

    /// The kernel counts `/proc/uptime` with the sleep in it, so a boot clock that left the sleep out would be behind on
    /// every machine that ever slept.
    #[cfg(target_os = "linux")]
    #[test]
    fn the_boot_clock_is_what_the_kernel_calls_uptime() {
        let uptime = || {
            let text = std::fs::read_to_string("/proc/uptime").unwrap();
            let seconds: f64 = text.split(' ').next().unwrap().parse().unwrap();
            (seconds * 1_000.0) as u64
        };
        let before = uptime();
        let read = Moment::read();
        let after = uptime();
        assert!((before.saturating_sub(10)..=after + 10).contains(&read.boot_ms), "{before} {read:?} {after}");
        assert_ne!(read.boot_id, [0; 16], "each boot has a name");
    }

    #[test]
    fn the_clocks_can_be_read() {
        let first = Moment::read();
        let second = Moment::read();
        assert!(second.boot_ms >= first.boot_ms && first.boot_ms > 0);
    }
}
