//! What one signed answer of a server says about this device's clock.

use crate::moment::Moment;

/// What a signed hello says about this device's clock. Not a truth: a bound (the answer cannot
/// have been made before the question was).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerTime {
    /// The server's clock minus this device's wall clock, in milliseconds.
    pub offset_ms: i64,
    /// How far that may be off, in milliseconds: half of the time that the answer took, and 1.
    pub uncertainty_ms: i64,
    /// When the answer came.
    pub at: Moment,
}

impl ServerTime {
    /// What the server's clock said when the answer came, in milliseconds since 1970 UTC.
    #[must_use]
    pub const fn server_ms(&self) -> i64 {
        self.at.wall_ms.saturating_add(self.offset_ms)
    }

    /// The fix that an answer gives which was asked for at `sent` and came at `came`.
    #[must_use]
    pub fn fix(server_ms: i64, sent: Moment, came: Moment) -> Self {
        let took = if sent.boot_id == came.boot_id {
            i64::try_from(came.boot_ms.saturating_sub(sent.boot_ms)).unwrap_or(i64::MAX)
        } else {
            came.wall_ms.saturating_sub(sent.wall_ms).max(0)
        };
        let middle = came.wall_ms.saturating_sub(took / 2);
        let offset_ms = server_ms.saturating_sub(middle);
        Self { offset_ms, uncertainty_ms: (took / 2).saturating_add(1), at: came }
    }
}
