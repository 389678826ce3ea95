//! Whether a server holds back news: a registrar's device gives a sign of life, and every other looks for one after a sync.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::directory::statement::Draft;
use crate::moment::Moment;
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, RealmId};
use first72_wire::statement::{ChainEnd, MOST_CHAINS, PublicPart};
use std::collections::BTreeMap;

const HOUR_MS: i64 = 60 * 60 * 1_000;
/// Without a heartbeat younger than this a view may be frozen.
const FRESH_MS: i64 = 24 * HOUR_MS;
/// A heartbeat is due when no registrar's is younger than this. A quarter of [`FRESH_MS`]: whoever works from eight to five
/// gives the last one in the afternoon, and a new one before the day is over at eight.
const DUE_MS: i64 = 6 * HOUR_MS;
/// A heartbeat may be ahead of this device's clock by so much.
const AHEAD_MS: i64 = HOUR_MS;

/// Why a server may be holding back news, although the sync with it ends well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldBack {
    /// No registrar's heartbeat younger than 24 hours came through it.
    Quiet {
        /// When the newest one was given, milliseconds since 1970.
        since_ms: i64,
    },
    /// A registrar's device has a statement that this server does not give.
    Missing,
}

impl Notebook {
    /// A registrar's device says that it was here and how far the directory reaches, when that is due. Said after a sync
    /// has reached its end, so that nothing waits for it while there is no network. Whether something waits now.
    pub(super) fn beat(&mut self, realm: RealmId, now: Moment) -> Result<bool, NotebookError> {
        let time = self.time(now);
        let seat = self.seat_of(realm)?;
        // In a drill nobody is real, and a clock that nobody is sure of would say that it is another day.
        if self.is_drill() || !time.is_exact() || !seat.is_beat_due(time.ms) {
            return Ok(false);
        }
        let chains = seat.chains_to_name();
        self.state(realm, vec![Draft::heartbeat(time.ms, chains)], now)?;
        Ok(true)
    }

    /// After a sync that ended well: whether what it brought is as new as it must be.
    pub(super) fn look_for_news(&mut self, realm: RealmId, now: Moment) {
        let now_ms = self.time(now).ms;
        if let Some(seat) = self.seats.iter_mut().find(|seat| seat.realm() == realm) {
            seat.held_back = seat.held_back_at(now_ms);
        }
    }
}

impl Seat {
    fn is_beat_due(&self, now_ms: i64) -> bool {
        let me = self.device();
        if !self.directory.is_registrar(&me) {
            return false;
        }
        let heard = self.directory.last_heartbeat(now_ms.saturating_add(AHEAD_MS));
        // Its own last one even where it does not count: while two roots claim the realm, none does.
        let said = self.log.iter().filter(|logged| logged.header.device == me).filter_map(|logged| {
            match &logged.statement.as_ref()?.public {
                PublicPart::Heartbeat(beat) => Some(beat.time_ms),
                _ => None,
            }
        });
        let last = said.chain(heard).chain([self.enrolment.enrolled_ms]).max().unwrap_or_default();
        now_ms.saturating_sub(last) >= DUE_MS
    }

    /// The newest entries of others that are on the server and that no heartbeat has named. What only this device has
    /// brought so far, the root's word too, is named when it is there.
    fn chains_to_name(&self) -> Vec<ChainEnd> {
        let me = self.device();
        let mut ends: BTreeMap<DeviceId, ChainEnd> = BTreeMap::new();
        for logged in self.log.iter().filter(|logged| logged.pos.is_some() && logged.header.kind == Kind::Statement) {
            let (device_id, seq, hash) = (logged.header.device, logged.header.seq, logged.hash);
            let is_new = device_id != me
                && self.directory.holds(&device_id, seq, &hash)
                && !self.directory.is_named(&device_id, seq)
                && ends.get(&device_id).is_none_or(|end| end.seq < seq);
            if is_new {
                ends.insert(device_id, ChainEnd { device_id, seq, hash });
            }
        }
        ends.into_values().take(MOST_CHAINS).collect()
    }

    pub(super) fn held_back_at(&self, now_ms: i64) -> Option<HeldBack> {
        if !self.directory.holds_all_named() {
            return Some(HeldBack::Missing);
        }
        // A registrar's own heartbeat is no news to it: it compares by hand, and by the others' words on the log.
        if self.directory.is_registrar(&self.device()) {
            return None;
        }
        // Where no registrar's app has ever made one, nobody knows how often one would come.
        let since_ms = self.directory.last_heartbeat(now_ms.saturating_add(AHEAD_MS))?;
        (now_ms.saturating_sub(since_ms) > FRESH_MS).then_some(HeldBack::Quiet { since_ms })
    }
}
