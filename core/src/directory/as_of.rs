//! A moment at which rights are asked for, as well as the device that asks knows it.

/// The best that is known of a moment, and the latest that it can be.
///
/// What has begun is asked of the latest, and what is over of the best: a phone whose clock is behind must not shut out those
/// whose grants have begun, and no doubt about the time lets a grant go on beyond its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// Milliseconds since 1970 UTC.
    pub ms: i64,
    /// Milliseconds since 1970 UTC, not before `ms`.
    pub latest_ms: i64,
}

impl From<i64> for AsOf {
    /// A moment that is certain.
    fn from(ms: i64) -> Self {
        Self { ms, latest_ms: ms }
    }
}
