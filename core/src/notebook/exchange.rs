//! Syncing with a realm's server. The notebook is open to other work while the network is slow:
//! it is locked only to say what is asked next and to take what came back.

use super::Notebook;
use super::carrying::{Carried, bring};
use super::error::NotebookError;
use super::freshness::HeldBack;
use super::judge::Border;
use super::seat::{LastSync, Seat};
use crate::moment::Moment;
use crate::sync::{Exchange, HttpRelay, HttpSettings, Relay, Report, Step, SyncError, Terms};
use crate::vault::OutboxCount;
use first72_wire::drill::Mixed;
use first72_wire::id::{KeyId, RealmId, SpaceId};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Repairs, a heartbeat and what was removed are said in a second round, and what is held again comes with it; more than this
/// many rounds are not needed.
const ROUNDS: usize = 3;

/// What a sync has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncEnd {
    /// What went up and came down, over all rounds.
    pub report: Report,
    /// Key wraps that were made for devices that lacked them.
    pub wraps_given: usize,
    /// What became of entries of other devices that this one brought.
    pub carried: Carried,
    /// Episodes of which something was removed from here, because this device's person holds it no longer.
    pub removed: usize,
}

/// How things stand with one realm's server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RealmState {
    /// The realm.
    pub realm: RealmId,
    /// Its name.
    pub name: String,
    /// Entries that are only on this device, and entries that the server refused.
    pub outbox: OutboxCount,
    /// Entries of other devices that wait here to be brought to the server.
    pub carried: u64,
    /// When the server last signed for something of this device, by the server's clock.
    pub last_receipt_ms: Option<i64>,
    /// When the last sync ended, by this device's clock.
    pub last_sync_ms: Option<i64>,
    /// The code of what stopped the last sync.
    pub stopped_by: Option<String>,
    /// Whether nothing is exchanged with the server because of what it was caught at, until a person lets it go on.
    pub is_caught: bool,
    /// Why the server may be holding back news although the syncs with it end well; none when nothing says so.
    pub held_back: Option<HeldBack>,
}

/// Syncs with one realm: up until nothing waits, down until there is no more, then repairs.
///
/// # Errors
/// When the server cannot be reached or answers wrongly. What was saved is still on this device.
pub fn sync(
    door: &Mutex<Notebook>,
    realm: RealmId,
    relay: &dyn Relay,
    now: &dyn Fn() -> Moment,
) -> Result<SyncEnd, NotebookError> {
    // What others gave along goes first, so that it comes back in the same sync to whoever reads it. What could not be
    // brought now is brought with the next one; why not is said.
    let brought = bring(door, realm, relay, now);
    let mut ended = rounds(door, realm, relay, now);
    match (&mut ended, brought) {
        (Ok(end), Ok(carried)) => end.carried = carried,
        (Ok(end), Err(error)) => end.report.troubles.push(error.code()),
        (Err(_), _) => {}
    }
    let mut notebook = open(door);
    if let Err(NotebookError::Sync(SyncError::DeviceEnded { statement: Some(statement) })) = &ended
        && let Some(done) = notebook.heed_end(realm, statement, now())
    {
        return Err(done);
    }
    notebook.note_end(realm, &ended, now());
    notebook.note_sync(realm, &ended, now());
    if ended.is_ok() {
        notebook.look_for_news(realm, now());
    }
    // Only a shortcut for the next unlock: what could not be kept now is tried again later.
    let _later = notebook.keep_space_keys();
    notebook.gather_packs(now());
    // A registrar who is new can release this device too, and what the agency says at the door is what it says now;
    // without it the next sync tries again.
    let _later = notebook.keep_at_the_door();
    drop(notebook);
    ended
}

