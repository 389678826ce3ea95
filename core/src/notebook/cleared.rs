//! What this device's person no longer holds leaves the device: what was read, the keys, and the sealed entries. It goes
//! once everything of it is on the server, and the device says so to the realm in the same transaction.
//!
//! Nothing of this is cryptography: what was read was read, and a device that was altered need not do it (security rules of
//! reading). Whoever holds a space again gets it back from the server, whole.

use super::Notebook;
use super::audit::About;
use super::disclosure::marker;
use super::error::NotebookError;
use super::judge::Border;
use super::seat::{Left, Seat};
use crate::audit::AuditEvent;
use crate::directory::SpaceFacts;
use crate::directory::statement::{Draft, MOST_CLEARED};
use crate::moment::Moment;
use crate::reckoning::Known;
use crate::seal::{LocalUse, VaultDeviceKey};
use crate::vault::{ChainPlace, LeftSpace, Removal, VaultError};
use first72_wire::cbor::{CborError, Reader, Writer};
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, Hash, PersonId, RealmId, SpaceId};
use first72_wire::label;
use std::collections::BTreeSet;

/// Somebody who types about an episode can end the sentence and save it: what is younger than this is waited for.
const DRAFT_WAITS_MS: i64 = 24 * 60 * 60 * 1000;

/// A space that has to go, and the statement that ended it.
struct Ending {
    space: SpaceId,
    facts: SpaceFacts,
    ended_by: Hash,
}

