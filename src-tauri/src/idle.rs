//! When an open notebook closes by itself: left alone, behind something else, or open for as long as a realm allows.

use crate::desk::Desk;
use crate::look::MINUTES;
use first72_core::moment::Moment;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

/// How often an untouched desk is looked at, beside the look at every command.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// How long a notebook stays open while something else is in front, in milliseconds: a call that is turned away costs
/// no PIN, a phone in a pocket does. The window says so when its page is hidden, and that is all it can tell: a screen
/// that went dark and a call that came in look the same to it. Where the system says more, the screen that went dark
/// closes it at once (`dark.rs`).
const BEHIND_MS: u64 = 30_000;

/// The longest that anybody may choose to leave a notebook alone, in milliseconds, whatever a realm writes.
const CEILING_MS: u64 = 30 * 60_000;

/// How long a notebook may be left alone and how long it may be open at all, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowed {
    idle_ms: u64,
    open_ms: u64,
}

/// When an open notebook was opened, last touched, and put behind something else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Watched {
    since: Moment,
    touched: Moment,
    behind: Option<Moment>,
}

impl Allowed {
    /// The person's choice, unless a realm is stricter. While the device is in no realm it holds no record, and the
    /// registrar may still be on the way: it is as patient as it can be.
    pub(crate) fn of(minutes: u32, idle_s: Option<u32>, open_s: Option<u32>) -> Self {
        let ms = |seconds: u32| u64::from(seconds) * 1_000;
        let chosen = u64::from(if idle_s.is_some() { minutes } else { *MINUTES.end() }) * 60_000;
        let realm = idle_s.map_or(u64::MAX, ms);
        Self { idle_ms: chosen.min(realm).min(CEILING_MS), open_ms: open_s.map_or(u64::MAX, ms) }
    }
}

impl Watched {
    /// A notebook that was opened just now.
    pub(crate) const fn opened(now: Moment) -> Self {
        Self { since: now, touched: now, behind: None }
    }

    /// Somebody is there.
    pub(crate) const fn touch(&mut self, now: Moment) {
        self.touched = now;
    }

    /// Something else is in front, or no longer is. A second word that it is begins nothing anew.
    pub(crate) fn put_behind(&mut self, behind: bool, now: Moment) {
        self.behind = behind.then(|| self.behind.unwrap_or(now));
    }

    /// Whether the time is over. The boot clock counts, through sleep and whatever is done to the wall clock; a process
    /// never outlives its boot.
    pub(crate) fn is_over(&self, allowed: &Allowed, now: &Moment) -> bool {
        let since = |then: &Moment| now.boot_ms.saturating_sub(then.boot_ms);
        since(&self.touched) >= allowed.idle_ms
            || since(&self.since) >= allowed.open_ms
            || self.behind.as_ref().is_some_and(|behind| since(behind) >= BEHIND_MS)
    }
}

/// Looks at the desk from now on, until it is gone.
pub(crate) fn watch(desk: &Arc<Desk>) -> std::io::Result<()> {
    let desk = Arc::downgrade(desk);
    let (never, end) = mpsc::channel::<()>();
    thread::Builder::new().name("idle".into()).spawn(move || {
        let _open_end = never;
        while end.recv_timeout(LOOK_EVERY).is_err() {
            let Some(desk) = desk.upgrade() else { return };
            let now = Moment::read();
            desk.close_when_left_alone(now);
            desk.look_at_reminders(now);
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

    // cjis:AC-2(5) cjis:IA-5(j) cjis:AC-11
    #[test]
    fn the_stricter_limit_counts() {
        let realm = Allowed::of(15, Some(120), Some(43_200));
        assert_eq!(realm, Allowed { idle_ms: 120_000, open_ms: 43_200_000 });
        assert_eq!(Allowed::of(1, Some(120), None), Allowed { idle_ms: 60_000, open_ms: u64::MAX });
        assert_eq!(Allowed::of(1, None, None), Allowed { idle_ms: 900_000, open_ms: u64::MAX }, "before enrolment");
        assert_eq!(Allowed::of(99, Some(u32::MAX), None).idle_ms, CEILING_MS, "whatever was chosen and written");
        let mut watched = Watched::opened(at(0));
        watched.touch(at(5_000));
        assert!(!watched.is_over(&realm, &at(124_999)));
        assert!(watched.is_over(&realm, &at(125_000)));
        watched.touch(at(43_199_000));
        assert!(!watched.is_over(&realm, &at(43_199_999)));
        assert!(watched.is_over(&realm, &at(43_200_000)), "a night on one unlock is too long");
    }

    #[test]
    fn behind_something_else_the_time_is_half_a_minute_and_begins_with_the_first_word_of_it() {
        let allowed = Allowed::of(2, Some(120), Some(43_200));
        let mut watched = Watched::opened(at(0));
        watched.put_behind(true, at(10_000));
        watched.put_behind(true, at(39_000));
        assert!(!watched.is_over(&allowed, &at(39_999)));
        assert!(watched.is_over(&allowed, &at(40_000)));
        watched.put_behind(false, at(39_999));
        assert!(!watched.is_over(&allowed, &at(119_999)), "back in front in time");
        watched.put_behind(true, at(119_000));
        assert!(!watched.is_over(&allowed, &at(119_999)), "the next time behind is counted from its own beginning");
    }
}
