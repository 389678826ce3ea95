//! What this device knows of the time, for the saves it makes and the due times it shows.

use super::Notebook;
use crate::directory::AsOf;
use crate::episode::{Answer, Change, Exactness, Hlc, Instant, ServerTime as SavedServerTime, Value};
use crate::moment::Moment;
use crate::reckoning::ServerTime;
use crate::reckoning::{EXACT_WITHIN_MS, Reckoned, Reckoning};

/// Where the last server's time is kept, so that it outlives a lock.
const SETTING: &str = "server time";

/// The clocks of one of this device's own saves.
pub(super) struct OwnClocks {
    pub(super) hlc: Hlc,
    pub(super) when: Moment,
    pub(super) server_time: Option<SavedServerTime>,
}

impl Notebook {
    /// The true time of a moment as far as this device's clocks and its servers tell.
    #[must_use]
    pub fn time(&self, now: Moment) -> Reckoned {
        self.reckoning.at(now)
    }

    /// A moment as rights are asked for: what began may have begun, by the latest that it can be. A clock that is called
    /// exact is within a minute.
    pub(super) fn as_of(&self, now: Moment) -> AsOf {
        let known = self.time(now);
        let off = i64::try_from(known.plus_minus_ms.max(EXACT_WITHIN_MS)).unwrap_or(i64::MAX);
        AsOf { ms: known.ms, latest_ms: known.ms.saturating_add(off) }
    }

    /// Rebuilds what is known of the time from this device's own saves and the last server that told it.
    pub(super) fn reckon(&mut self, mut saves: Vec<OwnClocks>, now: Moment) {
        saves.sort_by_key(|save| save.hlc);
        let kept = self.vault.setting(SETTING).ok().flatten().and_then(|bytes| from_bytes(&bytes));
        let mut reckoning = Reckoning::default();
        // Told between two saves, and taken in between them: the boots come in the order in which they were.
        let mut told = kept;
        for save in saves {
            told.take_if(|time| time.server_ms() < save.hlc.ms()).iter().for_each(|time| reckoning.server(time));
            if let Some(SavedServerTime { offset_ms, uncertainty_ms }) = save.server_time {
                let uncertainty_ms = i64::try_from(uncertainty_ms).unwrap_or(i64::MAX);
                reckoning.server(&ServerTime { offset_ms, uncertainty_ms, at: save.when });
            }
            reckoning.read(save.when);
        }
        told.iter().for_each(|time| reckoning.server(time));
        reckoning.read(now);
        self.reckoning = reckoning;
    }

    /// Takes in what a server's signed hello said.
    pub(super) fn heed(&mut self, time: &ServerTime) {
        self.reckoning.server(time);
        // Only for the time after the next lock: a save that follows carries it too.
        let _later = self.vault.set(SETTING, &to_bytes(time));
    }

    /// The same changes, with what is known of the time in every instant that was read off this
    /// device's clock. What a person gave by another clock, or as an estimate, stays as it was given.
    pub(super) fn timed(&self, mut changes: Vec<Change>, now: Moment) -> Vec<Change> {
        let known = self.time(now);
        for change in &mut changes {
            match change {
                Change::Answer { answer: Answer::Given(Value::Instant(at)), .. } => {
                    *at = off_the_clock(*at, now, known)
                }
                Change::Step { event, .. } => event.at = off_the_clock(event.at, now, known),
                _ => {}
            }
        }
        changes
    }
}

/// "Now", as the screen or the terminal read it within the last minute.
fn off_the_clock(given: Instant, now: Moment, known: Reckoned) -> Instant {
    let near = |ms: i64| given.ms.abs_diff(ms) <= EXACT_WITHIN_MS;
    if given.how != Exactness::Exact {
        given
    } else if near(known.ms) {
        Instant { ms: given.ms, ..known.instant() }
    } else if near(now.wall_ms) {
        known.instant()
    } else {
        given
    }
}

fn to_bytes(time: &ServerTime) -> Vec<u8> {
    let numbers = [time.offset_ms.to_be_bytes(), time.uncertainty_ms.to_be_bytes(), time.at.wall_ms.to_be_bytes()];
    [numbers.as_flattened(), &time.at.boot_ms.to_be_bytes(), &time.at.boot_id].concat()
}

fn from_bytes(bytes: &[u8]) -> Option<ServerTime> {
    let (offset, rest) = bytes.split_first_chunk::<8>()?;
    let (uncertainty, rest) = rest.split_first_chunk::<8>()?;
    let (wall, rest) = rest.split_first_chunk::<8>()?;
    let (boot, rest) = rest.split_first_chunk::<8>()?;
    let at = Moment {
        wall_ms: i64::from_be_bytes(*wall),
        boot_ms: u64::from_be_bytes(*boot),
        boot_id: rest.try_into().ok()?,
    };
    let (offset_ms, uncertainty_ms) = (i64::from_be_bytes(*offset), i64::from_be_bytes(*uncertainty));
    Some(ServerTime { offset_ms, uncertainty_ms, at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reckoning::ClockProblem;

    const NOW: Moment = Moment { wall_ms: 1_000_000_000, boot_id: [1; 16], boot_ms: 5_000 };

    #[test]
    fn what_a_server_said_is_read_as_it_was_kept_and_damage_is_nothing() {
        let time = ServerTime { offset_ms: -7, uncertainty_ms: 12, at: NOW };
        let bytes = to_bytes(&time);
        assert_eq!(from_bytes(&bytes), Some(time));
        assert!((0..bytes.len()).all(|cut| from_bytes(bytes.get(..cut).unwrap_or_default()).is_none()));
    }

    #[test]
    fn only_what_was_read_off_this_clock_takes_what_is_known_of_it() {
        let hour = 3_600_000;
        let problem = Some(ClockProblem::Moved { by_ms: hour as i64 });
        let known = Reckoned { ms: NOW.wall_ms - hour as i64, plus_minus_ms: hour, problem };
        let how = Exactness::Estimated { plus_minus_ms: hour };
        assert_eq!(off_the_clock(Instant::exact(NOW.wall_ms), NOW, known), Instant { ms: known.ms, how });
        assert_eq!(off_the_clock(Instant::exact(known.ms - 500), NOW, known), Instant { ms: known.ms - 500, how });
        for given in [
            Instant::exact(NOW.wall_ms - 10 * hour as i64),
            Instant { ms: NOW.wall_ms, how: Exactness::Estimated { plus_minus_ms: 5 } },
        ] {
            assert_eq!(off_the_clock(given, NOW, known), given, "a person said so");
        }
    }
}