impl Notebook {
    /// Removes what this device's person no longer holds in a realm, and says so there. Returns how many episodes were
    /// touched; what cannot go yet goes another time.
    pub(super) fn clear_ended(&mut self, realm: RealmId, now: Moment) -> Result<usize, NotebookError> {
        if self.is_drill() {
            return Ok(0);
        }
        let endings = self.ready_to_go(realm, now)?;
        let episodes: BTreeSet<EpisodeId> = endings.iter().filter_map(|ending| ending.facts.episode).collect();
        if endings.is_empty() {
            return Ok(0);
        }
        let random = std::sync::Arc::clone(&self.random);
        let seat = self.seat_of(realm)?;
        let ended_by: BTreeSet<Hash> = endings.iter().map(|ending| ending.ended_by).collect();
        let ended_by: Vec<Hash> = ended_by.into_iter().collect();
        let drafts = ended_by.chunks(MOST_CLEARED).map(|some| Draft::cleared(some.to_vec())).collect();
        let entries = seat.statements(drafts, &*random)?;
        let spaces = endings.iter().map(|ending| self.left_space(realm, ending)).collect::<Result<Vec<_>, _>>()?;
        let audit = episodes
            .iter()
            .map(|episode| {
                let about = About { episode: Some(*episode), ..About::default() };
                self.audit_row(realm, AuditEvent::Removed, about, now)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let gone: Vec<[u8; 16]> =
            episodes.iter().filter(|id| self.goes_whole(realm, **id, &endings)).map(about).collect();
        let removal =
            Removal { spaces: &spaces, drafts_about: &gone, entries: &entries, audit: &audit, ..Removal::default() };
        self.vault.remove_spaces(realm, &removal)?;
        self.remember_own(realm, &entries)?;
        if let Some(seat) = self.seats.iter_mut().find(|seat| seat.realm() == realm) {
            endings.into_iter().for_each(|ending| seat.leave(ending.space, ending.facts));
        }
        for episode in &episodes {
            self.read_anew(*episode, now)?;
        }
        Ok(episodes.len())
    }

    /// Lets spaces come back that this device's person holds again. Returns how many; the next pull brings them.
    pub(super) fn take_back(&mut self, realm: RealmId, now: Moment) -> Result<usize, NotebookError> {
        let as_of = self.as_of(now);
        let seat = self.seat_of(realm)?;
        let (device, directory) = (seat.device(), &seat.directory);
        let held = |left: &Left| {
            !left.is_copy && left.facts.as_ref().is_none_or(|facts| directory.entitled_at(as_of, &device, facts))
        };
        let back: Vec<SpaceId> = seat.left.iter().filter(|(_, left)| held(left)).map(|(space, _)| *space).collect();
        if back.is_empty() {
            return Ok(0);
        }
        self.vault.take_back(realm, &back)?;
        if let Some(seat) = self.seats.iter_mut().find(|seat| seat.realm() == realm) {
            seat.left.retain(|space, _| !back.contains(space));
        }
        Ok(back.len())
    }

    /// Where the server has placed this device's own statements since: until then they stand behind everybody else's.
    pub(super) fn place_statements(&mut self, realm: RealmId) -> Result<(), NotebookError> {
        let Some(seat) = self.seats.iter_mut().find(|seat| seat.realm() == realm) else { return Ok(()) };
        let mut has_moved = false;
        for logged in seat.log.iter_mut().filter(|logged| logged.pos.is_none()) {
            logged.pos = self.vault.place_of(&ChainPlace::of(&logged.header, logged.hash))?;
            has_moved |= logged.pos.is_some();
        }
        if has_moved {
            seat.evaluate();
        }
        Ok(())
    }

    /// How many spaces of episodes were removed from this device because its person holds them no longer.
    #[must_use]
    pub fn removed_from_here(&self) -> usize {
        let episodes = self.seats.iter().flat_map(|seat| seat.left.values());
        let episodes = episodes.filter_map(|left| left.facts.as_ref()?.episode);
        episodes.collect::<BTreeSet<EpisodeId>>().len()
    }

    fn ready_to_go(&self, realm: RealmId, now: Moment) -> Result<Vec<Ending>, NotebookError> {
        let time = self.time(now);
        let certain_ms = (time.known() == Known::Exact).then_some(time.ms);
        let seat = self.seat_of(realm)?;
        let mut ready = Vec::new();
        for ending in seat.endings(certain_ms) {
            let Some(episode) = ending.facts.episode else { continue };
            let typed_ms = self.vault.newest_draft_about(&about(&episode))?;
            let is_typing = typed_ms.is_some_and(|at| now.wall_ms.saturating_sub(at) < DRAFT_WAITS_MS);
            if !is_typing && !self.vault.has_unsent(realm, ending.space)? {
                ready.push(ending);
            }
        }
        Ok(ready)
    }

    /// Whether nothing of an episode is left here, in any realm, once these are gone.
    fn goes_whole(&self, realm: RealmId, episode: EpisodeId, endings: &[Ending]) -> bool {
        let stays = |seat: &Seat| {
            let of_episode = seat
                .spaces
                .iter()
                .filter(|(_, space)| space.facts.as_ref().is_some_and(|facts| facts.episode == Some(episode)));
            let mut of_episode = of_episode.map(|(id, _)| id);
            of_episode.any(|id| seat.realm() != realm || !endings.iter().any(|ending| ending.space == *id))
        };
        !self.seats.iter().any(stays)
    }

    fn left_space(&self, realm: RealmId, ending: &Ending) -> Result<LeftSpace, NotebookError> {
        let plain = facts_to_bytes(&ending.facts);
        let row = row_of(realm, ending.space);
        let sealed = self.device_key.seal_local(LocalUse::LeftSpace, &row, &plain, &*self.random)?;
        Ok(LeftSpace { space: ending.space, sealed })
    }

    /// Folds an episode's record once more from the entries that are left of it.
    fn read_anew(&mut self, episode: EpisodeId, now: Moment) -> Result<(), NotebookError> {
        self.records.remove(&episode);
        for seat in &mut self.seats {
            let of_episode = seat
                .spaces
                .iter()
                .filter(|(_, space)| space.facts.as_ref().is_some_and(|facts| facts.episode == Some(episode)));
            let spaces: Vec<SpaceId> = of_episode.map(|(id, _)| *id).collect();
            let mut stored = Vec::new();
            for space in spaces {
                self.vault.entries_in(seat.realm(), space, now.wall_ms, |entry| stored.push(entry))?;
            }
            let mut border =
                Border { seat, records: &mut self.records, hybrid: &mut self.hybrid, wall_ms: now.wall_ms };
            for entry in stored.iter().filter(|stored| stored.entry.header.kind == first72_wire::header::Kind::Op) {
                let _own_clocks = border.load_save(entry);
            }
        }
        Ok(())
    }
}

impl Seat {
    /// What this device holds and its person does not any more. Nothing while the device itself has ended: then a registrar
    /// decides what becomes of it.
    fn endings(&self, certain_ms: Option<i64>) -> Vec<Ending> {
        let device = self.device();
        if !self.directory.device(&device).is_some_and(|device| device.is_live()) {
            return Vec::new();
        }
        let ending = |(space, facts): (&SpaceId, &SpaceFacts)| {
            let ended_by = self.directory.ended_by(&device, facts, certain_ms)?;
            Some(Ending { space: *space, facts: facts.clone(), ended_by })
        };
        let spaces = self.spaces.iter().filter_map(|(id, space)| Some((id, space.facts.as_ref()?)));
        spaces.filter(|(_, facts)| facts.compartment != Compartment::Audit).filter_map(ending).collect()
    }

    fn leave(&mut self, space: SpaceId, facts: SpaceFacts) {
        self.keyring.forget(&space);
        self.spaces.remove(&space);
        self.chains.remove(&space);
        self.unkept.retain(|(of, _)| *of != space);
        self.noticed.retain(|(of, _), _| *of != space);
        self.left.insert(space, Left { facts: Some(facts), is_copy: false });
    }

    /// Takes up what was removed before. A row that does not open says nothing of what it was: its space comes back, and is
    /// judged again.
    pub(super) fn take_left(&mut self, device_key: &VaultDeviceKey, rows: Result<Vec<LeftSpace>, VaultError>) {
        for LeftSpace { space, sealed } in rows.unwrap_or_default() {
            let opened = device_key.open_local(LocalUse::LeftSpace, &row_of(self.realm(), space), &sealed).ok();
            let is_copy = opened.as_ref().is_some_and(|plain| plain[..] == marker()[..]);
            let facts = opened.and_then(|plain| facts_from_bytes(&plain).ok()).flatten();
            self.left.insert(space, Left { facts, is_copy });
        }
    }
}

/// What a draft is stored under that is about an episode.
pub(super) fn about(episode: &EpisodeId) -> [u8; 16] {
    label::truncate(&label::digest(label::LOCAL, &[b"about", &episode.0]))
}

pub(super) fn row_of(realm: RealmId, space: SpaceId) -> [u8; 32] {
    let mut row = [0; 32];
    let (first, second) = row.split_at_mut(16);
    first.copy_from_slice(&realm.0);
    second.copy_from_slice(&space.0);
    row
}

fn facts_to_bytes(facts: &SpaceFacts) -> Vec<u8> {
    let mut out = Writer::new();
    out.array(4).unsigned(facts.compartment.number().into());
    out.optional(facts.station.as_deref(), |out, station| out.text(station));
    out.optional(facts.episode, |out, episode| out.bytes(&episode.0));
    out.optional(facts.opened_by, |out, person| out.bytes(&person.0));
    out.into_bytes()
}

/// None for a class of a later version.
fn facts_from_bytes(bytes: &[u8]) -> Result<Option<SpaceFacts>, CborError> {
    let mut fields = Reader::strict(bytes)?;
    fields.array_of(4)?;
    let compartment = Compartment::from_number(fields.small()?);
    let station = fields.optional(|fields| fields.text())?.map(str::to_owned);
    let episode = fields.optional(Reader::fixed)?.map(EpisodeId);
    let opened_by = fields.optional(Reader::fixed)?.map(PersonId);
    Ok(compartment.map(|compartment| SpaceFacts { compartment, station, episode, opened_by }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_removed_space_was_is_read_back_and_damage_is_nothing() {
        let whole = SpaceFacts {
            compartment: Compartment::Le,
            station: Some("harbor-demo".into()),
            episode: Some(EpisodeId([1; 16])),
            opened_by: Some(PersonId([2; 16])),
        };
        for facts in [whole, SpaceFacts::of(Compartment::Ops)] {
            let bytes = facts_to_bytes(&facts);
            assert_eq!(facts_from_bytes(&bytes), Ok(Some(facts)));
            assert!((0..bytes.len()).all(|cut| facts_from_bytes(bytes.get(..cut).unwrap_or_default()).is_err()));
        }
    }
}
