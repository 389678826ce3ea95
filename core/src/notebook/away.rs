//! A device that has not heard from a server for long: it says so, and at last asks for a sync before it shows episodes that are
//! older than that. A courtesy to whoever was taken off meanwhile and to the record's other writers, not cryptography: the
//! notebook is open, and whoever alters the app reads on. How long is in the genesis (`offline_warn_d`, `offline_lock_d`).

use super::Notebook;
use super::seat::Seat;
use crate::moment::Moment;
use crate::reckoning::Known;
use first72_wire::id::{EpisodeId, RealmId};

const DAY_MS: i64 = 86_400_000;
/// The setting that names when a realm's server was last heard, milliseconds since 1970 as reckoned then.
const HEARD: &str = "heard/";

/// A realm whose server was not heard for long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// The realm.
    pub realm: RealmId,
    /// Its name.
    pub name: String,
    /// When its server was last heard, or when this device was taken in; milliseconds since 1970 UTC.
    pub since_ms: i64,
    /// Whole days since.
    pub days: u32,
    /// Whether a sync is asked for before older episodes are shown.
    pub asks_first: bool,
}

impl Notebook {
    /// The realm whose server was not heard for longest, where that is longer than its genesis wants. None while nobody knows
    /// the time: nothing is closed by a clock that cannot be right.
    #[must_use]
    pub fn away(&self, now: Moment) -> Option<Away> {
        self.all_away(now).max_by_key(|away| (away.asks_first, away.days))
    }

    /// Whether an episode is shown only after a sync: it is older than what was last heard, and that was long ago when this
    /// notebook was unlocked. Nothing goes out of sight while somebody works on it. One that was begun since is shown, and
    /// everything can be written down that is new.
    #[must_use]
    pub fn asks_for_sync(&self, episode: EpisodeId, now: Moment) -> bool {
        let record = self.records.get(&episode);
        let begun_ms = record.and_then(|record| record.history().first().map(|save| save.op().hlc.ms()));
        let Some(begun_ms) = begun_ms else { return false };
        let knows = |realm| self.seats.iter().any(|seat| seat.realm() == realm && seat.knows(episode));
        self.all_away(now).any(|away| away.asks_first && begun_ms <= away.since_ms && knows(away.realm))
    }

    /// A sync with a realm ended well.
    pub(super) fn note_heard(&mut self, realm: RealmId, now: Moment) {
        let time = self.time(now);
        if !matches!(time.known(), Known::Problem { .. }) {
            // A full device says it with the next sync.
            let _later = self.vault.set(&heard(realm), &time.ms.to_be_bytes());
        }
    }

    fn all_away(&self, now: Moment) -> impl Iterator<Item = Away> {
        let time = self.time(now);
        let unlocked_ms = self.recording.unlocked.map_or(time.ms, |unlocked| self.time(unlocked).ms);
        // A drill has no server, and of a decoy none may be missed.
        let is_known = !self.is_drill() && !self.decoy && !matches!(time.known(), Known::Problem { .. });
        self.seats.iter().filter(move |_| is_known).filter_map(move |seat| self.away_from(seat, time.ms, unlocked_ms))
    }

    fn away_from(&self, seat: &Seat, now_ms: i64, unlocked_ms: i64) -> Option<Away> {
        let limits = &seat.genesis.fields().limits;
        let kept = self.vault.setting(&heard(seat.realm())).ok().flatten();
        let heard_ms = kept.and_then(|bytes| Some(i64::from_be_bytes(bytes.as_slice().try_into().ok()?)));
        let since_ms = heard_ms.unwrap_or(seat.enrolment.enrolled_ms);
        let days_at = |at_ms: i64| u32::try_from(at_ms.saturating_sub(since_ms).max(0) / DAY_MS).unwrap_or(u32::MAX);
        let (days, days_unlocked) = (days_at(now_ms), days_at(unlocked_ms));
        let past = |days: u32, limit: u16| limit > 0 && days >= u32::from(limit);
        let away = || Away {
            realm: seat.realm(),
            name: seat.genesis.fields().name.clone(),
            since_ms,
            days,
            asks_first: past(days_unlocked, limits.offline_lock_d),
        };
        (past(days, limits.offline_warn_d) || past(days, limits.offline_lock_d)).then(away)
    }
}

fn heard(realm: RealmId) -> String {
    format!("{HEARD}{realm}")
}
