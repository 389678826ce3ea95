//! What becomes of copies by themselves: one that is over is destroyed on the devices of who got it, which say so; a newcomer
//! among the devices of its readers gets its key; and what a lead took back is said once more by who gave it, because only
//! their word, or a registrar's, reaches the server.
//!
//! Nothing of this is cryptography: what was read was read, and a device that was altered need not destroy anything.

use crate::audit::AuditEvent;
use crate::directory::Disclosure;
use crate::directory::statement::{Draft, MOST_CLEARED};
use crate::moment::Moment;
use crate::notebook::Notebook;
use crate::notebook::audit::About;
use crate::notebook::cleared::row_of;
use crate::notebook::error::NotebookError;
use crate::notebook::keys::Given as GivenKey;
use crate::notebook::seat::{Left, Seat};
use crate::reckoning::Known;
use crate::seal::{ChainSlot, LocalUse, Randomness, sign_clear_entry};
use crate::sync::lacking;
use crate::vault::{LeftSpace, Removal};
use first72_wire::cbor::Writer;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{Hash, RealmId, SpaceId};
use first72_wire::key_body::SpaceClass;
use std::collections::BTreeSet;

/// What stands, sealed, for a space that held a copy: it never comes back.
pub(in crate::notebook) fn marker() -> Vec<u8> {
    let mut out = Writer::new();
    out.array(1).unsigned(first72_wire::key_body::RELEASED_NUMBER.into());
    out.into_bytes()
}

impl Notebook {
    /// Destroys copies that were given to this person and are over: key, ciphertext and what was read. The device says so in
    /// the same transaction. What a hold keeps stays, and what became this person's record. Returns how many went.
    pub(in crate::notebook) fn purge_copies(&mut self, realm: RealmId, now: Moment) -> Result<usize, NotebookError> {
        if self.is_drill() {
            return Ok(0);
        }
        let time = self.time(now);
        // Its time is over only when even the earliest that it can be now is past it.
        let certain_ms = match time.known() {
            Known::Exact => Some(time.ms),
            Known::Estimated { plus_minus_ms } => time.ms.checked_sub_unsigned(plus_minus_ms),
            Known::Problem { .. } => None,
        };
        let seat = self.seat_of(realm)?;
        let over = seat.copies_over(certain_ms);
        if over.is_empty() {
            return Ok(0);
        }
        let random = std::sync::Arc::clone(&self.random);
        let ended_by: BTreeSet<Hash> = over.iter().map(|(_, ended_by)| *ended_by).collect();
        let ended_by: Vec<Hash> = ended_by.into_iter().collect();
        let drafts = ended_by.chunks(MOST_CLEARED).map(|some| Draft::cleared(some.to_vec())).collect();
        let entries = seat.statements(drafts, &*random)?;
        let left = |(space, _): &(SpaceId, Hash)| {
            let row = row_of(realm, *space);
            let sealed = self.device_key.seal_local(LocalUse::LeftSpace, &row, &marker(), &*self.random)?;
            Ok(LeftSpace { space: *space, sealed })
        };
        let spaces = over.iter().map(left).collect::<Result<Vec<_>, NotebookError>>()?;
        let row = |(space, _): &(SpaceId, Hash)| {
            let episode = seat.copies.get(space).map(|copy| copy.episode);
            self.audit_row(realm, AuditEvent::CopyPurged, About { episode, ..About::object(&space.0) }, now)
        };
        let audit = over.iter().map(row).collect::<Result<Vec<_>, _>>()?;
        let removal =
            Removal { spaces: &spaces, entries: &entries, are_copies: true, audit: &audit, ..Removal::default() };
        self.vault.remove_spaces(realm, &removal)?;
        self.remember_own(realm, &entries)?;
        if let Some(seat) = self.seats.iter_mut().find(|seat| seat.realm() == realm) {
            over.iter().for_each(|(space, _)| seat.drop_copy(*space));
        }
        Ok(over.len())
    }

    /// Says once more what somebody else than a registrar ended of what this person gave. Returns how many.
    pub(in crate::notebook) fn repeat_closes(&mut self, realm: RealmId, now: Moment) -> Result<usize, NotebookError> {
        let seat = self.seat_of(realm)?;
        let is_heard = |given: &Disclosure| {
            given.closes.iter().any(|end| {
                let by = seat.directory.device(&end.by);
                by.is_none_or(|by| by.is_registrar || by.person_id == given.author)
            })
        };
        let mine = seat.directory.disclosures().filter(|given| seat.is_me(given.author) && !given.closes.is_empty());
        let drafts: Vec<Draft> =
            mine.filter(|given| !is_heard(given)).map(|given| Draft::release_close(given.space)).collect();
        let count = drafts.len();
        self.say(realm, drafts, now)?;
        Ok(count)
    }
}

impl Seat {
    /// Copies on this device that were given to its person and are over, each with the statement that ended it.
    fn copies_over(&self, certain_ms: Option<i64>) -> Vec<(SpaceId, Hash)> {
        let held = self.spaces.iter().filter(|(_, space)| space.class == Some(SpaceClass::Released));
        let given = held.filter_map(|(id, _)| self.directory.disclosure(id));
        let theirs = given.filter(|given| self.is_me(given.to) && !given.may_keep);
        let free = theirs.filter(|given| self.directory.held(&given.matter).is_none());
        free.filter_map(|given| Some((given.space, given.ended_by(certain_ms)?))).collect()
    }

    fn drop_copy(&mut self, space: SpaceId) {
        self.keyring.forget(&space);
        self.spaces.remove(&space);
        self.chains.remove(&space);
        self.copies.remove(&space);
        self.unkept.retain(|(of, _)| *of != space);
        self.left.insert(space, Left { facts: None, is_copy: true });
    }

    /// KEY entries that give the keys of copies which this person gave to devices of their readers that lack them.
    pub(in crate::notebook) fn copy_repairs(
        &self,
        now_ms: i64,
        random: &dyn Randomness,
    ) -> Result<Vec<(SpaceId, GivenKey, SealedEntry)>, NotebookError> {
        let mut given = Vec::new();
        let mine = self.directory.disclosures().filter(|given| self.is_me(given.author) && given.is_open(now_ms));
        for disclosure in mine {
            let Some(space) = self.spaces.get(&disclosure.space) else { continue };
            let readers = self.directory.readers_of_copy(now_ms, disclosure);
            let Some(mut slot) = self.next_slot(disclosure.space) else { continue };
            for lack in lacking(&space.keys, &readers, None) {
                let Some(key) = self.keyring.get(&disclosure.space, &lack.key_id) else { continue };
                let devices = lack.devices.iter().copied().collect();
                let body = self.copy_wraps(disclosure.space, key, &devices, random)?;
                let entry = sign_clear_entry(&self.keys, slot, Kind::Key, body.to_bytes())?;
                slot = ChainSlot { seq: slot.seq.saturating_add(1), prev: entry.hash(), ..slot };
                given.push((disclosure.space, GivenKey { key: None, body }, entry));
            }
        }
        Ok(given)
    }
}