fn rounds(
    door: &Mutex<Notebook>,
    realm: RealmId,
    relay: &dyn Relay,
    now: &dyn Fn() -> Moment,
) -> Result<SyncEnd, NotebookError> {
    let mut end = SyncEnd::default();
    let heard = open(door).receipts(realm);
    // What was done goes up with the rest. It waits on when the device is full.
    let _later = open(door).seal_audit(realm, now());
    for _ in 0..ROUNDS {
        open(door).begin(realm, now())?;
        loop {
            // The guard must be gone before the network is waited for.
            let asked = open(door).next_request(realm, now())?;
            let Some(request) = asked else { break };
            for answer in relay.carry(&request) {
                open(door).take_answer(realm, answer, now())?;
            }
        }
        let mut notebook = open(door);
        notebook.place_statements(realm)?;
        end.report.add(notebook.report(realm)?);
        let given = notebook.repair(realm, now())?;
        end.wraps_given = end.wraps_given.saturating_add(given);
        // What could not be kept now is said with the next sync.
        let has_beaten = notebook.beat(realm, now()).unwrap_or(false);
        // What cannot go or come now goes or comes with the next sync; why not is said.
        let mut put_off = |done: Result<usize, NotebookError>| {
            done.unwrap_or_else(|error| {
                end.report.troubles.push(error.code());
                0
            })
        };
        let removed = put_off(notebook.clear_ended(realm, now()));
        let purged = put_off(notebook.purge_copies(realm, now()));
        let repeated = put_off(notebook.repeat_closes(realm, now()));
        let taken_back = put_off(notebook.take_back(realm, now()));
        end.removed = end.removed.saturating_add(removed);
        if given == 0 && !has_beaten && removed == 0 && purged == 0 && repeated == 0 && taken_back == 0 {
            break;
        }
    }
    open(door).note_receipts(realm, &heard, now());
    Ok(end)
}

