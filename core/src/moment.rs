//! A point in time as the outermost caller read it; nothing inside the notebook reads a clock.

/// The wall clock and the boot clock, read together.
///
/// The boot clock counts through sleep (`CLOCK_BOOTTIME`, `mach_continuous_time`) and starts
/// anew with each boot, so two moments can be compared exactly when their `boot_id` agrees,
/// whatever was done to the wall clock in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z by the device's wall clock; may be wrong.
    pub wall_ms: i64,
    /// Names the boot that `boot_ms` counts from; random for each boot.
    pub boot_id: [u8; 16],
    /// Milliseconds since that boot, sleep included.
    pub boot_ms: u64,
}
