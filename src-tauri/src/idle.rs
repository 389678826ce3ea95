//! When an open notebook closes by itself: left alone, or open for as long as a realm allows.

use crate::desk::Desk;
use crate::look::MINUTES;
use first72_core::moment::Moment;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

/// How often an untouched desk is looked at, beside the look at every command.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// How long a notebook may be left alone and how long it may be open at all, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowed {
    idle_ms: u64,
    open_ms: u64,
}

impl Allowed {
    /// The person's choice, unless a realm is stricter. While the device is in no realm it holds no record, and the
    /// registrar may still be on the way: it is as patient as it can be.
    pub(crate) fn of(minutes: u32, idle_s: Option<u32>, open_s: Option<u32>) -> Self {
        let ms = |seconds: u32| u64::from(seconds) * 1_000;
        let chosen = u64::from(if idle_s.is_some() { minutes } else { *MINUTES.end() }) * 60_000;
        Self { idle_ms: chosen.min(idle_s.map_or(u64::MAX, ms)), open_ms: open_s.map_or(u64::MAX, ms) }
    }
}

/// Whether the time is over. The boot clock counts, through sleep and whatever is done to the wall clock; a process
/// never outlives its boot.
pub(crate) const fn is_over(allowed: &Allowed, since: &Moment, touched: &Moment, now: &Moment) -> bool {
    now.boot_ms.saturating_sub(touched.boot_ms) >= allowed.idle_ms
        || now.boot_ms.saturating_sub(since.boot_ms) >= allowed.open_ms
}

/// Looks at the desk from now on, until it is gone.
pub(crate) fn watch(desk: &Arc<Desk>) -> std::io::Result<()> {
    let desk = Arc::downgrade(desk);
    let (never, end) = mpsc::channel::<()>();
    thread::Builder::new().name("idle".into()).spawn(move || {
        let _open_end = never;
        while end.recv_timeout(LOOK_EVERY).is_err() {
            let Some(desk) = desk.upgrade() else { return };
            desk.close_when_left_alone(Moment::read());
        }
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(boot_ms: u64) -> Moment {
        Moment { wall_ms: 0, boot_id: [0; 16], boot_ms }
    }

    #[test]
    fn the_stricter_limit_counts() {
        let realm = Allowed::of(15, Some(120), Some(43_200));
        assert_eq!(realm, Allowed { idle_ms: 120_000, open_ms: 43_200_000 });
        assert_eq!(Allowed::of(1, Some(120), None), Allowed { idle_ms: 60_000, open_ms: u64::MAX });
        assert_eq!(Allowed::of(1, None, None), Allowed { idle_ms: 900_000, open_ms: u64::MAX }, "before enrolment");
        assert!(!is_over(&realm, &at(0), &at(5_000), &at(124_999)));
        assert!(is_over(&realm, &at(0), &at(5_000), &at(125_000)));
        assert!(is_over(&realm, &at(0), &at(43_199_000), &at(43_200_000)), "a night on one unlock is too long");
    }
}