/// A panic while the notebook was open does not make its records unusable: every change is
/// complete in the vault before it is remembered.
pub(super) fn open(door: &Mutex<Notebook>) -> MutexGuard<'_, Notebook> {
    door.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Notebook {
    /// The realms that this notebook is enrolled in.
    pub fn realms(&self) -> impl Iterator<Item = RealmId> {
        self.seats.iter().map(Seat::realm)
    }

    /// How things stand with each realm's server.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn sync_state(&self) -> Result<Vec<RealmState>, NotebookError> {
        let state = |seat: &Seat| {
            Ok(RealmState {
                realm: seat.realm(),
                name: seat.genesis.fields().name.clone(),
                outbox: self.vault.outbox_count(seat.realm())?,
                carried: self.vault.carried(seat.realm())?.values().map(|count| count.waiting).sum(),
                last_receipt_ms: self.vault.last_receipt_ms(seat.realm())?,
                last_sync_ms: seat.last_sync.as_ref().map(|last| last.at_ms),
                // What a server was caught at outlasts the sync in which that was, and the app's run.
                is_caught: self.vault.server_stopped(seat.realm())?.is_some(),
                held_back: seat.held_back,
                stopped_by: match self.vault.server_stopped(seat.realm())? {
                    Some(code) => Some(code),
                    None => seat.last_sync.as_ref().and_then(|last| last.stopped_by.clone()),
                },
            })
        };
        self.seats.iter().map(state).collect()
    }

    /// The way to a realm's server: TLS with the realm's own authorities, or loopback in a demo.
    ///
    /// # Errors
    /// When this device is not enrolled there, or the address cannot be used; [`NotebookError::Mixed`]
    /// in a drill, whose server is in memory.
    pub fn relay(&self, realm: RealmId) -> Result<HttpRelay, NotebookError> {
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        if self.is_drill() {
            return Err(Mixed::RealInDrill.into());
        }
        let enrolment = &seat.enrolment;
        let demo = seat.genesis.fields().demo;
        let ways = self.ways_to(seat);
        let settings = HttpSettings::new(&enrolment.server_url, ways.iter().map(Vec::as_slice), demo);
        Ok(HttpRelay::new(&settings)?)
    }

    fn seat_mut(&mut self, realm: RealmId) -> Result<&mut Seat, NotebookError> {
        self.seats.iter_mut().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)
    }

    fn begin(&mut self, realm: RealmId, now: Moment) -> Result<(), NotebookError> {
        // A full device forgets nothing, and still sends: it is tried again with the next sync.
        let _next_time = self.forget_words_beyond_an_end(realm, now);
        if let Some(code) = self.vault.server_stopped(realm)? {
            return Err(SyncError::Stopped { code }.into());
        }
        let seat = self.seat_mut(realm)?;
        let terms = seat.terms();
        seat.exchange.get_or_insert_with(|| Exchange::new(terms.clone())).begin(terms);
        Ok(())
    }

    fn next_request(&mut self, realm: RealmId, now: Moment) -> Result<Option<crate::sync::Request>, NotebookError> {
        let seat = self.seats.iter_mut().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let Some(exchange) = &mut seat.exchange else { return Ok(None) };
        let keys = &seat.keys;
        Ok(exchange.next(&mut self.vault, &|message| keys.sign(message), &*self.random, now)?)
    }

    fn take_answer(
        &mut self,
        realm: RealmId,
        answer: Result<crate::sync::Answer, crate::sync::RelayError>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let seat = self.seats.iter_mut().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let Some(mut exchange) = seat.exchange.take() else { return Ok(()) };
        let mut border = Border { seat, records: &mut self.records, hybrid: &mut self.hybrid, wall_ms: now.wall_ms };
        let taken = exchange.take(&mut self.vault, &mut border, answer, now);
        let told = exchange.server_time();
        seat.exchange = Some(exchange);
        if let Some(time) = told.filter(|time| time.at == now) {
            self.heed(&time);
        }
        if matches!(taken?, Step::Greeted) {
            self.witness(realm, now)?;
        }
        Ok(())
    }

    fn report(&self, realm: RealmId) -> Result<&Report, NotebookError> {
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        seat.exchange.as_ref().map(Exchange::report).ok_or(NotebookError::NotEnrolled)
    }

    /// Gives held keys to entitled devices that lack them, when it is this device's turn. Returns how many KEY entries were
    /// made.
    fn repair(&mut self, realm: RealmId, now: Moment) -> Result<usize, NotebookError> {
        let now_ms = self.time(now).ms;
        let mut noticed = std::mem::take(&mut self.seat_mut(realm)?.noticed);
        let waited = |space, key| now_ms.saturating_sub(*noticed.entry((space, key)).or_insert(now_ms));
        let given = self.give(realm, now, waited);
        for given in given.iter().flatten() {
            noticed.remove(given);
        }
        self.seat_mut(realm)?.noticed = noticed;
        Ok(given?.len())
    }

    /// Gives held keys to entitled devices that lack them, where that was waited for long enough. Returns which.
    pub(super) fn give(
        &mut self,
        realm: RealmId,
        now: Moment,
        waited_ms: impl FnMut(SpaceId, KeyId) -> i64,
    ) -> Result<Vec<(SpaceId, KeyId)>, NotebookError> {
        let random = std::sync::Arc::clone(&self.random);
        let as_of = self.as_of(now);
        let seat = self.seat_mut(realm)?;
        let mut repairs = seat.repairs(as_of, &*random, waited_ms)?;
        repairs.extend(seat.copy_repairs(as_of.ms, &*random)?);
        if repairs.is_empty() {
            return Ok(Vec::new());
        }
        let entries: Vec<_> = repairs.iter().map(|(_, _, entry)| entry.clone()).collect();
        self.vault.save(&entries, &[])?;
        let seat = self.seat_mut(realm)?;
        let mut done = Vec::with_capacity(repairs.len());
        for (space, given, entry) in repairs {
            seat.advance(space, entry.header.device, entry.hash());
            done.push((space, given.body.key_id));
            seat.learn_own(space, given);
        }
        Ok(done)
    }

    fn note_end(&mut self, realm: RealmId, ended: &Result<SyncEnd, NotebookError>, now: Moment) {
        self.note_authority(realm);
        if ended.is_ok() {
            self.note_heard(realm, now);
        }
        if let Ok(seat) = self.seat_mut(realm) {
            let stopped_by = ended.as_ref().err().map(|error| error.code().to_owned());
            seat.last_sync = Some(LastSync { at_ms: now.wall_ms, stopped_by });
        }
    }
}

impl Seat {
    pub(super) fn terms(&self) -> Terms {
        Terms { realm: self.realm(), device: self.device(), keys: self.log_keys() }
    }
}
