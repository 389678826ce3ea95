//! Between which instants each entry was made: after the log that its author had seen, before the server's log held it.
//!
//! Neither bound rests on the clock of the device that made it. What that device said is held against them. Clocks that are
//! called exact are within a minute; so each bound is a minute wider than what was seen.

use super::Notebook;
use super::error::NotebookError;
use crate::episode::Record;
use crate::episode::record::Save;
use crate::reckoning::{EXACT_WITHIN_MS, Growth};
use crate::vault::{ChainPlace, LogPlace};
use first72_wire::header::Kind;
use first72_wire::id::{EpisodeId, Hash, RealmId};
use std::collections::BTreeMap;

/// How far a clock that is right may be off.
const WITHIN_MS: i64 = EXACT_WITHIN_MS.cast_signed();

/// When an entry was made, as far as anybody but its author can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryTime {
    /// The entry.
    pub entry: ChainPlace,
    /// What it is for.
    pub kind: Kind,
    /// Its number in the server's log, from 0; none while the server does not have it, or did not say.
    pub leaf: Option<u64>,
    /// Not before, milliseconds since 1970 UTC; none when nothing that it stands on has a time.
    pub not_before_ms: Option<i64>,
    /// Not after, milliseconds since 1970 UTC; none while it is on no server.
    pub not_after_ms: Option<i64>,
    /// What its author's device said; only of saves that this device can read.
    pub said: Option<Said>,
}

/// What the device that made a save said of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// When, milliseconds since 1970 UTC: by its clock as the last server had put it right, else by its clock alone.
    pub ms: i64,
    /// How far that may be off, milliseconds; none when no server had told it the time.
    pub plus_minus_ms: Option<u64>,
    /// The server's clock was so much ahead of the device's (negative: behind), milliseconds; none when they were together
    /// within what the answer took and a minute, or no server had told it the time.
    pub server_ahead_ms: Option<i64>,
}

/// The entries of a realm with their times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryTimes {
    /// Chain after chain, each from its beginning.
    pub entries: Vec<EntryTime>,
    /// How many looks at the server's log cannot be true beside the others ([`Growth::contradicting`]).
    pub contradicting: usize,
}

impl Said {
    /// What a save says.
    #[must_use]
    pub fn of(save: &Save<'_>) -> Self {
        let op = save.op();
        let Some(told) = op.server_time else {
            return Self { ms: op.hlc.ms(), plus_minus_ms: None, server_ahead_ms: None };
        };
        let apart = told.offset_ms.unsigned_abs() > told.uncertainty_ms.saturating_add(EXACT_WITHIN_MS);
        Self {
            ms: op.when.wall_ms.saturating_add(told.offset_ms),
            plus_minus_ms: Some(told.uncertainty_ms),
            server_ahead_ms: apart.then_some(told.offset_ms),
        }
    }
}

impl EntryTime {
    /// Whether what the device said lies between the bounds, give or take what it may be off by.
    #[must_use]
    pub fn fits(&self) -> bool {
        let Some(Said { ms, plus_minus_ms, .. }) = self.said else { return true };
        let off = i64::try_from(plus_minus_ms.unwrap_or(0)).unwrap_or(i64::MAX);
        let early = self.not_before_ms.is_some_and(|after| ms.saturating_add(off) < after);
        let late = self.not_after_ms.is_some_and(|by| ms.saturating_sub(off) > by);
        !early && !late
    }
}

impl Notebook {
    /// The entries of a realm that are on this device, each with its bounds.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn entry_times(&self, realm: RealmId) -> Result<EntryTimes, NotebookError> {
        let growth = Growth::of(self.vault.log_sightings(realm)?);
        let saves = by_hash(self.records.values());
        let places = self.vault.log_places(realm, None)?;
        let entries = places.chunk_by(is_same_chain).flat_map(|chain| times_of(chain, &growth, &saves)).collect();
        Ok(EntryTimes { entries, contradicting: growth.contradicting() })
    }

    /// The saves of an episode, each with its bounds; of every realm of this device that holds a part of it.
    ///
    /// # Errors
    /// [`NotebookError::NoEpisode`] when it is not here; when the store cannot be read.
    pub fn save_times(&self, episode: EpisodeId) -> Result<EntryTimes, NotebookError> {
        let record = self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let (saves, spaces) = (by_hash(std::iter::once(record)), record.spaces());
        let mut found = EntryTimes::default();
        for realm in self.realms() {
            let growth = Growth::of(self.vault.log_sightings(realm)?);
            let before = found.entries.len();
            for space in spaces.keys() {
                let places = self.vault.log_places(realm, Some(*space))?;
                let times = places.chunk_by(is_same_chain).flat_map(|chain| times_of(chain, &growth, &saves));
                found.entries.extend(times.filter(|time| time.kind == Kind::Op));
            }
            if found.entries.len() > before {
                found.contradicting = found.contradicting.saturating_add(growth.contradicting());
            }
        }
        Ok(found)
    }
}

fn by_hash<'r>(records: impl Iterator<Item = &'r Record>) -> BTreeMap<Hash, Save<'r>> {
    records.flat_map(Record::history).map(|save| (save.hash(), save)).collect()
}

fn is_same_chain(one: &LogPlace, next: &LogPlace) -> bool {
    (one.entry.space, one.entry.device) == (next.entry.space, next.entry.device)
}

/// The times of one chain. An entry is made after the one before it and before the one behind it.
fn times_of(chain: &[LogPlace], growth: &Growth, saves: &BTreeMap<Hash, Save<'_>>) -> Vec<EntryTime> {
    let mut after = None;
    let one = |place: &LogPlace| {
        let save = saves.get(&place.entry.hash);
        let saw = save.and_then(|save| save.op().seen).map(|head| head.size);
        after = after.max(saw.and_then(|size| growth.had_fewer_than(size)));
        let logged = place.leaf.and_then(|leaf| growth.held(leaf));
        EntryTime {
            entry: place.entry,
            kind: place.kind,
            leaf: place.leaf,
            not_before_ms: after.map(|ms: i64| ms.saturating_sub(WITHIN_MS)),
            not_after_ms: earlier(place.received_ms, logged).map(|ms| ms.saturating_add(WITHIN_MS)),
            said: save.map(Said::of),
        }
    };
    let mut times: Vec<EntryTime> = chain.iter().map(one).collect();
    let mut by = None;
    for time in times.iter_mut().rev() {
        by = earlier(time.not_after_ms, by);
        time.not_after_ms = by;
    }
    times
}

fn earlier(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    one.into_iter().chain(other).min()
}
